// Decides what a movement does to the lots of a store. Pure: the rules of platform/ledger.ts, with makers and prices.
import {
  type DatedLotState,
  isUsable,
  type LotFacts,
  type MovementRefusal,
  refuseMovement,
  type Sign,
} from '../../../platform/ledger.ts'
import type { ItemCode } from '../items/contract.ts'
import type { MovementKind } from './contract.ts'

/** Why a lot is blocked when nobody said another reason. */
export const LAST_DAY_OVER = 'its last day is over'

export const SIGNS: Readonly<Record<MovementKind, Sign>> = {
  ...{ receive: 'in', return: 'in', arrive: 'in' },
  ...{ dispense: 'out', issue: 'out', send: 'out', waste: 'out' },
  ...{ adjust: 'either', count: 'either' },
}

/** What only a usable lot may do. An expired or blocked lot leaves by wastage, and a count may correct it. */
const NEEDS_USABLE: ReadonlySet<MovementKind> = new Set(['dispense', 'issue', 'send'])

export interface LotKey {
  readonly itemCode: ItemCode
  readonly lot: string
  readonly maker: string
}

export interface ShelfLot extends LotFacts<DatedLotState>, LotKey {
  readonly maker: string
  readonly reserved: number
  readonly stateReason: string | null
  readonly mrpPaise: number
  readonly costPaise: number
}

/** What is printed on a lot that comes in, and the state that it begins with. */
export interface StatedLot {
  readonly expiresOn: string
  /** Left out: unknown, for example when a patient brings it back. */
  readonly mrpPaise?: number | undefined
  readonly costPaise?: number | undefined
  readonly blocked?: { readonly state: Exclude<DatedLotState, 'usable'>; readonly reason: string } | undefined
}

export interface Move extends LotKey {
  /** Number of the line within its source. */
  readonly line: number
  /** Positive when stock comes in. */
  readonly quantity: number
  readonly reason?: string | undefined
  readonly stated?: StatedLot | undefined
  readonly expectedOnHand?: number | undefined
}

export type MoveRefusal = MovementRefusal | 'unknown-lot' | 'not-usable' | 'lot-differs' | 'expired'

export interface Moved {
  readonly before: ShelfLot
  readonly after: ShelfLot
}

export const isLot = (one: LotKey, other: LotKey): boolean =>
  one.itemCode === other.itemCode && one.lot === other.lot && one.maker === other.maker

/** A lot before and after a movement, or why it is refused. `lots` are those of the item in the store. */
export function decideMove(
  lots: readonly ShelfLot[],
  move: Move,
  kind: MovementKind,
  day: string,
): Moved | MoveRefusal {
  const known = lots.find((lot) => isLot(lot, move))
  const { stated, quantity, expectedOnHand } = move
  if (!known && !stated) return 'unknown-lot'
  if (kind === 'receive' && stated && stated.expiresOn < day) return 'expired'
  if (known && stated && isDifferent(known, stated, kind)) return 'lot-differs'
  const before = known ?? newLot(move, stated as StatedLot, day)
  if (NEEDS_USABLE.has(kind) && !isUsable(before, day)) return 'not-usable'
  const promised = lots.filter((lot) => isUsable(lot, day)).reduce((sum, { reserved }) => sum + reserved, 0)
  const refusal = refuseMovement(lots, before, promised, { sign: SIGNS[kind], quantity, expectedOnHand }, day)
  if (refusal) return refusal
  const after = {
    ...before,
    onHand: before.onHand + quantity,
    ...(stated && !hasPrice(before) && toPrices(before, stated)),
    ...(stated?.costPaise !== undefined && kind === 'receive' && { costPaise: stated.costPaise }),
    ...(stated?.blocked && { state: stated.blocked.state, stateReason: stated.blocked.reason }),
  }
  return { before, after }
}

/**
 * A lot has one last day, and one price as long as some of it is there. Only a delivery states a price: what comes from
 * another store takes the price of the lot here.
 */
function isDifferent(known: ShelfLot, stated: StatedLot, kind: MovementKind): boolean {
  if (known.expiresOn !== stated.expiresOn) return true
  return kind === 'receive' && hasPrice(known) && known.mrpPaise !== stated.mrpPaise
}

const hasPrice = ({ onHand, mrpPaise }: ShelfLot): boolean => onHand > 0 && mrpPaise > 0

function newLot({ itemCode, lot, maker }: Move, stated: StatedLot, day: string): ShelfLot {
  const { expiresOn, mrpPaise = 0, costPaise = 0 } = stated
  const expired = { state: 'expired', reason: LAST_DAY_OVER } as const
  const blocked = stated.blocked ?? (expiresOn < day ? expired : undefined)
  return {
    ...{ itemCode, lot, maker, expiresOn, mrpPaise, costPaise, onHand: 0, reserved: 0 },
    ...{ state: blocked?.state ?? 'usable', stateReason: blocked?.reason ?? null },
  }
}

const toPrices = (lot: ShelfLot, { mrpPaise, costPaise }: StatedLot) => ({
  mrpPaise: mrpPaise ?? lot.mrpPaise,
  costPaise: costPaise ?? lot.costPaise,
})

/** What of a lot counts as blocked in the level of its item. */
export const blockedOf = ({ state, onHand, reserved }: ShelfLot): number => (state === 'usable' ? 0 : onHand - reserved)
