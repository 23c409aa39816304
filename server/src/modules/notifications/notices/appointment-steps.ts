// Turns events about appointments with doctors into notices: to the patient, and to the doctor about the own day.
import { createHash } from 'node:crypto'
import { dayInIndia } from '../../../platform/clock.ts'
import { type EventType, type Static, toMinute, toTimeOfDay } from '../../../platform/contract.ts'
import { cellOf, idFromBytes, referenceOf } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import type {
  AppointmentFacts,
  appointmentBooked,
  appointmentCancelled,
  appointmentKept,
  appointmentMissed,
  appointmentVoided,
} from '../../appointments/contract.ts'
import type { choiceAsked } from '../../appointments/displacing/contract.ts'
import { findDoctors } from '../../doctors/contract.ts'
import type { NotificationsContext } from '../tables.ts'
import { toDayAndTime } from '../templates/rules.ts'
import type { Worded } from '../templates/templates.ts'
import { findPlace, type Told, toNotice, toReminders } from './steps.ts'
import { insertNotices, type NewNotice } from './store.ts'
import { noteSubject, type SubjectKey } from './subject-store.ts'
import { APPOINTMENT } from './subjects.ts'
import { endOfDay, endOfWindow, startOfWindow } from './times.ts'

type ToldOf<Type extends EventType> = Told<Type> & EventEnvelope<Static<Type['body']>>
type About = EventEnvelope<AppointmentFacts>

const keyOf = (appointmentId: string): SubjectKey => ({
  ...{ cell: cellOf(appointmentId), kind: APPOINTMENT, id: appointmentId },
})

const windowOf = ({ start, minutes }: AppointmentFacts): string => `${start}-${toTimeOfDay(toMinute(start) + minutes)}`

const patientOf = ({ patientId }: AppointmentFacts) => ({ kind: 'patient', id: patientId }) as const

/** The words of place and time, and the reminders of an appointment that stands. */
async function toStanding(context: NotificationsContext, event: About) {
  const { appointmentId, facilityId, date: day, version } = event.body
  const { place, prefix } = await findPlace(context, facilityId)
  const window = windowOf(event.body)
  const params = { day, window, place, reference: referenceOf(prefix, appointmentId) }
  const about = { subject: keyOf(appointmentId), subjectVersion: version, facilityId }
  const start = startOfWindow(day, window)
  const reminders = toReminders(event, patientOf(event.body), params, { ...about, start })
  return { params, about, reminders, expiresAt: endOfWindow(day, window) }
}

/** Tells that an appointment is booked or has moved, and prepares its reminders. */
export async function noteAppointment(
  context: NotificationsContext,
  event: ToldOf<typeof appointmentBooked>,
): Promise<void> {
  const { params, about, reminders, expiresAt } = await toStanding(context, event)
  const template = event.body.movedFrom === undefined ? 'appointment-booked' : 'appointment-moved'
  const when = { dueAt: new Date(event.occurredAt), expiresAt }
  const told = toNotice(event, patientOf(event.body), { template, params }, { ...about, ...when })
  await write(context, event, { isLive: true, notices: [told, ...reminders] })
}

/** The appointment stands again, so its reminders do. Who came by mistake of the staff gets no other message. */
export async function noteStanding(context: NotificationsContext, event: About): Promise<void> {
  const { reminders } = await toStanding(context, event)
  await write(context, event, { isLive: true, notices: reminders })
}

/** The patient came, or must choose again: no reminder leaves. */
export async function noteOver(context: NotificationsContext, event: About): Promise<void> {
  await write(context, event, { isLive: false, notices: [] })
}

/** The hours are back. Nobody hears of it who had not heard that the appointment was in danger. */
export async function noteAppointmentKept(
  context: NotificationsContext,
  event: ToldOf<typeof appointmentKept>,
): Promise<void> {
  if (!event.body.isTold) return noteStanding(context, event)
  const { params, about, reminders, expiresAt } = await toStanding(context, event)
  const when = { dueAt: new Date(event.occurredAt), expiresAt }
  const told = toNotice(event, patientOf(event.body), { template: 'appointment-kept', params }, { ...about, ...when })
  await write(context, event, { isLive: true, notices: [told, ...reminders] })
}

