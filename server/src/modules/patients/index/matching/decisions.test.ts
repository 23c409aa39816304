// Tests what the matcher links, offers, and must never link: families, twins, descriptions with few facts.
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { MODEL, SEARCH_LIMITS } from './model.ts'
import type { StatedPerson } from './profile.ts'
import { find, linked, RAHUL } from './testing.ts'

test('the model is frozen: whoever changes a weight or a limit gives it a new version', () => {
  const weights = hash('sha256', JSON.stringify([MODEL, SEARCH_LIMITS]))
  assert.deepEqual([MODEL.version, weights.slice(0, 12)], ['sehat-match-3', '893846e8ce17'])
})

test('the same person is linked, and the explanation adds up to the bits', async () => {
  const { outcome, found } = await find(RAHUL, RAHUL)
  assert.equal(outcome, 'certain')
  const [leader] = found.candidates
  const sum = leader?.explanation.reduce((bits, one) => bits + one.bits, 0) ?? 0
  assert.ok(Math.abs(sum - (leader?.bits ?? 0)) < 0.1, `${sum} ${leader?.bits}`)
})

const SAME: readonly [string, Partial<StatedPerson>][] = [
  ['name parts in the other order', { fullName: 'Sharma Rahul' }],
  ['given and family name instead of the full name', { fullName: undefined, givenName: 'Rahul', familyName: 'Sharma' }],
  ['a title in front', { fullName: 'Shri Rahul Sharma' }],
  ['the name of the father behind', { fullName: 'Rahul Sharma S/o Mohan Sharma' }],
  ['Devanagari', { fullName: 'राहुल शर्मा' }],
  ['another spelling of the given name', { fullName: 'Rahull Sharma' }],
  ['a slip in the family name', { fullName: 'Rahul Shrama' }],
  ['two letters of the given name swapped', { fullName: 'Rhaul Sharma' }],
  ['day and month swapped', { birthDate: '1990-14-05' }],
  ['a day off by one', { birthDate: '1990-05-13' }],
  ['another phone', { phone: '9811100022' }],
  ['a wrong PIN', { pin: '560001' }],
  ['no address', { address: undefined }],
  ['no gender', { gender: undefined }],
]

for (const [what, change] of SAME) {
  test(`the same person with ${what} is linked, in both directions`, async () => {
    assert.ok(await linked({ ...RAHUL, ...change }, RAHUL))
    assert.ok(await linked(RAHUL, { ...RAHUL, ...change }))
  })
}

const RELATIVES: readonly [string, Partial<StatedPerson>][] = [
  ['a twin', { fullName: 'Rohit Sharma' }],
  ['a twin sister', { fullName: 'Riya Sharma', gender: 'female' }],
  ['a twin whose name sounds similar', { fullName: 'Rahil Sharma', gender: 'female' }],
  ['a twin without a given name', { fullName: 'Sharma' }],
  ['a twin with the same initial', { fullName: 'R Sharma' }],
  ['a brother', { fullName: 'Rohan Sharma', birthDate: '1992-08-02' }],
  ['the father', { fullName: 'Mohan Sharma', birthDate: '1962-01-30' }],
  ['the wife, who gives his phone', { fullName: 'Sunita Sharma', gender: 'female', birthDate: '1991-02-11' }],
  ['a nephew of the same name', { birthDate: '2014-11-23' }],
  ['a person with the same name and a birth year one later', { birthDate: undefined, birthYear: 1991 }],
  ['a person without a birth date', { birthDate: undefined }],
]

for (const [what, change] of RELATIVES) {
  test(`${what} in the same household is not linked, in either direction`, async () => {
    assert.equal(await linked({ ...RAHUL, ...change }, RAHUL), false)
    assert.equal(await linked(RAHUL, { ...RAHUL, ...change }), false)
  })
}

test('the matcher tells twins apart when both are in the index', async () => {
  const twin = { ...RAHUL, fullName: 'Rohit Sharma' }
  assert.deepEqual((await find(RAHUL, twin, RAHUL)).first, 'person 1')
  assert.equal((await find(RAHUL, twin, RAHUL)).outcome, 'certain')
})

test('known names of twins that differ in one letter do not count as a slip of the pen', async () => {
  for (const [one, other] of [
    ['Sunita', 'Sumita'],
    ['Anil', 'Sunil'],
    ['Rina', 'Renu'],
    ['Karthik', 'Karthika'],
    ['Deepa', 'Deepak'],
    ['Sita', 'Gita'],
  ]) {
    const gender = undefined
    assert.equal(
      await linked({ ...RAHUL, gender, fullName: `${one} Patil` }, { ...RAHUL, gender, fullName: `${other} Patil` }),
      false,
      `${one} ${other}`,
    )
  }
})

test('names that differ in one letter may be twins, so only the person’s own number links them', async () => {
  const [anvita, anvika] = ['Anvita Rao', 'Anvika Rao'].map((fullName) => ({ ...RAHUL, gender: 'female', fullName }))
  const { outcome, first } = await find(anvika as StatedPerson, anvita as StatedPerson)
  assert.deepEqual([outcome, first], ['candidates', 'person 0'])
  assert.ok(await linked({ ...anvika, ...card('91-1234-5678-9012') }, { ...anvita, ...card('91-1234-5678-9012') }))
})

