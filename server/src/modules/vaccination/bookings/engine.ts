// The booking engine: sends all kinds of requests for seats through `giving` of the platform.
import { type Cell, cellOf } from '../../../platform/id.ts'
import type { Context } from '../../../platform/module.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import type { Person } from '../../../platform/same-people/people.ts'
import { handOutCommitted } from '../../../platform/work/changes.ts'
import { type Asked, createGiving, type Giving } from '../../../platform/work/giving.ts'
import { findPatients, type PatientFacts, type PatientId } from '../../patients/contract.ts'
import { patientMerged } from '../../patients/merging/contract.ts'
import { type SessionId, sessionFull } from '../contract.ts'
import { samePeople } from '../merging/steps.ts'
import { sessionsChanged } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import { NO_CANCELLATION_LIMITS } from './cancellation-rules.ts'
import type { FamilyBooking, SeatRequest, Seats, SeatTaker } from './requests.ts'
import { decideSeats } from './rules.ts'
import { CLAIM_TAKEN, lockSeats, writeSeats } from './seat-store.ts'

export type Engine = Giving<SeatRequest, Seats>

/** Tells the engine that a session is full, without a query to the database. */
export interface FullBoard {
  isFull(sessionId: SessionId): boolean
}

export function createEngine(context: Context<VaccinationTables>, board: FullBoard): Engine {
  const { rateLimits, cancellationsPerPatientMax, cancellationsPerAccountMax } = context.config
  const limits = rateLimits
    ? { perPatientMax: cancellationsPerPatientMax, perAccountMax: cancellationsPerAccountMax }
    : NO_CANCELLATION_LIMITS
  return createGiving(context, {
    name: 'booking',
    lookUp: (requests) => lookUpPatients(context, requests),
    refuseFull: ({ kind, sessionId }) =>
      kind === 'book' && board.isFull(sessionId) ? new Problem(sessionFull) : undefined,
    lock: (send, asked) => lockSeats(send, toKeys(asked)),
    decide: (asked, state, moment) => decideSeats(asked, state, moment, limits),
    write: writeSeats,
    raceConstraints: [CLAIM_TAKEN],
    onRows: (sessions) => handOutCommitted(context.db, sessionsChanged, sessions),
  })
}

const patientIdsOf = (request: SeatRequest): readonly PatientId[] =>
  request.kind === 'release' ? [] : request.patientIds

async function lookUpPatients(
  context: Context<VaccinationTables>,
  requests: readonly SeatRequest[],
): Promise<(readonly SeatTaker[] | Error)[]> {
  const patientIds = requests.flatMap(patientIdsOf)
  if (patientIds.length === 0) return requests.map(() => [])
  // Both at once: what we know of merges costs no time of its own.
  const [found, people] = await Promise.all([
    context.call(findPatients, { patientIds }),
    samePeople.list(context.pool, patientIds),
  ])
  const byId = new Map(found.map((patient) => [patient.patientId, patient]))
  return requests.map((request) => {
    const ids = patientIdsOf(request)
    const patients = ids.map((id) => byId.get(id))
    const refusal = refusePatients(request, patients) ?? refuseMerged(request, people)
    return refusal ?? (patients as PatientFacts[]).map((patient) => toSeatTaker(patient, people))
  })
}

function toSeatTaker(patient: PatientFacts, people: ReadonlyMap<PatientId, Person>): SeatTaker {
  const sameIds = people.get(patient.patientId)?.sameIds ?? []
  return sameIds.length === 0 ? patient : { ...patient, sameIds }
}

/** A record that is merged into another one books nothing. What it booked before the merge may still move. */
function refuseMerged(request: SeatRequest, people: ReadonlyMap<PatientId, Person>): Problem | undefined {
  if (request.kind === 'move' || request.kind === 'release') return undefined
  for (const patientId of request.patientIds) {
    const { staysId = patientId } = people.get(patientId) ?? {}
    if (staysId === patientId) continue
    // Staff need the record that stays. A family may not learn an id of another family.
    const members = request.kind === 'walk-in' ? { patientId, keptPatientId: staysId } : { patientId }
    return new Problem(patientMerged, { members })
  }
  return undefined
}

function refusePatients(request: SeatRequest, patients: readonly (PatientFacts | undefined)[]): Problem | undefined {
  if (request.kind === 'book') return refuseStranger(request, patients)
  if (!patients.includes(undefined)) return undefined
  if (request.kind === 'walk-in') return invalidField('/patientId', 'is not a known patient; check the id')
  return new Problem(notFound, { detail: 'The patient of this booking does not exist any more' })
}

// A patient of another family and an unknown patient get the same answer. So nobody learns which patients exist.
function refuseStranger(
  { accountId }: FamilyBooking,
  patients: readonly (PatientFacts | undefined)[],
): Problem | undefined {
  const stranger = patients.findIndex((patient) => patient?.accountId !== accountId)
  if (stranger < 0) return undefined
  return new Problem(notFound, {
    detail: 'This patient is not in your family',
    members: { errors: [{ pointer: `/patientIds/${stranger}`, detail: 'is not in your family' }] },
  })
}

/** All sessions, bookings and records of patients of these requests, each once. */
function toKeys(asked: readonly Asked<SeatRequest, readonly SeatTaker[]>[]) {
  const sessions = new Set<string>()
  const takers = new Set<string>()
  const bookings = new Set<string>()
  const patients = new Set<string>()
  const subjects = new Set<string>()
  for (const { request, facts } of asked) {
    sessions.add(request.sessionId)
    if (request.kind !== 'release') takers.add(request.sessionId)
    if (request.kind === 'move') sessions.add(request.fromSessionId)
    if (request.kind === 'move' || request.kind === 'release') bookings.add(request.bookingId)
    for (const { patientId, sameIds = [] } of facts) for (const id of [patientId, ...sameIds]) patients.add(id)
    for (const subject of subjectsOf(request)) subjects.add(subject)
  }
  return {
    sessions: toRecords(sessions),
    takers: toRecords(takers),
    bookings: toRecords(bookings),
    patients: toRecords(patients),
    subjects: toRecords(subjects),
  }
}

/** The patients and accounts whose cancellations may refuse this request. Staff at a counter help everybody. */
function subjectsOf(request: SeatRequest): readonly string[] {
  if (request.kind === 'book') return [...request.patientIds, request.accountId]
  const { actorId } = request.origin
  return request.kind === 'move' && actorId !== null ? [...request.patientIds, actorId] : []
}

const toRecords = (ids: ReadonlySet<string>): { cell: Cell; id: string }[] =>
  [...ids].map((id) => ({ cell: cellOf(id), id }))
