// Checks after a run that Sehat stored exactly what it answered. A run that fails this check does not count.
import type pg from 'pg'
import type { Crowd } from './crowd.ts'
import type { Place } from './seed.ts'

export interface Claimed {
  readonly sessions: readonly Place[]
  readonly crowd: Crowd
  /** Ids of the bookings in the 201 answers. */
  readonly bookingIds: readonly string[]
  /** Number of events that the relay handed on during the run, plus events that still wait. */
  readonly events: number
}

const STORED = `
  with live as materialized (
    select b.id, b.session_id from unnest($1::int[], $2::uuid[]) s (cell, id)
    join vaccination.bookings b on b.cell = s.cell and b.session_id = s.id where b.status in ('BOOKED', 'COMPLETED')),
  per_session as (select session_id, count(*) as live from live group by session_id)
  select
    (select count(*) from live)::int as bookings,
    (select count(*) from live join unnest($3::uuid[]) a (id) on a.id = live.id)::int as answered,
    (select count(*) from unnest($4::int[], $5::uuid[]) p (cell, id)
       join vaccination.claims c on c.cell = p.cell and c.patient_id = p.id
       join live on live.id = c.booking_id)::int as claims,
    (select count(*) from unnest($6::int[], $7::uuid[], $8::text[]) k (cell, id, key)
       join vaccination.idempotency_keys i on i.cell = k.cell and i.account_id = k.id and i.key = k.key)::int as keys,
    (select count(*) from unnest($1::int[], $2::uuid[]) w (cell, id)
       join vaccination.sessions s on s.cell = w.cell and s.id = w.id
       left join per_session p on p.session_id = s.id
       where s.booked <> coalesce(p.live, 0) or s.booked > s.capacity)::int as "wrongSessions"`

const cellsOf = (places: readonly Place[]): number[] => places.map(({ cell }) => cell)
const idsOf = (places: readonly Place[]): string[] => places.map(({ id }) => id)

export async function verifySehat(pool: pg.Pool, { sessions, crowd, bookingIds, events }: Claimed): Promise<void> {
  const { rows } = await pool.query(STORED, [
    cellsOf(sessions),
    idsOf(sessions),
    bookingIds,
    cellsOf(crowd.patients),
    idsOf(crowd.patients),
    cellsOf(crowd.accounts),
    idsOf(crowd.accounts),
    crowd.keys,
  ])
  const { wrongSessions, ...stored } = rows[0] as Record<string, number>
  const counts = { ...stored, events }
  const expected = bookingIds.length
  const wrong = Object.entries(counts).filter(([, count]) => count !== expected)
  if (wrong.length === 0 && wrongSessions === 0) return
  const found = wrong.map(([name, count]) => `${count} ${name}`).join(', ')
  throw new Error(
    `Sehat answered 201 for ${expected} bookings, but there are: ${found}; ${wrongSessions} wrong sessions`,
  )
}

/** Throws if a baseline gave a seat twice: then its speed would mean nothing. */
export async function verifyBaseline(pool: pg.Pool, sessions: readonly Place[]): Promise<void> {
  const { rows } = await pool.query(
    `select count(*)::int as wrong from unnest($1::int[], $2::uuid[]) w (cell, id)
     join bench.sessions s on s.cell = w.cell and s.id = w.id
     where s.booked > s.capacity
       or s.booked <> (select count(*) from bench.bookings b where b.cell = s.cell and b.session_id = s.id)`,
    [cellsOf(sessions), idsOf(sessions)],
  )
  if (rows[0].wrong !== 0) throw new Error(`A baseline has ${rows[0].wrong} sessions with a wrong number of bookings`)
}
