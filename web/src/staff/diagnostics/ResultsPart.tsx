// The tests of a patient on the page of a visit: what was ordered, how far it is, and the results, the newest first.
import './laboratory.css'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { Prints } from '../../ui/Prints.tsx'
import { More } from '../lists/Listing.tsx'
import { Lines } from './Lines.tsx'
import { PriorityTag } from './words.tsx'

export function ResultsPart({ patientId }: { patientId: string }) {
  const { t, format } = useText()
  const list = useList('GET /v1/diagnostics/orders', { patient: patientId, limit: 10 })
  return (
    <section className="visit-part">
      <h2>{t('staff.inbox.ofPatient')}</h2>
      {list.error !== null && !list.items && <Failure error={list.error} onRetry={list.again} />}
      {list.items?.length === 0 && <p className="soft">{t('staff.inbox.noOrders')}</p>}
      {list.items?.map((order) => (
        <div key={order.orderId}>
          <div className="lab-head">
            <strong>{format.instant(order.placedAt)}</strong>
            <span className="soft">{order.reference}</span>
            <PriorityTag priority={order.priority} />
            <span className="soft">{t(`staff.laboratory.status.${order.status}`)}</span>
          </div>
          <Lines lines={order.lines} patientId={patientId} />
          {order.status === 'COMPLETED' && (
            <Prints
              name="GET /v1/diagnostics/orders/{orderId}/report"
              request={{ path: { orderId: order.orderId } }}
              fileName={`report-${order.reference}`}
            />
          )}
        </div>
      ))}
      <More list={list} />
    </section>
  )
}
