// The shelf of a store: each item with what is there, what is free, and how long it lasts.
import './inventory.css'
import { SegmentedControl } from '@mantine/core'
import { Link } from 'wouter'
import { href, oneOf, useFilters, words } from '../../address.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { useMay, useWorkplace } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Filters, SearchField } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { InStore } from './InStore.tsx'
import type { Level } from './names.tsx'
import type { StoreNumbers } from './stores.ts'

const SHOWN = ['all', 'low', 'expiring', 'blocked'] as const
type Shown = (typeof SHOWN)[number]
const SOON_DAYS = 90
const readers = { show: oneOf(...SHOWN), q: words }
const QUERIES: Readonly<Record<Shown, Readonly<Record<string, string | number>>>> = {
  ...{ all: {}, low: { low: 'true' }, expiring: { expiring: SOON_DAYS }, blocked: { blocked: 'true' } },
}

export default function ShelfPage() {
  const { t } = useText()
  const mayKeep = useMay('store.keep')
  const isHere = useWorkplace()?.kind === 'facility'
  return (
    <StaffPage
      title={t('staff.stock.title')}
      actions={
        mayKeep &&
        isHere && (
          <div className="list-actions no-print">
            <ButtonLink kind="quiet" href="/staff/shelf/issue">
              {t('staff.stock.issue.title')}
            </ButtonLink>
            <ButtonLink href="/staff/shelf/receive">{t('staff.stock.receive.title')}</ButtonLink>
          </div>
        )
      }
    >
      <InStore>{(store) => <Shelf key={store.storeId} store={store} />}</InStore>
    </StaffPage>
  )
}

function Shelf({ store }: { readonly store: StoreNumbers }) {
  const { t } = useText()
  const { storeId } = store
  const { filters, change } = useFilters(readers)
  const { show = 'all', q } = filters
  const list = useList(
    'GET /v1/inventory/stores/{storeId}/levels',
    { ...QUERIES[show], ...(q !== undefined && { q }), limit: 50 },
    { storeId },
  )
  const counts = { all: store.items, low: store.low, expiring: store.expiring, blocked: store.blocked }
  const isFiltered = show !== 'all' || q !== undefined
  return (
    <Listing
      filters={
        <>
          <SegmentedControl
            className="no-print"
            aria-label={t('staff.stock.show.label')}
            value={show}
            onChange={(value) => change({ show: SHOWN.find((one) => one === value) })}
            data={SHOWN.map((value) => ({ value, label: t(`staff.stock.show.${value}`, { count: counts[value] }) }))}
          />
          <Filters onSearch={(values) => change({ q: values('q') || undefined })}>
            <SearchField name="q" label={t('staff.stock.item')} value={q} />
          </Filters>
        </>
      }
      onClear={isFiltered ? () => change({ show: undefined, q: undefined }) : undefined}
      none={{ icon: 'package', title: t('staff.stock.none'), text: t('staff.stock.noneWhy') }}
      stacks
      caption={t('staff.stock.caption', { name: store.name })}
      list={list}
      keyOf={({ itemCode }) => itemCode}
      file="stock"
      columns={COLUMNS}
    />
  )
}

const isLow = ({ free, reorderAt = 0 }: Level): boolean => free <= reorderAt

const COLUMNS: readonly Column<Level>[] = [
  {
    key: 'itemCode',
    text: ({ itemCode }) => itemCode,
    header: 'staff.stock.code',
    isDim: true,
    draw: ({ itemCode }) => <span className="nowrap">{itemCode}</span>,
  },
  {
    key: 'name',
    text: ({ name }) => name,
    header: 'staff.stock.item',
    draw: ({ name, itemCode, storeId }) => <Link href={href(`/staff/shelf/${storeId}/${itemCode}`)}>{name}</Link>,
  },
  {
    key: 'free',
    text: ({ free }) => free,
    header: 'staff.stock.free',
    isNumber: true,
    draw: (level, { t, format }) => (
      <>
        {isLow(level) && (
          <Tag kind={level.free === 0 ? 'error' : 'warning'}>
            {t(level.free === 0 ? 'staff.stock.out' : 'staff.stock.low')}
          </Tag>
        )}{' '}
        {format.number(level.free)}
      </>
    ),
  },
  { key: 'onHand', text: ({ onHand }) => onHand, header: 'staff.stock.onHand', isNumber: true, isDim: true },
  { key: 'reserved', text: ({ reserved }) => reserved, header: 'staff.stock.reserved', isNumber: true, isDim: true },
  {
    key: 'blocked',
    text: ({ blocked }) => blocked,
    header: 'staff.stock.blocked',
    isNumber: true,
    draw: ({ blocked }, { format }) => (blocked > 0 ? <strong>{format.number(blocked)}</strong> : format.number(0)),
  },
  {
    key: 'daysOfCover',
    text: ({ daysOfCover }) => daysOfCover,
    header: 'staff.stock.cover',
    isNumber: true,
    draw: ({ daysOfCover }, { t }) => daysOfCover !== undefined && t('staff.stock.days', { count: daysOfCover }),
  },
  {
    key: 'soonestExpiry',
    text: ({ soonestExpiry }) => soonestExpiry,
    header: 'staff.stock.soonest',
    draw: ({ soonestExpiry }, { format }) =>
      soonestExpiry !== undefined && <span className="nowrap">{format.day(soonestExpiry)}</span>,
  },
]
