// The SQL of what people chose: which messages they want, and how.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { AccountId } from '../../identity/contract.ts'
import { DEFAULT_WISHES, type Wishes } from '../notices/rules.ts'
import type { NotificationsTables, PersonRow } from '../tables.ts'

/** The wishes of these accounts. Accounts that chose nothing are left out. */
export async function listWishes(pool: pg.Pool, accountIds: readonly string[]): Promise<ReadonlyMap<string, Wishes>> {
  if (accountIds.length === 0) return new Map()
  const { rows } = await pool.query<PersonRow>({
    name: 'notifications-list-wishes',
    text: `select p.* from unnest($1::int[], $2::uuid[]) wanted (cell, account_id)
      join notifications.people p on p.cell = wanted.cell and p.account_id = wanted.account_id`,
    values: [accountIds.map(cellOf), accountIds],
  })
  return new Map(rows.map((row) => [row.account_id, toWishes(row)]))
}

export async function getWishes(pool: pg.Pool, accountId: string): Promise<Wishes> {
  return (await listWishes(pool, [accountId])).get(accountId) ?? DEFAULT_WISHES
}

function toWishes({ language, channels, quiet_from, quiet_until, stopped }: PersonRow): Wishes {
  const quiet = quiet_from === null || quiet_until === null ? null : { from: quiet_from, until: quiet_until }
  return { language: language as Wishes['language'], channels, quiet, stopped }
}

export async function upsertWishes(
  tx: Tx<NotificationsTables>,
  accountId: AccountId,
  { language, channels, quiet, stopped }: Wishes,
): Promise<void> {
  const set = {
    ...{ language, channels: [...channels], stopped: [...stopped] },
    ...{ quiet_from: quiet?.from ?? null, quiet_until: quiet?.until ?? null, updated_at: tx.clock.now() },
  }
  await tx
    .insertInto('notifications.people')
    .values({ cell: cellOf(accountId), account_id: accountId, ...set })
    .onConflict((conflict) => conflict.columns(['cell', 'account_id']).doUpdateSet(set))
    .execute()
}
