// What a customer used on each of the last 30 days, and how much of its limit of requests.
import type { Answer } from '../api/client.ts'
import { useText } from '../i18n/language.ts'
import type { Column } from '../ui/columns.ts'
import { Notice } from '../ui/Notice.tsx'
import { Failure, Loading } from '../ui/outcomes.tsx'
import { Page } from '../ui/Page.tsx'
import { SummaryList } from '../ui/SummaryList.tsx'
import { Table } from '../ui/Table.tsx'
import { useAnswer } from './asking.ts'

type Usage = Answer<'GET /v1/customers/me/usage'>
type Row = Usage['days'][number]

const NUMBERS = ['requests', 'refused', 'linked', 'choices', 'not-found', 'failed', 'delinked', 'callbacks'] as const
const WATCH_MS = 10_000

const COLUMNS: readonly Column<Row>[] = [
  { header: 'usage.day', draw: ({ on }, { format }) => format.shortDay(on) },
  ...NUMBERS.map(
    (name): Column<Row> => ({
      key: name,
      text: (row) => row[name],
      header: `usage.${name}`,
      isNumber: true,
    }),
  ),
  { key: 'busiest-second', text: (row) => row['busiest-second'], header: 'usage.busiest-second', isNumber: true },
]

export default function UsagePage() {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/customers/me/usage', {}, WATCH_MS)
  return (
    <Page title={t('usage.title')} isWide isPersonal>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Used usage={data} />}
    </Page>
  )
}

function Used({ usage }: { usage: Usage }) {
  const { t, format } = useText()
  const { days } = usage
  const max = usage['requests-per-second-max']
  const busiest = Math.max(0, ...days.map((day) => day['busiest-second']))
  const refused = days.reduce((sum, day) => sum + day.refused, 0)
  const share = format.number(Math.round((busiest / max) * 100))
  return (
    <>
      {refused > 0 && (
        <Notice kind="warning" title={t('usage.tooMany', { count: refused })}>
          <p>{t('usage.tooManyText')}</p>
        </Notice>
      )}
      <SummaryList
        rows={[
          { label: t('usage.limit'), value: format.number(max) },
          { label: t('usage.used'), value: t('usage.share', { busiest: format.number(busiest), share }) },
        ]}
      />
      {days.length === 0 ? (
        <p>{t('usage.none')}</p>
      ) : (
        <Table caption={t('usage.list')} columns={COLUMNS} rows={days} keyOf={({ on }) => on} />
      )}
      <p className="soft">{t('usage.until', { at: format.time(usage['callbacks-until']) })}</p>
      <p className="soft">{t('usage.words')}</p>
    </>
  )
}
