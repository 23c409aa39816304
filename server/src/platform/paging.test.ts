// Tests cursors: a list reads back each cursor that it wrote, and any other text is a 400 that names the parameter.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Day, id, Type } from './contract.ts'
import { newId } from './id.ts'
import { cursor, cutPage } from './paging.ts'
import { invalidRequest, Problem } from './problem.ts'

const SessionId = id('session')
const position = cursor({ day: Day, id: SessionId, token: Type.Integer({ minimum: 1, maximum: 1_000 }) })

const isRefusal = (error: unknown): boolean => {
  assert.ok(error instanceof Problem)
  assert.equal(error.type, invalidRequest)
  assert.deepEqual(error.details.errors, [{ pointer: 'query/cursor', detail: 'is not a nextCursor of this list' }])
  return true
}

/** Reads a cursor, or asserts that the list refuses it with the right problem. */
function readOrRefuse(text: string): ReturnType<typeof position.read> {
  try {
    return position.read(text)
  } catch (error) {
    isRefusal(error)
    return undefined
  }
}

const days = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
const positions = fc.record(
  {
    day: days.map((day) => day.toISOString().slice(0, 10)),
    id: fc.integer({ min: 0, max: 65_535 }).map((cell) => newId<'session'>(cell)),
    token: fc.integer({ min: 1, max: 1_000 }),
  },
  { noNullPrototype: true },
)
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

test('a list reads back each cursor that it wrote, and the cursor fits the schema', () => {
  fc.assert(
    fc.property(positions, (one) => {
      const text = position.write(one)
      assert.match(text, /^[A-Za-z0-9_-]{1,300}$/)
      assert.deepEqual(position.read(text), one)
    }),
  )
})

test('without a cursor there is no position', () => {
  assert.equal(position.read(undefined), undefined)
})

test('any text is either refused or a position of this list', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.base64String(),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text).toString('base64url')),
    fc.json().map((text) => Buffer.from(text).toString('base64url')),
    fc.array(fc.jsonValue()).map(encode),
    // A text that is nearly a cursor.
    fc
      .tuple(positions, fc.nat(2), fc.jsonValue())
      .map(([{ day, id: at, token }, index, odd]) => encode(([day, at, token] as unknown[]).with(index, odd))),
    fc.tuple(positions, fc.nat(200), fc.string()).map(([one, at, odd]) => {
      const text = position.write(one)
      return text.slice(0, at) + odd + text.slice(at + odd.length)
    }),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const read = readOrRefuse(text)
      // One position has one spelling.
      if (read) assert.equal(position.write(read), text)
    }),
    { numRuns: 3_000 },
  )
})

test('a cursor with a wrong day, a wrong id or a number out of range is refused', () => {
  const [day, at, token] = ['2026-02-28', newId(701), 7]
  assert.deepEqual(position.read(encode([day, at, token])), { day, id: at, token })
  for (const odd of [
    ['2026-02-30', at, token],
    ['0000-01-01', at, token],
    [day, '00000000-0000-0000-0000-000000000000', token],
    [day, `${at} or true`, token],
    [day, at, 0],
    [day, at, 1e300],
    [day, at, 1.5],
    [day, at, String(token)],
    [day, at],
    [day, at, token, token],
    { day, id: at, token },
  ]) {
    assert.throws(() => position.read(encode(odd)), isRefusal, JSON.stringify(odd))
  }
  assert.throws(() => cursor({ id: SessionId }).read(position.write({ day, id: at as never, token })), isRefusal)
})

test('a page leaves out the extra row, and the last row shown makes the cursor', () => {
  const rows = [1, 2, 3].map((token) => ({ day: '2026-03-02', id: newId<'session'>(701), token }))
  assert.deepEqual(cutPage(rows, 3, position.write), { shown: rows, next: {} })
  const { shown, next } = cutPage(rows, 2, position.write)
  assert.deepEqual(shown, rows.slice(0, 2))
  assert.deepEqual(position.read(next.nextCursor), rows[1])
  assert.deepEqual(cutPage([], 2, position.write), { shown: [], next: {} })
})
