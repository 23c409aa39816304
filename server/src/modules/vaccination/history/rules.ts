// Decides whether a dose that a person had elsewhere may be recorded: it must not contradict what is known. Pure.
import type { FieldError } from '../../../platform/problem.ts'
import type { PatientFacts } from '../../patients/contract.ts'
import { doseAlreadyBooked, doseAlreadyGiven, otherVaccineNeeded, previousDoseMissing } from '../contract.ts'
import { ageOn, type Claim, type Refusal } from '../rules.ts'
import type { VaccineFacts } from '../vaccines/store.ts'

export interface StatedDose {
  readonly dose: number
  readonly givenOn: string
}

type Person = Pick<PatientFacts, 'birthDate' | 'birthYear'>

/** The field that contradicts itself, the person or the vaccine; undefined when nothing does. */
export function findDoseFault(
  { dose, givenOn }: StatedDose,
  vaccine: VaccineFacts,
  person: Person,
  today: string,
): FieldError | undefined {
  const onDay = (detail: string): FieldError => ({ pointer: '/givenOn', detail })
  if (dose > vaccine.doses) return { pointer: '/dose', detail: `${vaccine.code} has only ${vaccine.doses} doses` }
  if (givenOn > today) return onDay('lies in the future')
  const isBeforeBirth = givenOn < (person.birthDate ?? `${person.birthYear}-01-01`)
  if (isBeforeBirth) return onDay('is before the birth of this person')
  if (ageOn(givenOn, person) >= vaccine.age_years_min) return undefined
  return onDay(`is too early: ${vaccine.code} is for people from ${vaccine.age_years_min} years on`)
}

/** Why the dose does not fit the other doses of this person; undefined when it does. */
export function refuseHistoricalDose(
  { dose, givenOn }: StatedDose,
  { code, course }: Pick<VaccineFacts, 'code' | 'course'>,
  held: readonly Claim[],
): Refusal | FieldError | undefined {
  const claims = held.filter((claim) => claim.course === course)
  const same = claims.find((claim) => claim.dose === dose)
  if (same?.given_on) return { problem: doseAlreadyGiven, detail: `Dose ${dose} was given on ${same.given_on}` }
  if (same) return { problem: doseAlreadyBooked, detail: `Dose ${dose} is booked: cancel the booking first` }
  const other = claims.find((claim) => claim.vaccine !== code)
  if (other) {
    const detail = `This person's vaccine of ${course} is ${other.vaccine}`
    return { problem: otherVaccineNeeded, detail, members: { vaccine: other.vaccine } }
  }
  const before = claims.find((claim) => claim.dose === dose - 1)?.given_on
  if (dose > 1 && !before) return { problem: previousDoseMissing, detail: `Record dose ${dose - 1} first` }
  if (before && givenOn <= before) {
    return { pointer: '/givenOn', detail: `is not after dose ${dose - 1}, which was given on ${before}` }
  }
  const after = claims.find((claim) => claim.dose > dose && claim.given_on !== null && claim.given_on <= givenOn)
  return (
    after && { pointer: '/givenOn', detail: `is not before dose ${after.dose}, which was given on ${after.given_on}` }
  )
}
