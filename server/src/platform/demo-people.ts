// The people of the demo: names as people in India have them. The same day and number always give the same person.
import { createHash } from 'node:crypto'
import type { DemoHousehold, DemoPerson } from './demo.ts'

const PIN = '110001'
const FAMILIES = [
  ...['Nair', 'Hegde', 'Yadav', 'Sheikh', 'Mathew', 'Kaur', 'Shetty', 'Ali', 'Kulkarni', 'Gowda', 'Rao', 'Patil'],
  ...['Begum', 'Das', 'Bose', 'Reddy', 'Iyer', 'Mishra', 'Chauhan', 'Sahu', 'Ansari', 'Borah', 'Lakra', 'Gill'],
] as const
const WOMEN = [
  ...['Lakshmi', 'Sunita', 'Deepa', 'Anjali', 'Nirmala', 'Shabana', 'Kiran', 'Farida', 'Meena', 'Rekha', 'Gita'],
  ...['Harpreet', 'Mary', 'Savitri', 'Pooja', 'Rukhsana', 'Jyoti', 'Kamala', 'Bindu', 'Tara'],
] as const
const MEN = [
  ...['Ravi', 'Imran', 'Thomas', 'Mohammed', 'Prakash', 'Joseph', 'Gopal', 'Anil', 'Suresh', 'Vijay', 'Ramesh'],
  ...['Gurpreet', 'Arjun', 'Salim', 'Dinesh', 'Manoj', 'Naveen', 'Peter', 'Sanjay', 'Birsa'],
] as const
const HOUSEHOLDS = 9
const PEOPLE_EACH = 5

/** A number from 0 that is less than `below`, and the same in every run. */
function pick(below: number, ...of: readonly (string | number)[]): number {
  return createHash('sha256').update(of.join(' ')).digest().readUInt32BE(0) % below
}

interface Relative {
  readonly family?: string
  readonly nth?: number
}

/** A grown-up. The same day and key always give the same person. Up to 20 members of a family have different names. */
export function personOf(day: string, key: string, { family, nth = 0 }: Relative = {}): DemoPerson {
  const of = `${day} ${key} ${nth}`
  const gender = pick(2, of, 'gender') === 0 ? 'female' : 'male'
  const year = Number(day.slice(0, 4)) - 19 - pick(55, of, 'age')
  const birthDate = new Date(Date.UTC(year, 0, 1 + pick(365, of, 'day'))).toISOString().slice(0, 10)
  const names = gender === 'female' ? WOMEN : MEN
  const given = names[(pick(names.length, day, key, 'given') + nth) % names.length]
  return { name: `${given} ${family ?? nameOf(FAMILIES, of, 'family')}`, birthDate, gender, pin: PIN }
}

const nameOf = (names: readonly string[], ...of: readonly string[]): string =>
  names[pick(names.length, ...of)] as string

/** The families that book for a day (YYYY-MM-DD). */
export function householdsOf(day: string, password: string): readonly DemoHousehold[] {
  return Array.from({ length: HOUSEHOLDS }, (_, nth) => {
    const family = FAMILIES[(nth * 5 + pick(FAMILIES.length, day)) % FAMILIES.length] as string
    const [holder, ...members] = Array.from({ length: PEOPLE_EACH }, (_each, at) =>
      personOf(day, `household ${nth}`, { family, nth: at }),
    )
    const phone = `+9190001${day.slice(5, 7)}${day.slice(8)}${nth}`
    return { phone, password, people: [holder as DemoPerson, ...members] }
  })
}

/**
 * The same phone and birth with nearly the same name: staff find this pair among the likely duplicates, and an outside
 * system that sends this person leaves a choice to them.
 */
export const REGISTERED_TWICE = [
  { name: 'Gopal Krishna Das', phone: '98100 45170', birthDate: '1961-03-02', gender: 'male', pin: '110001' },
  { name: 'Gopal Krisna Das', phone: '98100 45170', birthDate: '1961-03-02', gender: 'male', pin: '110001' },
] as const
