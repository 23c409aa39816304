// One booking in the table of a day: the person, the state and what it means now, and the next step.
import { memo } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Key } from '../../shell/Key.tsx'
import type { Opening } from './BookingDialog.tsx'
import { type Booking, beginOf, LONG_WAIT_MINUTES, minutesLeft, minutesWaiting, type Shown, shownOf } from './day.ts'
import { RowMenu } from './RowMenu.tsx'
import { StatePill } from './StatePill.tsx'

/** What somebody does with a row. */
export type RowStep = 'open' | 'arrive' | 'undoArrival' | 'absent' | 'takeBack'

export const INTENTS: Partial<Record<RowStep, Opening['intent']>> = {
  open: 'vaccinate',
  absent: 'absent',
  takeBack: 'undo',
}

interface BookingRowProps {
  readonly booking: Booking
  /** The state and its minutes. A row whose minute has not changed is not drawn again. */
  readonly shown: Shown
  readonly minutes: number
  /** Its place in the list, not all of which is drawn. */
  readonly at: number
  readonly isCurrent: boolean
  readonly isChanged: boolean
  readonly isToday: boolean
  readonly hasKeys: boolean
  readonly onFocus: (bookingId: string) => void
  readonly onStep: (step: RowStep, booking: Booking) => void
}

/** What a row shows of a booking at this instant. */
export function glance(booking: Booking, nowMs: number): { shown: Shown; minutes: number } {
  const shown = shownOf(booking, nowMs)
  if (shown === 'arrived') return { shown, minutes: minutesWaiting(booking, nowMs) }
  return { shown, minutes: shown === 'observing' ? minutesLeft(booking, nowMs) : 0 }
}

export const BookingRow = memo(function BookingRow(props: BookingRowProps) {
  const { booking, shown, minutes, at, isCurrent, isChanged, onFocus, onStep } = props
  const { t, format } = useText()
  const { token, reference, patient, window, vaccine, dose, bookingId } = booking
  const name = patient?.name ?? reference
  const tabIndex = isCurrent ? 0 : -1
  const sexAndAge = patient && `${t(`staff.centre.sexShort.${patient.gender}`)} ${format.number(patient.age)}`
  const classes = ['today-row', `today-${shown}`, isCurrent && 'today-current', isChanged && 'today-changed']
  return (
    <tr className={classes.filter(Boolean).join(' ')} aria-rowindex={at + 2}>
      <td className="today-token">{token}</td>
      <td className="today-time" title={format.window(window)}>
        {beginOf(window)}
      </td>
      <th scope="row" className="today-name">
        <button
          type="button"
          className="today-open"
          tabIndex={tabIndex}
          onFocus={() => onFocus(bookingId)}
          onClick={() => onStep('open', booking)}
        >
          {name}
        </button>
        <span className="today-second">
          {[sexAndAge, `${vaccine} ${format.number(dose)}`].filter(Boolean).join(', ')}
        </span>
      </th>
      <td className="today-sex">{sexAndAge}</td>
      <td className="today-vaccine">{vaccine}</td>
      <td className="today-dose">{format.number(dose)}</td>
      <td className="today-reference">{reference}</td>
      <td className="today-state">
        <StatePill state={shown} />
      </td>
      <td className={shown === 'arrived' && minutes >= LONG_WAIT_MINUTES ? 'today-note today-late' : 'today-note'}>
        <Note {...props} />
      </td>
      <td className="today-act no-print">
        <span className="today-acts">
          <NextStep {...props} />
          <RowMenu booking={booking} name={name} tabIndex={tabIndex} onStep={onStep} />
        </span>
      </td>
    </tr>
  )
})

/** What the state means now. */
function Note({ booking: { givenAt }, shown, minutes }: BookingRowProps) {
  const { t, format } = useText()
  if (shown === 'arrived') return t('staff.centre.note.waiting', { count: minutes })
  if (shown === 'observing') return t('staff.aftercare.left', { count: minutes })
  return shown === 'vaccinated' && givenAt !== undefined && t('staff.centre.note.given', { time: format.time(givenAt) })
}

/** The one step that comes next. The row with the focus has it filled, and shows its key. */
function NextStep({ booking, shown, isCurrent, isToday, hasKeys, onStep }: BookingRowProps) {
  const { t } = useText()
  const isLive = shown === 'arrived' || (shown === 'expected' && isToday)
  if (!isLive) return null
  const [step, words, key] =
    shown === 'arrived'
      ? (['open', 'staff.centre.action.vaccinate', 'V'] as const)
      : (['arrive', 'staff.centre.action.arrive', 'A'] as const)
  const kind = isCurrent ? 'main' : shown === 'arrived' ? 'tint' : 'quiet'
  return (
    <button
      type="button"
      className={`button button-${kind} today-step`}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => onStep(step, booking)}
    >
      {t(words)}
      {isCurrent && hasKeys && <Key name={key} />}
    </button>
  )
}
