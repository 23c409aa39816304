// The SQL of series: gives the next number. Its row stays locked until the commit, so that no number is skipped.
import { sql } from 'kysely'
import type { Tx } from '../../platform/postgres/db.ts'
import type { FacilityId } from '../facilities/contract.ts'
import { type Series, toFy, toNumber } from './numbers.ts'
import type { BillingTables } from './tables.ts'

export interface Numbered {
  readonly fy: number
  readonly seq: number
  readonly number: string
}

interface Place {
  readonly cell: number
  readonly facilityId: FacilityId
  readonly prefix: string
  readonly day: string
}

/** Takes the next number of the day. Call it last: everybody who needs a number of the series waits for the commit. */
export async function takeNumber(tx: Tx<BillingTables>, series: Series, place: Place): Promise<Numbered> {
  const { cell, facilityId, prefix, day } = place
  const fy = toFy(day)
  const { rows } = await sql<{ last: number }>`
    insert into billing.series as s (cell, facility_id, series, fy, last)
    values (${cell}, ${facilityId}, ${series}, ${fy}, 1)
    on conflict (cell, facility_id, series, fy) do update set last = s.last + 1 returning last`.execute(tx)
  const seq = rows[0]?.last as number
  return { fy, seq, number: toNumber(prefix, fy, series, seq) }
}

/** The last number of each series of a facility in the financial year of a day. */
export async function listSeries(tx: Tx<BillingTables>, { cell, facilityId, day }: Omit<Place, 'prefix'>) {
  return tx
    .selectFrom('billing.series')
    .selectAll()
    .where('cell', '=', cell)
    .where('facility_id', '=', facilityId)
    .where('fy', '=', toFy(day))
    .execute()
}
