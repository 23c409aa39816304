// Figures for officials: seats, bookings and doses by day, by place and by vaccine.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import type { VaccinationTables } from '../tables.ts'
import { type Counts, type FigureLevel, type FigureRow, findStateNumber, listPlaceNames, sumSessions } from './store.ts'

export const FIGURE_DAYS_MAX = 92
const FIGURE_DAYS = 14
const CELL_MAX = 65_535
const NONE: Counts = { sessions: 0, seats: 0, booked: 0, given: 0, free: 0 }

interface Asked {
  readonly state?: string | undefined
  readonly district?: number | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * The days of a query. Without `from` and `to`, the last 14 days; with only one of them, 14 days from or up to that
 * day. Throws for more than 92 days or a wrong order.
 */
export function readDays({ from, to }: Asked, today: string): { from: string; to: string } {
  const last = to ?? (from === undefined ? today : addDays(from, FIGURE_DAYS - 1))
  const first = from ?? addDays(last, 1 - FIGURE_DAYS)
  if (first > last) throw invalidField('query/to', 'is before `from`; give a later day')
  if (addDays(first, FIGURE_DAYS_MAX) <= last) {
    throw invalidField('query/to', `is too late; ask for at most ${FIGURE_DAYS_MAX} days at once`)
  }
  return { from: first, to: last }
}

/** Reads the figures of the country, of a state or of a district. */
export async function readFigures({ pool, clock }: Context<VaccinationTables>, asked: Asked) {
  const now = clock.now()
  const today = dayInIndia(now)
  const days = readDays(asked, today)
  const level: FigureLevel = asked.district !== undefined ? 'district' : asked.state !== undefined ? 'state' : 'country'
  const cells = await readCells(pool, asked)
  const [rows, places] = await Promise.all([
    sumSessions(pool, { ...days, cells, level, today }),
    listPlaceNames(pool, level, cells),
  ])
  const byKey = new Map(places.map((place) => [place.key, place]))
  const total = rows.find(({ day, place, vaccine }) => day === null && place === null && vaccine === null)
  return {
    asOf: now.toISOString(),
    ...days,
    level,
    total: total ? toCounts(total) : NONE,
    days: rows.flatMap((row) => (row.day === null ? [] : [{ date: row.day, ...toCounts(row) }])),
    places: rows.flatMap((row) => {
      const place = row.place === null ? undefined : byKey.get(row.place)
      if (!place) return []
      const { key, name, state, stateCode, cell } = place
      const inside = level === 'country' ? {} : { district: cell, ...(level === 'district' && { facilityId: key }) }
      return [{ name, state, stateCode, ...inside, ...toCounts(row) }]
    }),
    vaccines: rows.flatMap((row) => {
      const { vaccine, dose } = row
      return vaccine === null || dose === null ? [] : [{ vaccine, dose, ...toCounts(row) }]
    }),
  }
}

async function readCells(
  pool: Context<VaccinationTables>['pool'],
  { state, district }: Asked,
): Promise<readonly [number, number]> {
  if (state !== undefined && district !== undefined) {
    throw invalidField('query/district', 'give state or district, not both')
  }
  if (district !== undefined) return [district, district]
  if (state === undefined) return [0, CELL_MAX]
  // No centre has this state code, so the state has no sessions. The range 0 to 0 finds none.
  const number = await findStateNumber(pool, state)
  return number === undefined ? [0, 0] : [number * 100, number * 100 + 99]
}

const toCounts = ({ sessions, seats, booked, given, free }: FigureRow): Counts => ({
  ...{ sessions, seats, booked, given, free },
})
