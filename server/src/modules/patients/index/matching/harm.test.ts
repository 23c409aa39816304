// Tests the links that would harm: newborns without a name, lent cards, and fathers and sons of one name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StatedPerson } from './profile.ts'
import { find, linked, RAHUL } from './testing.ts'

const NEWBORN: StatedPerson = {
  fullName: 'Baby 1 of Sunanda Hegde',
  birthDate: '2026-11-02',
  phone: '+919845011111',
  address: '4 Temple Street, Malleshwaram',
  pin: '560003',
}

const UNNAMED = [
  'Baby 1 of Sunanda Hegde',
  'Baby 2 of Sunanda Hegde',
  'Baby2 of Sunanda Hegde',
  'B/O Sunanda Hegde',
  'b / o. Sunanda Hegde',
  'B/G Sunanda Hegde',
  'Baby of Sunanda Hegde',
  'Baby Boy Hegde',
  'Baby Sunanda Hegde',
  'Infant of Sunanda Hegde',
  'New born of Sunanda Hegde',
  'Newborn Hegde',
  'Twin I of Sunanda Hegde',
  'Twin II of Sunanda Hegde',
  'Twin A Sunanda Hegde',
  'Girl of Sunanda Hegde',
  'First of Sunanda Hegde',
  'Second Sunanda Hegde',
  'Sunanda Hegde II',
  'Sunanda Hegde 2',
  'Sunanda Hegde 2nd',
  'Son of Sunanda Hegde',
  'D/O Sunanda Hegde',
  'Mrs. W/o Hegde',
  'Male child of Sunanda Hegde',
  'बेबी ऑफ सुनंदा हेगडे',
  'सुनंदा का बच्चा',
  'नवजात सुनंदा हेगडे',
  'शिशु १ सुनंदा हेगडे',
  'ബേബി ഹെഗ്ഡെ',
  'Baby',
]

test('somebody without a name is never linked, whoever looks and whatever else agrees', async () => {
  const facts = { ...NEWBORN, identifiers: [{ system: 'abha', value: '91-1234-5678-9012', isVerified: true }] }
  for (const fullName of UNNAMED) {
    assert.equal(await linked({ ...facts, fullName }, facts), false, fullName)
    assert.equal(await linked({ ...facts, fullName }, { ...facts, fullName }), false, `${fullName} twice`)
    assert.equal(
      await linked({ ...facts, fullName: 'Aarav Hegde' }, { ...facts, fullName }),
      false,
      `named: ${fullName}`,
    )
  }
})

test('a name in two fields may also be no name', async () => {
  for (const givenName of ['Baby of Sunanda', 'Twin 2', 'B/O', 'Infant']) {
    const child = { ...NEWBORN, fullName: undefined, givenName, familyName: 'Hegde' }
    assert.equal(await linked(child, child), false, givenName)
  }
})

test('an unnamed newborn is still offered, also with another phone', async () => {
  const { outcome, first } = await find({ ...NEWBORN, fullName: 'B/O Sunanda Hegde' }, NEWBORN)
  assert.deepEqual([outcome, first], ['candidates', 'person 0'])
  const sunita = { fullName: 'Baby of Sunita Devi', birthDate: '2026-10-03', pin: '800001' }
  const other = await find({ ...sunita, phone: '9811100022' }, { ...sunita, phone: '9845001111' })
  assert.equal(other.outcome, 'candidates')
})

test('names that only look like these words are names', async () => {
  const names = [
    'Babita Hegde',
    'Shishupal Yadav',
    'I. Muthukumar',
    'Trey Bishop',
    'Bayden Son',
    'Navjot Kaur',
    'Kumari',
  ]
  for (const fullName of names) {
    assert.ok(await linked({ ...RAHUL, fullName }, { ...RAHUL, fullName }), fullName)
  }
})

const CARD = { identifiers: [{ system: 'ration-card', value: 'TN-4711-0815' }] }
const OWNER: StatedPerson = { ...RAHUL, ...CARD }

const LENT: readonly [string, Partial<StatedPerson>][] = [
  ['another given name and no birth', { fullName: 'Mohan Sharma', birthDate: undefined }],
  ['no given name and no birth', { fullName: undefined, familyName: 'Sharma', birthDate: undefined }],
  ['no given name, no birth and no gender', { fullName: 'Sharma', birthDate: undefined, gender: undefined }],
  ['an initial and no birth', { fullName: 'M. Sharma', birthDate: undefined }],
  ['another given name and the same year', { fullName: 'Sunita Sharma', birthDate: undefined, birthYear: 1990 }],
  ['another given name and nearly the same day', { fullName: 'Rohan Sharma', birthDate: '1992-05-14' }],
  ['another given name and another birth', { fullName: 'Mohan Sharma', birthDate: '1962-04-30' }],
  ['no given name and another birth', { fullName: 'Sharma', birthDate: '1962-04-30' }],
  ['only the card and the PIN', { fullName: 'Gopal', birthDate: undefined, phone: undefined, address: undefined }],
]

