// Tests the comparable forms of names, dates, phones and addresses, and that no text breaks the matcher.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openKeys } from '../../../../platform/keys.ts'
import { hashNumbers, withVerified } from '../hash-numbers.ts'
import { compareBirths } from './compare-facts.ts'
import { compareNames } from './compare-names.ts'
import { compareNumbers } from './compare-numbers.ts'
import { countSlips } from './edit-distance.ts'
import { weigh } from './evidence.ts'
import { noFrequencies } from './frequencies.ts'
import { keysOf, PROBES_MAX, probesOf } from './keys.ts'
import { houseInAddress, toBirth, toHouse, toIdentifier, toPhone, toPin } from './normalise-facts.ts'
import { toName } from './normalise-names.ts'
import { type StatedPerson, toProfile } from './profile.ts'
import { romanise } from './romanise.ts'

const folds = (fullName: string): string =>
  toName({ fullName })
    .map(({ fold }) => fold)
    .join(' ')

test('different spellings of one name get the same fold', () => {
  for (const spellings of [
    ['Lakshmi', 'Laxmi', 'Laksmi'],
    ['Pooja', 'Puja'],
    ['Jyothi', 'Jyoti', 'Jioti'],
    ['Srinivas', 'Shrinivas', 'Sreenivas'],
    ['Vikas', 'Wikas'],
    ['Mohd', 'Mohammed', 'Md'],
    ['Deepak', 'Dipak'],
    ['Geetha', 'Gita'],
  ]) {
    assert.equal(new Set(spellings.map(folds)).size, 1, spellings.map(folds).join(' '))
  }
})

test('names in Devanagari, Tamil, Bengali and Telugu match their Latin spelling', () => {
  for (const [written, latin] of [
    ['राहुल शर्मा', 'Rahul Sharma'],
    ['सुनीता देवी', 'Sunita Devi'],
    ['முருகன்', 'Murugan'],
    ['সুব্রত', 'Subrata'],
    ['లక్ష్మి', 'Lakshmi'],
  ] as const) {
    const compared = compareNames(toName({ fullName: written }), toName({ fullName: latin }), noFrequencies)
    assert.ok(['exact', 'variant', 'ending', 'near', 'alike'].includes(compared.given), `${romanise(written)} ${latin}`)
  }
})

test('titles and relations are not part of a name, but a title alone is', () => {
  assert.equal(folds('Shri Rahul Sharma S/o Mohan Sharma'), folds('Rahul Sharma'))
  assert.equal(folds('Dr. (Smt.) Geeta Rao, W/O Suresh'), folds('Geeta Rao'))
  assert.equal(folds('Kumari'), 'kumari')
  assert.equal(toName({ fullName: '12345 !' }).length, 0)
})

test('a name in one word equals the same name in two words', () => {
  assert.equal(
    compareNames(toName({ fullName: 'Ram Kumar' }), toName({ fullName: 'Ramkumar' }), noFrequencies).given,
    'exact',
  )
})

test('a birth may be a date in both forms or a year, and the first of January is a year', () => {
  assert.deepEqual(toBirth('1990-05-14', undefined), { year: 1990, day: '19900514' })
  assert.deepEqual(toBirth('19900514', undefined), { year: 1990, day: '19900514' })
  assert.deepEqual(toBirth('\u202a१९९०-०५-१४', undefined), { year: 1990, day: '19900514' })
  assert.deepEqual(toBirth('1990-01-01', undefined), { year: 1990, day: undefined })
  assert.deepEqual(toBirth(undefined, 1990), { year: 1990, day: undefined })
  assert.equal(toBirth('14.05.1990', undefined), undefined)
})

test('births are compared by day, slip, swap, part and year', () => {
  const compare = (left: string, right: string): string =>
    compareBirths(toBirth(left, undefined), toBirth(right, undefined))
  assert.equal(compare('1990-05-14', '1990-05-14'), 'exact')
  assert.equal(compare('1990-05-04', '1990-04-05'), 'swapped')
  assert.equal(compare('1990-05-14', '1990-05-15'), 'near')
  assert.equal(compare('1990-04-30', '1990-05-01'), 'near')
  assert.equal(compare('1990-05-14', '1962-05-14'), 'part')
  assert.equal(compare('1990-05-14', '1960-05-14'), 'part')
  assert.equal(compare('1990-05-14', '1993-05-14'), 'near')
  assert.equal(compare('1990-05-14', '1990-01-01'), 'year')
  assert.equal(compare('1990-05-14', '1992-01-01'), 'close year')
  assert.equal(compare('1990-05-14', '1993-01-01'), 'conflict')
  assert.equal(compare('1990-05-14', '1990-11-27'), 'same year only')
  assert.equal(compare('1990-05-14', '1962-11-27'), 'conflict')
})

