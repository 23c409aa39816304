// Pure: when nothing of a group of charges is due any more.
import type { ChargeStatus } from '../contract.ts'

interface Standing {
  readonly status: ChargeStatus
}

const DUE: ReadonlySet<ChargeStatus> = new Set(['OPEN', 'INVOICED'])
const SETTLED: ReadonlySet<ChargeStatus> = new Set(['SETTLED', 'WAIVED'])

export const isDue = ({ status }: Standing): boolean => DUE.has(status)

/** Settled: paid, waived, or nothing to pay. */
export const isSettled = ({ status }: Standing): boolean => SETTLED.has(status)

/** A group of which all was given back is not settled: nothing stands that anybody paid for. */
export const isGroupSettled = (charges: readonly Standing[]): boolean => !charges.some(isDue) && charges.some(isSettled)
