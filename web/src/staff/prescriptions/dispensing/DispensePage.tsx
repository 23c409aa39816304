// One dispense: its lots, what is to pay, and what may happen next: hand over, give up, take back, print labels.
import '../../inventory/inventory.css'
import './dispensing.css'
import { Link, useParams } from 'wouter'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Prints, usePrint } from '../../../ui/Prints.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { DispenseActs } from './DispenseActs.tsx'
import { LotTable } from './LotTable.tsx'
import { type Dispense, StatusTag } from './words.tsx'

const OFTEN_MS = 3_000
const WAITS: readonly Dispense['status'][] = ['PREPARING', 'PREPARED', 'CHARGED', 'READY']

export default function DispensePage() {
  const { t } = useText()
  const { dispenseId = '' } = useParams()
  const mayPrepare = useMay('dispense.prepare')
  // Once it has ended nothing changes by itself.
  const request = { path: { dispenseId } }
  const known = useAnswer('GET /v1/dispenses/{dispenseId}', request)
  const isWaiting = known.data === undefined || WAITS.includes(known.data.status)
  const { data, error, refetch } = useAnswer(
    'GET /v1/dispenses/{dispenseId}',
    request,
    isWaiting ? { everyMs: OFTEN_MS } : {},
  )
  const heading = data && (data.patientName ?? t('staff.dispensing.sale.one'))
  return (
    <StaffPage
      title={t('staff.dispensing.dispense')}
      heading={heading ?? t('staff.dispensing.dispense')}
      back={mayPrepare ? '/staff/dispensing' : '/staff/dispenses'}
      actions={data && <StatusTag status={data.status} />}
    >
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && <One dispense={data} mayPrepare={mayPrepare} />}
    </StaffPage>
  )
}

function One({ dispense, mayPrepare }: { readonly dispense: Dispense; readonly mayPrepare: boolean }) {
  const { t } = useText()
  const { dispenseId, prescriptionId, lines } = dispense
  const { print } = usePrint('GET /v1/dispenses/{dispenseId}/label-sheet')
  const labels = { path: { dispenseId } }
  useShortcuts(t('staff.dispensing.menu'), [
    { keys: 'l', label: t('staff.dispensing.labels'), run: () => print(labels) },
  ])
  return (
    <>
      <State dispense={dispense} />
      <LotTable dispense={dispense} />
      {mayPrepare && <DispenseActs key={dispense.status} dispense={dispense} />}
      {lines.length > 0 && (
        <section>
          <h2>{t('staff.dispensing.labels')}</h2>
          <Prints name="GET /v1/dispenses/{dispenseId}/label-sheet" request={labels} fileName="labels" />
        </section>
      )}
      {prescriptionId !== undefined && mayPrepare && (
        <p className="no-print">
          <Link className="button button-quiet button-here" href={`/staff/dispensing/${prescriptionId}`}>
            {t('staff.dispensing.toPrescription')}
          </Link>
        </p>
      )}
    </>
  )
}

function State({ dispense }: { readonly dispense: Dispense }) {
  const { t, format } = useText()
  const { status, duePaise, totalPaise, expiresAt, isFree, handedOverAt, handedTo, endReason, short, problem } =
    dispense
  const facts = [
    totalPaise !== undefined && t('staff.dispensing.total', { money: format.money(totalPaise) }),
    isFree && t('staff.dispensing.free'),
    WAITS.includes(status) && t('staff.dispensing.endsAt', { at: format.instant(expiresAt) }),
    handedOverAt !== undefined &&
      t('staff.dispensing.handedTo', { at: format.instant(handedOverAt), name: handedTo ?? '' }),
  ].filter(Boolean)
  return (
    <>
      <p className="soft">{facts.join(' · ')}</p>
      {status === 'CHARGED' && (
        <Notice kind="warning" title={t('staff.dispensing.toPay', { money: format.money(duePaise) })}>
          <p role="status">{t('staff.dispensing.toPayNext')}</p>
        </Notice>
      )}
      {status === 'READY' && <Notice kind="good" title={t('staff.dispensing.ready')} />}
      {endReason !== undefined && (
        <Notice kind="warning" title={t(`staff.dispensing.ended.${endReason}`)}>
          {short && short.length > 0 && (
            <ul>
              {short.map(({ line, itemCode, free }) => (
                <li key={line}>{t('staff.dispensing.shortOf', { item: itemCode, count: free })}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {problem !== undefined && (
        <Notice kind="error" title={t('staff.dispensing.stuck')}>
          <p>{problem}</p>
        </Notice>
      )}
    </>
  )
}
