// The booking engine: requests that arrive while a batch is under way are decided together, in arrival order, in one
// transaction. Safety rests on the row locks, CHECK (booked <= capacity) and the keys of claims; several processes may
// run. See docs/decisions/0003-booking-engine.md.
import type pg from 'pg'
import { cellOf, newId } from '../../../platform/id.ts'
import { type Repeatable, replay } from '../../../platform/idempotency.ts'
import type { Context } from '../../../platform/module.ts'
import { invalidField, notFound, Problem, requestInProgress, unavailable } from '../../../platform/problem.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import { type EventOrigin, toOutboxRow } from '../../../platform/work/outbox.ts'
import { findPatients, type PatientFacts, type PatientId } from '../../patients/contract.ts'
import { type BookingId, doseBooked, type SessionId, sessionFull } from '../contract.ts'
import { type Claim, type Refusal, refusePatient, refuseSession } from '../rules.ts'
import type { VaccinationTables } from '../tables.ts'
import {
  type BatchState,
  CLAIM_TAKEN,
  type LockedSession,
  listAnswers,
  lockBatch,
  openSeats,
  type RepeatKey,
  type SeatGrant,
  type Seats,
  type StoredAnswer,
  writeBatch,
} from './seat-store.ts'

export interface SeatRequest {
  /** Who asks, and whose family the patients are; except for a walk-in, which staff may book for anybody. */
  readonly accountId: string
  readonly isWalkIn?: boolean
  readonly sessionId: SessionId
  readonly window: string
  readonly patientIds: readonly PatientId[]
  readonly repeatable: Repeatable | undefined
  readonly origin: EventOrigin
}

/** What was granted, one element a patient in the order of the request; the whole family or nobody. */
export interface Granted {
  readonly ids: readonly BookingId[]
  readonly tokens: readonly number[]
  readonly replayed: boolean
}

/** Where the engine learns that a session is full without asking the database, and tells what has changed. */
export interface SeatBoard {
  isFull(sessionId: SessionId): boolean
  onSeats(session: LockedSession, booked: number, revision: number): void
}

export interface Engine {
  book(request: SeatRequest): Promise<Granted>
  stop(): Promise<void>
}

interface Entry extends SeatRequest {
  readonly patients: readonly PatientFacts[]
}

const BATCH_SIZE_MAX = 256
const WAITING_MAX = 50_000
const TRIES_MAX = 5

export function createEngine(context: Context<VaccinationTables>, board: SeatBoard): Engine {
  const { databaseUrl, config, metrics } = context
  const seats = openSeats(databaseUrl, config.statementTimeoutMs)
  const overloaded = (): Problem => new Problem(unavailable, { detail: 'Too many wait already', retryAfterSeconds: 2 })
  // One batch at a time: a second one would halve the size of both, and the size is what makes a booking cheap.
  const batchOptions = { sizeMax: BATCH_SIZE_MAX, waitingMax: WAITING_MAX, lanes: 1, overloaded }
  const sizes = metrics.histogram(
    'booking_batch_requests',
    'Requests decided in one transaction',
    [1, 2, 5, 10, 20, 50, 100, 200],
  )
  const answers = createBatch<RepeatKey, { stored: StoredAnswer | undefined }>({
    ...batchOptions,
    run: (keys) => loadAnswers(context.pool, keys),
  })
  // Who the patients are is looked up while the batch before is decided.
  const families = createBatch<readonly PatientId[], readonly (PatientFacts | undefined)[]>({
    ...batchOptions,
    run: (ids) => loadFamilies(context, ids),
  })
  const bookings = createBatch<Entry, Granted>({
    ...batchOptions,
    run: (entries) => {
      sizes.observe(entries.length)
      return decideBatch(context, seats, board, entries)
    },
  })
  metrics.gauge('booking_waiting', 'Booking requests that wait for their batch', () => bookings.waiting)
  const inProgress = new Set<string>()

  const bookOnce = async (request: SeatRequest): Promise<Granted> => {
    if (board.isFull(request.sessionId)) {
      const earlier = request.repeatable && (await answers.submit(toRepeatKey(request.repeatable))).stored
      if (!earlier) throw new Problem(sessionFull)
      return toReplay(earlier, request.repeatable)
    }
    const found = await families.submit(request.patientIds)
    const patients = request.isWalkIn ? requireKnown(found) : requireOwnFamily(request, found)
    return bookings.submit({ ...request, patients })
  }

  return {
    async book(request) {
      const { repeatable } = request
      if (!repeatable) return bookOnce(request)
      const key = `${repeatable.accountId} ${repeatable.key}`
      if (inProgress.has(key)) throw new Problem(requestInProgress, { retryAfterSeconds: 1 })
      inProgress.add(key)
      try {
        return await bookOnce(request)
      } finally {
        inProgress.delete(key)
      }
    },
    async stop() {
      await bookings.idle()
      await seats.end()
    },
  }
}

