// Tests that all processes together allow at most the limit, and the whole limit when somebody asks for more.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import type pg from 'pg'
import { setupDatabase } from '../testing/setup.ts'
import { fixedClock } from './clock.ts'
import { openLog } from './log.ts'
import { createMeter, type Limit, type Meter, purgeAllowances } from './meter.ts'
import { openPool } from './postgres/db.ts'
import { Problem, tooManyRequests } from './problem.ts'

const MODULE = 'patients'
const NOW = '2026-03-02T05:00:00.000Z'
const log = openLog({ logLevel: 'silent', environment: 'test' })

const cleanUps: (() => Promise<void>)[] = []
let databaseUrl: string

before(async () => {
  databaseUrl = await setupDatabase({ after: (cleanUp) => void cleanUps.push(cleanUp) })
})
after(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp()
})

function openProcess(clock: Pick<ReturnType<typeof fixedClock>, 'now'>): { meter: Meter; pool: pg.Pool } {
  const pool = openPool({ url: databaseUrl, poolMax: 4, statementTimeoutMs: 30_000, log })
  cleanUps.push(() => pool.end())
  return { pool, meter: createMeter({ pool, module: MODULE, clock, isOn: true }) }
}

const limitOf = (max: number, seconds = 60): Limit => ({ name: 'tests', max, seconds })
let subjects = 0
const newSubject = (): string => `subject ${subjects++}`

/** How many of so many simultaneous tries are allowed. */
async function countGranted(meter: Meter, limit: Limit, subject: string, tries: number, count = 1): Promise<number> {
  const waits = await Promise.all(Array.from({ length: tries }, () => meter.take(limit, subject, count)))
  return waits.filter((wait) => wait === 0).length
}

test('of many simultaneous tries exactly the limit is allowed, and the others learn how long to wait', async () => {
  const clock = fixedClock(NOW)
  const { meter } = openProcess(clock)
  for (const max of [1, 7, 40, 1_000]) {
    const subject = newSubject()
    assert.equal(await countGranted(meter, limitOf(max), subject, max + 500), max)
    clock.advance(12_345)
    assert.equal(await meter.take(limitOf(max), subject), 48)
    clock.advance(48_000)
    assert.equal(await countGranted(meter, limitOf(max), subject, max + 10), max)
  }
})

test('the limit of one subject does not affect other subjects', async () => {
  const { meter } = openProcess(fixedClock(NOW))
  const [one, other] = [newSubject(), newSubject()]
  assert.equal(await countGranted(meter, limitOf(3), one, 10), 3)
  assert.equal(await countGranted(meter, limitOf(3), other, 10), 3)
  assert.equal(await countGranted(meter, { ...limitOf(3), name: 'more tests' }, one, 10), 3)
})

test('a refusal says how many seconds to wait', async () => {
  const { meter } = openProcess(fixedClock(NOW))
  const subject = newSubject()
  await meter.require(limitOf(1), subject)
  await assert.rejects(
    async () => meter.require(limitOf(1), subject),
    (error: unknown) => {
      assert.ok(error instanceof Problem)
      assert.equal(error.type, tooManyRequests)
      assert.equal(error.details.retryAfterSeconds, 60)
      return true
    },
  )
})

test('a frequent user costs the database twenty queries in a window, and none after the limit', async () => {
  const { meter, pool } = openProcess(fixedClock(NOW))
  const subject = newSubject()
  let questions = 0
  const { query } = pool
  pool.query = ((...args: Parameters<typeof query>) => {
    questions++
    return query.apply(pool, args)
  }) as typeof query
  for (let uses = 0; uses < 1_000; uses++) assert.equal(await meter.take(limitOf(1_000), subject), 0)
  assert.equal(questions, 20)
  for (let uses = 0; uses < 1_000; uses++) assert.equal(await meter.take(limitOf(1_000), subject), 60)
  assert.equal(questions, 20)
})

test('a count above the limit is allowed when a window begins, and that window lasts longer', async () => {
  const clock = fixedClock(NOW)
  const { meter } = openProcess(clock)
  const [big, busy] = [newSubject(), newSubject()]
  assert.equal(await meter.take(limitOf(100, 1), big, 450), 0)
  clock.advance(4_999)
  assert.equal(await meter.take(limitOf(100, 1), big), 1)
  clock.advance(1)
  assert.equal(await meter.take(limitOf(100, 1), big), 0)
  // It is refused while a window runs. The rest of that window stays for smaller counts.
  const other = openProcess(clock).meter
  assert.equal(await meter.take(limitOf(100, 1), busy, 30), 0)
  assert.equal(await other.take(limitOf(100, 1), busy, 450), 1)
  assert.equal(await other.take(limitOf(100, 1), busy, 71), 1)
  assert.equal(await other.take(limitOf(100, 1), busy, 70), 0)
  assert.equal(await meter.take(limitOf(100, 1), busy), 1)
})

