// The inbox of a doctor: results that nobody has read, abnormal ones first. `a` acknowledges the chosen one.
import './laboratory.css'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { oneOf, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Empty } from '../lists/Empty.tsx'
import { More } from '../lists/Listing.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { Key } from '../shell/Key.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { CriticalsOfDoctor } from './Criticals.tsx'
import { Lines } from './Lines.tsx'
import { Born } from './words.tsx'

type Item = Answer<'GET /v1/diagnostics/inbox'>['items'][number]

const readers = { show: oneOf('all') }
const NOTHING: readonly Item[] = []

export default function InboxPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change } = useFilters(readers)
  const isAll = filters.show === 'all'
  const list = useList('GET /v1/diagnostics/inbox', { ...(isAll && { all: 'true' }), limit: 25 })
  const items = list.items ?? NOTHING
  return (
    <StaffPage
      title={t('staff.inbox.title')}
      actions={
        <Button kind="quiet" onClick={() => change({ show: isAll ? undefined : 'all' })}>
          {t(isAll ? 'staff.inbox.unread' : 'staff.inbox.all')}
        </Button>
      }
    >
      <CriticalsOfDoctor facility={facilityId} />
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {!list.items && list.error === null && <TableSkeleton />}
      {list.items?.length === 0 && (
        <Empty icon="check" title={t('staff.inbox.none')} isSaid>
          {t('staff.inbox.noneWhy')}
        </Empty>
      )}
      <Items items={items} />
      <More list={list} />
    </StaffPage>
  )
}

function Items({ items }: { items: readonly Item[] }) {
  const { t } = useText()
  const [chosenId, setChosen] = useState<string>()
  const send = useSend('POST /v1/diagnostics/orders/{orderId}/reading')
  const box = useRef<HTMLDivElement>(null)
  const at = Math.max(
    items.findIndex(({ order }) => order.orderId === chosenId),
    0,
  )
  const chosen = items[at]
  const read = async ({ order }: Item): Promise<void> => {
    const next = items[at + 1] ?? items[at - 1]
    await send.mutateAsync({ path: { orderId: order.orderId } })
    setChosen(next?.order.orderId)
    say({ text: t('staff.inbox.said.read'), ...(order.patient && { detail: order.patient.name }) })
  }
  const step = (by: number) => (): void => {
    const item = items[at + by]
    if (item) setChosen(item.order.orderId)
  }
  useShortcuts(t('staff.inbox.menu'), [
    { keys: 'a', label: t('staff.inbox.read'), run: () => chosen && void read(chosen).catch(() => undefined) },
    { keys: 'ArrowDown', label: t('staff.inbox.next'), run: step(1) },
    { keys: 'ArrowUp', label: t('staff.inbox.before'), run: step(-1) },
  ])
  useEffect(() => {
    if (chosenId !== undefined) box.current?.querySelector('.inbox-chosen')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return (
    <div ref={box}>
      {send.error && <Failure error={send.error} takesFocus />}
      {items.map((item) => (
        <One
          key={item.order.orderId}
          item={item}
          isChosen={item === chosen}
          onRead={() => void read(item).catch(() => undefined)}
        />
      ))}
    </div>
  )
}

interface OneProps {
  readonly item: Item
  readonly isChosen: boolean
  readonly onRead: () => void
}

function One({ item: { order, severity, changedAt, readAt }, isChosen, onRead }: OneProps) {
  const { t, format } = useText()
  const { patient, reference, visitId, patientId } = order
  const name = patient?.name ?? reference
  return (
    <section
      className={isChosen ? 'lab-part inbox-chosen' : 'lab-part'}
      aria-label={name}
      aria-current={isChosen ? 'true' : undefined}
    >
      <div className="lab-head">
        <strong>{visitId === undefined ? name : <Link href={`/staff/visits/${visitId}`}>{name}</Link>}</strong>
        <Born patient={patient} />
        {severity !== 'none' && (
          <Tag kind={severity === 'critical' ? 'error' : 'warning'}>{t(`staff.inbox.severity.${severity}`)}</Tag>
        )}
        <span className="soft">{format.instant(changedAt)}</span>
        {readAt === undefined ? (
          <Button kind={isChosen ? 'main' : 'quiet'} onClick={onRead}>
            {t('staff.inbox.read')} <span className="visually-hidden">{name}</span>
            {isChosen && <Key name="a" />}
          </Button>
        ) : (
          <span className="soft">{t('staff.inbox.readAt', { time: format.instant(readAt) })}</span>
        )}
      </div>
      <Lines lines={order.lines} patientId={patientId} />
    </section>
  )
}
