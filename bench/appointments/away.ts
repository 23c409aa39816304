// Measures bookings while the module doctors is away: appointments books against its own view of the hours.
import { brief, figureOf, rateOf } from '../booking/figures.ts'
import { readCells } from '../booking/seed.ts'
import type { Measured } from '../load/job.ts'
import type { Findings } from '../report.ts'
import { signIn } from '../sehat.ts'
import type { Stage } from '../stage.ts'
import { median, ratios } from '../statistics.ts'
import { measureOneStep } from './booking.ts'
import { closeSite, openSite } from './site.ts'

const PART = 'away'
const BOOKINGS = 10_000
const QUICK_BOOKINGS = 500
const TARGET = 0.95
/** Every booking is measured, from the first one to the last one. */
const ALL = { warmUpMs: 0, measureMs: 0 }

// Every call to doctors fails while its tables have other names. Its outbox stays: the relay of this process reads it.
const rename = (condition: string, name: string): string => `do $$ declare one record; begin
  for one in select tablename as name from pg_tables where schemaname = 'doctors' and ${condition}
  loop execute format('alter table doctors.%I rename to %I', one.name, ${name}); end loop; end $$`
const HIDE = rename("tablename not in ('outbox', 'idempotency_keys')", "'away_' || one.name")
const SHOW = rename("tablename like 'away\\_%'", 'substr(one.name, 6)')

export async function measureAway(stage: Stage): Promise<Findings> {
  const count = stage.options.quick ? QUICK_BOOKINGS : BOOKINGS
  const cells = readCells()
  const people = await signIn(Array.from({ length: count }, (_, nth) => cells[nth % cells.length] as number))
  const site = await openSite(stage, 'away', people)
  const { pool } = site.desk.ground.database
  const rounds: { there: Measured[]; away: Measured[] } = { there: [], away: [] }
  for (let round = 1; round <= stage.options.rounds; round++) {
    rounds.there.push(await measureOneStep(site.desk, site.doctors, ALL))
    await pool.query(HIDE)
    rounds.away.push(await measureOneStep(site.desk, site.doctors, ALL))
    await pool.query(SHOW)
    stage.say(`${PART} round ${round}: ${brief(rounds.there.at(-1) as Measured)} before`)
    stage.say(`${PART} round ${round}: ${brief(rounds.away.at(-1) as Measured)} while doctors is away`)
  }
  await closeSite(site)
  const value = median(ratios(rounds.away.map(rateOf), rounds.there.map(rateOf)))
  return {
    figures: [
      figureOf(PART, `${count} bookings`, rounds.there),
      figureOf(PART, `${count} bookings while doctors is away`, rounds.away),
    ],
    goals: [{ part: PART, name: 'doctors away : doctors there', value, unit: 'x', target: TARGET }],
    notes: [
      `away: ${people.length} people book, spread over ${site.doctors.length} slots, first as usual, then while ` +
        'the tables of doctors are gone. Everybody was booked in both runs, and SQL checked the slots as above.',
    ],
  }
}
