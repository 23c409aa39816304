// What others may know of stores.
import { defineCall, defineEvent, id, nameText, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'

const Version = Type.Integer({ minimum: 1, description: 'Grows by one with each change: an older event never wins.' })

export const StoreId = id('store')

export type StoreId = Static<typeof StoreId>
/** The id of what the caller does, such as a dispense. It may lie in another district than the store. */

export const STORE_KINDS = ['main', 'ward', 'pharmacy', 'lab'] as const

export const StoreKind = oneOf(STORE_KINDS)

export type StoreKind = Static<typeof StoreKind>

export const HandOver = oneOf(['paid', 'free'], { description: '`paid`: handed over after payment. `free`: at once.' })

export type HandOver = Static<typeof HandOver>

export const StoreFacts = object({
  storeId: StoreId,
  facilityId: FacilityId,
  kind: StoreKind,
  name: nameText(100),
  handOver: HandOver,
  isActive: Type.Boolean(),
  version: Version,
})

export type StoreFacts = Static<typeof StoreFacts>

export const findStores = defineCall('inventory.find-stores', {
  input: Type.Union([
    object({ facilityId: FacilityId }),
    object({ storeIds: Type.Array(StoreId, { minItems: 1, maxItems: 100 }) }),
  ]),
  output: Type.Array(StoreFacts),
  timeoutMs: 2_000,
})

/** A store is new or has changed. */
export const storeChanged = defineEvent('inventory.store-changed.v1', 'storeId', StoreFacts)
