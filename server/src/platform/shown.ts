// Finds the ids of patients in a value, by the schema of the value: in answers, in requests and in events.
import { isIdOf } from './contract.ts'
import { ID_PATTERN } from './id.ts'

/** Finds ids. `find` gives each id once. */
export interface IdFinder {
  /** False when no value of the schema can hold the id of a patient. */
  readonly canFind: boolean
  find(value: unknown): readonly string[]
}

/** The parts of a JSON schema that this file understands. */
export interface Shape {
  readonly type?: unknown
  readonly description?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
}

type Collect = (value: unknown, found: Set<string>) => void

/** Ids of an index that may be outside Sehat: a text. It counts as a patient of Sehat when it has the form of an id. */
const TEXT_NAMES = new Set(['patientId', 'internal-patient-id'])
const FORM = new RegExp(ID_PATTERN)
const NOTHING: readonly string[] = []

/** Makes a finder for values of this schema. */
export function findPatientIds(schema: Shape | undefined): IdFinder {
  const collect = schema && toCollect(schema, '')
  if (!collect) return { canFind: false, find: () => NOTHING }
  return {
    canFind: true,
    find(value) {
      const found = new Set<string>()
      collect(value, found)
      return [...found]
    },
  }
}

const collectId: Collect = (value, found) => {
  if (typeof value === 'string' && FORM.test(value)) found.add(value)
}

function toCollect(schema: Shape, name: string): Collect | undefined {
  if (isIdOf('patient', schema) || (TEXT_NAMES.has(name) && schema.type === 'string')) return collectId
  const parts = [
    ...Object.entries(schema.properties ?? {}).map(([member, shape]) => inMember(member, toCollect(shape, member))),
    ...(schema.items ? [inItems(toCollect(schema.items, name))] : []),
    ...(schema.anyOf ?? []).map((shape) => toCollect(shape, name)),
  ].filter((part) => part !== undefined)
  if (parts.length === 0) return undefined
  return (value, found) => {
    for (const part of parts) part(value, found)
  }
}

const inMember = (member: string, collect: Collect | undefined): Collect | undefined =>
  collect &&
  ((value, found) => {
    if (typeof value === 'object' && value !== null) collect((value as Record<string, unknown>)[member], found)
  })

const inItems = (collect: Collect | undefined): Collect | undefined =>
  collect &&
  ((value, found) => {
    if (Array.isArray(value)) for (const item of value) collect(item, found)
  })

/** Facts about a person. An answer that has one of these shows somebody. */
const PERSONAL = new Set(['birthYear', 'birthDate', 'birth-year', 'birth-date', 'dob', 'full_name', 'phone-last4'])

/** Whether a value of this schema may show facts about a person. */
export function showsPerson(schema: Shape | undefined): boolean {
  if (!schema) return false
  const { properties = {}, items, anyOf = [] } = schema
  const inside = [...Object.values(properties), ...anyOf, ...(items ? [items] : [])]
  return Object.keys(properties).some((name) => PERSONAL.has(name)) || inside.some(showsPerson)
}

const DEPTH_MAX = 6

/** The ids in members named `patientId`, in a value without a schema: the members of a problem. */
export function findNamedIds(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return NOTHING
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'patientId' && typeof inner === 'string' && FORM.test(inner) ? [inner] : findNamedIds(inner, depth + 1),
  )
}
