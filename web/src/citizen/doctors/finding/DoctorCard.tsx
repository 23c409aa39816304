// One doctor of a list: who, where, the fee, and the first free times, each of which opens the booking.
import { Link } from 'wouter'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { timesHref } from '../addresses.ts'
import { type FoundDoctor, type Slot, useDoctorWords } from '../words.ts'

interface DoctorCardProps {
  readonly doctor: FoundDoctor
  /** The last day of the search. */
  readonly until: string
  readonly hrefOf: (slot: Slot) => string
}

export function DoctorCard({ doctor, until, hrefOf }: DoctorCardProps) {
  const { t, format } = useText()
  const { nameOf, specialitiesOf, languagesOf, feeOf } = useDoctorWords()
  const { doctorId, facilityId, name, specialities, languages, facilityName, address, pin, feePaise, days } = doctor
  const [next] = days
  return (
    <li className="card doctor-card">
      <div className="doctor-head">
        <div>
          <h2>{nameOf(name)}</h2>
          <p>
            {specialitiesOf(specialities)}
            <span className="soft"> · {languagesOf(languages)}</span>
          </p>
          <p className="soft">
            <Icon name="map-pin" /> {[facilityName, address, pin].filter(Boolean).join(', ')}
          </p>
        </div>
        <strong className={feePaise === 0 ? 'tag tag-good' : 'tag'}>{feeOf(feePaise)}</strong>
      </div>
      {next ? (
        <>
          <p className="doctor-next">
            {t('doctors.next', { day: format.weekdayAndDay(next.date) })}{' '}
            <span className="soft">{t('doctors.freeTimes', { count: next.free })}</span>
          </p>
          <Times slots={next.slots} hrefOf={hrefOf} about={nameOf(name)} />
        </>
      ) : (
        <p>{t('doctors.noneUntil', { day: format.day(until) })}</p>
      )}
      <p>
        <Link href={timesHref(doctorId, facilityId)} className="doctor-all">
          {t('doctors.allTimes')} <span className="visually-hidden">{nameOf(name)}</span>
        </Link>
      </p>
    </li>
  )
}

interface TimesProps {
  readonly slots: readonly Slot[]
  readonly hrefOf: (slot: Slot) => string
  /** Whose times they are, for screen readers. */
  readonly about: string
}

/** Free times of one day, each a link. */
export function Times({ slots, hrefOf, about }: TimesProps) {
  const { t, format } = useText()
  const { timeOf } = useDoctorWords()
  return (
    <ul className="plain doctor-times" aria-label={t('doctors.timesOf', { name: about })}>
      {slots.map((slot) => (
        <li key={slot.slotId}>
          <Link href={hrefOf(slot)} className="doctor-time">
            {timeOf(slot)}
            {slot.mode === 'tele' && <span className="soft">{t('doctors.tele')}</span>}
            <span className="visually-hidden">
              {' '}
              {format.weekdayAndDay(slot.date)}, {about}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
