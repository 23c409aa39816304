// Takes, receives and rejects specimens. A rejected one is replaced by one that is expected; nobody pays again.
import { dayInIndia } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import {
  notPaid,
  type OrderId,
  type RejectReason,
  type SpecimenId,
  type SpecimenKind,
  type SpecimenStatus,
  specimenCollected,
  specimenRejected,
  specimenState,
  wrongSpecimen,
} from '../contract.ts'
import { findLab } from '../menus/store.ts'
import { lockWhole, moveLines, pickLines, toOrderFacts } from '../orders/facts.ts'
import { voidDrafts } from '../results/voiding.ts'
import type { DiagnosticsTables, Order, OrderLine, Specimen } from '../tables.ts'
import { decideSpecimen, type SpecimenEvent } from './states.ts'
import { deleteExpected, findSpecimen, saveSpecimen, takeNumber } from './store.ts'

type Tables = DiagnosticsTables
type ByPerson = EventOrigin & PersonActs

/** Throws unless the order may be begun: it is paid, or urgent, or the laboratory asks for no payment first. */
export async function requireOpenGate(tx: Tx<Tables>, order: Order): Promise<void> {
  if (order.priority !== 'routine' || order.settled_at !== null) return
  const lab = await findLab(tx, order.lab_facility_id)
  if (lab?.pays_first !== false) throw new Problem(notPaid, { members: { orderId: order.id } })
}

function move(specimen: Specimen, event: SpecimenEvent): SpecimenStatus {
  const { status } = specimen
  const decided = decideSpecimen(status, event)
  if ('next' in decided) return decided.next
  throw new Problem(specimenState, { members: { status, instead: decided.instead } })
}

interface Collecting {
  readonly lines: readonly number[]
  readonly kind: SpecimenKind
  readonly origin: ByPerson
}

/** Takes one specimen for lines that need the same kind in the same container. */
export async function collect(
  tx: Tx<Tables>,
  id: OrderId,
  { lines: numbers, kind, origin }: Collecting,
): Promise<{ readonly order: Order; readonly specimen: Specimen; readonly lines: readonly OrderLine[] }> {
  const locked = await lockWhole(tx, id)
  const named = pickLines(locked.lines, numbers)
  if (!named) throw invalidField('/lines', 'names a line that the order does not have')
  await requireOpenGate(tx, locked.order)
  requireOneKind(named, kind)
  const expected = await findExpected(tx, named)
  const now = tx.clock.now()
  const day = dayInIndia(now)
  const { cell, lab_facility_id, patient_id } = locked.order
  const specimenId = expected?.id ?? newId<'specimen'>(cell, now.getTime())
  const after = await moveLines(tx, locked, named, 'collect', { specimen_id: specimenId })
  // The number comes last, because all collections of the laboratory wait for it.
  const number = await takeNumber(tx, lab_facility_id, day)
  const specimen: Specimen = {
    ...{ cell, id: specimenId, order_id: id, lab_facility_id, patient_id, kind },
    ...{ container: named[0]?.container as string, lines: named.map(({ line }) => line) },
    ...{ status: 'COLLECTED', accession: toAccession(day, number), replaces: expected?.replaces ?? null },
    ...{ collected_by: origin.actorId as Specimen['collected_by'], collected_at: now },
    ...{ received_by: null, received_at: null, rejected_by: null, rejected_at: null },
    ...{ reject_reason: null, reject_note: null },
  }
  await saveSpecimen(tx, specimen)
  await deleteExpected(tx, after)
  await publish(tx, origin, specimenCollected, toSpecimenFacts(after.order, specimen))
  return { order: after.order, specimen, lines: after.lines }
}

const toAccession = (day: string, number: number): string =>
  `${day.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`

const toSpecimenFacts = (order: Order, specimen: Specimen) => ({
  ...{ ...toOrderFacts(order), specimenId: specimen.id, lines: specimen.lines },
})

