// The SQL of a pharmacy's work: the dispenses that are under way, and the numbers of a facility.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { StoreId } from '../../inventory/contract.ts'
import type { DispenseStatus } from '../dispensing/contract.ts'
import { SOMETHING_LEFT } from '../signing/store.ts'
import type { Dispense, PrescriptionsTables } from '../tables.ts'

type Tables = PrescriptionsTables

const UNDER_WAY: readonly DispenseStatus[] = ['PREPARING', 'PREPARED', 'CHARGED', 'READY']

/** A dispense ends by itself after a day at the latest, so older ones are not under way. */
const UNDER_WAY_MS = 2 * 86_400_000

interface Asked {
  readonly storeId: StoreId
  readonly now: Date
  readonly limit: number
}

/** The dispenses of a store that are under way, the one that ends first in front. */
export async function listUnderWayOf(db: Db<Tables>, { storeId, now, limit }: Asked): Promise<Dispense[]> {
  return db
    .selectFrom('prescriptions.store_rows as r')
    .innerJoin('prescriptions.dispenses as d', 'd.id', 'r.dispense_id')
    .selectAll('d')
    .where('r.cell', '=', cellOf(storeId))
    .where('r.store_id', '=', storeId)
    .where('r.prepared_at', '>=', new Date(now.getTime() - UNDER_WAY_MS))
    .where('d.status', 'in', [...UNDER_WAY])
    .orderBy('d.expires_at')
    .orderBy('d.id')
    .limit(limit)
    .execute()
}

export interface Numbers {
  readonly open: number
  readonly unpaid: number
  readonly ready: number
  readonly stuck: number
}

/** What is open at a facility now. */
export async function countWork(
  db: Db<Tables>,
  facilityId: FacilityId,
  { now, today }: { readonly now: Date; readonly today: string },
): Promise<Numbers> {
  const cell = cellOf(facilityId)
  const since = new Date(now.getTime() - UNDER_WAY_MS)
  const { rows } = await sql<Numbers>`
    select
      (select count(*) from prescriptions.prescriptions p
        where p.cell = ${cell} and p.facility_id = ${facilityId} and p.status = 'SIGNED'
          and p.valid_until >= ${today}::date and ${SOMETHING_LEFT})::int as open,
      (select count(*) from prescriptions.dispenses
        where due_at is not null and problem is not null and facility_id = ${facilityId})::int as stuck,
      (count(*) filter (where d.status = 'CHARGED'))::int as unpaid,
      (count(*) filter (where d.status = 'READY'))::int as ready
    from prescriptions.stores s
    join prescriptions.store_rows r on r.cell = s.cell and r.store_id = s.id and r.prepared_at >= ${since}
    join prescriptions.dispenses d on d.id = r.dispense_id
    where s.cell = ${cell} and s.facility_id = ${facilityId}`.execute(db)
  return rows[0] as Numbers
}
