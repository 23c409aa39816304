// The SQL of figures: sums over sessions. Each session has its own counts, so no query reads bookings.
import type { Pool } from '../../../platform/postgres/db.ts'

export interface Counts {
  readonly sessions: number
  readonly seats: number
  readonly booked: number
  readonly given: number
  readonly free: number
}

/** One sum: for a day, for a place, or for a vaccine and dose. If all of these are null, it is the total. */
export interface FigureRow extends Counts {
  readonly day: string | null
  readonly place: string | null
  readonly vaccine: string | null
  readonly dose: number | null
}

export interface FigureSearch {
  readonly from: string
  readonly to: string
  /** The first and the last cell of a range. */
  readonly cells: readonly [number, number]
  /** Decides what a place is: a state of the country, a district of the state, or a centre of the district. */
  readonly level: FigureLevel
  readonly today: string
}
export type FigureLevel = 'country' | 'state' | 'district'

// The number of a state is the number of any of its districts (cell) without the last two digits.
const PLACE: Readonly<Record<FigureLevel, string>> = {
  country: 'cell / 100',
  state: 'cell',
  district: 'facility_id',
}

/**
 * Makes all sums in one pass over the sessions of these days: first by all keys together, then by each key. Only seats
 * that can still be booked count as free. The query has no name, so that PostgreSQL plans it for these days: a plan for
 * any days expects few sessions, and then sorts 200,000 on disk.
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
      -- Without any session, the total would be a row of nulls. This leaves it out.
      having count(*) > 0
      order by held_on, vaccine, dose, place`,
    values: [from, to, first, last, today],
  })
  return rows
}

/** The name of a place, from the copy of centres, with the same key as in the sums. */
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

/** The number of the state with this code; undefined when the state has no centre. */
export async function findStateNumber(pool: Pool, stateCode: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ number: number }>({
    name: 'figures-state-number',
    text: 'select cell / 100 as number from vaccination.centres where state_code = $1 limit 1',
    values: [stateCode],
  })
  return rows[0]?.number
}
