// Tests that a follower misses no change, however late a transaction commits and whatever breaks during a reading.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { createTestDatabase, lastFirst, type WithAfter } from '../../testing/database.ts'
import { openLog } from '../log.ts'
import { openPool } from '../postgres/db.ts'
import { changedSince, type Follower, follow, SET_CHANGED } from './follow.ts'

const FOREVER_MS = 1_000_000
const UNTIL_MS = 60_000

interface Counter {
  readonly id: number
  readonly count: number
}

async function openCounters(t: WithAfter): Promise<string> {
  const { url } = await createTestDatabase(t)
  const pool = await openCountersPool(t, url)
  await pool.query(`
    create table counters (id int primary key, count int not null,
      changed_xid xid8 not null default pg_current_xact_id());
    create index counters_changed on counters (changed_xid)`)
  return url
}

/** A pool as one process has it. */
async function openCountersPool(t: WithAfter, url: string, poolMax = 12): Promise<pg.Pool> {
  const log = openLog({ logLevel: 'silent', environment: 'test' })
  const pool = openPool({ url, poolMax, statementTimeoutMs: 60_000, log })
  t.after(() => pool.end())
  return pool
}

const LIST = 'select id, count from counters'
const ADD = `insert into counters as known (id, count) values ($1, 1)
  on conflict (id) do update set count = known.count + 1, ${SET_CHANGED}`

/** One process that follows the counters, with the values that it knows and the rows of each reading. */
async function openFollower(
  t: WithAfter,
  url: string,
  more: { pauseMs?: number; read?: () => Promise<void>; onChanges?: () => void } = {},
) {
  const pool = await openCountersPool(t, url)
  const lines: string[] = []
  const known = new Map<number, number>()
  const readings: Counter[][] = []
  const take = (rows: readonly Counter[]): void => {
    for (const { id, count } of rows) known.set(id, count)
  }
  const follower: Follower = follow<Counter[]>({
    name: 'counters',
    pool,
    log: openLog({ logLevel: 'warn', environment: 'test' }, { write: (line: string) => void lines.push(line) }),
    pauseMs: more.pauseMs ?? FOREVER_MS,
    load: async () => take((await pool.query<Counter>(LIST)).rows),
    read: async (since) => {
      const { rows } = await pool.query<Counter>(`${LIST} where ${changedSince('$1')}`, [since])
      await more.read?.()
      return rows
    },
    onChanges: (rows) => {
      more.onChanges?.()
      readings.push(rows)
      take(rows)
    },
  })
  await follower.start()
  t.after(() => follower.stop())
  await follower.readOn()
  readings.length = 0
  return { follower, pool, known, readings, lines }
}

async function until(isSo: () => boolean): Promise<void> {
  const endMs = performance.now() + UNTIL_MS
  while (!isSo()) {
    assert.ok(performance.now() < endMs, 'it did not happen')
    await sleep(5)
  }
}

test('it loads all rows first, then sees the inserts and updates of another process', async (t) => {
  const later = lastFirst(t)
  const url = await openCounters(later)
  const writer = await openCountersPool(later, url)
  for (const id of [1, 2]) await writer.query(ADD, [id])
  const one = await openFollower(later, url)
  const two = await openFollower(later, url, { pauseMs: 1 })
  assert.deepEqual(
    [...one.known],
    [1, 2].map((id) => [id, 1]),
  )
  await writer.query(ADD, [2])
  await two.pool.query(ADD, [3])
  await one.follower.readOn()
  const expected = new Map([1, 2, 3].map((id) => [id, id === 2 ? 2 : 1]))
  assert.deepEqual(one.known, expected)
  await until(() => two.known.get(3) === 1 && two.known.get(2) === 2)
  assert.deepEqual(two.known, expected)
})

test('a change with a late commit is seen late but not missed', async (t) => {
  const later = lastFirst(t)
  const url = await openCounters(later)
  const { follower, known } = await openFollower(later, url)
  const writer = await openCountersPool(later, url)
  const slow = await writer.connect()
  await slow.query('begin')
  await slow.query(ADD, [1])
  for (const id of [2, 3, 4]) {
    await writer.query(ADD, [id])
    await follower.readOn()
  }
  assert.deepEqual([...known.keys()], [2, 3, 4])
  await slow.query('commit')
  slow.release()
  await follower.readOn()
  assert.deepEqual([...known.keys()].toSorted(), [1, 2, 3, 4])
})