const toRepeatKey = ({ accountId, key }: Repeatable): RepeatKey => ({ cell: cellOf(accountId), accountId, key })

function toReplay(stored: StoredAnswer, repeatable: Repeatable | undefined): Granted {
  const { answer } = replay(stored, repeatable?.fingerprint ?? '')
  return { ...answer, replayed: true }
}

async function loadFamilies(
  context: Context<VaccinationTables>,
  families: readonly (readonly PatientId[])[],
): Promise<(readonly (PatientFacts | undefined)[])[]> {
  const found = await context.call(findPatients, { patientIds: families.flat() })
  const byId = new Map(found.map((patient) => [patient.patientId, patient]))
  return families.map((ids) => ids.map((id) => byId.get(id)))
}

// Somebody else's patient and one that does not exist are answered alike.
function requireOwnFamily(
  { accountId }: SeatRequest,
  patients: readonly (PatientFacts | undefined)[],
): readonly PatientFacts[] {
  const stranger = patients.findIndex((patient) => patient?.accountId !== accountId)
  if (stranger < 0) return patients as readonly PatientFacts[]
  throw new Problem(notFound, {
    detail: 'This patient is not in your family',
    members: { errors: [{ pointer: `/patientIds/${stranger}`, detail: 'is not in your family' }] },
  })
}

function requireKnown(patients: readonly (PatientFacts | undefined)[]): readonly PatientFacts[] {
  if (patients.includes(undefined)) throw invalidField('/patientId', 'there is no such patient')
  return patients as readonly PatientFacts[]
}

async function loadAnswers(pool: pg.Pool, keys: readonly RepeatKey[]): Promise<{ stored: StoredAnswer | undefined }[]> {
  const found = new Map((await listAnswers(pool, keys)).map((stored) => [`${stored.account_id} ${stored.key}`, stored]))
  return keys.map(({ accountId, key }) => ({ stored: found.get(`${accountId} ${key}`) }))
}

/** Decides a batch in one transaction, and again when it lost a race against another process. */
async function decideBatch(
  context: Context<VaccinationTables>,
  seats: Seats,
  board: SeatBoard,
  entries: readonly Entry[],
): Promise<(Granted | Error)[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await tryBatch(context, seats, board, entries)
    } catch (error) {
      const { code } = error as { code?: string }
      const lostRace = code === CLAIM_TAKEN || code === '40P01' || code === '40001'
      if (!lostRace || tries >= TRIES_MAX) throw error
    }
  }
}

async function tryBatch(
  context: Context<VaccinationTables>,
  seats: Seats,
  board: SeatBoard,
  entries: readonly Entry[],
): Promise<(Granted | Error)[]> {
  // Without a wait where the connection is there, so that the first statements leave within this turn of the loop.
  const client = seats.held ?? (await seats.connect())
  try {
    const state = await lockBatch(client, toQuestion(entries))
    const decisions = decide(entries, state, context.clock.now())
    if (decisions.grants.length === 0) await client.query('rollback')
    else await writeBatch(client, toWrite(context, decisions))
    for (const { locked, granted } of decisions.sessions.values()) {
      board.onSeats(locked, locked.booked + granted, locked.revision + (granted > 0 ? 1 : 0))
    }
    return decisions.outcomes
  } catch (error) {
    // A connection that failed in the middle of a pipeline is not trusted again, but for the race that is expected.
    if ((error as { code?: string }).code !== CLAIM_TAKEN) seats.drop(error as Error)
    throw error
  }
}

function toQuestion(entries: readonly Entry[]) {
  const sessionIds = new Map(entries.map(({ sessionId }) => [sessionId, { cell: cellOf(sessionId), id: sessionId }]))
  const patientIds = new Set(entries.flatMap((entry) => entry.patientIds))
  return {
    sessionIds: [...sessionIds.values()],
    patients: [...patientIds].map((patientId) => ({ cell: cellOf(patientId), patientId })),
    keys: entries.flatMap(({ repeatable }) => (repeatable ? [toRepeatKey(repeatable)] : [])),
  }
}

interface SessionState {
  readonly locked: LockedSession
  granted: number
}

interface Decisions {
  readonly sessions: ReadonlyMap<string, SessionState>
  readonly outcomes: (Granted | Error)[]
  readonly grants: { entry: Entry; locked: LockedSession; ids: BookingId[]; tokens: number[] }[]
}

