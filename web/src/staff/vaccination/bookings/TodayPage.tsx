// The centre's day: who waits, who is expected, who had the dose. Updates itself, for work with the keyboard.
import '../centre.css'
import './today.css'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import { day as dayReader, oneOf, useFilters } from '../../../address.ts'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { ExportButton } from '../../lists/Listing.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { Key } from '../../shell/Key.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { useShortcuts, useShortcutsOn } from '../../shell/shortcuts.ts'
import { ArrivalFailures, useArrivals } from './Arrivals.tsx'
import { BookingDialog, type Opening } from './BookingDialog.tsx'
import { BookingList, rowButtons } from './BookingList.tsx'
import { INTENTS, type RowStep } from './BookingRow.tsx'
import { DayEmpty } from './DayEmpty.tsx'
import { DayFigures } from './DayFigures.tsx'
import { KeyStrip, ThumbBar } from './DayFoot.tsx'
import { DayPicker } from './DayPicker.tsx'
import { DayTools } from './DayTools.tsx'
import { type Booking, inOrder, isMeant, STATES, stateOf } from './day.ts'
import { useDay } from './day-list.ts'
import { useServerClock } from './server-clock.ts'

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
const ROWS_IN_SIGHT = 14
const NOBODY: readonly Booking[] = []

export default function TodayPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change } = useFilters({ day: dayReader, state: oneOf(...STATES) })
  const day = filters.day ?? today()
  const isToday = day === today()
  const list = useDay(facilityId, day)
  const nowMs = useServerClock(facilityId)
  const [wanted, setWanted] = useState('')
  const [session, setSession] = useState<string>()
  const [opening, setOpening] = useState<Opening>()
  const arrivals = useArrivals()
  const search = useRef<HTMLInputElement>(null)
  const pick = (picked: string): void => {
    setSession(undefined)
    change({ day: picked === today() ? undefined : picked })
  }
  useShortcuts(t('staff.centre.today.menu'), [
    { keys: '/', label: t('staff.centre.today.search'), run: () => search.current?.focus() },
    { keys: '[', label: t('staff.centre.today.dayBefore'), run: () => pick(addDays(day, -1)) },
    { keys: ']', label: t('staff.centre.today.dayAfter'), run: () => pick(addDays(day, 1)) },
  ])
  const all = list.data ?? NOBODY
  const ordered = useMemo(() => inOrder(all, nowMs), [all, nowMs])
  const shown = ordered.filter(
    (booking) =>
      isMeant(booking, wanted) &&
      (session === undefined || booking.sessionId === session) &&
      (filters.state === undefined ? stateOf(booking) !== 'cancelled' : stateOf(booking) === filters.state),
  )
  const step = (what: RowStep, booking: Booking): void => {
    const intent = INTENTS[what]
    if (intent !== undefined) setOpening({ booking, intent })
    else (what === 'arrive' ? arrivals.arrive : arrivals.undo)(booking)
  }
  const clear = (): void => {
    setWanted('')
    setSession(undefined)
    change({ state: undefined })
  }
  return (
    <StaffPage
      title={isToday ? t('staff.centre.today.title') : format.weekdayAndDay(day)}
      actions={<Acts bookings={shown} day={day} onPick={pick} />}
    >
      <BookingDialog opening={opening} onOpen={setOpening} onClose={() => setOpening(undefined)} />
      <CentreAndDay facilityId={facilityId} day={day} />
      <DayFigures facilityId={facilityId} bookings={list.data} nowMs={nowMs} isToday={isToday} />
      <DayTools
        bookings={all}
        state={filters.state}
        onState={(state) => change({ state })}
        wanted={wanted}
        onWanted={setWanted}
        search={search}
        onSearched={toFirstRow}
        session={session}
        onSession={setSession}
        readAt={list.dataUpdatedAt}
        isLive={list.error === null}
      />
      <ArrivalFailures arrivals={arrivals} />
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <TableSkeleton rows={ROWS_IN_SIGHT} />}
      {list.data && shown.length === 0 && (
        <DayEmpty
          bookings={list.data}
          nowMs={nowMs}
          isToday={isToday}
          wanted={wanted}
          state={filters.state}
          onClear={clear}
          onExpected={() => change({ state: 'expected' })}
        />
      )}
      {shown.length > 0 && (
        <BookingList
          bookings={shown}
          caption={t('staff.centre.today.caption', { day: format.fullDay(day) })}
          nowMs={nowMs}
          isToday={isToday}
          onStep={step}
        />
      )}
      <KeyStrip shown={shown.length} all={all.length} />
      <ThumbBar />
    </StaffPage>
  )
}

interface ActsProps {
  readonly bookings: readonly Booking[]
  readonly day: string
  readonly onPick: (day: string) => void
}

/** The day, and what one can do with it. */
function Acts({ bookings, day, onPick }: ActsProps) {
  const { t } = useText()
  const hasKeys = useShortcutsOn()
  return (
    <>
      <DayPicker day={day} onPick={onPick} />
      <div className="day-acts no-print">
        {bookings.length > 0 && (
          <>
            <Button kind="plain" onClick={() => print()}>
              <Icon name="printer" /> {t('staff.lists.print')}
            </Button>
            <ExportButton file={`bookings-${day}`} columns={DAY_FILE} all={async () => bookings} />
          </>
        )}
        <Link className="button button-quiet" href="/staff/walk-in">
          <Icon name="user-plus" /> {t('staff.centre.walkIn.menu')} {hasKeys && <Key name="G W" />}
        </Link>
        <Link className="button button-main" href="/staff/scan">
          <Icon name="scan" /> {t('staff.centre.scan.menu')} {hasKeys && <Key name="G C" />}
        </Link>
      </div>
    </>
  )
}

/** What the paper says besides the list. */
function CentreAndDay({ facilityId, day }: { facilityId: string; day: string }) {
  const { format } = useText()
  const { data } = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } }, { freshMs: HOUR_MS })
  return (
    <p className="only-print">
      {data?.name}, {format.fullDay(day)}
    </p>
  )
}

/** Arrow down or Enter moves from the search to the first row. */
function toFirstRow(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
  event.preventDefault()
  rowButtons()[0]?.focus()
}
