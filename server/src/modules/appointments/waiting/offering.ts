// Gives freed seats to those who wait: holds a seat for the first in line, takes it back in time, and asks the next.
import { createHash, randomBytes } from 'node:crypto'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { toTimeOfDay } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type Engine, release } from '../booking/engine.ts'
import { startOf } from '../booking/limits.ts'
import { findAppointment } from '../booking/store.ts'
import { type AppointmentId, alreadyBooked, appointmentState, slotFull, slotNotOpen } from '../contract.ts'
import { samePeople } from '../merging.ts'
import { VIEW_DAYS } from '../schedules/rules.ts'
import { isForPublic } from '../slots/for-public.ts'
import { type FreeSlot, listFree } from '../slots/free-store.ts'
import { findPractice } from '../slots/practice-store.ts'
import type { AppointmentsContext, AppointmentsTables, Practice, WaitingEntry } from '../tables.ts'
import { seatsFreed, waitingEnded, waitingOffered, waitingPassed } from './contract.ts'
import { holdUntil, isWanted, OFFERS_MAX, offerUntil } from './rules.ts'
import { findWaiting, listInLine, markEnded, markOffered, markPassed, type SeatPlace } from './store.ts'

export interface Desk {
  readonly context: AppointmentsContext
  readonly engine: Engine
}

export const hashOfLink = (link: string): string => createHash('sha256').update(link).digest('hex')

const IN_LINE_MAX = 200

/** Holds each free place of a doctor for the first who waits for it. A repeat finds no place that is still free. */
export async function offerSeats(desk: Desk, place: SeatPlace, origin: EventOrigin): Promise<void> {
  const { db, clock } = desk.context
  const ids = { cell: cellOf(place.facilityId), facility_id: place.facilityId, doctor_id: place.doctorId }
  const practice = await findPractice(db, ids)
  if (!practice?.is_bookable || !practice.is_open) return
  const line = await listInLine(db, practice, IN_LINE_MAX)
  if (line.length === 0) return
  const until = offerUntil(clock.now())
  const left = new Map((await listOfferable(desk.context, practice)).map((slot) => [slot.id, slot]))
  for (const entry of line) await offerTo(desk, entry, left, { until, origin })
}

/** Offers one person the first wanted place that is still left. */
async function offerTo(
  desk: Desk,
  entry: WaitingEntry,
  left: Map<FreeSlot['id'], FreeSlot>,
  offering: Offering,
): Promise<void> {
  const wanted = [...left.values()].filter((slot) => isWanted(entry, slot) && startOf(slot) > offering.until)
  for (const slot of wanted) {
    // Many places become free at once, and other jobs go along the same line: who has an offer needs no second seat.
    if ((await findWaiting(desk.context.db, entry.id))?.status !== 'WAITING') return
    const outcome = await offerSeat(desk, entry, slot, offering)
    if (outcome === 'refused') continue
    const free = outcome === 'taken' ? 0 : slot.free - 1
    if (free > 0) left.set(slot.id, { ...slot, free })
    else left.delete(slot.id)
    if (outcome === 'offered') return
  }
}

/** The free places of a practice that a family may book by itself, in the order of their time. */
export async function listOfferable({ db, clock }: AppointmentsContext, practice: Practice): Promise<FreeSlot[]> {
  const now = clock.now()
  const fromOn = dayInIndia(now)
  const free = await listFree(db, { practices: [practice], fromOn, untilOn: addDays(fromOn, VIEW_DAYS), now })
  return practice.is_public ? free.filter((slot) => slot.free > 0 && isForPublic(slot, practice, now)) : []
}

interface Offering {
  readonly until: Date
  readonly origin: EventOrigin
}

/** `taken`: somebody else has this place. `refused`: this person cannot have it, or waits no longer. */
async function offerSeat(
  desk: Desk,
  entry: WaitingEntry,
  slot: FreeSlot,
  { until, origin }: Offering,
): Promise<'offered' | 'taken' | 'refused'> {
  const found = await holdFor(desk, entry, slot, { until, origin })
  if ('refusal' in found) return found.refusal
  const { held } = found
  const link = randomBytes(12).toString('base64url')
  const offered = { appointment_id: held, offer_until: until, link_hash: hashOfLink(link) }
  const isOffered = await transaction(desk.context.db, async (tx) => {
    if (!(await markOffered(tx, entry, offered))) return false
    const when = { date: slot.held_on, start: toTimeOfDay(slot.starts_minute) }
    const minutes = slot.ends_minute - slot.starts_minute
    const body = { ...toldOf(entry), appointmentId: held, ...when, minutes, until: until.toISOString(), link }
    await publish(tx, origin, waitingOffered, body)
    return true
  })
  if (isOffered) return 'offered'
  // The person left the list, or has another offer: the place is for the next one.
  await release(desk.engine, { move: 'release', by: 'schedule', appointmentId: held, slotIds: [slot.id], origin })
  return 'refused'
}

