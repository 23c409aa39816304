// Tests which texts and names the contracts accept.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { nameText, text } from './contract.ts'

const ajv = new Ajv()

test('a name is one line with a letter, in any script', () => {
  const fits = ajv.compile(nameText(40))
  const names = [
    'Asha',
    "D'Souza",
    'आशा रघुनाथन',
    'ক্ষমা',
    'ശ്രീ\u200dജിത്ത്',
    'Baby 1 of Sunanda',
    'R. K. (Raju)',
    'Ａｓｈａ',
  ]
  for (const name of names) assert.ok(fits(name), name)
  const none = [
    '',
    ' ',
    '.',
    '123',
    'A\nB',
    'A\tB',
    'A\u0085B',
    'A\u202eB',
    'A\u200bB',
    '\u200d',
    'A\u2028B',
    'A\ufeffB',
  ]
  for (const name of none) assert.ok(!fits(name), JSON.stringify(name))
})

test('a text may have several lines, but no sign that turns the direction of text', () => {
  const fits = ajv.compile(text(40))
  for (const one of ['12 Park Street\nKolkata', 'a\tb', '7', 'क्ष']) assert.ok(fits(one), JSON.stringify(one))
  for (const one of ['', '\n', 'a\u0000', 'a\u202eb', 'a\u2066b']) assert.ok(!fits(one), JSON.stringify(one))
})

test('a pattern takes linear time on a text of 64 kB', () => {
  for (const schema of [nameText(10), text(10)]) {
    const { pattern } = schema as unknown as { pattern: string }
    const fits = new RegExp(pattern, 'u')
    const steps = (length: number): number => {
      const started = process.cpuUsage()
      fits.test(`${' '.repeat(length)}\u0000`)
      const { user, system } = process.cpuUsage(started)
      return user + system
    }
    steps(64_000)
    // A pattern with quadratic time would take minutes.
    assert.ok(steps(64_000) < 10_000_000)
  }
})
