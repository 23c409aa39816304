// SQL of customers: onboarding, changes, and what other processes have changed meanwhile.
import { sql } from 'kysely'
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { CustomerId } from '../contract.ts'
import type { CustomerRow, LinkageTables } from '../tables.ts'

// A dump that was restored into a new server brings transaction numbers which are far ahead of that server's own: they
// would pass for newer than any change to come. What cannot have happened here yet counts as older than all that did.
const CHANGED_XID = `case when changed_xid < pg_snapshot_xmax(pg_current_snapshot()) then changed_xid
  else '0'::xid8 end`

type AnyDb = Pick<Db<LinkageTables>, 'insertInto' | 'selectFrom' | 'updateTable'>

export async function insertCustomer(db: AnyDb, row: CustomerRow): Promise<void> {
  await db.insertInto('linkage.customers').values(row).execute()
}

/** Changes one customer and marks it as changed for all processes. */
export async function updateCustomer(
  db: AnyDb,
  id: CustomerId,
  change: Partial<Omit<CustomerRow, 'cell' | 'id' | 'created_at'>>,
): Promise<CustomerRow | undefined> {
  return db
    .updateTable('linkage.customers')
    .set({ ...change, ...{ changed_xid: sql`pg_current_xact_id()` } } as never)
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

export async function findCustomer(db: AnyDb, id: CustomerId): Promise<CustomerRow | undefined> {
  return db
    .selectFrom('linkage.customers')
    .selectAll()
    .select(sql<string>`${sql.raw(CHANGED_XID)}`.as('changed_xid'))
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

/** All customers that a transaction from this one on has changed; from the first one on without it. */
export async function listChangedCustomers(pool: pg.Pool, sinceXid: string): Promise<CustomerRow[]> {
  const { rows } = await pool.query<CustomerRow>({
    name: 'linkage-customers-changed',
    text: `select *, ${CHANGED_XID} as changed_xid from linkage.customers where changed_xid >= $1::xid8`,
    values: [sinceXid],
  })
  return rows
}

/** The oldest transaction that is still running: whatever it changes will be seen from here on. */
export async function oldestTransaction(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ xid: string }>({
    name: 'linkage-oldest',
    text: 'select pg_snapshot_xmin(pg_current_snapshot())::text as xid',
  })
  return (rows[0] as { xid: string }).xid
}

/** Ends the callbacks to a receiver that answered 410, until an administrator sets its address anew. */
export async function switchWebhookOff(pool: pg.Pool, id: CustomerId, url: string): Promise<CustomerRow | undefined> {
  const { rows } = await pool.query<CustomerRow>(
    `update linkage.customers set webhook_off_at = now(), changed_xid = pg_current_xact_id()
     where cell = $1 and id = $2 and webhook_url = $3 and webhook_off_at is null returning *`,
    [cellOf(id), id, url],
  )
  return rows[0]
}
