// What others may know of stock: lots, levels, movements, and what is put back.
import {
  Amount,
  Day,
  defineCall,
  defineEvent,
  id,
  nameText,
  object,
  oneOf,
  type Static,
  Type,
  text,
} from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { ItemCode } from '../items/contract.ts'
import { StoreId } from '../stores/contract.ts'

const Version = Type.Integer({ minimum: 1, description: 'Grows by one with each change: an older event never wins.' })

/** The id of one return by a customer of this module, such as a return to a pharmacy. */
export const ReturnId = id('return')

export type ReturnId = Static<typeof ReturnId>

export const QUANTITY_MAX = 1_000_000

export const Quantity = Type.Integer({ minimum: 1, maximum: QUANTITY_MAX, description: 'In the unit of the item.' })

export const Lot = text(60, { description: 'Lot (batch) number as printed.' })

export const Maker = nameText(100, { description: 'Who made it, as printed: two makers may use one lot number.' })

export const Line = Type.Integer({
  minimum: 0,
  maximum: 9_999,
  description: 'Number of the line, given by the caller.',
})

/** A lot that a line takes or has taken. One asked line may give several. */
export const LotLine = object({
  line: Line,
  itemCode: ItemCode,
  lot: Lot,
  maker: Maker,
  expiresOn: Day,
  quantity: Quantity,
  mrpPaise: { ...Amount, description: 'Maximum retail price of one unit, in paise, rounded down; tax inside.' },
})

export type LotLine = Static<typeof LotLine>

/** Who caused it. A job hands in the origin of the event that it follows. */
export const Origin = object({
  actorId: Type.Union([Type.String(), Type.Null()]),
  role: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  facilityId: Type.Optional(Type.String()),
  onBehalfOfId: Type.Optional(Type.String()),
  requestId: Type.String(),
})

export type Origin = Static<typeof Origin>

/** Puts back what was dispensed: movements `return`. What is not usable goes into a lot in quarantine. */
export const putBack = defineCall('inventory.put-back', {
  input: object({
    returnId: ReturnId,
    storeId: StoreId,
    lines: Type.Array(
      object({
        itemCode: ItemCode,
        lot: Lot,
        maker: Maker,
        expiresOn: Day,
        quantity: Quantity,
        isUsable: Type.Boolean(),
      }),
      { minItems: 1, maxItems: 50 },
    ),
    origin: Origin,
  }),
  output: object({ status: oneOf(['put-back', 'repeated'], { description: '`repeated`: it was done before.' }) }),
  timeoutMs: 5_000,
})

export const FreeLevel = object({
  storeId: StoreId,
  facilityId: FacilityId,
  itemCode: ItemCode,
  free: Type.Integer({ minimum: 0, description: 'What can be reserved today.' }),
  mrpPaise: Type.Optional({ ...Amount, description: 'Of the lot that is taken next, for one unit.' }),
})

export type FreeLevel = Static<typeof FreeLevel>

/** What can be reserved now. A store without a row for an item has none of it. */
export const showLevels = defineCall('inventory.show-levels', {
  input: object({
    storeIds: Type.Array(StoreId, { minItems: 1, maxItems: 20 }),
    itemCodes: Type.Array(ItemCode, { minItems: 1, maxItems: 200 }),
  }),
  output: object({ levels: Type.Array(FreeLevel) }),
  timeoutMs: 2_000,
})

/**
 * What can be reserved of an item has changed; at most once a second for each level. `version` grows with each event
 * of a level.
 */
export const levelChanged = defineEvent(
  'inventory.level-changed.v1',
  'storeId',
  object({ ...FreeLevel.properties, version: Version }),
)

const OUTSIDE_KINDS = ['receive', 'dispense', 'return', 'issue'] as const
const INSIDE_KINDS = ['send', 'arrive', 'adjust', 'waste', 'count'] as const
export const MOVEMENT_KINDS = [...OUTSIDE_KINDS, ...INSIDE_KINDS] as const

export const MovementKind = oneOf(MOVEMENT_KINDS)

export type MovementKind = Static<typeof MovementKind>

/** Stock came into a store or left it. */
export const stockMoved = defineEvent(
  'inventory.stock-moved.v1',
  'storeId',
  object({
    storeId: StoreId,
    facilityId: FacilityId,
    kind: MovementKind,
    sourceKind: Type.String(),
    sourceId: id('source'),
    lines: Type.Array(
      object({
        itemCode: ItemCode,
        lot: Lot,
        maker: Maker,
        quantity: Type.Integer({ description: 'Positive when stock came in.' }),
      }),
    ),
  }),
)
