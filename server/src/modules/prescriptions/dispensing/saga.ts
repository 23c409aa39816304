// The saga of a dispense: reserve, charge, wait for the payment; after the hand-over take the stock out of the store;
// after an end give all of it back. Each step is asked by a key, so whoever finds it half done asks again.

import { newId } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import {
  type ChargeLine,
  type ChargeSource,
  findSettlements,
  raiseCharges,
  reverseCharges,
} from '../../billing/contract.ts'
import { commitReservation, type LotLine, releaseReservation, reserve } from '../../inventory/contract.ts'
import { findMedicines } from '../medicines/steps.ts'
import type { AskedLine, Dispense, DispenseLine, Medicine, PrescriptionsContext } from '../tables.ts'
import { type DispenseId, dispenseAbandoned, dispensePrepared } from './contract.ts'
import { abandon, apply, isAsRead, moveFrom, takeBackPromises, toFacts } from './moving.ts'
import { isUnderWay } from './states.ts'
import {
  changeDispense,
  type DispenseUpdate,
  findDispense,
  listAsked,
  listDue,
  listGiven,
  lockDispense,
  lockKnown,
  replaceGiven,
} from './store.ts'

/** Does one step, and gives the dispense as it is then. When the step moved it, there may be a next one. */
type Step = (context: PrescriptionsContext, dispense: Dispense, origin: EventOrigin) => Promise<Dispense>

/** Takes a dispense as far as it goes by itself. Whoever calls this twice does no harm. */
export async function advance(context: PrescriptionsContext, id: DispenseId, origin: EventOrigin): Promise<Dispense> {
  const first = (await findDispense(context.db, id)) as Dispense
  for (let dispense = first; ; ) {
    const isLate = isUnderWay(dispense.status) && dispense.expires_at <= context.clock.now()
    const step = isLate ? endByTime : STEPS[dispense.status]
    const after = (await step?.(context, dispense, origin)) ?? dispense
    if (isAsRead(dispense, after) || waits(first, after)) return after
    dispense = after
  }
}

/** Nobody has paid what this very call has charged. So it need not ask. */
const waits = (first: Dispense, { status, total_paise }: Dispense): boolean =>
  first.status === 'PREPARING' && status === 'CHARGED' && total_paise !== 0

const endByTime: Step = (context, dispense, origin) =>
  moveFrom(context, dispense, (tx, locked) => abandon(tx, locked.dispense, { reason: 'time', origin }))

/** Points 2 and 3: the same reservation gets the same answer, so a repeat after a crash finds its lots. */
const takeStock: Step = async (context, dispense, origin) => {
  const asked = await listAsked(context.db, dispense.id)
  const answer = await context.call(reserve, {
    ...{ reservationId: dispense.reservation_id, storeId: dispense.store_id },
    lines: asked.map(({ line, item_code: itemCode, quantity }) => ({ line, itemCode, quantity })),
    ...{ expiresAt: dispense.expires_at.toISOString(), origin },
  })
  if (answer.status === 'short') {
    return moveFrom(context, dispense, async (tx, locked) => {
      const ended = await apply(tx, locked.dispense, 'short', {}, { short: 'short' in answer ? answer.short : [] })
      await takeBackPromises(tx, ended)
      await publish(tx, origin, dispenseAbandoned, { ...toFacts(ended), reason: 'short' })
      return ended
    })
  }
  if (answer.status === 'released' || answer.status === 'expired') return reserveAnew(context, dispense)
  const given = await toGiven(context, dispense, asked, 'lines' in answer ? answer.lines : [])
  return moveFrom(context, dispense, async (tx, locked) => {
    await replaceGiven(tx, dispense.id, given)
    const total_paise = sumOf(given)
    const prepared = await apply(tx, locked.dispense, 'reserved', {}, { total_paise, due_at: inMinutes(tx, 1) })
    await publish(tx, origin, dispensePrepared, { ...toFacts(prepared), expiresAt: prepared.expires_at.toISOString() })
    return prepared
  })
}

/** The reservation ended before its answer was written down. Another id asks for another one. */
const reserveAnew = (context: PrescriptionsContext, dispense: Dispense): Promise<Dispense> =>
  moveFrom(context, dispense, async (tx, locked) => {
    const reservation_id = newId<'reservation'>(dispense.cell, tx.clock.now().getTime())
    return changeDispense(tx, locked.dispense, { reservation_id, attempts: locked.dispense.attempts + 1 })
  })

