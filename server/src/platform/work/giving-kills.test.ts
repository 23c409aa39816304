// Tests the giving engine when an answer is lost: the server ends a session, a connection breaks, or a process dies.
import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect as connectTo, createServer } from 'node:net'
import path from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, lastFirst, type WithAfter } from '../../testing/database.ts'
import { systemClock } from '../clock.ts'
import { Problem, toProblem } from '../problem.ts'
import { addSlots, keyed, openToy, SCHEMA, type ToyRequest } from './testing-giving.ts'
import type { ProcessAnswer } from './testing-giving-process.ts'

async function begin(t: Parameters<typeof lastFirst>[0]) {
  const later = lastFirst(t)
  const { url } = await createTestDatabase(later)
  const pool = new pg.Pool({ connectionString: url, max: 5 })
  pool.on('error', () => {})
  later.after(() => pool.end())
  await pool.query(SCHEMA)
  const open = (databaseUrl = url) => {
    const toy = openToy(databaseUrl, { clock: systemClock })
    later.after(() => toy.stop())
    return toy
  }
  return { later, url, pool, open }
}

const slugOf = (error: unknown): string => (error instanceof Problem ? error : toProblem(error)).type.slug

const book = (nth: number, slotIds: readonly string[]): ToyRequest => ({
  ...{ kind: 'book', person: `person ${nth}`, slotIds },
  repeatable: keyed(`key ${nth}`),
})

async function placesOf(pool: pg.Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query(`select id, person from toy.places where status = 'BOOKED'`)
  return new Map(rows.map(({ id, person }) => [person, id]))
}

/** Asserts that nothing is half done: places, claims, counters, stored answers and events agree. */
async function assertWhole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(`select
    (select count(*) from toy.places)::int as places, (select count(*) from toy.claims)::int as claims,
    (select coalesce(sum(booked), 0) from toy.slots)::int as booked, (select count(*) from toy.outbox)::int as events,
    (select count(*) from toy.idempotency_keys)::int as answers`)
  const [counts] = rows as [Record<string, number>]
  assert.equal(new Set(Object.values(counts)).size, 1, JSON.stringify(counts))
}

/** Makes the engine's write wait at the claims, inside its transaction. */
async function blockClaims(later: WithAfter, url: string, person: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url })
  later.after(() => client.end())
  await client.connect()
  await client.query('begin')
  await client.query('insert into toy.claims values (7, $1, gen_random_uuid())', [person])
  return async () => void (await client.query('rollback'))
}

