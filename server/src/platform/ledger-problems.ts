// The problems that every ledger of stock answers with: too little, changed meanwhile, and a lot that nobody may use.
import { defineProblem } from './contract.ts'

export const stockTooLow = defineProblem(
  'stock-too-low',
  409,
  'The stock does not hold that much that is free',
  'Receive stock first, or ask for less.',
)
export const stockChangedMeanwhile = defineProblem(
  'stock-changed-meanwhile',
  409,
  'The lot holds another number than you expected',
  'Stock came or left meanwhile. Count again, and send what the lot holds now as the number that you expect.',
)
export const lotNotUsable = defineProblem(
  'lot-not-usable',
  409,
  'Nothing of this lot may be used',
  'The lot is unknown here, used up, expired, in quarantine or recalled. Choose another one.',
)
