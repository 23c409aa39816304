// What people do on the waiting list: join, leave, accept and decline; and what events and time do to their entries.
import { createHash } from 'node:crypto'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { cellOf, idFromBytes, newId } from '../../../platform/id.ts'
import type { Repeatable } from '../../../platform/idempotency.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventEnvelope, type EventOrigin, originOfEvent, publish } from '../../../platform/work/outbox.ts'
import { findAppointment, type ShownAppointment } from '../booking/store.ts'
import { type AppointmentFacts, appointmentEnded, appointmentState, holdExpired, slotFull } from '../contract.ts'
import { samePeople } from '../merging.ts'
import { findPractice, listPracticesOf } from '../slots/practice-store.ts'
import type { AppointmentsContext, AppointmentsTables, WaitingEntry } from '../tables.ts'
import { alreadyWaiting, offerOver, type Part, seatFreeNow, seatsFreed, waitingJoined } from './contract.ts'
import { type Desk, end, endTaken, listOfferable, passOffer } from './offering.ts'
import { isWanted } from './rules.ts'
import {
  findSame,
  insertWaiting,
  keepAwaited,
  listExpired,
  listOfPatients,
  listOverdue,
  type SeatPlace,
} from './store.ts'

export type Wish = Pick<
  WaitingEntry,
  'facility_id' | 'doctor_id' | 'speciality' | 'patient_id' | 'account_id' | 'from_on' | 'until_on'
> & { readonly part: Part; readonly is_displaced: boolean }

const DISPLACED_DAYS = 30
const FREE_SHOWN = 3

export function toEntry(wish: Wish, now: Date): WaitingEntry {
  const cell = cellOf(wish.facility_id)
  return {
    ...{ cell, id: newId<'waiting'>(cell), ...wish, status: 'WAITING', asked_at: now, offers_made: 0 },
    ...{
      passed_slots: [],
      appointment_id: null,
      offer_until: null,
      link_hash: null,
      ended_at: null,
      version: 1,
      left_reason: null,
    },
  }
}

/** Refuses to let somebody wait for what is free now. */
export async function refuseFree(context: AppointmentsContext, entry: WaitingEntry): Promise<void> {
  const practices = await listPracticesOf(context.db, { facilityId: entry.facility_id })
  const wanted = practices.filter(({ doctor_id, specialities }) =>
    entry.speciality === null ? doctor_id === entry.doctor_id : specialities.includes(entry.speciality),
  )
  const open = wanted.filter(({ is_bookable, is_open }) => is_bookable && is_open)
  const free = (await Promise.all(open.map((practice) => listOfferable(context, practice)))).flat()
  const slotIds = free
    .filter((slot) => isWanted(entry, slot))
    .slice(0, FREE_SHOWN)
    .map(({ id }) => id)
  if (slotIds.length > 0) throw new Problem(seatFreeNow, { members: { slotIds } })
}

export async function join(tx: Tx<AppointmentsTables>, entry: WaitingEntry, origin: EventOrigin): Promise<void> {
  if (!(await insertWaiting(tx, entry))) {
    const same = await findSame(tx, entry)
    throw new Problem(alreadyWaiting, same ? { members: { waitingId: same.id } } : {})
  }
  const { id: waitingId, facility_id: facilityId, patient_id: patientId } = entry
  await publish(tx, origin, waitingJoined, { waitingId, facilityId, patientId })
}

/** Leaves the list. An offer is given back first, so that the next in line gets it. */
export async function leave(desk: Desk, entry: WaitingEntry, origin: EventOrigin, reason?: string): Promise<void> {
  const { db, clock } = desk.context
  if (entry.status === 'OFFERED') await passOffer(desk, entry, { by: 'patient', origin })
  await transaction(db, (tx) => end(tx, entry, { how: 'left', reason, now: clock.now(), origin }))
}

/** The engine says that the place of the offer is gone. */
const GONE = [holdExpired, appointmentEnded, slotFull]

