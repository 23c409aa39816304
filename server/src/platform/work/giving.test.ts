// Tests the giving engine on a real PostgreSQL: kinds in one batch, several rows, holds, repeats, races, lost answers.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, lastFirst } from '../../testing/database.ts'
import { fixedClock, systemClock } from '../clock.ts'
import { Problem, toProblem } from '../problem.ts'
import { addSlots, HOLD_MS, keyed, openToy, SCHEMA, type ToyOptions, type ToyRequest } from './testing-giving.ts'

type Options = Partial<ToyOptions>

/** A database with the tables of the toy, and several engines on it, as several processes would have. */
async function begin(t: Parameters<typeof lastFirst>[0]) {
  const later = lastFirst(t)
  const { url } = await createTestDatabase(later)
  const pool = new pg.Pool({ connectionString: url, max: 5 })
  pool.on('error', () => {})
  later.after(() => pool.end())
  await pool.query(SCHEMA)
  const clock = fixedClock('2026-03-02T05:00:00Z')
  const open = (options: Options & { readonly url?: string } = {}) => {
    const toy = openToy(options.url ?? url, { clock, ...options })
    later.after(() => toy.stop())
    return { ...toy, ask: (request: ToyRequest) => toy.give(request).then<string, string>(toLine, slugOf) }
  }
  return { url, pool, clock, open, ...open() }
}

const toLine = ({ replayed }: { replayed: boolean }): string => (replayed ? 'replayed' : 'given')
const slugOf = (error: unknown): string => (error instanceof Problem ? error : toProblem(error)).type.slug

const book = (person: string, slotIds: readonly string[], key?: string): ToyRequest => ({
  kind: 'book',
  person,
  slotIds,
  repeatable: key === undefined ? undefined : keyed(key),
})
const hold = (person: string, slotIds: readonly string[]): ToyRequest =>
  ({ ...book(person, slotIds), kind: 'hold' }) as ToyRequest
const of = (kind: 'confirm' | 'release', placeId: string, slotIds: readonly string[]): ToyRequest => ({
  ...{ kind, placeId, slotIds },
  repeatable: undefined,
})
const move = (placeId: string, slotIds: readonly string[], toSlotIds: readonly string[]): ToyRequest => ({
  ...{ kind: 'move', placeId, slotIds, toSlotIds },
  repeatable: undefined,
})

/** Asserts what must be true at every moment. */
async function assertInvariants(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(`
    select 'booked' as rule, s.id::text from toy.slots s
    where s.booked <> (select count(*) from toy.places p where p.status = 'BOOKED' and s.id = any(p.slot_ids))
    union all
    select 'claims', p.id::text from toy.places p
    left join toy.claims c on c.place_id = p.id and c.person = p.person
    where p.status = 'BOOKED' and c.place_id is null
    union all
    select 'answers', k.key from toy.idempotency_keys k
    where not exists (select from toy.places p where p.id = (k.answer ->> 'placeId')::uuid)
    union all
    select 'events', p.id::text from toy.places p
    where not exists (select from toy.outbox o where (o.body -> 'body' ->> 'placeId')::uuid = p.id)`)
  assert.deepEqual(rows, [])
}

/** Holds a lock until it is released. Requests that arrive meanwhile gather in one batch. */
async function blockSlot(pool: pg.Pool, id: string): Promise<() => Promise<void>> {
  const client = await pool.connect()
  await client.query('begin')
  await client.query('select from toy.slots where id = $1 for update', [id])
  return async () => {
    await client.query('commit')
    client.release()
  }
}

