// One booking in the list of a day: the person, the state, and the next step.
import { useText } from '../../../i18n/language.ts'
import { Tag, type TagKind } from '../../../ui/Tag.tsx'
import type { Opening } from './BookingDialog.tsx'
import { type Booking, type State, stateOf } from './day.ts'

const KINDS: Record<State, TagKind> = {
  expected: 'plain',
  arrived: 'warning',
  vaccinated: 'good',
  absent: 'error',
  cancelled: 'plain',
}

export function StateTag({ booking }: { booking: Pick<Booking, 'status' | 'arrivedAt'> }) {
  const { t } = useText()
  const state = stateOf(booking)
  return <Tag kind={KINDS[state]}>{t(`staff.centre.state.${state}`)}</Tag>
}

interface BookingRowProps {
  readonly booking: Booking
  /** Its place among the bookings of its window, not all of which are drawn. */
  readonly place: { readonly at: number; readonly of: number }
  readonly isCurrent: boolean
  readonly onFocus: () => void
  readonly onOpen: (intent: Opening['intent']) => void
  readonly onArrive: ((booking: Booking) => void) | undefined
}

export function BookingRow({ booking, place, isCurrent, onFocus, onOpen, onArrive }: BookingRowProps) {
  const { t, format } = useText()
  const { token, reference, patient, arrivedAt } = booking
  const state = stateOf(booking)
  return (
    <li
      className={isCurrent ? 'day-row day-row-current' : 'day-row'}
      aria-posinset={place.at + 1}
      aria-setsize={place.of}
    >
      <span className="day-token">
        <span className="visually-hidden">{t('staff.centre.token')} </span>
        {token}
      </span>
      <span className="day-who">
        <button
          type="button"
          className="day-row-open"
          tabIndex={isCurrent ? 0 : -1}
          onFocus={onFocus}
          onClick={() => onOpen('vaccinate')}
        >
          {patient?.name ?? reference}
        </button>
        <span className="soft">
          {patient &&
            t('staff.centre.bornAndGender', {
              year: String(patient.birthYear),
              gender: t(`staff.centre.gender.${patient.gender}`),
            })}
          {' · '}
          {reference}
        </span>
      </span>
      <span className="day-state">
        <StateTag booking={booking} />
        {state === 'arrived' && arrivedAt !== undefined && <span className="soft"> {format.time(arrivedAt)}</span>}
      </span>
      <span className="day-next no-print">
        {state === 'expected' && onArrive && (
          <button type="button" className="day-step" tabIndex={isCurrent ? 0 : -1} onClick={() => onArrive(booking)}>
            {t('staff.centre.action.arrived')}
          </button>
        )}
        {state === 'arrived' && (
          <button type="button" className="day-step" tabIndex={isCurrent ? 0 : -1} onClick={() => onOpen('vaccinate')}>
            {t('staff.centre.action.vaccinate')}
          </button>
        )}
      </span>
    </li>
  )
}
