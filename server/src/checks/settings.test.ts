// Compares docs/runbook/settings.md with the settings that the program reads, both ways: names, defaults and ranges.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { ConfigError, readConfig } from '../platform/config.ts'
import { root } from './source.ts'

interface Row {
  readonly name: string
  readonly fallback: string | undefined
  readonly range: string
}

const text = readFileSync(path.join(root, 'docs/runbook/settings.md'), 'utf8')
const rows: Row[] = [...text.matchAll(/^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|/gm)].map((match) => ({
  name: match[1] as string,
  fallback: /^`(.*)`$/.exec(match[2] as string)?.[1],
  range: match[3] as string,
}))

/** The names that readConfig reads from the environment. */
function namesRead(): string[] {
  const asked = new Set<string>()
  const env = new Proxy<Record<string, string>>({}, { get: (_, name) => void asked.add(String(name)) })
  readConfig(env, root)
  return [...asked]
}

test('the table lists exactly the settings that the program reads', () => {
  assert.deepEqual(rows.map(({ name }) => name).sort(), namesRead().sort())
})

test('the program uses the default in the table', () => {
  const withDefaults = readConfig({}, root)
  for (const { name, fallback } of rows) {
    if (fallback === undefined) continue
    assert.deepEqual(readConfig({ [name]: fallback }, root), withDefaults, `${name} is not ${fallback} by default`)
  }
})

test('the program accepts both ends of a range in the table and refuses numbers outside it', () => {
  const numbers = rows.flatMap(({ name, range }) => {
    const match = /^(\d+) to (\d+)$/.exec(range)
    return match ? [{ name, min: Number(match[1]), max: Number(match[2]) }] : []
  })
  assert.ok(numbers.length > 10)
  for (const { name, min, max } of numbers) {
    for (const value of [min, max]) readConfig({ [name]: String(value) }, root)
    for (const value of [min - 1, max + 1]) {
      assert.throws(() => readConfig({ [name]: String(value) }, root), ConfigError, `${name}=${value}`)
    }
  }
})

test('the program accepts each word in the table and refuses another word', () => {
  for (const { name, range } of rows) {
    if (!range.startsWith('`') || name === 'NODE_ENV') continue
    for (const [, word] of range.matchAll(/`([^`]+)`/g)) readConfig({ [name]: word }, root)
    assert.throws(() => readConfig({ [name]: 'nonsense' }, root), ConfigError, name)
  }
})
