// Decides who gets a seat: the requests of a batch in the order of their arrival. A family gets all seats or none.
import { dayInIndia } from '../../../platform/clock.ts'
import type { EventType } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import type { Asked, Decision, GivingEvent, Moment } from '../../../platform/work/giving.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import type { PatientFacts, PatientId } from '../../patients/contract.ts'
import {
  type BookingId,
  bookingCancelled,
  doseBooked,
  patientAbsent,
  patientArrived,
  type SessionId,
  sessionFull,
} from '../contract.ts'
import {
  type Refusal,
  refuseAbsence,
  refuseEnded,
  refusePatient,
  refuseSession,
  refuseToday,
  toRefusalProblem,
} from '../rules.ts'
import { byFamily, type Cancellations, countCancellations, NO_CANCELLATION_LIMITS } from './cancellation-rules.ts'
import { walkInSeated } from './contract.ts'
import {
  countQueues,
  isChanged,
  type Queues,
  type SessionStanding,
  toCount,
  toPromiseChange,
  toRow,
} from './count-rules.ts'
import type {
  FamilyBooking,
  HeldBooking,
  HeldClaim,
  LockedSession,
  Move,
  Release,
  SeatRequest,
  SeatState,
  Seats,
  SeatTaker,
  SeatWrite,
  WalkIn,
} from './requests.ts'
import type { EndedBooking, ProofGrant, SeatGrant } from './seat-store.ts'
import { toProven } from './walk-in-rules.ts'

/** The state after the requests that are decided so far. */
interface Standing extends Moment {
  readonly sessions: Map<SessionId, SessionStanding>
  readonly queues: Queues
  readonly claims: Map<PatientId, HeldClaim[]>
  readonly bookings: Map<BookingId, HeldBooking>
  readonly ended: EndedBooking[]
  readonly granted: SeatGrant[]
  readonly proofs: ProofGrant[]
  readonly cancellations: Cancellations
  readonly events: GivingEvent[]
}

/** Decides all requests of a batch: their outcomes, the rows to write, and the events. */
export function decideSeats(
  asked: readonly Asked<SeatRequest, readonly SeatTaker[]>[],
  state: SeatState,
  moment: Moment,
  limits = NO_CANCELLATION_LIMITS,
): Decision<LockedSession, Seats, SeatWrite> {
  const standing: Standing = {
    ...moment,
    sessions: new Map(state.sessions.map((locked) => [locked.id, { locked, booked: 0, tokens: 0 }])),
    queues: countQueues(state.queues),
    claims: Map.groupBy(state.claims, ({ patient_id }) => patient_id),
    bookings: new Map(state.bookings.map((booking) => [booking.id, booking])),
    ended: [],
    granted: [],
    proofs: [],
    cancellations: countCancellations(state.cancellations ?? [], limits, moment.now),
    events: [],
  }
  const outcomes = asked.map(({ request, facts }) => decideOne(standing, request, facts))
  const { ended, granted, proofs, cancellations, events, queues } = standing
  const changed = [...standing.sessions.values()].filter(isChanged)
  return {
    outcomes,
    events,
    rows: [...standing.sessions.values()].map(toRow),
    write:
      changed.length === 0
        ? undefined
        : {
            ...{ ended, granted, proofs, cancellations: cancellations.added },
            ...{ counts: changed.map(toCount), queues: queues.added, promises: changed.flatMap(toPromiseChange) },
          },
  }
}

function decideOne(standing: Standing, request: SeatRequest, patients: readonly SeatTaker[]): Seats | Problem {
  if (request.kind === 'release') return decideRelease(standing, request)
  const session = standing.sessions.get(request.sessionId)
  if (request.kind === 'move') return decideMove(standing, session, request, patients)
  if (!session) return new Problem(notFound, { detail: 'There is no such session. Check the id.' })
  if (request.kind === 'book') {
    return standing.cancellations.refuse(request) ?? decideBooking(standing, session, request, patients)
  }
  return decideWalkIn(standing, session, request, patients)
}

