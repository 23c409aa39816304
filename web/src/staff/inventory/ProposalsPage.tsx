// What the numbers propose: what one store could give another, and what is to be ordered.
import './inventory.css'
import { Link } from 'wouter'
import { href } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useMay } from '../../session/session.ts'
import type { Column } from '../../ui/columns.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Listing, wholeList } from '../lists/Listing.tsx'
import { amountOf } from '../prescriptions/dispensing/words.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { type StoreNumbers, useOverview, useScope } from './stores.ts'

type Proposal = Answer<'GET /v1/inventory/suggestions'>['items'][number]

export default function ProposalsPage() {
  const { t } = useText()
  const query = useScope()
  const mayKeep = useMay('store.keep')
  const { data, error, refetch } = useAnswer('GET /v1/inventory/suggestions', { query })
  const overview = useOverview()
  const nameOf = (storeId: string): string => toName(overview.data?.stores ?? [], storeId)
  return (
    <StaffPage title={t('staff.stock.proposals.title')}>
      <p className="soft">{t('staff.stock.proposals.what')}</p>
      <Listing
        none={{
          ...{ icon: 'check', title: t('staff.stock.proposals.none') },
          text: t('staff.stock.proposals.noneWhy'),
        }}
        stacks
        caption={t('staff.stock.proposals.title')}
        list={wholeList(data?.items, { error, refetch })}
        keyOf={keyOf}
        file="proposals"
        columns={columnsOf(nameOf, mayKeep)}
      />
    </StaffPage>
  )
}

const keyOf = (one: Proposal): string =>
  'storeId' in one ? `order ${one.storeId} ${one.itemCode}` : `${one.from} ${one.to} ${one.itemCode}`

function toName(stores: readonly StoreNumbers[], storeId: string): string {
  const store = stores.find((one) => one.storeId === storeId)
  if (!store) return '…'
  const isOneFacility = stores.every(({ facilityId }) => facilityId === store.facilityId)
  return isOneFacility ? store.name : `${store.facilityName}: ${store.name}`
}

const columnsOf = (nameOf: (storeId: string) => string, mayKeep: boolean): readonly Column<Proposal>[] => [
  {
    key: 'kind',
    text: ({ kind }) => kind,
    header: 'staff.stock.proposals.kind',
    draw: (one, { t }) => (
      <span className="stock-tags">
        <Tag kind={one.kind === 'order' ? 'warning' : 'good'}>{t(`staff.stock.proposals.kinds.${one.kind}`)}</Tag>
        {'why' in one && <Tag>{t(`staff.stock.proposals.why.${one.why}`)}</Tag>}
      </span>
    ),
  },
  { key: 'item', text: ({ name }) => name, header: 'staff.stock.item' },
  {
    key: 'quantity',
    text: ({ quantity }) => quantity,
    header: 'staff.stock.quantity',
    isNumber: true,
    draw: ({ quantity, unit }, words) => amountOf(quantity, unit, words),
  },
  {
    key: 'from',
    text: (one) => ('from' in one ? nameOf(one.from) : ''),
    header: 'staff.stock.transfers.from',
  },
  {
    key: 'to',
    text: (one) => nameOf('storeId' in one ? one.storeId : one.to),
    header: 'staff.stock.transfers.to',
  },
  {
    header: 'staff.stock.acts',
    isControl: true,
    draw: (one, { t }) =>
      mayKeep &&
      'from' in one && (
        <Link
          className="button button-quiet"
          href={href('/staff/transfers/new', {
            ...{ from: one.from, to: one.to, item: one.itemCode, quantity: one.quantity },
          })}
        >
          {t('staff.stock.transfers.ask')}
          <span className="visually-hidden"> {one.name}</span>
        </Link>
      ),
  },
]
