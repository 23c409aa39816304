// The own hours of a doctor: the week over all hospitals, and the own leave.
import './doctors.css'
import { isProblem } from '../../api/problem.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { Empty } from '../lists/Empty.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { Absences } from './Absences.tsx'
import { useSchedule } from './schedule.ts'
import { WeekAhead } from './WeekAhead.tsx'
import { WeekHours } from './WeekHours.tsx'
import { type Doctor, DoctorState, useHospitalNames } from './words.tsx'

export default function MyHoursPage() {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/me/doctor', {})
  return (
    <StaffPage
      title={t('staff.doctors.own.title')}
      actions={data && data.status !== 'verified' && <DoctorState status={data.status} />}
    >
      {isProblem(error, 'no-doctor-of-account') ? (
        <Empty icon="stethoscope" title={t('staff.problems.no-doctor-of-account.title')}>
          {t('staff.problems.no-doctor-of-account.text')}
        </Empty>
      ) : (
        error && !data && <Failure error={error} onRetry={() => void refetch()} />
      )}
      {!data && !error && <TableSkeleton />}
      {data && <OwnHours doctor={data} />}
    </StaffPage>
  )
}

function OwnHours({ doctor }: { doctor: Doctor }) {
  const { t } = useText()
  const { data: schedule, error, refetch } = useSchedule(doctor.doctorId)
  const nameOf = useHospitalNames(schedule?.practices.map(({ facilityId }) => facilityId) ?? [])
  if (!schedule) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <TableSkeleton />
  if (schedule.practices.length === 0) {
    return (
      <Empty icon="building-hospital" title={t('staff.doctors.own.nowhere')}>
        {t('staff.doctors.own.nowhereNext')}
      </Empty>
    )
  }
  return (
    <>
      <WeekAhead schedule={schedule} nameOf={nameOf} />
      <Absences schedule={schedule} nameOf={nameOf} doctorName={doctor.name} keeper={{ at: 'all' }} />
      <section className="doctor-part">
        <h2>{t('staff.doctors.week.title')}</h2>
        <WeekHours schedule={schedule} nameOf={nameOf} doctorName={doctor.name} />
      </section>
    </>
  )
}
