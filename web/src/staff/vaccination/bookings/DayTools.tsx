// The tools above the table of a day: which people to show, the search, one session, and how fresh the list is.
import { SegmentedControl } from '@mantine/core'
import type { KeyboardEvent, RefObject } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Key } from '../../shell/Key.tsx'
import { useShortcutsOn } from '../../shell/shortcuts.ts'
import { type Booking, countStates, type State } from './day.ts'

const ALL = 'all'
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
  const { t, format } = useText()
  const hasKeys = useShortcutsOn()
  const counts = countStates(bookings)
  const all = bookings.length - counts.cancelled
  const segments = SHOWN.filter((one) => one !== 'cancelled' || counts.cancelled > 0 || state === one)
  const data = [
    { value: ALL, label: <Segment text={t('staff.centre.filter.all')} count={all} /> },
    ...segments.map((one) => ({
      value: one,
      label: <Segment text={t(`staff.centre.filter.${one}`)} count={counts[one]} />,
    })),
  ]
  return (
    <div className="day-tools no-print">
      <div className="day-segments">
        <SegmentedControl
          aria-label={t('staff.centre.today.filter')}
          data={data}
          value={state ?? ALL}
          onChange={(value) => onState(value === ALL ? undefined : (value as State))}
          transitionDuration={120}
        />
      </div>
      <div className="day-search-box">
        <Icon name="search" />
        <input
          id="wanted"
          ref={search}
          className="input"
          type="search"
          autoComplete="off"
          aria-label={t('staff.centre.today.search')}
          placeholder={t('staff.centre.today.search')}
          value={wanted}
          onChange={(event) => onWanted(event.target.value)}
          onKeyDown={onSearched}
        />
        {hasKeys && wanted === '' && <Key name="/" />}
      </div>
      <SessionChoice {...props} />
      <span className={isLive ? 'day-live' : 'day-live day-live-off'}>
        {t(isLive ? 'staff.centre.today.live' : 'staff.centre.today.notLive', {
          time: format.time(new Date(readAt).toISOString()),
        })}
      </span>
    </div>
  )
}

function Segment({ text, count }: { text: string; count: number }) {
  const { format } = useText()
  return (
    <>
      {text} <span className="tabular">{format.number(count)}</span>
    </>
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
