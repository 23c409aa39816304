// Imports the Jan Aushadhi list. It reports each row that it refuses and each row that somebody should look at; these
// do not stop it. What people have entered by hand stays as it is.
import { openFile } from '../../../platform/files/open-file.ts'
import { readTable } from '../../../platform/files/read-table.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import type { InventoryContext } from '../tables.ts'
import { itemChanged } from './contract.ts'
import { LIST_COLUMNS, type ReadRow, readListRow } from './list-row.ts'
import { toItemFacts } from './rules.ts'
import { findItems, saveListItems } from './store.ts'

export interface RowNote {
  readonly line: number
  readonly reason: string
}

export interface ListReport {
  readonly read: number
  readonly changed: number
  readonly refused: readonly RowNote[]
  /** Rows that were taken, with what is not certain of them. */
  readonly remarks: readonly RowNote[]
}

const PORTION = 200

export async function importList(
  context: Pick<InventoryContext, 'db'>,
  file: string,
  origin: EventOrigin,
): Promise<ListReport> {
  const refused: RowNote[] = []
  const remarks: RowNote[] = []
  const rows = new Map<string, ReadRow>()
  let read = 0
  for await (const records of readTable(await openFile(file), { needed: LIST_COLUMNS })) {
    read += records.length
    for (const record of records) {
      const row = readListRow(record)
      const { line } = record
      if (typeof row === 'string') refused.push({ line, reason: row })
      else if (rows.has(row.item.code)) refused.push({ line, reason: `the code ${row.item.code} stands above already` })
      else {
        rows.set(row.item.code, row)
        for (const reason of row.remarks) remarks.push({ line, reason })
      }
    }
  }
  return { read, changed: await saveAll(context, [...rows.values()], origin), refused, remarks }
}

async function saveAll({ db }: Pick<InventoryContext, 'db'>, rows: readonly ReadRow[], origin: EventOrigin) {
  let changed = 0
  for (let start = 0; start < rows.length; start += PORTION) {
    const portion = rows.slice(start, start + PORTION)
    changed += await transaction(db, async (tx) => {
      const codes = await saveListItems(tx, portion)
      const items = await findItems(tx, codes)
      await publish(tx, origin, itemChanged, ...items.map(toItemFacts))
      return codes.length
    })
  }
  return changed
}
