// Reads the facts that Sehat stores from a FHIR R4 Patient; leaves out values that do not have the FHIR form.
import type { StatedPerson } from '../index/matching/profile.ts'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : [])

/** Chooses the current name: the official, else the usual, else the first that is not an old or maiden name. */
function chooseName(names: readonly Json[]): Json | undefined {
  const current = names.filter(({ use }) => use !== 'old' && use !== 'maiden')
  return current.find(({ use }) => use === 'official') ?? current.find(({ use }) => use === 'usual') ?? current[0]
}

function contactOf(resource: Json, system: string): string | undefined {
  return textOf(objects(resource.telecom).find((one) => one.system === system)?.value)
}

export type FhirPatient = { readonly key: string; readonly stated: StatedPerson } | { readonly reason: string }

const IDENTIFIERS_MAX = 10
const YEAR_OR_MONTH = /^\d{4}(-(0[1-9]|1[0-2]))?$/

export function readFhirPatient(resource: unknown): FhirPatient {
  if (!isObject(resource) || resource.resourceType !== 'Patient') return { reason: 'is not a FHIR Patient' }
  const id = textOf(resource.id)
  if (id === undefined) return { reason: 'has no id' }
  const name = chooseName(objects(resource.name))
  const [givenName, familyName] = [texts(name?.given).join(' '), textOf(name?.family) ?? '']
  const fullName = textOf(name?.text) ?? `${givenName} ${familyName}`.trim()
  if (fullName === '') return { reason: 'has no name' }
  const born = textOf(resource.birthDate)
  const address = objects(resource.address)[0]
  return {
    key: id,
    stated: {
      fullName,
      ...(givenName !== '' && { givenName }),
      ...(familyName !== '' && { familyName }),
      // FHIR allows a year, or a year and month. We read any other value as a day, and the next step refuses bad days.
      ...(born !== undefined &&
        (YEAR_OR_MONTH.test(born) ? { birthYear: Number(born.slice(0, 4)) } : { birthDate: born })),
      gender: textOf(resource.gender),
      phone: contactOf(resource, 'phone'),
      email: contactOf(resource, 'email'),
      address:
        [...texts(address?.line), textOf(address?.city) ?? ''].filter((part) => part !== '').join(', ') || undefined,
      locality: textOf(address?.city),
      pin: textOf(address?.postalCode),
      state: textOf(address?.state),
      identifiers: objects(resource.identifier)
        .flatMap((one) => {
          const [system, value] = [textOf(one.system), textOf(one.value)]
          return system !== undefined && value !== undefined ? [{ system, value }] : []
        })
        .slice(0, IDENTIFIERS_MAX),
    },
  }
}
