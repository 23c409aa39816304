// Tests that records reach PostgreSQL unchanged, whatever characters their texts contain.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { createTestDatabase } from '../../testing/database.ts'
import { inOneTrip } from './pipeline.ts'
import { overRecords, type RecordOf } from './records.ts'

const SHAPE = {
  nth: 'int',
  id: 'uuid',
  label: 'text',
  note: 'text?',
  day: 'date?',
  at: 'timestamptz?',
  body: 'json',
} as const

const readBack = overRecords(
  'read-back',
  SHAPE,
  (records, now) =>
    `select nth, id, label, note, day::text as day, at, body, ${now()} as now from ${records} order by nth`,
)

// PostgreSQL cannot store NUL, and UTF-8 cannot contain half of a surrogate pair.
const words = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))
const awkward = fc.oneof(words, fc.constantFrom('null', 'NULL', '', ' ', '"', '\\', '{,}', 'a"b\\c', "O'Brien", '\n'))
const record = fc.record({
  id: fc.uuid(),
  label: awkward,
  note: fc.option(awkward),
  day: fc.option(fc.constantFrom('2026-03-02', '1900-02-28')),
  at: fc.option(fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })),
  body: awkward.map((text) => JSON.stringify({ text })),
})

test('records that a statement writes are read back unchanged', async (t) => {
  const { url } = await createTestDatabase(t)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const now = new Date('2026-03-02T05:00:00.123Z')
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (some) => {
      const records: RecordOf<typeof SHAPE>[] = some.map((one, nth) => ({ ...one, nth }))
      const { rows } = await client.query(readBack(records, now))
      assert.deepEqual(
        rows,
        records.map((one) => ({ ...one, body: JSON.parse(one.body), now })),
      )
    }),
    { numRuns: 200 },
  )
  await client.end()
})

test('a trip throws the error of the first statement that failed, and the connection still works', async (t) => {
  const { url } = await createTestDatabase(t)
  const pool = new pg.Pool({ connectionString: url, max: 1, pipeline: true } as pg.PoolConfig)
  const client = await pool.connect()
  const failing = inOneTrip(client, async (send) => {
    void send('begin')
    void send('select 1/0')
    void send('select 2')
    await send('commit')
  })
  await assert.rejects(failing, { code: '22012' })
  const lines = await inOneTrip(client, async (send) => {
    const [one, two] = await Promise.all([send('select 1 as n'), send('select 2 as n')])
    return [...one.rows, ...two.rows]
  })
  assert.deepEqual(lines, [{ n: 1 }, { n: 2 }])
  client.release()
  await pool.end()
})
