// Decides a hold and a booking: who may take these slots, and which of the places there are.
import { instantInIndia } from '../../../platform/clock.ts'
import { toTimeOfDay } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { Problem } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import {
  type AppointmentId,
  alreadyBooked,
  appointmentBooked,
  HOLD_MS,
  type SlotId,
  slotFull,
  slotNotOpen,
  tooManyHolds,
} from '../contract.ts'
import type { Claim, Holder } from '../tables.ts'
import { refusePublic } from './limits.ts'
import {
  type Book,
  type Given,
  type Hold,
  type LockedAppointment,
  type LockedSlot,
  type SeatFacts,
  type SlotStanding,
  toGiven,
} from './requests.ts'
import {
  beginHold,
  claimsOf,
  dropClaim,
  dropHolder,
  endHold,
  feeOf,
  findSlots,
  freeOf,
  isLive,
  type Standing,
  takePlaces,
  tell,
  toFacts,
  writeNew,
} from './standing.ts'

const OVER_MAX = 5
const ORDINAL_MAX = 3
const HOLDS_MAX = 2

export type Taking = (Hold & { readonly slotIds: readonly SlotId[] }) | Book

export function decideTaking(standing: Standing, request: Taking, facts: SeatFacts): Given | Problem {
  const slots = findSlots(standing, request.slotIds)
  if (slots instanceof Problem) return slots
  const person = [request.patientId, ...facts.sameIds]
  const refusal = refuseSlots(standing, slots, { by: request.by, person })
  if (refusal) return refusal
  const [first] = slots as [SlotStanding, ...SlotStanding[]]
  const ofDay = claimsOf(standing, first, person).filter((claim) => claim.held_on === first.locked.held_on)
  const own = ofDay.filter(({ appointment_id }) => isOwnHold(standing, appointment_id, request))
  const others = ofDay.filter((claim) => !own.includes(claim) && isLive(claim, standing.now))
  const { override } = wordsOf(request)
  const ordinal = freeOrdinal(others)
  if ((others.length > 0 && !override) || ordinal === undefined) return refuseSecond(others, request)
  // The place that an own hold of this slot keeps is for this booking.
  const isFull = slots.some((slot) => freeOf(slot, standing.now) + countHeld(slot, own) < 1)
  const isOver = isFull && override?.over === true
  if (isFull && !(isOver && slots.every(({ locked, over }) => locked.over + over < OVER_MAX)))
    return new Problem(slotFull)
  const nth = request.kind === 'hold' && !request.offer ? freeNth(standing, request.accountId, own) : undefined
  if (nth === null) return new Problem(tooManyHolds)
  for (const claim of ofDay) if (!others.includes(claim)) forgetHold(standing, claim, request)
  return grant(standing, slots, { request, facts, ordinal, nth, isOver })
}

const countHeld = ({ holds }: SlotStanding, claims: readonly Claim[]): number =>
  claims.filter(({ appointment_id }) => holds.has(appointment_id)).length

interface Granting {
  readonly request: Taking
  readonly facts: SeatFacts
  readonly ordinal: number
  readonly nth: number | undefined
  readonly isOver: boolean
}

function grant(standing: Standing, slots: readonly SlotStanding[], granting: Granting): Given {
  const { request, ordinal, nth } = granting
  const [first] = slots as [SlotStanding, ...SlotStanding[]]
  const appointment = toAppointment(standing, slots, granting)
  const { id, held_until } = appointment
  const { origin } = request
  writeNew(standing, appointment, { ordinal, origin, override: wordsOf(request).override })
  if (held_until === null) {
    takePlaces(slots, appointment, 1)
    tell(standing, appointmentBooked, toFacts(appointment), origin)
  } else {
    if (nth !== undefined) keepHolder(standing, request.accountId, { appointment_id: id, nth, held_until })
    beginHold(first, id, held_until)
  }
  return toGiven(appointment)
}

function keepHolder(
  standing: Standing,
  accountId: string,
  held: { readonly appointment_id: AppointmentId; readonly nth: number; readonly held_until: Date },
): void {
  // Holds that are over count no more, but their rows stand until a sweep, and the key of the new row may be theirs.
  const over = standing.holders.filter((one) => one.account_id === accountId && one.held_until <= standing.now)
  for (const { appointment_id } of over) dropHolder(standing, accountId, appointment_id)
  const holder = { cell: cellOf(accountId), account_id: accountId, ...held }
  standing.written.holders.push(holder)
  standing.holders.push(holder as Holder)
}

/** What only a booking says; a hold says none of it. */
const wordsOf = (
  request: Taking,
): Partial<Pick<Book, 'override' | 'isFollowUp' | 'priority' | 'reason' | 'channel'>> =>
  request.kind === 'book' ? request : {}

