// On the home page of a family: the appointments with doctors that are ahead. Few families load it.
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { Ahead } from './appointments-ahead.ts'

export default function HomeAppointments({ ahead }: { ahead: readonly Ahead[] }) {
  const { t } = useText()
  return (
    <section aria-labelledby="appointments">
      <h2 id="appointments">{t('family.doctors.title')}</h2>
      <ul className="plain members">
        {ahead.map((one) => (
          <Line key={one.appointment.appointmentId} {...one} />
        ))}
      </ul>
    </section>
  )
}

function Line({ appointment, name }: Ahead) {
  const { t, format } = useText()
  const { appointmentId, status, date, start, doctorName, facilityName, reference } = appointment
  const isDisplaced = status === 'DISPLACED'
  return (
    <li className="member member-booking">
      <p>
        <strong>{format.weekdayAndDay(date)}</strong>, {format.time(`${date}T${start}:00+05:30`)}
        <br />
        {t('family.doctors.with', { doctor: doctorName, name })}
        <br />
        {facilityName}
      </p>
      {isDisplaced && <Tag kind="warning">{t('family.doctors.displaced')}</Tag>}
      <Link href={`/doctors/appointments/${appointmentId}`}>
        {t(isDisplaced ? 'family.doctors.choose' : 'family.next.slip')}{' '}
        <span className="visually-hidden">{reference}</span>
      </Link>
    </li>
  )
}
