// The SQL of exports.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { AccountId } from '../../identity/contract.ts'
import type { ExportId } from '../contract.ts'
import type { ExportRow, PrivacyTables } from '../tables.ts'

/** An export without its document, which may be large. */
export type ExportHead = Omit<ExportRow, 'document'>

const HEAD = ['cell', 'id', 'account_id', 'status', 'asked_at', 'ready_at', 'expires_at'] as const

const SHOWN_MAX = 20

/** The exports of an account that are kept, the newest first. */
export async function listExports(
  db: Db<PrivacyTables> | Tx<PrivacyTables>,
  accountId: AccountId,
): Promise<ExportHead[]> {
  return db
    .selectFrom('privacy.exports')
    .select(HEAD)
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .orderBy('asked_at', 'desc')
    .limit(SHOWN_MAX)
    .execute()
}

/** Writes an export that waits; false when the account has one that waits already. */
export async function insertExport(
  tx: Tx<PrivacyTables>,
  row: Pick<ExportRow, 'id' | 'account_id' | 'asked_at'>,
): Promise<boolean> {
  const result = await tx
    .insertInto('privacy.exports')
    .values({ cell: cellOf(row.id), ...row, status: 'waiting', document: null, ready_at: null, expires_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function findExport(db: Db<PrivacyTables>, id: ExportId): Promise<ExportRow | undefined> {
  return db
    .selectFrom('privacy.exports')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Puts the document into an export that waits; false when another process was quicker, or the export is gone. */
export async function setReady(
  tx: Tx<PrivacyTables>,
  id: ExportId,
  { document, readyAt, expiresAt }: { readonly document: Buffer; readonly readyAt: Date; readonly expiresAt: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('privacy.exports')
    .set({ status: 'ready', document, ready_at: readyAt, expires_at: expiresAt })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Exports that wait for longer than they should, the oldest first. */
export async function listLate(db: Db<PrivacyTables>, askedBefore: Date): Promise<ExportId[]> {
  const rows = await db
    .selectFrom('privacy.exports')
    .select('id')
    .where('status', '=', 'waiting')
    .where('asked_at', '<', askedBefore)
    .orderBy('asked_at')
    .limit(20)
    .execute()
  return rows.map(({ id }) => id)
}

export async function deleteExpired(db: Db<PrivacyTables>, now: Date): Promise<void> {
  await db.deleteFrom('privacy.exports').where('expires_at', '<=', now).execute()
}

export async function deleteExportsOf(db: Db<PrivacyTables>, accountId: AccountId): Promise<void> {
  await db
    .deleteFrom('privacy.exports')
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .execute()
}
