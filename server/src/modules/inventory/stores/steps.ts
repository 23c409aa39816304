// Makes and changes stores, and finds the store that a request names.
import { nameText, object, type Static, Type, text } from '../../../platform/contract.ts'
import { requireVersion } from '../../../platform/http/tagged.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type FacilityFacts, FacilityId, findFacility } from '../../facilities/contract.ts'
import { licenceNeeded, storeChangedMeanwhile, storeClosed, storeExists } from '../problems.ts'
import type { InventoryContext, InventoryTables, Store } from '../tables.ts'
import { StoreFacts, type StoreId, storeChanged } from './contract.ts'
import { findStores, insertStore, isNameTaken, lockStore, updateStore } from './store.ts'

const facts = {
  name: nameText(100, { description: 'Name on the door, once in a facility.' }),
  licenceNo: Type.Optional(text(60, { description: 'Number of the drug licence. A pharmacy needs it.' })),
  handOver: StoreFacts.properties.handOver,
}
export const NewStore = object({ facilityId: FacilityId, kind: StoreFacts.properties.kind, ...facts })
export type NewStore = Static<typeof NewStore>
export const StoreChange = Type.Partial(object({ ...facts, isActive: Type.Boolean() }), {
  minProperties: 1,
  additionalProperties: false,
})
export type StoreChange = Static<typeof StoreChange>
export const StoreView = object({ ...StoreFacts.properties, licenceNo: Type.Optional(Type.String()) })

export function toStoreFacts(store: Store): StoreFacts {
  const { id, facility_id, kind, name, hand_over, is_active, version } = store
  return { storeId: id, facilityId: facility_id, kind, name, handOver: hand_over, isActive: is_active, version }
}

export const toStoreView = (store: Store): Static<typeof StoreView> => ({
  ...toStoreFacts(store),
  ...(store.licence_no !== null && { licenceNo: store.licence_no }),
})

/** The facility of a new store. Its chain is copied, and later changes of it come by events. */
export async function requireFacility({ call }: InventoryContext, facilityId: FacilityId): Promise<FacilityFacts> {
  const found = await call(findFacility, { facilityId })
  if (!found?.isActive) throw invalidField('/facilityId', 'is no open facility')
  return found
}

export async function makeStore(
  tx: Tx<InventoryTables>,
  facility: FacilityFacts,
  stated: NewStore,
  origin: EventOrigin,
): Promise<Store> {
  const { facilityId, cell, chainId, version } = facility
  const now = tx.clock.now()
  const store: Store = {
    ...{ cell, id: newId<'store'>(cell, now.getTime()), facility_id: facilityId },
    ...{ chain_id: chainId ?? null, facility_version: version, name: toName(stated.name), kind: stated.kind },
    ...{ licence_no: toLicence(stated.licenceNo), hand_over: stated.handOver, is_active: true },
    ...{ version: 1, changed_at: now },
  }
  requireLicence(store)
  if (!(await insertStore(tx, store))) throw new Problem(storeExists)
  await publish(tx, origin, storeChanged, toStoreFacts(store))
  return store
}

const toName = (name: string): string => tidyText(name).normalize('NFC')
const toLicence = (licence: string | undefined): string | null => (licence === undefined ? null : tidyText(licence))

function requireLicence({ kind, licence_no }: Store): void {
  if (kind === 'pharmacy' && licence_no === null) throw new Problem(licenceNeeded)
}

export async function changeStore(
  tx: Tx<InventoryTables>,
  storeId: StoreId,
  change: StoreChange,
  { ifMatch, origin }: { readonly ifMatch: string | undefined; readonly origin: EventOrigin },
): Promise<Store> {
  const before = await lockStore(tx, storeId)
  if (!before) throw new Problem(notFound)
  requireVersion(before, ifMatch, storeChangedMeanwhile)
  const after: Store = {
    ...before,
    name: change.name === undefined ? before.name : toName(change.name),
    licence_no: change.licenceNo === undefined ? before.licence_no : toLicence(change.licenceNo),
    hand_over: change.handOver ?? before.hand_over,
    is_active: change.isActive ?? before.is_active,
  }
  if (JSON.stringify(after) === JSON.stringify(before)) return before
  requireLicence(after)
  if (await isNameTaken(tx, after)) throw new Problem(storeExists)
  const changed = { ...after, version: before.version + 1, changed_at: tx.clock.now() }
  await updateStore(tx, changed)
  await publish(tx, origin, storeChanged, toStoreFacts(changed))
  return changed
}

/** The store that a request names. Throws 404 when there is none. */
export async function requireStore(db: Db<InventoryTables>, storeId: StoreId): Promise<Store> {
  const [store] = await findStores(db, [storeId])
  if (!store) throw new Problem(notFound)
  return store
}

/** The same, for stock that comes in or goes out. */
export function requireOpen(store: Store): Store {
  if (!store.is_active) throw new Problem(storeClosed)
  return store
}

export const ownerOf = ({ facility_id }: Store) => ({ facilityId: facility_id, cell: cellOf(facility_id) })
