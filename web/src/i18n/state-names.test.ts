// Tests that each state in the data has a Hindi name, and that no name belongs to a state that the data lack.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { LANGUAGES } from './languages.ts'
import { STATE_NAMES } from './state-names.ts'

const FILE = path.resolve(import.meta.dirname, '../../../data/places/states.csv')

const states = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => row.split(',')[2] as string)

for (const [code, names] of Object.entries(STATE_NAMES)) {
  test(`${code} names all states and union territories, and no two alike`, () => {
    assert.equal(states.length, 36)
    assert.deepEqual(Object.keys(names).toSorted(), states.toSorted())
    assert.equal(new Set(Object.values(names)).size, states.length)
    assert.ok(LANGUAGES.some((language) => language.code === code))
  })
}

test('Hindi names are written in Devanagari', () => {
  const foreign = Object.values(STATE_NAMES.hi ?? {}).filter((name) => !/^[\p{Script=Devanagari} ]+$/u.test(name))
  assert.deepEqual(foreign, [])
})