test('phones, PINs, houses and numbers get one form, and useless values get none', () => {
  assert.equal(toPhone('+91 98765-01234'), toPhone('098765 01234'))
  for (const same of [
    '\u202a98765 01234\u202c',
    '91 98765 01234',
    '९८७६५०१२३४',
    '৯৮৭৬৫০১২৩৪',
    '９８７６５０１２３４',
  ]) {
    assert.equal(toPhone(same), '9876501234', same)
  }
  for (const junk of ['9999999999', '1234567890', '123', 'none', '']) assert.equal(toPhone(junk), undefined)
  for (const same of [' 110 005 ', '११०००५', '\u200e110005']) assert.equal(toPin(same), '110005')
  assert.equal(toPin('2605'), '2605')
  assert.equal(toPin('000000'), undefined)
  assert.deepEqual(['2/1', '2-1', '2 by 1', 'H.No. 2/1'].map(toHouse), ['2/1', '2/1', '2/1', '2/1'])
  assert.equal(houseInAddress('H.No. 12-3, Gandhi Nagar'), '12/3')
  assert.equal(houseInAddress('Gandhi Nagar'), undefined)
  assert.equal(toIdentifier('ABHA', '91-1234-5678-9012'), 'abha|91123456789012')
  assert.equal(toIdentifier('mrn', '0000'), undefined)
})

test('a number system that goes by several names is one system', () => {
  const value = '91-1234-5678-9012'
  const names = ['abha', 'ABHA', 'https://healthid.ndhm.gov.in', 'https://healthid.abdm.gov.in/', 'ABHA number']
  for (const name of names) {
    assert.equal(compareNumbers(hashed(name, value), hashed('abha', value)), 'exact', name)
    const number = { system: name, value, isVerified: false }
    const stated = withVerified({ identifiers: [number] }, ['https://healthid.abdm.gov.in'])
    assert.equal(stated.identifiers[0]?.isVerified, true, name)
  }
  for (const name of ['https://uidai.gov.in', 'Aadhaar']) {
    assert.deepEqual(
      hashed(name, '2345 6789 0124'),
      hashed('aadhaar', '234567890124').map((one) => ({ ...one })),
      name,
    )
  }
  assert.notEqual(compareNumbers(hashed('abha-address', value), hashed('abha', value)), 'exact')
})

const keys = openKeys('s'.repeat(44), 'i'.repeat(44))
const hashed = (system: string, value: string, isVerified = false) =>
  hashNumbers(keys, { identifiers: [{ system, value, isVerified }] })

test('a slip in a number is near, the next number is not, and another system is no evidence', () => {
  const compare = (left: string, right: string): string => compareNumbers(hashed('a', left), hashed('a', right))
  assert.equal(compare('6145184', '6145184'), 'exact')
  assert.equal(compare('6145184', '6145-184'), 'exact')
  assert.equal(compare('6145184', '6415184'), 'near')
  assert.equal(compare('6145184', '6195184'), 'near')
  assert.equal(compare('6145184', '614584'), 'near')
  assert.equal(compare('6145184', '61451894'), 'near')
  assert.equal(compare('6145184', '6145185'), 'neighbour')
  assert.equal(compare('6145184', '6145194'), 'neighbour')
  assert.equal(compare('6145184', '6195185'), 'conflict')
  assert.equal(compare('6145184', '9918273'), 'conflict')
  assert.equal(compare('12345', '12395'), 'conflict')
  assert.equal(compareNumbers(hashed('a', '1234567'), hashed('b', '1234567')), 'missing')
})

