// Says what each role may do with stock: read it, keep the books of a store, manage stores and items, recall a lot.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  doctor: ['item.read', 'level.read'],
  nurse: ['item.read', 'level.read'],
  reception: ['item.read'],
  cashier: ['item.read'],
  pharmacist: ['item.read', 'level.read', 'store.read', 'store.keep', 'store.write-off'],
  'lab-technician': ['item.read', 'level.read', 'store.read', 'store.keep'],
  'centre-admin': [
    ...(['item.read', 'level.read', 'store.read', 'store.keep', 'store.write-off', 'store.manage'] as const),
    ...(['transfer.approve', 'store.compare', 'recall.read'] as const),
  ],
  'chain-admin': [
    ...(['item.read', 'item.manage', 'level.read', 'store.read', 'store.compare'] as const),
    ...(['recall.read', 'recall.declare'] as const),
  ],
  'district-officer': ['item.read', 'level.read', 'store.read', 'recall.read'],
  'national-admin': ['item.read', 'item.manage', 'recall.read', 'recall.declare'],
})
