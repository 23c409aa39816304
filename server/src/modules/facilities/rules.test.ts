// Tests the cleaning rules on both sides of each limit, and properties that hold for any text.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { tidyText, toSearchText } from '../../platform/words.ts'
import {
  ADDRESS_LENGTH_MAX,
  boxAround,
  cleanDirectoryRow,
  type DirectoryRow,
  distanceKm,
  isInIndia,
  KM_FROM_PIN_MAX,
  NAME_LENGTH_MAX,
  type Places,
  type SeenRows,
  toPlaceKey,
} from './rules.ts'

const delhi = { latitude: 28.6, longitude: 77.2 }
const places: Places = {
  findPin: (pin) =>
    pin === '110001' ? { ...delhi, cell: 703, district: 'New Delhi', state: 'Delhi', stateCode: 'DL' } : undefined,
  findStateCode: (name) => ({ delhi: 'DL', karnataka: 'KA' })[toPlaceKey(name)],
}
const nothingSeen = (): SeenRows => ({ numbers: new Set(), facilities: new Set() })
const row: DirectoryRow = {
  number: '7',
  name: 'Ram Manohar Hospital',
  address: 'Baba Kharak Singh Marg',
  district: 'New Delhi',
  state: 'Delhi',
  pin: '110001',
  latitude: '28.61',
  longitude: '77.21',
}
const clean = (changes: Partial<DirectoryRow>, seen = nothingSeen()) =>
  cleanDirectoryRow({ ...row, ...changes }, places, seen)
const refusalOf = (changes: Partial<DirectoryRow>) => {
  const cleaned = clean(changes)
  return 'refused' in cleaned ? cleaned.refused : undefined
}
const repairsOf = (changes: Partial<DirectoryRow>) => {
  const cleaned = clean(changes)
  assert.ok('repaired' in cleaned, JSON.stringify(cleaned))
  return cleaned.repaired
}

/** Gives a latitude that lies this many km north of the PIN's point. */
const northOf = (km: number) => String((delhi.latitude + km / 111.195).toFixed(6))

