// Other doctors of the same speciality at the same hospital, with their next free times, to move an appointment to.
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { moveHref } from '../addresses.ts'
import { DoctorCard } from '../finding/DoctorCard.tsx'
import type { Appointment } from '../words.ts'

const DAYS = 14
const SHOWN = 6

export function OtherDoctors({ appointment }: { appointment: Appointment }) {
  const { t } = useText()
  const { appointmentId, doctorId, facilityId, specialities } = appointment
  const [speciality] = specialities
  const query = { facility: facilityId, days: DAYS, show: 'next' as const, limit: SHOWN + 1 }
  const { data } = useAnswer(
    'GET /v1/appointments/slots',
    { query: { ...query, ...(speciality !== undefined && { speciality }) } },
    { enabled: speciality !== undefined },
  )
  const others = (data?.doctors ?? []).filter((one) => one.doctorId !== doctorId && one.days.length > 0)
  if (others.length === 0) return null
  return (
    <section aria-label={t('doctors.others')}>
      <h2>{t('doctors.others')}</h2>
      <ul className="plain doctor-cards">
        {others.slice(0, SHOWN).map((doctor) => (
          <DoctorCard
            key={doctor.doctorId}
            doctor={doctor}
            until={addDays(today(), DAYS - 1)}
            hrefOf={(slot) => moveHref(appointmentId, doctor.doctorId, facilityId, slot)}
          />
        ))}
      </ul>
    </section>
  )
}
