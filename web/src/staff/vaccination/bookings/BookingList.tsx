// The bookings of a day as a table, for work with the keyboard: who waits comes first, then as the day goes.
import './booking-list.css'
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Blocks } from '../../lists/Blocks.tsx'
import { useShortcuts, useShortcutsOn } from '../../shell/shortcuts.ts'
import { BookingRow, glance, type RowStep } from './BookingRow.tsx'
import { type Booking, stateOf } from './day.ts'
import { SCANNER_GAP_MS } from './scanner.ts'

interface BookingListProps {
  /** In the order of the rows. */
  readonly bookings: readonly Booking[]
  readonly caption: string
  readonly nowMs: number
  readonly isToday: boolean
  readonly onStep: (step: RowStep, booking: Booking) => void
}

const ROW_PX = 34
const COLUMNS = ['token', 'time', 'name', 'sex', 'vaccine', 'dose', 'reference', 'state', 'note', 'act'] as const

export const rowButtons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.today-open')]

/** Tab reaches one row at a time. The arrow keys move to the others, and letters act on the row that has the focus. */
export function BookingList({ bookings, caption, nowMs, isToday, onStep }: BookingListProps) {
  const { t } = useText()
  const hasKeys = useShortcutsOn()
  const [currentId, setCurrentId] = useState<string>()
  const current = bookings.find(({ bookingId }) => bookingId === currentId) ?? bookings[0]
  const acted = useRef<string>(undefined)
  const latest = useRef(onStep)
  latest.current = onStep
  const step = useCallback((what: RowStep, booking: Booking): void => {
    acted.current = booking.bookingId
    setCurrentId(booking.bookingId)
    latest.current(what, booking)
  }, [])
  const choose = useCallback((bookingId: string): void => setCurrentId(bookingId), [])
  const keepFocus = useKeptFocus(bookings, acted)
  const focusOn = useFocusOn(current, setCurrentId)
  const changed = useChanged(bookings)
  useShortcuts(t('staff.centre.today.inList'), [
    { keys: '↓', label: t('staff.centre.today.nextRow') },
    { keys: 'Enter', label: t('staff.centre.today.open') },
    { keys: 'a', label: t('staff.centre.action.arrived') },
    { keys: 'u', label: t('staff.centre.action.undo') },
    { keys: 'v', label: t('staff.centre.action.vaccinate') },
    { keys: 'x', label: t('staff.centre.action.absent') },
  ])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys and presses belong to the buttons inside
    <div
      className="today-frame"
      onClick={chooseRow}
      onKeyDown={(event) => current && press(event, { bookings, current, focusOn, isToday, hasKeys, step })}
      {...keepFocus}
    >
      <table className="today-table" aria-rowcount={bookings.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={`today-${column}`}>
                {column === 'note' || column === 'act' ? (
                  <span className="visually-hidden">{t(`staff.centre.column.${column}`)}</span>
                ) : (
                  t(`staff.centre.column.${column}`)
                )}
              </th>
            ))}
          </tr>
        </thead>
        <Blocks
          rows={bookings}
          kind="table"
          rowPx={ROW_PX}
          keptAt={current && bookings.indexOf(current)}
          draw={(booking, at) => (
            <BookingRow
              key={booking.bookingId}
              booking={booking}
              {...glance(booking, nowMs)}
              at={at}
              isCurrent={booking === current}
              isChanged={changed.has(booking.bookingId)}
              isToday={isToday}
              hasKeys={hasKeys}
              onFocus={choose}
              onStep={step}
            />
          )}
        />
      </table>
    </div>
  )
}

/** A press anywhere in a row chooses it. */
function chooseRow({ target }: MouseEvent): void {
  if (!(target instanceof HTMLElement) || target.closest('button, a, [role=menu]')) return
  // Somebody who marks text, such as a reference to copy, chooses no row.
  if (getSelection()?.isCollapsed === false) return
  target.closest('tr')?.querySelector<HTMLElement>('.today-open')?.focus({ preventScroll: true })
}

