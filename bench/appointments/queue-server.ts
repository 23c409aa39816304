// The usual baseline of calling next: each call is a transaction with "for update skip locked", behind Fastify.
import { hash } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'
import { cellOf, newId } from '../../server/src/platform/id.ts'

const CONNECTIONS = 20

const SQL = {
  next: `select id, number from bench.tokens where cell = $1 and queue_id = $2 and status = 'WAITING'
    order by order_key, number limit 1 for update skip locked`,
  call: `update bench.tokens set status = 'CALLED', room = $3, called_at = now(), called_by = $4
    where cell = $1 and id = $2`,
  event: `insert into bench.outbox (cell, id, name, body) values ($1, $2, 'appointments.token-called.v1', $3)`,
  key: `insert into bench.idempotency_keys (cell, account_id, key, fingerprint, status, answer)
    values ($1, $2, $3, $4, 200, $5)`,
}
const named = (name: keyof typeof SQL, values: unknown[]) => ({ name, text: SQL[name], values })

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS })
const app = Fastify()

interface Asked {
  readonly queueId: string
  readonly room: string
  readonly accountId: string
  readonly key: string
}

async function callNext(client: pg.PoolClient, { queueId, room, accountId, key }: Asked): Promise<object> {
  const cell = cellOf(queueId)
  await client.query('begin')
  const { rows } = await client.query<{ id: string; number: number }>(named('next', [cell, queueId]))
  const [token] = rows
  const called = token && { tokenId: token.id, number: token.number, room, status: 'CALLED' }
  if (token) {
    await client.query(named('call', [cell, token.id, room, accountId]))
    await client.query(named('event', [cell, newId(cell), JSON.stringify({ actorId: accountId, body: called })]))
  }
  const answer = called ? { called } : {}
  const fingerprint = hash('sha256', `${queueId} ${room}`, 'base64')
  await client.query(named('key', [cellOf(accountId), accountId, key, fingerprint, JSON.stringify(answer)]))
  await client.query('commit')
  return answer
}

app.get('/ready', async () => ({ ready: (await pool.query('select 1')).rowCount === 1 }))
app.post('/v1/appointments/queues/:queueId/calls', async (request) => {
  const { queueId } = request.params as { queueId: string }
  const { room } = request.body as { room: string }
  const asked = { queueId, room, accountId: newId(cellOf(queueId)), key: request.headers['idempotency-key'] as string }
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    return await callNext(client, asked)
  } catch (error) {
    failure = error as Error
    throw error
  } finally {
    client.release(failure)
  }
})

process.once('SIGTERM', () => process.exit(0))
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
