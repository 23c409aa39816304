// Tests that a search which reads only the likeliest people decides as one that reads everybody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { weigh } from './evidence.ts'
import type { Frequencies } from './frequencies.ts'
import { type KeyKind, keysOf, probesOf } from './keys.ts'
import { createMemoryIndex } from './memory-index.ts'
import { MODEL, SEARCH_LIMITS } from './model.ts'
import { openMostBits } from './most-bits.ts'
import type { Profile, StatedPerson } from './profile.ts'
import { search } from './search.ts'
import { profileOf, RAHUL } from './testing.ts'

const names = fc
  .tuple(
    fc.constantFrom(
      'Rahul',
      'Rahlu',
      'Ram Kumar',
      'Ramkumar',
      'Bhelesh',
      'Sunita',
      'Sunit',
      'Devi',
      'R.',
      'Baby of',
      '',
    ),
    fc.constantFrom('Sharma', 'Shrama', 'Tolkar', 'Devi', 'Kumar', ''),
  )
  .map((parts) => parts.join(' '))
const people: fc.Arbitrary<StatedPerson> = fc.record({
  fullName: names,
  birthDate: fc.constantFrom('1990-05-14', '1990-14-05', '1990-05-15', '1990-01-01', '1991-05-14', undefined),
  gender: fc.constantFrom('female', 'male', undefined),
  phone: fc.constantFrom('9876501234', '9876501243', '9811100022', undefined),
  email: fc.constantFrom('a@example.org', 'ab@example.org', undefined),
  pin: fc.constantFrom('110005', '110050', '110009', '600004', undefined),
  address: fc.constantFrom('12 Gandhi Nagar, Karol Bagh', '2/1 Karol Bagh', '12 Lal Kuan', undefined),
  identifiers: fc.constantFrom(
    [{ system: 'abha', value: '91123456789012' }],
    [{ system: 'abha', value: '91132456789012' }],
    undefined,
  ),
})

/** Everybody has some key in common with somebody, and no key has too many people. */
const sampleOf = (seed: number): StatedPerson[] => fc.sample(people, { numRuns: 60, seed })

test('nobody has more bits than the bound that the keys give', () => {
  let compared = 0
  for (let seed = 1; seed <= 30; seed++) {
    const index = createMemoryIndex()
    const known = sampleOf(seed)
    for (const [id, one] of known.entries()) index.add(String(id), profileOf(one))
    for (const stated of sampleOf(1_000 + seed)) {
      const query = profileOf(stated)
      const { first, second } = probesOf(query)
      const complete = [...first, ...second]
      const mostBits = openMostBits(query, index, { complete, truncated: [] })
      for (const one of known.map(profileOf)) {
        const texts = new Set(keysOf(one).map(({ text }) => text))
        const found = complete.filter(({ text }) => texts.has(text))
        if (found.length === 0) continue
        compared++
        const kinds = new Set(found.map(({ kind }): KeyKind => kind))
        const bound = mostBits({ kinds, sharesSound: found.some(({ codes }) => codes.length > 0) })
        const { bits } = weigh(query, one, { frequencies: index.frequencies })
        assert.ok(bits <= bound + 0.01, `${bits} ${bound} ${JSON.stringify([stated, one])}`)
      }
    }
  }
  assert.ok(compared > 10_000, String(compared))
})

/** Lists the people beside this one whom the first keys of the query find, with their bits. */
function rivalsOf(query: Profile, known: readonly Profile[], leader: Profile, frequencies: Frequencies): number[] {
  const first = new Set(probesOf(query).first.map(({ text }) => text))
  return known
    .filter((one) => one !== leader && keysOf(one).some(({ text }) => first.has(text)))
    .map((one) => weigh(query, one, { frequencies }))
    .filter(({ personBits }) => personBits >= MODEL.relativeBits)
    .map(({ bits }) => bits)
}

test('a search that links somebody has the lead over everybody whom its first keys find', async () => {
  let links = 0
  for (let seed = 1; seed <= 40; seed++) {
    const index = createMemoryIndex()
    const known = sampleOf(seed).map(profileOf)
    for (const [id, one] of known.entries()) index.add(String(id), one)
    for (const query of sampleOf(1_000 + seed).map(profileOf)) {
      const { outcome, candidates } = await search(index, query)
      if (outcome !== 'certain') continue
      links++
      const owner = known[Number(candidates[0]?.id)] as Profile
      const own = weigh(query, owner, { frequencies: index.frequencies }).bits
      const most = Math.max(...rivalsOf(query, known, owner, index.frequencies))
      assert.ok(own - most >= MODEL.leadBits, JSON.stringify([query, owner]))
    }
  }
  assert.ok(links > 20, String(links))
})

const namesakes = Array.from({ length: 39 }, (_, nth) => ({
  ...RAHUL,
  birthDate: `1990-${String(1 + (nth % 4)).padStart(2, '0')}-${String(1 + (nth >> 2)).padStart(2, '0')}`,
  phone: `98${10_000_000 + 137 * nth}`,
  address: undefined,
}))

test('a certain search reads only as many people as it needs to know that nobody comes near', async () => {
  const index = createMemoryIndex()
  for (const [id, one] of namesakes.entries()) index.add(`namesake ${id}`, profileOf(one))
  index.add('rahul', profileOf(RAHUL))
  const found = await search(index, profileOf(RAHUL))
  assert.deepEqual([found.outcome, found.candidates[0]?.id], ['certain', 'rahul'])
  assert.equal(found.peopleRead, SEARCH_LIMITS.first)
})

test('a search reads everybody who may come near, also far behind in the order of the keys', async () => {
  // Nobody knows the birthday, so the same person may be among those whom only name, year and PIN find.
  const query = { ...RAHUL, birthDate: undefined, birthYear: 1990, phone: undefined }
  const index = createMemoryIndex()
  for (const [id, one] of namesakes.entries()) index.add(`a namesake ${id}`, profileOf(one))
  index.add('b rahul', profileOf({ ...RAHUL, phone: undefined }))
  index.add('c rahul', profileOf({ ...RAHUL, phone: undefined, birthDate: '1990-11-11' }))
  const found = await search(index, profileOf(query))
  assert.equal(found.outcome, 'candidates')
  assert.deepEqual(
    found.candidates.slice(0, 2).map(({ id }) => id),
    ['b rahul', 'c rahul'],
  )
})
