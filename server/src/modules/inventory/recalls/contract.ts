// What others may know of recalls of lots.
import { defineEvent, id, object, oneOf, type Static, Type, text } from '../../../platform/contract.ts'
import { ChainId } from '../../facilities/contract.ts'
import { ItemCode } from '../items/contract.ts'
import { Lot, Maker } from '../stock/contract.ts'

export const RecallId = id('recall')

export type RecallId = Static<typeof RecallId>

export const RecallScope = Type.Union([
  object({ kind: oneOf(['national']) }),
  object({ kind: oneOf(['chain']), chainId: ChainId }),
])

export type RecallScope = Static<typeof RecallScope>

/** A lot is called back: stores of the scope block it, and who got it is told by prescriptions. */
export const lotRecalled = defineEvent(
  'inventory.lot-recalled.v1',
  null,
  object({ recallId: RecallId, itemCode: ItemCode, lot: Lot, maker: Maker, scope: RecallScope, reason: text(500) }),
)
