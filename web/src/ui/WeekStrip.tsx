// The days of a week, each with what is free in figures and words. Each day is a link that filters by that day.
import { Link } from 'wouter'
import { useText } from '../i18n/language.ts'
import './week-strip.css'

export interface WeekDay {
  /** YYYY-MM-DD */
  readonly day: string
  /** Undefined on days without anything to book. */
  readonly free: number | undefined
  readonly href?: string
}

/** Up to this many free doses the strip says "only". */
const FEW_MAX = 10

function stateOf(free: number | undefined): 'none' | 'full' | 'few' | 'many' {
  if (free === undefined) return 'none'
  if (free === 0) return 'full'
  return free <= FEW_MAX ? 'few' : 'many'
}

export function WeekStrip({ label, days, chosen }: { label: string; days: readonly WeekDay[]; chosen?: string }) {
  const { t, format } = useText()
  return (
    <ul className="week" aria-label={label}>
      {days.map(({ day, free, href }) => {
        const state = stateOf(free)
        const inside = (
          <>
            <span className="week-weekday">{format.weekday(day)}</span>
            <span className="week-date">
              {format.dayOfMonth(day)}
              <span className="visually-hidden"> {format.monthOf(day)}</span>
            </span>
            <span className="week-free">
              {free === undefined || free === 0 ? (
                t(`ui.week.${state}`)
              ) : (
                <>
                  {state === 'few' && <span className="week-word">{t('ui.week.few')} </span>}
                  {format.number(free)}
                  <span className="week-word"> {t('ui.week.left')}</span>
                </>
              )}
            </span>
          </>
        )
        return (
          <li key={day} className={`week-${state}`}>
            {href !== undefined ? (
              <Link href={href} replace aria-current={day === chosen ? 'date' : undefined}>
                {inside}
              </Link>
            ) : (
              <span className="week-cell">{inside}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
