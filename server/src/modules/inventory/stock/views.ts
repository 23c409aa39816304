// How levels, lots and movements are shown.
import { Amount, Day, Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { dateState } from '../../../platform/ledger.ts'
import { ItemCode } from '../items/contract.ts'
import { StoreId } from '../stores/contract.ts'
import type { Movement } from '../tables.ts'
import { Lot, Maker, MovementKind } from './contract.ts'
import type { FoundLevel } from './level-store.ts'
import { LAST_DAY_OVER, type ShelfLot } from './rules.ts'

export const LotState = oneOf(['usable', 'quarantined', 'recalled', 'expired'])

export const LotView = object({
  itemCode: ItemCode,
  lot: Lot,
  maker: Maker,
  expiresOn: Day,
  onHand: Type.Integer(),
  reserved: Type.Integer({ description: 'What reservations hold of it.' }),
  state: LotState,
  reason: Type.Optional(Type.String({ description: 'Why the lot is blocked.' })),
  mrpPaise: Amount,
  costPaise: Amount,
})

export const toLotView = ({ stateReason, ...lot }: ShelfLot): Static<typeof LotView> => ({
  ...lot,
  ...(stateReason !== null && { reason: stateReason }),
})

/** The lot as it is on a day. The ledger writes at night that a lot has expired; people must not read less before. */
export function toLotViewOn(lot: ShelfLot, day: string): Static<typeof LotView> {
  const state = lot.state === 'usable' ? dateState(lot.state, lot.expiresOn, day) : lot.state
  return toLotView({ ...lot, state, ...(state !== lot.state && { stateReason: LAST_DAY_OVER }) })
}

export const LevelView = object({
  storeId: StoreId,
  itemCode: ItemCode,
  name: Type.String(),
  unit: Type.String(),
  onHand: Type.Integer(),
  reserved: Type.Integer(),
  blocked: Type.Integer({ description: 'Of lots that are expired, recalled or in quarantine.' }),
  free: Type.Integer({ description: 'What can be reserved today.' }),
  reorderAt: Type.Optional(Type.Integer()),
  target: Type.Optional(Type.Integer()),
  daysOfCover: Type.Optional(Type.Integer({ description: 'Days that the free stock lasts, at the use of 90 days.' })),
  soonestExpiry: Type.Optional({ ...Day, description: 'Of the usable lots.' }),
})

export function toLevelView(level: FoundLevel): Static<typeof LevelView> {
  const { reorderAt, target, dailyUseMilli, soonestExpiry, ...facts } = level
  return {
    ...facts,
    ...(reorderAt !== null && { reorderAt }),
    ...(target !== null && { target }),
    ...(dailyUseMilli > 0 && { daysOfCover: Math.floor((facts.free * 1_000) / dailyUseMilli) }),
    ...(soonestExpiry !== null && { soonestExpiry }),
  }
}

export const MovementView = object({
  movementId: Type.String(),
  at: Instant,
  kind: MovementKind,
  itemCode: ItemCode,
  lot: Lot,
  maker: Maker,
  quantity: Type.Integer({ description: 'Positive when stock came in.' }),
  balanceAfter: Type.Integer({ description: 'What the lot held after it.' }),
  source: object({ kind: Type.String(), id: Type.String(), line: Type.Integer() }),
  reason: Type.Optional(Type.String()),
  by: Type.Optional(Type.String({ description: 'Account of who did it; left out when the system did.' })),
})

export function toMovementView(movement: Movement): Static<typeof MovementView> {
  const { id, kind, item_code, lot, maker, quantity, balance_after, reason, actor_id, moved_at } = movement
  const { source_kind, source_id, source_line } = movement
  return {
    ...{ movementId: id, at: moved_at.toISOString(), kind, itemCode: item_code, lot, maker, quantity },
    ...{ balanceAfter: balance_after, source: { kind: source_kind, id: source_id, line: source_line } },
    ...(reason !== null && { reason }),
    ...(actor_id !== null && { by: actor_id }),
  }
}
