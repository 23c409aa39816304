// Callbacks with their tries and outcomes, and a button to send one again.
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { Tag, type TagKind } from '../../ui/Tag.tsx'
import { say } from '../shell/Said.tsx'
import './linking.css'

export type Delivery = Answer<'GET /v1/customers/{customerId}/deliveries'>['items'][number]

export const DELIVERY_KIND: Readonly<Record<Delivery['status'], TagKind>> = {
  pending: 'plain',
  delivered: 'good',
  failed: 'error',
  stopped: 'warning',
}

/** Columns of the file. The page draws each callback with its tries. */
export const DELIVERY_COLUMNS: readonly Column<Delivery>[] = [
  { key: 'delivery-id', text: (one) => one['delivery-id'] },
  { key: 'workflow-id', text: (one) => one['workflow-id'] },
  { key: 'type', text: ({ type }) => type },
  { key: 'status', text: ({ status }) => status },
  { key: 'reason', text: ({ reason }) => reason },
  { key: 'tries', text: ({ attempts }) => attempts.length },
  { key: 'created-at', text: (one) => one['created-at'] },
  { key: 'next-at', text: (one) => one['next-at'] },
]

const WATCH_MS = 5_000

interface DeliveriesProps {
  readonly deliveries: readonly Delivery[]
  /** Reads the callbacks again: after a replay, and from time to time while one is under way. */
  readonly onRead: () => void
  readonly linksWorkflow?: boolean
  /** The list is filtered: an empty list does not mean that no callback was sent. */
  readonly isNarrowed?: boolean
}

export function Deliveries({ deliveries, onRead, linksWorkflow = false, isNarrowed = false }: DeliveriesProps) {
  const { t } = useText()
  const send = useSend('POST /v1/linkage/deliveries/{deliveryId}/replay')
  const replay = (deliveryId: string): void => {
    const onSuccess = (): void => {
      say({ text: t('staff.deliveries.replayed') })
      onRead()
    }
    send.mutate({ path: { deliveryId } }, { onSuccess })
  }
  const isWatched = deliveries.some(({ status }) => status === 'pending')
  const read = useRef(onRead)
  read.current = onRead
  useEffect(() => {
    if (!isWatched) return
    const timer = setInterval(() => document.hidden || read.current(), WATCH_MS)
    return () => clearInterval(timer)
  }, [isWatched])
  return (
    <>
      {send.error && <Failure error={send.error} takesFocus />}
      {deliveries.length === 0 && <p>{t(isNarrowed ? 'staff.deliveries.noneFits' : 'staff.deliveries.none')}</p>}
      <ul className="plain deliveries">
        {deliveries.map((delivery) => (
          <li key={delivery['delivery-id']}>
            <OneDelivery delivery={delivery} onReplay={replay} linksWorkflow={linksWorkflow} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface OneProps {
  readonly delivery: Delivery
  readonly onReplay: (deliveryId: string) => void
  readonly linksWorkflow: boolean
}

function OneDelivery({ delivery, onReplay, linksWorkflow }: OneProps) {
  const { t, has, format } = useText()
  const { status, reason, attempts } = delivery
  const nextAt = delivery['next-at']
  const reasonKey = `staff.deliveries.reason.${reason}`
  return (
    <>
      <p className="delivery-head">
        <strong>{t(`staff.deliveries.type.${delivery.type}`)}</strong>{' '}
        <Tag kind={DELIVERY_KIND[status]}>{t(`staff.deliveries.status.${status}`)}</Tag>{' '}
        <span className="soft">{format.moment(delivery['created-at'])}</span>
      </p>
      {reason !== undefined && <p>{has(reasonKey) ? t(reasonKey) : reason}</p>}
      {nextAt !== undefined && attempts.length > 0 && (
        <p className="soft">{t('staff.deliveries.next', { at: format.instant(nextAt) })}</p>
      )}
      <Tries attempts={attempts} />
      <div className="link-actions no-print">
        {linksWorkflow && (
          <Link href={`/staff/workflows/${delivery['workflow-id']}`}>{t('staff.deliveries.toWorkflow')}</Link>
        )}
        {status !== 'pending' && (
          <Button kind="quiet" onClick={() => onReplay(delivery['delivery-id'])}>
            {t('staff.deliveries.replay')}
            <span className="visually-hidden">
              {' '}
              {t(`staff.deliveries.type.${delivery.type}`)}, {format.moment(delivery['created-at'])}
            </span>
          </Button>
        )}
      </div>
    </>
  )
}

function Tries({ attempts }: Pick<Delivery, 'attempts'>) {
  const { t, format } = useText()
  if (attempts.length === 0) return <p className="soft">{t('staff.deliveries.noTries')}</p>
  return (
    <details>
      <summary>{t('staff.deliveries.tries', { count: attempts.length })}</summary>
      <ol className="tries">
        {attempts.map((attempt) => (
          <li key={attempt.number} value={attempt.number}>
            {format.moment(attempt.at)}, {t('staff.deliveries.took', { count: attempt['duration-ms'] })}:{' '}
            <FaultWords attempt={attempt} />
          </li>
        ))}
      </ol>
    </details>
  )
}

function FaultWords({ attempt }: { attempt: Delivery['attempts'][number] }) {
  const { t, has } = useText()
  const { fault } = attempt
  const answered = attempt['answer-status']
  if (answered !== undefined) return t('staff.deliveries.answered', { status: String(answered) })
  const key = `staff.deliveries.fault.${fault}`
  return has(key) ? t(key) : t('staff.deliveries.noAnswer', { fault: fault ?? '' })
}