async function untilBlocked(pool: pg.Pool): Promise<number> {
  for (;;) {
    const { rows } = await pool.query(`select pid from pg_stat_activity
      where application_name = 'sehat toy' and wait_event_type = 'Lock'`)
    if (rows[0]) return rows[0].pid
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('when the server ends a session during a write, the client gets try-again, never a refusal', async (t) => {
  const { later, url, pool, open } = await begin(t)
  const toy = open()
  const [slot] = (await addSlots(pool, 2)) as [string]
  const free = await blockClaims(later, url, 'person 1')
  const lost = [0, 1].map((nth) => toy.give(book(nth, [slot])).then(() => 'given', slugOf))
  await pool.query('select pg_terminate_backend($1)', [await untilBlocked(pool)])
  assert.deepEqual(await Promise.all(lost), ['try-again', 'try-again'])
  await free()
  assert.equal((await placesOf(pool)).size, 0)
  const again = await Promise.all([0, 1].map((nth) => toy.give(book(nth, [slot]))))
  assert.ok(again.every(({ replayed }) => !replayed))
  await assertWhole(pool)
})

/** Passes all bytes on until the database has committed. Then it drops that answer and breaks the connection. */
async function breakAfterCommit(later: WithAfter, databaseUrl: string) {
  const target = new URL(databaseUrl)
  const { port, hostname } = target
  let isArmed = false
  const server = createServer((client) => {
    const database = connectTo(Number(port), hostname)
    client.on('data', (bytes) => database.write(bytes))
    database.on('data', (bytes) => {
      // The tag of CommandComplete. A connection that breaks earlier may undo the commit.
      if (isArmed && bytes.includes('COMMIT\0')) {
        isArmed = false
        client.destroy()
      } else client.write(bytes)
    })
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => other.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  later.after(async () => void server.close())
  target.hostname = '127.0.0.1'
  target.port = String((server.address() as { port: number }).port)
  return {
    url: target.href,
    arm: () => {
      isArmed = true
    },
  }
}

test('when the connection breaks after the commit, the outcome is unknown; the same key finds it', async (t) => {
  const { later, url, pool, open } = await begin(t)
  const line = await breakAfterCommit(later, url)
  const toy = open(line.url)
  const [slot] = (await addSlots(pool, 3)) as [string]
  await toy.give(book(0, [slot]))
  line.arm()
  const lost = [1, 2].map((nth) => toy.give(book(nth, [slot])).then(() => 'given', slugOf))
  assert.deepEqual(await Promise.all(lost), ['try-again', 'try-again'])
  assert.equal((await placesOf(pool)).size, 3, 'the database has committed')
  const again = await Promise.all([1, 2].map((nth) => toy.give(book(nth, [slot]))))
  const places = await placesOf(pool)
  for (const [index, { outcome, replayed }] of again.entries()) {
    assert.ok(replayed)
    assert.equal(outcome.placeId, places.get(`person ${index + 1}`))
  }
  await assertWhole(pool)
})

const PROGRAM = path.join(import.meta.dirname, 'testing-giving-process.ts')

interface ToyProcess {
  readonly child: ChildProcess
  ask(request: ToyRequest): Promise<ProcessAnswer>
}

/** A process with its own engine. A request that it did not answer before it died gets the answer `lost`. */
async function startToy(later: WithAfter, url: string, clockAheadMs = 0): Promise<ToyProcess> {
  const child = fork(PROGRAM, [url, String(clockAheadMs)])
  const waiting = new Map<number, (answer: ProcessAnswer) => void>()
  let count = 0
  const isReady = new Promise<void>((resolve) => {
    child.on('message', (answer: ProcessAnswer) => (answer.nth < 0 ? resolve() : waiting.get(answer.nth)?.(answer)))
  })
  child.on('exit', () => {
    for (const [nth, answer] of waiting) answer({ nth, slug: 'lost' })
  })
  later.after(async () => void child.kill('SIGKILL'))
  await isReady
  return {
    child,
    ask: (request) =>
      new Promise((resolve) => {
        const nth = count++
        waiting.set(nth, resolve)
        child.send({ nth, request })
      }),
  }
}

test('when a process is killed during a batch, nothing is half done and each key gets one answer', async (t) => {
  const { later, url, pool } = await begin(t)
  const slots = await addSlots(pool, 10, 10)
  const first = await startToy(later, url)
  const before = await Promise.all([0, 1, 2].map((nth) => first.ask(book(nth, slots.slice(0, 1)))))
  const free = await blockClaims(later, url, 'person 3')
  const lost = [3, 4, 5, 6].map((nth) => first.ask(book(nth, slots.slice(0, 1))))
  await untilBlocked(pool)
  first.child.kill('SIGKILL')
  assert.deepEqual(
    (await Promise.all(lost)).map(({ slug }) => slug),
    Array(4).fill('lost'),
  )
  await free()
  // The session of the dead process ends when it tries to answer, or when another connection wants its locks.
  const second = await startToy(later, url)
  const again = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((nth) => second.ask(book(nth, slots.slice(0, 1)))))
  const places = await placesOf(pool)
  assert.equal(places.size, 7)
  for (const [nth, { placeId }] of again.entries()) assert.equal(placeId, places.get(`person ${nth}`))
  assert.deepEqual(
    again.slice(0, 3).map(({ placeId, replayed }) => [placeId, replayed]),
    before.map(({ placeId }) => [placeId, true]),
  )
  await assertWhole(pool)
})

test('when a process is killed under load, its answers are stored and the next process gives the rest', async (t) => {
  const { later, url, pool } = await begin(t)
  const [slot] = (await addSlots(pool, 150)) as [string]
  const first = await startToy(later, url)
  const given = new Map<number, string>()
  const askOne = async (at: ToyProcess, nth: number): Promise<void> => {
    const { placeId } = await at.ask(book(nth, [slot]))
    if (placeId !== undefined) given.set(nth, placeId)
    if (given.size === 60) at.child.kill('SIGKILL')
  }
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < 300 && first.child.exitCode === null && !first.child.killed) await askOne(first, next++)
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  assert.ok(given.size >= 60)
  const acknowledged = new Map(given)
  const second = await startToy(later, url)
  const answers = await Promise.all(Array.from({ length: 300 }, (_, nth) => second.ask(book(nth, [slot]))))
  for (const [nth, placeId] of acknowledged) assert.equal(answers[nth]?.placeId, placeId)
  assert.equal(answers.filter(({ placeId }) => placeId !== undefined).length, 150)
  assert.ok(answers.every(({ placeId, slug }) => placeId !== undefined || slug === 'slot-full'))
  await assertWhole(pool)
})

test('fifty bookings for one place and fifty holds for another, through two processes, give one each', async (t) => {
  const { later, url, pool } = await begin(t)
  const [last, other] = (await addSlots(pool, 1, 1)) as [string, string]
  const processes = await Promise.all([startToy(later, url), startToy(later, url, 300)])
  const ask = (nth: number, kind: 'book' | 'hold', slot: string) =>
    (processes[nth % 2] as ToyProcess).ask({ ...book(nth, [slot]), kind } as ToyRequest)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, nth) => (nth < 50 ? ask(nth, 'book', last) : ask(nth, 'hold', other))),
  )
  for (const part of [answers.slice(0, 50), answers.slice(50)]) {
    assert.equal(part.filter(({ placeId }) => placeId !== undefined).length, 1)
    assert.equal(part.filter(({ slug }) => slug === 'slot-full').length, 49)
  }
})