test('letters swapped at the end may hide the name of a twin', async () => {
  const [deepa, deepak] = ['Rupika Rao', 'Rupiak Rao'].map((fullName) => ({ ...RAHUL, gender: 'female', fullName }))
  assert.equal(await linked(deepak as StatedPerson, deepa as StatedPerson), false)
})

test('a last "a" more or less counts beside the own number, and not without it', async () => {
  const [vimala, vimal] = ['Rupika Rao', 'Rupik Rao'].map((fullName) => ({ ...RAHUL, gender: 'female', fullName }))
  const wife = { ...RAHUL, fullName: 'Meena Rao', gender: 'female', birthDate: '1992-08-02' }
  assert.equal(await linked(vimal as StatedPerson, vimala as StatedPerson), false)
  const own = card('91-1234-5678-9012')
  assert.ok(await linked({ ...vimal, ...own }, { ...vimala, ...own }, wife))
  assert.equal(await linked({ ...vimal, ...own, gender: 'male' }, { ...vimala, ...own }, wife), false, 'a brother')
})

test('a year that is one off counts if the name is rare, and not if a cousin may have it', async () => {
  const known = { ...RAHUL, fullName: 'Jagmohan Sharma', birthDate: undefined, birthYear: 1990 }
  const many = Array.from({ length: 3_000 }, (_, number) => ({
    fullName: 'Rahul Verma',
    birthYear: 1930 + (number % 60),
  }))
  assert.ok(await linked({ ...known, birthYear: 1991 }, known, ...many))
  assert.equal(await linked({ ...known, birthYear: 1992 }, known, ...many), false)
  const rahul = { ...known, fullName: 'Rahul Sharma' }
  assert.equal(await linked({ ...rahul, birthYear: 1991 }, rahul, ...many), false)
})

test('a name alone is never linked, even if it is rare', async () => {
  assert.equal(await linked({ fullName: 'Zebunnissa Quraishi' }, { fullName: 'Zebunnissa Quraishi' }), false)
  assert.equal(await linked({ fullName: 'Zebunnissa Quraishi' }, { ...RAHUL, fullName: 'Zebunnissa Quraishi' }), false)
})

test('name, year and household are enough for a rare name, but not for a common one in a large index', async () => {
  const year = { birthDate: undefined, birthYear: 1990 }
  assert.ok(await linked({ ...RAHUL, ...year }, RAHUL))
  const many = Array.from({ length: 3_000 }, (_, number) => ({
    fullName: 'Rahul Verma',
    birthYear: 1930 + (number % 60),
  }))
  assert.equal(await linked({ ...RAHUL, ...year }, RAHUL, ...many), false)
})

test('the first of January counts as a year', async () => {
  const { found } = await find({ ...RAHUL, birthDate: '1990-01-01' }, RAHUL)
  assert.equal(found.candidates[0]?.explanation.find(({ field }) => field === 'birth')?.comparison, 'year')
})

test('a person who is in the index twice is offered, not linked', async () => {
  const { outcome, found } = await find(RAHUL, RAHUL, RAHUL)
  assert.equal(outcome, 'candidates')
  assert.equal(found.candidates.length, 2)
})

const card = (value: string): Partial<StatedPerson> => ({ identifiers: [{ system: 'hospital', value }] })

test('an equal number outweighs one wrong fact', async () => {
  const known = { ...RAHUL, ...card('4711-0815') }
  assert.ok(await linked({ ...known, fullName: 'Bunty Sharma' }, known))
  assert.ok(await linked({ ...known, birthDate: '1957-03-03' }, known))
})

test('a relative who uses the card of the person is not linked', async () => {
  const known = { ...RAHUL, ...card('4711-0815') }
  assert.equal(await linked({ ...known, fullName: 'Mohan Sharma', birthDate: '1962-04-30' }, known), false)
})

test('a mistyped number does not link a stranger', async () => {
  const stranger = { fullName: 'Meera Iyer', birthDate: '1971-09-09', pin: '600004', ...card('47110815') }
  assert.equal(await linked(stranger, { ...RAHUL, ...card('47110815') }), false)
})

test('numbers in sequence, as twins get them, do not count as a slip of the pen', async () => {
  const twin = { ...RAHUL, fullName: 'Rohit Sharma', ...card('10004712') }
  assert.equal(await linked(twin, { ...RAHUL, ...card('10004711') }), false)
})

test('South Indian initials may stand in front of a name or behind it', async () => {
  const person = { ...RAHUL, fullName: 'R. Muthukumar' }
  assert.ok(await linked(person, { ...RAHUL, fullName: 'Muthukumar R' }))
  assert.equal(await linked({ ...RAHUL, fullName: 'S. Muthukumar' }, person), false)
})

test('the answer is none if the index has nobody like this', async () => {
  const { outcome, found } = await find({ fullName: 'Meera Iyer', birthDate: '1971-09-09', pin: '600004' }, RAHUL)
  assert.equal(outcome, 'none')
  assert.deepEqual(found.candidates, [])
})