/** The lots with their prices: the most that the law allows, and nothing where the store gives freely. */
export async function toGiven(
  context: PrescriptionsContext,
  { cell, id, is_free }: Dispense,
  asked: readonly AskedLine[],
  lots: readonly LotLine[],
): Promise<DispenseLine[]> {
  const medicines = await findMedicines(
    context,
    asked.map(({ item_code }) => item_code),
  )
  return lots.map(({ line: asked_line, itemCode, lot, maker, expiresOn, quantity, mrpPaise }, index) => {
    const { name, schedule, is_cold } = medicines.get(itemCode) as Medicine
    return {
      ...{ cell, dispense_id: id, line: index + 1, asked_line, item_code: itemCode, item_name: name, schedule },
      ...{ is_cold, lot, maker, expires_on: expiresOn, quantity, mrp_paise: mrpPaise, returned: 0 },
      unit_price_paise: is_free ? 0 : mrpPaise,
    }
  })
}

export const sumOf = (lines: readonly DispenseLine[]): number =>
  lines.reduce((sum, { quantity, unit_price_paise }) => sum + quantity * unit_price_paise, 0)

const inMinutes = ({ clock }: Pick<PrescriptionsContext, 'clock'>, minutes: number): Date =>
  new Date(clock.now().getTime() + minutes * 60_000)

/** For billing a dispense is a group of charges, and each lot of it the source of one. */
export const sourceOf = (id: DispenseId, line: number): ChargeSource => ({
  sourceKind: 'prescriptions.dispense',
  sourceId: id as string as ChargeSource['sourceId'],
  sourceLine: line,
})

/** Points 4 and 5. Billing may refuse for good, for example without a tax rate: then the dispense ends. */
const charge: Step = async (context, dispense, origin) => {
  if (dispense.is_free) {
    return moveFrom(context, dispense, (tx, locked) =>
      apply(tx, locked.dispense, 'free', {}, { due_at: dispense.expires_at }),
    )
  }
  const { charge_group: group, facility_id: facilityId, patient_id } = dispense
  const lines = await toChargeLines(context, dispense)
  const named = patient_id === null ? {} : { patientId: patient_id }
  try {
    await context.call(raiseCharges, { group, facilityId, ...named, lines, origin })
  } catch (error) {
    if (!(error instanceof Problem) || error.type.status >= 500) throw error
    const more = { problem: error.type.slug }
    return moveFrom(context, dispense, (tx, locked) =>
      abandon(tx, locked.dispense, { reason: 'refused', origin, more }),
    )
  }
  return moveFrom(context, dispense, (tx, locked) =>
    apply(tx, locked.dispense, 'charged', {}, { due_at: nextCheck(tx, dispense) }),
  )
}

const TEXT_MAX = 200
const LOT_MAX = 40

/** The bill is the register of the sale: it names lot, maker and expiry. */
async function toChargeLines(context: PrescriptionsContext, dispense: Dispense): Promise<ChargeLine[]> {
  const given = await listGiven(context.db, [dispense.id])
  const medicines = await findMedicines(
    context,
    given.map(({ item_code }) => item_code),
  )
  return given.map(({ line, item_code, item_name, lot, maker, expires_on, quantity, unit_price_paise, mrp_paise }) => ({
    ...{ ...sourceOf(dispense.id, line), quantity, text: item_name.slice(0, TEXT_MAX) },
    ...{ unitPricePaise: unit_price_paise, taxCode: medicines.get(item_code)?.tax_code as string },
    batch: { lot: lot.slice(0, LOT_MAX), maker, expiresOn: expires_on, mrpPaise: mrp_paise },
  }))
}

const PAYMENT_CHECK_MINUTES = 5

function nextCheck(clocked: Pick<PrescriptionsContext, 'clock'>, { expires_at }: Dispense): Date {
  const next = inMinutes(clocked, PAYMENT_CHECK_MINUTES)
  return next < expires_at ? next : expires_at
}

/** Point 6: the event of billing may be late or lost, so the sweep asks too. */
const awaitPayment: Step = async (context, dispense) => {
  if (await isSettled(context, dispense)) {
    return moveFrom(context, dispense, (tx, locked) =>
      apply(tx, locked.dispense, 'settled', {}, { due_at: dispense.expires_at }),
    )
  }
  return moveFrom(context, dispense, (tx, locked) =>
    changeDispense(tx, locked.dispense, { due_at: nextCheck(tx, dispense) }),
  )
}