for (const [what, change] of LENT) {
  test(`a relative with the card is not linked: ${what}`, async () => {
    assert.equal(await linked({ ...OWNER, ...change }, OWNER), false)
    assert.equal(await linked(OWNER, { ...OWNER, ...change }), false)
  })
}

test('a card with the own name or birthday is enough, unless others live there who may have borrowed it', async () => {
  const wife = { ...RAHUL, fullName: 'Meena Sharma', gender: 'female', birthDate: '1992-08-02' }
  for (const change of [{ birthDate: undefined }, { birthDate: '1957-03-03' }, { fullName: 'Bunty Sharma' }]) {
    assert.ok(await linked({ ...OWNER, ...change }, OWNER), JSON.stringify(change))
    const { outcome, first } = await find({ ...OWNER, ...change }, OWNER, wife)
    assert.deepEqual([outcome, first], ['candidates', 'person 0'], JSON.stringify(change))
  }
  assert.ok(await linked({ ...OWNER, fullName: 'Rahul Shrama' }, OWNER, wife), 'nothing of the person disagrees')
})

test('a son who has the name of the father is not linked, with or without a birth', async () => {
  for (const birth of [
    { birthDate: '2020-05-14' },
    { birthDate: undefined },
    { birthDate: undefined, birthYear: 2019 },
  ]) {
    assert.equal(await linked({ ...RAHUL, ...birth }, RAHUL), false, JSON.stringify(birth))
  }
})

test('a verified number links unless given name and birth both contradict', async () => {
  const proven = { identifiers: [{ system: 'abha', value: '91-1234-5678-9012', isVerified: true }] }
  const stated = { identifiers: [{ system: 'abha', value: '91-1234-5678-9012' }] }
  const wife = { ...RAHUL, fullName: 'Meena Sharma', gender: 'female', birthDate: '1992-08-02' }
  const known = { ...RAHUL, ...proven }
  const changes = [
    { fullName: 'Bunty Sharma' },
    { birthDate: '1957-03-03' },
    { fullName: 'Bunty', birthDate: undefined },
  ]
  for (const change of changes) {
    assert.ok(await linked({ ...known, ...change }, known, wife), JSON.stringify(change))
    assert.equal(await linked({ ...known, ...change, ...stated }, known, wife), false, JSON.stringify(change))
  }
  assert.equal(await linked({ ...known, fullName: 'Mohan Sharma', birthDate: '1962-04-30' }, known), false)
})

test('a twin with nearly the name and with the card of the other is not linked if others live there', async () => {
  const [anvita, anvika] = ['Anvita Sharma', 'Anvika Sharma'].map((fullName) => ({ ...OWNER, fullName }))
  const mother = { ...RAHUL, fullName: 'Meena Sharma', gender: 'female', birthDate: '1962-08-02' }
  const { outcome, first } = await find(anvika as StatedPerson, anvita as StatedPerson, mother)
  assert.deepEqual([outcome, first], ['candidates', 'person 0'])
  // If Sehat knows nobody else of the home, the twin looks like the person with a slip of the pen.
  assert.ok(await linked(anvika as StatedPerson, anvita as StatedPerson))
})

const AT_HOME = [
  { ...RAHUL, fullName: 'Meena Tolkar', gender: 'female', birthDate: '1962-08-02' },
  { ...RAHUL, fullName: 'Gopal Tolkar', birthDate: '1958-02-11' },
]

/** Two names as written, and whether they say the same given name if the others at home are called Tolkar. */
const BY_HOME: readonly [string, string, boolean][] = [
  ['Bhelesh', 'Bhelesh Tolkar', true],
  ['Tolkar Bhelesh', 'Bhelesh', true],
  ['Bhelesh', 'Bhelesh', true],
  ['A. Bhelesh', 'Bhelesh Tolkar', true],
  ['Bhelesh Tolkar', 'Bhelesh Tolkra', true],
  ['Tolkar', 'Bhelesh Tolkar', false],
  ['Tolkar', 'Tolkar', false],
  ['Tolkar', 'Tolkar Rani', false],
  ['Raju Bhelesh', 'Raju Bhelash', false],
  ['Tolkar Bhelesh', 'Tolkar Bhelash', false],
]

for (const [query, known, isSame] of BY_HOME) {
  test(`the names of those at home tell whether "${query}" and "${known}" have one given name`, async () => {
    assert.equal(await linked({ ...RAHUL, fullName: query }, { ...RAHUL, fullName: known }, ...AT_HOME), isSame)
    assert.equal(await linked({ ...RAHUL, fullName: known }, { ...RAHUL, fullName: query }, ...AT_HOME), isSame)
  })
}

test('strangers in a house with the same number do not tell the family name', async () => {
  const strangers = ['Bhelesh Rawat', 'Bhelesh Gill'].map((fullName, nth) => ({
    fullName,
    birthDate: `195${nth}-02-11`,
    address: `12 Kabir Road, Patel Nagar`,
    pin: RAHUL.pin,
  }))
  const [query, known] = ['Joshi Bhelesh', 'Joshi Bhelash'].map((fullName) => ({ ...RAHUL, fullName }))
  assert.equal(await linked(query as StatedPerson, known as StatedPerson, ...strangers), false)
})
