// The SQL of devices.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { AccountId } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'
import type { Device } from './device.ts'

/** Notes a sign-in from this device; true when the account never used it before. */
export async function noteDevice(
  tx: Tx<IdentityTables>,
  accountId: AccountId,
  { hash, name }: Device,
  now: Date,
): Promise<boolean> {
  const { isNew } = await tx
    .insertInto('identity.devices')
    .values({
      cell: cellOf(accountId),
      account_id: accountId,
      device_hash: hash,
      name,
      first_used_at: now,
      last_used_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['cell', 'account_id', 'device_hash']).doUpdateSet({ last_used_at: now, name }),
    )
    // PostgreSQL writes xmax only when the row was there before.
    .returning(sql<boolean>`xmax = 0`.as('isNew'))
    .executeTakeFirstOrThrow()
  return isNew
}

export async function hasDevice(db: Db<IdentityTables>, accountId: AccountId, hash: string): Promise<boolean> {
  const found = await db
    .selectFrom('identity.devices')
    .select('device_hash')
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .where('device_hash', '=', hash)
    .executeTakeFirst()
  return found !== undefined
}

/** Forgets devices that nobody used since this time. */
export async function deleteUnusedDevices(db: Db<IdentityTables>, before: Date): Promise<void> {
  await db.deleteFrom('identity.devices').where('last_used_at', '<', before).execute()
}