function toAppointment(
  standing: Standing,
  slots: readonly SlotStanding[],
  { request, facts, isOver }: Granting,
): LockedAppointment {
  const [first] = slots as [SlotStanding, ...SlotStanding[]]
  const { cell, facility_id, doctor_id, held_on, mode, starts_minute } = first.locked
  const isHold = request.kind === 'hold'
  const fee = feeOf(first, claimsOf(standing, first, [request.patientId, ...facts.sameIds]))
  const { isFollowUp, priority, reason, channel } = wordsOf(request)
  const offer = isHold ? request.offer : undefined
  const family = request.by === 'family' ? request.accountId : (offer?.familyId ?? null)
  return {
    ...{ cell, id: standing.newId<'appointment'>(cell), facility_id, doctor_id, held_on, mode, starts_minute },
    ...{ patient_id: request.patientId, account_id: family as LockedAppointment['account_id'] },
    ...{ slot_ids: [...request.slotIds], ends_minute: (slots.at(-1) as SlotStanding).locked.ends_minute },
    status: isHold ? 'HELD' : 'BOOKED',
    seat: isOver ? 'over' : 'regular',
    kind: isFollowUp ? 'follow-up' : fee.kind,
    channel: offer ? 'waiting-list' : (channel ?? (request.by === 'family' ? 'app' : 'counter')),
    priority: priority ?? 'normal',
    held_until: isHold ? (offer?.until ?? new Date(standing.now.getTime() + HOLD_MS)) : null,
    reason: reason ?? null,
    fee_paise: fee.paise,
    version: 1,
  }
}

export function refuseSecond(claims: readonly Claim[], { patientId }: { readonly patientId: string }): Problem {
  // The appointment of a record that was merged into this one belongs to another family: do not tell its id.
  const shown = claims.find(({ patient_id }) => patient_id === patientId)
  return new Problem(alreadyBooked, shown ? { members: { appointmentId: shown.appointment_id } } : {})
}

/** The lowest number that no claim of the day has; undefined when all are taken. */
function freeOrdinal(claims: readonly Claim[]): number | undefined {
  for (let ordinal = 0; ordinal <= ORDINAL_MAX; ordinal++) {
    if (!claims.some((claim) => claim.ordinal === ordinal)) return ordinal
  }
  return undefined
}

/** The lowest place for a hold of this account that is free; null when both are taken. */
function freeNth({ holders, now }: Standing, accountId: string, replaced: readonly Claim[]): number | null {
  const live = holders.filter(({ account_id, held_until, appointment_id }) => {
    const isReplaced = replaced.some((claim) => claim.appointment_id === appointment_id)
    return account_id === accountId && held_until > now && !isReplaced
  })
  for (let nth = 0; nth < HOLDS_MAX; nth++) if (!live.some((holder) => holder.nth === nth)) return nth
  return null
}

/** A new hold or booking of the same person takes the place of an own hold: nobody must first release it. */
function isOwnHold({ holders }: Standing, id: AppointmentId, { accountId }: Taking): boolean {
  return holders.some(({ appointment_id, account_id }) => appointment_id === id && account_id === accountId)
}

/** Forgets a hold that is over, or that this request replaces. `accountId`: whose hold it replaces. */
export function forgetHold(
  standing: Standing,
  claim: Claim,
  { accountId, origin }: { readonly accountId: string | null; readonly origin: EventOrigin },
): void {
  const { appointment_id: id, patient_id, doctor_id, held_on } = claim
  dropClaim(standing, { patient_id, doctor_id, held_on, appointment_id: id }, 'HELD')
  dropHolder(standing, accountId, id)
  const isOver = (claim.held_until as Date) <= standing.now
  const how = { ended_by: isOver ? null : origin.actorId, ended_reason: null, moved_to: null }
  standing.written.ended.push({ cell: cellOf(id), id, status: isOver ? 'EXPIRED' : 'CANCELLED', was: 'HELD', ...how })
  for (const slot of standing.slots.values()) endHold(slot, id)
}

interface Booker {
  readonly by: 'family' | 'staff' | 'schedule'
  readonly person: readonly string[]
  /** How many slots a family may take: as many as staff gave it before, and otherwise one. */
  readonly slotsMax?: number
}

/** Why nobody, or not this booker, may book these slots; a full slot is another question. */
export function refuseSlots(standing: Standing, slots: readonly SlotStanding[], booker: Booker): Problem | undefined {
  const [first] = slots as [SlotStanding, ...SlotStanding[]]
  if (slots.some(({ locked }) => !isOpenFor(locked, booker.by, standing.now))) return new Problem(slotNotOpen)
  if (!areNeighbours(slots)) {
    return new Problem(slotNotOpen, { detail: 'A long visit needs slots that follow each other, of one doctor' })
  }
  if (booker.by !== 'family') return undefined
  const isFollowUp = claimsOf(standing, first, booker.person).some(({ is_seen }) => is_seen)
  const isTooLong = slots.length > Math.max(booker.slotsMax ?? 1, 1)
  return refusePublic(first.locked, standing.now, { isFollowUp, isTooLong })
}

/** Staff may still book a slot that has begun. */
function isOpenFor(slot: LockedSlot, by: Booker['by'], now: Date): boolean {
  if (slot.status !== 'open' || !slot.is_open || !slot.is_bookable) return false
  const lastMinute = by === 'staff' ? slot.ends_minute : slot.starts_minute
  return instantInIndia(slot.held_on, toTimeOfDay(lastMinute)) > now
}

function areNeighbours(slots: readonly SlotStanding[]): boolean {
  return slots.every(({ locked }, index) => {
    const before = slots[index - 1]?.locked
    if (!before) return true
    const isSame = before.doctor_id === locked.doctor_id && before.facility_id === locked.facility_id
    return isSame && before.held_on === locked.held_on && before.ends_minute <= locked.starts_minute
  })
}
