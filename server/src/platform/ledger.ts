// The rules of a ledger of stock by lot, pure: which lots may be used and in which order, and what may be taken away.

/** Usable; held back until somebody decides; called back by its maker or an authority. */
export const LOT_STATES = ['usable', 'quarantined', 'recalled'] as const
export type LotState = (typeof LOT_STATES)[number]

/** What of a lot decides. Days are texts as everywhere, YYYY-MM-DD. */
export interface LotFacts {
  readonly lot: string
  /** The last day on which it may be used. */
  readonly expiresOn: string
  readonly onHand: number
  readonly state: LotState
  /** What reservations hold of this very lot; none where promises name no lot. */
  readonly reserved?: number
}

/** What a store has of one thing on a day. A promise is what others count on: sessions, prepared prescriptions. */
export interface Level {
  /** All that lies there, whatever its state. */
  readonly onHand: number
  readonly promised: number
  /** In quarantine, or recalled. */
  readonly blocked: number
  readonly expired: number
  /** What can be promised or taken away. */
  readonly free: number
  /** What is promised and cannot be handed over from here. */
  readonly short: number
}

/** The direction that a kind of movement has. */
export type Sign = 'in' | 'out' | 'either'

export interface Movement {
  readonly sign: Sign
  /** Positive what comes, negative what leaves. */
  readonly quantity: number
  /** What the lot held for whoever counted: the difference to another number would be wrong. */
  readonly expectedOnHand?: number | undefined
}

/** Why a movement may not be: each reason has its words in the module that asks. */
export type MovementRefusal = 'wrong-sign' | 'changed-meanwhile' | 'lot-too-low' | 'promised'

const availableOf = ({ onHand, reserved = 0 }: LotFacts): number => onHand - reserved
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Whether a quantity goes in the direction of its kind. Nothing moves by 0. */
export function fitsSign(sign: Sign, quantity: number): boolean {
  if (!Number.isSafeInteger(quantity) || quantity === 0) return false
  return sign === 'either' || sign === (quantity > 0 ? 'in' : 'out')
}

/** Whether a lot may be used on a day: neither blocked nor expired. */
export function isUsable({ state, expiresOn }: Pick<LotFacts, 'state' | 'expiresOn'>, day: string): boolean {
  return state === 'usable' && expiresOn >= day
}

/** The lots that can be used on a day, the first to expire first. */
export function sortUsable<Lot extends LotFacts>(lots: readonly Lot[], day: string): Lot[] {
  return lots
    .filter((lot) => isUsable(lot, day) && availableOf(lot) > 0)
    .sort((left, right) => compare(left.expiresOn, right.expiresOn) || compare(left.lot, right.lot))
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** From which lots a quantity is taken on a day: first expiry first out. `short` is what they do not hold. */
export function pickLots<Lot extends LotFacts>(
  lots: readonly Lot[],
  quantity: number,
  day: string,
): { lines: { lot: Lot; quantity: number }[]; short: number } {
  const lines: { lot: Lot; quantity: number }[] = []
  let short = quantity
  for (const lot of sortUsable(lots, day)) {
    if (short === 0) break
    const taken = Math.min(availableOf(lot), short)
    lines.push({ lot, quantity: taken })
    short -= taken
  }
  return { lines, short }
}

/** Sums up the lots of a thing, and what of it is promised. */
export function sumLevel(lots: readonly LotFacts[], promised: number, day: string): Level {
  const usable = sum(lots.filter((lot) => isUsable(lot, day)).map(({ onHand }) => onHand))
  const blocked = sum(lots.filter(({ state }) => state !== 'usable').map(availableOf))
  const expired = lots.filter((lot) => lot.state === 'usable' && !isUsable(lot, day))
  return {
    onHand: sum(lots.map(({ onHand }) => onHand)),
    promised,
    blocked,
    expired: sum(expired.map(availableOf)),
    free: Math.max(usable - promised, 0),
    short: Math.max(promised - usable, 0),
  }
}

/**
 * Why a movement of one of these lots may not be. No lot goes below zero, and what is promised is not taken away; what
 * nobody may use covers no promise, so it may always leave. Handing out what was promised is not asked here: it takes
 * its promise with it.
 */
export function refuseMovement(
  lots: readonly LotFacts[],
  lot: LotFacts,
  promised: number,
  { sign, quantity, expectedOnHand }: Movement,
  day: string,
): MovementRefusal | undefined {
  if (!fitsSign(sign, quantity)) return 'wrong-sign'
  if (expectedOnHand !== undefined && expectedOnHand !== lot.onHand) return 'changed-meanwhile'
  if (availableOf(lot) + quantity < 0) return 'lot-too-low'
  if (quantity > 0 || !isUsable(lot, day)) return undefined
  return sumLevel(lots, promised, day).free + quantity < 0 ? 'promised' : undefined
}

export type LotDecision = 'quarantine' | 'release' | 'recall'

/** The state that a decision leads to; undefined where a recall stands, which only a release ends. */
export function decideLotState(state: LotState, decision: LotDecision): LotState | undefined {
  if (decision === 'release') return 'usable'
  if (decision === 'recall') return 'recalled'
  return state === 'recalled' ? undefined : 'quarantined'
}
