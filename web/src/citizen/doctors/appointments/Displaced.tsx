// The hours of the doctor have changed: what happened, until when to choose, and the times that are offered instead.
import { Link } from 'wouter'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { moveHref, slipHref } from '../addresses.ts'
import { Nearest } from '../booking/Nearest.tsx'
import { useDoctorWords } from '../words.ts'
import type { AppointmentFacts } from './facts.ts'
import { OtherDoctors } from './OtherDoctors.tsx'

export function Displaced({ facts: { appointment, member } }: { facts: AppointmentFacts }) {
  const { t, format } = useText()
  const { nameOf, timeOf } = useDoctorWords()
  const { appointmentId, doctorId, facilityId, date, decideBy, doctorName } = appointment
  const day = format.weekdayAndDay(date)
  return (
    <>
      <Notice kind="warning" takesFocus title={t('doctors.displaced.title', { name: nameOf(doctorName), day })}>
        {decideBy !== undefined && <p>{t('doctors.displaced.until', { at: format.instant(decideBy) })}</p>}
      </Notice>
      <p>
        {t('doctors.displaced.was', { day, time: timeOf(appointment) })} {member?.name}
      </p>
      <Nearest
        doctorId={doctorId}
        facilityId={facilityId}
        day={date}
        hrefOf={(slot) => moveHref(appointmentId, doctorId, facilityId, slot)}
      />
      <OtherDoctors appointment={appointment} />
      <p>
        <Link href={`${slipHref(appointmentId)}/move`}>{t('doctors.displaced.more')}</Link>
      </p>
      <p>
        <Link href={`${slipHref(appointmentId)}/cancel`}>{t('doctors.slip.cancel')}</Link>
      </p>
    </>
  )
}