/** Books the place of an offer. Gives the appointment, also to a repeat. */
export async function accept(
  { context, engine }: Desk,
  entry: WaitingEntry,
  { origin, repeatable }: { readonly origin: EventOrigin; readonly repeatable: Repeatable | undefined },
): Promise<ShownAppointment> {
  const { db, clock } = context
  const { status, appointment_id: appointmentId, offer_until: until } = entry
  const isOver = until === null || until <= clock.now()
  if (appointmentId === null || (status !== 'TAKEN' && isOver)) throw new Problem(offerOver, { members: { status } })
  const held = (await findAppointment(db, appointmentId)) as ShownAppointment
  if (status === 'TAKEN') return held
  const asked = { kind: 'confirm', appointmentId, slotIds: held.slot_ids, origin, repeatable } as const
  await engine.give({ ...asked, accountId: entry.account_id ?? entry.id }).catch((error) => {
    if (!(error instanceof Problem)) throw error
    if (GONE.includes(error.type)) throw new Problem(offerOver, { members: { status } })
    // The same acceptance came twice: it is booked.
    if (error.type !== appointmentState) throw error
  })
  await endTaken(context, entry, appointmentId, origin)
  return (await findAppointment(db, appointmentId)) as ShownAppointment
}

/** Who has booked in the wanted days waits no longer. An offer of the same entry is for the next in line. */
export async function endBooked(desk: Desk, event: EventEnvelope<AppointmentFacts>): Promise<void> {
  const { context } = desk
  const { appointmentId, facilityId, doctorId, patientId, date } = event.body
  const { sameIds } = await samePeople.find(context.db, patientId)
  const practice = await findPractice(context.db, {
    ...{ cell: cellOf(facilityId), facility_id: facilityId, doctor_id: doctorId },
  })
  const entries = await listOfPatients(context.db, [patientId, ...sameIds])
  const isSame = ({ doctor_id, speciality }: WaitingEntry): boolean =>
    speciality === null ? doctor_id === doctorId : practice?.specialities.includes(speciality) === true
  const ended = entries.filter(
    (one) => one.facility_id === facilityId && isSame(one) && one.from_on <= date && date <= one.until_on,
  )
  for (const entry of ended.filter(({ asked_at }) => asked_at <= new Date(event.occurredAt))) {
    const origin = originOfEvent(event)
    const isOther = entry.status === 'OFFERED' && entry.appointment_id !== appointmentId
    if (isOther) await passOffer(desk, entry, { by: 'patient', origin })
    if (entry.status === 'WAITING' || entry.status === 'OFFERED') await endTaken(context, entry, appointmentId, origin)
  }
}

/** Whose displaced appointment nobody could save comes first in the line of the doctor. */
export async function joinLapsed(context: AppointmentsContext, event: EventEnvelope<AppointmentFacts>): Promise<void> {
  const { appointmentId, facilityId, doctorId } = event.body
  const lapsed = await findAppointment(context.db, appointmentId)
  if (!lapsed) return
  const fromOn = dayInIndia(context.clock.now())
  const wish: Wish = {
    ...{ facility_id: facilityId, doctor_id: doctorId, speciality: null, patient_id: lapsed.patient_id },
    ...{ account_id: lapsed.account_id, from_on: fromOn, until_on: addDays(fromOn, DISPLACED_DAYS) },
    ...{ part: 'any', is_displaced: true },
  }
  const digest = createHash('sha256').update(`lapsed ${appointmentId}`).digest()
  const at = new Date(event.occurredAt)
  const id = idFromBytes<'waiting'>(cellOf(facilityId), at.getTime(), digest.subarray(0, 8))
  const entry = { ...toEntry(wish, at), id }
  const origin = originOfEvent(event)
  await transaction(context.db, async (tx) => {
    // The id is determined, so a repeat adds nothing, also when the first entry has ended since.
    if (!(await insertWaiting(tx, entry))) return
    await publish(tx, origin, waitingJoined, { waitingId: id, facilityId, patientId: entry.patient_id })
    await publish(tx, origin, seatsFreed, { facilityId, doctorId })
  })
}

/** Says that places became free, where somebody waits for them. */
export async function tellFreed(
  tx: Tx<AppointmentsTables>,
  places: readonly SeatPlace[],
  origin: EventOrigin,
): Promise<void> {
  const different = new Map(places.map((place) => [`${place.facilityId} ${place.doctorId}`, place]))
  for (const { facilityId, doctorId } of await keepAwaited(tx, [...different.values()])) {
    await publish(tx, origin, seatsFreed, { facilityId, doctorId })
  }
}

const AT_ONCE = 500

/** Takes back the offers whose time is over, and ends the entries whose days are over. */
export async function endOverdue(desk: Desk): Promise<void> {
  const { db, clock } = desk.context
  const now = clock.now()
  const origin = { actorId: null, requestId: 'end-offers' }
  for (const entry of await listOverdue(db, now, AT_ONCE)) await passOffer(desk, entry, { by: 'time', origin })
  for (const entry of await listExpired(db, dayInIndia(now), AT_ONCE)) {
    await transaction(db, (tx) => end(tx, entry, { how: 'expired', now, origin }))
  }
}
