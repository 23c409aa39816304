// What the centre has in store, by vaccine and lot: what expires soon, what comes, what goes, what was counted.
import '../centre.css'
import { Link } from 'wouter'
import { href, oneOf, useFilters, words } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { Filters, SearchField } from '../../lists/Filters.tsx'
import { ExportButton, Listing, rowsWith, wholeList } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { STOCK_TASKS, StockDialog } from './StockDialog.tsx'

const SOON_DAYS = 30
const LOW_DOSES = 10
const readers = { task: oneOf(...STOCK_TASKS), q: words }

export default function StockPage() {
  const { t } = useText()
  const { facilityId = '', roles } = useAccount()
  const { filters, change } = useFilters(readers)
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/stock', { query: { facility: facilityId } })
  const mayMove = roles.some((role) => role === 'pharmacist' || role === 'centre-admin')
  const tasks = STOCK_TASKS.map((task) => ({
    task,
    label: t(`staff.centre.stock.${task}`),
    keys: task[0] as string,
    run: () => change({ task }),
  }))
  useShortcuts(t('staff.centre.stock.menu'), mayMove ? tasks : [])
  const actions = (
    <div className="day-moves no-print">
      {mayMove &&
        tasks.map(({ task, label, run }) => (
          <Button key={task} kind={task === 'receive' ? 'main' : 'quiet'} onClick={run}>
            {label}
          </Button>
        ))}
      <ButtonLink kind="quiet" href="/staff/stock/ledger">
        {t('staff.centre.ledger.menu')}
      </ButtonLink>
    </div>
  )
  return (
    <StaffPage title={t('staff.centre.stock.title')} actions={actions}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.levels.length === 0 && <p>{t('staff.centre.stock.none')}</p>}
      {data && data.levels.length > 0 && <Tables stock={data} />}
      {mayMove && (
        <StockDialog task={filters.task} facilityId={facilityId} onClose={() => change({ task: undefined })} />
      )}
    </StaffPage>
  )
}

type Stock = Answer<'GET /v1/vaccination/stock'>

function Tables({ stock: { levels, lots } }: { stock: Stock }) {
  const { t, format } = useText()
  const { filters, change } = useFilters(readers)
  const shown = rowsWith(lots, filters.q, ({ vaccine, lot }) => `${vaccine} ${lot}`)
  return (
    <>
      <Table
        stacks
        caption={t('staff.centre.stock.levels')}
        rows={levels}
        keyOf={({ vaccine }) => vaccine}
        columns={[
          { header: t('staff.centre.stock.vaccine'), cell: ({ vaccine }) => vaccine },
          {
            header: t('staff.centre.stock.onHand'),
            isNumber: true,
            cell: (row) => (
              <>
                {row.onHand < LOW_DOSES && <Tag kind="warning">{t('staff.centre.stock.low')}</Tag>}{' '}
                {format.number(row.onHand)}
              </>
            ),
          },
          { header: t('staff.centre.stock.promised'), cell: (row) => format.number(row.promised), isNumber: true },
          { header: t('staff.centre.stock.blocked'), cell: (row) => format.number(row.blocked), isNumber: true },
          {
            header: t('staff.centre.stock.free'),
            isNumber: true,
            cell: (row) => (
              <>
                {row.short > 0 && <Tag kind="error">{t('staff.centre.stock.short', { count: row.short })}</Tag>}{' '}
                {format.number(row.free)}
              </>
            ),
          },
        ]}
      />
      <Filters onSearch={(values) => change({ q: values('q') || undefined })}>
        <SearchField name="q" label={t('staff.centre.stock.q')} value={filters.q} />
      </Filters>
      <Listing
        stacks
        caption={t('staff.centre.stock.lots')}
        list={wholeList(shown)}
        keyOf={({ vaccine, lot }) => `${vaccine} ${lot}`}
        actions={
          <ExportButton
            name="stock"
            header={['vaccine', 'lot', 'expiresOn', 'onHand', 'state', 'reason']}
            read={async () =>
              shown.map((one) => [one.vaccine, one.lot, one.expiresOn, one.onHand, one.state, one.reason])
            }
          />
        }
        columns={[
          { header: t('staff.centre.stock.vaccine'), cell: ({ vaccine }) => vaccine },
          {
            header: t('staff.centre.stock.lot'),
            cell: ({ lot }) => <Link href={href('/staff/stock/ledger', { lot })}>{lot}</Link>,
          },
          {
            header: t('staff.centre.stock.expiresOn'),
            cell: (lot) => (
              <>
                {format.day(lot.expiresOn)} <Expiry expiresOn={lot.expiresOn} />
              </>
            ),
          },
          { header: t('staff.centre.stock.state'), cell: (lot) => <State lot={lot} /> },
          { header: t('staff.centre.stock.onHand'), cell: (lot) => format.number(lot.onHand), isNumber: true },
        ]}
      />
    </>
  )
}

/** Whether its doses may be given; a lot that was held back says why. */
function State({ lot: { state, reason } }: { lot: Stock['lots'][number] }) {
  const { t } = useText()
  if (state === 'usable') return <>{t('staff.centre.stock.states.usable')}</>
  return (
    <>
      <Tag kind="error">{t(`staff.centre.stock.states.${state}`)}</Tag> <span className="soft">{reason}</span>
    </>
  )
}

function Expiry({ expiresOn }: { expiresOn: string }) {
  const { t } = useText()
  if (expiresOn < today()) return <Tag kind="error">{t('staff.centre.stock.expired')}</Tag>
  if (expiresOn <= addDays(today(), SOON_DAYS)) return <Tag kind="warning">{t('staff.centre.stock.soon')}</Tag>
  return null
}
