// What a pharmacist is about to give: for each line an item, a number, and why it is another item. Pure.
import type { Answer } from '../../../api/client.ts'
import { toWhole } from '../../../entered.ts'

export type ShelfLine = Answer<'GET /v1/prescriptions/{prescriptionId}/shelf'>['lines'][number]
export type OnShelf = ShelfLine['substitutes'][number]

export interface Given {
  readonly lineKey: number
  /** As typed. */
  readonly typed: string
  /** The item that is given in place of the prescribed one. */
  readonly instead?: { readonly item: OnShelf; readonly reason: string }
}

/** Presets all lines: what is left, as far as the shelf has it. */
export const presetOf = (shelf: readonly ShelfLine[]): Given[] =>
  shelf
    .filter(({ left }) => left > 0)
    .map(({ lineKey, left, item }) => ({ lineKey, typed: String(Math.min(left, item?.free ?? 0)) }))

export const itemOf = ({ instead }: Given, line: ShelfLine | undefined): OnShelf | undefined =>
  instead?.item ?? line?.item

export type Fault = 'number' | 'more-than-left' | 'more-than-free' | 'no-item'

/** What is wrong with a line; undefined when it can be prepared, or when nothing is given of it. */
export function faultOf(given: Given, line: ShelfLine | undefined): Fault | undefined {
  const quantity = quantityOf(given)
  if (quantity === undefined) return 'number'
  if (quantity === 0) return undefined
  const item = itemOf(given, line)
  if (!item) return 'no-item'
  if (quantity > (line?.left ?? 0)) return 'more-than-left'
  return quantity > item.free ? 'more-than-free' : undefined
}

/** An empty field gives nothing. */
export const quantityOf = ({ typed }: Given): number | undefined => (typed.trim() === '' ? 0 : toWhole(typed))

/** What this sends for the lines of which something is given. */
export const toLines = (given: readonly Given[]) =>
  given.flatMap((one) => {
    const quantity = quantityOf(one) ?? 0
    if (quantity === 0) return []
    const { lineKey, instead } = one
    return [
      { lineKey, quantity, ...(instead && { itemCode: instead.item.itemCode, substitutedReason: instead.reason }) },
    ]
  })

/** About what it costs, at the price of the lot that leaves first. */
export const costOf = (given: readonly Given[], shelf: readonly ShelfLine[]): number =>
  given.reduce((sum, one) => {
    const item = itemOf(
      one,
      shelf.find(({ lineKey }) => lineKey === one.lineKey),
    )
    return sum + (quantityOf(one) ?? 0) * (item?.mrpPaise ?? 0)
  }, 0)
