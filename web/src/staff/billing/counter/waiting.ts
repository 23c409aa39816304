// Pure: who has open charges, in the order in which they came.
import type { Answer } from '../../../api/client.ts'

export type Charge = Answer<'GET /v1/billing/charges'>['items'][number]

export interface Payer {
  /** The patient; the group of the charges, where nobody is known. */
  readonly key: string
  readonly patientId?: string | undefined
  readonly name?: string | undefined
  readonly birthYear?: number | undefined
  readonly gender?: NonNullable<Charge['patient']>['gender'] | undefined
}

export interface Waiting extends Payer {
  readonly charges: readonly Charge[]
  readonly totalPaise: number
  readonly since: string
}

/** Each person once, whose first open charge is the oldest first. */
export function toWaiting(charges: readonly Charge[]): Waiting[] {
  const groups = Map.groupBy(charges, ({ patientId, group }) => patientId ?? group)
  return [...groups]
    .map(([key, those]): Waiting => {
      const own = those.toSorted((one, other) => one.raisedAt.localeCompare(other.raisedAt))
      const { patientId, patient } = own[0] as Charge
      const totalPaise = own.reduce((sum, one) => sum + one.totalPaise, 0)
      return { key, patientId, ...patient, charges: own, totalPaise, since: (own[0] as Charge).raisedAt }
    })
    .toSorted((one, other) => one.since.localeCompare(other.since))
}

/** Whether the typed words begin words of the name. */
export function isMeant({ name = '' }: Payer, wanted: string): boolean {
  const words = name.toLowerCase().split(/\s+/)
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

const NUMBER = /^[A-Z0-9]{1,3}\/\d{2}-\d{2}\/\d{1,6}$/

/** The number of a bill as people type it, with all its digits; undefined for other texts. */
export function readBillNumber(text: string): string | undefined {
  const typed = text.trim().toUpperCase().replace(/\s/g, '')
  if (!NUMBER.test(typed)) return undefined
  const at = typed.lastIndexOf('/') + 1
  return typed.slice(0, at) + typed.slice(at).padStart(6, '0')
}
