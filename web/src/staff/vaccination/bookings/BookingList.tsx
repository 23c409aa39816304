// The bookings of a day by window and session, for work with the keyboard.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Blocks } from '../../lists/Blocks.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import type { Opening } from './BookingDialog.tsx'
import { BookingRow } from './BookingRow.tsx'
import { type Booking, type Group, stateOf, toGroups } from './day.ts'
import { SCANNER_GAP_MS } from './scanner.ts'

interface BookingListProps {
  readonly bookings: readonly Booking[]
  readonly onOpen: (booking: Booking, intent: Opening['intent']) => void
  readonly onArrive: ((booking: Booking) => void) | undefined
  readonly onUndo: (booking: Booking) => void
}

const ROW_PX = 56

export const rowButtons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.day-row-open')]

/** Tab reaches one row at a time. The arrow keys move to the others, and letters act on the row that has the focus. */
export function BookingList(props: BookingListProps) {
  const { t } = useText()
  const { bookings, onOpen, onArrive } = props
  const [currentId, setCurrentId] = useState<string>()
  const groups = toGroups(bookings)
  const inOrder = groups.flatMap((group) => group.bookings)
  const current = inOrder.find(({ bookingId }) => bookingId === currentId) ?? inOrder[0]
  const keepFocus = useKeptFocus(inOrder)
  const focusOn = useFocusOn(current, setCurrentId)
  useShortcuts(t('staff.centre.today.inList'), [
    { keys: '↓', label: t('staff.centre.today.nextRow') },
    { keys: 'Enter', label: t('staff.centre.today.open') },
    { keys: 'a', label: t('staff.centre.action.arrived') },
    { keys: 'u', label: t('staff.centre.action.undo') },
    { keys: 'v', label: t('staff.centre.action.vaccinate') },
    { keys: 'x', label: t('staff.centre.action.absent') },
  ])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside
    <div onKeyDown={(event) => current && press(event, { ...props, inOrder, current, focusOn })} {...keepFocus}>
      {groups.map((group) => (
        <section key={group.key} className="day-group">
          <GroupHeading group={group} />
          <Blocks
            rows={group.bookings}
            kind="list"
            rowPx={ROW_PX}
            keptAt={current && group.bookings.indexOf(current)}
            draw={(booking, at) => (
              <BookingRow
                key={booking.bookingId}
                booking={booking}
                place={{ at, of: group.bookings.length }}
                isCurrent={booking === current}
                onFocus={() => setCurrentId(booking.bookingId)}
                onOpen={(intent) => onOpen(booking, intent)}
                onArrive={onArrive}
              />
            )}
          />
        </section>
      ))}
    </div>
  )
}

function GroupHeading({ group: { window, course, vaccine, dose, bookings } }: { group: Group }) {
  const { t, format } = useText()
  return (
    <h2>
      {format.window(window)}{' '}
      <span className="soft">{t('staff.centre.vaccineAndDose', { course, vaccine, dose })}</span>{' '}
      <span className="soft">{t('staff.centre.people', { count: bookings.length })}</span>
    </h2>
  )
}

/** Makes a row the current one and gives it the focus, also when it is not drawn yet. */
function useFocusOn(current: Booking | undefined, choose: (bookingId: string) => void) {
  const isWanted = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: run when the new current row is drawn
  useEffect(() => {
    if (isWanted.current) currentButton()?.focus()
    isWanted.current = false
  }, [current])
  return (booking: Booking | undefined): void => {
    if (!booking || booking === current) return
    isWanted.current = true
    choose(booking.bookingId)
  }
}

const currentButton = () => document.querySelector<HTMLElement>('.day-row-open[tabindex="0"]')

interface Pressed extends BookingListProps {
  readonly inOrder: readonly Booking[]
  readonly current: Booking
  readonly focusOn: (booking: Booking | undefined) => void
}

let soon: ReturnType<typeof setTimeout> | undefined

/** Runs the action of a key for the row that has the focus. */
function press(event: KeyboardEvent, { inOrder, current, focusOn, onOpen, onArrive, onUndo }: Pressed): void {
  if (event.ctrlKey || event.metaKey || event.altKey || document.activeElement !== currentButton()) return
  const at = inOrder.indexOf(current)
  const state = stateOf(current)
  const isLive = state === 'expected' || state === 'arrived'
  const steps: Record<string, (() => void) | undefined> = {
    ArrowDown: () => focusOn(inOrder[at + 1]),
    ArrowUp: () => (at === 0 ? document.getElementById('wanted')?.focus() : focusOn(inOrder[at - 1])),
    Home: () => focusOn(inOrder[0]),
    End: () => focusOn(inOrder.at(-1)),
    a: state === 'expected' && onArrive ? () => onArrive(current) : undefined,
    u: state === 'arrived' ? () => onUndo(current) : undefined,
    v: isLive ? () => onOpen(current, 'vaccinate') : undefined,
    x: isLive ? () => onOpen(current, 'absent') : undefined,
  }
  clearTimeout(soon)
  const isLetter = event.key.length === 1
  const step = steps[isLetter ? event.key.toLowerCase() : event.key]
  if (!step) return
  event.preventDefault()
  // The first letter of a slip that a scanner types must not act on this row. The next letter comes at once.
  if (isLetter) soon = setTimeout(step, SCANNER_GAP_MS)
  else step()
}

/** When a filter removes the row that has the focus, moves the focus to the current row. Otherwise it would be lost. */
function useKeptFocus(shown: readonly Booking[]) {
  const ids = shown.map(({ bookingId }) => bookingId).join()
  const hadFocus = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: run only when other rows are shown
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body && !document.querySelector('dialog[open]')) {
      currentButton()?.focus()
    }
  }, [ids])
  return {
    onFocus: () => {
      hadFocus.current = true
    },
    onBlur: (event: { relatedTarget: unknown }) => {
      if (event.relatedTarget !== null) hadFocus.current = false
    },
  }
}
