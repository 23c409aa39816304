// The SQL of figures: sums over sessions, which carry their own counts, so no booking is read.
import type { Pool } from '../../../platform/postgres/db.ts'

export interface Counts {
  readonly sessions: number
  readonly seats: number
  readonly booked: number
  readonly given: number
  readonly free: number
}

/** One sum: of a day, of a place, or of a vaccine and dose; without any of them of all. */
export interface FigureRow extends Counts {
  readonly day: string | null
  readonly place: string | null
  readonly vaccine: string | null
  readonly dose: number | null
}

export interface FigureSearch {
  readonly from: string
  readonly to: string
  /** The cells from the first to the last of these. */
  readonly cells: readonly [number, number]
  /** What a place is: all states of the country, the districts of a state, or the centres of a district. */
  readonly level: FigureLevel
  readonly today: string
}
export type FigureLevel = 'country' | 'state' | 'district'

// The number of a state is that of its districts without the last two digits.
const PLACE: Readonly<Record<FigureLevel, string>> = {
  country: 'cell / 100',
  state: 'cell',
  district: 'facility_id',
}

/**
 * All sums in one pass over the sessions of these days, first by all keys together and then by each. Seats are free
 * where they can still be booked. Without a name, so that it is planned for these days: a plan for any days expects a
 * handful of sessions, and sorts 200,000 on disk.
 */
export async function sumSessions(
  pool: Pool,
  { from, to, cells: [first, last], level, today }: FigureSearch,
): Promise<FigureRow[]> {
  const { rows } = await pool.query<FigureRow>({
    text: `with daily as materialized (
        select held_on, ${PLACE[level]} as place, vaccine, dose, count(*) as sessions, sum(capacity) as seats,
          sum(booked) as booked, sum(given) as given,
          sum(capacity - booked) filter (where status = 'open' and held_on >= $5) as free
        from vaccination.sessions where held_on between $1 and $2 and cell between $3 and $4
        group by held_on, ${PLACE[level]}, vaccine, dose)
      select held_on::text as day, place::text as place, vaccine, dose, sum(sessions)::int as sessions,
        sum(seats)::int as seats, sum(booked)::int as booked, sum(given)::int as given,
        coalesce(sum(free), 0)::int as free
      from daily
      group by grouping sets ((held_on), (place), (vaccine, dose), ())
      -- No session at all gives the empty sum nothing to count.
      having count(*) > 0
      order by held_on, vaccine, dose, place`,
    values: [from, to, first, last, today],
  })
  return rows
}

/** A place by the key that the sums have, as the centres in it name it. */
export interface PlaceName {
  readonly key: string
  readonly name: string
  readonly state: string
  readonly stateCode: string
  readonly cell: number
}

const NAME: Readonly<Record<FigureLevel, string>> = { country: 'state', state: 'district', district: 'name' }

export async function listPlaceNames(
  pool: Pool,
  level: FigureLevel,
  [first, last]: readonly [number, number],
): Promise<PlaceName[]> {
  const { rows } = await pool.query<PlaceName>({
    name: `figures-places-${level}`,
    text: `select (${PLACE[level]})::text as key, min(${NAME[level]}) as name, min(state) as state,
        min(state_code) as "stateCode", min(cell) as cell
      from vaccination.centres where cell between $1 and $2 group by key`,
    values: [first, last],
  })
  return rows
}

/** The number of a state by its code; undefined where no centre lies in it. */
export async function findStateNumber(pool: Pool, stateCode: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ number: number }>({
    name: 'figures-state-number',
    text: 'select cell / 100 as number from vaccination.centres where state_code = $1 limit 1',
    values: [stateCode],
  })
  return rows[0]?.number
}
