// The centre's stock by vaccine and lot: what expires soon, with dialogs to receive, write off, count and hold back.
import '../centre.css'
import { Link } from 'wouter'
import { href, oneOf, useFilters, words } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useMay } from '../../../session/session.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { Empty } from '../../lists/Empty.tsx'
import { Choice, Filters, SearchField } from '../../lists/Filters.tsx'
import { Listing, rowsWith, TableWithFile, wholeList } from '../../lists/Listing.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { keyOfLot, STOCK_TASKS, StockDialog } from './StockDialog.tsx'

const SOON_DAYS = 30
const LOW_DOSES = 10
const SHOWN = ['soon', 'expired', 'stopped'] as const
const readers = { task: oneOf(...STOCK_TASKS), lot: words, q: words, show: oneOf(...SHOWN) }

export default function StockPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change } = useFilters(readers)
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/stock', { query: { facility: facilityId } })
  const mayMove = useMay('stock.keep')
  const tasks = STOCK_TASKS.map((task) => ({
    task,
    label: t(`staff.centre.stock.${task}`),
    keys: task[0] as string,
    run: () => change({ task }),
  }))
  useShortcuts(t('staff.centre.stock.menu'), mayMove ? tasks : [])
  const actions = (
    <div className="day-moves no-print">
      <ButtonLink kind="quiet" href="/staff/stock/ledger">
        <Icon name="list" />
        {t('staff.centre.ledger.menu')}
      </ButtonLink>
      {mayMove &&
        tasks.toReversed().map(({ task, label, run }) => (
          <Button key={task} kind={task === 'receive' ? 'main' : 'quiet'} onClick={run}>
            {label}
          </Button>
        ))}
    </div>
  )
  return (
    <StaffPage title={t('staff.centre.stock.title')} actions={actions}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && data.levels.length === 0 && (
        <Empty icon="package" title={t('staff.centre.stock.none')}>
          {mayMove ? t('staff.centre.stock.noneWhy') : undefined}
        </Empty>
      )}
      {data && data.levels.length > 0 && <Tables stock={data} />}
      {mayMove && (
        <StockDialog
          task={filters.task}
          lot={filters.lot}
          facilityId={facilityId}
          onClose={() => change({ task: undefined, lot: undefined })}
        />
      )}
    </StaffPage>
  )
}

type Stock = Answer<'GET /v1/vaccination/stock'>

const LEVEL_COLUMNS: readonly Column<Stock['levels'][number]>[] = [
  { key: 'vaccine', text: ({ vaccine }) => vaccine, header: 'staff.centre.stock.vaccine' },
  {
    key: 'onHand',
    text: ({ onHand }) => onHand,
    header: 'staff.centre.stock.onHand',
    isNumber: true,
    draw: ({ onHand }, { t, format }) => (
      <>
        {onHand < LOW_DOSES && <Tag kind="warning">{t('staff.centre.stock.low')}</Tag>} {format.number(onHand)}
      </>
    ),
  },
  { key: 'promised', text: ({ promised }) => promised, header: 'staff.centre.stock.promised', isNumber: true },
  { key: 'blocked', text: ({ blocked }) => blocked, header: 'staff.centre.stock.blocked', isNumber: true },
  {
    key: 'expired',
    text: ({ expired }) => expired,
    header: 'staff.centre.stock.expiredDoses',
    isNumber: true,
    draw: ({ expired }, { format }) => (expired > 0 ? <strong>{format.number(expired)}</strong> : format.number(0)),
  },
  {
    key: 'free',
    text: ({ free }) => free,
    header: 'staff.centre.stock.free',
    isNumber: true,
    draw: ({ free, short }, { t, format }) => (
      <>
        {short > 0 && <Tag kind="error">{t('staff.centre.stock.short', { count: short })}</Tag>} {format.number(free)}
      </>
    ),
  },
  { key: 'short', text: ({ short }) => short },
]

