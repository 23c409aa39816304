// What a batch has decided so far, and the steps that change it: claims, holds, places, rows to write, events.
import { addDays } from '../../../platform/clock.ts'
import { type EventType, toTimeOfDay } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { GivingEvent, Moment } from '../../../platform/work/giving.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import {
  type AppointmentFacts,
  type AppointmentId,
  appointmentCancelled,
  appointmentLeft,
  appointmentMissed,
  appointmentVoided,
  type SlotId,
} from '../contract.ts'
import type { Claim, Holder } from '../tables.ts'
import type {
  LockedAppointment,
  LockedSlot,
  Release,
  SeatState,
  SeatWrite,
  SlotStanding,
  SlotStandings,
} from './requests.ts'
import { takesPlace } from './states.ts'

/** The state after the requests that are decided so far. */
export interface Standing extends Moment {
  readonly slots: SlotStandings
  readonly appointments: Map<AppointmentId, LockedAppointment>
  claims: Claim[]
  holders: Holder[]
  readonly written: { [Name in keyof SeatWrite]: SeatWrite[Name][number][] }
  readonly events: GivingEvent[]
}

export function toStanding(state: SeatState, moment: Moment): Standing {
  const holds = Map.groupBy(state.holds, ({ slot_id }) => slot_id)
  const holdsOf = (id: SlotId) => new Map((holds.get(id) ?? []).map((hold) => [hold.id, hold.held_until]))
  return {
    ...moment,
    slots: new Map(state.slots.map((locked) => [locked.id, toSlotStanding(locked, holdsOf(locked.id))])),
    appointments: new Map(state.appointments.map((one) => [one.id, one])),
    claims: [...state.claims],
    holders: [...state.holders],
    written: {
      ...{ ended: [], claimsGone: [], holdersGone: [], confirmed: [] },
      ...{ granted: [], claims: [], holders: [], counts: [] },
    },
    events: [],
  }
}

const toSlotStanding = (locked: LockedSlot, holds: SlotStanding['holds']): SlotStanding => ({
  ...{ locked, booked: 0, over: 0, holds },
  hasOtherHolds: false,
})

export function beginHold(slot: SlotStanding, id: AppointmentId, until: Date): void {
  slot.holds.set(id, until)
  slot.hasOtherHolds = true
}

export function endHold(slot: SlotStanding, id: AppointmentId): void {
  if (slot.holds.delete(id)) slot.hasOtherHolds = true
}

/** Places that a new appointment may have. A hold that is over by the batch's instant holds nothing. */
export function freeOf({ locked, booked, holds }: SlotStanding, now: Date): number {
  const held = [...holds.values()].filter((until) => until > now).length
  return locked.capacity - locked.booked - booked - held
}

export function findSlots({ slots }: Standing, ids: readonly SlotId[]): SlotStanding[] | Problem {
  const found = ids.flatMap((id) => slots.get(id) ?? [])
  return found.length === ids.length ? found : new Problem(notFound, { detail: 'There is no such slot. Check the id.' })
}

/** The claims of a person on this doctor. */
export const claimsOf = ({ claims }: Standing, { locked }: SlotStanding, person: readonly string[]): Claim[] =>
  claims.filter(({ patient_id, doctor_id }) => doctor_id === locked.doctor_id && person.includes(patient_id))

export const isLive = ({ held_until }: Claim, now: Date): boolean => held_until === null || held_until > now

export type FeeTerms = Pick<
  SlotStanding['locked'],
  'fee_paise' | 'revisit_fee_paise' | 'revisit_days' | 'held_on' | 'facility_id'
>

/** The fee of a visit: the lower one soon after the doctor has seen the patient here. */
export function feeOf({ locked }: { readonly locked: FeeTerms }, claims: readonly Claim[]) {
  const { fee_paise, revisit_fee_paise, revisit_days, held_on, facility_id } = locked
  const since = addDays(held_on, -revisit_days)
  const isSoon = ({ is_seen, facility_id: at, held_on: on }: Claim): boolean =>
    is_seen && at === facility_id && since <= on && on <= held_on
  return revisit_days > 0 && claims.some(isSoon)
    ? ({ paise: revisit_fee_paise, kind: 'revisit' } as const)
    : ({ paise: fee_paise, kind: 'new' } as const)
}

interface Writing {
  readonly ordinal: number
  readonly origin: EventOrigin
  readonly override?: { readonly because: string } | undefined
  readonly movedFrom?: AppointmentId
}

