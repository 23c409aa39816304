// How others reserve stock, keep it, take it and give it back.
import { defineCall, defineEvent, Instant, id, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { ItemCode } from '../items/contract.ts'
import { Line, Lot, LotLine, Maker, Origin, Quantity } from '../stock/contract.ts'
import { StoreId } from '../stores/contract.ts'

/** The id of what the caller does, such as a dispense. It may lie in another district than the store. */
export const ReservationId = id('reservation')

export type ReservationId = Static<typeof ReservationId>

export const ShortLine = object({
  line: Line,
  itemCode: ItemCode,
  free: Type.Integer({ minimum: 0, description: 'What could be reserved now, of the allowed lots.' }),
})

export type ShortLine = Static<typeof ShortLine>

/** HELD ends by itself at `expiresAt`; KEPT does not. The other three are ends. */
export const RESERVATION_STATUSES = ['HELD', 'KEPT', 'COMMITTED', 'RELEASED', 'EXPIRED'] as const

export type ReservationStatus = (typeof RESERVATION_STATUSES)[number]

/**
 * Reserves stock for all lines or for none: first expiry, first out, never an expired or blocked lot. The same
 * `reservationId` gets the first answer, whatever its state is now; a call that was `short` may be asked again.
 * Its `status` is `kept`, `committed`, `released` or `expired` when a repeat meets that: the lines are what it was.
 * An id that was released before it was reserved never reserves anything.
 */
export const reserve = defineCall('inventory.reserve', {
  input: object({
    reservationId: ReservationId,
    storeId: StoreId,
    lines: Type.Array(
      object({
        line: Line,
        itemCode: ItemCode,
        quantity: Quantity,
        allowLots: Type.Optional(Type.Array(object({ lot: Lot, maker: Maker }), { minItems: 1, maxItems: 50 })),
      }),
      { minItems: 1, maxItems: 50 },
    ),
    expiresAt: Instant,
    origin: Origin,
  }),
  output: Type.Union([
    object({
      status: oneOf(['reserved', 'kept', 'committed', 'released', 'expired']),
      expiresAt: Instant,
      lines: Type.Array(LotLine),
    }),
    object({ status: oneOf(['short']), short: Type.Array(ShortLine) }),
  ]),
  timeoutMs: 2_000,
})

/** The store is named too, because the reservation lies in the district of the store. */
const reservation = { reservationId: ReservationId, storeId: StoreId, origin: Origin }

/**
 * Keeps a reservation, so that it no longer ends by itself: the last step before the hand-over. `expired` also says
 * that a lot of it was recalled or has passed its last day since: reserve anew with another id.
 */
export const keepReservation = defineCall('inventory.keep-reservation', {
  input: object(reservation),
  output: object({ status: oneOf(['kept', 'committed', 'released', 'expired', 'unknown']) }),
  timeoutMs: 2_000,
})

/** Takes the reserved stock out of the store: movements `dispense`. What is kept is never refused, nor twice done. */
export const commitReservation = defineCall('inventory.commit-reservation', {
  input: object(reservation),
  output: object({ status: oneOf(['committed', 'released', 'expired', 'unknown']) }),
  timeoutMs: 2_000,
})

/** Gives the reserved stock back to the store. After a release that came first, `reserve` answers `released`. */
export const releaseReservation = defineCall('inventory.release-reservation', {
  input: object(reservation),
  output: object({ status: oneOf(['released', 'expired', 'committed']) }),
  timeoutMs: 2_000,
})

/** A reservation ended without its caller: by time, or because a lot of it was recalled or expired. */
export const reservationEnded = defineEvent(
  'inventory.reservation-ended.v1',
  'storeId',
  object({
    reservationId: ReservationId,
    storeId: StoreId,
    facilityId: FacilityId,
    why: oneOf(['time', 'recalled', 'lot-expired']),
  }),
)
