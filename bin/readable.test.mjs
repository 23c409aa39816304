// What a reader of the log sees.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toReadable } from './readable.mjs'

const line = (entry) => toReadable(JSON.stringify({ time: '2026-03-02T05:00:00.000Z', ...entry }))

test('a line has its time, level, message and facts', () => {
  const text = line({ level: 'info', route: '/v1/pins/:pin', status: 200, ms: 1.5, msg: 'answered' })
  assert.match(text, /^\d\d:\d\d:00\.000 INFO {2}answered route=\/v1\/pins\/:pin status=200 ms=1\.5$/)
})

test('an error is told below its line, with its stack', () => {
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

test('what is no line of the log stays as it is', () => {
  for (const text of ['Sehat is up', '', '[1]', '"x"', '{"broken']) assert.equal(toReadable(text), text)
})

test('colours are there only where they are asked for', () => {
  const entry = JSON.stringify({ level: 'warn', msg: 'slow' })
  assert.equal(toReadable(entry), 'WARN  slow')
  assert.equal(toReadable(entry, { hasColours: true }), '\u001b[33mWARN \u001b[0m slow')
})
