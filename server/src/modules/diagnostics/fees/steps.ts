// The charges of an order: raised when it is placed, reversed for what is cancelled. What cannot be done for an hour,
// or is refused, is stuck: staff see it, and try again or settle it by hand.
import type { Static } from '../../../platform/contract.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { type EventEnvelope, type EventOrigin, originOfEvent } from '../../../platform/work/outbox.ts'
import { type ChargeGroup, type ChargeSource, raiseCharges, reverseCharges } from '../../billing/contract.ts'
import type { OrderId, orderCancelled, orderPlaced } from '../contract.ts'
import { findOrder, listLines } from '../orders/store.ts'
import { keepReports } from '../reports/keeping.ts'
import { releaseReports } from '../reports/releasing.ts'
import type { DiagnosticsContext, Order, OrderLine } from '../tables.ts'
import { type Deed, deleteStuck } from './store.ts'
import { isRefused, noteStuck } from './stuck.ts'

/** What was ordered, a test or a panel: for billing it is the source of one charge. */
interface ChargedItem {
  readonly source: ChargeSource
  readonly priceCode: string
  readonly isCancelled: boolean
}

/** For billing an order is a group of charges. */
const groupOf = (orderId: OrderId): ChargeGroup => orderId as string as ChargeGroup

/** The items with a price. A line that moved to another laboratory stays paid here. */
export function toItems(lines: readonly OrderLine[]): ChargedItem[] {
  return [...new Set(lines.map(({ item }) => item))].flatMap((item) => {
    const own = lines.filter((line) => line.item === item)
    const priceCode = own[0]?.price_code
    if (own[0] === undefined || priceCode === null || priceCode === undefined) return []
    const sourceId = own[0].order_id as string as ChargeSource['sourceId']
    const isCancelled = own.every(({ status, moved_to }) => status === 'CANCELLED' && moved_to === null)
    return [{ source: { sourceKind: 'diagnostics.test', sourceId, sourceLine: item }, priceCode, isCancelled }]
  })
}

type Work = (context: DiagnosticsContext, order: Order, origin: EventOrigin) => Promise<void>

/** Events come in any order: what was cancelled meanwhile found nothing to reverse, so this reverses it. */
const charge: Work = async (context, order, origin) => {
  const items = toItems(await listLines(context.db, [order.id]))
  if (items.length === 0) return
  const { id, lab_facility_id: facilityId, patient_id: patientId } = order
  const lines = items.map(({ source, priceCode }) => ({ ...source, quantity: 1, priceCode }))
  await context.call(raiseCharges, { group: groupOf(id), facilityId, patientId, lines, origin })
  await reverse(context, order, origin)
}

const reverse: Work = async (context, order, origin) => {
  const lines = toItems(await listLines(context.db, [order.id])).flatMap(({ source, isCancelled }) =>
    isCancelled ? [source] : [],
  )
  if (lines.length === 0) return
  await context.call(reverseCharges, { group: groupOf(order.id), lines, reason: 'The test is cancelled', origin })
}

const report: Work = async (context, { id }, origin) => {
  await releaseReports(context, id, origin)
  await keepReports(context, id, origin)
}

const WORK: Readonly<Record<Deed, Work>> = { charge, reversal: reverse, report }
const HOUR_MS = 3_600_000

type Told = EventEnvelope<Static<(typeof orderPlaced | typeof orderCancelled)['body']>>

export const chargeOrder = (context: DiagnosticsContext, event: Told): Promise<void> =>
  orStuck(context, event, 'charge')
export const reverseOrder = (context: DiagnosticsContext, event: Told): Promise<void> =>
  orStuck(context, event, 'reversal')

/** The queue repeats what failed for an hour. Then, or when billing refuses it, a repeat alone does not help. */
async function orStuck(context: DiagnosticsContext, event: Told, deed: Deed): Promise<void> {
  const order = await findOrder(context.db, event.body.orderId)
  if (!order) return
  try {
    await WORK[deed](context, order, originOfEvent(event))
  } catch (error) {
    const isOld = context.clock.now().getTime() - new Date(event.occurredAt).getTime() >= HOUR_MS
    if (!isOld && !isRefused(error)) throw error
    await noteStuck(context, order, deed, error)
  }
}

/** Tries again what is stuck. It stops at what fails again. */
export async function retryStuck(
  context: DiagnosticsContext,
  order: Order,
  deeds: readonly Deed[],
  origin: EventOrigin,
): Promise<void> {
  for (const deed of deeds) {
    try {
      await WORK[deed](context, order, origin)
    } catch (error) {
      return noteStuck(context, order, deed, error)
    }
    await transaction(context.db, (tx) => deleteStuck(tx, order.id, deed))
  }
}
