// A copy of everything, readable and printable, and as a file for other programs.
import { useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { saveFile } from '../../save-file.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { useWords } from './words.ts'
import './copy.css'

type Copy = Answer<'GET /v1/privacy/exports/{exportId}/document'>
type Section = Copy['sections'][number]

export default function CopyPage() {
  const { t, format } = useText()
  const { exportId = '' } = useParams()
  const copy = useAnswer('GET /v1/privacy/exports/{exportId}/document', { path: { exportId } })
  return (
    <Page title={t('privacy.copy.title')} back="/account/privacy" isWide isPersonal>
      {copy.error ? (
        <Failure error={copy.error} onRetry={() => void copy.refetch()} />
      ) : copy.data ? (
        <>
          <p>{t('privacy.copy.text', { at: format.instant(copy.data.gatheredAt) })}</p>
          <div className="no-print copy-ways">
            <Button onClick={() => window.print()}>{t('privacy.copy.print')}</Button>
            <Button kind="quiet" onClick={() => saveJson(JSON.stringify(copy.data, null, 2))}>
              {t('privacy.copy.save')}
            </Button>
          </div>
          {copy.data.sections.map((section) => (
            <SectionTable key={`${section.module} ${section.kind}`} section={section} />
          ))}
        </>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function saveJson(text: string): void {
  saveFile('sehat.json', new Blob([text], { type: 'application/json' }))
}

function SectionTable({ section: { title, fields, rows } }: { section: Section }) {
  const { t } = useText()
  const words = useWords()
  return (
    <section className="copy-section">
      <h2>{words(title)}</h2>
      {rows.length === 0 && <p className="soft">{t('privacy.copy.nothing')}</p>}
      {rows.map((row, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a copy never change
        <dl key={nth} className="summary">
          {fields.map(({ field, title: name }) => (
            <div key={field}>
              <dt>{words(name)}</dt>
              <dd>
                <Value value={row[field]} />
              </dd>
            </div>
          ))}
        </dl>
      ))}
    </section>
  )
}

/** The server's own name for a program or a browser that it does not know. All other devices have names. */
const UNKNOWN_DEVICE = 'Unknown device'
const INSTANT = /^\d{4}-\d\d-\d\dT/

function Value({ value }: { value: string | number | boolean | null | undefined }) {
  const { t, format } = useText()
  if (value === null || value === undefined) return '–'
  if (value === UNKNOWN_DEVICE) return t('privacy.copy.unknownDevice')
  if (typeof value === 'boolean') return t(value ? 'privacy.copy.yes' : 'privacy.copy.no')
  return typeof value === 'string' && INSTANT.test(value) ? format.instant(value) : String(value)
}