test('when many writers commit in any order, the follower knows every change in the end', async (t) => {
  const later = lastFirst(t)
  const url = await openCounters(later)
  const { follower, known } = await openFollower(later, url)
  const writer = await openCountersPool(later, url)
  let isWriting = true
  const write = async (_: unknown, nth: number): Promise<void> => {
    for (let turns = 0; turns < 25; turns++) {
      const client = await writer.connect()
      await client.query('begin')
      await client.query(ADD, [nth * 100 + turns])
      await sleep(Math.random() * 5)
      await client.query('commit')
      client.release()
    }
  }
  const reading = (async () => {
    while (isWriting) await follower.readOn()
  })()
  await Promise.all(Array.from({ length: 8 }, write))
  isWriting = false
  await reading
  await follower.readOn()
  assert.equal(known.size, 200)
})

test('a killed reading is done again, and the follower then sees its changes', async (t) => {
  const later = lastFirst(t)
  const url = await openCounters(later)
  let kills = 0
  // With only one connection it never kills another connection of its own.
  const killer = await openCountersPool(later, url, 1)
  const { known, lines } = await openFollower(later, url, {
    pauseMs: 1,
    read: async () => {
      if (kills === 0 || kills > 3) return
      kills++
      // End the connection of this reading in the middle of the reading.
      await killer.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      )
      throw new Error('the reading was killed')
    },
  })
  kills = 1
  await killer.query(ADD, [1])
  await until(() => known.get(1) === 1)
  assert.ok(lines.length >= 3)
  for (const line of lines) assert.match(line, /"loop":"counters"/)
})

test('changes that were not taken over come again', async (t) => {
  const later = lastFirst(t)
  const url = await openCounters(later)
  let isBroken = false
  const { follower, pool, known } = await openFollower(later, url, {
    onChanges: () => {
      if (isBroken) throw new Error('no room')
    },
  })
  isBroken = true
  await pool.query(ADD, [1])
  await assert.rejects(follower.readOn(), /no room/)
  isBroken = false
  await pool.query(ADD, [2])
  await follower.readOn()
  assert.deepEqual([...known.keys()].toSorted(), [1, 2])
})

test('readings are taken over in the order in which they were read', async (t) => {
  const later = lastFirst(t)
  const url = await openCounters(later)
  let isHeld = false
  let hold: Promise<void> | undefined
  let release = (): void => {}
  const { follower, pool, known, readings } = await openFollower(later, url, {
    read: async () => {
      isHeld = hold !== undefined
      await hold
    },
  })
  hold = new Promise((resolve) => {
    release = resolve
  })
  await pool.query(ADD, [1])
  const first = follower.readOn()
  await until(() => isHeld)
  await pool.query(ADD, [1])
  const second = follower.readOn()
  await sleep(20)
  assert.equal(readings.length, 0)
  hold = undefined
  release()
  await Promise.all([first, second])
  assert.deepEqual(
    readings.flat().map(({ count }) => count),
    [1, 2],
  )
  assert.equal(known.get(1), 2)
})

test('rows from the dump of a server far ahead come only when they are changed, not in each reading', async (t) => {
  const later = lastFirst(t)
  const url = await openCounters(later)
  const writer = await openCountersPool(later, url)
  await writer.query(`insert into counters select n, 7, '99999999999' from generate_series(1, 500) n`)
  const { follower, known, readings } = await openFollower(later, url)
  assert.equal(known.size, 500)
  await follower.readOn()
  assert.deepEqual(readings.flat(), [])
  await writer.query(ADD, [3])
  await follower.readOn()
  assert.deepEqual(readings.flat(), [{ id: 3, count: 8 }])
})

test('a stopped follower reads nothing more', async (t) => {
  const later = lastFirst(t)
  const url = await openCounters(later)
  const { follower, pool, readings } = await openFollower(later, url, { pauseMs: 1 })
  await follower.stop()
  readings.length = 0
  await pool.query(ADD, [1])
  await sleep(50)
  assert.deepEqual(readings, [])
})