function decideWalkIn(
  standing: Standing,
  session: SessionStanding,
  request: WalkIn,
  patients: readonly PatientFacts[],
): Seats | Problem {
  const notToday = refuseToday(session.locked, dayInIndia(standing.now))
  if (notToday) return toRefusalProblem(notToday)
  const seats = decideBooking(standing, session, request, patients)
  if (seats instanceof Problem) return seats
  const [patient] = patients as [PatientFacts]
  const { proof, event } = toProven(request, session.locked, patient, seats.ids[0] as BookingId)
  standing.proofs.push(proof)
  tell(standing, walkInSeated, event, request.origin)
  return seats
}

/** The claims of a person, also those of the person's other records. */
const claimsOf = ({ claims }: Standing, { patientId, sameIds = [] }: SeatTaker): HeldClaim[] =>
  [patientId, ...sameIds].flatMap((id) => claims.get(id) ?? [])

function decideBooking(
  standing: Standing,
  session: SessionStanding,
  request: FamilyBooking | WalkIn,
  patients: readonly SeatTaker[],
): Seats | Problem {
  const { locked } = session
  const closed = refuseWindow(locked, request.window) ?? toProblem(refuseSession(locked, request.window, standing.now))
  if (closed) return closed
  for (const patient of patients) {
    const refusal = refusePatient(locked, patient, claimsOf(standing, patient))
    if (refusal) return toRefusalProblem(refusal, { patientId: patient.patientId })
  }
  return refuseFull(session, patients.length) ?? take(standing, session, request, patients)
}

function decideMove(
  standing: Standing,
  target: SessionStanding | undefined,
  request: Move,
  [patient]: readonly SeatTaker[],
): Seats | Problem {
  const old = standing.bookings.get(request.bookingId)
  const from = standing.sessions.get(request.fromSessionId)
  if (!old || !from || !patient) return new Problem(notFound)
  if (!target) return invalidField('/sessionId', 'is not a known session; check the id')
  const closed =
    refuseCourse(from.locked, target.locked) ??
    refuseWindow(target.locked, request.window) ??
    toProblem(refuseEnded(old)) ??
    toProblem(refuseSession(target.locked, request.window, standing.now))
  if (closed) return closed
  const family = byFamily(old, request)
  const tooOften = family && standing.cancellations.refuse(family)
  if (tooOften) return tooOften
  const others = claimsOf(standing, patient).filter(({ booking_id }) => booking_id !== old.id)
  const refusal = toProblem(refusePatient(target.locked, patient, others))
  if (refusal) return refusal
  // Within one session, the move takes the seat that it gives back. So the session may be full.
  const full = target === from ? undefined : refuseFull(target, 1)
  if (full) return full
  const bookingId: BookingId = standing.newId(target.locked.cell)
  if (family) standing.cancellations.add(patient.patientId, family.accountId)
  giveBack(standing, from, old, { status: 'CANCELLED', origin: request.origin, rescheduledTo: bookingId })
  const moved = { firstBookingId: old.first_id ?? old.id, moves: old.moves + 1 }
  const holder = { patientId: patient.patientId, accountId: old.account_id, bookingId }
  return take(standing, target, request, [holder], moved)
}

function decideRelease(standing: Standing, request: Release): Seats | Problem {
  const booking = standing.bookings.get(request.bookingId)
  const session = standing.sessions.get(request.sessionId)
  if (!booking || !session) return new Problem(notFound)
  const today = dayInIndia(standing.now)
  const isAbsence = request.status === 'ABSENT'
  const refusal = isAbsence ? refuseAbsence(booking, session.locked, today) : refuseEnded(booking)
  if (refusal) return toRefusalProblem(refusal)
  const family = byFamily(booking, request)
  if (family) standing.cancellations.add(booking.patient_id, family.accountId)
  giveBack(standing, session, booking, request)
  return { ids: [booking.id], tokens: [booking.token] }
}

/** Refuses a move to another course. The patient cancels this booking and books the other course instead. */
function refuseCourse(from: LockedSession, target: LockedSession): Problem | undefined {
  if (from.course === target.course) return undefined
  return invalidField('/sessionId', `is a session of ${target.course}; this booking is of ${from.course}`)
}

