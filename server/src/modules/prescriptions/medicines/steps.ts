// Follows the items, the stores and the levels of inventory, and asks for an item of which no event has come yet.
import { cellOf } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import {
  type FreeLevel,
  findItems,
  findStores,
  type ItemCode,
  type ItemFacts,
  type StoreFacts,
  type StoreId,
} from '../../inventory/contract.ts'
import type { LevelHint, Medicine, PrescriptionsContext, Store } from '../tables.ts'
import { compositionOf } from './rules.ts'
import {
  findStore,
  listHints,
  listMedicines,
  listPharmacies,
  upsertHint,
  upsertMedicine,
  upsertStore,
} from './store.ts'

const toMedicine = (facts: ItemFacts): Medicine => ({
  ...{ item_code: facts.itemCode, kind: facts.kind, name: facts.name, form: facts.form ?? null },
  ...{ strength: facts.strength ?? null, unit: facts.unit, pack_size: facts.packSize, schedule: facts.schedule },
  ...{ tele_list: facts.teleList, tax_code: facts.taxCode, is_cold: facts.isCold, is_active: facts.isActive },
  ...{ ingredients: facts.ingredients, composition: compositionOf(facts) ?? null, version: facts.version },
})

export const copyItem = ({ db }: PrescriptionsContext, facts: ItemFacts): Promise<void> =>
  transaction(db, (tx) => upsertMedicine(tx, toMedicine(facts)))

const toStore = ({ storeId, facilityId, kind, name, handOver, isActive, version }: StoreFacts): Store => ({
  ...{ cell: cellOf(storeId), id: storeId, facility_id: facilityId, kind, name, is_free: handOver === 'free' },
  ...{ is_active: isActive, version },
})

export const copyStore = ({ db }: PrescriptionsContext, facts: StoreFacts): Promise<void> =>
  transaction(db, (tx) => upsertStore(tx, toStore(facts)))

type LevelTold = EventEnvelope<FreeLevel & { readonly version: number }>

export const copyLevel = ({ db }: PrescriptionsContext, { occurredAt, body }: LevelTold): Promise<void> => {
  const { storeId, itemCode, free, mrpPaise, version } = body
  const hint: LevelHint = {
    ...{ cell: cellOf(storeId), store_id: storeId, item_code: itemCode, free, mrp_paise: mrpPaise ?? null },
    ...{ version, as_of: new Date(occurredAt) },
  }
  return transaction(db, (tx) => upsertHint(tx, hint))
}

/** The items with these codes. One that is new here is asked of inventory, and copied. Unknown codes are left out. */
export async function findMedicines(
  context: PrescriptionsContext,
  codes: readonly ItemCode[],
): Promise<Map<ItemCode, Medicine>> {
  const wanted = [...new Set(codes)]
  const known = new Map((await listMedicines(context.db, wanted)).map((one) => [one.item_code, one]))
  const missing = wanted.filter((code) => !known.has(code))
  if (missing.length === 0) return known
  for (const facts of await context.call(findItems, { itemCodes: missing })) {
    await copyItem(context, facts)
    known.set(facts.itemCode, toMedicine(facts))
  }
  return known
}

/** A store with its facility, from the copy or from inventory. */
export async function requireStore(context: PrescriptionsContext, storeId: StoreId): Promise<Store | undefined> {
  const known = await findStore(context.db, storeId)
  if (known) return known
  const [facts] = await context.call(findStores, { storeIds: [storeId] })
  if (!facts) return undefined
  await copyStore(context, facts)
  return toStore(facts)
}

/** What the pharmacies of a facility had free of these items. */
export async function readHints({ db }: PrescriptionsContext, facilityId: FacilityId, codes: readonly ItemCode[]) {
  const pharmacies = await listPharmacies(db, facilityId)
  const hints = await listHints(
    db,
    pharmacies.map(({ id }) => id),
    codes,
  )
  const names = new Map(pharmacies.map(({ id, name }) => [id, name]))
  return hints.map((hint) => ({ ...hint, store_name: names.get(hint.store_id) ?? '' }))
}
