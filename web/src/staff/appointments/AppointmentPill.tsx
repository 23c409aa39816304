// The state of an appointment: a colour, an icon and a word. Never to press.
import '../vaccination/bookings/pill.css'
import { useText } from '../../i18n/language.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icon-names.ts'
import type { State } from './day.ts'

/** The icon, and the colour that the same meaning has in the list of a centre. */
const LOOKS: Readonly<Record<State, readonly [IconName, string]>> = {
  expected: ['clock', 'expected'],
  arrived: ['user', 'arrived'],
  inRoom: ['stethoscope', 'observing'],
  seen: ['check', 'vaccinated'],
  absent: ['alert-triangle', 'absent'],
  displaced: ['arrows-exchange', 'absent'],
  cancelled: ['x', 'cancelled'],
}

export function AppointmentPill({ state }: { state: State }) {
  const { t } = useText()
  const [icon, colour] = LOOKS[state]
  return (
    <strong className={`state-pill state-pill-${colour}`}>
      <Icon name={icon} sizePx={13} />
      {t(`staff.appointments.state.${state}`)}
    </strong>
  )
}
