// The SQL of closings.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { AccountId } from '../../identity/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { ClosingRow, PrivacyTables } from '../tables.ts'

export interface Asked {
  readonly accountId: AccountId
  readonly patientIds: readonly PatientId[]
  readonly closesAt: Date
  /** When the person asked; an older event changes nothing. */
  readonly at: Date
  readonly requestId: string
}

/** Writes that an account waits to close; false when this is known already, or something newer. */
export async function saveAsked(
  db: Db<PrivacyTables>,
  { accountId, patientIds, closesAt, at, requestId }: Asked,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into privacy.closings (cell, account_id, patient_ids, status, closes_at, changed_at, request_id)
    values (${cellOf(accountId)}, ${accountId}, ${[...patientIds]}::uuid[], 'waiting', ${closesAt}, ${at}, ${requestId})
    on conflict (cell, account_id) do update set patient_ids = excluded.patient_ids, status = 'waiting',
      closes_at = excluded.closes_at, changed_at = excluded.changed_at, request_id = excluded.request_id
    where closings.status <> 'closed' and closings.changed_at < excluded.changed_at`.execute(db)
  return numAffectedRows === 1n
}

/** Writes that the holder keeps the account. An older event changes nothing. */
export async function saveUndone(db: Db<PrivacyTables>, accountId: AccountId, at: Date): Promise<void> {
  await db
    .updateTable('privacy.closings')
    .set({ status: 'undone', changed_at: at })
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .where('status', '=', 'waiting')
    .where('changed_at', '<', at)
    .execute()
}

export async function saveClosed(db: Db<PrivacyTables>, accountId: AccountId, at: Date): Promise<void> {
  await db
    .updateTable('privacy.closings')
    .set({ status: 'closed', closed_at: at })
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .where('status', '=', 'waiting')
    .execute()
}

export async function findClosing(db: Db<PrivacyTables>, accountId: AccountId): Promise<ClosingRow | undefined> {
  return db
    .selectFrom('privacy.closings')
    .selectAll()
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** Accounts whose days to think are over, the longest over first. */
export async function listDue(db: Db<PrivacyTables>, now: Date): Promise<AccountId[]> {
  const rows = await db
    .selectFrom('privacy.closings')
    .select('account_id')
    .where('status', '=', 'waiting')
    .where('closes_at', '<=', now)
    .orderBy('closes_at')
    .limit(200)
    .execute()
  return rows.map(({ account_id }) => account_id)
}
