// SQL of customers: inserting, changing and listing them, also those that other processes have changed.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import { CHANGED, changedSince, type Position, SET_CHANGED } from '../../../platform/work/follow.ts'
import type { CustomerId } from '../contract.ts'
import type { CustomerRow, LinkageTables } from '../tables.ts'

type AnyDb = Pick<Db<LinkageTables>, 'insertInto' | 'selectFrom' | 'updateTable'>

export async function insertCustomer(db: AnyDb, row: CustomerRow): Promise<void> {
  await db.insertInto('linkage.customers').values(row).execute()
}

/** Changes one customer and marks the change for all processes. Undefined when there is no such customer. */
export async function updateCustomer(
  db: AnyDb,
  id: CustomerId,
  change: Partial<Omit<CustomerRow, 'cell' | 'id' | 'created_at'>>,
): Promise<CustomerRow | undefined> {
  return db
    .updateTable('linkage.customers')
    .set((row) => ({ ...change, revision: row('revision', '+', 1), ...CHANGED }) as never)
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

export async function findCustomer(db: AnyDb, id: CustomerId): Promise<CustomerRow | undefined> {
  return db
    .selectFrom('linkage.customers')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function listCustomers(db: AnyDb, afterId: CustomerId | undefined, limit: number): Promise<CustomerRow[]> {
  return db
    .selectFrom('linkage.customers')
    .selectAll()
    .$if(afterId !== undefined, (query) => query.where('id', '>', afterId as CustomerId))
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** All customers, or those changed since a position. */
export async function readCustomers(pool: pg.Pool, since?: Position): Promise<CustomerRow[]> {
  const { rows } = await pool.query<CustomerRow>({
    name: since === undefined ? 'linkage-customers' : 'linkage-customers-changed',
    text: `select * from linkage.customers ${since === undefined ? '' : `where ${changedSince('$1')}`}`,
    values: since === undefined ? [] : [since],
  })
  return rows
}

/**
 * Switches the receiver off that answered 410, until an administrator sets its address again. Undefined when it is off
 * already or has another address now.
 */
export async function switchWebhookOff(pool: pg.Pool, id: CustomerId, url: string): Promise<CustomerRow | undefined> {
  const { rows } = await pool.query<CustomerRow>(
    `update linkage.customers set webhook_off_at = now(), revision = revision + 1, ${SET_CHANGED}
     where cell = $1 and id = $2 and webhook_url = $3 and webhook_off_at is null returning *`,
    [cellOf(id), id, url],
  )
  return rows[0]
}
