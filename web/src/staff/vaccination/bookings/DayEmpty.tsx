// What stands in place of the rows: nobody is booked, nobody waits, or nothing was found.
import { Link } from 'wouter'
import { INDIA_AHEAD_MS } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Empty } from '../../lists/Empty.tsx'
import { type Booking, countStates, nextExpected, type State } from './day.ts'

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
    const walkIn = (
      <Link className="button button-quiet" href="/staff/walk-in">
        <Icon name="user-plus" /> {t('staff.centre.empty.walkIn')}
      </Link>
    )
    return <Empty icon="calendar" title={t('staff.centre.today.none')} action={isToday && walkIn} isSaid />
  }
  if (wanted !== '') {
    return (
      <Empty icon="search" title={t('staff.centre.empty.found', { wanted })} action={clear} isSaid>
        {t('staff.centre.empty.try')}
      </Empty>
    )
  }
  if (state !== 'arrived') return <Empty icon="users" title={t('staff.centre.empty.state')} action={clear} isSaid />
  const { expected } = countStates(bookings)
  const time = nextExpected(bookings, new Date(nowMs + INDIA_AHEAD_MS).toISOString().slice(11, 16))
  const toExpected = (
    <button type="button" className="button button-quiet" onClick={onExpected}>
      {t('staff.centre.empty.showExpected')}
    </button>
  )
  return (
    <Empty icon="users" title={t('staff.centre.empty.waiting')} action={expected > 0 ? toExpected : clear} isSaid>
      {time !== undefined && t('staff.centre.empty.expected', { count: expected, time })}
    </Empty>
  )
}
