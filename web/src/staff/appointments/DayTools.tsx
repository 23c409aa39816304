// The tools above the appointments of a day: the state, the search, one doctor, and how fresh the list is.
import type { KeyboardEvent, RefObject } from 'react'
import { useText } from '../../i18n/language.ts'
import { DayBar } from '../lists/DayBar.tsx'
import { type Appointment, countStates, STATES, type State } from './day.ts'

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
  const { t } = useText()
  const counts = countStates(appointments)
  const shown = STATES.filter((one) => !SELDOM.includes(one) || counts[one] > 0 || state === one)
  return (
    <DayBar
      all={appointments.length - counts.cancelled}
      segments={shown.map((one) => ({
        state: one,
        text: t(`staff.appointments.state.${one}`),
        count: counts[one],
      }))}
      state={state}
      onState={(chosen) => onChange({ state: chosen })}
      searchLabel={t('staff.appointments.search')}
      {...{ wanted, onWanted, search, onKey, readAt, isLive }}
    >
      <DoctorChoice {...props} />
    </DayBar>
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
