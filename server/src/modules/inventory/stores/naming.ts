// Names the facilities of stores, for people who work with stores of several.
import { object, type Static, Type } from '../../../platform/contract.ts'
import { findFacility } from '../../facilities/contract.ts'
import type { InventoryContext, Store } from '../tables.ts'
import { StoreView, toStoreView } from './steps.ts'

export const NamedStore = object({ ...StoreView.properties, facilityName: Type.String() })
export type NamedStore = Static<typeof NamedStore>

/** The stores with the names of their facilities, which are few: those of one chain. */
export async function nameStores({ call }: InventoryContext, stores: readonly Store[]): Promise<NamedStore[]> {
  const places = [...new Set(stores.map(({ facility_id }) => facility_id))]
  const found = await Promise.all(places.map((facilityId) => call(findFacility, { facilityId })))
  const names = new Map(found.flatMap((one) => (one ? [[one.facilityId, one.name] as const] : [])))
  return stores.map((store) => ({ ...toStoreView(store), facilityName: names.get(store.facility_id) ?? '' }))
}
