// A list of centres: the week of all of them, filters, and each centre with the sessions of the chosen day.
import { lazy, type ReactNode, Suspense, startTransition, useEffect, useId, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { useFilters } from '../../../address.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { WeekStrip } from '../../../ui/WeekStrip.tsx'
import { CentreCard } from './CentreCard.tsx'
import { FilterPills } from './FilterPills.tsx'
import {
  choose,
  type FoundCentre,
  freeByDay,
  hasTimes,
  inOrder,
  readers,
  SORTS,
  sessionsOn,
  WEEK_DAYS,
} from './sessions.ts'

const Where = lazy(() => import('../places/Where.tsx'))

interface CentresProps {
  readonly centres: readonly FoundCentre[]
  readonly asOf: string
  /** Whether these are all centres or one page of them. For one page, the texts say nothing about the other centres. */
  readonly part?: 'all' | 'first' | 'later'
  /** Says when there are times after the last day of this week. */
  readonly later?: ReactNode
  /** What follows the list. */
  readonly children?: ReactNode
}

export function Centres({ centres, asOf, part = 'all', later, children }: CentresProps) {
  const { t, format } = useText()
  const { filters, changed } = useFilters(readers)
  const { vaccine, dose, age, fee, sort, from = today() } = filters
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
  const date = (isShown ? filters.date : week.find(({ free }) => (free ?? 0) > 0)?.day) ?? from
  const listed = useMemo(() => inOrder(sessionsOn(chosen, date), sort), [chosen, date, sort])
  const drawn = useGrowing(listed.length)
  const days = week.map((each) => ({ ...each, href: changed({ date: each.day }) }))
  const withTimes = listed.filter(hasTimes).length
  const found = { count: withTimes, of: centres.length }
  const isNear = centres.some(({ distanceKm }) => distanceKm !== undefined)
  return (
    <Frame
      top={
        <>
          <FilterPills centres={centres} />
          <Week>
            <WeekStrip label={t(part === 'all' ? 'centres.week' : 'centres.weekOfPage')} days={days} chosen={date} />
          </Week>
        </>
      }
      state={centres[0]?.state}
    >
      <div className="found">
        <div role="status">
          <h2>
            <span className="found-long">
              {t(`centres.found.${part}`, { ...found, day: format.weekdayAndDay(date) })}
            </span>
            <span className="found-short">
              {t(`centres.foundShort.${part}`, { ...found, day: `${format.weekday(date)} ${format.shortDay(date)}` })}
            </span>
          </h2>
        </div>
        {listed.length > 1 && <Sort isNear={isNear} />}
      </div>
      {chosen.length === 0 ? (
        <NoneFit part={part} />
      ) : (
        withTimes === 0 && (
          <NextTimes next={week.find(({ day, free }) => day > date && (free ?? 0) > 0)?.day}>{later}</NextTimes>
        )
      )}
      <ol className="centres plain">
        {listed.slice(0, drawn).map((centre) => (
          <CentreCard key={centre.facilityId} centre={centre} />
        ))}
      </ol>
      {children}
      <p className="soft">{t('centres.asOf', { time: format.time(asOf), ago: format.ago(asOf, Date.now()) })}</p>
    </Frame>
  )
}

interface FrameProps {
  readonly top: ReactNode
  /** The state whose districts stand beside the list. */
  readonly state?: string | undefined
  readonly children: ReactNode
}

/** The pills and the week above; the list, and beside it on a wide window where else there are times. */
function Frame({ top, state, children }: FrameProps) {
  // A phone does not load what it has no room for.
  const [isWide] = useState(() => matchMedia('(min-width: 64rem)').matches)
  return (
    <>
      <div className="results-top no-print">{top}</div>
      <div className="results">
        <div>{children}</div>
        {isWide && (
          <aside className="no-print">
            <Suspense>
              <Where state={state} />
            </Suspense>
          </aside>
        )}
      </div>
    </>
  )
}

/** No times on the chosen day: one press leads to the next day that has some. */
function NextTimes({ next, children }: { next: string | undefined; children: ReactNode }) {
  const { t, format } = useText()
  const { changed } = useFilters(readers)
  return (
    <Notice title={t('centres.noTimes')}>
      {next === undefined ? (
        children
      ) : (
        <Link className="button button-main" href={changed({ date: next })} replace>
          {t('centres.nextTimes', { day: format.weekdayAndDay(next) })}
        </Link>
      )}
    </Notice>
  )
}

function NoneFit({ part }: { part: 'all' | 'first' | 'later' }) {
  const { t } = useText()
  if (part === 'all') return <Notice title={t('centres.noneFit')}>{t('centres.noneFitText')}</Notice>
  return <Notice title={t('centres.noneFitPage')}>{t('centres.noneFitPageText')}</Notice>
}

function Sort({ isNear }: { isNear: boolean }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const id = useId()
  return (
    <div className="sort no-print">
      <label className="visually-hidden" htmlFor={id}>
        {t('centres.sort.label')}
      </label>
      <select
        id={id}
        value={filters.sort ?? ''}
        onChange={({ target }) => change({ sort: SORTS.find((each) => each === target.value) })}
      >
        <option value="">{t(isNear ? 'centres.sort.nearest' : 'centres.sort.usual')}</option>
        {SORTS.map((each) => (
          <option key={each} value={each}>
            {t(`centres.sort.${each}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The week between links to the weeks before and after it. */
function Week({ children }: { children: ReactNode }) {
  const { t } = useText()
  const { filters, changed } = useFilters(readers)
  const { from = today() } = filters
  const begin = (first: string | undefined) => changed({ from: first, date: undefined, cursor: undefined })
  return (
    <nav className="weeks" aria-label={t('centres.weeks')}>
      {from > today() && (
        <Link className="weeks-back" href={begin(earlier(from))} aria-label={t('centres.earlier')}>
          <span aria-hidden="true" />
        </Link>
      )}
      {children}
      <Link className="weeks-on" href={begin(addDays(from, WEEK_DAYS))} aria-label={t('centres.later')}>
        <span aria-hidden="true" />
      </Link>
    </nav>
  )
}

/** A week without sessions: says so, with the same filters and links as every other week. */
export function EmptyWeek({ title, children }: { title: string; children?: ReactNode }) {
  const { t } = useText()
  const { filters } = useFilters(readers)
  const days = freeByDay([], filters.from ?? today())
  return (
    <Frame
      top={
        <>
          <FilterPills centres={[]} />
          <Week>
            <WeekStrip label={t('centres.week')} days={days} />
          </Week>
        </>
      }
    >
      <Notice title={title}>{children}</Notice>
    </Frame>
  )
}

/** More than any window shows before somebody scrolls. */
const FIRST_DRAWN = 6
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
