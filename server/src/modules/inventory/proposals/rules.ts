// Proposes what to order, and what one store of a chain could give another. Pure: from free stock and daily use.
import type { ItemCode } from '../items/contract.ts'
import type { StoreId } from '../stores/contract.ts'

export interface Cover {
  readonly storeId: StoreId
  readonly itemCode: ItemCode
  readonly free: number
  /** Asked for or on its way to this store. */
  readonly incoming: number
  readonly dailyUseMilli: number
  readonly reorderAt: number | null
  readonly target: number | null
  /** Of the free stock, what expires within 90 days. */
  readonly expiring: number
}

export interface OrderProposal {
  readonly kind: 'order'
  readonly storeId: StoreId
  readonly itemCode: ItemCode
  readonly quantity: number
}
export interface TransferProposal {
  readonly kind: 'transfer'
  readonly from: StoreId
  readonly to: StoreId
  readonly itemCode: ItemCode
  readonly quantity: number
  readonly why: 'surplus' | 'expiring'
}
export type Proposal = OrderProposal | TransferProposal

export const SHORT_DAYS = 14
export const LONG_DAYS = 90
const FILL_DAYS = 30
const MILLI = 1_000

const useIn = (days: number, { dailyUseMilli }: Cover): number => Math.ceil((dailyUseMilli * days) / MILLI)

/** What a store lacks; 0 when it has enough. */
export function lackOf(cover: Cover): number {
  const { free, incoming, reorderAt, target } = cover
  const coming = free + incoming
  const isLow = (reorderAt !== null && coming <= reorderAt) || coming < useIn(SHORT_DAYS, cover)
  return isLow ? Math.max((target ?? Math.max(useIn(FILL_DAYS, cover), reorderAt ?? 0)) - coming, 0) : 0
}

/** What a store can give: what it will not use in 90 days. Of that, what would expire comes first. */
export function surplusOf(cover: Cover): { readonly quantity: number; readonly why: 'surplus' | 'expiring' } {
  const unused = Math.max(cover.free - Math.max(useIn(LONG_DAYS, cover), cover.target ?? 0), 0)
  const wasted = Math.max(cover.expiring - useIn(LONG_DAYS, cover), 0)
  return wasted > 0 ? { quantity: Math.min(wasted, cover.free), why: 'expiring' } : { quantity: unused, why: 'surplus' }
}

/** Proposals for the stores of a chain: first what they can give each other, then what is to be ordered. */
export function propose(covers: readonly Cover[]): Proposal[] {
  return [...Map.groupBy(covers, ({ itemCode }) => itemCode).values()].flatMap(proposeItem)
}

interface Giver {
  readonly cover: Cover
  readonly why: 'surplus' | 'expiring'
  /** What is left to give. */
  quantity: number
}

function proposeItem(covers: readonly Cover[]): Proposal[] {
  const proposals: Proposal[] = []
  const givers = covers
    .filter((cover) => lackOf(cover) === 0)
    .map((cover): Giver => ({ cover, ...surplusOf(cover) }))
    .sort((one, other) => Number(other.why === 'expiring') - Number(one.why === 'expiring'))
  const takers = covers.filter((cover) => lackOf(cover) > 0)
  for (const taker of takers.sort((one, other) => lackOf(other) - lackOf(one))) {
    let lack = lackOf(taker)
    const { itemCode, storeId: to } = taker
    for (const giver of givers) {
      const quantity = Math.min(giver.quantity, lack)
      if (quantity === 0) continue
      proposals.push({ kind: 'transfer', from: giver.cover.storeId, to, itemCode, quantity, why: giver.why })
      giver.quantity -= quantity
      lack -= quantity
    }
    if (lack > 0) proposals.push({ kind: 'order', storeId: to, itemCode, quantity: lack })
  }
  return proposals
}