const LOT_COLUMNS: readonly Column<Stock['lots'][number]>[] = [
  { key: 'vaccine', text: ({ vaccine }) => vaccine, header: 'staff.centre.stock.vaccine' },
  {
    key: 'lot',
    text: ({ lot }) => lot,
    header: 'staff.centre.stock.lot',
    draw: ({ lot }) => <Link href={href('/staff/stock/ledger', { lot })}>{lot}</Link>,
  },
  {
    key: 'expiresOn',
    text: ({ expiresOn }) => expiresOn,
    header: 'staff.centre.stock.expiresOn',
    draw: (lot, { format }) => (
      <span>
        {format.day(lot.expiresOn)} <Expiry lot={lot} />
      </span>
    ),
  },
  {
    key: 'state',
    text: ({ state }) => state,
    header: 'staff.centre.stock.state',
    draw: (lot) => <State lot={lot} />,
  },
  { key: 'reason', text: ({ reason }) => reason },
  { key: 'onHand', text: ({ onHand }) => onHand, header: 'staff.centre.stock.onHand', isNumber: true },
]

/** Which lots a choice shows. */
const IS_SHOWN: Readonly<Record<(typeof SHOWN)[number], (lot: Stock['lots'][number]) => boolean>> = {
  soon: ({ expiresOn }) => expiresOn >= today() && expiresOn <= addDays(today(), SOON_DAYS),
  expired: ({ expiresOn }) => expiresOn < today(),
  stopped: ({ state }) => state !== 'usable',
}

function Tables({ stock: { levels, lots } }: { stock: Stock }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const fits = filters.show === undefined ? lots : lots.filter(IS_SHOWN[filters.show])
  const shown = rowsWith(fits, filters.q, ({ vaccine, lot }) => `${vaccine} ${lot}`)
  const isFiltered = filters.q !== undefined || filters.show !== undefined
  const clear = isFiltered ? () => change({ q: undefined, show: undefined }) : undefined
  return (
    <>
      <TableWithFile
        stacks
        caption={t('staff.centre.stock.levels')}
        rows={levels}
        keyOf={({ vaccine }) => vaccine}
        file="stock-levels"
        columns={LEVEL_COLUMNS}
      />
      <h2>{t('staff.centre.stock.lots')}</h2>
      <Listing
        stacks
        caption={t('staff.centre.stock.lots')}
        filters={
          <Filters onClear={clear} onSearch={(values) => change({ q: values('q') || undefined })}>
            <SearchField name="q" label={t('staff.centre.stock.q')} value={filters.q} />
            <Choice
              id="show"
              label={t('staff.centre.stock.show')}
              all={t('staff.centre.stock.showAll')}
              value={filters.show}
              options={SHOWN.map((value) => ({ value, text: t(`staff.centre.stock.showOnly.${value}`) }))}
              onChoose={(value) => change({ show: SHOWN.find((each) => each === value) })}
            />
          </Filters>
        }
        onClear={clear}
        list={wholeList(shown)}
        keyOf={({ vaccine, lot }) => `${vaccine} ${lot}`}
        file="stock"
        columns={LOT_COLUMNS}
      />
    </>
  )
}

/** Whether the doses of a lot may be given. For a lot that is held back, also why. */
function State({ lot: { state, reason, expiresOn } }: { lot: Stock['lots'][number] }) {
  const { t } = useText()
  if (state === 'usable' && expiresOn < today()) return <Tag kind="error">{t('staff.centre.stock.mustNotBeGiven')}</Tag>
  if (state === 'usable') return <>{t('staff.centre.stock.states.usable')}</>
  return (
    <>
      <Tag kind="error">{t(`staff.centre.stock.states.${state}`)}</Tag> <span className="soft">{reason}</span>
    </>
  )
}

/** Whether the lot has expired. Then nobody may give it, so those who keep the stock can write it off at once. */
function Expiry({ lot }: { lot: Stock['lots'][number] }) {
  const { t } = useText()
  const mayWriteOff = useMay('stock.keep')
  const { expiresOn } = lot
  if (expiresOn < today()) {
    return (
      <>
        <Tag kind="error">{t('staff.centre.stock.expired')}</Tag>{' '}
        {mayWriteOff && (
          <Link className="no-print" href={href('/staff/stock', { task: 'waste', lot: keyOfLot(lot) })}>
            {t('staff.centre.stock.waste')} <span className="visually-hidden">{lot.lot}</span>
          </Link>
        )}
      </>
    )
  }
  if (expiresOn <= addDays(today(), SOON_DAYS)) return <Tag kind="warning">{t('staff.centre.stock.soon')}</Tag>
  return null
}
