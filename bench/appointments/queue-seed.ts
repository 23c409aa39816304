// Fills the queues of a day with people who wait, for Sehat and for the baseline.
import type pg from 'pg'
import { addDays, dayInIndia } from '../../server/src/platform/clock.ts'
import { type Cell, newId } from '../../server/src/platform/id.ts'
import type { Place } from '../booking/seed.ts'
import type { Doctor } from './seed.ts'

const ROWS_PER_INSERT = 20_000
const LETTERS = 26

export interface Line extends Place {
  readonly facilityId: string
  readonly tokenIds: readonly string[]
}

/** The tables of the baseline: with the same columns, keys, indexes and checks as Sehat's. */
export async function createQueueTables(pool: pg.Pool): Promise<void> {
  const tables = ['queues', 'tokens', 'outbox', 'idempotency_keys']
  const statements = tables.map((name) => `create table bench.${name} (like appointments.${name} including all);`)
  await pool.query(`create schema bench; ${statements.join(' ')}`)
}

interface Wanted {
  readonly schema: 'appointments' | 'bench'
  /** The day of the queues, counted from today. */
  readonly nth: number
  readonly waiting: number
}

/** Makes a queue for each of these doctors, with so many people who wait. */
export async function seedQueues(
  pool: pg.Pool,
  doctors: readonly Doctor[],
  { schema, nth, waiting }: Wanted,
): Promise<Line[]> {
  const lines = doctors.map(({ cell, facilityId }): Line => {
    const tokenIds = Array.from({ length: waiting }, () => newId<'token'>(cell as Cell))
    return { cell: cell as Cell, id: newId<'queue'>(cell), facilityId, tokenIds }
  })
  const seen = new Map<string, number>()
  const letters = lines.map(({ facilityId }) => {
    const count = seen.get(facilityId) ?? 0
    seen.set(facilityId, count + 1)
    return String.fromCharCode(65 + (count % LETTERS))
  })
  await pool.query(
    `insert into ${schema}.queues (cell, id, facility_id, kind, doctor_id, day, letter, status, tokens_issued,
       changed_at)
     select q.cell, q.id, q.at, 'practice', q.doctor, $5::date, q.letter, 'open', $6, now()
     from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $7::text[]) q (cell, id, at, doctor, letter)`,
    [
      lines.map(({ cell }) => cell),
      lines.map(({ id }) => id),
      doctors.map(({ facilityId }) => facilityId),
      doctors.map(({ doctorId }) => doctorId),
      addDays(dayInIndia(new Date()), nth),
      waiting,
      letters,
    ],
  )
  await seedTokens(pool, schema, lines)
  await pool.query(`analyze ${schema}.queues`)
  await pool.query(`analyze ${schema}.tokens`)
  return lines
}

async function seedTokens(pool: pg.Pool, schema: Wanted['schema'], lines: readonly Line[]): Promise<void> {
  const tokens = lines.flatMap(({ cell, id: queueId, tokenIds }) =>
    tokenIds.map((id, index) => ({ cell, id, queueId, number: index + 1, patientId: newId<'patient'>(cell) })),
  )
  for (let start = 0; start < tokens.length; start += ROWS_PER_INSERT) {
    const part = tokens.slice(start, start + ROWS_PER_INSERT)
    await pool.query(
      `insert into ${schema}.tokens (cell, id, queue_id, number, lane, patient_id, order_key, status, arrived_at)
       select t.cell, t.id, t.queue, t.number, 'walk-in', t.patient, 540 + t.number, 'WAITING', now()
       from unnest($1::int[], $2::uuid[], $3::uuid[], $4::int[], $5::uuid[]) t (cell, id, queue, number, patient)`,
      [
        part.map(({ cell }) => cell),
        part.map(({ id }) => id),
        part.map(({ queueId }) => queueId),
        part.map(({ number }) => number),
        part.map(({ patientId }) => patientId),
      ],
    )
  }
}

const CALLED = `
  with called as materialized (
    select t.cell, t.id, t.queue_id, t.order_key, t.number
    from unnest($1::int[], $2::uuid[]) q (cell, id)
    join SCHEMA.tokens t on t.cell = q.cell and t.queue_id = q.id where t.status = 'CALLED')
  select
    (select count(*) from called)::int as called,
    (select count(*) from called join unnest($3::uuid[]) answered (id) on answered.id = called.id)::int as answered,
    (select count(*) from called c where exists (
       select from SCHEMA.tokens t where t.cell = c.cell and t.queue_id = c.queue_id and t.status = 'WAITING'
         and (t.order_key, t.number) < (c.order_key, c.number)))::int as "outOfTurn"`

/** Throws if a person was called twice or out of turn, or if an answer named somebody who was not called. */
export async function verifyCalls(
  pool: pg.Pool,
  schema: Wanted['schema'],
  lines: readonly Line[],
  answeredIds: readonly string[],
): Promise<void> {
  const { rows } = await pool.query<{ called: number; answered: number; outOfTurn: number }>(
    CALLED.replaceAll('SCHEMA', schema),
    [lines.map(({ cell }) => cell), lines.map(({ id }) => id), answeredIds],
  )
  const { called, answered, outOfTurn } = rows[0] as (typeof rows)[0]
  const different = new Set(answeredIds).size
  const isRight = [called, answered, different].every((count) => count === answeredIds.length) && outOfTurn === 0
  if (isRight) return
  throw new Error(
    `${schema}: ${answeredIds.length} answers named ${different} people; ${called} are called, ${answered} of them ` +
      `in an answer, ${outOfTurn} out of turn`,
  )
}
