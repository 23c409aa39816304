// Fills the tables for availability: all real PIN codes, a centre at each, and sessions on the next days.
import path from 'node:path'
import type pg from 'pg'
import { importPlaceFiles, ReportWriter } from '../../server/src/modules/facilities/testing.ts'
import { addDays, dayInIndia } from '../../server/src/platform/clock.ts'
import { newId } from '../../server/src/platform/id.ts'
import { openDb } from '../../server/src/platform/postgres/db.ts'
import type { Place } from '../booking/seed.ts'
import type { BenchOptions } from '../options.ts'
import { repository } from '../stage.ts'

const ROWS_PER_INSERT = 20_000
const QUICK_EVERY = 50
export const CAPACITY = 1_000

export interface Centre extends Place {
  readonly pin: string
}

/** Where Sehat answers for a PIN code. */
export const urlOf = (pin: string): string => `/v1/vaccination/availability?pin=${pin}`

/** Makes one centre at each PIN code, in its district. A quick run takes every fiftieth PIN code. */
export async function seedCentresOfPins(pool: pg.Pool, { quick }: BenchOptions): Promise<Centre[]> {
  const folder = path.join(repository, 'data/places')
  await importPlaceFiles({ db: openDb(pool), folder, report: new ReportWriter(), onProgress: () => {} })
  const { rows } = await pool.query<{ pin: string; cell: number }>('select pin, cell from facilities.pins order by pin')
  const chosen = quick ? rows.filter((_, nth) => nth % QUICK_EVERY === 0) : rows
  const centres = chosen.map(({ pin, cell }): Centre => ({ pin, cell, id: newId<'facility'>(cell) }))
  await pool.query(
    `insert into vaccination.centres (cell, facility_id, name, address, pin, district, state, state_code, version)
     select p.cell, c.id, 'Primary Health Centre ' || p.main_office, 'Near ' || p.main_office || ' post office', p.pin,
       d.name, s.name, s.code, 1
     from unnest($1::text[], $2::uuid[]) c (pin, id)
     join facilities.pins p using (pin)
     join facilities.districts d on d.cell = p.cell
     join facilities.states s on s.code = d.state_code`,
    [centres.map(({ pin }) => pin), centres.map(({ id }) => id)],
  )
  await pool.query('analyze vaccination.centres')
  return centres
}

/** Makes `count` sessions at these centres in turn, over `days` days from tomorrow, with up to 89 booked seats. */
export async function seedSessionsAhead(
  pool: pg.Pool,
  centres: readonly Centre[],
  count: number,
  days: number,
): Promise<Place[]> {
  const tomorrow = addDays(dayInIndia(new Date()), 1)
  const sessions = Array.from({ length: count }, (_, index) => {
    const { cell, id: centre } = centres[index % centres.length] as Centre
    return { cell, id: newId<'session'>(cell) as string, centre }
  })
  for (let start = 0; start < count; start += ROWS_PER_INSERT) {
    const part = sessions.slice(start, start + ROWS_PER_INSERT)
    await pool.query(
      `insert into vaccination.sessions (cell, id, facility_id, held_on, course, vaccine, dose, interval_days_min,
         age_min, windows, fee_paise, status, capacity, booked, given, tokens_issued, revision, created_at)
       select s.cell, s.id, s.centre, $4::date + ((($5 + s.nr - 1) / $6 * 2) % $7)::int,
         'COVID-19', case when s.nr % 3 = 0 then 'COVAXIN' else 'COVISHIELD' end, 1, 84, 18,
         '{09:00-12:00,12:00-15:00,15:00-18:00}', 0, 'open', $8, s.nr % 90, 0, s.nr % 90, 1, now()
       from unnest($1::int[], $2::uuid[], $3::uuid[]) with ordinality s (cell, id, centre, nr)`,
      [
        part.map(({ cell }) => cell),
        part.map(({ id }) => id),
        part.map(({ centre }) => centre),
        tomorrow,
        start,
        centres.length,
        days,
        CAPACITY,
      ],
    )
  }
  await pool.query(
    `insert into vaccination.queues (cell, facility_id, held_on, tokens_issued)
     select cell, facility_id, held_on, sum(tokens_issued) from vaccination.sessions group by cell, facility_id, held_on
     on conflict do nothing`,
  )
  await pool.query('analyze vaccination.sessions')
  return sessions.map(({ cell, id }) => ({ cell, id }))
}
