// A list of centres: the week of all of them, filters, a map, and each centre with the sessions of the chosen day.
import { memo, type ReactNode, startTransition, useEffect, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { useFilters } from '../../../address.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { WeekStrip } from '../../../ui/WeekStrip.tsx'
import { CentreMap, type MapSource } from './CentreMap.tsx'
import { FilterForm } from './FilterForm.tsx'
import { choose, type FoundCentre, freeByDay, inOrder, readers, type Session, WEEK_DAYS } from './sessions.ts'

interface CentresProps {
  readonly centres: readonly FoundCentre[]
  readonly asOf: string
  readonly map: MapSource
  /** Whether these are all centres or one page of them. For one page, the texts say nothing about the other centres. */
  readonly part?: 'all' | 'first' | 'later'
}

export function Centres({ centres, asOf, map, part = 'all' }: CentresProps) {
  const { t, format } = useText()
  const { filters, changed } = useFilters(readers)
  const { vaccine, dose, age, fee, from = today() } = filters
  const chosen = useMemo(() => choose(centres, { vaccine, dose, age, fee }), [centres, vaccine, dose, age, fee])
  const week = useMemo(
    () =>
      freeByDay(
        chosen.flatMap(({ sessions }) => sessions),
        from,
      ),
    [chosen, from],
  )
  const isShown = week.some(({ day }) => day === filters.date)
  const date = isShown ? filters.date : (week.find(({ free }) => (free ?? 0) > 0)?.day ?? week[0]?.day)
  const listed = useMemo(() => inOrder(chosen, date), [chosen, date])
  const drawn = useGrowing(listed.length)
  const days = week.map((each) => ({ ...each, href: changed({ date: each.day }) }))
  return (
    <>
      <p role="status">
        {t(`centres.found.${part}`, { count: chosen.length, of: centres.length })}{' '}
        <span className="soft">
          {t('centres.asOf', { time: format.time(asOf), ago: format.ago(asOf, Date.now()) })}
        </span>
      </p>
      <FilterForm centres={centres} />
      <WeekStrip
        label={t(part === 'all' ? 'centres.week' : 'centres.weekOfPage')}
        days={days}
        {...(date !== undefined && { chosen: date })}
      />
      <Weeks />
      <CentreMap source={map} listed={listed} />
      {listed.length === 0 && <NoneFit part={part} />}
      <ol className="centres plain">
        {listed.slice(0, drawn).map((centre, nth) => (
          <CentreCard key={centre.facilityId} number={nth + 1} centre={centre} from={from} date={date} />
        ))}
      </ol>
    </>
  )
}

function NoneFit({ part }: { part: 'all' | 'first' | 'later' }) {
  const { t } = useText()
  if (part === 'all') return <Notice title={t('centres.noneFit')}>{t('centres.noneFitText')}</Notice>
  return <Notice title={t('centres.noneFitPage')}>{t('centres.noneFitPageText')}</Notice>
}

/** Links to the weeks before and after this one. */
function Weeks() {
  const { t } = useText()
  const { filters, changed } = useFilters(readers)
  const { from = today() } = filters
  const begin = (first: string | undefined) => changed({ from: first, date: undefined, cursor: undefined })
  return (
    <nav className="weeks no-print" aria-label={t('centres.weeks')}>
      {from > today() && <Link href={begin(earlier(from))}>{t('centres.earlier')}</Link>}
      <Link href={begin(addDays(from, WEEK_DAYS))}>{t('centres.later')}</Link>
    </nav>
  )
}

/** A week without sessions: says so, with the same filters and links as every other week. */
export function EmptyWeek({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <Notice title={title}>{children}</Notice>
      <FilterForm centres={[]} />
      <Weeks />
    </>
  )
}

/** More than any window shows before somebody scrolls. */
const FIRST_DRAWN = 4
const DRAWN_AT_ONCE = 30

/**
 * How many centres of a long list are drawn: the visible ones at once, then the rest in parts without blocking the
 * page.
 */
function useGrowing(length: number): number {
  const [drawn, setDrawn] = useState(FIRST_DRAWN)
  useEffect(() => {
    if (drawn >= length) return
    const grow = (): void => startTransition(() => setDrawn(drawn + DRAWN_AT_ONCE))
    // Wait until the browser has painted the visible centres. Otherwise it would paint them together with the next
    // ones.
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(grow)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [drawn, length])
  return drawn
}

function earlier(from: string): string | undefined {
  const before = addDays(from, -WEEK_DAYS)
  return before > today() ? before : undefined
}

interface CardProps {
  /** The same number as on the map. */
  readonly number: number
  readonly centre: FoundCentre
  readonly from: string
  readonly date: string | undefined
}

const CentreCard = memo(function CentreCard({ number, centre, from, date }: CardProps) {
  const { t, format } = useText()
  const { facilityId, name, address, pin, distanceKm, sessions } = centre
  const ofDay = sessions.filter((session) => session.date === date)
  return (
    <li className="centre" id={`centre-${facilityId}`}>
      <h2>{`${format.number(number)}. ${name}`}</h2>
      <p>
        {[address, pin].filter(Boolean).join(', ')}
        {distanceKm !== undefined && <strong> · {format.kilometres(distanceKm)}</strong>}
      </p>
      <WeekStrip label={t('centres.weekOf', { name })} days={freeByDay(sessions, from)} />
      {date !== undefined && (
        <>
          <h3>{format.weekdayAndDay(date)}</h3>
          {ofDay.length === 0 ? (
            <p className="soft">{t('centres.nothingThatDay')}</p>
          ) : (
            <ul className="sessions plain">
              {ofDay.map((session) => (
                <SessionRow key={session.sessionId} session={session} centre={name} />
              ))}
            </ul>
          )}
        </>
      )}
    </li>
  )
})

/** A session with more windows only says how many. The booking shows them all. */
const WINDOWS_MAX = 2

function SessionRow({ session, centre }: { session: Session; centre: string }) {
  const { t, format } = useText()
  const { sessionId, course, vaccine, dose, minAge, maxAge, fee, opensAt, windows, available } = session
  const ages = maxAge === undefined ? t('centres.agesFrom', { minAge }) : t('centres.ages', { minAge, maxAge })
  const price = fee === 0 ? t('centres.free') : format.money(fee)
  const isOpen = opensAt === undefined || Date.parse(opensAt) <= Date.now()
  const times =
    windows.length <= WINDOWS_MAX
      ? windows.map(format.window).join(', ')
      : t('centres.windows', { count: windows.length })
  // With one window the person has no choice. With several, the booking asks.
  const [window] = windows.length === 1 ? windows : []
  const address = window === undefined ? `/book/${sessionId}` : `/book/${sessionId}?window=${window}`
  return (
    <li>
      <span>
        <strong>{t('centres.vaccineAndDose', { course, vaccine, dose })}</strong>
        <span className="soft">{[ages, price, times].join(' · ')}</span>
      </span>
      {available > 0 && isOpen ? (
        <Link className="book" href={address}>
          {t('centres.book', { count: available })}
          <span className="visually-hidden"> {t('centres.bookWhat', { vaccine, dose, centre })}</span>
        </Link>
      ) : (
        <Tag>{isOpen ? t('centres.full') : t('centres.opens', { at: format.instant(opensAt ?? '') })}</Tag>
      )}
    </li>
  )
}
