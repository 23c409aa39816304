// Guards the places that come with the product: numbers of districts never change, and every PIN has its district.
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { isInIndia, toPlaceKey } from '../rules.ts'

const folder = path.resolve(import.meta.dirname, '../../../../../data/places')
const read = (name: string): Record<string, string>[] => {
  const bytes = readFileSync(path.join(folder, name))
  return parse(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true })
}
const states = read('states.csv')
const cells = read('cells.csv')
const corrections = read('pin_corrections.csv')
const pins = read('pincodes.csv.gz')
const spellings = (row: Record<string, string>, column: string) =>
  [row[column] as string, ...(row.aliases as string).split('|')].filter((name) => name !== '')

describe('cells.csv', () => {
  test('never changes the number of a district: only append lines', () => {
    const frozen = cells.slice(0, 754).map((row) => `${row.cell} ${row.state_code}`)
    assert.equal(
      hash('sha256', frozen.join('\n')),
      '6630f5aeb17bbfce4f26369a6cf089df33a22246fd392c59db4a8db30c75a5c0',
      'A number of a district was changed, moved or removed. Every id holds such a number: only append new ones.',
    )
    // The guard includes the names, because a number must not move to another district. If the government renames a
    // district, put the old name into `aliases` and the new hash here.
    const names = cells.slice(0, 754).map((row) => `${row.cell} ${row.district}`)
    assert.equal(
      hash('sha256', names.join('\n')),
      '3ad331380dcaabb86084831fd30db3f42702c1a1193a6f7e71c19782fae92aa8',
      'A district has another name: check that it is the same district, then put the old name into aliases.',
    )
  })

  test('has each number once, in the range of its state, and no number is too big for an id', () => {
    const numbers = new Map(states.map((state) => [state.code, Number(state.number)]))
    assert.equal(new Set(cells.map((row) => row.cell)).size, cells.length)
    for (const row of cells) {
      assert.match(row.cell as string, /^[1-9][0-9]{2,3}$/)
      assert.equal(Math.floor(Number(row.cell) / 100), numbers.get(row.state_code as string), `cell ${row.cell}`)
    }
  })

  test('gives the same spelling to at most one district of a state', () => {
    const owners = new Map<string, string>()
    for (const row of cells) {
      for (const name of spellings(row, 'district')) {
        const key = `${row.state_code} ${toPlaceKey(name)}`
        assert.equal(owners.get(key) ?? row.cell, row.cell, `${name} of ${row.state_code} means two districts`)
        owners.set(key, row.cell as string)
      }
    }
  })
})

describe('states.csv', () => {
  test('has the 36 states and union territories, and each spelling belongs to only one', () => {
    assert.equal(states.length, 36)
    const keys = states.flatMap((row) => spellings(row, 'name').map(toPlaceKey))
    assert.equal(new Set(keys).size, keys.length)
    for (const state of states) assert.match(state.code as string, /^[A-Z]{2}$/)
  })
})

describe('PIN codes', () => {
  const codes = new Map(states.flatMap((row) => spellings(row, 'name').map((name) => [toPlaceKey(name), row.code])))
  const cellsByName = new Map(
    cells.flatMap((row) =>
      spellings(row, 'district').map((name) => [`${row.state_code}|${toPlaceKey(name)}`, row.cell as string]),
    ),
  )
  const corrected = new Map(corrections.map((row) => [row.pincode, row]))
  const cellOf = (pin: Record<string, string>) =>
    corrected.get(pin.pincode)?.cell ||
    cellsByName.get(`${codes.get(toPlaceKey(pin.state as string))}|${toPlaceKey(pin.district as string)}`)

  test('have one district each, except 49 PIN codes without a district', () => {
    assert.equal(new Set(pins.map((pin) => pin.pincode)).size, 19_586)
    const without = pins.filter((pin) => cellOf(pin) === undefined)
    assert.equal(without.length, 49)
    assert.ok(
      without.every((pin) => pin.district === ''),
      'A PIN names a district that cells.csv does not know',
    )
  })

  test('that have a district have a position in India', () => {
    for (const pin of pins) {
      if (cellOf(pin) === undefined) continue
      const correction = corrected.get(pin.pincode)
      const source = correction?.lat ? correction : pin
      const position = { latitude: Number(source.lat), longitude: Number(source.lng) }
      assert.ok(isInIndia(position), `${pin.pincode} has no usable position`)
    }
  })

  test('have corrections only if they exist, and only to districts that exist', () => {
    const known = new Set(pins.map((pin) => pin.pincode))
    const numbers = new Set(cells.map((row) => row.cell))
    for (const row of corrections) {
      assert.ok(known.has(row.pincode as string) && row.reason !== '')
      assert.ok(row.cell === '' || numbers.has(row.cell as string))
      assert.ok(row.cell !== '' || row.lat !== '')
    }
    assert.equal(corrected.size, corrections.length)
  })
})
