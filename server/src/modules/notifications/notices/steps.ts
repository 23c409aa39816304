// Turns events into notices. An event makes the same notices however often it comes, and in whatever order.
import type { EventType, Static } from '../../../platform/contract.ts'
import { cellOf, newId, referenceOf } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import { type FacilityId, findFacility } from '../../facilities/contract.ts'
import { reachPatients } from '../../patients/reaching/contract.ts'
import type { walkInSeated } from '../../vaccination/bookings/contract.ts'
import type {
  absenceCancelled,
  bookingCancelled,
  doseBooked,
  doseCancelled,
  doseGiven,
  patientAbsent,
} from '../../vaccination/contract.ts'
import type { NotificationsContext } from '../tables.ts'
import type { Worded } from '../templates/templates.ts'
import { nextDoseKey } from './look-up.ts'
import { insertNotices, type NewNotice } from './store.ts'
import { noteSubject, type SubjectKey } from './subject-store.ts'
import { BOOKING } from './subjects.ts'
import { dayBefore, endOfDay, endOfWindow, morningOf, startOfWindow, twoHoursBefore } from './times.ts'

export type Told<Type extends EventType> = EventEnvelope<Static<Type['body']>>

export const DAY_MS = 86_400_000
/** A reminder of a next dose leaves whatever version its subject has. */
const FOR_EVER = Number.MAX_SAFE_INTEGER

interface Stated {
  readonly subject: SubjectKey | undefined
  /** Left out: the notice leaves whatever became of its subject. */
  readonly subjectVersion?: number
  readonly facilityId: FacilityId | null
  readonly dueAt: Date
  readonly expiresAt: Date
}

interface Recipient {
  readonly kind: 'account' | 'patient'
  readonly id: string
}

export function toNotice(
  { id, occurredAt }: EventEnvelope<unknown>,
  recipient: Recipient,
  { template, params }: Worded,
  { subject, subjectVersion, facilityId, dueAt, expiresAt }: Stated,
): NewNotice {
  return {
    ...{ id: newId<'notice'>(cellOf(recipient.id)), event_id: id, template, params },
    ...{ recipient_kind: recipient.kind, recipient: recipient.id },
    ...{ subject_kind: subject?.kind ?? null, subject_id: subject?.id ?? null },
    ...{ subject_version: subjectVersion ?? null, facility_id: facilityId },
    ...{ due_at: dueAt, expires_at: expiresAt, created_at: new Date(occurredAt) },
  }
}

const bookingKey = (bookingId: string): SubjectKey => ({ cell: cellOf(bookingId), kind: BOOKING, id: bookingId })

export async function findPlace(context: NotificationsContext, facilityId: FacilityId) {
  const facility = await context.call(findFacility, { facilityId })
  return { place: facility?.name ?? '', prefix: facility?.stateCode ?? 'IN' }
}

interface Reminded extends Pick<Stated, 'subject' | 'subjectVersion' | 'facilityId'> {
  readonly start: Date
}

/** The reminders of an appointment. Who books within the day, or within the two hours, has just been told. */
export function toReminders(
  event: EventEnvelope<unknown>,
  recipient: Recipient,
  params: Extract<Worded, { template: 'appointment-reminder-day' }>['params'],
  { start, ...about }: Reminded,
): NewNotice[] {
  const at = new Date(event.occurredAt)
  const all = [
    { template: 'appointment-reminder-day', dueAt: dayBefore(start), expiresAt: twoHoursBefore(start) },
    { template: 'appointment-reminder-hours', dueAt: twoHoursBefore(start), expiresAt: start },
  ] as const
  return all
    .filter(({ dueAt }) => dueAt > at)
    .map(({ template, ...when }) => toNotice(event, recipient, { template, params }, { ...about, ...when }))
}

/** Tells that an appointment is booked or has moved, and prepares its reminders. */
export async function noteBooked(context: NotificationsContext, event: Told<typeof doseBooked>): Promise<void> {
  const { bookingId, facilityId, patientId, date: day, window, course, dose, movedFrom, isWalkIn, version } = event.body
  const { place, prefix } = await findPlace(context, facilityId)
  const at = new Date(event.occurredAt)
  const start = startOfWindow(day, window)
  const subject = bookingKey(bookingId)
  const params = { day, window, place, reference: referenceOf(prefix, bookingId) }
  const recipient = { kind: 'patient', id: patientId } as const
  const about = { subject, subjectVersion: version, facilityId }
  const told = movedFrom === undefined ? 'appointment-booked' : 'appointment-moved'
  const notices: NewNotice[] = []
  // The person came already, and hears of it in other words: `noteWalkIn`.
  if (isWalkIn !== true) {
    const when = { dueAt: at, expiresAt: endOfWindow(day, window) }
    notices.push(toNotice(event, recipient, { template: told, params }, { ...about, ...when }))
  }
  if (isWalkIn !== true) notices.push(...toReminders(event, recipient, params, { ...about, start }))
  await transaction(context.db, async (tx) => {
    // The booking counts its changes. So no clock decides whether an appointment still stands.
    await noteSubject(tx, subject, { version, isLive: true })
    // Somebody has booked this dose. So nobody needs to be told that it is due.
    if (dose > 1) await noteSubject(tx, nextDoseKey(patientId, course, dose), { version: at.getTime(), isLive: false })
    await insertNotices(tx, notices)
  })
}

