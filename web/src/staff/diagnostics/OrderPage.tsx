// One order in the laboratory: take, receive, enter, authorise, correct and report, each part while it has work.
import './laboratory.css'
import { useParams } from 'wouter'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { AuthorisePart } from './AuthorisePart.tsx'
import { CollectPart } from './CollectPart.tsx'
import { EnterPart, isEnterable } from './EnterPart.tsx'
import { FinalPart } from './FinalPart.tsx'
import { SpecimensPart } from './SpecimensPart.tsx'
import { Born, type Order, PriorityTag } from './words.tsx'

export default function OrderPage() {
  const { t } = useText()
  const { orderId = '' } = useParams<{ orderId: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/diagnostics/orders/{orderId}', { path: { orderId } })
  return (
    <StaffPage
      title={t('staff.laboratory.order')}
      heading={data?.patient?.name ?? t('staff.laboratory.order')}
      back="/staff/laboratory"
    >
      {!data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <TableSkeleton />)}
      {data && <Parts order={data} />}
    </StaffPage>
  )
}

function Parts({ order }: { order: Order }) {
  const { t, format } = useText()
  const { patient, reference, priority, placedAt, reason, status, lines } = order
  const entered = lines.filter(isEnterable).map(({ line, result }) => `${line} ${result?.revision ?? 0}`)
  return (
    <>
      <div className="lab-head">
        <Born patient={patient} />
        <span>{reference}</span>
        <PriorityTag priority={priority} />
        <span>{t(`staff.laboratory.status.${status}`)}</span>
        <span className="soft">{t('staff.laboratory.placed', { time: format.instant(placedAt) })}</span>
      </div>
      {reason !== undefined && <Notice title={t('staff.laboratory.reason')}>{reason}</Notice>}
      <CollectPart order={order} />
      <SpecimensPart order={order} />
      {entered.length > 0 && <EnterPart key={entered.join(', ')} order={order} />}
      <AuthorisePart order={order} />
      <FinalPart order={order} />
    </>
  )
}
