// What others may know of transfers between stores.
import { Amount, Day, defineEvent, id, object, type Static, Type, text } from '../../../platform/contract.ts'
import { ItemCode } from '../items/contract.ts'
import { Line, Lot, Maker, QUANTITY_MAX, Quantity } from '../stock/contract.ts'
import { StoreId } from '../stores/contract.ts'

export const TransferId = id('transfer')

export type TransferId = Static<typeof TransferId>

const transferFacts = {
  transferId: TransferId,
  fromStoreId: StoreId,
  toStoreId: StoreId,
}
export const SentLine = object({
  line: Line,
  itemCode: ItemCode,
  lot: Lot,
  maker: Maker,
  expiresOn: Day,
  mrpPaise: Amount,
  costPaise: Amount,
  sent: Quantity,
})
const Part = Type.Integer({ minimum: 0, maximum: QUANTITY_MAX })
export const ReceivedLine = object({
  line: Line,
  received: Part,
  damaged: Part,
  lost: Part,
  reason: Type.Optional(text(500)),
})

/** The stock has left the sender's store. */
export const transferSent = defineEvent(
  'inventory.transfer-sent.v1',
  'transferId',
  object({ ...transferFacts, lines: Type.Array(SentLine) }),
)

/** The receiver has counted what came; `isReturned`: nothing is taken, all goes back to the sender. */
export const transferReceived = defineEvent(
  'inventory.transfer-received.v1',
  'toStoreId',
  object({ ...transferFacts, isReturned: Type.Boolean(), lines: Type.Array(ReceivedLine) }),
)

/** The sender has seen what came, and its books hold the difference. */
export const transferSettled = defineEvent(
  'inventory.transfer-settled.v1',
  'transferId',
  object({ ...transferFacts, lines: Type.Array(ReceivedLine) }),
)
