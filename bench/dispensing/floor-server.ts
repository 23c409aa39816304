// The floor of preparing medicines, behind Fastify: one transaction holds four levels and writes four charges. It picks
// no lots, checks no rights and no medicine, and needs no way back, because nothing lies in another module.
import { hash } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'
import { cellOf, newId } from '../../server/src/platform/id.ts'

const CONNECTIONS = 20

const SQL = {
  hold: `update bench.levels set reserved = reserved + $4
    where cell = $1 and store_id = $2 and item_code = $3 and on_hand - reserved - blocked >= $4`,
  charge: `insert into bench.charges (cell, id, facility_id, charge_group, source_kind, source_id, source_line, text,
      tax_code, basis_points, quantity, unit_price_paise, discount_paise, taxable_paise, cgst_paise, sgst_paise,
      total_paise, status, status_at, credited_quantity, charged_on, raised_at)
    values ($1, $2, $3, $4, 'bench.dispense', $4, $5, $6, 'medicine', 0, $7::int, 100, 0, $7::int * 100, 0, 0,
      $7::int * 100, 'OPEN', now(), 0, now()::date, now())`,
  event: `insert into bench.outbox (cell, id, name, body) values ($1, $2, 'bench.prepared.v1', $3)`,
  key: `insert into bench.idempotency_keys (cell, account_id, key, fingerprint, status, answer)
    values ($1, $2, $3, $4, 201, $5)`,
}
const named = (name: keyof typeof SQL, values: unknown[]) => ({ name, text: SQL[name], values })

interface Asked {
  readonly storeId: string
  readonly lines: readonly { readonly itemCode: string; readonly quantity: number }[]
}

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS })
const app = Fastify()

async function prepare(client: pg.PoolClient, { storeId, lines }: Asked, key: string): Promise<object> {
  const cell = cellOf(storeId)
  const dispenseId = newId(cell)
  await client.query('begin')
  // In the order of the items, so that two never wait for each other.
  const ordered = [...lines].sort((one, other) => (one.itemCode < other.itemCode ? -1 : 1))
  for (const { itemCode, quantity } of ordered) {
    const { rowCount } = await client.query(named('hold', [cell, storeId, itemCode, quantity]))
    if (rowCount !== 1) throw new Error('There is not enough')
  }
  for (const [line, { itemCode, quantity }] of lines.entries()) {
    await client.query(named('charge', [cell, newId(cell), storeId, dispenseId, line, itemCode, quantity]))
  }
  const answer = { dispenseId, status: 'CHARGED' }
  await client.query(named('event', [cell, newId(cell), JSON.stringify({ body: answer })]))
  const fingerprint = hash('sha256', JSON.stringify(lines), 'base64')
  await client.query(named('key', [cell, newId(cell), key, fingerprint, JSON.stringify(answer)]))
  await client.query('commit')
  return answer
}

app.get('/ready', async () => ({ ready: (await pool.query('select 1')).rowCount === 1 }))
app.post('/v1/dispenses', async (request, reply) => {
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    void reply.code(201)
    return await prepare(client, request.body as Asked, request.headers['idempotency-key'] as string)
  } catch (error) {
    failure = error as Error
    throw error
  } finally {
    client.release(failure)
  }
})

process.once('SIGTERM', () => process.exit(0))
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
