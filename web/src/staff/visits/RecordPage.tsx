// The record of a patient to read: the banner, and the visits with their signed notes and measured values.
import './visits.css'
import { useState } from 'react'
import { useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { Empty } from '../lists/Empty.tsx'
import { More } from '../lists/Listing.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { Banner } from './Banner.tsx'
import { SignedNote } from './SignedNote.tsx'
import { VitalsPart } from './VitalsPart.tsx'

type Listed = Answer<'GET /v1/patients/{patientId}/visits'>['items'][number]

export default function RecordPage() {
  const { t, format } = useText()
  const { patientId = '' } = useParams<{ patientId: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/patients/{patientId}/record', { path: { patientId } })
  return (
    <StaffPage
      title={t('staff.visits.record.title')}
      heading={data?.patient.name ?? t('staff.visits.record.title')}
      back="/staff/visits"
    >
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && (
        <>
          {data.openUntil !== undefined && (
            <p className="soft">{t('staff.visits.record.openUntil', { time: format.moment(data.openUntil) })}</p>
          )}
          <Banner record={data} mayNote={false} />
          <Visits patientId={patientId} patientName={data.patient.name} />
        </>
      )}
    </StaffPage>
  )
}

function Visits({ patientId, patientName }: { patientId: string; patientName: string }) {
  const { t } = useText()
  const list = useList('GET /v1/patients/{patientId}/visits', {}, { patientId })
  return (
    <section className="visit-part">
      <h2>{t('staff.visits.record.visits')}</h2>
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items === undefined && list.error === null && <TableSkeleton />}
      {list.items?.length === 0 && (
        <Empty icon="clipboard-list" title={t('staff.visits.record.none')}>
          {t('staff.visits.record.noneWhy')}
        </Empty>
      )}
      {list.items?.map((visit) => (
        <One key={visit.visitId} visit={visit} patientName={patientName} />
      ))}
      <More list={list} />
    </section>
  )
}

/** A visit is read only when somebody opens it: the patient sees each read. */
function One({ visit, patientName }: { visit: Listed; patientName: string }) {
  const { t, format } = useText()
  const { visitId, date, doctorName: name, facilityName, diagnoses } = visit
  const [isOpen, setOpen] = useState(false)
  const doctor = name === undefined ? undefined : t('staff.appointments.doctor', { name })
  return (
    <details className="visit-earlier" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <strong>{format.fullDay(date)}</strong> {[doctor, facilityName].filter(Boolean).join(', ')}{' '}
        <span className="soft">{diagnoses.map((each) => each.name).join(', ')}</span>
      </summary>
      {isOpen && <Whole visitId={visitId} patientName={patientName} />}
    </details>
  )
}

function Whole({ visitId, patientName }: { visitId: string; patientName: string }) {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/visits/{visitId}', { path: { visitId } })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <TableSkeleton rows={2} />
  return (
    <>
      {data.notes.length === 0 && <p className="soft">{t('staff.visits.note.none')}</p>}
      {data.notes.map((signed) => (
        <SignedNote key={signed.version} signed={signed} />
      ))}
      <VitalsPart visit={data} patientName={patientName} mayTake={false} />
    </>
  )
}
