// The SQL of seats: a batch of requests locks and reads in one round trip, and writes in another.
import type pg from 'pg'
import type { Send } from '../../../platform/postgres/pipeline.ts'
import { overRecords, type RecordOf } from '../../../platform/postgres/records.ts'
import type { CancellationCount } from './cancellation-rules.ts'
import type { HeldBooking, HeldClaim, LockedQueue, LockedSession, SeatState, SeatWrite } from './requests.ts'

const KEY = { cell: 'int', id: 'uuid' } as const
const CLAIM_KEY = { patient_cell: 'int', patient_id: 'uuid', course: 'text', dose: 'int' } as const

const NEW_CLAIM = { ...CLAIM_KEY, vaccine: 'text', id: 'uuid' } as const
const NEW_BOOKING = {
  ...KEY,
  session_id: 'uuid',
  patient_id: 'uuid',
  account_id: 'uuid?',
  time_window: 'text',
  token: 'int',
  arrived_at: 'timestamptz?',
  first_id: 'uuid?',
  moves: 'int',
} as const
/** A new booking with its claim. */
export type SeatGrant = RecordOf<typeof NEW_BOOKING> & RecordOf<typeof NEW_CLAIM>

const NEW_PROOF = { ...KEY, kind: 'text', document: 'text?', last4: 'text?', proven_by: 'uuid?' } as const
/** How the staff knew that a walk-in was there. The key is that of the booking. */
export type ProofGrant = RecordOf<typeof NEW_PROOF>

const END = { ...KEY, status: 'text', ended_by: 'uuid?', rescheduled_to: 'uuid?' } as const
const OLD_CLAIM = { ...CLAIM_KEY, id: 'uuid' } as const
/** A booking that ends without a dose, with the claim that it gives back. */
export type EndedBooking = RecordOf<typeof END> & RecordOf<typeof OLD_CLAIM>

const NEW_CANCELLATION = { cell: 'int', subject_id: 'uuid', cancelled: 'int', window_ends_at: 'timestamptz' } as const
/** The number to add to the cancellations of a patient or an account, and the end of its window. */
export type CancellationAdd = RecordOf<typeof NEW_CANCELLATION>

const COUNT = { ...KEY, booked: 'int', tokens: 'int' } as const
/** The numbers to add to the counters of a session. */
export type SeatCount = RecordOf<typeof COUNT>

const QUEUE = { cell: 'int', facility_id: 'uuid', held_on: 'date', tokens: 'int' } as const
/** The number to add to the tokens of a centre's day. */
export type QueueCount = RecordOf<typeof QUEUE>

const PROMISE = { cell: 'int', facility_id: 'uuid', vaccine: 'text', quantity: 'int' } as const
/** The number to add to the promised doses of a shelf. */
export type PromiseChange = RecordOf<typeof PROMISE>

const lockSessions = overRecords(
  'seats-lock-sessions',
  KEY,
  (keys) => `select s.cell, s.id, s.facility_id, s.held_on, s.course, s.vaccine, s.dose, s.interval_days_min,
      s.age_min, s.age_max, s.windows, s.opens_at, s.status, s.capacity, s.booked, s.given, s.tokens_issued, s.revision,
      s.fee_paise
    from ${keys} join vaccination.sessions s on s.cell = record.cell and s.id = record.id
    order by s.cell, s.id for update of s`,
)

// Everybody locks sessions before queues, and queues before shelves, each in the order of their key.
const lockQueues = overRecords(
  'seats-lock-queues',
  KEY,
  (keys) => `select q.cell, q.facility_id, q.held_on, q.tokens_issued
    from ${keys} join vaccination.sessions s on s.cell = record.cell and s.id = record.id
      join vaccination.queues q on q.cell = s.cell and q.facility_id = s.facility_id and q.held_on = s.held_on
    order by q.cell, q.facility_id, q.held_on for update of q`,
)

