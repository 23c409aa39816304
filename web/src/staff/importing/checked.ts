// The result of checking a row of a file: its request, or why it cannot be sent.
import type { Limits } from '../../api/limits.ts'

/** The wrong column, and the last part of the key of the words for the mistake. */
export type Checked<Body> = { readonly body: Body } | { readonly field: string; readonly fault: string }

export interface BulkRow<Body> {
  readonly line: number
  /** The name of the row in the report. */
  readonly name: string
  readonly checked: Checked<Body>
}

export const fault = (field: string, words: string): Checked<never> => ({ field, fault: words })

/** Why a required text cannot be sent. Undefined when it can. */
export function faultOfText(field: string, { maxLength }: Limits, text: string): Checked<never> | undefined {
  if (text === '') return fault(field, 'missing')
  return [...text].length > (maxLength ?? Number.POSITIVE_INFINITY) ? fault(field, 'tooLong') : undefined
}