/** The bookings whose state is another than at the last reading: their rows glow for a moment. */
function useChanged(bookings: readonly Booking[]): ReadonlySet<string> {
  const known = useRef(new Map<string, string>())
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const now = new Map(bookings.map((booking) => [booking.bookingId, stateOf(booking)]))
    const others = bookings.filter(({ bookingId }) => {
      const before = known.current.get(bookingId)
      return before !== undefined && before !== now.get(bookingId)
    })
    for (const [bookingId, state] of now) known.current.set(bookingId, state)
    if (others.length === 0) return
    setChanged(new Set(others.map(({ bookingId }) => bookingId)))
  }, [bookings])
  return changed
}

/** Makes a row the current one and gives it the focus, also when it is not drawn yet. */
function useFocusOn(current: Booking | undefined, choose: (bookingId: string) => void) {
  const isWanted = useRef(false)
  const currentId = current?.bookingId
  // biome-ignore lint/correctness/useExhaustiveDependencies: run when the new current row is drawn
  useEffect(() => {
    if (isWanted.current) currentButton()?.focus()
    isWanted.current = false
  }, [currentId])
  return (booking: Booking | undefined): void => {
    if (!booking || booking.bookingId === currentId) return
    isWanted.current = true
    choose(booking.bookingId)
  }
}

const currentButton = () => document.querySelector<HTMLElement>('.today-open[tabindex="0"]')

interface Pressed {
  readonly bookings: readonly Booking[]
  readonly current: Booking
  readonly focusOn: (booking: Booking | undefined) => void
  readonly isToday: boolean
  readonly hasKeys: boolean
  readonly step: (what: RowStep, booking: Booking) => void
}

let soon: ReturnType<typeof setTimeout> | undefined

/** Runs the action of a key for the row that has the focus. */
function press(event: KeyboardEvent, { bookings, current, focusOn, isToday, hasKeys, step }: Pressed): void {
  if (event.ctrlKey || event.metaKey || event.altKey || document.activeElement !== currentButton()) return
  const at = bookings.indexOf(current)
  const state = stateOf(current)
  const isLive = state === 'expected' || state === 'arrived'
  const steps: Record<string, (() => void) | undefined> = {
    ArrowDown: () => focusOn(bookings[at + 1]),
    ArrowUp: () => (at === 0 ? document.getElementById('wanted')?.focus() : focusOn(bookings[at - 1])),
    Home: () => focusOn(bookings[0]),
    End: () => focusOn(bookings.at(-1)),
    a: state === 'expected' && isToday ? () => step('arrive', current) : undefined,
    u: state === 'arrived' ? () => step('undoArrival', current) : undefined,
    v: isLive ? () => step('open', current) : undefined,
    x: isLive ? () => step('absent', current) : undefined,
  }
  clearTimeout(soon)
  const isLetter = event.key.length === 1
  if (isLetter && !hasKeys) return
  const run = steps[isLetter ? event.key.toLowerCase() : event.key]
  if (!run) return
  event.preventDefault()
  // The first letter of a slip that a scanner types must not act on this row. The next letter comes at once.
  if (isLetter) soon = setTimeout(run, SCANNER_GAP_MS)
  else run()
}

/**
 * When the row that has the focus goes or moves, the focus goes to the current row. Otherwise it would be lost. Only a
 * row that this person moved is scrolled to: what a colleague does must not move the page.
 */
function useKeptFocus(bookings: readonly Booking[], acted: { current: string | undefined }) {
  const ids = bookings.map(({ bookingId }) => bookingId).join()
  const hadFocus = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: run only when other rows are shown, or in another order
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body && !document.querySelector('dialog[open]')) {
      currentButton()?.focus({ preventScroll: acted.current === undefined })
    }
    acted.current = undefined
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
