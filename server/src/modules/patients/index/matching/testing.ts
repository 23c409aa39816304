// What tests of the matcher share: a person, and a search for one person in an index of others.
import { openKeys } from '../../../../platform/keys.ts'
import { hashNumbers } from '../hash-numbers.ts'
import { createMemoryIndex } from './memory-index.ts'
import { type Profile, type StatedPerson, toProfile } from './profile.ts'
import { search } from './search.ts'

export const RAHUL: StatedPerson = {
  fullName: 'Rahul Sharma',
  birthDate: '1990-05-14',
  gender: 'male',
  phone: '+919876501234',
  address: '12 Gandhi Nagar, Karol Bagh',
  pin: '110005',
}

const keys = openKeys('s'.repeat(44), 'i'.repeat(44))

export const profileOf = (stated: StatedPerson): Profile => toProfile(stated, hashNumbers(keys, stated))

/** Searches for one person in an index of the others, who are called `person 0`, `person 1`, ... */
export async function find(query: StatedPerson, ...known: readonly StatedPerson[]) {
  const index = createMemoryIndex()
  for (const [number, person] of known.entries()) index.add(`person ${number}`, profileOf(person))
  const found = await search(index, profileOf(query))
  return { outcome: found.outcome, first: found.candidates[0]?.id, found }
}

export const linked = async (query: StatedPerson, ...known: readonly StatedPerson[]): Promise<boolean> =>
  (await find(query, ...known)).outcome === 'certain'
