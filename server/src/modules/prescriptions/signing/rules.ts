// Decides what a prescription needs and what may not be signed: quantities, warnings, limits of video. Pure.
import { addDays } from '../../../platform/clock.ts'
import type { ItemFacts } from '../../inventory/contract.ts'
import type { RxLine, Times, Warning } from '../contract.ts'
import { QUANTITY_MAX } from '../contract.ts'
import { isAllergyTo, isSameSubstance } from '../medicines/rules.ts'

/** How much the patient takes in a day. */
export function perDayOf(times: Times): number {
  if ('asNeeded' in times) return times.perDayMax
  return times.morning + times.noon + times.evening + times.night
}

/** What a pharmacist can count out of a pack. Of everything else, such as a syrup, a patient gets whole packs. */
const PIECES = new Set(['tablet', 'capsule', 'pessary', 'suppository', 'sachet', 'patch', 'ampoule', 'vial', 'piece'])

export type Pack = Pick<ItemFacts, 'unit' | 'packSize'>

/** How much these times need in these days, in whole pieces or packs. Undefined when it is nothing or too much. */
export function quantityOf(times: Times, days: number, { unit, packSize }: Pack): number | undefined {
  const need = perDayOf(times) * days
  const step = PIECES.has(unit.toLowerCase()) ? 1 : packSize
  const quantity = Math.ceil(need / step) * step
  return quantity > 0 && quantity <= QUANTITY_MAX ? quantity : undefined
}

/** Most people swallow no more pieces of one medicine in a day. */
const PIECES_A_DAY = 12

/** What a line holds, beside what the doctor wrote. */
export interface Judged {
  readonly line: RxLine
  readonly substances: readonly string[]
  readonly pack: Pack
  readonly teleList: ItemFacts['teleList']
  readonly schedule: ItemFacts['schedule']
}

/** A medicine that the patient takes now. */
export interface Taken {
  readonly name: string
  readonly substances: readonly string[]
}

export interface Patient {
  readonly allergies: readonly string[]
  readonly takes: readonly Taken[]
}

/** All that a doctor must look at before signing these lines. */
export function findWarnings(judged: readonly Judged[], patient: Patient, isTele: boolean): Warning[] {
  return judged.flatMap((one, index): Warning[] => [
    ...findAllergies(one.line.lineKey, one.substances, patient.allergies),
    ...findDuplicates(one, [...patient.takes, ...judged.slice(0, index).map(toTaken)]),
    ...findDose(one),
    ...(isTele && one.teleList === 'unset' ? [teleUnset(one)] : []),
  ])
}

const toTaken = ({ line, substances }: Judged): Taken => ({ name: line.genericName, substances })

/** One warning for each allergy that a medicine touches, also when it is a combination. */
export function findAllergies(lineKey: number, substances: readonly string[], allergies: readonly string[]): Warning[] {
  return allergies.flatMap((allergy): Warning[] => {
    const held = substances.find((substance) => isAllergyTo(allergy, substance))
    if (held === undefined) return []
    return [{ kind: 'allergy', lineKey, text: `It holds ${held}. The patient has an allergy.`, against: allergy }]
  })
}

function findDuplicates({ line, substances }: Judged, taken: readonly Taken[]): Warning[] {
  const same = taken.find((one) =>
    one.substances.some((substance) => substances.some((own) => isSameSubstance(own, substance))),
  )
  if (!same) return []
  const text = 'The patient takes the same substance already.'
  return [{ kind: 'duplicate', lineKey: line.lineKey, text, against: same.name }]
}

function findDose({ line, pack }: Judged): Warning[] {
  const { lineKey, times, days, quantity } = line
  const needed = quantityOf(times, days, pack)
  if (needed !== undefined && quantity > needed) {
    return [{ kind: 'dose', lineKey, text: `The times and days need ${needed}, and ${quantity} stand there.` }]
  }
  const perDay = perDayOf(times)
  if (!PIECES.has(pack.unit.toLowerCase()) || perDay <= PIECES_A_DAY) return []
  return [{ kind: 'dose', lineKey, text: `${perDay} pieces in a day are unlikely many.` }]
}

const teleUnset = ({ line }: Judged): Warning => ({
  ...{ kind: 'tele', lineKey: line.lineKey },
  text: 'Nobody has said on which list of the telemedicine guidelines this stands.',
})

/** Why a line may not be signed at all. */
export type Refusal = { readonly kind: 'narcotic' } | { readonly kind: 'tele'; readonly why: string }

/** Narcotics never; by video only what the lists allow: O always, A, B after an earlier visit, never Schedule X. */
export function refuseLine(
  { schedule, teleList }: Pick<Judged, 'schedule' | 'teleList'>,
  { isTele, isFollowUp }: { readonly isTele: boolean; readonly isFollowUp: boolean },
): Refusal | undefined {
  if (schedule === 'narcotic') return { kind: 'narcotic' }
  if (!isTele) return undefined
  if (schedule === 'X') return { kind: 'tele', why: 'schedule-x' }
  if (teleList === 'never') return { kind: 'tele', why: 'list-never' }
  if (teleList === 'B' && !isFollowUp) return { kind: 'tele', why: 'list-b-first' }
  return undefined
}

interface Reasoned {
  readonly kind: string
  readonly lineKey: number
  readonly reason: string
}

/** The warnings with the reasons of who goes on; `open` are those without one. */
export function answerWarnings(warnings: readonly Warning[], overrides: readonly Reasoned[]) {
  const answered = warnings.map((warning): Warning => {
    const override = overrides.find(({ kind, lineKey }) => kind === warning.kind && lineKey === warning.lineKey)
    return override ? { ...warning, overriddenReason: override.reason } : warning
  })
  return { answered, open: answered.filter(({ overriddenReason }) => overriddenReason === undefined) }
}

/** The last day on which the patient takes a line that was signed on a day, with its repeats. */
export const runsUntil = (signedOn: string, days: number, repeats: number): string =>
  addDays(signedOn, days * (1 + repeats) - 1)

export interface Change {
  readonly lineKey: number
  readonly kind: 'added' | 'changed' | 'stopped'
  /** The members that are different. */
  readonly fields: readonly string[]
}

/** What a version changes of the one before, so that a pharmacist sees it at once. */
export function changesOf(before: readonly RxLine[], after: readonly RxLine[]): Change[] {
  const known = new Map(before.map((line) => [line.lineKey, line]))
  const kept = new Set(after.map(({ lineKey }) => lineKey))
  const changed = after.flatMap((line): Change[] => {
    const old = known.get(line.lineKey)
    if (!old) return [{ lineKey: line.lineKey, kind: 'added', fields: [] }]
    const fields = fieldsThatDiffer(old, line)
    return fields.length > 0 ? [{ lineKey: line.lineKey, kind: 'changed', fields }] : []
  })
  const gone = before.filter(({ lineKey }) => !kept.has(lineKey))
  return [...changed, ...gone.map(({ lineKey }): Change => ({ lineKey, kind: 'stopped', fields: [] }))]
}

function fieldsThatDiffer(one: RxLine, other: RxLine): string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof RxLine)[]
  return names.filter((name) => JSON.stringify(inOrder(one[name])) !== JSON.stringify(inOrder(other[name]))).sort()
}

/** The members in alphabetical order, so that the same facts are the same text. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(
    members.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, inner]) => [name, inOrder(inner)]),
  )
}
