// The SQL of recalls: who got a lot, as the dispenses of a facility tell it.
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { ItemCode } from '../../inventory/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { DispenseId } from '../dispensing/contract.ts'
import type { PrescriptionsTables } from '../tables.ts'

export interface LotAt {
  readonly facilityId: FacilityId
  readonly itemCode: ItemCode
  readonly lot: string
  readonly maker: string
}

export interface Position {
  readonly handedOverAt: string
  readonly id: DispenseId
}

export interface Recipient {
  readonly id: DispenseId
  readonly patient_id: PatientId | null
  readonly handed_over_at: Date
  readonly handed_to: string
  /** What did not come back. */
  readonly quantity: number
}

/** The dispenses of a facility that handed this lot over, the first one first. */
export async function listRecipients(
  db: Db<PrescriptionsTables>,
  { facilityId, itemCode, lot, maker }: LotAt,
  { after, limit }: { after: Position | undefined; limit: number },
): Promise<Recipient[]> {
  let query = db
    .selectFrom('prescriptions.dispense_lines as l')
    .innerJoin('prescriptions.dispenses as d', (join) =>
      join.onRef('d.cell', '=', 'l.cell').onRef('d.id', '=', 'l.dispense_id'),
    )
    .select(['d.id', 'd.patient_id', 'd.handed_over_at', 'd.handed_to'])
    .select(sql<number>`sum(l.quantity - l.returned)::int`.as('quantity'))
    .where('l.item_code', '=', itemCode)
    .where('l.lot', '=', lot)
    .where('l.maker', '=', maker)
    .where('d.facility_id', '=', facilityId)
    .where('d.status', '=', 'HANDED_OVER')
    .groupBy(['d.cell', 'd.id'])
    .having(sql<boolean>`sum(l.quantity - l.returned) > 0`)
  if (after)
    query = query.where(
      sql<boolean>`(d.handed_over_at, d.id) > (${after.handedOverAt}::timestamptz, ${after.id}::uuid)`,
    )
  return (await query.orderBy('d.handed_over_at').orderBy('d.id').limit(limit).execute()) as Recipient[]
}
