// What a row of a file asks for, or why it cannot be sent.
import type { Limits } from '../../api/limits.ts'

/** The column that is wrong, and the end of the key of the words for it. */
export type Checked<Body> = { readonly body: Body } | { readonly field: string; readonly fault: string }

export interface BulkRow<Body> {
  readonly line: number
  /** What the row is called in the report. */
  readonly name: string
  readonly checked: Checked<Body>
}

export const fault = (field: string, words: string): Checked<never> => ({ field, fault: words })

/** Why a text that is needed cannot be sent; undefined when it can. */
export function faultOfText(field: string, { maxLength }: Limits, text: string): Checked<never> | undefined {
  if (text === '') return fault(field, 'missing')
  return [...text].length > (maxLength ?? Number.POSITIVE_INFINITY) ? fault(field, 'tooLong') : undefined
}
