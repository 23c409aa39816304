// The SQL of the inbox: takes the waiting events in one transaction with what is made of them.
import type { Connection, Pool } from '../../../platform/postgres/db.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'

const LOCK = 'audit inbox'

/**
 * Takes up to `limit` events and lets `keep` write them in the same transaction, so that an event is always either in
 * the inbox or among the changes. Takes none while another process is at work.
 */
export async function takeInbox(
  pool: Pool,
  { limit, afterCell }: { limit: number; afterCell: number },
  keep: (client: Connection, events: readonly EventEnvelope[]) => Promise<number>,
): Promise<{ taken: number; kept: number; lastCell: number }> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const lock = await client.query('select pg_try_advisory_xact_lock(hashtext($1)) as taken', [LOCK])
    const { rows } = await client.query<{ cell: number; body: EventEnvelope }>({
      name: 'audit-take-inbox',
      text: `delete from audit.inbox using (
          select cell, id from audit.inbox where $2 and cell > $3 order by cell, id limit $1) due
        where inbox.cell = due.cell and inbox.id = due.id returning inbox.cell, inbox.body`,
      values: [limit, lock.rows[0].taken, afterCell],
    })
    const events = rows.map(({ body }) => body).sort((one, other) => (one.id < other.id ? -1 : 1))
    const kept = events.length === 0 ? 0 : await keep(client, events)
    await client.query('commit')
    return { taken: rows.length, kept, lastCell: Math.max(-1, ...rows.map(({ cell }) => cell)) }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
