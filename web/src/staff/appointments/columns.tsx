// The columns of a day of appointments, declared once for the screen, the file and paper.
import { today } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { AppointmentPill } from './AppointmentPill.tsx'
import { type Act, nameOf } from './acts.ts'
import { type Appointment, LONG_WAIT_MINUTES, minutesWaiting, startOf, stateOf } from './day.ts'

interface Handlers {
  readonly onOpen: (one: Appointment) => void
  readonly onAct: (what: Act, one: Appointment) => void
  readonly nowMs: number
  /** The doctor's own list: who practises is known, and the acts are the doctor's. */
  readonly isOwn?: boolean
}

const DOCTOR: readonly Column<Appointment>[] = [
  {
    key: 'doctor',
    text: ({ doctorName }) => doctorName,
    header: 'staff.doctors.one',
    draw: ({ doctorName }, { t }) => t('staff.appointments.doctor', { name: doctorName }),
  },
  { key: 'room', text: ({ room }) => room, header: 'staff.doctors.practice.room', isDim: true },
]

const REASON: readonly Column<Appointment>[] = [
  { key: 'reason', text: ({ reason }) => reason, header: 'staff.appointments.reason' },
]

export const columnsOf = ({ onOpen, onAct, nowMs, isOwn = false }: Handlers): readonly Column<Appointment>[] => [
  { key: 'date', text: ({ date }) => date },
  {
    key: 'time',
    text: ({ start }) => start,
    header: 'staff.appointments.column.time',
    draw: (one, { format }) => format.time(startOf(one)),
  },
  {
    key: 'name',
    text: nameOf,
    header: 'staff.appointments.column.patient',
    draw: (one) => (
      <Button kind="plain" onClick={() => onOpen(one)}>
        {nameOf(one)}
      </Button>
    ),
  },
  {
    key: 'about',
    text: ({ patient }) => patient && `${patient.gender} ${patient.birthYear}`,
    header: 'staff.appointments.column.about',
    isDim: true,
    draw: ({ patient }, { t }) =>
      patient &&
      t('staff.appointments.about', {
        gender: t(`staff.centre.sexShort.${patient.gender}`),
        year: String(patient.birthYear),
      }),
  },
  ...(isOwn ? REASON : DOCTOR),
  {
    key: 'reference',
    text: ({ reference }) => reference,
    header: 'staff.appointments.column.reference',
    isDim: true,
    draw: ({ reference }) => <span className="nowrap">{reference}</span>,
  },
  {
    key: 'state',
    text: stateOf,
    header: 'staff.appointments.column.state',
    draw: (one) => <AppointmentPill state={stateOf(one)} />,
  },
  {
    key: 'arrivedAt',
    text: ({ arrivedAt }) => arrivedAt,
    header: 'staff.appointments.column.waits',
    draw: (one, { t }) => {
      if (one.status !== 'ARRIVED') return undefined
      const count = minutesWaiting(one, nowMs)
      const words = t('staff.centre.note.waiting', { count })
      return count >= LONG_WAIT_MINUTES ? <strong className="today-late">{words}</strong> : words
    },
  },
  {
    header: 'staff.people.change',
    isControl: true,
    draw: (one, { t }) => {
      const next = nextOf(one, isOwn)
      if (next === undefined) return undefined
      return (
        <div className="row-actions">
          <Button kind={next === 'begin' || next === 'complete' ? 'tint' : 'quiet'} onClick={() => onAct(next, one)}>
            {t(`staff.appointments.act.${next}`)} <span className="visually-hidden">{nameOf(one)}</span>
          </Button>
        </div>
      )
    },
  },
]

/** The one step that comes next in a row. */
function nextOf({ status, date }: Appointment, isOwn: boolean): Act | undefined {
  if (status === 'BOOKED') return date === today() ? 'arrive' : undefined
  if (!isOwn) return undefined
  if (status === 'ARRIVED') return 'begin'
  return status === 'IN_CONSULTATION' ? 'complete' : undefined
}
