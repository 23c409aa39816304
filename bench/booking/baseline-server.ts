// The baselines behind HTTP: the same writes as a booking at Sehat, each request in its own transaction.
import { hash } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'
import { cellOf, newId } from '../../server/src/platform/id.ts'

const CONNECTIONS = 20

interface BookingBody {
  readonly sessionId: string
  readonly window: string
  readonly patientId: string
  readonly accountId: string
}

/** The values that a request writes if there is a seat. */
interface Writes {
  readonly cell: number
  readonly bookingId: string
  readonly claim: unknown[]
  readonly key: (token: number) => unknown[]
  readonly booking: (token: number) => unknown[]
  readonly session: unknown[]
  readonly event: unknown[]
}

const READ = 'select capacity, booked, tokens_issued from bench.sessions where cell = $1 and id = $2'
const SQL = {
  lock: `${READ} for update`,
  read: READ,
  claim: `insert into bench.claims (cell, patient_id, course, dose, vaccine, booking_id)
    values ($1, $2, 'COVID-19', 1, 'COVISHIELD', $3)`,
  key: `insert into bench.idempotency_keys (cell, account_id, key, fingerprint, status, answer)
        values ($1, $2, $3, $4, 201, $5)`,
  booking: `insert into bench.bookings
              (cell, id, session_id, patient_id, account_id, time_window, token, status, booked_at)
            values ($1, $2, $3, $4, $5, $6, $7, 'BOOKED', now())`,
  session: `update bench.sessions set booked = booked + 1, tokens_issued = tokens_issued + 1, revision = revision + 1
            where cell = $1 and id = $2`,
  event: `insert into bench.outbox (cell, id, name, body) values ($1, $2, 'vaccination.dose-booked.v1', $3)`,
}

const named = (name: keyof typeof SQL, values: unknown[]) => ({ name, text: SQL[name], values })

interface Seats {
  capacity: number
  booked: number
  tokens_issued: number
}

type Outcome = { readonly token: number } | 'full'

function prepare(body: BookingBody, key: string): Writes {
  const cell = cellOf(body.sessionId)
  const bookingId = newId<'booking'>(cell)
  const eventId = newId(cell)
  const { sessionId, patientId, accountId, window } = body
  const occurredAt = new Date().toISOString()
  const fact = {
    bookingId,
    sessionId,
    patientId,
    course: 'COVID-19',
    vaccine: 'COVISHIELD',
    dose: 1,
    date: occurredAt.slice(0, 10),
    window,
  }
  const event = {
    id: eventId,
    name: 'vaccination.dose-booked.v1',
    occurredAt,
    actorId: accountId,
    requestId: key,
    body: fact,
  }
  const fingerprint = hash('sha256', JSON.stringify(body), 'base64')
  return {
    cell,
    bookingId,
    claim: [cellOf(patientId), patientId, bookingId],
    key: (token) => [
      cellOf(accountId),
      accountId,
      key,
      fingerprint,
      JSON.stringify({ ids: [bookingId], tokens: [token] }),
    ],
    booking: (token) => [cell, bookingId, sessionId, patientId, accountId, window, token],
    session: [cell, sessionId],
    event: [cell, eventId, JSON.stringify(event)],
  }
}

/** Reads the seats, then writes statement by statement, as most programs do. */
async function bookInSteps(
  client: pg.PoolClient,
  begin: string,
  read: 'lock' | 'read',
  writes: Writes,
): Promise<Outcome> {
  await client.query(begin)
  const { rows } = await client.query<Seats>(named(read, writes.session))
  const seats = rows[0] as Seats
  if (seats.booked >= seats.capacity) {
    await client.query('rollback')
    return 'full'
  }
  const token = seats.tokens_issued + 1
  // First write the row that others contend for: a request that loses has then wasted no other work.
  await client.query(named('session', writes.session))
  await client.query(named('claim', writes.claim))
  await client.query(named('booking', writes.booking(token)))
  await client.query(named('event', writes.event))
  await client.query(named('key', writes.key(token)))
  await client.query('commit')
  return { token }
}

/** The same as bookInSteps, but sends all statements of a step together: two round trips instead of eight. */
async function bookPipelined(client: pg.PoolClient, writes: Writes): Promise<Outcome> {
  const [, { rows }] = await Promise.all([client.query('begin'), client.query<Seats>(named('lock', writes.session))])
  const seats = rows[0] as Seats
  if (seats.booked >= seats.capacity) {
    await client.query('rollback')
    return 'full'
  }
  const token = seats.tokens_issued + 1
  const outcomes = await Promise.allSettled([
    client.query(named('claim', writes.claim)),
    client.query(named('booking', writes.booking(token))),
    client.query(named('session', writes.session)),
    client.query(named('event', writes.event)),
    client.query(named('key', writes.key(token))),
    client.query('commit'),
  ])
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  return { token }
}

/** Repeats until it succeeds, after a random pause of a few milliseconds: an immediate repeat would collide again. */
async function bookSerializable(client: pg.PoolClient, writes: Writes): Promise<Outcome> {
  for (let tries = 0; ; tries++) {
    try {
      return await bookInSteps(client, 'begin isolation level serializable', 'read', writes)
    } catch (error) {
      await client.query('rollback')
      const { code } = error as { code?: string }
      // 23505: two requests read the same last token. The unique key noticed this before the serialization check.
      if (code !== '40001' && code !== '40P01' && code !== '23505') throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(20, 2 + tries)))
    }
  }
}

const ways: Record<string, (client: pg.PoolClient, writes: Writes) => Promise<Outcome>> = {
  locking: (client, writes) => bookInSteps(client, 'begin', 'lock', writes),
  serializable: bookSerializable,
  pipelined: bookPipelined,
}

function openPool(pipeline: boolean): pg.Pool {
  return new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS, pipeline } as pg.PoolConfig)
}

const app = Fastify()
const stepwise = openPool(false)
const pipelined = openPool(true)

app.get('/ready', async () => ({ ready: (await stepwise.query('select 1')).rowCount === 1 }))
for (const [name, book] of Object.entries(ways)) {
  const pool = name === 'pipelined' ? pipelined : stepwise
  app.post(`/${name}`, async (request, reply) => {
    const body = request.body as BookingBody
    const writes = prepare(body, request.headers['idempotency-key'] as string)
    const client = await pool.connect()
    let outcome: Outcome
    let failure: Error | undefined
    try {
      outcome = await book(client, writes)
    } catch (error) {
      failure = error as Error
      throw error
    } finally {
      client.release(failure)
    }
    if (outcome === 'full') return reply.code(409).send({ type: 'session-full' })
    const { bookingId } = writes
    const { sessionId, patientId, window } = body
    return reply
      .code(201)
      .send({ bookings: [{ bookingId, token: outcome.token, status: 'BOOKED', patientId, sessionId, window }] })
  })
}

process.once('SIGTERM', () => process.exit(0))
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
