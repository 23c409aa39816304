// Decides who gets a slot: the requests of a batch in the order of their arrival, by one pure function.
import { cellOf } from '../../../platform/id.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { Asked, Decision, Moment } from '../../../platform/work/giving.ts'
import { appointmentBooked, slotFull, slotNotOpen } from '../contract.ts'
import type { SlotRow } from '../slots/projection.ts'
import type { Claim } from '../tables.ts'
import { refuseConfirm, refuseEnd, refuseMove, refuseSettled } from './limits.ts'
import {
  type Confirm,
  type Given,
  type LockedAppointment,
  type Release,
  type Reschedule,
  type SeatFacts,
  type SeatRequest,
  type SeatState,
  type SeatWrite,
  type SlotStanding,
  toGiven,
} from './requests.ts'
import {
  claimsOf,
  dropHolder,
  end,
  endHold,
  feeOf,
  findSlots,
  freeOf,
  isLive,
  type Standing,
  takePlaces,
  tell,
  toFacts,
  toStanding,
  writeNew,
} from './standing.ts'
import { nextStatus, takesPlace } from './states.ts'
import { decideTaking, forgetHold, refuseSecond, refuseSlots } from './taking.ts'

/** Decides all requests of a batch: their outcomes, the rows to write, and the events. */
export function decideSeats(
  asked: readonly Asked<SeatRequest, SeatFacts>[],
  state: SeatState,
  moment: Moment,
): Decision<SlotRow, Given, SeatWrite> {
  const standing = toStanding(state, moment)
  const outcomes = asked.map(({ request, facts }) => decideOne(standing, request, facts))
  const all = [...standing.slots.values()]
  const counts = all.filter(isChanged).map(({ locked: { cell, id }, booked, over }) => ({ cell, id, booked, over }))
  const write = { ...standing.written, counts }
  const hasRows = Object.values(write).some((rows) => rows.length > 0)
  return {
    outcomes,
    events: standing.events,
    rows: all.map(toRow),
    write: hasRows ? write : undefined,
  }
}

const isChanged = ({ booked, over, hasOtherHolds }: SlotStanding): boolean =>
  booked !== 0 || over !== 0 || hasOtherHolds

/** The slot as it is after this batch. */
function toRow(standing: SlotStanding): SlotRow {
  const { locked, booked, holds } = standing
  const { facility_id, doctor_id, held_on, id, starts_minute, ends_minute, mode, audience, capacity } = locked
  const state = {
    ...{ id, starts_minute, ends_minute, mode, audience, capacity, isOpen: locked.status === 'open' },
    booked: locked.booked + booked,
    revision: locked.revision + (isChanged(standing) ? 1 : 0),
    holds: [...holds.values()].map((until) => until.getTime()),
  }
  return { facility_id, doctor_id, held_on, state }
}

function decideOne(standing: Standing, request: SeatRequest, facts: SeatFacts): Given | Problem {
  switch (request.kind) {
    case 'hold':
      return decideTaking(standing, { ...request, slotIds: [request.slotId] }, facts)
    case 'book':
      return decideTaking(standing, request, facts)
    case 'confirm':
      return decideConfirm(standing, request)
    case 'move':
      return decideMove(standing, request, facts)
    case 'release':
      return decideRelease(standing, request)
  }
}

function decideConfirm(standing: Standing, request: Confirm): Given | Problem {
  const held = standing.appointments.get(request.appointmentId)
  if (!held) return new Problem(notFound)
  const refusal = refuseConfirm(held, standing.now)
  if (refusal) return refusal
  const slots = findSlots(standing, held.slot_ids)
  if (slots instanceof Problem) return slots
  if (!stands(held, slots)) return new Problem(slotNotOpen)
  // The hold keeps its place. Another process whose clock is ahead may have given the place away: the count decides.
  if (slots.some(({ locked, booked }) => locked.booked + booked >= locked.capacity)) return new Problem(slotFull)
  const { cell, id, patient_id, doctor_id, version } = held
  const reason = request.reason ?? null
  const booked = { ...held, status: 'BOOKED', held_until: null, reason, version: version + 1 } as const
  standing.written.confirmed.push({ cell, id, patient_id, doctor_id, patient_cell: cellOf(patient_id), reason })
  standing.claims = standing.claims.map((claim) =>
    claim.appointment_id === id ? { ...claim, held_until: null } : claim,
  )
  dropHolder(standing, request.accountId, id)
  for (const slot of slots) endHold(slot, id)
  takePlaces(slots, booked, 1)
  standing.appointments.set(id, booked)
  tell(standing, appointmentBooked, toFacts(booked), request.origin)
  return toGiven(booked)
}