export const toldOf = ({ id, facility_id, patient_id }: WaitingEntry) => ({
  ...{ waitingId: id, facilityId: facility_id, patientId: patient_id },
})

async function holdFor(
  { context, engine }: Desk,
  entry: WaitingEntry,
  slot: FreeSlot,
  { until, origin }: Offering,
): Promise<{ readonly held: AppointmentId } | { readonly refusal: 'taken' | 'refused' }> {
  const { staysId } = await samePeople.find(context.db, entry.patient_id)
  const familyId = entry.account_id
  const offer = { until: holdUntil(until), familyId }
  const asked = { kind: 'hold', slotId: slot.id, patientId: staysId, accountId: familyId ?? entry.id, origin } as const
  try {
    const { outcome } = await engine.give({ ...asked, by: 'schedule', offer, repeatable: undefined })
    return { held: outcome.appointmentId }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.type === slotFull || error.type === slotNotOpen) return { refusal: 'taken' }
    // The person comes to this doctor on this day already.
    if (error.type === alreadyBooked) return { refusal: 'refused' }
    throw error
  }
}

/**
 * Takes an offer back that was declined, or whose time is over. The engine decides: when the offer was accepted in the
 * same moment, the entry is TAKEN. Otherwise the place is for the next in line.
 */
export async function passOffer(
  desk: Desk,
  entry: WaitingEntry,
  { by, origin }: { readonly by: 'patient' | 'time'; readonly origin: EventOrigin },
): Promise<void> {
  const { context, engine } = desk
  const appointmentId = entry.appointment_id as AppointmentId
  const held = await findAppointment(context.db, appointmentId)
  if (!held) return
  const how = { move: 'release', by: 'schedule', appointmentId, slotIds: held.slot_ids, origin } as const
  const isTaken = await release(engine, how).then(
    () => false,
    (error) => {
      if (error instanceof Problem && error.type === appointmentState) return true
      throw error
    },
  )
  if (isTaken || (await wasBooked(context, appointmentId))) return endTaken(context, entry, appointmentId, origin)
  await transaction(context.db, async (tx) => {
    const passing = { slotId: held.slot_id, offersMax: OFFERS_MAX, now: context.clock.now() }
    const passed = await markPassed(tx, entry, passing)
    if (!passed) return
    await publish(tx, origin, waitingPassed, { ...toldOf(entry), by })
    if (passed.status === 'LEFT') await publish(tx, origin, waitingEnded, { ...toldOf(entry), how: 'passed' })
    await publish(tx, origin, seatsFreed, { facilityId: held.facility_id, doctorId: held.doctor_id })
  })
}

/** Whether the place of an offer was booked, whatever became of the appointment since. */
async function wasBooked({ db }: AppointmentsContext, id: AppointmentId): Promise<boolean> {
  return ((await findAppointment(db, id))?.booked_at ?? null) !== null
}

/** Ends an entry whose person has an appointment. */
export async function endTaken(
  { db, clock }: AppointmentsContext,
  entry: WaitingEntry,
  appointmentId: AppointmentId,
  origin: EventOrigin,
): Promise<void> {
  await transaction(db, (tx) => end(tx, entry, { how: 'taken', appointmentId, now: clock.now(), origin }))
}

interface Ending {
  readonly how: 'taken' | 'left' | 'expired'
  readonly appointmentId?: AppointmentId
  /** Why staff ended it. */
  readonly reason?: string | undefined
  readonly now: Date
  readonly origin: EventOrigin
}

const STATUS_OF = { taken: 'TAKEN', left: 'LEFT', expired: 'EXPIRED' } as const

/** Ends a live entry, and says so. A repeat changes nothing. */
export async function end(
  tx: Tx<AppointmentsTables>,
  entry: WaitingEntry,
  { how, appointmentId, reason, now, origin }: Ending,
): Promise<void> {
  const ended = { status: STATUS_OF[how], now, reason, ...(appointmentId !== undefined && { appointmentId }) }
  if (await markEnded(tx, entry, ended)) await publish(tx, origin, waitingEnded, { ...toldOf(entry), how })
}