/** Asks the patient once about all appointments that one change of hours took. The first one leads to the page. */
export async function noteChoice(context: NotificationsContext, event: Told<typeof choiceAsked>): Promise<void> {
  const { facilityId, patientId, appointments, decideBy } = event.body
  const [first] = appointments
  if (!first) return
  const { place } = await findPlace(context, facilityId)
  const until = toDayAndTime(new Date(decideBy))
  const params = { day: first.date, place, untilDay: until.day, untilTime: until.time }
  const count = String(appointments.length)
  const worded: Worded =
    appointments.length === 1
      ? { template: 'appointment-displaced', params }
      : { template: 'appointments-displaced', params: { ...params, count } }
  const when = { dueAt: new Date(event.occurredAt), expiresAt: new Date(decideBy) }
  const stated = { subject: keyOf(first.appointmentId), facilityId, ...when }
  const notice = toNotice(event, { kind: 'patient', id: patientId }, worded, stated)
  await transaction(context.db, (tx) => insertNotices(tx, [notice]))
}

/** Drops the reminders, and says who cancelled. After a move the new appointment tells all. */
export async function noteAppointmentCancelled(
  context: NotificationsContext,
  event: ToldOf<typeof appointmentCancelled>,
): Promise<void> {
  const { by, movedTo } = event.body
  if (movedTo !== undefined) return noteOver(context, event)
  return noteEnded(context, event, by === 'patient' ? 'appointment-cancelled' : 'appointment-cancelled-by-centre')
}

/** Who has come already knows that the entry was a mistake. */
export async function noteVoided(
  context: NotificationsContext,
  event: ToldOf<typeof appointmentVoided>,
): Promise<void> {
  if (event.body.hasCome) return noteOver(context, event)
  return noteEnded(context, event, 'appointment-cancelled-by-centre')
}

export const noteMissed = (context: NotificationsContext, event: ToldOf<typeof appointmentMissed>): Promise<void> =>
  noteEnded(context, event, 'appointment-missed')

type EndTemplate = 'appointment-cancelled' | 'appointment-cancelled-by-centre' | 'appointment-missed'

async function noteEnded(context: NotificationsContext, event: About, template: EndTemplate): Promise<void> {
  const { appointmentId, facilityId, date: day } = event.body
  const { place } = await findPlace(context, facilityId)
  const dueAt = new Date(event.occurredAt)
  // A word about yesterday still leaves in the morning, after the quiet hours.
  const expiresAt = new Date(Math.max(endOfDay(day).getTime(), dueAt.getTime() + DAY_MS))
  const worded: Worded = { template, params: { day, place } }
  const stated = { subject: keyOf(appointmentId), facilityId, dueAt, expiresAt }
  const told = toNotice(event, patientOf(event.body), worded, stated)
  await write(context, event, { isLive: false, notices: [told] })
}

const DAY_MS = 86_400_000

interface Written {
  readonly isLive: boolean
  readonly notices: readonly NewNotice[]
}

/** The appointment counts its changes. So events may come in any order, and no clock decides what still stands. */
async function write(context: NotificationsContext, event: About, { isLive, notices }: Written): Promise<void> {
  const { appointmentId, version } = event.body
  const ofDoctor = await toDayNotice(context, event)
  await transaction(context.db, async (tx) => {
    await noteSubject(tx, keyOf(appointmentId), { version, isLive })
    await insertNotices(tx, [...notices, ...ofDoctor])
  })
}

const TOGETHER_MS = 900_000

/**
 * Tells the doctor that today has changed. All changes of a quarter of an hour make one message, which only stands in
 * Sehat: nobody wants an SMS for each booking. Arrivals are no changes: the doctor sees the queue.
 */
async function toDayNotice(context: NotificationsContext, event: About): Promise<NewNotice[]> {
  const at = new Date(event.occurredAt)
  const { date, doctorId, facilityId } = event.body
  if (date !== dayInIndia(at) || !CHANGES_OF_DAY.some((name) => event.name.includes(name))) return []
  const [doctor] = await context.call(findDoctors, { doctorIds: [doctorId] })
  const id = doctor?.accountId
  if (id === undefined || id === event.actorId) return []
  const { place } = await findPlace(context, facilityId)
  const nth = Math.floor(at.getTime() / TOGETHER_MS)
  const digest = createHash('sha256').update(`day-changed ${id} ${facilityId} ${nth}`).digest()
  const dueAt = new Date((nth + 1) * TOGETHER_MS)
  const together = { ...event, id: idFromBytes<'event'>(cellOf(id), nth * TOGETHER_MS, digest.subarray(0, 8)) }
  const stated = { subject: undefined, facilityId, dueAt, expiresAt: endOfDay(date) }
  return [toNotice(together, { kind: 'account', id }, { template: 'day-changed', params: { place } }, stated)]
}

const CHANGES_OF_DAY = ['appointment-booked', 'appointment-cancelled', 'appointment-voided', 'appointment-displaced']
