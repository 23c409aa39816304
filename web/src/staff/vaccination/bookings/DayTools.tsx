// The tools above the table of a day: which people to show, the search, one session, and how fresh the list is.
import type { KeyboardEvent, RefObject } from 'react'
import { useText } from '../../../i18n/language.ts'
import { DayBar } from '../../lists/DayBar.tsx'
import { type Booking, countStates, type State } from './day.ts'

const SHOWN = ['arrived', 'expected', 'vaccinated', 'absent', 'cancelled'] as const

interface DayToolsProps {
  readonly bookings: readonly Booking[]
  readonly state: State | undefined
  readonly onState: (state: State | undefined) => void
  readonly wanted: string
  readonly onWanted: (wanted: string) => void
  readonly search: RefObject<HTMLInputElement | null>
  readonly onSearched: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly session: string | undefined
  readonly onSession: (session: string | undefined) => void
  /** When the list was read last, and whether the last try failed. */
  readonly readAt: number
  readonly isLive: boolean
}

export function DayTools(props: DayToolsProps) {
  const { bookings, state, onState, wanted, onWanted, search, onSearched, readAt, isLive } = props
  const { t } = useText()
  const counts = countStates(bookings)
  const shown = SHOWN.filter((one) => one !== 'cancelled' || counts.cancelled > 0 || state === one)
  return (
    <DayBar<State>
      all={bookings.length - counts.cancelled}
      segments={shown.map((one) => ({ state: one, text: t(`staff.centre.filter.${one}`), count: counts[one] }))}
      searchLabel={t('staff.centre.today.search')}
      onKey={onSearched}
      {...{ state, onState, wanted, onWanted, search, readAt, isLive }}
    >
      <SessionChoice {...props} />
    </DayBar>
  )
}

/** One session of the day. Left out when there is only one. */
function SessionChoice({ bookings, session, onSession }: DayToolsProps) {
  const { t, format } = useText()
  const sessions = [...new Map(bookings.map((booking) => [booking.sessionId, booking])).values()]
  if (sessions.length < 2) return null
  return (
    <select
      className="input day-session"
      aria-label={t('staff.centre.today.session')}
      value={session ?? ''}
      onChange={(event) => onSession(event.target.value === '' ? undefined : event.target.value)}
    >
      <option value="">{t('staff.centre.today.allSessions')}</option>
      {sessions.map(({ sessionId, vaccine, dose }) => (
        <option key={sessionId} value={sessionId}>
          {t('staff.centre.today.sessionOf', { vaccine, dose: format.number(dose) })}
        </option>
      ))}
    </select>
  )
}
