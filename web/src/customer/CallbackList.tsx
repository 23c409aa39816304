// Callbacks with their tries, the next try and the last answer, and a button to have one sent again.
import { useState } from 'react'
import { Link } from 'wouter'
import { isProblem } from '../api/problem.ts'
import { useText } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Failure } from '../ui/outcomes.tsx'
import { Tag } from '../ui/Tag.tsx'
import { useSend } from './asking.ts'
import { DELIVERY_KIND, type Delivery, useFault } from './words.ts'

interface CallbackListProps {
  readonly deliveries: readonly Delivery[]
  readonly none: string
  readonly linksWorkflow?: boolean
}

export function CallbackList({ deliveries, none, linksWorkflow = false }: CallbackListProps) {
  const { t } = useText()
  const send = useSend('POST /v1/customers/me/deliveries/{deliveryId}/replay')
  const [replayed, setReplayed] = useState<{ id: string; count: number }>()
  const replay = (deliveryId: string): void => {
    setReplayed(undefined)
    send.mutate(
      { path: { deliveryId } },
      { onSuccess: (done) => setReplayed({ id: deliveryId, count: done.replayed }) },
    )
  }
  return (
    <>
      {send.error && (
        <Failure
          error={send.error}
          words={isProblem(send.error, 'cannot-replay') ? t('callbacks.cannotReplay') : undefined}
          takesFocus
        />
      )}
      {replayed && (
        <Notice
          key={replayed.id}
          kind="good"
          title={t(replayed.count > 0 ? 'callbacks.replayed' : 'callbacks.underWay')}
          takesFocus
        />
      )}
      {deliveries.length === 0 && <p>{none}</p>}
      <ul className="plain callbacks">
        {deliveries.map((delivery) => (
          <li key={delivery['delivery-id']}>
            <OneCallback delivery={delivery} onReplay={replay} linksWorkflow={linksWorkflow} />
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

function OneCallback({ delivery, onReplay, linksWorkflow }: OneProps) {
  const { t, format, has } = useText()
  const { status, reason, attempts } = delivery
  const nextAt = delivery['next-at']
  const reasonKey = `callbacks.reason.${reason}`
  return (
    <>
      <p className="callback-head">
        <strong>{t(`callbacks.type.${delivery.type}`)}</strong> <code>{delivery.type}</code>{' '}
        <Tag kind={DELIVERY_KIND[status]}>{t(`callbacks.status.${status}`)}</Tag>{' '}
        <span className="soft">{format.moment(delivery['created-at'])}</span>
      </p>
      {reason !== undefined && <p>{has(reasonKey) ? t(reasonKey) : reason}</p>}
      {nextAt !== undefined && attempts.length > 0 && (
        <p className="soft">{t('callbacks.next', { at: format.moment(nextAt) })}</p>
      )}
      <Tries attempts={attempts} />
      <div className="buttons no-print">
        {linksWorkflow && (
          <Link href={`/customer/workflows/${delivery['workflow-id']}`}>{t('callbacks.toWorkflow')}</Link>
        )}
        {status !== 'stopped' && (
          <Button kind="quiet" onClick={() => onReplay(delivery['delivery-id'])}>
            {t(status === 'pending' ? 'callbacks.tryNow' : 'callbacks.replay')}
            <span className="visually-hidden">
              {' '}
              {t(`callbacks.type.${delivery.type}`)}, {format.moment(delivery['created-at'])}
            </span>
          </Button>
        )}
      </div>
    </>
  )
}

type Attempt = Delivery['attempts'][number]

function Tries({ attempts }: Pick<Delivery, 'attempts'>) {
  const { t, format } = useText()
  const faultOf = useFault()
  const toWords = (attempt: Attempt): string =>
    attempt['answer-status'] === undefined
      ? faultOf(attempt.fault)
      : t('callbacks.answered', { status: String(attempt['answer-status']) })
  const last = attempts.at(-1)
  if (!last) return <p className="soft">{t('callbacks.noTries')}</p>
  return (
    <details>
      <summary>
        {t('callbacks.tries', { count: attempts.length })} {t('callbacks.last', { what: toWords(last) })}
      </summary>
      <ol className="tries">
        {attempts.map((attempt) => (
          <li key={attempt.number} value={attempt.number}>
            {format.moment(attempt.at)}, {t('callbacks.took', { count: attempt['duration-ms'] })}: {toWords(attempt)}
          </li>
        ))}
      </ol>
    </details>
  )
}
