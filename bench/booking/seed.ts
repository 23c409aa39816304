// Fills the tables for a booking run, many rows at a time: centres, sessions, patients, and the baselines' tables.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { addDays, dayInIndia } from '../../server/src/platform/clock.ts'
import { type Cell, cellOf, newId } from '../../server/src/platform/id.ts'
import type { Person } from '../sehat.ts'
import { repository } from '../stage.ts'

export const WINDOW = '09:00-12:00'
const WINDOWS = '{09:00-12:00,12:00-15:00,15:00-18:00}'
export const SPREAD_SESSIONS = 2_000
const ROWS_PER_INSERT = 20_000

export interface Place {
  readonly cell: Cell
  readonly id: string
}

/** Reads the numbers of all districts. */
export function readCells(): Cell[] {
  const lines = readFileSync(path.join(repository, 'data/places/cells.csv'), 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => Number(line.split(',', 1)[0]))
}

export async function seedCentres(pool: pg.Pool, cells: readonly Cell[], count: number): Promise<Place[]> {
  const centres = Array.from({ length: count }, (_, index): Place => {
    const cell = cells[index % cells.length] as Cell
    return { cell, id: newId<'facility'>(cell) }
  })
  await pool.query(
    `insert into vaccination.centres (cell, facility_id, name, address, pin, district, state, state_code, version)
     select c.cell, c.id, 'Centre ' || c.nr, 'Main Road', '110001', 'District ' || c.cell, 'State', 'DL', 1
     from unnest($1::int[], $2::uuid[]) with ordinality c (cell, id, nr)`,
    [centres.map(({ cell }) => cell), centres.map(({ id }) => id)],
  )
  return centres
}

/** Makes one open session at each of these centres, a week ahead. */
export async function seedSessions(
  pool: pg.Pool,
  schema: 'vaccination' | 'bench',
  centres: readonly Place[],
  capacity: number,
): Promise<Place[]> {
  const sessions = centres.map(({ cell }): Place => ({ cell, id: newId<'session'>(cell) }))
  await pool.query(
    `insert into ${schema}.sessions (cell, id, facility_id, held_on, course, vaccine, dose, interval_days_min,
       age_min, windows, fee_paise, status, capacity, booked, given, tokens_issued, revision, created_at)
     select s.cell, s.id, s.facility_id, $4, 'COVID-19', 'COVISHIELD', 1, 84, 18, $5, 0, 'open', $6, 0, 0, 0, 1, now()
     from unnest($1::int[], $2::uuid[], $3::uuid[]) s (cell, id, facility_id)`,
    [
      sessions.map(({ cell }) => cell),
      sessions.map(({ id }) => id),
      centres.map(({ id }) => id),
      addDays(dayInIndia(new Date()), 7),
      WINDOWS,
      capacity,
    ],
  )
  await pool.query(
    `insert into vaccination.queues (cell, facility_id, held_on)
     select distinct cell, facility_id, held_on from ${schema}.sessions on conflict do nothing`,
  )
  await pool.query(`analyze ${schema}.sessions`)
  return sessions
}

/** Makes one adult patient for each of these people. Person n gets a patient who lives in `cells[n]`. */
export async function seedPatients(
  pool: pg.Pool,
  people: readonly Person[],
  cells: readonly Cell[],
): Promise<string[]> {
  const ids = cells.map((cell) => newId<'patient'>(cell))
  for (let start = 0; start < ids.length; start += ROWS_PER_INSERT) {
    const part = ids.slice(start, start + ROWS_PER_INSERT)
    await pool.query(
      `insert into patients.patients
         (cell, id, account_id, is_account_holder, name, birth_date, birth_year, gender, pin, created_at)
       select p.cell, p.id, p.account_id, true, 'Asha Devi', '1980-06-15', 1980, 'female', '110001', now()
       from unnest($1::int[], $2::uuid[], $3::uuid[]) p (cell, id, account_id)`,
      [part.map(cellOf), part, people.slice(start, start + part.length).map(({ accountId }) => accountId)],
    )
  }
  await pool.query('analyze patients.patients')
  return ids
}

/** Makes the tables of the baselines: with the same columns, keys, indexes and checks as Sehat's. */
export async function createBaselineTables(pool: pg.Pool): Promise<void> {
  const tables = ['sessions', 'bookings', 'claims', 'outbox', 'idempotency_keys']
  const statements = tables.map((name) => `create table bench.${name} (like vaccination.${name} including all);`)
  await pool.query(
    `create schema bench; ${statements.join(' ')}
     alter table bench.bookings add constraint bookings_session
       foreign key (cell, session_id) references bench.sessions (cell, id)`,
  )
}
