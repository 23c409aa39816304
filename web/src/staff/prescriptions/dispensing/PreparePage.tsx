// One prescription at the counter: what is left of it, what the shelf has, and what is given now.
import '../../inventory/inventory.css'
import './dispensing.css'
import { useParams } from 'wouter'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { InPharmacy } from './InPharmacy.tsx'
import { Preparing } from './Preparing.tsx'
import type { Store } from './pharmacy.ts'
import type { Prescription } from './words.tsx'

export default function PreparePage() {
  const { t } = useText()
  const { prescriptionId = '' } = useParams()
  const { data, error, refetch } = useAnswer('GET /v1/prescriptions/{prescriptionId}', { path: { prescriptionId } })
  return (
    <StaffPage
      title={t('staff.dispensing.prepare.title')}
      heading={data?.patient.name ?? t('staff.dispensing.prepare.title')}
      back="/staff/dispensing"
    >
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && (
        <>
          <About prescription={data} />
          <InPharmacy>
            {(pharmacy) => (
              <OnShelf key={`${pharmacy.storeId} ${data.version}`} {...{ pharmacy, prescription: data }} />
            )}
          </InPharmacy>
        </>
      )}
    </StaffPage>
  )
}

function About({ prescription }: { readonly prescription: Prescription }) {
  const { t, format } = useText()
  const { patient, doctor, reference, signedAt, validUntil, status, changes, amends, warnings } = prescription
  const { repeats } = prescription
  const about = [
    t('staff.dispensing.prepare.age', { count: patient.ageYears }),
    reference,
    t('staff.dispensing.prepare.signed', { name: doctor.name, at: format.instant(signedAt) }),
    t('staff.dispensing.prepare.until', { day: format.day(validUntil) }),
    ...(repeats > 0 ? [t('staff.dispensing.prepare.repeats', { count: repeats })] : []),
  ]
  return (
    <>
      <p className="soft">{about.join(' · ')}</p>
      {status !== 'SIGNED' && <Notice kind="error" title={t(`staff.dispensing.prepare.over.${status}`)} />}
      {changes.length > 0 && (
        <Notice kind="warning" title={t('staff.dispensing.prepare.changed')}>
          <p>{amends}</p>
          <ul>
            {changes.map(({ lineKey, kind }) => (
              <li key={`${lineKey} ${kind}`}>
                {t(`staff.dispensing.prepare.change.${kind}`, { medicine: nameOf(prescription, lineKey) })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice kind="warning" title={t('staff.dispensing.prepare.warned')}>
          <ul>
            {warnings.map(({ kind, lineKey, against, overriddenReason }) => (
              <li key={`${kind} ${lineKey} ${against}`}>
                {t(`staff.dispensing.warning.${kind}`, {
                  medicine: nameOf(prescription, lineKey),
                  against: against ?? '',
                })}
                {overriddenReason !== undefined &&
                  ` ${t('staff.dispensing.prepare.because', { reason: overriddenReason })}`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

const nameOf = ({ lines }: Prescription, lineKey: number): string =>
  lines.find((line) => line.lineKey === lineKey)?.genericName ?? ''

function OnShelf({ pharmacy, prescription }: { readonly pharmacy: Store; readonly prescription: Prescription }) {
  const { prescriptionId } = prescription
  const request = { path: { prescriptionId }, query: { store: pharmacy.storeId } }
  const { data, error, refetch, isFetchedAfterMount } = useAnswer(
    'GET /v1/prescriptions/{prescriptionId}/shelf',
    request,
    { freshMs: 0 },
  )
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  // The numbers are preset once, so an older answer must not preset them.
  if (!data || !isFetchedAfterMount) return <TableSkeleton />
  return <Preparing {...{ pharmacy, prescription, shelf: data.lines }} onShelf={() => void refetch()} />
}
