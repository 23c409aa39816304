// The receiver's half of a transfer. The row of the arrival decides: either it is received, or all of it goes back.
import type { Static } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventEnvelope, type EventOrigin, originOfEvent, publish } from '../../../platform/work/outbox.ts'
import { moreThanSent } from '../problems.ts'
import type { Move } from '../stock/rules.ts'
import { moveStock } from '../stock/steps.ts'
import { requireStore } from '../stores/steps.ts'
import type { InventoryContext, InventoryTables, Store } from '../tables.ts'
import {
  type Arrival,
  type ArrivalLot,
  endArrival,
  insertArrival,
  listArrivalLots,
  lockArrival,
} from './arrival-store.ts'
import { type TransferId, transferReceived, type transferSent } from './contract.ts'
import { explains } from './rules.ts'
import { hearArrival, SOURCE, stateProblem } from './steps.ts'
import { listLots, type ReceivedLot, type Transfer } from './store.ts'

/** Writes what is on its way into the receiver's district. It comes by the event, and a repeat changes nothing. */
export async function expectArrival(
  { db }: InventoryContext,
  { body, occurredAt }: EventEnvelope<Static<typeof transferSent.body>>,
): Promise<void> {
  const { transferId, fromStoreId, toStoreId, lines } = body
  const transfer = { id: transferId, to_cell: cellOf(toStoreId), from_store_id: fromStoreId, to_store_id: toStoreId }
  const lots = lines.map(({ line, itemCode, lot, maker, expiresOn, mrpPaise, costPaise, sent }) => ({
    ...{ part: line, item_code: itemCode, lot, maker, expires_on: expiresOn, mrp_paise: mrpPaise },
    ...{ cost_paise: costPaise, sent, received: 0, damaged: 0, lost: 0, reason: null },
  }))
  await transaction(db, (tx) => insertArrival(tx, transfer, lots, new Date(occurredAt)))
}

/** The arrival of a sent transfer, locked. The event may be late: then it is written now, from the sender's half. */
async function lockExpected(tx: Tx<InventoryTables>, transfer: Transfer): Promise<Arrival> {
  if (transfer.sent_at) await insertArrival(tx, transfer, await listLots(tx, transfer.id), transfer.sent_at)
  const arrival = await lockArrival(tx, transfer.to_cell, transfer.id)
  if (!arrival) throw stateProblem(transfer.status, [])
  if (arrival.status !== 'EXPECTED') throw stateProblem(arrival.status, [])
  return arrival
}

export async function receiveTransfer(
  tx: Tx<InventoryTables>,
  {
    transfer,
    store,
    lines,
  }: { readonly transfer: Transfer; readonly store: Store; readonly lines: readonly ReceivedLot[] },
  origin: EventOrigin,
): Promise<void> {
  const arrival = await lockExpected(tx, transfer)
  const lots = await listArrivalLots(tx, arrival)
  requireExplained(lots, lines)
  await endArrival(tx, arrival, 'RECEIVED', lines)
  const moves = lots.flatMap((lot): Move[] => {
    const { received = 0 } = lines.find(({ line }) => line === lot.part) ?? {}
    if (received === 0) return []
    const key = { itemCode: lot.item_code, lot: lot.lot, maker: lot.maker, line: lot.part, quantity: received }
    return [{ ...key, stated: { expiresOn: lot.expires_on, mrpPaise: lot.mrp_paise, costPaise: lot.cost_paise } }]
  })
  const change = { store, kind: 'arrive', sourceKind: `${SOURCE}-arrival`, sourceId: transfer.id, moves } as const
  if (moves.length > 0) await moveStock(tx, change, origin)
  await tell(tx, arrival, { isReturned: false, lines }, origin)
}

function requireExplained(lots: readonly ArrivalLot[], lines: readonly ReceivedLot[]): void {
  if (new Set(lines.map(({ line }) => line)).size < lines.length) throw invalidField('/lines', 'has a line twice')
  const unknown = lines.findIndex(({ line }) => !lots.some(({ part }) => part === line))
  if (unknown >= 0) throw invalidField(`/lines/${unknown}/line`, 'was not sent')
  const silent = lines.findIndex((one) => explainsLot(lots, one) === 'no-reason')
  if (silent >= 0) throw invalidField(`/lines/${silent}/reason`, 'is missing: say why something is damaged or lost')
  const wrong = lots.filter(({ part, sent }) => {
    const said = lines.find(({ line }) => line === part)
    return !said || explains(sent, said) !== 'whole'
  })
  const members = { lines: wrong.map(({ part, sent }) => ({ line: part, sent })) }
  if (wrong.length > 0) throw new Problem(moreThanSent, { members })
}

const explainsLot = (lots: readonly ArrivalLot[], said: ReceivedLot) =>
  explains(lots.find(({ part }) => part === said.line)?.sent ?? 0, said)

/** Nothing is taken: all goes back. The receiver refuses it, or the sender calls it back. */
export async function returnTransfer(tx: Tx<InventoryTables>, transfer: Transfer, origin: EventOrigin): Promise<void> {
  const arrival = await lockExpected(tx, transfer)
  await endArrival(tx, arrival, 'RETURNED', [])
  await tell(tx, arrival, { isReturned: true, lines: [] }, origin)
}

async function tell(
  tx: Tx<InventoryTables>,
  { transfer_id, from_store_id, to_store_id }: Arrival,
  said: { readonly isReturned: boolean; readonly lines: readonly ReceivedLot[] },
  origin: EventOrigin,
): Promise<void> {
  const lines = said.lines.map(({ reason, ...line }) => ({ ...line, ...(reason !== undefined && { reason }) }))
  const names = { transferId: transfer_id as TransferId, fromStoreId: from_store_id, toStoreId: to_store_id }
  await publish(tx, origin, transferReceived, { ...names, isReturned: said.isReturned, lines })
}

/** The sender hears what the receiver said. */
export async function onReceived(
  { db }: InventoryContext,
  event: EventEnvelope<Static<typeof transferReceived.body>>,
): Promise<void> {
  const store = await requireStore(db, event.body.fromStoreId)
  await transaction(db, (tx) => hearArrival(tx, store, event.body, originOfEvent(event)))
}