describe('a row of a hospital directory', () => {
  test('that is good is accepted without a change', () => {
    assert.deepEqual(clean({}), {
      facility: {
        cell: 703,
        name: 'Ram Manohar Hospital',
        searchName: 'ram manohar hospital',
        address: 'Baba Kharak Singh Marg',
        pin: '110001',
        latitude: 28.61,
        longitude: 77.21,
        positionSource: 'given',
        sourceRow: '7',
      },
      repaired: [],
    })
  })

  const refusals: [string, Partial<DirectoryRow>, string | undefined][] = [
    ['without a name', { name: ' \t ' }, 'name-missing'],
    ['whose name has no letter or digit', { name: '-- ??' }, 'name-missing'],
    ['with the longest name', { name: 'a'.repeat(NAME_LENGTH_MAX) }, undefined],
    ['with a longer name', { name: 'a'.repeat(NAME_LENGTH_MAX + 1) }, 'name-too-long'],
    ['with the longest address', { address: 'a'.repeat(ADDRESS_LENGTH_MAX) }, undefined],
    ['with a longer address', { address: 'a'.repeat(ADDRESS_LENGTH_MAX + 1) }, 'address-too-long'],
    ['whose name is a formula', { name: '=HYPERLINK("http://x")' }, 'formula-text'],
    ['whose name is a formula behind a tab', { name: '\t=1+1' }, 'formula-text'],
    ['whose address is a formula', { address: '@SUM(A1)' }, 'formula-text'],
    ['whose address begins with a house number after a hyphen', { address: '-4-566, Nehru Nagar' }, undefined],
    ['in another encoding', { name: 'H\ufffdpital' }, 'not-utf8'],
    ['without a number', { number: '' }, 'number-missing'],
    ['whose number a spreadsheet rounded', { number: '1.2E+06' }, 'number-damaged'],
    ['whose name is an error of a spreadsheet', { name: '#REF!' }, 'name-missing'],
    ['without a PIN', { pin: '' }, 'pin-missing'],
    ['with a PIN of five digits', { pin: '11000' }, 'pin-invalid'],
    ['with a PIN of seven digits', { pin: '1100010' }, 'pin-invalid'],
    ['with a PIN that begins with zero', { pin: '010001' }, 'pin-invalid'],
    ['with a PIN of letters', { pin: 'Nashik' }, 'pin-invalid'],
    ['with a PIN that the directory does not know', { pin: '110002' }, 'pin-unknown'],
    ['whose state and position both contradict the PIN', { state: 'Karnataka', latitude: '12.9' }, 'pin-contradicted'],
    ['whose state alone contradicts the PIN', { state: 'Karnataka' }, undefined],
    ['whose position alone contradicts the PIN', { latitude: '12.9' }, undefined],
  ]
  for (const [what, changes, expected] of refusals) {
    test(`${what} is ${expected ? `refused: ${expected}` : 'accepted'}`, () =>
      assert.equal(refusalOf(changes), expected))
  }

  const repairs: [string, Partial<DirectoryRow>, string[]][] = [
    ['written-out line breaks become commas', { name: 'Ram Manohar\\nHospital\\n' }, ['text-tidied']],
    ['spaces are collapsed', { name: '  Ram   Manohar\u00a0Hospital ' }, ['text-tidied']],
    ['U+0000 is removed', { name: 'Ram Manohar\0 Hospital' }, ['text-tidied']],
    ['a left-to-right mark is removed', { address: 'Marg\u200e' }, ['text-tidied']],
    ['a space in the PIN is removed', { pin: '110 001' }, ['pin-tidied']],
    ['a PIN in Devanagari digits is written in others', { pin: '११०००१' }, ['pin-tidied']],
    ['the decimals of a spreadsheet in the PIN are removed', { pin: '110001.0' }, ['pin-tidied']],
    ['a written-out line end in the PIN is removed', { pin: '110001\\n' }, ['pin-tidied']],
    ['the PIN replaces a word that is not a state', { state: 'S Bungalow' }, ['state-from-pin']],
    ['the PIN replaces a wrong state', { state: 'Karnataka' }, ['state-from-pin']],
    ['no position', { latitude: '', longitude: '' }, ['position-missing']],
    ['half a position', { latitude: '' }, ['position-unreadable']],
    ['a position in words', { latitude: 'north' }, ['position-unreadable']],
    ['a position in exponents', { latitude: '2.8e1' }, ['position-unreadable']],
    ['a position in Jamaica', { latitude: '18.1', longitude: '-77.3' }, ['position-outside-india']],
    ['a position just south of the box', { latitude: '5.9999' }, ['position-outside-india']],
    ['a position just within the limit', { latitude: northOf(KM_FROM_PIN_MAX - 0.2), longitude: '77.2' }, []],
    [
      'a position just over the limit',
      { latitude: northOf(KM_FROM_PIN_MAX + 0.2), longitude: '77.2' },
      ['position-far-from-pin'],
    ],
  ]
  for (const [what, changes, expected] of repairs) {
    test(`${what}: ${expected.join() || 'nothing to repair'}`, () => {
      assert.deepEqual(repairsOf(changes), expected)
      const cleaned = clean(changes)
      assert.ok('facility' in cleaned)
      const hasLostPosition = expected.some((repair) => repair.startsWith('position'))
      assert.equal(cleaned.facility.positionSource, hasLostPosition ? 'pin' : 'given')
      if (hasLostPosition) assert.equal(cleaned.facility.latitude, delhi.latitude)
    })
  }

  test('with the same name, address and PIN again is refused, and another branch at another address is not', () => {
    const seen = nothingSeen()
    assert.ok('facility' in clean({}, seen))
    assert.deepEqual(clean({ number: '8', name: 'RAM MANOHAR  Hospital.' }, seen), { refused: 'repeated' })
    assert.deepEqual(clean({ name: 'Other' }, seen), { refused: 'number-repeated' })
    assert.ok('facility' in clean({ number: '9', address: 'Another Road' }, seen))
  })

  test('without an address counts as a repeat only at the same position', () => {
    const seen = nothingSeen()
    assert.ok('facility' in clean({ address: '' }, seen))
    assert.deepEqual(clean({ number: '8', address: '' }, seen), { refused: 'repeated' })
    assert.ok('facility' in clean({ number: '9', address: '', latitude: '28.62' }, seen))
  })

  test('with any content is accepted or refused, and an accepted facility is clean', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('110001', 'Delhi', '28.6', '=1'))
    const anyRow = fc.record({
      ...{ number: text, name: text, address: text, district: text, state: text },
      ...{ pin: fc.oneof(text, fc.constant('110001')), latitude: text, longitude: text },
    })
    fc.assert(
      fc.property(anyRow, (changes) => {
        const cleaned = clean(changes)
        if ('refused' in cleaned) return
        const { facility } = cleaned
        assert.equal(facility.name, tidyText(facility.name))
        assert.ok(facility.name.length > 0 && facility.name.length <= NAME_LENGTH_MAX)
        assert.ok(!/^[=+@]/.test(facility.name) && !/\p{Cc}/u.test(facility.name + facility.address))
        assert.ok(isInIndia(facility))
        assert.ok(distanceKm(facility, delhi) <= KM_FROM_PIN_MAX)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('text', () => {
  test('that is tidied stays the same when it is tidied again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tidy = tidyText(text)
        assert.equal(tidyText(tidy), tidy)
        assert.ok(!tidy.includes('  ') && tidy.trim() === tidy)
      }),
    )
  })

  test('in search form holds only words, and no character with a meaning in SQL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const form = toSearchText(text)
        assert.match(form, /^$|^[\p{L}\p{M}\p{N}]+( [\p{L}\p{M}\p{N}]+)*$/u)
        assert.equal(toSearchText(form), form)
      }),
      { numRuns: 2_000 },
    )
  })

  test('in search form keeps Indian scripts and loses accents, case and punctuation', () => {
    assert.equal(toSearchText('  Śrī-Ganéśa (Eye) HOSPITAL, Dr. A.K.’s '), 'sri ganesa eye hospital dr aks')
    assert.equal(toSearchText('श्री गणेश अस्पताल'), 'श्री गणेश अस्पताल'.normalize('NFC'))
    assert.equal(toPlaceKey('Janjgir-Champa'), toPlaceKey('JANJGIR CHAMPA'))
  })
})