function refuseWindow({ windows }: LockedSession, window: string): Problem | undefined {
  if (windows.includes(window)) return undefined
  return invalidField('/window', `must be one of the session's windows: ${windows.join(', ')}`)
}

function refuseFull({ locked, booked }: SessionStanding, seats: number): Problem | undefined {
  const available = locked.capacity - locked.booked - booked
  return available >= seats ? undefined : new Problem(sessionFull, { members: { available } })
}

const toProblem = (refusal: Refusal | undefined): Problem | undefined => refusal && toRefusalProblem(refusal)

/** Gives a seat and a token to each of these patients. The caller has checked all rules. */
function take(
  standing: Standing,
  session: SessionStanding,
  request: Exclude<SeatRequest, Release>,
  patients: readonly (Pick<PatientFacts, 'patientId' | 'accountId'> & { readonly bookingId?: BookingId })[],
  moved?: Seats['moved'],
): Seats {
  const { locked } = session
  const { kind, window, origin } = request
  const { cell, id: sessionId, facility_id: facilityId, course, vaccine, dose, held_on: date } = locked
  const from = request.kind === 'move' ? { movedFrom: request.bookingId } : {}
  const how = kind === 'walk-in' ? { isWalkIn: true as const } : from
  const arrived_at = kind === 'walk-in' ? standing.now : null
  const ids: BookingId[] = []
  const tokens: number[] = []
  for (const { patientId, accountId, bookingId: id = standing.newId<'booking'>(cell) } of patients) {
    const token = standing.queues.next(locked)
    session.tokens += 1
    ids.push(id)
    tokens.push(token)
    const patient = { patient_cell: cellOf(patientId), patient_id: patientId, account_id: accountId }
    standing.granted.push({
      ...patient,
      ...{ cell, id, session_id: sessionId, time_window: window, token, arrived_at },
      ...{ course, vaccine, dose, first_id: moved?.firstBookingId ?? null, moves: moved?.moves ?? 0 },
    })
    const claim = { patient_id: patientId, booking_id: id, course, dose, vaccine, given_on: null }
    standing.claims.set(patientId, [...(standing.claims.get(patientId) ?? []), claim])
    const facts = { bookingId: id, sessionId, facilityId, patientId, version: 1 }
    tell(standing, doseBooked, { ...facts, course, vaccine, dose, date, window, ...how }, origin)
    if (arrived_at) tell(standing, patientArrived, { ...facts, version: 2 }, origin)
  }
  session.booked += ids.length
  return { ids, tokens, ...(arrived_at && { arrivedAt: arrived_at.toISOString() }), ...(moved && { moved }) }
}

/** Ends a live booking and takes its seat and its claim back. */
function giveBack(
  standing: Standing,
  session: SessionStanding,
  booking: HeldBooking,
  { status, origin, rescheduledTo }: Pick<Release, 'status' | 'origin'> & { readonly rescheduledTo?: BookingId },
): void {
  const { cell, id, patient_id } = booking
  const { id: sessionId, facility_id: facilityId, course, dose, held_on: date } = session.locked
  standing.ended.push({
    ...{ cell, id, status, ended_by: origin.actorId, rescheduled_to: rescheduledTo ?? null },
    ...{ patient_cell: cellOf(patient_id), patient_id, course, dose },
  })
  const version = booking.revision + 1
  standing.bookings.set(id, { ...booking, status, revision: version })
  const others = (standing.claims.get(patient_id) ?? []).filter(({ booking_id }) => booking_id !== id)
  standing.claims.set(patient_id, others)
  session.booked -= 1
  const facts = { bookingId: id, sessionId, facilityId, patientId: patient_id, version, date, course, dose }
  if (status === 'ABSENT') tell(standing, patientAbsent, facts, origin)
  else tell(standing, bookingCancelled, { ...facts, ...(rescheduledTo && { movedTo: rescheduledTo }) }, origin)
}

function tell<Type extends EventType>(
  { events }: Standing,
  event: Type,
  body: GivingEvent<Type>['body'],
  origin: EventOrigin,
): void {
  events.push({ event, body, origin })
}
