// The guide for engineers: a sample of each callback, how to check a signature, and when Sehat tries again.
import type { Answer } from '../api/client.ts'
import { useText } from '../i18n/language.ts'
import type { Column } from '../ui/columns.ts'
import { Failure, Loading } from '../ui/outcomes.tsx'
import { Page } from '../ui/Page.tsx'
import { SummaryList } from '../ui/SummaryList.tsx'
import { Table } from '../ui/Table.tsx'
import { useAnswer } from './asking.ts'
import { sentText } from './TestCall.tsx'

type Guide = Answer<'GET /v1/customers/me/callback-types'>

export default function GuidePage() {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/customers/me/callback-types', {})
  return (
    <Page title={t('guide.title')} isPersonal>
      <p>{t('guide.what')}</p>
      <p>
        <a href="/docs">{t('portal.reference')}</a>
      </p>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <Receiving guide={data} />
          <Signature guide={data} />
          <Types guide={data} />
          <Fields guide={data} />
        </>
      )}
    </Page>
  )
}

function Receiving({ guide }: { guide: Guide }) {
  const { t, format } = useText()
  const pauses = guide['pauses-seconds'].map((seconds) => toSpan(seconds, t))
  const hours = (seconds: number): string => t('guide.hours', { count: Math.round(seconds / 3_600) })
  const overlap = guide['overlap-seconds']
  return (
    <section aria-labelledby="receiving">
      <h2 id="receiving">{t('guide.receiving')}</h2>
      <ul>
        <li>{t('guide.answer', { seconds: format.number(guide['timeout-ms'] / 1_000) })}</li>
        <li>{t('guide.again', { count: pauses.length })}</li>
        <li>{t('guide.twice')}</li>
        <li>{t('guide.gone')}</li>
        <li>{t('guide.noPerson')}</li>
      </ul>
      <SummaryList
        rows={[
          { label: t('guide.pauses'), value: pauses.join(', ') },
          { label: t('guide.overlapSecret'), value: hours(overlap.secret) },
          { label: t('guide.overlapWebhook'), value: hours(overlap['webhook-secret']) },
        ]}
      />
      <p className="soft">{t('guide.pausesText')}</p>
    </section>
  )
}

const MINUTE = 60
const HOUR = 3_600

function toSpan(seconds: number, t: (key: string, values: { count: number }) => string): string {
  if (seconds < 2 * MINUTE) return t('guide.seconds', { count: Math.round(seconds) })
  return seconds < 2 * HOUR
    ? t('guide.minutes', { count: Math.round(seconds / MINUTE) })
    : t('guide.hours', { count: Math.round(seconds / HOUR) })
}

/** The steps in code, with the package that the example needs. Code has no translation. */
const CHECK = `import { Webhook } from 'standardwebhooks' // npm install standardwebhooks

const webhook = new Webhook(process.env.SEHAT_WEBHOOK_SECRET)
// Throws when the signature is wrong, or the timestamp is more than five minutes away.
const callback = webhook.verify(bodyAsText, headers)`

function Signature({ guide: { signed } }: { guide: Guide }) {
  const { t } = useText()
  return (
    <section aria-labelledby="signature">
      <h2 id="signature">{t('guide.signature')}</h2>
      <ol>
        <li>{t('guide.step1')}</li>
        <li>{t('guide.step2')}</li>
        <li>{t('guide.step3')}</li>
        <li>{t('guide.step4')}</li>
      </ol>
      <pre className="code">{CHECK}</pre>
      <h3>{t('guide.tryIt')}</h3>
      <p>{t('guide.tryText')}</p>
      <pre className="code">{`${signed.secret}\n\n${sentText(signed)}`}</pre>
    </section>
  )
}

function Types({ guide: { samples } }: { guide: Guide }) {
  const { t } = useText()
  return (
    <section aria-labelledby="types">
      <h2 id="types">{t('guide.types')}</h2>
      <p>{t('guide.typesText')}</p>
      {samples.map((sample) => (
        <article key={sample.type} aria-labelledby={sample.type}>
          <h3 id={sample.type}>
            <code>{sample.type}</code> {t(`callbacks.type.${sample.type}`)}
          </h3>
          <p>{t(`guide.when.${sample.type}`)}</p>
          <pre className="code">{JSON.stringify(sample, null, 2)}</pre>
        </article>
      ))}
      <article aria-labelledby="test-type">
        <h3 id="test-type">
          <code>{TEST}</code> {t('callbacks.test.title')}
        </h3>
        <p>{t('guide.when.test')}</p>
      </article>
    </section>
  )
}

const TEST = 'test'

type Field = Guide['fields'][number]

const COLUMNS: readonly Column<Field>[] = [
  { header: 'guide.field', draw: ({ name }) => <code>{name}</code> },
  { header: 'guide.always', draw: ({ isAlways }, { t }) => t(isAlways ? 'guide.yes' : 'guide.no') },
  { header: 'guide.values', draw: ({ values, description }) => values?.join(', ') ?? description },
]

function Fields({ guide: { fields } }: { guide: Guide }) {
  const { t } = useText()
  return (
    <section aria-labelledby="fields">
      <h2 id="fields">{t('guide.fields')}</h2>
      <Table stacks caption={t('guide.fieldsText')} columns={COLUMNS} rows={fields} keyOf={({ name }) => name} />
    </section>
  )
}
