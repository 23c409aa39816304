// The SQL of receipts: which supplier delivered what on which invoice.
import type { Tx } from '../../../platform/postgres/db.ts'
import type { Move } from '../stock/rules.ts'
import type { StoreId } from '../stores/contract.ts'
import type { InventoryTables } from '../tables.ts'

type Tables = InventoryTables

export interface NewReceiptRow {
  readonly cell: number
  readonly id: string
  readonly store_id: StoreId
  readonly supplier: string
  readonly invoice_no: string
  readonly received_by: string
}

/** Inserts a receipt; false when the invoice of the supplier is entered already. */
export async function insertReceipt(tx: Tx<Tables>, receipt: NewReceiptRow, moves: readonly Move[]): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inventory.receipts')
    .values({ ...receipt, received_at: tx.clock.now() })
    .onConflict((conflict) => conflict.columns(['cell', 'store_id', 'supplier', 'invoice_no']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return false
  const rows = moves.map(({ itemCode, lot, maker, line, quantity, stated }) => ({
    ...{ cell: receipt.cell, receipt_id: receipt.id, line, item_code: itemCode, lot, maker, quantity },
    ...{
      expires_on: stated?.expiresOn as string,
      mrp_paise: stated?.mrpPaise ?? 0,
      cost_paise: stated?.costPaise ?? 0,
    },
  }))
  await tx.insertInto('inventory.receipt_lines').values(rows).execute()
  return true
}

/** The id of the receipt of an invoice. */
export async function findReceipt(tx: Tx<Tables>, receipt: NewReceiptRow): Promise<string | undefined> {
  const row = await tx
    .selectFrom('inventory.receipts')
    .select('id')
    .where('cell', '=', receipt.cell)
    .where('store_id', '=', receipt.store_id)
    .where('supplier', '=', receipt.supplier)
    .where('invoice_no', '=', receipt.invoice_no)
    .executeTakeFirst()
  return row?.id
}
