// The kinds of requests for slots, and what a batch of them reads and writes.
import type { GivingRequest } from '../../../platform/work/giving.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { AppointmentId, CHANNELS, PRIORITIES, SlotId } from '../contract.ts'
import type { Appointment, Claim, Holder, Practice, Slot } from '../tables.ts'
import type {
  EndedAppointment,
  HeldToBooked,
  HolderKey,
  NewAppointment,
  NewClaim,
  NewHolder,
  OldClaim,
  SlotCount,
} from './seat-store.ts'

interface Stated extends GivingRequest {
  readonly origin: EventOrigin
}

interface Taking extends Stated {
  readonly patientId: PatientId
  /** The account that asks. */
  readonly accountId: string
  /** A family books for itself, within the limits of the hospital. Staff, and the waiting list, for everybody. */
  readonly by: 'family' | 'staff' | 'schedule'
}

/** Keeps one place for two minutes, or for somebody on the waiting list as long as the offer stands. */
export interface Hold extends Taking {
  readonly kind: 'hold'
  readonly slotId: SlotId
  /** The family of an offer; null when staff asked. Offers do not count as holds of the account. */
  readonly offer?: { readonly until: Date; readonly familyId: string | null }
}

/** Turns a hold into a booking. */
export interface Confirm extends Stated {
  readonly kind: 'confirm'
  readonly appointmentId: AppointmentId
  readonly slotIds: readonly SlotId[]
  readonly accountId: string
  readonly reason?: string | undefined
}

/** Books without a hold. A long visit takes neighbouring slots, all or none. */
export interface Book extends Taking {
  readonly kind: 'book'
  readonly slotIds: readonly SlotId[]
  readonly channel: (typeof CHANNELS)[number]
  readonly isFollowUp?: boolean | undefined
  readonly reason?: string | undefined
  readonly priority?: (typeof PRIORITIES)[number] | undefined
  /** Why staff book a second appointment of the day, or beyond the capacity when `over` is true. */
  readonly override?: { readonly because: string; readonly over?: boolean | undefined } | undefined
}

/** Gives up one appointment for another, both or neither. */
export interface Reschedule extends Stated {
  readonly kind: 'move'
  readonly appointmentId: AppointmentId
  readonly fromSlotIds: readonly SlotId[]
  readonly slotIds: readonly SlotId[]
  readonly patientId: PatientId
  readonly by: 'family' | 'staff' | 'schedule'
}

/** Ends an appointment before the doctor has seen the patient. */
export interface Release extends Stated {
  readonly kind: 'release'
  readonly appointmentId: AppointmentId
  readonly slotIds: readonly SlotId[]
  readonly move: 'release' | 'cancel' | 'miss' | 'leave' | 'lapse' | 'void'
  readonly by: 'family' | 'staff' | 'schedule'
  readonly reason?: string | undefined
}

export type SeatRequest = Hold | Confirm | Book | Reschedule | Release

export const slotIdsOf = (request: SeatRequest): readonly SlotId[] =>
  request.kind === 'hold' ? [request.slotId] : request.slotIds

/** What the engine looked up for a request before it locks anything. */
export interface SeatFacts {
  /** Other records of the same person, whose claims count too. */
  readonly sameIds: readonly PatientId[]
  /** The doctor of the slots that are asked for: it never changes for a slot. Undefined when there is no such slot. */
  readonly doctorId?: DoctorId
}

/** What was given: the appointment, also for a release. */
export interface Given {
  readonly appointmentId: AppointmentId
  /** The appointment as this batch made it. The stored answer has the id alone, so a repeat does not have it. */
  readonly made?: MadeAppointment
}

export type MadeAppointment = LockedAppointment & { readonly moved_from: AppointmentId | null }

export const toGiven = (one: LockedAppointment, movedFrom: AppointmentId | null = null): Given => {
  const appointmentId = one.id
  return { appointmentId, made: { ...one, moved_from: movedFrom }, toJSON: () => ({ appointmentId }) } as Given
}

/** A locked slot with the terms of its practice. */
export type LockedSlot = Slot &
  Pick<
    Practice,
    | 'fee_paise'
    | 'revisit_fee_paise'
    | 'revisit_days'
    | 'opens_days'
    | 'notice_minutes'
    | 'cancel_until_minutes'
    | 'is_public'
    | 'is_bookable'
    | 'is_open'
  >

/** A live or expired hold of a locked slot. */
export interface SlotHold {
  readonly id: AppointmentId
  readonly slot_id: SlotId
  readonly held_until: Date
}

export type LockedAppointment = Pick<
  Appointment,
  | 'cell'
  | 'id'
  | 'facility_id'
  | 'doctor_id'
  | 'patient_id'
  | 'account_id'
  | 'slot_ids'
  | 'held_on'
  | 'starts_minute'
  | 'ends_minute'
  | 'mode'
  | 'status'
  | 'seat'
  | 'kind'
  | 'channel'
  | 'priority'
  | 'held_until'
  | 'reason'
  | 'fee_paise'
  | 'version'
>

/** The rows that a batch locks and reads. */
export interface SeatState {
  readonly slots: readonly LockedSlot[]
  readonly holds: readonly SlotHold[]
  readonly appointments: readonly LockedAppointment[]
  readonly claims: readonly Claim[]
  readonly holders: readonly Holder[]
}

export interface SeatWrite {
  readonly ended: readonly EndedAppointment[]
  readonly claimsGone: readonly OldClaim[]
  readonly holdersGone: readonly HolderKey[]
  readonly confirmed: readonly HeldToBooked[]
  readonly granted: readonly NewAppointment[]
  readonly claims: readonly NewClaim[]
  readonly holders: readonly NewHolder[]
  readonly counts: readonly SlotCount[]
}

/** A locked slot, and what the requests that are decided so far have taken of it. */
export interface SlotStanding {
  readonly locked: LockedSlot
  booked: number
  over: number
  /** The ends of the holds of this slot. */
  readonly holds: Map<AppointmentId, Date>
  /** Whether these requests begin or end a hold. */
  hasOtherHolds: boolean
}

export type SlotStandings = ReadonlyMap<SlotId, SlotStanding>
