// The SQL of this module's copies: items, stores, and what the stores had free.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { ItemCode, StoreId } from '../../inventory/contract.ts'
import type { LevelHint, Medicine, PrescriptionsTables, Store } from '../tables.ts'

type Tables = PrescriptionsTables

/** Writes an item unless the copy is as new. */
export async function upsertMedicine(tx: Tx<Tables>, medicine: Medicine): Promise<void> {
  const { item_code, ...rest } = { ...medicine, ingredients: JSON.stringify(medicine.ingredients) as never }
  await tx
    .insertInto('prescriptions.medicines')
    .values({ item_code, ...rest })
    .onConflict((conflict) =>
      conflict
        .column('item_code')
        .doUpdateSet(rest)
        .whereRef('prescriptions.medicines.version', '<', 'excluded.version'),
    )
    .execute()
}

export async function listMedicines(db: Db<Tables> | Tx<Tables>, codes: readonly ItemCode[]): Promise<Medicine[]> {
  if (codes.length === 0) return []
  return db
    .selectFrom('prescriptions.medicines')
    .selectAll()
    .where('item_code', 'in', [...codes])
    .execute()
}

/** The other active items that are the same medicine. */
export async function listSame(db: Db<Tables>, composition: string, limit: number): Promise<Medicine[]> {
  return db
    .selectFrom('prescriptions.medicines')
    .selectAll()
    .where('composition', '=', composition)
    .where('is_active', '=', true)
    .orderBy('name')
    .orderBy('item_code')
    .limit(limit)
    .execute()
}

/** What may not be prescribed, or not by everybody and not by video. Also what is not active any more. */
export async function listRestricted(db: Db<Tables>): Promise<Medicine[]> {
  return db
    .selectFrom('prescriptions.medicines')
    .selectAll()
    .where((where) => where.or([where('schedule', 'in', ['narcotic', 'X']), where('tele_list', '=', 'never')]))
    .orderBy('item_code')
    .execute()
}

const NAMED_MAX = 200

/** Active medicines that hold a substance which begins with a word, or have the word in their name. */
export async function listNamed(db: Db<Tables>, word: string): Promise<Medicine[]> {
  if (word === '') return []
  const pattern = `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`
  return db
    .selectFrom('prescriptions.medicines')
    .selectAll()
    .where('is_active', '=', true)
    .where((where) => where.or([where('name', 'ilike', pattern), where('composition', 'ilike', pattern)]))
    .orderBy('name')
    .orderBy('item_code')
    .limit(NAMED_MAX)
    .execute()
}

/** Writes a store unless the copy is as new. */
export async function upsertStore(tx: Tx<Tables>, store: Store): Promise<void> {
  const { cell, id, ...rest } = store
  await tx
    .insertInto('prescriptions.stores')
    .values(store)
    .onConflict((conflict) =>
      conflict
        .columns(['cell', 'id'])
        .doUpdateSet(rest)
        .whereRef('prescriptions.stores.version', '<', 'excluded.version'),
    )
    .execute()
}

export async function findStore(db: Db<Tables>, id: StoreId): Promise<Store | undefined> {
  return db
    .selectFrom('prescriptions.stores')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The pharmacies of a facility. */
export async function listPharmacies(db: Db<Tables>, facilityId: FacilityId): Promise<Store[]> {
  return db
    .selectFrom('prescriptions.stores')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('kind', '=', 'pharmacy')
    .where('is_active', '=', true)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Writes what a store has free unless the copy is as new. */
export async function upsertHint(tx: Tx<Tables>, hint: LevelHint): Promise<void> {
  const { free, mrp_paise, version, as_of } = hint
  await tx
    .insertInto('prescriptions.level_hints')
    .values(hint)
    .onConflict((conflict) =>
      conflict
        .columns(['cell', 'store_id', 'item_code'])
        .doUpdateSet({ free, mrp_paise, version, as_of })
        .whereRef('prescriptions.level_hints.version', '<', 'excluded.version'),
    )
    .execute()
}

export async function listHints(
  db: Db<Tables>,
  storeIds: readonly StoreId[],
  codes: readonly ItemCode[],
): Promise<LevelHint[]> {
  if (storeIds.length === 0 || codes.length === 0) return []
  return db
    .selectFrom('prescriptions.level_hints')
    .selectAll()
    .where('cell', 'in', [...new Set(storeIds.map(cellOf))])
    .where('store_id', 'in', [...storeIds])
    .where('item_code', 'in', [...codes])
    .execute()
}