/** Waits until a session of the engine waits for a lock. */
async function untilBlocked(pool: pg.Pool, count = 1): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(`select count(*)::int as blocked from pg_stat_activity
      where application_name = 'sehat toy' and wait_event_type = 'Lock'`)
    if (rows[0].blocked >= count) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('a batch', () => {
  test('decides requests of several kinds in the order of their arrival, in one transaction', async (t) => {
    const { pool, give, ask, batches, untilWaiting } = await begin(t)
    const [slot, other] = (await addSlots(pool, 1, 1)) as [string, string]
    const { outcome } = await give(hold('asha', [slot]))
    const free = await blockSlot(pool, slot)
    const first = ask(book('ravi', [slot]))
    await untilBlocked(pool)
    const lines = Promise.all([
      ask(book('omar', [slot])),
      ask(of('confirm', outcome.placeId, [slot])),
      ask(move(outcome.placeId, [slot], [other])),
      ask(hold('omar', [slot])),
      ask(book('sunita', [slot])),
    ])
    await untilWaiting(5)
    await free()
    assert.equal(await first, 'slot-full')
    assert.deepEqual(await lines, ['slot-full', 'given', 'given', 'given', 'slot-full'])
    assert.deepEqual(batches, [1, 1, 5])
    await assertInvariants(pool)
  })

  test('begins at once when no other batch runs: no request waits for a timer', async (t) => {
    const { pool, give, batches } = await begin(t)
    const [slot] = (await addSlots(pool, 9)) as [string]
    for (const person of ['asha', 'ravi', 'omar']) await give(book(person, [slot]))
    assert.deepEqual(batches, [1, 1, 1])
  })

  test('takes all rows of one request or none', async (t) => {
    const { pool, ask } = await begin(t)
    const [one, two, three] = (await addSlots(pool, 1, 1, 1)) as [string, string, string]
    const asked = [book('asha', [one, two]), book('ravi', [two, three]), book('omar', [three])]
    assert.deepEqual(await Promise.all(asked.map(ask)), ['given', 'slot-full', 'given'])
    await assertInvariants(pool)
  })

  test('refuses a request that the database refuses, and gives the other requests their places', async (t) => {
    const { pool, ask, batches } = await begin(t)
    const [slot] = (await addSlots(pool, 9)) as [string]
    const asked = [book('asha', [slot], 'a'), book('nobody', [slot], 'n'), book('ravi', [slot], 'r')]
    assert.deepEqual(await Promise.all(asked.map(ask)), ['given', 'internal-error', 'given'])
    assert.deepEqual(batches, [3, 1, 1, 1])
    assert.equal(await ask(book('omar', [slot])), 'given')
    await assertInvariants(pool)
  })

  test('refuses a request that the look-up refuses, before it locks anything', async (t) => {
    const { pool, ask, batches } = await begin(t)
    const [slot] = (await addSlots(pool, 9)) as [string]
    const asked = [book('stranger', [slot]), book('asha', [slot])]
    assert.deepEqual(await Promise.all(asked.map(ask)), ['not-found', 'given'])
    assert.deepEqual(batches, [1])
  })
})

