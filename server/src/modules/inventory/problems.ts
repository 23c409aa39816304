// The problems of the routes of inventory.
import { defineProblem } from '../../platform/contract.ts'
import { lotNotUsable, stockChangedMeanwhile, stockTooLow } from '../../platform/ledger-problems.ts'

export const itemExists = defineProblem(
  'item-exists',
  409,
  'Another item has this code or this barcode',
  'Use the item of `itemCode`, or choose another code.',
)
export const itemChangedMeanwhile = defineProblem(
  'item-changed-meanwhile',
  412,
  'Somebody else has changed this item since you read it',
  'Read it again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
export const storeExists = defineProblem(
  'store-exists',
  409,
  'The facility has a store with this name already',
  'Use that store, or choose another name. A closed store keeps its name.',
)
export const storeChangedMeanwhile = defineProblem(
  'store-changed-meanwhile',
  412,
  'Somebody else has changed this store since you read it',
  'Read it again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
export const licenceNeeded = defineProblem(
  'licence-needed',
  409,
  'A pharmacy needs its drug licence',
  'Send `licenceNo`, the number of the licence of the pharmacy.',
)
export const storeClosed = defineProblem(
  'store-closed',
  409,
  'This store is closed',
  'Choose another store, or open this one again with `isActive: true`.',
)
export const lotDiffers = defineProblem(
  'lot-differs',
  409,
  'This lot is known here with another last day or another price',
  'Look at the pack again: `expiresOn` and `mrpPaise` are what the books say. A lot has one of each.',
)
export const expiredLot = defineProblem(
  'expired-lot',
  409,
  'The lot has expired, so it cannot be received',
  'Give it back to the supplier.',
)
export const receiptEntered = defineProblem(
  'receipt-entered',
  409,
  'This invoice of this supplier is entered already',
  'Look at the receipt of `receiptId`. Two deliveries with one invoice get a letter behind the number.',
)
export const countPosted = defineProblem('count-posted', 409, 'This count has ended already', 'Open a new count.')
export const transferState = defineProblem(
  'transfer-state',
  409,
  'The transfer is in a state that does not allow this',
  'Look at `status`, and at `instead`: what may still be done with the transfer.',
)
export const moreThanSent = defineProblem(
  'more-than-sent',
  409,
  'Received, damaged and lost are together another number than was sent',
  'Count again: `lines` says which lines and what was sent. What came beyond it belongs to a transfer of its own.',
)
export const ownApproval = defineProblem(
  'own-approval',
  409,
  'You may not approve your own transfer of this value',
  'Another administrator must approve it.',
)
export const recallExists = defineProblem(
  'recall-exists',
  409,
  'This lot is recalled already in this scope',
  'Look at the recall of `recallId`.',
)

export const inventoryProblems = [
  ...[stockTooLow, stockChangedMeanwhile, lotNotUsable, itemExists, itemChangedMeanwhile, storeExists],
  ...[storeChangedMeanwhile, licenceNeeded, storeClosed, lotDiffers, expiredLot, receiptEntered, countPosted],
  ...[transferState, moreThanSent, ownApproval, recallExists],
]
