// Opens a document: a picture in the page, a PDF in a tab of its own; what a browser must not show is only saved.
import { useText } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/outcomes.tsx'
import './files.css'
import { type Content, useContent } from './reading.ts'

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/dicom': 'dcm',
  'text/html': 'html',
}

interface OpenFileProps {
  readonly documentId: string
  readonly title: string
  readonly kind?: 'main' | 'tint' | 'quiet'
}

export function OpenFile({ documentId, title, kind = 'quiet' }: OpenFileProps) {
  const { t } = useText()
  const { share, content, error, read, stop } = useContent(documentId, (ready) => present(ready, title))
  const HUNDRED = 100
  return (
    <>
      {share === undefined ? (
        <Button kind={kind} onClick={() => void read()}>
          <Icon name="eye" />
          {t('files.open')} <span className="visually-hidden">{title}</span>
        </Button>
      ) : (
        <Button kind="quiet" onClick={stop}>
          <Icon name="x" />
          {t('files.reading', { percent: Math.floor(share * HUNDRED) })}
        </Button>
      )}
      {error !== undefined && <Failure error={error} takesFocus />}
      {content && <Shown content={content} title={title} />}
    </>
  )
}

/** A browser that blocks the tab still has the links below the button. */
function present({ url, mediaType, isShown }: Content, title: string): void {
  if (isShown && mediaType === 'application/pdf') open(url, '_blank')
  if (isShown) return
  const link = document.createElement('a')
  link.href = url
  link.download = nameOf(title, mediaType)
  link.click()
}

/** Letters and digits only: a title may hold anything. */
const nameOf = (title: string, mediaType: string): string =>
  `${title.replace(/[^\p{L}\p{M}\p{N} _-]+/gu, ' ').trim() || 'sehat'}.${ENDINGS[mediaType] ?? 'bin'}`

function Shown({ content: { url, mediaType, isShown }, title }: { content: Content; title: string }) {
  const { t } = useText()
  const isPicture = isShown && mediaType.startsWith('image/')
  return (
    <div className="file-shown">
      {isPicture && <img className="file-picture" src={url} alt={title} />}
      {!isShown && <p role="status">{t('files.onlySaved')}</p>}
      <p className="file-acts">
        {isShown && (
          <a className="button button-quiet" href={url} target="_blank" rel="noopener">
            {t('files.inTab')} <span className="visually-hidden">{title}</span>
          </a>
        )}
        <a className="button button-quiet" href={url} download={nameOf(title, mediaType)}>
          <Icon name="download" />
          {t('files.save')} <span className="visually-hidden">{title}</span>
        </a>
      </p>
    </div>
  )
}
