// The state of a booking: a colour, an icon and a word. Each state always has the same three. Never to press.
import './pill.css'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import type { IconName } from '../../../ui/icon-names.ts'
import type { Shown } from './day.ts'

export const STATE_ICONS: Record<Shown, IconName> = {
  expected: 'clock',
  arrived: 'user',
  observing: 'clock',
  vaccinated: 'check',
  absent: 'alert-triangle',
  cancelled: 'x',
}

export function StatePill({ state }: { state: Shown }) {
  const { t } = useText()
  return (
    <strong className={`state-pill state-pill-${state}`}>
      <Icon name={STATE_ICONS[state]} sizePx={13} />
      {t(`staff.centre.state.${state}`)}
    </strong>
  )
}