describe('a hold', () => {
  test('that has expired is free in the first batch whose instant is after its end', async (t) => {
    const { pool, clock, give, ask } = await begin(t)
    const [slot] = (await addSlots(pool, 1)) as [string]
    const { outcome } = await give(hold('asha', [slot]))
    clock.advance(HOLD_MS - 1)
    assert.equal(await ask(book('ravi', [slot])), 'slot-full')
    clock.advance(1)
    const asked = [of('confirm', outcome.placeId, [slot]), hold('asha', [slot]), book('ravi', [slot])]
    assert.deepEqual(await Promise.all(asked.map(ask)), ['place-ended', 'given', 'slot-full'])
    await assertInvariants(pool)
  })

  test('is judged by one instant for the whole batch, even when the clock moves on', async (t) => {
    const { pool, open } = await begin(t)
    const [slot] = (await addSlots(pool, 1)) as [string]
    let nowMs = Date.parse('2026-03-02T05:00:00Z')
    // Each read moves this clock, so two reads in one batch would give two instants.
    const now = (): Date => {
      nowMs += HOLD_MS
      return new Date(nowMs)
    }
    const running = open({ clock: { now } })
    await running.give(hold('asha', [slot]))
    const asked = [hold('ravi', [slot]), book('omar', [slot])]
    assert.deepEqual(await Promise.all(asked.map(running.ask)), ['given', 'slot-full'])
    const { rows } = await pool.query(`select (p.held_until - k.created_at)::text as held from toy.places p
      join toy.outbox k on (k.body -> 'body' ->> 'placeId')::uuid = p.id where p.person = 'ravi'`)
    assert.equal(rows[0].held, '00:02:00')
  })

  test('is confirmed or its place is booked by another, never both, when two clocks differ', async (t) => {
    const { pool, clock, give, ask, open } = await begin(t)
    const ahead = open({ clock: { now: () => new Date(clock.now().getTime() + 300) } })
    const slots = await addSlots(pool, ...Array.from({ length: 20 }, () => 1))
    const held = await Promise.all(slots.map((slot, index) => give(hold(`holder ${index}`, [slot]))))
    clock.advance(HOLD_MS - 150)
    const ends = slots.map((slot, index) =>
      Promise.all([
        ask(of('confirm', held[index]?.outcome.placeId as string, [slot])),
        ahead.ask(book(`other ${index}`, [slot])),
      ]),
    )
    for (const [confirmed, booked] of await Promise.all(ends)) {
      assert.ok(
        (confirmed === 'given' && booked === 'slot-full') || (confirmed === 'place-ended' && booked === 'given'),
        `${confirmed} and ${booked}`,
      )
    }
    await assertInvariants(pool)
  })
})

describe('a repeat', () => {
  test('with the same key gets the first answer, in this process and in another, even when all is full', async (t) => {
    const { pool, give, ask, open } = await begin(t)
    const [slot] = (await addSlots(pool, 1)) as [string]
    const first = await give(book('asha', [slot], 'one'))
    const again = await give(book('asha', [slot], 'one'))
    const elsewhere = await open().give(book('asha', [slot], 'one'))
    assert.deepEqual([again, elsewhere], Array(2).fill({ outcome: first.outcome, replayed: true }))
    assert.equal(await ask(book('ravi', [slot], 'two')), 'slot-full')
    const changed = { ...book('asha', [slot]), repeatable: keyed('one', 'another body') }
    assert.equal(await ask(changed), 'idempotency-key-reused')
    assert.equal(await open().ask(changed), 'idempotency-key-reused')
    await assertInvariants(pool)
  })

  test('gets request-in-progress while the first request runs, and a refusal is not stored', async (t) => {
    const { pool, ask } = await begin(t)
    const [slot] = (await addSlots(pool, 1)) as [string]
    const free = await blockSlot(pool, slot)
    const first = ask(book('asha', [slot], 'one'))
    assert.equal(await ask(book('asha', [slot], 'one')), 'request-in-progress')
    await free()
    assert.equal(await first, 'given')
    const refused = book('ravi', [slot], 'two')
    assert.equal(await ask(refused), 'slot-full')
    await pool.query('update toy.slots set capacity = 2')
    const { rows } = await pool.query(`select count(*)::int from toy.idempotency_keys where key = 'two'`)
    assert.equal(rows[0].count, 0)
  })

  test('at the same time in two processes is done once', async (t) => {
    const { pool, ask, open } = await begin(t)
    const [slot] = (await addSlots(pool, 50)) as [string]
    const other = open()
    const lines = await Promise.all(
      Array.from({ length: 30 }, (_, index) => {
        const request = book(`person ${index}`, [slot], `key ${index}`)
        return Promise.all([ask(request), other.ask(request)])
      }),
    )
    for (const pair of lines) assert.deepEqual(pair.sort(), ['given', 'replayed'])
    await assertInvariants(pool)
  })
})

