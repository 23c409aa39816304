// The SQL of credit notes, and of what modules have given back with an id of their own.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { ChargeGroup, ReversalId } from '../contract.ts'
import type { InvoiceId } from '../invoices/contract.ts'
import type { BillingTables, CreditLine, CreditNote } from '../tables.ts'
import type { CreditNoteId } from './contract.ts'

type Tables = BillingTables

export async function insertNote(tx: Tx<Tables>, note: CreditNote, lines: readonly CreditLine[]): Promise<void> {
  await tx.insertInto('billing.credit_notes').values(note).execute()
  await tx
    .insertInto('billing.credit_lines')
    .values([...lines])
    .execute()
}

/** The credit notes to some invoices, the oldest first. */
export async function listNotes(db: Db<Tables> | Tx<Tables>, ids: readonly InvoiceId[]): Promise<CreditNote[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('billing.credit_notes')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('invoice_id', 'in', [...ids])
    .orderBy('id')
    .execute()
}

/** The lines of some credit notes of one district. */
export async function listNoteLines(db: Db<Tables> | Tx<Tables>, notes: readonly CreditNote[]): Promise<CreditLine[]> {
  const [first] = notes
  if (!first) return []
  return db
    .selectFrom('billing.credit_lines')
    .selectAll()
    .where('cell', '=', first.cell)
    .where(
      'credit_note_id',
      'in',
      notes.map(({ id }) => id),
    )
    .orderBy('line')
    .execute()
}

export async function findReversal(tx: Tx<Tables>, group: ChargeGroup, id: ReversalId) {
  return tx
    .selectFrom('billing.reversals')
    .selectAll()
    .where('cell', '=', cellOf(group))
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertReversal(
  tx: Tx<Tables>,
  row: Omit<NonNullable<Awaited<ReturnType<typeof findReversal>>>, 'asked'> & { readonly asked: string },
): Promise<void> {
  await tx.insertInto('billing.reversals').values(row).execute()
}

export async function findNote(db: Db<Tables>, id: CreditNoteId): Promise<CreditNote | undefined> {
  return db
    .selectFrom('billing.credit_notes')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}
