// The tools above the appointments of a day: the state, the search, one doctor, and how fresh the list is.
import { SegmentedControl } from '@mantine/core'
import type { KeyboardEvent, RefObject } from 'react'
import { useText } from '../../i18n/language.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Key } from '../shell/Key.tsx'
import { useShortcutsOn } from '../shell/shortcuts.ts'
import { type Appointment, countStates, STATES, type State } from './day.ts'

const ALL = 'all'
/** These segments are left out while nobody is in them. */
const SELDOM: readonly State[] = ['absent', 'displaced', 'cancelled']

interface DayToolsProps {
  readonly appointments: readonly Appointment[]
  readonly state: State | undefined
  readonly doctor: string | undefined
  readonly onChange: (part: { state?: State | undefined; doctor?: string | undefined }) => void
  readonly wanted: string
  readonly onWanted: (wanted: string) => void
  readonly search: RefObject<HTMLInputElement | null>
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly readAt: number
  readonly isLive: boolean
}

export function DayTools(props: DayToolsProps) {
  const { appointments, state, onChange, wanted, onWanted, search, onKey, readAt, isLive } = props
  const { t, format } = useText()
  const hasKeys = useShortcutsOn()
  const counts = countStates(appointments)
  const segments = STATES.filter((one) => !SELDOM.includes(one) || counts[one] > 0 || state === one)
  const data = [
    {
      value: ALL,
      label: <Segment text={t('staff.centre.filter.all')} count={appointments.length - counts.cancelled} />,
    },
    ...segments.map((one) => ({
      value: one,
      label: <Segment text={t(`staff.appointments.state.${one}`)} count={counts[one]} />,
    })),
  ]
  return (
    <div className="day-tools no-print">
      <div className="day-segments">
        <SegmentedControl
          aria-label={t('staff.centre.today.filter')}
          data={data}
          value={state ?? ALL}
          onChange={(value) => onChange({ state: STATES.find((one) => one === value) })}
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
          aria-label={t('staff.appointments.search')}
          placeholder={t('staff.appointments.search')}
          value={wanted}
          onChange={(event) => onWanted(event.target.value)}
          onKeyDown={onKey}
        />
        {hasKeys && wanted === '' && <Key name="/" />}
      </div>
      <DoctorChoice {...props} />
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

/** One doctor of the day. Left out when there is only one. */
function DoctorChoice({ appointments, doctor, onChange }: DayToolsProps) {
  const { t } = useText()
  const doctors = [...new Map(appointments.map((one) => [one.doctorId, one.doctorName])).entries()]
  if (doctors.length < 2 && doctor === undefined) return null
  return (
    <select
      className="input day-session"
      aria-label={t('staff.doctors.one')}
      value={doctor ?? ''}
      onChange={({ target }) => onChange({ doctor: target.value === '' ? undefined : target.value })}
    >
      <option value="">{t('staff.appointments.allDoctors')}</option>
      {doctors
        .toSorted(([, one], [, other]) => one.localeCompare(other))
        .map(([doctorId, name]) => (
          <option key={doctorId} value={doctorId}>
            {t('staff.appointments.doctor', { name })}
          </option>
        ))}
    </select>
  )
}
