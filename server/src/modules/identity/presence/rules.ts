// Decides whether a proof by a code is complete, before anybody looks at the code. Pure.
import type { FieldError } from '../../../platform/problem.ts'
import type { Proof } from '../../patients/presence/contract.ts'

/** The wrong field of a proof by a code; undefined when the code can be looked at. */
export function findCodeFault({ code, reference, document, last4 }: Proof): FieldError | undefined {
  for (const [field, stated, kind] of [
    ['reference', reference, 'reference'],
    ['document', document, 'document'],
    ['last4', last4, 'document'],
  ] as const) {
    if (stated !== undefined)
      return { pointer: `/proof/${field}`, detail: `belongs to a proof of the kind ${kind} only` }
  }
  if (code !== undefined) return undefined
  return { pointer: '/proof/code', detail: 'is missing: the person reads it from the SMS' }
}