test('hashes find exactly one slip, as an exhaustive search on the numbers does', () => {
  const digits = fc.string({ unit: fc.constantFrom('1', '2', '3'), minLength: 6, maxLength: 9 })
  fc.assert(
    fc.property(digits, digits, (left, right) => {
      fc.pre(![left, right].some((one) => /^(.)\1+$/.test(one)))
      const found = compareNumbers(hashed('a', left), hashed('a', right))
      const slips = countSlips(left, right, 1)
      const expected = slips === 0 ? ['exact'] : slips === 1 ? ['near', 'neighbour'] : ['conflict']
      assert.ok(expected.includes(found), `${left} ${right} ${found}`)
    }),
    { numRuns: 2_000 },
  )
})

test('a number counts as verified only if both sides have verified it', () => {
  const [stated, verified] = [hashed('abha', '91234567890123'), hashed('abha', '91234567890123', true)]
  assert.equal(compareNumbers(verified, verified), 'verified')
  assert.equal(compareNumbers(verified, stated), 'exact')
  assert.equal(compareNumbers(stated, verified), 'exact')
})

test('the number of slips equals that of an exhaustive search', () => {
  assert.equal(countSlips('rahul', 'rahlu', 2), 1)
  assert.equal(countSlips('rahul', 'rahuul', 2), 1)
  assert.equal(countSlips('rahul', 'rohit', 2), 3)
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (left, right) => {
      assert.equal(countSlips(left, right, 2), countSlips(right, left, 2))
      assert.equal(countSlips(left, right, 2) === 0, left === right)
    }),
  )
})

test('no key is made or probed when a part is missing', () => {
  const kinds = (stated: StatedPerson): string[] => keysOf(toProfile(stated)).map(({ kind }) => kind)
  assert.deepEqual(kinds({ fullName: 'Rahul Sharma' }), [])
  assert.deepEqual(kinds({ birthDate: '1990-05-14', pin: '110005' }), [])
  assert.deepEqual(kinds({ fullName: 'Rahul', birthDate: '1990-05-14' }), ['day+name'])
  assert.deepEqual(kinds({ fullName: 'Rahul', birthYear: 1990, pin: '110005' }), ['year+pin+name'])
  assert.deepEqual(kinds({ phone: '9876501234' }), ['phone'])
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.stringMatching(/^[\u0900-\u0d7f ]{0,30}$/),
  fc.constantFrom('a'.repeat(10_000), '\u0000', '\ud800', 'S/o', '/', '१९९०', '‍'),
)
const anyPerson: fc.Arbitrary<StatedPerson> = fc.record(
  {
    fullName: anyText,
    givenName: anyText,
    familyName: anyText,
    birthDate: fc.oneof(anyText, fc.constantFrom('1990-13-45', '00000000', '1990-01-01')),
    birthYear: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
    gender: anyText,
    phone: anyText,
    email: anyText,
    house: anyText,
    address: anyText,
    locality: anyText,
    pin: anyText,
    identifiers: fc.array(fc.record({ system: anyText, value: anyText }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
)

test('any text is weighed without an error, equally in both directions, within the limit of probes', () => {
  fc.assert(
    fc.property(anyPerson, anyPerson, (one, other) => {
      const [left, right] = [toProfile(one), toProfile(other)]
      const weighing = { frequencies: noFrequencies }
      const forth = weigh(left, right, weighing)
      const back = weigh(right, left, weighing)
      assert.ok(Number.isFinite(forth.bits))
      assert.deepEqual(forth.vetoes, back.vetoes)
      assert.ok(Math.abs(forth.bits - back.bits) < 0.05, `${forth.bits} ${back.bits}`)
      const { first, second } = probesOf(left)
      assert.ok(first.length + second.length <= PROBES_MAX)
    }),
    { numRuns: 2_000 },
  )
})

const word = fc.constantFrom(
  'Rahul',
  'Rahull',
  'Sharma',
  'R',
  'Kumar',
  'Devi',
  'Sita',
  'Gita',
  'Ram',
  'Ramkumar',
  'Md',
  'Ali',
)
const names = fc.record({ fullName: fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')) })
const parts = fc.record({ givenName: fc.oneof(word, fc.constant('')), familyName: fc.oneof(word, fc.constant('')) })

test('usual names give the same result in both directions', () => {
  fc.assert(
    fc.property(fc.oneof(names, parts), fc.oneof(names, parts), (one, other) => {
      const forth = compareNames(toName(one), toName(other), noFrequencies)
      const back = compareNames(toName(other), toName(one), noFrequencies)
      assert.deepEqual([forth.given, forth.family], [back.given, back.family])
    }),
    { numRuns: 3_000 },
  )
})
