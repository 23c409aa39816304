// The kinds of requests for seats, and what a batch of them reads and writes.
import type { GivingRequest } from '../../../platform/work/giving.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import type { PatientFacts, PatientId } from '../../patients/contract.ts'
import type { Proof } from '../../patients/presence/contract.ts'
import type { Booking, BookingId, SessionId } from '../contract.ts'
import type { Claim } from '../rules.ts'
import type { BookingRow, QueueRow, SessionRow } from '../tables.ts'
import type { CancellationCount } from './cancellation-rules.ts'
import type {
  CancellationAdd,
  EndedBooking,
  PromiseChange,
  ProofGrant,
  QueueCount,
  SeatCount,
  SeatGrant,
} from './seat-store.ts'

interface Stated extends GivingRequest {
  readonly origin: EventOrigin
  readonly sessionId: SessionId
}

/** A citizen books for one or more people of the own family. */
export interface FamilyBooking extends Stated {
  readonly kind: 'book'
  readonly accountId: string
  readonly window: string
  readonly patientIds: readonly PatientId[]
}

/** Staff give a seat in a session of today to any patient who came. */
export interface WalkIn extends Stated {
  readonly kind: 'walk-in'
  readonly window: string
  readonly patientIds: readonly [PatientId]
  /** How the staff know that the patient is there. */
  readonly proof: Proof
}

/** A booking moves to another session or window. */
export interface Move extends Stated {
  readonly kind: 'move'
  readonly bookingId: BookingId
  readonly fromSessionId: SessionId
  readonly window: string
  readonly patientIds: readonly [PatientId]
}

/** A booking ends without a dose. */
export interface Release extends Stated {
  readonly kind: 'release'
  readonly bookingId: BookingId
  readonly status: 'CANCELLED' | 'ABSENT'
}

export type SeatRequest = FamilyBooking | WalkIn | Move | Release

/** A patient who asks for a seat. */
export type SeatTaker = PatientFacts & {
  /** Other records of the same person, whose doses and bookings count too. Left out when there are none. */
  readonly sameIds?: readonly PatientId[]
}

/** The given seats, one for each patient in the order of the request. For a release: the booking that ended. */
export interface Seats {
  readonly ids: readonly BookingId[]
  readonly tokens: readonly number[]
  /** When a walk-in came; left out for other bookings. */
  readonly arrivedAt?: string
  /** After a move: the first booking of the chain, and how often it was moved. */
  readonly moved?: Required<Pick<Booking, 'firstBookingId' | 'moves'>>
}

export type LockedSession = Omit<SessionRow, 'changed_xid' | 'created_at'>

/** The queue of a centre on a day, which all its sessions share. */
export type LockedQueue = QueueRow

export type HeldClaim = Claim & { readonly patient_id: PatientId; readonly booking_id: BookingId }

export type HeldBooking = Pick<
  BookingRow,
  'cell' | 'id' | 'session_id' | 'patient_id' | 'account_id' | 'token' | 'status' | 'revision' | 'first_id' | 'moves'
>

/** The rows that a batch locks and reads. */
export interface SeatState {
  readonly sessions: readonly LockedSession[]
  /** The queues of the sessions that give seats. */
  readonly queues: readonly LockedQueue[]
  /** Claims of all patients who ask for a seat, and of their other records. */
  readonly claims: readonly HeldClaim[]
  /** Bookings that are to move or to end. */
  readonly bookings: readonly HeldBooking[]
  /** How often bookings of the patients and accounts who ask were cancelled or moved. */
  readonly cancellations?: readonly CancellationCount[]
}

export interface SeatWrite {
  readonly ended: readonly EndedBooking[]
  readonly granted: readonly SeatGrant[]
  readonly proofs: readonly ProofGrant[]
  readonly cancellations: readonly CancellationAdd[]
  readonly counts: readonly SeatCount[]
  readonly queues: readonly QueueCount[]
  readonly promises: readonly PromiseChange[]
}
