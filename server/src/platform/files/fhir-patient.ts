// Reads the facts that Sehat stores from a FHIR R4 Patient. Each element that FHIR says changes the meaning counts.
import type { Change, SaidPerson } from './clean-person.ts'
import { type Json, objects, type ResourceRecord, textOf } from './read-resources.ts'

export type FhirPatient =
  | { readonly key: string; readonly said: SaidPerson; readonly changes: readonly Change[] }
  | { readonly reason: string }

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : [])

const IDENTIFIERS_MAX = 10

type Entry = Extract<ResourceRecord, { readonly resource: Json }>

/** Gives the person, or why the record is not of a living person whom Sehat may add. `today` is YYYY-MM-DD. */
export function readFhirPatient(entry: Entry, today: string): FhirPatient {
  const { resource, key } = entry
  const reason = findRefusal(entry)
  if (reason !== undefined) return { reason }
  if (key === undefined) return { reason: 'has no id' }
  const current = (value: unknown): Json[] => objects(value).filter((one) => isCurrent(one, today))
  const name = chooseName(current(resource.name))
  if (name === undefined) return { reason: 'has no name that is in use' }
  const { given, identifiers } = { given: texts(name.given).join(' '), identifiers: current(resource.identifier) }
  const address = chooseAddress(current(resource.address))
  const telecom = byRank(current(resource.telecom))
  const contact = (...systems: unknown[]): string | undefined =>
    textOf(telecom.find(({ system, value }) => systems.includes(system) && textOf(value) !== undefined)?.value)
  const numbers = identifiers.flatMap((one) => {
    const [system, value] = [textOf(one.system), textOf(one.value)]
    return system !== undefined && value !== undefined ? [{ system, value }] : []
  })
  return {
    key,
    said: {
      fullName: textOf(name.text) ?? (`${given} ${textOf(name.family) ?? ''}`.trim() || undefined),
      givenName: given || undefined,
      familyName: textOf(name.family),
      birthDate: textOf(resource.birthDate),
      gender: textOf(resource.gender),
      phone: contact('phone', 'sms'),
      email: contact('email'),
      address:
        [...texts(address?.line), textOf(address?.city) ?? ''].filter((part) => part !== '').join(', ') ||
        textOf(address?.text),
      locality: textOf(address?.city),
      pin: textOf(address?.postalCode),
      state: textOf(address?.state),
      identifiers: numbers.slice(0, IDENTIFIERS_MAX),
    },
    changes: toChanges(identifiers.length - numbers.length, numbers.length - IDENTIFIERS_MAX),
  }
}

function toChanges(incomplete: number, beyond: number): Change[] {
  const change = (reason: string): Change => ({ field: 'identifiers', reason })
  return [
    ...(incomplete > 0 ? [change('left out, because it has no system or no value')] : []),
    ...(beyond > 0 ? [change(`left out, because Sehat keeps the first ${IDENTIFIERS_MAX}`)] : []),
  ]
}

/** Why this record must not become a person who lives and can be found. */
function findRefusal({ resource, isDeleted }: Entry): string | undefined {
  if (resource.resourceType !== 'Patient') return 'is not a FHIR Patient'
  if (isDeleted) return 'is deleted by its bundle'
  // FHIR: who does not understand these elements must not use the resource.
  if (objects(resource.modifierExtension).length > 0 || textOf(resource.implicitRules) !== undefined) {
    return 'has a modifierExtension or implicitRules, which Sehat does not understand'
  }
  if (objects(resource.link).some(({ type }) => type === 'replaced-by')) return 'was replaced by another record'
  if (resource.active === false) return 'is not active'
  if (resource.deceasedBoolean === true || textOf(resource.deceasedDateTime) !== undefined) return 'has died'
  return undefined
}

/** Whether an element is in use on this day. A period may name a day, a month, a year or an instant. */
export function isCurrent({ use, period }: Json, today: string): boolean {
  if (use === 'old') return false
  const { start, end } = (typeof period === 'object' && period !== null ? period : {}) as Json
  const isBefore = (one: string, other: string): boolean => one.slice(0, other.length) < other.slice(0, one.length)
  const [from, until] = [textOf(start)?.slice(0, 10), textOf(end)?.slice(0, 10)]
  return !(from !== undefined && isBefore(today, from)) && !(until !== undefined && isBefore(until, today))
}

const NAME_USES: readonly unknown[] = ['official', 'usual', undefined, 'temp', 'nickname']

/** The official name, else the usual, else another. A maiden name was given up, and an anonymous one is made up. */
function chooseName(names: readonly Json[]): Json | undefined {
  const filled = names.filter((name) => [name.text, name.family].some(textOf) || texts(name.given).length > 0)
  for (const use of NAME_USES) {
    const found = filled.find((name) => (name.use ?? undefined) === use)
    if (found) return found
  }
  return undefined
}

/** The home, else another place where somebody lives. Bills and letters may go to another place. */
function chooseAddress(addresses: readonly Json[]): Json | undefined {
  const lived = addresses.filter(({ use, type }) => use !== 'billing' && type !== 'postal')
  return lived.find(({ use }) => use === 'home') ?? lived[0] ?? addresses[0]
}

/** The preferred first: FHIR's rank 1 comes before rank 2, and before those without a rank. */
function byRank(contacts: readonly Json[]): Json[] {
  const rankOf = ({ rank }: Json): number => (typeof rank === 'number' ? rank : Number.MAX_SAFE_INTEGER)
  return contacts.toSorted((left, right) => rankOf(left) - rankOf(right))
}