/** Tells that staff took somebody in without a booking, so that nobody is taken in under the name of another. */
export async function noteWalkIn(context: NotificationsContext, event: Told<typeof walkInSeated>): Promise<void> {
  const { bookingId, facilityId, patientId, date: day } = event.body
  const { place } = await findPlace(context, facilityId)
  const dueAt = new Date(event.occurredAt)
  const stated = {
    subject: bookingKey(bookingId),
    facilityId,
    dueAt,
    expiresAt: new Date(dueAt.getTime() + 2 * DAY_MS),
  }
  const worded = { template: 'walk-in-seated', params: { day, place } } as const
  const notice = toNotice(event, { kind: 'patient', id: patientId }, worded, stated)
  await transaction(context.db, (tx) => insertNotices(tx, [notice]))
}

/** Drops the reminders of the appointment, and tells who cancelled it. After a move the new booking tells all. */
export async function noteCancelled(
  context: NotificationsContext,
  event: Told<typeof bookingCancelled>,
): Promise<void> {
  const { bookingId, facilityId, patientId, date: day, movedTo } = event.body
  const notices: NewNotice[] = []
  if (movedTo === undefined && day !== undefined) {
    const { place } = await findPlace(context, facilityId)
    const [patient] = await context.call(reachPatients, { patientIds: [patientId] })
    const isOwn = event.actorId !== null && patient?.accountId === event.actorId
    const template = isOwn ? 'appointment-cancelled' : 'appointment-cancelled-by-centre'
    const when = { dueAt: new Date(event.occurredAt), expiresAt: endOfDay(day) }
    const about = { subject: bookingKey(bookingId), facilityId, ...when }
    const told = toNotice(event, { kind: 'patient', id: patientId }, { template, params: { day, place } }, about)
    // Nobody is left to tell when the family has closed its account, which cancelled the booking.
    if (patient && (patient.accountId !== null || patient.phone !== null)) notices.push(told)
  }
  await endBooking(context, event, notices)
}

/** A patient who did not come gets no message, but may book the dose again. */
export async function noteAbsent(context: NotificationsContext, event: Told<typeof patientAbsent>): Promise<void> {
  await endBooking(context, event, [])
}

async function endBooking(
  { db }: NotificationsContext,
  { body, occurredAt }: Told<typeof patientAbsent>,
  notices: readonly NewNotice[],
): Promise<void> {
  const { bookingId, patientId, course, dose, version } = body
  await transaction(db, async (tx) => {
    await noteSubject(tx, bookingKey(bookingId), { version, isLive: false })
    // A move frees the dose and books it again in the same instant: then `noteSubject` keeps that it is booked.
    if (course !== undefined && dose !== undefined && dose > 1) {
      const isOpen = { version: new Date(occurredAt).getTime(), isLive: true }
      await noteSubject(tx, nextDoseKey(patientId, course, dose), isOpen)
    }
    await insertNotices(tx, notices)
  })
}

/** Ends the booking, and reminds of the next dose on the morning of the day from which it may be given. */
export async function noteGiven({ db }: NotificationsContext, event: Told<typeof doseGiven>): Promise<void> {
  const { bookingId, facilityId, patientId, course, dose, nextDoseFrom, version } = event.body
  const atMs = new Date(event.occurredAt).getTime()
  const notices: NewNotice[] = []
  if (nextDoseFrom !== undefined) {
    const dueAt = morningOf(nextDoseFrom)
    const about = { subject: nextDoseKey(patientId, course, dose + 1), subjectVersion: FOR_EVER, facilityId }
    const when = { dueAt, expiresAt: new Date(dueAt.getTime() + 30 * DAY_MS) }
    const due = { template: 'next-dose-due', params: {} } as const
    notices.push(toNotice(event, { kind: 'patient', id: patientId }, due, { ...about, ...when }))
  }
  await transaction(db, async (tx) => {
    await noteSubject(tx, bookingKey(bookingId), { version, isLive: false })
    if (dose > 1) await noteSubject(tx, nextDoseKey(patientId, course, dose), { version: atMs, isLive: false })
    const isNext = { version: atMs, isLive: true }
    if (nextDoseFrom !== undefined) await noteSubject(tx, nextDoseKey(patientId, course, dose + 1), isNext)
    await insertNotices(tx, notices)
  })
}

/** A dose was not given after all. So the next one is not due. */
export async function noteDoseCancelled(
  { db }: NotificationsContext,
  { body: { patientId, course, dose }, occurredAt }: Told<typeof doseCancelled>,
): Promise<void> {
  const isOff = { version: new Date(occurredAt).getTime(), isLive: false }
  await transaction(db, (tx) => noteSubject(tx, nextDoseKey(patientId, course, dose + 1), isOff))
}

/** Somebody was marked absent by mistake: the dose is booked again, so nobody needs to be told that it is due. */
export async function noteAbsenceCancelled(
  { db }: NotificationsContext,
  { body: { patientId, course, dose }, occurredAt }: Told<typeof absenceCancelled>,
): Promise<void> {
  if (course === undefined || dose === undefined || dose === 1) return
  const isBooked = { version: new Date(occurredAt).getTime(), isLive: false }
  await transaction(db, (tx) => noteSubject(tx, nextDoseKey(patientId, course, dose), isBooked))
}
