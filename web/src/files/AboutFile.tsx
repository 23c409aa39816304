// What a document is, in two lines: its title, then its kind, day, size, and who brought it.
import type { Answer } from '../api/client.ts'
import { today } from '../i18n/format.ts'
import { useText } from '../i18n/language.ts'
import './files.css'
import { sizeOf } from './size.ts'

export type FileShown = Answer<'GET /v1/documents/{documentId}'>

export const dayOf = ({ createdAt }: Pick<FileShown, 'createdAt'>): string => today(Date.parse(createdAt))

interface AboutFileProps {
  readonly document: FileShown
  /** The heading of the page is the title. */
  readonly hidesTitle?: boolean
}

export function AboutFile({ document, hidesTitle = false }: AboutFileProps) {
  const words = useText()
  const { t, format } = words
  const { title = '', kind, sizeBytes, origin } = document
  return (
    <>
      {!hidesTitle && (
        <p>
          <strong>{title}</strong>
        </p>
      )}
      <p>
        {t('files.about', {
          ...{ kind: t(`files.kinds.${kind}`), day: format.day(dayOf(document)), size: sizeOf(sizeBytes, words) },
        })}
      </p>
      <p className="soft">{t(`files.origins.${origin}`)}</p>
    </>
  )
}
