// The SQL of the booking engine: lock and read for a batch, then write what was granted, in two round trips.
//
// The statements of a round trip are sent together (the driver's pipeline mode) and are named prepared statements.
// Arrays travel as text literals that are joined here: uuids and numbers need no escaping, and the driver's own
// conversion of a hundred elements costs more than the query.
import pg from 'pg'
import type { FacilityId } from '../../facilities/contract.ts'
import type { BookingId, SessionId } from '../contract.ts'
import type { Claim, SessionFacts } from '../rules.ts'

export interface LockedSession extends SessionFacts {
  readonly cell: number
  readonly id: SessionId
  readonly facility_id: FacilityId
  readonly capacity: number
  readonly booked: number
  readonly given: number
  readonly tokens_issued: number
  readonly fee_paise: number
  readonly revision: number
}

export interface StoredAnswer {
  readonly account_id: string
  readonly key: string
  readonly fingerprint: string
  /** What was granted: see SeatGrant. */
  readonly answer: { ids: BookingId[]; tokens: number[] }
}

export interface PatientKey {
  readonly cell: number
  readonly patientId: string
}

export interface RepeatKey {
  readonly cell: number
  readonly accountId: string
  readonly key: string
}

export interface BatchQuestion {
  readonly sessionIds: readonly { cell: number; id: string }[]
  readonly patients: readonly PatientKey[]
  readonly keys: readonly RepeatKey[]
}

export interface BatchState {
  readonly sessions: readonly LockedSession[]
  readonly claims: readonly (Claim & { patient_id: string })[]
  readonly answers: readonly StoredAnswer[]
}

/** One booking that was granted. */
export interface SeatGrant {
  readonly cell: number
  readonly bookingId: string
  readonly sessionId: string
  /** Of the patient; null for somebody without one. */
  readonly accountId: string | null
  readonly window: string
  readonly token: number
  readonly patientCell: number
  readonly patientId: string
  readonly course: string
  readonly dose: number
  readonly vaccine: string
  readonly eventId: string
  /** The event's envelope as JSON. */
  readonly event: string
}

export interface BatchWrite {
  readonly now: Date
  readonly eventName: string
  readonly grants: readonly SeatGrant[]
  readonly touched: readonly { cell: number; id: string; granted: number }[]
  readonly answers: readonly (RepeatKey & { fingerprint: string; answer: string })[]
}

/** Raised by grant_seats when another batch took a claim or a key meanwhile. */
export const CLAIM_TAKEN = 'SE001'

const SESSION_COLUMNS = `s.cell, s.id, s.facility_id, s.held_on, s.course, s.vaccine, s.dose, s.interval_days_min,
  s.age_min, s.age_max, s.windows, s.opens_at, s.status, s.capacity, s.booked, s.given, s.tokens_issued, s.revision,
  s.fee_paise`

const LOCK_SESSIONS = `select ${SESSION_COLUMNS}
  from unnest($1::int[], $2::uuid[]) w (cell, id)
  join vaccination.sessions s on s.cell = w.cell and s.id = w.id
  order by s.cell, s.id for update of s`

const LIST_CLAIMS = `select c.patient_id, c.course, c.dose, c.vaccine, c.given_on
  from unnest($1::int[], $2::uuid[]) w (cell, id)
  join vaccination.claims c on c.cell = w.cell and c.patient_id = w.id`

const LIST_ANSWERS = `select k.account_id, k.key, k.fingerprint, k.answer
  from unnest($1::int[], $2::uuid[], $3::text[]) w (cell, account_id, key)
  join vaccination.idempotency_keys k on k.cell = w.cell and k.account_id = w.account_id and k.key = w.key`

const GRANT_SEATS = `select vaccination.grant_seats($1::int, $2::timestamptz,
  $3::int[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::int[], $9::int[], $10::uuid[], $11::text[],
  $12::int[], $13::text[], $14::uuid[], $15::text, string_to_array($16::text, e'\\n'),
  $17::int[], $18::uuid[], $19::int[],
  $20::int[], $21::uuid[], $22::text[], $23::text[], string_to_array($24::text, e'\\n'))`

/** The one connection on which this process decides its batches. */
export interface Seats {
  /** Undefined before the first batch, and after the connection failed. */
  readonly held: pg.PoolClient | undefined
  connect(): Promise<pg.PoolClient>
  /** Gives up a connection that failed; the next batch opens another. */
  drop(error: Error): void
  end(): Promise<void>
}

