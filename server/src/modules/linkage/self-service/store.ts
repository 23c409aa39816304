// SQL of the page of a customer: sending one of its callbacks again, and the lock for a change of its secrets.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { CustomerId, DeliveryId } from '../contract.ts'
import type { DeliveryRow, LinkageTables } from '../tables.ts'

/** Locks the row of a customer until the transaction ends: of two changes of a secret, the second sees the first. */
export async function lockCustomer(tx: Tx<LinkageTables>, id: CustomerId): Promise<void> {
  await tx
    .selectFrom('linkage.customers')
    .select('id')
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .execute()
}

export type Replayed = 'again' | 'under-way' | 'stopped' | 'unknown'

/**
 * Makes a callback due now. Only a callback of this customer that was delivered or given up, or that waits for its next
 * try. If the next try is nearer than a lease, a try may be under way, and it comes soon anyway.
 */
export async function replayOwn(
  pool: pg.Pool,
  customerId: CustomerId,
  id: DeliveryId,
  leaseSeconds: number,
): Promise<Replayed> {
  const { rows } = await pool.query(
    `update linkage.deliveries set status = 'pending', reason = null, ended_at = null, attempts = 0,
       lease = lease + 1, next_at = now()
     where cell = $1 and id = $2 and customer_id = $3
       and (status in ('delivered', 'failed')
         or (status = 'pending' and next_at > now() + make_interval(secs => $4)))
     returning id`,
    [cellOf(id), id, customerId, leaseSeconds],
  )
  if (rows.length > 0) return 'again'
  const known = await pool.query<Pick<DeliveryRow, 'status'>>(
    'select status from linkage.deliveries where cell = $1 and id = $2 and customer_id = $3',
    [cellOf(id), id, customerId],
  )
  const status = known.rows[0]?.status
  if (status === undefined) return 'unknown'
  return status === 'stopped' ? 'stopped' : 'under-way'
}