const listBookings = overRecords(
  'seats-list-bookings',
  KEY,
  (keys) => `select b.cell, b.id, b.session_id, b.patient_id, b.account_id, b.token, b.status, b.revision,
      b.first_id, b.moves
    from ${keys} join vaccination.bookings b on b.cell = record.cell and b.id = record.id`,
)

const listClaims = overRecords(
  'seats-list-claims',
  KEY,
  (patients) => `select c.patient_id, c.course, c.dose, c.vaccine, c.booking_id, c.given_on
    from ${patients} join vaccination.claims c on c.cell = record.cell and c.patient_id = record.id`,
)

const listCancellations = overRecords(
  'seats-list-cancellations',
  KEY,
  (subjects) => `select c.subject_id, c.cancelled, c.window_ends_at
    from ${subjects} join vaccination.cancellation_counts c on c.cell = record.cell and c.subject_id = record.id`,
)

const endBookings = overRecords(
  'seats-end-bookings',
  END,
  (ended, now) => `update vaccination.bookings b
    set status = record.status, ended_at = ${now()}, ended_by = record.ended_by,
      rescheduled_to = record.rescheduled_to, revision = b.revision + 1
    from ${ended} where b.cell = record.cell and b.id = record.id`,
)

const deleteClaims = overRecords(
  'seats-delete-claims',
  OLD_CLAIM,
  (claims) => `delete from vaccination.claims c using ${claims}
    where c.cell = record.patient_cell and c.patient_id = record.patient_id and c.course = record.course
      and c.dose = record.dose and c.booking_id = record.id`,
)

const insertReleasedClaims = overRecords(
  'seats-insert-released-claims',
  OLD_CLAIM,
  (claims, now) => `insert into vaccination.released_claims (cell, patient_id, booking_id, course, dose, released_at)
    select patient_cell, patient_id, id, course, dose, ${now()} from ${claims}`,
)

// Inserted in the order of the key, so that two batches with the same people do not block each other (deadlock).
const insertClaims = overRecords(
  'seats-insert-claims',
  NEW_CLAIM,
  (claims) => `insert into vaccination.claims (cell, patient_id, course, dose, vaccine, booking_id)
    select patient_cell, patient_id, course, dose, vaccine, id
    from ${claims} order by patient_cell, patient_id, course, dose`,
)

/** The constraint that a batch violates when another process has just booked the same dose for the same person. */
export const CLAIM_TAKEN = 'claims_pk'

const insertBookings = overRecords(
  'seats-insert-bookings',
  NEW_BOOKING,
  (bookings, now) => `insert into vaccination.bookings
      (cell, id, session_id, patient_id, account_id, time_window, token, status, booked_at, arrived_at,
      first_id, moves, revision)
    select cell, id, session_id, patient_id, account_id, time_window, token, 'BOOKED', ${now()}, arrived_at,
      first_id, moves, case when arrived_at is null then 1 else 2 end
    from ${bookings}`,
)

const insertProofs = overRecords(
  'seats-insert-proofs',
  NEW_PROOF,
  (proofs, now) => `insert into vaccination.walk_in_proofs
      (cell, booking_id, kind, document, last4, proven_by, proven_at)
    select cell, id, kind, document, last4, proven_by, ${now()} from ${proofs}`,
)

// In the order of the key, so that two batches with the same family do not block each other.
const addCancellations = overRecords(
  'seats-add-cancellations',
  NEW_CANCELLATION,
  (added, now) => `insert into vaccination.cancellation_counts as known (cell, subject_id, cancelled, window_ends_at)
    select cell, subject_id, cancelled, window_ends_at from ${added} order by cell, subject_id
    on conflict (cell, subject_id) do update set
      cancelled = case when known.window_ends_at <= ${now()} then 0 else known.cancelled end + excluded.cancelled,
      window_ends_at = case when known.window_ends_at <= ${now()} then excluded.window_ends_at
        else known.window_ends_at end`,
)

