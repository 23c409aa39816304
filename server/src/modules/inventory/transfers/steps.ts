// The steps of a transfer at the sender: ask, approve, refuse, cancel, send, hear what arrived, settle.
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { ownApproval, transferState } from '../problems.ts'
import { type AskedLine, pickStock } from '../stock/picking.ts'
import type { Move } from '../stock/rules.ts'
import { moveStock } from '../stock/steps.ts'
import type { InventoryTables, Store } from '../tables.ts'
import { type TransferId, transferSent, transferSettled } from './contract.ts'
import { decideTransfer, mayApprove, type TransferEvent, type TransferStatus } from './rules.ts'
import {
  insertLots,
  insertTransfer,
  listLines,
  listLots,
  lockTransfer,
  type ReceivedLot,
  saveReceived,
  sumValue,
  type Transfer,
  type TransferLot,
  updateTransfer,
} from './store.ts'

export const SOURCE = 'inventory.transfer'

export interface Asking {
  readonly from: Store
  readonly to: Store
  readonly lines: readonly Omit<AskedLine, 'line'>[]
  readonly note: string | undefined
  readonly by: string
}

export async function askTransfer(tx: Tx<InventoryTables>, { from, to, lines, note, by }: Asking): Promise<Transfer> {
  const now = tx.clock.now()
  const id = newId<'transfer'>(from.cell, now.getTime())
  const transfer: Transfer = {
    ...{ cell: from.cell, id, from_store_id: from.id, to_cell: to.cell, to_store_id: to.id, status: 'ASKED' },
    ...{ note: note ?? null, reason: null, version: 1, asked_by: by, asked_at: now, approved_by: null },
    ...{ sent_at: null, changed_at: now },
  }
  const rows = lines.map(({ itemCode, quantity }, line) => ({
    ...{ cell: from.cell, transfer_id: id, line, item_code: itemCode, asked: quantity, sent: 0 },
  }))
  await insertTransfer(tx, transfer, rows)
  return transfer
}

/** The transfer in its next state, locked. Throws `transfer-state` when its state does not allow the event. */
export async function advance(
  tx: Tx<InventoryTables>,
  id: TransferId,
  event: TransferEvent,
  facts: Partial<Transfer> = {},
): Promise<Transfer> {
  const before = await lockTransfer(tx, id)
  if (!before) throw new Problem(notFound)
  const decision = decideTransfer(before.status, event)
  if ('instead' in decision) throw stateProblem(before.status, decision.instead)
  const after = {
    ...{ ...before, ...facts, status: decision.next },
    ...{ version: before.version + 1, changed_at: tx.clock.now() },
  }
  await updateTransfer(tx, after)
  return after
}

export const stateProblem = (status: TransferStatus, instead: readonly TransferEvent[]): Problem =>
  new Problem(transferState, { members: { status, instead } })

export async function approveTransfer(tx: Tx<InventoryTables>, id: TransferId, by: string): Promise<Transfer> {
  const transfer = await advance(tx, id, 'approve', { approved_by: by })
  const valuePaise = await sumValue(tx, transfer)
  if (!mayApprove(transfer.asked_by, by, valuePaise)) throw new Problem(ownApproval, { members: { valuePaise } })
  return transfer
}

