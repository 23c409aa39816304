// Stores millions of past bookings, as a country would have them. PostgreSQL itself makes the rows.
import type pg from 'pg'
import { cellOf } from '../../server/src/platform/id.ts'
import { type Place, WINDOW } from './seed.ts'

const DAYS = 60
const BOOKINGS_PER_SESSION = 100
const SESSIONS_PER_STEP = 5_000
const DAY_MS = 86_400_000

// Makes ids with the layout of platform/id.ts: 48 bits of time, version 8, the cell in two pieces, the rest random.
export const MAKE_ID = `create schema if not exists history;
  create or replace function history.make_id(cell int, ms bigint) returns uuid language plpgsql volatile as $$
  declare
    noise text := lpad(to_hex((random() * 4294967295)::bigint), 8, '0')
      || lpad(to_hex((random() * 16777215)::int), 6, '0');
  begin
    return (lpad(to_hex(ms), 12, '0') || '8' || lpad(to_hex(cell >> 4), 3, '0')
      || to_hex(128 | ((cell & 15) << 2) | (random() * 3)::int) || noise)::uuid;
  end $$`

/** Inserts sessions of the last days at these centres. All are closed and fully booked. */
const SESSIONS = `insert into vaccination.sessions (cell, id, facility_id, held_on, course, vaccine,
    dose, interval_days_min, age_min, windows, fee_paise, status, capacity, booked, given, tokens_issued, revision,
    created_at)
  select c.cells[1 + nr % $3], history.make_id(c.cells[1 + nr % $3], ($4::bigint + nr * ($5::bigint * $6 / $7))),
    c.ids[1 + nr % $3], to_timestamp(($4::bigint + nr * ($5::bigint * $6 / $7)) / 1000)::date,
    'COVID-19', 'COVISHIELD', 1, 84, 18, '{09:00-12:00}', 0, 'closed', $8, $8, $8, $8, $8, now()
  from generate_series(0, $7 - 1) nr, (select $1::int[] as cells, $2::uuid[] as ids) c`

/** Inserts bookings of people who all came. 5 % live in another district. Only one day's keys are kept. */
const BOOKINGS = `with made as materialized (
    select s.cell, history.make_id(s.cell, booked_ms) as id, s.id as session_id, s.held_on, nr as token,
      home, history.make_id(home, booked_ms) as patient_id, history.make_id(home, booked_ms) as account_id,
      to_timestamp(booked_ms / 1000.0) as booked_at
    from unnest($1::int[], $2::uuid[]) w (cell, id)
    join vaccination.sessions s on s.cell = w.cell and s.id = w.id
    cross join generate_series(1, $3) nr
    cross join lateral (select (extract(epoch from s.held_on) * 1000)::bigint - (random() * $4)::bigint as booked_ms,
      case when random() >= 0.05 then s.cell
        else ($5::int[])[1 + floor(random() * cardinality($5::int[]))::int] end as home) m),
  claimed as (insert into vaccination.claims (cell, patient_id, course, dose, vaccine, booking_id, given_on)
    select home, patient_id, 'COVID-19', 1, 'COVISHIELD', id, held_on from made),
  keyed as (insert into vaccination.idempotency_keys (cell, account_id, key, fingerprint, status, answer)
    select home, account_id, gen_random_uuid()::text, repeat('f', 44), 201,
      json_build_object('ids', array[id], 'tokens', array[token])
    from made where random() < $6)
  insert into vaccination.bookings (cell, id, session_id, patient_id, account_id, time_window, token, status, booked_at,
    ended_at, ended_by)
  select cell, id, session_id, patient_id, account_id, '${WINDOW}', token, 'COMPLETED', booked_at, held_on, account_id
  from made`

/** Stores about `count` bookings. It drops their indexes first and makes them again, which is many times faster. */
export async function seedHistory(
  pool: pg.Pool,
  centres: readonly Place[],
  cells: readonly number[],
  count: number,
  onProgress: (stored: number) => void,
): Promise<number> {
  await pool.query(MAKE_ID)
  const sessions = await seedPastSessions(pool, centres, Math.ceil(count / BOOKINGS_PER_SESSION))
  const restore = await dropIndexes(pool, ['vaccination.bookings', 'vaccination.claims'])
  for (let start = 0; start < sessions.length; start += SESSIONS_PER_STEP) {
    const part = sessions.slice(start, start + SESSIONS_PER_STEP)
    const values = [part.map(({ cell }) => cell), part.map(({ id }) => id), BOOKINGS_PER_SESSION, 7 * DAY_MS, cells]
    await pool.query(BOOKINGS, [...values, 1 / DAYS])
    onProgress((start + part.length) * BOOKINGS_PER_SESSION)
  }
  await restore()
  await pool.query('drop schema history cascade')
  for (const table of ['sessions', 'bookings', 'claims', 'idempotency_keys']) {
    await pool.query(`vacuum (analyze) vaccination.${table}`)
  }
  return sessions.length * BOOKINGS_PER_SESSION
}

async function seedPastSessions(pool: pg.Pool, centres: readonly Place[], count: number): Promise<Place[]> {
  const fromMs = Date.now() - DAYS * DAY_MS
  const cells = centres.map(({ cell }) => cell)
  const ids = centres.map(({ id }) => id)
  await pool.query(SESSIONS, [cells, ids, centres.length, fromMs, DAYS, DAY_MS, count, BOOKINGS_PER_SESSION])
  const { rows } = await pool.query<Place>('select cell, id from vaccination.sessions order by held_on, cell, id')
  const wrong = rows.find(({ cell, id }) => cellOf(id) !== cell)
  if (wrong) throw new Error(`The id ${wrong.id} does not carry its cell ${wrong.cell}`)
  return rows
}

/** Drops the indexes and keys of these tables. Gives a function that makes them again. */
export async function dropIndexes(pool: pg.Pool, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await pool.query<{ drop: string; make: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
     from pg_constraint
     where conrelid = any($1::regclass[]) and contype in ('p', 'f')
     union all
     select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
     from pg_index i
     where i.indrelid = any($1::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  for (const { drop } of rows) await pool.query(drop)
  return async () => {
    await pool.query(`set maintenance_work_mem = '512MB'; ${rows.map(({ make }) => make).join('; ')}`)
  }
}
