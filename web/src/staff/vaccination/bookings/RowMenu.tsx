// The dots of a row of Today: everything that can be done with the booking besides its next step.
import { Menu } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import type { IconName } from '../../../ui/icon-names.ts'
import type { RowStep } from './BookingRow.tsx'
import { type Booking, type State, stateOf } from './day.ts'

interface RowMenuProps {
  readonly booking: Booking
  readonly name: string
  readonly tabIndex: number
  readonly onStep: (step: RowStep, booking: Booking) => void
}

interface Entry {
  readonly step: RowStep
  readonly icon: IconName
  readonly text: string
}

const STEPS: Record<State, readonly RowStep[]> = {
  expected: ['open', 'absent'],
  arrived: ['open', 'undoArrival', 'absent'],
  vaccinated: ['open', 'takeBack'],
  absent: ['open', 'takeBack'],
  cancelled: ['open'],
}

const ICONS: Partial<Record<RowStep, IconName>> = { open: 'eye', absent: 'user-off' }

/** Only an open menu is a Menu: hundreds of rows with one each would make the page slow. */
export function RowMenu({ booking, name, tabIndex, onStep }: RowMenuProps) {
  const { t } = useText()
  const [path, go] = useLocation()
  const [isOpen, setOpen] = useState(false)
  const dots = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  // The button was made anew when the menu opened and closed. It gets its focus back, unless something else has it.
  useEffect(() => {
    if (!isOpen && wasOpen.current && document.querySelector('dialog[open]') === null) dots.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  const state = stateOf(booking)
  const entries = STEPS[state].map((step): Entry => {
    const end = state === 'vaccinated' ? 'completion' : 'absence'
    const text = step === 'takeBack' ? t(`staff.centre.undo.${end}`) : t(`staff.centre.menu.${step}`)
    return { step, text, icon: ICONS[step] ?? 'arrow-back-up' }
  })
  const button = (
    <button
      ref={dots}
      type="button"
      className="today-dots"
      tabIndex={tabIndex}
      aria-label={t('staff.centre.menu.more', { name })}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => setOpen(!isOpen)}
    >
      <Icon name="dots" sizePx={18} />
    </button>
  )
  if (!isOpen) return button
  return (
    <Menu
      opened
      onChange={setOpen}
      position="bottom-end"
      returnFocus={false}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      shadow="md"
    >
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ step, icon, text }) => (
          <Menu.Item key={step} leftSection={<Icon name={icon} />} onClick={() => onStep(step, booking)}>
            {text}
          </Menu.Item>
        ))}
        {state === 'vaccinated' && (
          <Menu.Item
            leftSection={<Icon name="report" />}
            onClick={() => go(`/staff/bookings/${booking.bookingId}/adverse-event`, { state: { from: path } })}
          >
            {t('staff.aftercare.report')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
