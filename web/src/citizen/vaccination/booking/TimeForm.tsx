// The choice of a time: one of the windows of a session's day.
import { postVaccinationBookings } from '../../../api/limits/post-vaccination-bookings.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { choice } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'

interface TimeFormProps {
  readonly day: string
  readonly windows: readonly string[]
  /** The window chosen before. */
  readonly value?: string | undefined
  readonly onChoose: (window: string) => void
}

export function TimeForm({ day, windows, value, onChoose }: TimeFormProps) {
  const { t, format } = useText()
  const time = choice(postVaccinationBookings, 'window', {
    label: format.weekdayAndDay(day),
    hint: t('booking.time.hint'),
    options: windows.map((window) => ({ value: window, text: format.window(window) })),
    value,
    wrong: 'booking.time.none',
  })
  return (
    <Form fields={[time]} onSubmit={({ window }) => onChoose(window)}>
      {time.input}
      <Button>{t('ui.continue')}</Button>
    </Form>
  )
}
