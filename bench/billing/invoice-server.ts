// The baselines of issuing invoices, behind Fastify: a number of a sequence, which leaves gaps, or the largest number
// and one, tried again when somebody else was quicker. They check no rights, prices or taxes.
import { hash } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'
import { cellOf, newId } from '../../server/src/platform/id.ts'

const CONNECTIONS = 20
const UNIQUE_VIOLATION = '23505'
const isSequence = process.env.BENCH_NUMBERS === 'sequence'

const SQL = {
  charge: `select facility_id, total_paise from bench.charges
    where cell = $1 and id = $2 and status = 'OPEN' for update`,
  line: `insert into bench.invoice_lines (cell, invoice_id, line, charge_id, quantity, discount_paise, taxable_paise,
    cgst_paise, sgst_paise, total_paise) values ($1, $2, 1, $3, 1, 0, $4::bigint, 0, 0, $4::bigint)`,
  invoiced: `update bench.charges set status = 'INVOICED', status_at = now() where cell = $1 and id = $2`,
  sequence: `select nextval('bench.numbers')::int as seq, $1::int, $2::uuid`,
  max: `select coalesce(max(seq), 0) + 1 as seq from bench.invoices where cell = $1 and facility_id = $2
    and series = 'invoice' and fy = 2026`,
  invoice: `insert into bench.invoices (cell, id, facility_id, kind, series, fy, seq, number, status, source_modules,
      gross_paise, discount_paise, exempt_paise, taxable_paise, cgst_paise, sgst_paise, total_paise, paid_paise,
      refunded_paise, credited_paise, cash_paise, issued_on, issued_at, issuer)
    values ($1, $2, $3, 'bill-of-supply', 'invoice', 2026, $4, $5, 'ISSUED', '{billing}', $6::bigint, 0, $6::bigint, 0,
      0, 0, $6::bigint, 0, 0, 0, 0, now()::date, now(), '{"legalName":"Bench Hospital"}')`,
  event: `insert into bench.outbox (cell, id, name, body) values ($1, $2, 'billing.invoice-issued.v1', $3)`,
  key: `insert into bench.idempotency_keys (cell, account_id, key, fingerprint, status, answer)
    values ($1, $2, $3, $4, 201, $5)`,
}
const named = (name: keyof typeof SQL, values: unknown[]) => ({ name, text: SQL[name], values })

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS })
const app = Fastify()

async function issue(client: pg.PoolClient, chargeId: string, key: string): Promise<object> {
  const cell = cellOf(chargeId)
  await client.query('begin')
  const { rows } = await client.query<{ facility_id: string; total_paise: string }>(named('charge', [cell, chargeId]))
  const [charge] = rows
  if (!charge) throw new Error('The charge is not open')
  const { facility_id: facilityId, total_paise: paise } = charge
  const invoiceId = newId(cell)
  await client.query(named('line', [cell, invoiceId, chargeId, paise]))
  await client.query(named('invoiced', [cell, chargeId]))
  const taken = await client.query<{ seq: number }>(named(isSequence ? 'sequence' : 'max', [cell, facilityId]))
  const seq = taken.rows[0]?.seq as number
  const number = `BEN/26-27/${String(seq).padStart(6, '0')}`
  await client.query(named('invoice', [cell, invoiceId, facilityId, seq, number, paise]))
  const answer = { invoiceId, number, totalPaise: Number(paise) }
  await client.query(named('event', [cell, newId(cell), JSON.stringify({ body: answer })]))
  const fingerprint = hash('sha256', chargeId, 'base64')
  await client.query(named('key', [cell, newId(cell), key, fingerprint, JSON.stringify(answer)]))
  await client.query('commit')
  return answer
}

/** Another invoice has the same number now. Other errors end the request. */
const isNumberTaken = (error: unknown): boolean => (error as { code?: string }).code === UNIQUE_VIOLATION

async function issueAgain(client: pg.PoolClient, chargeId: string, key: string): Promise<object> {
  for (;;) {
    try {
      return await issue(client, chargeId, key)
    } catch (error) {
      await client.query('rollback')
      if (!isNumberTaken(error)) throw error
    }
  }
}

app.get('/ready', async () => ({ ready: (await pool.query('select 1')).rowCount === 1 }))
app.post('/v1/billing/invoices', async (request, reply) => {
  const { chargeIds } = request.body as { chargeIds: [string] }
  const client = await pool.connect()
  try {
    void reply.code(201)
    return await issueAgain(client, chargeIds[0], request.headers['idempotency-key'] as string)
  } finally {
    client.release()
  }
})

process.once('SIGTERM', () => process.exit(0))
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
