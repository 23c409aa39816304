// Reads doses from FHIR R4 Immunizations: pure. What says that a dose was not given, or does not count, is refused.
import type { SaidPerson } from '../../../platform/files/clean-person.ts'
import { readFhirPatient } from '../../../platform/files/fhir-patient.ts'
import { FileError } from '../../../platform/files/open-file.ts'
import {
  isObject,
  type Json,
  keyOfUrl,
  objects,
  type ResourceRecord,
  textOf,
} from '../../../platform/files/read-resources.ts'
import { ID_PATTERN } from '../../../platform/id.ts'

/** A dose as a file says it: texts, as they stand there. */
export interface SaidDose {
  /** Codes that may be ours, and codes of the list CVX. */
  readonly vaccine: { readonly codes: readonly string[]; readonly cvx: readonly string[] }
  readonly dose: string | undefined
  readonly givenOn: string | undefined
  readonly place: string | undefined
  readonly evidence: string | undefined
  /** The id in Sehat, if the file knows it. */
  readonly patient: string | undefined
  readonly person: SaidPerson
}

type Entry = Extract<ResourceRecord, { readonly resource: Json }>
type Refusal = { readonly reason: string; readonly field?: string }

const CVX = 'http://hl7.org/fhir/sid/cvx'
const SEHAT_ID = new RegExp(ID_PATTERN)

export function readImmunization(entry: Entry, people: PeopleOfFiles, file: string): SaidDose | Refusal {
  const { resource } = entry
  const refusal = findRefusal(entry)
  if (refusal) return refusal
  const who = findWho(resource, people, file)
  if ('reason' in who) return who
  const codings = objects(isObject(resource.vaccineCode) ? resource.vaccineCode.coding : undefined)
  const codes = codings.flatMap(({ system, code }) => (system === CVX ? [] : (textOf(code) ?? [])))
  const text = textOf(isObject(resource.vaccineCode) ? resource.vaccineCode.text : undefined)
  const series = objects(resource.protocolApplied).find((one) => numberOf(one) !== undefined)
  return {
    vaccine: {
      codes: [...codes, ...(text === undefined ? [] : [text])],
      cvx: codings.flatMap(({ system, code }) => (system === CVX ? (textOf(code) ?? []) : [])),
    },
    dose: series && numberOf(series),
    givenOn: dayOf(textOf(resource.occurrenceDateTime)),
    place: findPlace(resource, people, file),
    evidence: 'other-system',
    ...who,
  }
}

/** Why this record shows no dose that counts. */
function findRefusal({ resource, isDeleted }: Entry): Refusal | undefined {
  if (isDeleted) return { reason: 'is deleted by its bundle' }
  if (objects(resource.modifierExtension).length > 0 || textOf(resource.implicitRules) !== undefined) {
    return { reason: 'has a modifierExtension or implicitRules, which Sehat does not understand' }
  }
  if (resource.status === 'not-done') return { field: 'status', reason: 'says that the dose was not given' }
  if (resource.status === 'entered-in-error') return { field: 'status', reason: 'says that the record is a mistake' }
  if (resource.status !== 'completed') return { field: 'status', reason: 'must be completed' }
  if (resource.isSubpotent === true) return { field: 'isSubpotent', reason: 'says that the dose does not count' }
  const origin = isObject(resource.reportOrigin) ? objects(resource.reportOrigin.coding) : []
  if (origin.some(({ code }) => code === 'recall')) {
    return { field: 'reportOrigin', reason: 'says that the dose is only remembered, and nobody saw evidence' }
  }
  return undefined
}

function numberOf({ doseNumberPositiveInt: number, doseNumberString: text }: Json): string | undefined {
  return typeof number === 'number' ? String(number) : textOf(text)
}

/** The day on the calendar of the place where it was given: an offset names that place, and Z names none. */
const dayOf = (at: string | undefined): string | undefined =>
  at !== undefined && /[+-]\d\d:\d\d$/.test(at) && at.includes('T') ? at.slice(0, 10) : at

type Who = Pick<SaidDose, 'patient' | 'person'>

function findWho(resource: Json, people: PeopleOfFiles, file: string): Who | Refusal {
  const reference = textOf(isObject(resource.patient) ? resource.patient.reference : undefined)
  if (reference === undefined) return { field: 'patient', reason: 'has no reference' }
  const contained = findContained(resource, reference)
  const found = contained
    ? people.read({ ...EMPTY, resource: contained, key: 'contained' })
    : people.find(reference, file)
  if (found === 'several') return { field: 'patient', reason: 'is the id of several people in these files' }
  if (found && 'reason' in found) return { field: 'patient', reason: found.reason }
  if (found) return { patient: undefined, person: found.said }
  const id = keyOfUrl(reference)
  if (SEHAT_ID.test(id)) return { patient: id, person: {} }
  return { field: 'patient', reason: 'is not in these files: give the Patient too, or the id in Sehat' }
}

const EMPTY = { row: 0, fullUrl: undefined, isDeleted: false }

function findContained(resource: Json, reference: string): Json | undefined {
  if (!reference.startsWith('#')) return undefined
  return objects(resource.contained).find(({ id }) => id === reference.slice(1))
}

function findPlace(resource: Json, people: PeopleOfFiles, file: string): string | undefined {
  const actors = objects(resource.performer).map(({ actor }) => actor)
  const places = [resource.location, ...actors].filter(isObject)
  const nameOf = (place: Json): string | undefined => {
    const reference = textOf(place.reference) ?? ''
    return (
      textOf(findContained(resource, reference)?.name) ?? people.findPlace(reference, file) ?? textOf(place.display)
    )
  }
  return places.map(nameOf).find((name) => name !== undefined)
}

type Person = { readonly said: SaidPerson } | { readonly reason: string }
const PEOPLE_MAX = 1_000_000

/** The patients and places of the files of an import, by their ids. Two hospitals may use one id for two people. */
export class PeopleOfFiles {
  readonly #people = new Map<string, Map<string, Person | 'several'>>()
  readonly #places = new Map<string, string>()
  readonly #files = new Set<string>()
  readonly #today: string

  constructor(today: string) {
    this.#today = today
  }

  add(entry: Entry, file: string): void {
    const { resource, key, fullUrl } = entry
    const name = textOf(resource.name)
    const keys = [key, fullUrl === undefined ? undefined : keyOfUrl(fullUrl)].filter((one) => one !== undefined)
    for (const one of new Set(keys)) {
      if (resource.resourceType === 'Patient') {
        if (this.#people.size >= PEOPLE_MAX) throw new FileError(`${file} has more than a million patients: split it`)
        const ofKey = this.#people.get(one) ?? new Map<string, Person | 'several'>()
        this.#people.set(one, ofKey.set(file, ofKey.has(file) ? 'several' : this.read(entry)))
        this.#files.add(file)
      } else if (name !== undefined && ['Location', 'Organization'].includes(resource.resourceType as string)) {
        this.#places.set(`${file} ${one}`, name)
      }
    }
  }

  read(entry: Entry): Person {
    return readFhirPatient(entry, this.#today)
  }

  /** Whether the file holds patients, which other files may refer to. */
  hasOf(file: string): boolean {
    return this.#files.has(file)
  }

  find(reference: string, file: string): Person | 'several' | undefined {
    const ofKey = this.#people.get(keyOfUrl(reference))
    const own = ofKey?.get(file)
    if (own || !ofKey) return own
    return ofKey.size > 1 ? 'several' : [...ofKey.values()][0]
  }

  findPlace(reference: string, file: string): string | undefined {
    return this.#places.get(`${file} ${keyOfUrl(reference)}`)
  }
}