function requireOneKind(named: readonly OrderLine[], kind: SpecimenKind): void {
  const isOne = named.every(({ specimen, container }) => specimen === kind && container === named[0]?.container)
  if (isOne) return
  const needs = named.map(({ line, specimen, container }) => ({
    ...{ line, ...(specimen !== null && { specimen, container }) },
  }))
  throw new Problem(wrongSpecimen, { members: { needs } })
}

/** The specimen that is expected for lines whose last one was rejected: one takes the place of several. */
async function findExpected(tx: Tx<Tables>, named: readonly OrderLine[]): Promise<Specimen | undefined> {
  const id = named.find(({ status, specimen_id }) => status === 'PLACED' && specimen_id !== null)?.specimen_id
  return id ? findSpecimen(tx, id) : undefined
}

/** The laboratory has the specimen in its hands. */
export async function receive(tx: Tx<Tables>, of: Specimen, origin: ByPerson): Promise<Specimen> {
  const locked = await lockWhole(tx, of.order_id)
  const before = (await findSpecimen(tx, of.id)) as Specimen
  const received: Specimen = {
    ...{ ...before, status: move(before, 'receive'), received_at: tx.clock.now() },
    received_by: origin.actorId as Specimen['received_by'],
  }
  await saveSpecimen(tx, received)
  const lines = locked.lines.filter(({ specimen_id }) => specimen_id === of.id)
  await moveLines(tx, locked, lines, 'receive')
  return received
}

interface Rejecting {
  readonly reason: RejectReason
  readonly note: string | undefined
  readonly origin: ByPerson
}

/** The specimen is of no use: its lines wait for a new one, and drafts that were measured on it are void. */
export async function reject(tx: Tx<Tables>, of: Specimen, { reason, note, origin }: Rejecting): Promise<Specimen> {
  const locked = await lockWhole(tx, of.order_id)
  const before = (await findSpecimen(tx, of.id)) as Specimen
  const now = tx.clock.now()
  const rejected: Specimen = {
    ...{
      ...before,
      status: move(before, 'reject'),
      rejected_at: now,
      reject_reason: reason,
      reject_note: note ?? null,
    },
    rejected_by: origin.actorId as Specimen['rejected_by'],
  }
  await saveSpecimen(tx, rejected)
  const lines = locked.lines.filter(({ specimen_id, status }) => specimen_id === of.id && status !== 'COMPLETED')
  await voidDrafts(tx, lines, `Specimen rejected: ${reason}`)
  const expectedId = newId<'specimen'>(before.cell, now.getTime())
  const after = await moveLines(tx, locked, lines, 'return', { specimen_id: expectedId, draft_version: null })
  await saveSpecimen(tx, toExpected(before, expectedId, lines))
  const facts = { ...toSpecimenFacts(after.order, { ...rejected, lines: lines.map(({ line }) => line) }), expectedId }
  await publish(tx, origin, specimenRejected, { ...facts, reason })
  return rejected
}

const toExpected = (before: Specimen, id: SpecimenId, lines: readonly OrderLine[]): Specimen => ({
  ...{ ...before, id, lines: lines.map(({ line }) => line), status: 'EXPECTED', accession: null, replaces: before.id },
  ...{ collected_by: null, collected_at: null, received_by: null, received_at: null },
  ...{ rejected_by: null, rejected_at: null, reject_reason: null, reject_note: null },
})

/** All results of a specimen are final, so nothing is left to do with it. */
export async function finishSpecimen(tx: Tx<Tables>, id: SpecimenId, lines: readonly OrderLine[]): Promise<void> {
  const isDone = lines.filter(({ specimen_id }) => specimen_id === id).every(({ status }) => status === 'COMPLETED')
  if (!isDone) return
  const specimen = (await findSpecimen(tx, id)) as Specimen
  await saveSpecimen(tx, { ...specimen, status: move(specimen, 'finish') })
}