const countSeats = overRecords(
  'seats-count',
  COUNT,
  (counts) => `update vaccination.sessions s
    set booked = s.booked + record.booked, tokens_issued = s.tokens_issued + record.tokens,
      revision = s.revision + 1, changed_xid = pg_current_xact_id()
    from ${counts} where s.cell = record.cell and s.id = record.id`,
)

const countTokens = overRecords(
  'seats-count-tokens',
  QUEUE,
  (counts) => `update vaccination.queues q set tokens_issued = q.tokens_issued + record.tokens
    from ${counts}
    where q.cell = record.cell and q.facility_id = record.facility_id and q.held_on = record.held_on`,
)

// Everybody locks sessions before shelves, and shelves in the order of their key. So there is no deadlock.
const changePromises = overRecords(
  'seats-change-promises',
  PROMISE,
  (changes) => `update vaccination.stock_levels l
    set promised = l.promised + locked.quantity,
      uncovered = least(l.uncovered, greatest(l.promised + locked.quantity + l.blocked - l.on_hand, 0))
    from (select l.cell, l.facility_id, l.vaccine, record.quantity
      from (select cell, facility_id, vaccine, sum(quantity)::int as quantity from ${changes}
        group by cell, facility_id, vaccine) record
      join vaccination.stock_levels l on l.cell = record.cell and l.facility_id = record.facility_id
        and l.vaccine = record.vaccine
      order by l.cell, l.facility_id, l.vaccine for update of l) locked
    where l.cell = locked.cell and l.facility_id = locked.facility_id and l.vaccine = locked.vaccine`,
)

interface SeatKeys {
  readonly sessions: readonly RecordOf<typeof KEY>[]
  /** The sessions that give seats, and so tokens. */
  readonly takers: readonly RecordOf<typeof KEY>[]
  readonly bookings: readonly RecordOf<typeof KEY>[]
  readonly patients: readonly RecordOf<typeof KEY>[]
  /** The patients and accounts whose cancellations count. */
  readonly subjects: readonly RecordOf<typeof KEY>[]
}

/** Locks the sessions and queues in the order of their key, then reads the bookings and claims that the rules need. */
export async function lockSeats(send: Send, keys: SeatKeys): Promise<SeatState> {
  const { sessions, takers, bookings, patients, subjects } = keys
  const [locked, queues, found, claims, counts] = await Promise.all([
    send<LockedSession>(lockSessions(sessions)),
    takers.length === 0 ? undefined : send<LockedQueue>(lockQueues(takers)),
    bookings.length === 0 ? undefined : send<HeldBooking>(listBookings(bookings)),
    patients.length === 0 ? undefined : send<HeldClaim>(listClaims(patients)),
    subjects.length === 0 ? undefined : send<CancellationCount>(listCancellations(subjects)),
  ])
  return {
    sessions: locked.rows,
    queues: queues?.rows ?? [],
    bookings: found?.rows ?? [],
    claims: claims?.rows ?? [],
    cancellations: counts?.rows ?? [],
  }
}

/** The statements of a write. They delete claims before they insert claims, because a move frees and takes the same. */
export function writeSeats(
  { ended, granted, proofs, cancellations, counts, queues, promises }: SeatWrite,
  now: Date,
): pg.QueryConfig[] {
  return [
    ...(ended.length > 0 ? [endBookings(ended, now), deleteClaims(ended), insertReleasedClaims(ended, now)] : []),
    ...(granted.length > 0 ? [insertClaims(granted), insertBookings(granted, now)] : []),
    ...(proofs.length > 0 ? [insertProofs(proofs, now)] : []),
    ...(cancellations.length > 0 ? [addCancellations(cancellations, now)] : []),
    countSeats(counts),
    ...(queues.length > 0 ? [countTokens(queues)] : []),
    ...(promises.length > 0 ? [changePromises(promises)] : []),
  ]
}
