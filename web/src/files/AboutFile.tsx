// What a document is, in two lines: its title, then its kind, day, size, and who brought it.
import type { Answer } from '../api/client.ts'
import { today } from '../i18n/format.ts'
import { useText } from '../i18n/language.ts'
import './files.css'
import { sizeOf } from './size.ts'

export type FileShown = Answer<'GET /v1/documents/{documentId}'>

export const dayOf = ({ createdAt }: Pick<FileShown, 'createdAt'>): string => today(Date.parse(createdAt))

export function AboutFile({ document }: { document: FileShown }) {
  const words = useText()
  const { t, format } = words
  const { title = '', kind, sizeBytes, origin } = document
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <p>
        {t('files.about', {
          ...{ kind: t(`files.kinds.${kind}`), day: format.day(dayOf(document)), size: sizeOf(sizeBytes, words) },
        })}
      </p>
      <p className="soft">{t(`files.origins.${origin}`)}</p>
    </>
  )
}