/** A connection that is pipelined, with plans that use the keys whatever the statistics of a new table say. */
export function openSeats(url: string, timeoutMs: number): Seats {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    pipeline: true,
    application_name: 'sehat seats',
    connectionTimeoutMillis: 5_000,
    statement_timeout: timeoutMs,
    lock_timeout: Math.ceil(timeoutMs / 2),
    idle_in_transaction_session_timeout: timeoutMs * 2,
    query_timeout: timeoutMs + 2_000,
    options:
      '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan',
  } as pg.PoolConfig)
  pool.on('error', () => {})
  let held: pg.PoolClient | undefined
  const drop = (error?: Error): void => {
    held?.release(error)
    held = undefined
  }
  // The server may close it while no batch is under way.
  pool.on('connect', (client) => client.on('error', drop))
  return {
    get held() {
      return held
    },
    async connect() {
      held = await pool.connect()
      return held
    },
    drop,
    async end() {
      drop()
      await pool.end()
    },
  }
}

const list = (values: readonly (string | number | null)[]): string => `{${values.map(String).join(',')}}`
// Keys, courses, vaccines and fingerprints are checked text without quotes or backslashes, but may hold commas.
const quoted = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

/** Begins a transaction and locks the sessions in one fixed order; then reads claims and stored answers. */
export async function lockBatch(client: pg.PoolClient, question: BatchQuestion): Promise<BatchState> {
  const { sessionIds, patients, keys } = question
  const [, sessions, claims, answers] = await all([
    client.query('begin'),
    client.query<LockedSession>({
      name: 'seats-lock-sessions',
      text: LOCK_SESSIONS,
      values: [list(sessionIds.map((session) => session.cell)), list(sessionIds.map((session) => session.id))],
    }),
    client.query<Claim & { patient_id: string }>({
      name: 'seats-list-claims',
      text: LIST_CLAIMS,
      values: [list(patients.map((patient) => patient.cell)), list(patients.map((patient) => patient.patientId))],
    }),
    keys.length === 0 ? undefined : client.query<StoredAnswer>(answersQuery(keys)),
  ])
  return { sessions: sessions.rows, claims: claims.rows, answers: answers?.rows ?? [] }
}

function answersQuery(keys: readonly RepeatKey[]) {
  return {
    name: 'seats-list-answers',
    text: LIST_ANSWERS,
    values: [
      list(keys.map(({ cell }) => cell)),
      list(keys.map(({ accountId }) => accountId)),
      quoted(keys.map(({ key }) => key)),
    ],
  }
}

/** The stored answers to repeated requests, without locking anything. */
export async function listAnswers(pool: pg.Pool, keys: readonly RepeatKey[]): Promise<StoredAnswer[]> {
  const { rows } = await pool.query<StoredAnswer>(answersQuery(keys))
  return rows
}

/** Writes the grants and commits. A batch that lost a race is rolled back and throws with code CLAIM_TAKEN. */
export async function writeBatch(client: pg.PoolClient, write: BatchWrite): Promise<void> {
  const { grants, touched, answers, now, eventName } = write
  await all([
    client.query({
      name: 'seats-grant',
      text: GRANT_SEATS,
      values: [
        grants[0]?.cell ?? 0,
        now.toISOString(),
        list(grants.map((grant) => grant.cell)),
        list(grants.map((grant) => grant.bookingId)),
        list(grants.map((grant) => grant.sessionId)),
        list(grants.map((grant) => grant.accountId)),
        list(grants.map((grant) => grant.window)),
        list(grants.map((grant) => grant.token)),
        list(grants.map((grant) => grant.patientCell)),
        list(grants.map((grant) => grant.patientId)),
        quoted(grants.map((grant) => grant.course)),
        list(grants.map((grant) => grant.dose)),
        quoted(grants.map((grant) => grant.vaccine)),
        list(grants.map((grant) => grant.eventId)),
        eventName,
        grants.map((grant) => grant.event).join('\n'),
        list(touched.map((session) => session.cell)),
        list(touched.map((session) => session.id)),
        list(touched.map((session) => session.granted)),
        list(answers.map(({ cell }) => cell)),
        list(answers.map(({ accountId }) => accountId)),
        quoted(answers.map(({ key }) => key)),
        quoted(answers.map(({ fingerprint }) => fingerprint)),
        answers.map(({ answer }) => answer).join('\n'),
      ],
    }),
    // In a transaction that failed this rolls back, so it may be sent before the outcome is known.
    client.query('commit'),
  ])
}

/** Waits for all, so that no answer of a pipeline is left behind, then throws the first error. */
async function all<Results extends readonly unknown[]>(
  queries: Results,
): Promise<{ -readonly [Index in keyof Results]: Awaited<Results[Index]> }> {
  const outcomes = await Promise.allSettled(queries)
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as never
}
