// The counts of a store: begin one, go on with one, look at those of before.
import './inventory.css'
import { Link, useLocation } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Listing } from '../lists/Listing.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { InStore } from './InStore.tsx'
import type { StoreNumbers } from './stores.ts'

type Count = Answer<'GET /v1/inventory/stores/{storeId}/counts'>['items'][number]

export default function CountsPage() {
  const { t } = useText()
  return (
    <StaffPage title={t('staff.stock.counts.title')}>
      <InStore>{(store) => <Counts key={store.storeId} store={store} />}</InStore>
    </StaffPage>
  )
}

function Counts({ store }: { readonly store: StoreNumbers }) {
  const { t, format } = useText()
  const { storeId, name, isCountDue, lastCountedAt } = store
  const [, go] = useLocation()
  const send = useSend('POST /v1/inventory/stores/{storeId}/counts')
  const list = useList('GET /v1/inventory/stores/{storeId}/counts', { limit: 50 }, { storeId })
  const begin = async (): Promise<void> => {
    const { countId } = await send.mutateAsync({ path: { storeId }, body: {} })
    say({ text: t('staff.stock.said.countBegun'), detail: name })
    go(`/staff/counts/${storeId}/${countId}`)
  }
  const title =
    lastCountedAt === undefined
      ? t('staff.stock.counts.never')
      : t('staff.stock.counts.last', { day: format.day(lastCountedAt.slice(0, 10)) })
  return (
    <>
      <Notice kind={isCountDue ? 'warning' : 'info'} title={title}>
        {send.error && <Failure error={send.error} takesFocus />}
        <Button onClick={() => void begin().catch(() => undefined)}>{t('staff.stock.counts.begin')}</Button>
      </Notice>
      <Listing
        none={{ icon: 'clipboard-list', title: t('staff.stock.counts.none'), text: t('staff.stock.counts.noneWhy') }}
        stacks
        caption={t('staff.stock.counts.title')}
        list={list}
        keyOf={({ countId }) => countId}
        file="counts"
        columns={columnsOf(storeId)}
      />
    </>
  )
}

const KINDS = { OPEN: 'warning', POSTED: 'good', DROPPED: 'plain' } as const

const columnsOf = (storeId: string): readonly Column<Count>[] => [
  {
    key: 'openedAt',
    text: ({ openedAt }) => openedAt,
    header: 'staff.stock.counts.begun',
    draw: ({ openedAt, countId }, { format }) => (
      <Link href={`/staff/counts/${storeId}/${countId}`}>{format.instant(openedAt)}</Link>
    ),
  },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.stock.state',
    draw: ({ status }, { t }) => <Tag kind={KINDS[status]}>{t(`staff.stock.counts.status.${status}`)}</Tag>,
  },
  {
    key: 'counted',
    text: ({ counted, lots }) => `${counted}/${lots}`,
    header: 'staff.stock.counts.counted',
    draw: ({ counted, lots }, { t }) => t('staff.stock.counts.of', { count: counted, all: lots }),
  },
]