test('for any order of uses by three processes no window allows more than its limit', async () => {
  const uses = fc.array(
    fc.record({ by: fc.nat(2), tries: fc.integer({ min: 1, max: 30 }), count: fc.integer({ min: 1, max: 5 }) }),
    { maxLength: 12 },
  )
  const { pool } = openProcess(fixedClock(NOW))
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 5, max: 120 }),
      fc.array(uses, { minLength: 1, maxLength: 3 }),
      async (max, windows) => {
        const clock = fixedClock(NOW)
        const meters = [0, 1, 2].map(() => createMeter({ pool, module: MODULE, clock, isOn: true }))
        const subject = newSubject()
        for (const window of windows) {
          const granted = await Promise.all(
            window.map(async ({ by, tries, count }) => {
              const meter = meters[by] as Meter
              return (await countGranted(meter, limitOf(max), subject, tries, count)) * count
            }),
          )
          const sum = granted.reduce((total, part) => total + part, 0)
          assert.ok(sum <= max, `${sum} of ${max}`)
          clock.advance(60_000)
        }
      },
    ),
    { numRuns: 40 },
  )
})
const CHILD = `
  const [meterFile, dbFile, clockFile, url, max, tries] = process.argv.slice(1)
  const { createMeter } = await import(meterFile)
  const { openPool } = await import(dbFile)
  const { fixedClock } = await import(clockFile)
  const log = { warn() {} }
  const pool = openPool({ url, poolMax: 4, statementTimeoutMs: 30_000, log })
  const meter = createMeter({ pool, module: '${MODULE}', clock: fixedClock('${NOW}'), isOn: true })
  const limit = { name: 'processes', max: Number(max), seconds: 60 }
  let granted = 0
  const ask = async (nth) => {
    for (let n = nth; n < Number(tries); n += 16) if ((await meter.take(limit, 'shared')) === 0) granted++
  }
  await Promise.all(Array.from({ length: 16 }, (_, nth) => ask(nth)))
  await pool.end()
  process.stdout.write(String(granted))
`

test('two processes that both ask for the whole limit get exactly the limit together', async () => {
  const max = 400
  const files = ['meter.ts', 'postgres/db.ts', 'clock.ts'].map((file) => {
    return pathToFileURL(`${import.meta.dirname}/${file}`).href
  })
  const run = async (): Promise<number> => {
    const args = ['--input-type=module', '--eval', CHILD, ...files, databaseUrl, String(max), String(max * 2)]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    return Number(await text(child.stdout))
  }
  const granted = await Promise.all([run(), run()])
  assert.equal(granted[0] + granted[1], max, granted.join(' + '))
})

test('the purge deletes ended windows and keeps running ones', async () => {
  const clock = fixedClock(NOW)
  const { meter, pool } = openProcess(clock)
  const [old, young] = [newSubject(), newSubject()]
  await meter.take(limitOf(2, 10), old)
  await meter.take(limitOf(2, 1_000), young)
  await pool.query(
    `insert into ${MODULE}.allowances select 'ended ' || n, 1, 1, $1::timestamptz - interval '1 minute'
     from generate_series(1, 12345) n`,
    [NOW],
  )
  clock.advance(11_000)
  await purgeAllowances(pool, MODULE, clock.now())
  const { rows } = await pool.query(`select bucket from ${MODULE}.allowances where bucket = any($1)`, [
    [`tests ${old}`, `tests ${young}`],
  ])
  assert.deepEqual(rows, [{ bucket: `tests ${young}` }])
  const { rows: ended } = await pool.query(`select 1 from ${MODULE}.allowances where bucket like 'ended %'`)
  assert.deepEqual(ended, [])
  assert.equal(await countGranted(openProcess(clock).meter, limitOf(2, 1_000), young, 10), 1)
})

test('when limits are off, every use is allowed and none is counted', async () => {
  const { pool } = openProcess(fixedClock(NOW))
  const meter = createMeter({ pool, module: MODULE, clock: fixedClock(NOW), isOn: false })
  const subject = newSubject()
  assert.equal(await countGranted(meter, limitOf(1), subject, 50), 50)
  const { rows } = await pool.query(`select 1 from ${MODULE}.allowances where bucket = $1`, [`tests ${subject}`])
  assert.deepEqual(rows, [])
})