/** Whether the slots of a hold are still what was shown when it was made: the hours may have changed since. */
function stands({ mode, ends_minute }: LockedAppointment, slots: readonly SlotStanding[]): boolean {
  const isSame = ({ locked }: SlotStanding): boolean =>
    locked.status === 'open' && locked.is_open && locked.mode === mode
  return slots.every(isSame) && slots.at(-1)?.locked.ends_minute === ends_minute
}

function decideMove(standing: Standing, request: Reschedule, facts: SeatFacts): Given | Problem {
  const { origin, by } = request
  const before = standing.appointments.get(request.appointmentId)
  if (!before) return new Problem(notFound)
  const slots = findSlots(standing, request.slotIds)
  if (slots instanceof Problem) return slots
  const person = [before.patient_id, ...facts.sameIds]
  const booker = { by, person, slotsMax: before.slot_ids.length }
  const refusal =
    refuseSettled(before, by) ??
    refuseMove(before, 'move') ??
    refuseEnd(standing, before, by) ??
    refuseSlots(standing, slots, booker)
  if (refusal) return refusal
  const [first] = slots as [SlotStanding, ...SlotStanding[]]
  const claims = claimsOf(standing, first, person).filter(({ appointment_id }) => appointment_id !== before.id)
  const ofDay = claims.filter(({ held_on }) => held_on === first.locked.held_on)
  const others = ofDay.filter((claim) => isLive(claim, standing.now))
  if (others.length > 0) return refuseSecond(others, { patientId: before.patient_id })
  // The place that the old appointment gives up counts for the new one.
  const given = takesPlace(before.status) && before.seat === 'regular' ? before.slot_ids : []
  const isFull = ({ locked }: SlotStanding, free: number) => free + (given.includes(locked.id) ? 1 : 0) < 1
  if (slots.some((slot) => isFull(slot, freeOf(slot, standing.now)))) return new Problem(slotFull)
  // What is left of the day are holds that are over. The claim of the new appointment may need their key.
  for (const claim of ofDay) forgetHold(standing, claim, { accountId: null, origin })
  const id = standing.newId<'appointment'>(first.locked.cell)
  end(standing, before, { status: 'MOVED', origin, movedTo: id, by })
  const fee = feeOfMove(first, claims, before)
  const { cell, facility_id, doctor_id, held_on, mode, starts_minute } = first.locked
  const moved: LockedAppointment = {
    ...before,
    ...{ id, cell, facility_id, doctor_id, held_on, mode, starts_minute, slot_ids: [...request.slotIds] },
    ...{ status: 'BOOKED', seat: 'regular', held_until: null, version: 1 },
    ends_minute: (slots.at(-1) as SlotStanding).locked.ends_minute,
    fee_paise: fee.paise,
    kind: fee.kind,
  }
  writeNew(standing, moved, { ordinal: 0, origin, movedFrom: before.id })
  takePlaces(slots, moved, 1)
  tell(standing, appointmentBooked, { ...toFacts(moved), movedFrom: before.id }, origin)
  return toGiven(moved, before.id)
}

/** Who stays with the doctor keeps the fee that was decided at the booking. */
function feeOfMove(slot: SlotStanding, claims: readonly Claim[], before: LockedAppointment) {
  const { doctor_id, facility_id } = slot.locked
  const staysThere = doctor_id === before.doctor_id && facility_id === before.facility_id
  if (staysThere) return { paise: before.fee_paise, kind: before.kind }
  const fee = feeOf(slot, claims)
  return { paise: fee.paise, kind: before.kind === 'follow-up' ? before.kind : fee.kind }
}

function decideRelease(standing: Standing, request: Release): Given | Problem {
  const before = standing.appointments.get(request.appointmentId)
  if (!before) return new Problem(notFound)
  const { move, by, origin, reason } = request
  const refusal = refuseMove(before, move) ?? refuseEnd(standing, before, by, move)
  if (refusal) return refusal
  const status = nextStatus(before.status, move) as LockedAppointment['status']
  end(standing, before, { status, origin, by, ...(reason !== undefined && { reason }) })
  return { appointmentId: before.id }
}
