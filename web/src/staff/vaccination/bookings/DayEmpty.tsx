// What stands in place of the rows: the list is on its way, nobody is booked, nobody waits, or nothing was found.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { INDIA_AHEAD_MS } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import type { IconName } from '../../../ui/icon-names.ts'
import { type Booking, countStates, nextExpected, type State } from './day.ts'

const BLANK_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n'] as const

/** Rows as high as those that come. It appears only when the answer takes longer than a moment. */
export function DaySkeleton() {
  const { t } = useText()
  return (
    <div className="loading day-skeleton" role="status">
      <span className="visually-hidden">{t('ui.loading')}</span>
      {BLANK_ROWS.map((row) => (
        <span key={row} className="day-blank" aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
        </span>
      ))}
    </div>
  )
}

interface DayEmptyProps {
  readonly bookings: readonly Booking[]
  readonly nowMs: number
  readonly isToday: boolean
  readonly wanted: string
  readonly state: State | undefined
  readonly onClear: () => void
  readonly onExpected: () => void
}

export function DayEmpty({ bookings, nowMs, isToday, wanted, state, onClear, onExpected }: DayEmptyProps) {
  const { t } = useText()
  const clear = (
    <button type="button" className="button button-quiet" onClick={onClear}>
      {t('staff.centre.empty.clear')}
    </button>
  )
  if (bookings.length === 0) {
    return (
      <Empty icon="calendar" title={t('staff.centre.today.none')}>
        {isToday && (
          <Link className="button button-quiet" href="/staff/walk-in">
            <Icon name="user-plus" /> {t('staff.centre.empty.walkIn')}
          </Link>
        )}
      </Empty>
    )
  }
  if (wanted !== '') {
    return (
      <Empty icon="search" title={t('staff.centre.empty.found', { wanted })} text={t('staff.centre.empty.try')}>
        {clear}
      </Empty>
    )
  }
  const { expected } = countStates(bookings)
  if (state === 'arrived') {
    const time = nextExpected(bookings, new Date(nowMs + INDIA_AHEAD_MS).toISOString().slice(11, 16))
    return (
      <Empty
        icon="users"
        title={t('staff.centre.empty.waiting')}
        text={time === undefined ? undefined : t('staff.centre.empty.expected', { count: expected, time })}
      >
        {expected > 0 ? (
          <button type="button" className="button button-quiet" onClick={onExpected}>
            {t('staff.centre.empty.showExpected')}
          </button>
        ) : (
          clear
        )}
      </Empty>
    )
  }
  return (
    <Empty icon="users" title={t('staff.centre.empty.state')}>
      {clear}
    </Empty>
  )
}

interface EmptyProps {
  readonly icon: IconName
  readonly title: string
  readonly text?: string | undefined
  readonly children?: ReactNode
}

function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div className="day-empty" role="status">
      <span className="day-empty-icon">
        <Icon name={icon} sizePx={22} />
      </span>
      <strong>{title}</strong>
      {text !== undefined && <span className="soft">{text}</span>}
      {children}
    </div>
  )
}
