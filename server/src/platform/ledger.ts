// The rules of a stock ledger with lots, as pure functions: which lots to use first, and which movements are allowed.

/** `quarantined`: held back until somebody decides. `recalled`: called back by the maker or an authority. */
export const LOT_STATES = ['usable', 'quarantined', 'recalled'] as const
export type LotState = (typeof LOT_STATES)[number]

/** A ledger may also write down that a lot has expired, so that its stock counts as blocked from that day on. */
export type DatedLotState = LotState | 'expired'

/** The facts of a lot that the rules need. Days are texts, YYYY-MM-DD. */
export interface LotFacts<State extends DatedLotState = LotState> {
  readonly lot: string
  /** Left out when a lot number alone names the lot. */
  readonly maker?: string
  /** The last day on which somebody may use the lot. */
  readonly expiresOn: string
  readonly onHand: number
  readonly state: State
  /** The quantity that reservations hold of this lot. Left out when promises name no lot. */
  readonly reserved?: number
}

/** The stock of one item in a store on a day. Others count on a promise: a session, a prepared prescription. */
export interface Level {
  /** All stock, in any state. */
  readonly onHand: number
  readonly promised: number
  /** The quantity in quarantine or recalled. */
  readonly blocked: number
  readonly expired: number
  /** The quantity that the store can promise or give away. */
  readonly free: number
  /** The promised quantity that the usable stock does not cover. */
  readonly short: number
}

/** The direction of a kind of movement. */
export type Sign = 'in' | 'out' | 'either'

export interface Movement {
  readonly sign: Sign
  /** Positive when stock comes in, negative when stock leaves. */
  readonly quantity: number
  /** The stock of the lot that a person saw before counting. If it has changed, the counted difference is wrong. */
  readonly expectedOnHand?: number | undefined
}

/** Why a movement is refused. The module that asks has a message for each reason. */
export type MovementRefusal = 'wrong-sign' | 'changed-meanwhile' | 'lot-too-low' | 'promised'

type AnyLot = LotFacts<DatedLotState>

const availableOf = ({ onHand, reserved = 0 }: AnyLot): number => onHand - reserved
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Whether a quantity fits the direction of its kind of movement. A movement of 0 is never allowed. */
export function fitsSign(sign: Sign, quantity: number): boolean {
  if (!Number.isSafeInteger(quantity) || quantity === 0) return false
  return sign === 'either' || sign === (quantity > 0 ? 'in' : 'out')
}

/** Whether somebody may use a lot on a day: it is neither blocked nor expired. */
export function isUsable({ state, expiresOn }: Pick<AnyLot, 'state' | 'expiresOn'>, day: string): boolean {
  return state === 'usable' && expiresOn >= day
}

/** The lots with usable stock on a day, in the order of their expiry. */
export function sortUsable<Lot extends AnyLot>(lots: readonly Lot[], day: string): Lot[] {
  return lots.filter((lot) => isUsable(lot, day) && availableOf(lot) > 0).sort(compareLots)
}

/** The order in which lots are taken and locked. */
export function compareLots(left: AnyLot, right: AnyLot): number {
  const { maker = '' } = left
  return compare(left.expiresOn, right.expiresOn) || compare(left.lot, right.lot) || compare(maker, right.maker ?? '')
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** The lots to take a quantity from on a day: first expiry, first out. `short` is the quantity that they lack. */
export function pickLots<Lot extends AnyLot>(
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

/** Sums up the lots of one item; `promised` is the quantity that is promised of it. */
export function sumLevel(lots: readonly AnyLot[], promised: number, day: string): Level {
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
 * Why a movement of one of these lots is refused; undefined when it is allowed. No lot goes below zero, and nobody
 * takes promised stock away. Blocked or expired stock covers no promise, so it may always leave. Callers do not ask
 * this function when they hand out promised stock, because the promise ends with it.
 */
export function refuseMovement(
  lots: readonly AnyLot[],
  lot: AnyLot,
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

/** The state after a decision. Undefined for a quarantine of a recalled lot: only a release ends a recall. */
export function decideLotState(state: DatedLotState, decision: LotDecision): LotState | undefined {
  if (decision === 'release') return 'usable'
  if (decision === 'recall') return 'recalled'
  return state === 'recalled' ? undefined : 'quarantined'
}

/** The state that a ledger writes down on a day: a usable lot has expired when its last day is over. */
export function dateState(state: LotState, expiresOn: string, day: string): DatedLotState {
  return state === 'usable' && expiresOn < day ? 'expired' : state
}
