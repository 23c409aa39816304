// The own day of a doctor on the home page: the hours of today at each hospital, and leave.
import { Link } from 'wouter'
import { useAnswer } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { countSlots, hoursToday, leaveOn, toWindow } from '../../doctors/hours.ts'
import { HospitalName } from '../../doctors/words.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'

const FRESH = { freshMs: 60_000 }
const PAGE = '/staff/my-hours'

export function DoctorDay() {
  const { t, format } = useText()
  const { data: doctor, error } = useAnswer('GET /v1/me/doctor', {}, FRESH)
  const day = today()
  const { data: schedule } = useAnswer(
    'GET /v1/doctors/{doctorId}/schedule',
    { path: { doctorId: doctor?.doctorId ?? '' }, query: { from: day, days: 1 } },
    { ...FRESH, enabled: doctor !== undefined },
  )
  // Without a record as a doctor there is no day: the page of the hours says what to do.
  if (error !== null && !doctor) return null
  const hours = schedule && hoursToday(schedule, day)
  return (
    <section className="panel">
      <h2>{t('staff.start.myDay')}</h2>
      {!schedule && <TableSkeleton rows={2} />}
      {hours?.length === 0 && <p className="soft panel-none">{t('staff.start.noHours')}</p>}
      <ul className="plain panel-rows">
        {schedule &&
          leaveOn(schedule, day).map(({ exceptionId, starts, ends }) => (
            <li key={exceptionId}>
              <Link href={PAGE}>
                <Icon name="calendar" sizePx={18} />
                <span>{t('staff.doctors.absence.kind.leave')}</span>
                <span className="panel-end">
                  {starts && ends ? format.window(toWindow({ starts, ends })) : t('staff.doctors.absence.wholeDay')}
                </span>
              </Link>
            </li>
          ))}
        {hours?.map((one) => (
          <li key={one.templateId}>
            <Link href={PAGE}>
              <Icon name="clock" sizePx={18} />
              <span>
                {format.window(toWindow(one))}{' '}
                <span className="soft">
                  <HospitalName facilityId={one.facilityId} />
                </span>
              </span>
              <span className="panel-end">
                {t('staff.doctors.week.slots', { count: countSlots(one), minutes: one.slotMinutes })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
