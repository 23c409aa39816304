// Reads the value of a result, refuses what cannot be, and flags what lies outside the range. Pure.
import type { Flag } from '../contract.ts'
import type { Range, Test } from '../tables.ts'

export interface ReadValue {
  readonly value: string
  /** Null for tests whose results are no numbers. */
  readonly number: number | null
}

/** A number, perhaps below or above what the machine can measure. */
const NUMBER = /^([<>]?)(\d{1,9}(?:\.\d{1,6})?)$/
const HIGHEST = 999_999_999

type Measured = Pick<Test, 'kind' | 'unit' | 'highest_possible'> & { readonly choices: readonly string[] }

/** The value in the form in which it is stored, or what the test expects instead. */
export function readValue(test: Measured, stated: string): ReadValue | { readonly expected: string } {
  if (test.kind === 'choice') {
    return test.choices.includes(stated)
      ? { value: stated, number: null }
      : { expected: `one of ${test.choices.join(', ')}` }
  }
  if (test.kind !== 'number') return { value: stated, number: null }
  const [, sign = '', digits] = NUMBER.exec(stated.replaceAll(' ', '')) ?? []
  const highest = test.highest_possible ?? HIGHEST
  const number = Number(digits)
  if (digits === undefined || number > highest) {
    return { expected: `a number from 0 to ${highest}${test.unit === null ? '' : ` ${test.unit}`}` }
  }
  return { value: `${sign}${digits}`, number }
}

export type Limits = Pick<Range, 'low' | 'high' | 'critical_low' | 'critical_high'>
export const NO_LIMITS: Limits = { low: null, high: null, critical_low: null, critical_high: null }

/** Without limits there is no flag: nobody may take that for "normal". */
export function toFlag(number: number, limits: Limits): Flag {
  const { low, high, critical_low, critical_high } = limits
  if (critical_low !== null && number <= critical_low) return 'critical-low'
  if (critical_high !== null && number >= critical_high) return 'critical-high'
  if (low !== null && number < low) return 'low'
  if (high !== null && number > high) return 'high'
  return 'none'
}

export const isCritical = (flag: string): boolean => flag === 'critical-low' || flag === 'critical-high'

/** 0 no flag, 1 flagged, 2 critical. */
export const toSeverity = (flags: readonly string[]): number =>
  Math.max(0, ...flags.map((flag) => (isCritical(flag) ? 2 : Number(flag !== 'none'))))
