// The day of a centre on the home page: its figures, who comes next, and the sessions of the week.
import { Link } from 'wouter'
import { href } from '../../../address.ts'
import { useWhole } from '../../../api/lists.ts'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { type Tile, Tiles } from './Tiles.tsx'
import { type DayCounts, WEEK_DAYS, Week } from './Week.tsx'

const FRESH = { freshMs: 60_000 }
const NEXT_MAX = 6
/** The names of staff are needed for no more than their number. */
const STAFF_MAX = 100

/** The figures of each day of a week, from its sessions: no list of people is read for them. */
function useWeek(facility: string) {
  const from = today()
  const { data, error } = useWhole(
    'GET /v1/vaccination/sessions',
    { facility, from, to: addDays(from, WEEK_DAYS - 1) },
    FRESH,
  )
  const days = Array.from({ length: WEEK_DAYS }, (_, nth): DayCounts => {
    const date = addDays(from, nth)
    const held = (data ?? []).filter((session) => session.date === date && session.status === 'open')
    const sum = (name: 'capacity' | 'booked' | 'given'): number => held.reduce((total, each) => total + each[name], 0)
    return { date, sessions: held.length, seats: sum('capacity'), booked: sum('booked'), given: sum('given') }
  })
  return { days: data && days, hasFailed: error !== null && !data }
}

/** The sessions of the next seven days. */
export function CentreWeek({ facilityId }: { facilityId: string }) {
  const { days, hasFailed } = useWeek(facilityId)
  return hasFailed ? null : <Week days={days} toPage={(date) => href('/staff/sessions', { from: date })} />
}

export function CentreDay({ facilityId }: { facilityId: string }) {
  const { t } = useText()
  const mayGive = useMay('dose.give')
  const mayReadStock = useMay('stock.read')
  const mayAppoint = useMay('staff.appoint')
  const { days } = useWeek(facilityId)
  const now = days?.[0]
  const stock = useAnswer(
    'GET /v1/vaccination/stock',
    { query: { facility: facilityId } },
    { ...FRESH, enabled: mayReadStock },
  )
  const staff = useAnswer(
    'GET /v1/staff',
    { query: { facility: facilityId, limit: STAFF_MAX } },
    { ...FRESH, enabled: mayAppoint },
  )
  const toDay = mayGive ? '/staff/today' : '/staff/sessions'
  const tiles: Tile[] = [
    { icon: 'clock', label: t('staff.start.sessionsToday'), count: now?.sessions, href: '/staff/sessions' },
    { icon: 'calendar', label: t('staff.start.bookedToday'), count: now?.booked, href: toDay },
    { icon: 'vaccine', label: t('staff.start.givenToday'), count: now?.given, href: toDay },
  ]
  if (mayReadStock) {
    const doses = stock.data?.levels.reduce((sum, { onHand }) => sum + onHand, 0)
    tiles.push({ icon: 'package', label: t('staff.start.inStore'), count: doses, href: '/staff/stock' })
  }
  if (mayAppoint) {
    const active = staff.data?.items.filter(({ isActive }) => isActive).length
    tiles.push({ icon: 'users', label: t('staff.start.staff'), count: active, href: '/staff/people' })
  }
  return (
    <>
      <Tiles tiles={tiles} />
      {mayGive && <NextArrivals facilityId={facilityId} />}
    </>
  )
}

/** The people who wait, the longest first, and then those who are expected next. The list of Today has all of them. */
function NextArrivals({ facilityId }: { facilityId: string }) {
  const { t, format } = useText()
  const { data, error } = useWhole('GET /v1/vaccination/bookings', { facility: facilityId, day: today() }, FRESH)
  const booked = (data ?? []).filter(({ status }) => status === 'BOOKED')
  const waiting = booked
    .filter(({ arrivedAt }) => arrivedAt !== undefined)
    .toSorted((one, other) => (one.arrivedAt ?? '').localeCompare(other.arrivedAt ?? ''))
  const expected = booked
    .filter(({ arrivedAt }) => arrivedAt === undefined)
    .toSorted((one, other) => one.window.localeCompare(other.window) || one.token - other.token)
  if (error !== null && !data) return null
  return (
    <section className="panel">
      <h2>{t('staff.start.next')}</h2>
      {!data && <TableSkeleton rows={NEXT_MAX} />}
      {data && booked.length === 0 && <p className="soft panel-none">{t('staff.start.nobodyNext')}</p>}
      <ul className="plain panel-rows">
        {[...waiting, ...expected]
          .slice(0, NEXT_MAX)
          .map(({ bookingId, token, patient, window, arrivedAt, vaccine, dose }) => (
            <li key={bookingId}>
              <Link href="/staff/today">
                <b className="panel-token">{token}</b>
                <span>
                  {patient?.name} <span className="soft">{t('staff.start.dose', { vaccine, dose })}</span>
                </span>
                <span className={arrivedAt === undefined ? 'soft panel-end' : 'panel-end'}>
                  {arrivedAt === undefined
                    ? format.window(window)
                    : t('staff.start.arrived', { time: format.time(arrivedAt) })}
                </span>
              </Link>
            </li>
          ))}
      </ul>
    </section>
  )
}
