// Seals a version of a prescription: the canonical text of all that was signed, and its hash over the version before.
import { createHash } from 'node:crypto'
import type { PrescriptionId, RxLine, Warning } from '../contract.ts'
import { inOrder } from './rules.ts'

/** Who and where, as it was on the day of the signature. */
export interface Header {
  readonly patient: {
    readonly name: string
    readonly birthYear: number
    readonly ageYears: number
    readonly gender: string
    readonly address: string
  }
  readonly doctor: {
    readonly name: string
    readonly qualifications: readonly string[]
    readonly council: string
    readonly registrationNo: string
  }
  readonly facility: { readonly name: string; readonly address: string }
}

/** All that one version says. */
export interface Signed {
  readonly prescriptionId: PrescriptionId
  readonly reference: string
  readonly version: number
  readonly visitId: string
  readonly patientId: string
  readonly mode: 'in-person' | 'tele'
  readonly repeats: number
  readonly validUntil: string
  readonly header: Header
  readonly lines: readonly RxLine[]
  readonly warnings: readonly Warning[]
  readonly signedAt: string
  readonly signedBy: string
  readonly reason: string | null
}

/** The same facts always give the same text. */
export const toSealedText = (signed: Signed): string => JSON.stringify(inOrder(signed))
export const readSealed = (sealed: string): Signed => JSON.parse(sealed) as Signed

/** The database computes the same and refuses a row in which it is wrong. */
export const hashOf = (sealed: string, hashBefore: string | null): string =>
  createHash('sha256')
    .update((hashBefore ?? '') + sealed)
    .digest('hex')

interface Kept {
  readonly version: number
  readonly sealed: string
  readonly hash: string
  readonly hash_before: string | null
}

/** The first version that does not fit its hash or the one before; undefined when all are as they were signed. */
export function findBroken(versions: readonly Kept[]): number | undefined {
  const ordered = [...versions].sort((one, other) => one.version - other.version)
  return ordered.find(
    ({ sealed, hash, hash_before }, index) =>
      hash !== hashOf(sealed, hash_before) || hash_before !== (ordered[index - 1]?.hash ?? null),
  )?.version
}
