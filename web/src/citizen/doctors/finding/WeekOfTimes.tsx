// The free times of a doctor at a hospital: seven days as a strip, and the times of the chosen day in parts of the day.
import { Link } from 'wouter'
import { useFilters } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { WeekStrip } from '../../../ui/WeekStrip.tsx'
import { timesReaders, waitHref } from '../addresses.ts'
import { type FoundDoctor, type Slot, useDoctorWords } from '../words.ts'
import { Times } from './DoctorCard.tsx'
import { HowOld } from './HowOld.tsx'

const WEEK_DAYS = 7
/** The hours are known for so many days. */
const AHEAD_MAX = 30
const EVERY_MS = 30_000

const firstDay = (from: string | undefined, early = today()): string =>
  from === undefined || from < today() ? early : from

/** The times of a doctor from the day in the address on, or from `early`, at all hospitals. */
export function useWeek(doctor: string, early?: string) {
  const { filters } = useFilters(timesReaders)
  const from = firstDay(filters.from, early)
  const query = { doctor, from, days: WEEK_DAYS, show: 'all' as const, limit: 20 }
  return useAnswer('GET /v1/appointments/slots', { query }, { everyMs: EVERY_MS, enabled: doctor !== '' })
}

interface WeekOfTimesProps {
  readonly doctor: FoundDoctor
  readonly answer: Answer<'GET /v1/appointments/slots'>
  readonly hrefOf: (slot: Slot) => string
  /** The first day, when the address names none. */
  readonly early?: string
}

export function WeekOfTimes({ doctor, answer, hrefOf, early }: WeekOfTimesProps) {
  const { t, format } = useText()
  const { nameOf } = useDoctorWords()
  const { filters, changed } = useFilters(timesReaders)
  const from = firstDay(filters.from, early)
  const freeOn = new Map(doctor.days.map(({ date, free }) => [date, free]))
  const firstFree = doctor.days.find(({ free }) => free > 0)?.date
  const chosen = filters.day ?? firstFree ?? doctor.days[0]?.date
  const day = doctor.days.find(({ date }) => date === chosen)
  const week = Array.from({ length: WEEK_DAYS }, (_, nth) => addDays(from, nth)).map((date) => ({
    day: date,
    free: freeOn.get(date),
    href: changed({ day: date }),
  }))
  return (
    <section aria-label={t('doctors.times.title')}>
      <WeekStrip label={t('doctors.times.week')} days={week} {...(chosen !== undefined && { chosen })} />
      <OtherWeeks from={from} />
      {day && day.free > 0 ? (
        <>
          <h2>{format.weekdayAndDay(day.date)}</h2>
          <Parts slots={day.slots} hrefOf={hrefOf} about={nameOf(doctor.name)} />
        </>
      ) : (
        <NoTimes doctor={doctor} isFull={day !== undefined} chosen={chosen} firstFree={firstFree} from={from} />
      )}
      <HowOld asOf={answer.asOf} viewAgeSeconds={answer.viewAgeSeconds} />
    </section>
  )
}

function OtherWeeks({ from }: { from: string }) {
  const { t, format } = useText()
  const { changed } = useFilters(timesReaders)
  const later = addDays(from, WEEK_DAYS)
  const before = addDays(from, -WEEK_DAYS)
  return (
    <nav className="doctor-weeks no-print" aria-label={t('doctors.times.otherDays')}>
      {from > today() && (
        <Link href={changed({ from: before > today() ? before : today(), day: undefined })}>
          {t('doctors.times.earlier')}
        </Link>
      )}
      {later <= addDays(today(), AHEAD_MAX) && (
        <Link href={changed({ from: later, day: undefined })}>
          {t('doctors.times.later', { day: format.day(later) })}
        </Link>
      )}
    </nav>
  )
}

interface NoTimesProps {
  readonly doctor: FoundDoctor
  readonly isFull: boolean
  readonly chosen: string | undefined
  readonly firstFree: string | undefined
  readonly from: string
}

/** Full is not the same as no hours. In both cases the next step is one press away. */
function NoTimes({ doctor, isFull, chosen, firstFree, from }: NoTimesProps) {
  const { t, format } = useText()
  const { changed } = useFilters(timesReaders)
  const title = chosen === undefined ? undefined : format.weekdayAndDay(chosen)
  const later = addDays(from, WEEK_DAYS)
  return (
    <Notice
      title={
        title === undefined
          ? t('doctors.times.noneInWeek')
          : t(isFull ? 'doctors.times.full' : 'doctors.times.noHours', { day: title })
      }
    >
      {firstFree !== undefined ? (
        <Link className="button button-main" href={changed({ day: firstFree })} replace>
          {t('doctors.times.next', { day: format.weekdayAndDay(firstFree) })}
        </Link>
      ) : (
        later <= addDays(today(), AHEAD_MAX) && (
          <Link className="button button-main" href={changed({ from: later, day: undefined })}>
            {t('doctors.times.later', { day: format.day(later) })}
          </Link>
        )
      )}
      {isFull && chosen !== undefined && (
        <p>
          <Link href={waitHref(doctor.doctorId, doctor.facilityId, chosen)}>{t('doctors.wait.link')}</Link>
        </p>
      )}
    </Notice>
  )
}

const NOON = '12:00'
const EVENING = '17:00'

function Parts({ slots, hrefOf, about }: { slots: readonly Slot[]; hrefOf: (slot: Slot) => string; about: string }) {
  const { t } = useText()
  const parts = [
    ['morning', slots.filter(({ start }) => start < NOON)],
    ['afternoon', slots.filter(({ start }) => start >= NOON && start < EVENING)],
    ['evening', slots.filter(({ start }) => start >= EVENING)],
  ] as const
  return parts.map(
    ([part, ofPart]) =>
      ofPart.length > 0 && (
        <div key={part}>
          <h3>{t(`doctors.times.part.${part}`)}</h3>
          <Times slots={ofPart} hrefOf={hrefOf} about={about} />
        </div>
      ),
  )
}