/** Walks the requests in the order of their arrival and gives seats to whom the rules allow, while there are any. */
function decide(entries: readonly Entry[], state: BatchState, now: Date): Decisions {
  const sessions = new Map(state.sessions.map((locked) => [locked.id as string, { locked, granted: 0 }]))
  const claims = new Map<string, Claim[]>()
  for (const claim of state.claims) claims.set(claim.patient_id, [...(claims.get(claim.patient_id) ?? []), claim])
  const stored = new Map(state.answers.map((answer) => [`${answer.account_id} ${answer.key}`, answer]))
  const grants: Decisions['grants'] = []

  const decideOne = (entry: Entry): Granted | Error => {
    const { repeatable } = entry
    const earlier = repeatable && stored.get(`${repeatable.accountId} ${repeatable.key}`)
    if (earlier) return toReplay(earlier, repeatable)
    const session = sessions.get(entry.sessionId)
    if (!session) return new Problem(notFound, { detail: 'There is no such session' })
    const refusal = refuseEntry(entry, session, claims, now)
    if (refusal) return refusal
    const { locked } = session
    const ids = entry.patientIds.map(() => newId<'booking'>(locked.cell, now.getTime()))
    const tokens = ids.map((_, index) => locked.tokens_issued + session.granted + index + 1)
    session.granted += ids.length
    for (const id of entry.patientIds) {
      const claim = { course: locked.course, dose: locked.dose, vaccine: locked.vaccine, given_on: null }
      claims.set(id, [...(claims.get(id) ?? []), claim])
    }
    grants.push({ entry, locked, ids, tokens })
    return { ids, tokens, replayed: false }
  }

  const outcomes = entries.map((entry) => {
    try {
      return decideOne(entry)
    } catch (error) {
      return error as Error
    }
  })
  return { sessions, outcomes, grants }
}

function refuseEntry(
  entry: Entry,
  { locked, granted }: SessionState,
  claims: ReadonlyMap<string, Claim[]>,
  now: Date,
): Problem | undefined {
  if (!locked.windows.includes(entry.window)) {
    return invalidField('/window', `must be one of the session's windows: ${locked.windows.join(', ')}`)
  }
  const session = refuseSession(locked, entry.window, now)
  if (session) return toRefusalProblem(session)
  for (const patient of entry.patients) {
    const refusal = refusePatient(locked, patient, claims.get(patient.patientId) ?? [])
    if (refusal) return toRefusalProblem(refusal, { patientId: patient.patientId })
  }
  const free = locked.capacity - locked.booked - granted
  if (free >= entry.patientIds.length) return undefined
  return new Problem(sessionFull, { members: { available: free } })
}

export function toRefusalProblem(refusal: Refusal, members: Record<string, unknown> = {}): Problem {
  return new Problem(refusal.problem, { detail: refusal.detail, members: { ...refusal.members, ...members } })
}

function toWrite({ clock }: Context<VaccinationTables>, { grants, sessions }: Decisions) {
  const now = clock.now()
  return {
    now,
    eventName: doseBooked.name,
    grants: grants.flatMap(({ entry, locked, ids, tokens }) =>
      ids.map((bookingId, index) => toGrant(entry, locked, bookingId, index, tokens[index] as number, now)),
    ),
    touched: [...sessions.values()]
      .filter(({ granted }) => granted > 0)
      .map(({ locked, granted }) => ({ cell: locked.cell, id: locked.id, granted })),
    answers: grants.flatMap(({ entry, ids, tokens }) =>
      entry.repeatable
        ? [
            {
              ...toRepeatKey(entry.repeatable),
              fingerprint: entry.repeatable.fingerprint,
              answer: JSON.stringify({ ids, tokens }),
            },
          ]
        : [],
    ),
  }
}

function toGrant(
  entry: Entry,
  locked: LockedSession,
  bookingId: BookingId,
  index: number,
  token: number,
  now: Date,
): SeatGrant {
  const patientId = entry.patientIds[index] as PatientId
  const { id: sessionId, cell, course, vaccine, dose, held_on: date } = locked
  const body = {
    bookingId,
    sessionId,
    facilityId: locked.facility_id,
    patientId,
    course,
    vaccine,
    dose,
    date,
    window: entry.window,
  }
  const event = toOutboxRow(doseBooked, body as never, entry.origin, now)
  return {
    cell,
    bookingId,
    sessionId,
    accountId: entry.patients[index]?.accountId ?? null,
    window: entry.window,
    token,
    patientCell: cellOf(patientId),
    patientId,
    course,
    dose,
    vaccine,
    eventId: event.id,
    event: event.body,
  }
}
