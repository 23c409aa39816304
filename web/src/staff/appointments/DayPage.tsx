// The day of all doctors of a hospital: who is expected, who waits, who is with the doctor. A scan opens a slip.
import '../vaccination/centre.css'
import '../vaccination/bookings/today.css'
import '../vaccination/bookings/booking-list.css'
import '../doctors/doctors.css'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { day as dayReader, oneOf, reader, useFilters } from '../../address.ts'
import { getAppointments } from '../../api/limits/get-appointments.ts'
import { useAnswer } from '../../api/queries.ts'
import { addDays, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { ExportButton } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { DayPicker } from '../vaccination/bookings/DayPicker.tsx'
import { useScanner } from '../vaccination/bookings/scanner.ts'
import { useServerClock } from '../vaccination/bookings/server-clock.ts'
import { AppointmentDialog } from './AppointmentDialog.tsx'
import { useActs } from './acts.ts'
import { columnsOf } from './columns.tsx'
import { DayRows } from './DayRows.tsx'
import { DayTools } from './DayTools.tsx'
import { type Appointment, isMeant, STATES, stateOf } from './day.ts'
import { useDay } from './day-list.ts'
import { useOpening } from './opening.ts'

const readers = { day: dayReader, state: oneOf(...STATES), doctor: reader(getAppointments.doctor) }
const NOBODY: readonly Appointment[] = []

export default function DayPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change, clear } = useFilters(readers)
  const day = filters.day ?? today()
  const list = useDay(facilityId, day)
  const nowMs = useServerClock(facilityId)
  const act = useActs()
  const [wanted, setWanted] = useState('')
  const [openId, setOpenId] = useState<string>()
  const [failed, setFailed] = useState<unknown>()
  const search = useSearchInFocus()
  const all = list.data ?? NOBODY
  const shown = all.filter(
    (one) =>
      isMeant(one, wanted) &&
      (filters.doctor === undefined || one.doctorId === filters.doctor) &&
      (filters.state === undefined ? stateOf(one) !== 'cancelled' : stateOf(one) === filters.state),
  )
  const pick = (picked: string): void => change({ day: picked === today() ? undefined : picked })
  const open = useOpening({
    facilityId,
    all,
    onFound: (found) => {
      setWanted('')
      setOpenId(found)
    },
    onFailed: setFailed,
  })
  useScanner(open)
  useShortcuts(t('staff.appointments.menu'), [
    { keys: '/', label: t('staff.appointments.search'), run: () => search.current?.focus() },
    { keys: '[', label: t('staff.centre.today.dayBefore'), run: () => pick(addDays(day, -1)) },
    { keys: ']', label: t('staff.centre.today.dayAfter'), run: () => pick(addDays(day, 1)) },
  ])
  /** A scanner types the slip and Enter. Whoever types a name opens the only row with it. */
  const enter = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' || wanted.trim() === '') return
    event.preventDefault()
    if (shown.length === 1) setOpenId(shown[0]?.appointmentId)
    else open(wanted)
  }
  const columns = columnsOf({
    nowMs,
    onOpen: ({ appointmentId }) => setOpenId(appointmentId),
    onAct: (what, one) => {
      setFailed(undefined)
      act(what, one).catch(setFailed)
    },
  })
  return (
    <StaffPage
      title={t('staff.appointments.title')}
      actions={<Acts day={day} onPick={pick} shown={shown} columns={columns} />}
    >
      <AppointmentDialog appointmentId={openId} onClose={() => setOpenId(undefined)} />
      <p className="only-print">{format.fullDay(day)}</p>
      <DayTools
        appointments={all}
        state={filters.state}
        doctor={filters.doctor}
        onChange={change}
        wanted={wanted}
        onWanted={setWanted}
        search={search}
        onKey={enter}
        readAt={list.dataUpdatedAt}
        isLive={list.error === null}
      />
      {failed !== undefined && <Failed error={failed} onClose={() => setFailed(undefined)} />}
      <DayRows
        list={list}
        shown={shown}
        columns={columns}
        caption={t('staff.appointments.caption', { day: format.fullDay(day) })}
        onClear={
          wanted !== '' || filters.state !== undefined || filters.doctor !== undefined
            ? () => {
                setWanted('')
                clear?.()
              }
            : undefined
        }
      />
    </StaffPage>
  )
}

function Failed({ error, onClose }: { error: unknown; onClose: () => void }) {
  const { t } = useText()
  return (
    <Failure error={error} takesFocus>
      <Button kind="quiet" onClick={onClose}>
        {t('staff.shell.close')}
      </Button>
    </Failure>
  )
}

/** The field has the focus from the start, so that a scan or a name can be typed at once. */
function useSearchInFocus() {
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => search.current?.focus({ preventScroll: true }), [])
  return search
}

interface ActsProps {
  readonly day: string
  readonly onPick: (day: string) => void
  readonly shown: readonly Appointment[]
  readonly columns: ReturnType<typeof columnsOf>
}

function Acts({ day, onPick, shown, columns }: ActsProps) {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const mayBook = useMay('appointment.make')
  const mayReceive = useMay('queue.keep')
  const { data } = useAnswer(
    'GET /v1/appointments/displacements',
    { query: { facility: facilityId, limit: 100 } },
    { everyMs: 60_000 },
  )
  const displaced = data?.items.length ?? 0
  return (
    <>
      <DayPicker day={day} onPick={onPick} />
      <div className="day-acts no-print">
        {shown.length > 0 && (
          <>
            <Button kind="plain" onClick={() => print()}>
              <Icon name="printer" /> {t('staff.lists.print')}
            </Button>
            <ExportButton file={`appointments-${day}`} columns={columns} all={async () => shown} />
          </>
        )}
        <Link className="button button-quiet" href="/staff/appointments/displaced">
          <Icon name="arrows-exchange" /> {t('staff.appointments.displaced.menu')}{' '}
          {displaced > 0 && <strong className="tag tag-warning">{format.number(displaced)}</strong>}
        </Link>
        {mayReceive && (
          <Link className="button button-quiet" href="/staff/appointments/walk-in">
            <Icon name="user-plus" /> {t('staff.desk.walkIn.menu')}
          </Link>
        )}
        {mayBook && (
          <Link className="button button-main" href="/staff/appointments/book">
            <Icon name="calendar-plus" /> {t('staff.appointments.book.menu')}
          </Link>
        )}
      </div>
    </>
  )
}
