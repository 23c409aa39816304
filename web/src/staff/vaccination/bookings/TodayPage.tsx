// The centre's day: who is booked when, who came, who had the dose. Updates itself, for work with the keyboard.
import '../centre.css'
import { type KeyboardEvent, useRef, useState } from 'react'
import { day as dayReader, oneOf, useFilters } from '../../../address.ts'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { ExportButton } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { Observation } from '../aftercare/Observation.tsx'
import { ArrivalOutcomes, useArrivals } from './Arrivals.tsx'
import { BookingDialog, type Opening } from './BookingDialog.tsx'
import { BookingList, rowButtons } from './BookingList.tsx'
import { type Booking, countStates, isMeant, STATES, type State, stateOf } from './day.ts'
import { useDay } from './day-list.ts'

/** Columns of the file. On the page and on paper each booking is a row of BookingList. */
const DAY_FILE: readonly Column<Booking>[] = [
  { key: 'token', text: ({ token }) => token },
  { key: 'reference', text: ({ reference }) => reference },
  { key: 'name', text: ({ patient }) => patient?.name },
  { key: 'birthYear', text: ({ patient }) => patient?.birthYear },
  { key: 'gender', text: ({ patient }) => patient?.gender },
  { key: 'course', text: ({ course }) => course },
  { key: 'vaccine', text: ({ vaccine }) => vaccine },
  { key: 'dose', text: ({ dose }) => dose },
  { key: 'window', text: ({ window }) => window },
  { key: 'state', text: stateOf },
  { key: 'arrivedAt', text: ({ arrivedAt }) => arrivedAt },
]

const HOUR_MS = 3_600_000

export default function TodayPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change } = useFilters({ day: dayReader, state: oneOf(...STATES) })
  const day = filters.day ?? today()
  const list = useDay(facilityId, day)
  const [wanted, setWanted] = useState('')
  const [opening, setOpening] = useState<Opening>()
  const arrivals = useArrivals()
  const search = useRef<HTMLInputElement>(null)
  const move = (days: number): void => change({ day: addDays(day, days) === today() ? undefined : addDays(day, days) })
  useShortcuts(t('staff.centre.today.menu'), [
    { keys: '/', label: t('staff.centre.today.search'), run: () => search.current?.focus() },
    { keys: '[', label: t('staff.centre.today.dayBefore'), run: () => move(-1) },
    { keys: ']', label: t('staff.centre.today.dayAfter'), run: () => move(1) },
  ])
  const shown = (list.data ?? []).filter(
    (booking) =>
      isMeant(booking, wanted) &&
      (filters.state === undefined ? stateOf(booking) !== 'cancelled' : stateOf(booking) === filters.state),
  )
  const isToday = day === today()
  return (
    <StaffPage
      title={isToday ? t('staff.centre.today.title') : format.weekdayAndDay(day)}
      actions={<DayMoves day={day} onMove={move} onPick={(picked) => change({ day: picked })} />}
    >
      <Counts bookings={list.data} chosen={filters.state} onChoose={(state) => change({ state })} />
      <CentreAndDay facilityId={facilityId} day={day} />
      <div className="day-search no-print">
        <label htmlFor="wanted">{t('staff.centre.today.search')}</label>
        <input
          id="wanted"
          ref={search}
          className="input input-medium"
          type="search"
          autoComplete="off"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={toFirstRow}
        />
        {shown.length > 0 && <OnPaperAndAsFile bookings={shown} day={day} />}
      </div>
      <ArrivalOutcomes arrivals={arrivals} />
      {isToday && (
        <Observation facilityId={facilityId} onOpen={(booking) => setOpening({ booking, intent: 'vaccinate' })} />
      )}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && shown.length === 0 && (
        <p>{list.data.length === 0 ? t('staff.centre.today.none') : t('staff.centre.today.noneFits')}</p>
      )}
      <BookingList
        bookings={shown}
        onOpen={(booking, intent) => setOpening({ booking, intent })}
        onArrive={isToday ? arrivals.arrive : undefined}
        onUndo={arrivals.undo}
      />
      {list.data && (
        <p className="soft day-fresh">
          {t('staff.centre.today.asOf', { time: format.time(new Date(list.dataUpdatedAt).toISOString()) })}
        </p>
      )}
      <BookingDialog opening={opening} onOpen={setOpening} onClose={() => setOpening(undefined)} />
    </StaffPage>
  )
}

/** What the paper says besides the list. */
function CentreAndDay({ facilityId, day }: { facilityId: string; day: string }) {
  const { format } = useText()
  const { data } = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } }, { freshMs: HOUR_MS })
  return (
    <p className="only-print">
      {data?.name}, {format.weekdayAndDay(day)}
    </p>
  )
}

/** The rows to show, print or save. */
function OnPaperAndAsFile({ bookings, day }: { bookings: readonly Booking[]; day: string }) {
  const { t } = useText()
  return (
    <>
      <Button kind="quiet" onClick={() => print()}>
        {t('staff.lists.print')}
      </Button>
      <ExportButton file={`bookings-${day}`} columns={DAY_FILE} all={async () => bookings} />
    </>
  )
}

/** Arrow down or Enter moves from the search to the first row. */
function toFirstRow(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
  event.preventDefault()
  rowButtons()[0]?.focus()
}

function DayMoves({
  day,
  onMove,
  onPick,
}: {
  day: string
  onMove: (days: number) => void
  onPick: (day: string | undefined) => void
}) {
  const { t } = useText()
  return (
    <div className="day-moves no-print">
      <Button kind="quiet" onClick={() => onMove(-1)}>
        {t('staff.centre.today.dayBefore')}
      </Button>
      {day !== today() && (
        <Button kind="quiet" onClick={() => onPick(undefined)}>
          {t('staff.centre.today.toToday')}
        </Button>
      )}
      <Button kind="quiet" onClick={() => onMove(1)}>
        {t('staff.centre.today.dayAfter')}
      </Button>
    </div>
  )
}

interface CountsProps {
  /** Undefined until they are known. */
  readonly bookings: readonly Booking[] | undefined
  readonly chosen: State | undefined
  readonly onChoose: (state: State | undefined) => void
}

/** How many bookings each state has. One press shows only these, a second press shows all again. */
function Counts({ bookings, chosen, onChoose }: CountsProps) {
  const { t, format } = useText()
  const counts = bookings && countStates(bookings)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a screen reader would read a fieldset as part of a form
    <div className="counts" role="group" aria-label={t('staff.centre.today.filter')}>
      {STATES.map((state) => (
        <button
          key={state}
          type="button"
          className="count"
          aria-pressed={state === chosen}
          onClick={() => onChoose(state === chosen ? undefined : state)}
        >
          <span className="count-number">{counts ? format.number(counts[state]) : '–'}</span>
          <span>{t(`staff.centre.state.${state}`)}</span>
        </button>
      ))}
    </div>
  )
}