describe('distances', () => {
  test('are correct within a kilometre', () => {
    const mumbai = { latitude: 19.076, longitude: 72.8777 }
    const chennai = { latitude: 13.0827, longitude: 80.2707 }
    assert.ok(Math.abs(distanceKm(mumbai, chennai) - 1_033) < 2)
    assert.equal(distanceKm(mumbai, mumbai), 0)
  })

  test('are equal in both directions, and a box holds every point within its radius', () => {
    const point = fc.record({
      latitude: fc.double({ min: 6, max: 38, noNaN: true }),
      longitude: fc.double({ min: 68, max: 98, noNaN: true }),
    })
    fc.assert(
      fc.property(point, point, fc.integer({ min: 1, max: 4_000 }), (one, other, radiusKm) => {
        const km = distanceKm(one, other)
        assert.ok(Math.abs(km - distanceKm(other, one)) < 1e-6)
        const { southWest, northEast } = boxAround(one, radiusKm)
        const isInBox =
          other.latitude >= southWest.latitude &&
          other.latitude <= northEast.latitude &&
          other.longitude >= southWest.longitude &&
          other.longitude <= northEast.longitude
        assert.ok(isInBox || km > radiusKm)
      }),
      { numRuns: 2_000 },
    )
  })

  test('include the borders of the box of India, and nothing beyond', () => {
    assert.ok(isInIndia({ latitude: 6, longitude: 68 }) && isInIndia({ latitude: 38, longitude: 98 }))
    assert.ok(!isInIndia({ latitude: 5.999, longitude: 77 }) && !isInIndia({ latitude: 28, longitude: 98.001 }))
    assert.ok(!isInIndia({ latitude: Number.NaN, longitude: 77 }))
  })
})