describe('a race with another process', () => {
  test('for one person that is lost after the reading makes the engine decide the batch again', async (t) => {
    const { pool, ask, batches } = await begin(t)
    const [slot] = (await addSlots(pool, 9)) as [string]
    const rival = await pool.connect()
    await rival.query('begin')
    await rival.query(`insert into toy.places values (7, gen_random_uuid(), '{}', 'asha', 'BOOKED', null)`)
    await rival.query(`insert into toy.claims select 7, 'asha', id from toy.places where person = 'asha'`)
    const lines = Promise.all([ask(book('asha', [slot])), ask(book('ravi', [slot]))])
    await untilBlocked(pool)
    await rival.query('commit')
    rival.release()
    assert.deepEqual(await lines, ['person-taken', 'given'])
    assert.deepEqual(batches, [2, 2])
  })

  test('over several rows in opposite orders never shows a deadlock to a client', async (t) => {
    const { pool, ask, open } = await begin(t)
    const slots = await addSlots(pool, 40, 40, 40)
    const other = open()
    const lines = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const turned = [...slots.slice(index % 3), ...slots.slice(0, index % 3)]
        const asker = index % 2 === 0 ? ask : other.ask
        return asker(book(`person ${index}`, index % 4 < 2 ? turned : turned.toReversed()))
      }),
    )
    assert.equal(lines.filter((line) => line === 'given').length, 40)
    assert.equal(lines.filter((line) => line === 'slot-full').length, 20)
    await assertInvariants(pool)
  })

  test('between two moves in opposite directions ends with both moves done', async (t) => {
    const { pool, give, ask, open } = await begin(t)
    const other = open()
    const [here, there] = (await addSlots(pool, 30, 30)) as [string, string]
    const pairs = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => [
        (await give(book(`a ${index}`, [here]))).outcome.placeId,
        (await give(book(`b ${index}`, [there]))).outcome.placeId,
      ]),
    )
    const lines = await Promise.all(
      pairs.flatMap(([a, b]) => [
        ask(move(a as string, [here], [there])),
        other.ask(move(b as string, [there], [here])),
      ]),
    )
    assert.ok(
      lines.every((line) => line === 'given'),
      String(lines),
    )
    await assertInvariants(pool)
  })
})

describe('the full board', () => {
  test('refuses from memory while others lock the row, and opens when somebody gives a place back', async (t) => {
    const { pool, give, ask } = await begin(t)
    const [slot] = (await addSlots(pool, 1)) as [string]
    const { outcome } = await give(book('asha', [slot]))
    const free = await blockSlot(pool, slot)
    assert.equal(await ask(book('ravi', [slot])), 'slot-full')
    await free()
    assert.equal(await ask(of('release', outcome.placeId, [slot])), 'given')
    assert.equal(await ask(book('ravi', [slot])), 'given')
    await assertInvariants(pool)
  })
})

describe('when too many wait', () => {
  test('the next request is refused at once with 503, and the waiting requests are served', async (t) => {
    const { pool, open } = await begin(t)
    const { ask } = open({ limits: { batchSizeMax: 2, waitingMax: 4 } })
    const [slot] = (await addSlots(pool, 99)) as [string]
    const free = await blockSlot(pool, slot)
    const lines: string[] = []
    const all = Array.from({ length: 20 }, (_, index) =>
      ask(book(`person ${index}`, [slot])).then((line) => void lines.push(line)),
    )
    await untilBlocked(pool)
    assert.deepEqual(lines, Array(16).fill('try-again'))
    await free()
    await Promise.all(all)
    assert.deepEqual(lines.slice(16), Array(4).fill('given'))
    const { rows } = await pool.query('select booked from toy.slots')
    assert.equal(rows[0].booked, 4)
  })
})

test('with a real clock, two hundred requests for ten places through two engines give ten places', async (t) => {
  const { pool, open } = await begin(t)
  const engines = [open({ clock: systemClock }), open({ clock: systemClock })]
  const [slot] = (await addSlots(pool, 10)) as [string]
  const lines = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      (engines[index % 2] as (typeof engines)[0]).ask(book(`person ${index}`, [slot], `key ${index}`)),
    ),
  )
  assert.equal(lines.filter((line) => line === 'given').length, 10)
  assert.equal(lines.filter((line) => line === 'slot-full').length, 190)
  await assertInvariants(pool)
})
