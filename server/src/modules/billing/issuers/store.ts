// The SQL of issuers: who issues the bills of a facility, and which prefixes are taken.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { BillingTables, Issuer } from '../tables.ts'

type Tables = BillingTables

const select = (db: Db<Tables> | Tx<Tables>, facilityId: FacilityId) =>
  db
    .selectFrom('billing.issuers')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)

export async function findIssuer(db: Db<Tables> | Tx<Tables>, facilityId: FacilityId): Promise<Issuer | undefined> {
  return select(db, facilityId).executeTakeFirst()
}

export async function lockIssuer(tx: Tx<Tables>, facilityId: FacilityId): Promise<Issuer | undefined> {
  return select(tx, facilityId).forUpdate().executeTakeFirst()
}

export async function saveIssuer(tx: Tx<Tables>, issuer: Issuer): Promise<void> {
  const { cell: _cell, facility_id: _facility, ...facts } = issuer
  await tx
    .insertInto('billing.issuers')
    .values(issuer)
    .onConflict((conflict) => conflict.columns(['cell', 'facility_id']).doUpdateSet(facts))
    .execute()
}

/** Takes a prefix for a facility. False when another facility of the holder has it. */
export async function takePrefix(
  tx: Tx<Tables>,
  { holder, prefix, facilityId }: { readonly holder: string; readonly prefix: string; readonly facilityId: FacilityId },
): Promise<boolean> {
  await tx
    .insertInto('billing.prefixes')
    .values({ holder, prefix, facility_id: facilityId })
    .onConflict((conflict) => conflict.columns(['holder', 'prefix']).doNothing())
    .execute()
  const taken = await tx
    .selectFrom('billing.prefixes')
    .select('facility_id')
    .where('holder', '=', holder)
    .where('prefix', '=', prefix)
    .executeTakeFirst()
  return taken?.facility_id === facilityId
}

/** The most cash that the law allows on a day. */
export async function findCashLimit(db: Db<Tables> | Tx<Tables>, day: string): Promise<number | null> {
  const row = await db
    .selectFrom('billing.cash_limits')
    .select('limit_paise')
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  return row?.limit_paise ?? null
}
