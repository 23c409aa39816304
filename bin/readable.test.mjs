// Tests the readable form of the log.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toReadable } from './readable.mjs'

const line = (entry) => toReadable(JSON.stringify({ time: '2026-03-02T05:00:00.000Z', ...entry }))

test('a line shows its time, level, message and facts', () => {
  const text = line({ level: 'info', route: '/v1/pins/:pin', status: 200, ms: 1.5, msg: 'answered' })
  assert.match(text, /^\d\d:\d\d:00\.000 INFO {2}answered route=\/v1\/pins\/:pin status=200 ms=1\.5$/)
})

test('an error and its stack stand below its line', () => {
  const err = {
    name: 'TypeError',
    message: 'no such thing',
    code: 'E1',
    stack: ['    at one (a.ts:1:2)', '    at two'],
  }
  const lines = line({ level: 'error', msg: 'it failed', err }).split('\n')
  assert.match(lines[0], /ERROR it failed$/)
  assert.deepEqual(lines.slice(1), [
    '    TypeError: no such thing code="E1"'.replaceAll('"', ''),
    '    at one (a.ts:1:2)',
    '    at two',
  ])
})

test('a line that is not a log entry stays as it is', () => {
  for (const text of ['Sehat is up', '', '[1]', '"x"', '{"broken']) assert.equal(toReadable(text), text)
})

test('a line has colours only when the caller asks for them', () => {
  const entry = JSON.stringify({ level: 'warn', msg: 'slow' })
  assert.equal(toReadable(entry), 'WARN  slow')
  assert.equal(toReadable(entry, { hasColours: true }), '\u001b[33mWARN \u001b[0m slow')
})
