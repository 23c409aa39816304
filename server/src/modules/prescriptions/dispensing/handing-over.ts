// Hands a dispense over: keeps the reservation, then writes the hand-over, the lines and the registers together.
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { conflict, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import { keepReservation, releaseReservation, reserve } from '../../inventory/contract.ts'
import { prescriptionOver } from '../contract.ts'
import { enterLines } from '../registers/steps.ts'
import { listLines } from '../signing/store.ts'
import type {
  AskedLine,
  Dispense,
  DispenseLine,
  Prescription,
  PrescriptionsContext,
  PrescriptionsTables,
} from '../tables.ts'
import { type DispenseId, dispenseHandedOver, notEnoughStock, notPaid, prescriptionChanged } from './contract.ts'
import { abandonById, apply, moveFrom, toFacts } from './moving.ts'
import { advance, dueOf } from './saga.ts'
import { addToLine, changeDispense, listAsked, listGiven, lockDispense } from './store.ts'

type Tables = PrescriptionsTables
type ByPerson = EventOrigin & PersonActs

/**
 * Point 8a: brings a dispense to where it may be handed over. The reservation no longer ends by itself. Gives the
 * dispense whose reservation is kept, or as it is when its state decides anyway.
 */
export async function keepStock(
  context: PrescriptionsContext,
  before: Dispense,
  origin: EventOrigin,
): Promise<Dispense> {
  // The event of the payment may be late.
  const dispense = before.status === 'CHARGED' ? await advance(context, before.id, origin) : before
  if (dispense.status === 'CHARGED') throw await toNotPaid(context, dispense)
  if (dispense.status !== 'READY') return dispense
  if ((await dueOf(context, dispense)) > 0) throw await toNotPaid(context, dispense)
  const { reservation_id: reservationId, store_id: storeId } = dispense
  const { status } = await context.call(keepReservation, { reservationId, storeId, origin })
  if (status === 'kept' || status === 'committed') return dispense
  return keepAnew(context, dispense, origin)
}

const toNotPaid = async (context: PrescriptionsContext, dispense: Dispense): Promise<Problem> =>
  new Problem(notPaid, { members: { duePaise: await dueOf(context, dispense) } })

const ANEW_MS = 10 * 60_000

/** The reservation has ended: the same lots once more, because they are paid; else the dispense ends. */
async function keepAnew(context: PrescriptionsContext, dispense: Dispense, origin: EventOrigin): Promise<Dispense> {
  const { id, cell, store_id: storeId } = dispense
  const now = context.clock.now()
  const reservationId = newId<'reservation'>(cell, now.getTime())
  const asked = await listAsked(context.db, id)
  const given = await listGiven(context.db, [id])
  const expiresAt = new Date(now.getTime() + ANEW_MS).toISOString()
  const lines = asked.map((one) => toSameLots(one, given))
  const answer = await context.call(reserve, { reservationId, storeId, lines, expiresAt, origin })
  const isSame = answer.status === 'reserved' && 'lines' in answer && holdsSame(answer.lines, given)
  if (!isSame) {
    await context.call(releaseReservation, { reservationId, storeId, origin })
    const short = 'short' in answer ? answer.short : []
    await abandonById(context, id, { reason: 'short', origin, more: { short } })
    throw new Problem(notEnoughStock, { members: { short, dispenseId: id } })
  }
  const { status } = await context.call(keepReservation, { reservationId, storeId, origin })
  const after =
    status !== 'kept'
      ? undefined
      : await moveFrom(context, dispense, (tx, { dispense: locked }) => {
          const more = { reservation_id: reservationId, attempts: locked.attempts + 1 }
          return apply(tx, locked, 'repicked', {}, more)
        })
  if (after?.reservation_id !== reservationId) {
    await context.call(releaseReservation, { reservationId, storeId, origin })
    throw new Problem(conflict)
  }
  return after
}

const toSameLots = ({ line, item_code: itemCode, quantity }: AskedLine, given: readonly DispenseLine[]) => ({
  ...{ line, itemCode, quantity },
  allowLots: given.filter(({ asked_line }) => asked_line === line).map(({ lot, maker }) => ({ lot, maker })),
})

interface Lotted {
  readonly line: number
  readonly lot: string
  readonly maker: string
  readonly quantity: number
}

function holdsSame(lots: readonly Lotted[], given: readonly DispenseLine[]): boolean {
  const key = ({ line, lot, maker, quantity }: Lotted): string => JSON.stringify([line, lot, maker, quantity])
  const before = given.map(({ asked_line: line, lot, maker, quantity }) => key({ line, lot, maker, quantity }))
  return JSON.stringify(lots.map(key).sort()) === JSON.stringify(before.sort())
}

interface HandingOver {
  readonly kept: Dispense
  readonly to: string
  readonly seenVersion: number | undefined
  readonly origin: ByPerson
}

/** Point 8b. After this there is no way back but a return. */
export async function handOver(tx: Tx<Tables>, { kept, to, seenVersion, origin }: HandingOver): Promise<Dispense> {
  const { dispense, prescription } = await lockDispense(tx, kept.id)
  const given = await listGiven(tx, [kept.id])
  const handing = {
    ...{ by: origin.actorId, to: tidyText(to) },
    needsSecond: given.some(({ schedule }) => schedule === 'X'),
  }
  const handed = await apply(tx, dispense, 'hand-over', handing)
  // Somebody reserved anew between the keeping and this lock.
  if (dispense.reservation_id !== kept.reservation_id) throw new Problem(conflict)
  if (prescription) await fulfil(tx, { dispense, prescription, seenVersion })
  await enterLines(tx, handed, { prescription, given })
  await publish(tx, origin, dispenseHandedOver, toFacts(handed))
  return handed
}

interface Fulfilling {
  readonly dispense: Dispense
  readonly prescription: Prescription
  readonly seenVersion: number | undefined
}

/** What was promised is dispensed now, unless the doctor has stopped it. */
async function fulfil(tx: Tx<Tables>, { dispense, prescription, seenVersion }: Fulfilling): Promise<void> {
  const { id, status, version } = prescription
  if (status !== 'SIGNED') throw new Problem(prescriptionOver, { members: { status } })
  if (version !== dispense.prescription_version && version !== seenVersion) {
    throw new Problem(prescriptionChanged, { members: { version } })
  }
  const lines = new Map((await listLines(tx, [id])).map((line) => [line.line_key, line]))
  for (const { line_key, quantity } of await listAsked(tx, dispense.id)) {
    if (line_key === null) continue
    if (lines.get(line_key)?.state !== 'active') {
      throw new Problem(prescriptionOver, { members: { status: 'STOPPED', lineKey: line_key } })
    }
    await addToLine(tx, id, line_key, { promised: -quantity, dispensed: quantity })
  }
}

/** The second person of Schedule X looks at it before the hand-over. */
export async function witness(tx: Tx<Tables>, id: DispenseId, by: string): Promise<Dispense> {
  const { dispense } = await lockDispense(tx, id)
  return changeDispense(tx, dispense, { second_person: by as Dispense['second_person'] })
}
