// The free times of a doctor that are nearest to a day, for when one cannot be had.
import { Link } from 'wouter'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { bookHref, timesHref } from '../addresses.ts'
import { type Slot, useDoctorWords } from '../words.ts'

const DAYS_BEFORE = 3
const DAYS = 14
const SHOWN = 6

interface NearestProps {
  readonly doctorId: string
  readonly facilityId: string
  readonly day: string
  readonly hrefOf?: (slot: Slot) => string
}

export function Nearest({ doctorId, facilityId, day, hrefOf }: NearestProps) {
  const { t, format } = useText()
  const { timeOf } = useDoctorWords()
  const early = addDays(day, -DAYS_BEFORE)
  const query = {
    ...{ doctor: doctorId, facility: facilityId, days: DAYS, show: 'all' as const, limit: 1 },
    from: early < today() ? today() : early,
  }
  const { data, error, refetch } = useAnswer(
    'GET /v1/appointments/slots',
    { query },
    { enabled: facilityId !== '', freshMs: 0 },
  )
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  const away = ({ date }: Slot): number => Math.abs(Date.parse(date) - Date.parse(day))
  const slots = (data.doctors[0]?.days ?? []).flatMap((one) => one.slots)
  const nearest = slots.toSorted((one, other) => away(one) - away(other)).slice(0, SHOWN)
  return (
    <section aria-label={t('doctors.nearest.title')}>
      <h2>{t('doctors.nearest.title')}</h2>
      {nearest.length === 0 && <p>{t('doctors.nearest.none')}</p>}
      <ul className="plain doctor-times">
        {nearest
          .toSorted((one, other) => `${one.date} ${one.start}`.localeCompare(`${other.date} ${other.start}`))
          .map((slot) => (
            <li key={slot.slotId}>
              <Link href={hrefOf?.(slot) ?? bookHref(doctorId, facilityId, slot)} className="doctor-time">
                {format.weekday(slot.date)} {format.shortDay(slot.date)}, {timeOf(slot)}
              </Link>
            </li>
          ))}
      </ul>
      <p>
        <Link href={timesHref(doctorId, facilityId)} className="doctor-all">
          {t('doctors.allTimes')}
        </Link>
      </p>
    </section>
  )
}