const isSettled = async (context: PrescriptionsContext, { charge_group }: Dispense): Promise<boolean> => {
  const [found] = await context.call(findSettlements, { groups: [charge_group] })
  return found?.isSettled === true
}

/** What is still to pay for a dispense. */
export async function dueOf(context: PrescriptionsContext, dispense: Dispense): Promise<number> {
  if (dispense.is_free || !dispense.is_charged) return 0
  const [found] = await context.call(findSettlements, { groups: [dispense.charge_group] })
  return found?.duePaise ?? 0
}

const STOCK_AGAIN_MINUTES = 10

/** Point 9. What is kept is never refused, so another answer is a fault that staff must see. */
const commitStock: Step = async (context, dispense, origin) => {
  if (dispense.is_stock_settled) return dispense
  const { reservation_id: reservationId, store_id: storeId } = dispense
  const { status } = await context.call(commitReservation, { reservationId, storeId, origin })
  if (status === 'committed') {
    return settle(context, dispense, { is_stock_settled: true, due_at: null, problem: null, failing_since: null })
  }
  context.log.error({ dispenseId: dispense.id, status }, 'stock that was handed over is not taken out of its store')
  const due_at = inMinutes(context, STOCK_AGAIN_MINUTES)
  return settle(context, dispense, { problem: `reservation-${status}`, due_at })
}

const settle = (context: PrescriptionsContext, before: Dispense, change: DispenseUpdate): Promise<Dispense> =>
  transaction(context.db, async (tx) => changeDispense(tx, (await lockKnown(tx, before)).dispense, change))

/** A charge that was on its way when the dispense ended has arrived by then. */
const LATE_CHARGE_MINUTES = 1

/** The way back: the stock is free again, the charges are reversed, and what was paid becomes a refund. */
const giveBack: Step = async (context, dispense, origin) => {
  if (dispense.due_at === null) return dispense
  const { reservation_id: reservationId, store_id: storeId, charge_group: group } = dispense
  await context.call(releaseReservation, { reservationId, storeId, origin })
  const mayBeCharged = !dispense.is_free && dispense.total_paise !== null
  if (mayBeCharged) await context.call(reverseCharges, { group, reason: 'Not handed over', origin })
  const endedAt = dispense.ended_at as Date
  const lateAt = new Date(endedAt.getTime() + LATE_CHARGE_MINUTES * 60_000)
  const isOver = !mayBeCharged || dispense.is_charged || lateAt <= context.clock.now()
  const done = { is_stock_settled: true, is_money_settled: true, due_at: null, failing_since: null }
  return settle(context, dispense, isOver ? done : { is_stock_settled: true, due_at: lateAt })
}

const STEPS: Partial<Readonly<Record<Dispense['status'], Step>>> = {
  PREPARING: takeStock,
  PREPARED: charge,
  CHARGED: awaitPayment,
  HANDED_OVER: commitStock,
  REFUSED: giveBack,
  ABANDONED: giveBack,
}

const AT_ONCE = 200
const FAILING_MS = 3_600_000

/** Looks at everything that is due: what a crash left half done, what nobody paid, what nobody collected. */
export async function sweepDispenses(context: PrescriptionsContext): Promise<void> {
  const origin = { actorId: null, requestId: 'sweep-dispenses' }
  for (const id of await listDue(context.db, context.clock.now(), AT_ONCE)) {
    try {
      await advance(context, id, origin)
    } catch (error) {
      await noteFailure(context, id, error)
    }
  }
}

/** What fails for an hour before it is ready is given up. What must be done after an end is tried for good. */
async function noteFailure(context: PrescriptionsContext, id: DispenseId, error: unknown): Promise<void> {
  const problem = error instanceof Problem ? error.type.slug : 'unavailable'
  context.log.warn({ err: error, dispenseId: id }, 'a step of a dispense failed; the sweep tries it again')
  await transaction(context.db, async (tx) => {
    const { dispense } = await lockDispense(tx, id)
    const now = tx.clock.now()
    const failing_since = dispense.failing_since ?? now
    const isLong = now.getTime() - failing_since.getTime() >= FAILING_MS
    const origin = { actorId: null, requestId: 'sweep-dispenses' }
    if (isLong && isUnderWay(dispense.status))
      await abandon(tx, dispense, { reason: 'refused', origin, more: { problem } })
    else await changeDispense(tx, dispense, { failing_since, problem, due_at: inMinutes(tx, 1) })
  })
}
