// Receives a delivery: the receipt with its lines, and the stock, in one transaction.
import { Amount, Day, nameText, object, type Static, Type, text } from '../../../platform/contract.ts'
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import type { EventOrigin, PersonActs } from '../../../platform/work/outbox.ts'
import { ItemCode } from '../items/contract.ts'
import { receiptEntered } from '../problems.ts'
import { Lot, Maker, Quantity } from '../stock/contract.ts'
import type { Move, ShelfLot } from '../stock/rules.ts'
import { moveStock } from '../stock/steps.ts'
import type { InventoryTables, Store } from '../tables.ts'
import { findReceipt, insertReceipt } from './store.ts'

export const NewReceipt = object({
  supplier: nameText(100, { description: 'Who delivered it.' }),
  invoiceNo: text(40, { description: 'Number of the invoice of the supplier. It is entered once.' }),
  lines: Type.Array(
    object({
      itemCode: ItemCode,
      lot: Lot,
      maker: Maker,
      expiresOn: Day,
      quantity: Quantity,
      mrpPaise: { ...Amount, description: 'Maximum retail price of one unit, in paise: of the pack by its units.' },
      costPaise: { ...Amount, description: 'What one unit cost, in paise.' },
    }),
    { minItems: 1, maxItems: 200 },
  ),
})
export type NewReceipt = Static<typeof NewReceipt>

export interface Received {
  readonly receiptId: string
  readonly lots: readonly ShelfLot[]
}

export async function receive(
  tx: Tx<InventoryTables>,
  store: Store,
  { supplier, invoiceNo, lines }: NewReceipt,
  origin: EventOrigin & PersonActs,
): Promise<Received> {
  const receiptId = newId<'receipt'>(store.cell, tx.clock.now().getTime())
  const invoice = { supplier: tidyText(supplier).normalize('NFC'), invoice_no: tidyText(invoiceNo) }
  const receipt = { cell: store.cell, id: receiptId, store_id: store.id, ...invoice, received_by: origin.actorId }
  const moves = lines.map(
    ({ itemCode, lot, maker, expiresOn, quantity, mrpPaise, costPaise }, line): Move => ({
      ...{ line, itemCode, lot: tidyText(lot), maker: tidyText(maker).normalize('NFC'), quantity },
      stated: { expiresOn, mrpPaise, costPaise },
    }),
  )
  if (!(await insertReceipt(tx, receipt, moves))) {
    const known = await findReceipt(tx, receipt)
    throw new Problem(receiptEntered, { members: { receiptId: known } })
  }
  const change = { store, kind: 'receive', sourceKind: 'inventory.receipt', sourceId: receiptId, moves } as const
  return { receiptId, lots: await moveStock(tx, change, origin) }
}