/** Writes a new appointment with its claim. */
export function writeNew(
  standing: Standing,
  one: LockedAppointment,
  { ordinal, origin, override, movedFrom }: Writing,
): void {
  const { id, facility_id, doctor_id, patient_id, held_on, held_until } = one
  const { slot_ids, version: _version, ...rest } = one
  standing.written.granted.push({
    ...rest,
    ...{ patient_cell: cellOf(patient_id), slot_ids: slot_ids.join(' ') },
    ...{ override_reason: override?.because ?? null, moved_from: movedFrom ?? null, created_by: origin.actorId },
  })
  const claim = { cell: cellOf(patient_id), patient_id, doctor_id, held_on, ordinal, facility_id, appointment_id: id }
  standing.written.claims.push({ ...claim, held_until })
  standing.claims.push({ ...claim, held_until, is_seen: false })
  standing.appointments.set(id, one)
}

interface Ending {
  readonly status: LockedAppointment['status']
  readonly origin: EventOrigin
  readonly by: Release['by']
  readonly reason?: string
  readonly movedTo?: AppointmentId
}

/** Ends an appointment unseen, and gives its places and its claim back. */
export function end(
  standing: Standing,
  before: LockedAppointment,
  { status, origin, by, reason, movedTo }: Ending,
): void {
  const { cell, id, patient_id, doctor_id, held_on, slot_ids } = before
  const was = before.status
  const how = { ended_by: origin.actorId, ended_reason: reason ?? null, moved_to: movedTo ?? null }
  standing.written.ended.push({ cell, id, status, was, ...how })
  dropClaim(standing, { patient_id, doctor_id, held_on, appointment_id: id }, was)
  if (was === 'HELD') dropHolder(standing, before.account_id ?? origin.actorId, id)
  const slots = slot_ids.flatMap((slotId) => standing.slots.get(slotId) ?? [])
  for (const slot of slots) endHold(slot, id)
  if (takesPlace(was)) takePlaces(slots, before, -1)
  const after = { ...before, status, held_until: null, version: before.version + 1 }
  standing.appointments.set(id, after)
  // Who lets a hold go has booked nothing yet, so nobody hears of it.
  if (was === 'HELD') return
  const facts = toFacts(after)
  const hasCome = was === 'ARRIVED' || was === 'IN_CONSULTATION'
  if (status === 'NO_SHOW') tell(standing, appointmentMissed, facts, origin)
  else if (status === 'LEFT') tell(standing, appointmentLeft, facts, origin)
  else if (status === 'VOID') tell(standing, appointmentVoided, { ...facts, hasCome }, origin)
  else {
    const who = by === 'family' ? 'patient' : by
    tell(standing, appointmentCancelled, { ...facts, by: who, ...(movedTo && { movedTo }) }, origin)
  }
}

export function takePlaces(slots: readonly SlotStanding[], { seat }: LockedAppointment, by: 1 | -1): void {
  // Who came hours before has given the place back already.
  if (seat === 'early') return
  for (const slot of slots) {
    if (seat === 'over') slot.over += by
    else slot.booked += by
  }
}

type ClaimOf = Pick<Claim, 'patient_id' | 'doctor_id' | 'held_on' | 'appointment_id'>

export function dropClaim(standing: Standing, claim: ClaimOf, was: LockedAppointment['status']): void {
  standing.written.claimsGone.push({ cell: cellOf(claim.patient_id), ...claim, was })
  standing.claims = standing.claims.filter(({ appointment_id }) => appointment_id !== claim.appointment_id)
}

export function dropHolder(standing: Standing, accountId: string | null, appointmentId: AppointmentId): void {
  standing.holders = standing.holders.filter(({ appointment_id }) => appointment_id !== appointmentId)
  if (accountId === null) return
  const holder = { cell: cellOf(accountId), account_id: accountId, appointment_id: appointmentId }
  standing.written.holdersGone.push(holder)
}

export function toFacts(one: LockedAppointment): AppointmentFacts {
  return {
    ...{ appointmentId: one.id, facilityId: one.facility_id, doctorId: one.doctor_id, patientId: one.patient_id },
    ...{ date: one.held_on, start: toTimeOfDay(one.starts_minute), minutes: one.ends_minute - one.starts_minute },
    ...{ mode: one.mode, kind: one.kind, feePaise: one.fee_paise, version: one.version },
  }
}

export function tell<Type extends EventType>(
  { events }: Standing,
  event: Type,
  body: GivingEvent<Type>['body'],
  origin: EventOrigin,
): void {
  events.push({ event, body, origin })
}