/** Sends what was asked: the lots leave the books of the sender, and are on their way. */
export async function sendTransfer(
  tx: Tx<InventoryTables>,
  store: Store,
  id: TransferId,
  origin: EventOrigin,
): Promise<Transfer> {
  const transfer = await advance(tx, id, 'send', { sent_at: tx.clock.now() })
  const asked = (await listLines(tx, id)).map(({ line, item_code, asked: quantity }) => ({
    ...{ line, itemCode: item_code, quantity },
  }))
  const picked = await pickStock(tx, store, asked)
  const lots = picked.map(
    ({ part, line, lot, quantity }): TransferLot => ({
      ...{ cell: transfer.cell, transfer_id: id, part, line, item_code: lot.itemCode, lot: lot.lot, maker: lot.maker },
      ...{ expires_on: lot.expiresOn, mrp_paise: lot.mrpPaise, cost_paise: lot.costPaise, sent: quantity },
      ...{ received: 0, damaged: 0, lost: 0, reason: null },
    }),
  )
  await insertLots(tx, id, lots)
  const moves = lots.map((lot) => ({ ...toKey(lot), line: lot.part, quantity: -lot.sent }))
  await moveStock(tx, { store, kind: 'send', sourceKind: SOURCE, sourceId: id, moves }, origin)
  await publish(tx, origin, transferSent, {
    ...namesOf(transfer),
    lines: lots.map((lot) => ({
      ...{ line: lot.part, ...toKey(lot), expiresOn: lot.expires_on, mrpPaise: lot.mrp_paise },
      ...{ costPaise: lot.cost_paise, sent: lot.sent },
    })),
  })
  return transfer
}

export const namesOf = ({ id, from_store_id, to_store_id }: Transfer) => ({
  ...{ transferId: id, fromStoreId: from_store_id, toStoreId: to_store_id },
})

const toKey = ({ item_code, lot, maker }: Pick<TransferLot, 'item_code' | 'lot' | 'maker'>) => ({
  ...{ itemCode: item_code, lot, maker },
})

/** Hears what the receiver said. What went back comes into the books again. A repeat changes nothing. */
export async function hearArrival(
  tx: Tx<InventoryTables>,
  store: Store,
  heard: { readonly transferId: TransferId; readonly isReturned: boolean; readonly lines: readonly ReceivedLot[] },
  origin: EventOrigin,
): Promise<void> {
  const { transferId, isReturned, lines } = heard
  const before = await lockTransfer(tx, transferId)
  if (before?.status !== 'SENT') return
  await advance(tx, transferId, isReturned ? 'return' : 'receive')
  if (!isReturned) return saveReceived(tx, transferId, lines)
  const moves = (await listLots(tx, transferId)).map((lot) => backMove(lot, lot.part, lot.sent))
  const sourceKind = `${SOURCE}-return`
  await moveStock(tx, { store, kind: 'arrive', sourceKind, sourceId: transferId, moves }, origin)
}

const backMove = (lot: TransferLot, line: number, quantity: number): Move => ({
  ...{ ...toKey(lot), line, quantity },
  stated: { expiresOn: lot.expires_on, mrpPaise: lot.mrp_paise, costPaise: lot.cost_paise },
})

/**
 * The sender has seen what arrived. What is damaged or lost comes back into the books and is written off there, with
 * the reason, so that the ledger explains each piece.
 */
export async function settleTransfer(
  tx: Tx<InventoryTables>,
  store: Store,
  id: TransferId,
  origin: EventOrigin,
): Promise<Transfer> {
  const transfer = await advance(tx, id, 'settle')
  const lots = await listLots(tx, id)
  const missing = lots.filter(({ damaged, lost }) => damaged + lost > 0)
  if (missing.length > 0) {
    const back = missing.map((lot) => backMove(lot, lot.part, lot.damaged + lot.lost))
    const source = { store, sourceId: id }
    await moveStock(tx, { ...source, kind: 'arrive', sourceKind: `${SOURCE}-missing`, moves: back }, origin)
    const gone = missing.map((lot) => ({
      ...{ ...toKey(lot), line: lot.part, quantity: -(lot.damaged + lot.lost), reason: lot.reason ?? undefined },
    }))
    await moveStock(tx, { ...source, kind: 'waste', sourceKind: `${SOURCE}-difference`, moves: gone }, origin)
  }
  const lines = lots.map(({ part, received, damaged, lost, reason }) => ({
    ...{ line: part, received, damaged, lost },
    ...(reason !== null && { reason }),
  }))
  await publish(tx, origin, transferSettled, { ...namesOf(transfer), lines })
  return transfer
}
