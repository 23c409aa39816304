// Decides whether a proof shows that a person is present. Pure.
import type { Proof } from './contract.ts'

/** What the server knows about the person. */
export interface KnownPerson {
  /** The reference on the card of the person. */
  readonly reference: string
  readonly registeredBy: string | null
  readonly registeredAt: Date
}

interface Fault {
  readonly pointer: string
  readonly detail: string
}

/** A registration at the counter proves the presence for this long: the person may wait for a seat. */
export const REGISTRATION_PROVES_MS = 12 * 3_600_000

/** The wrong field of a proof and the reason; undefined when the proof holds. */
export function findProofFault(
  proof: Proof,
  known: KnownPerson,
  { staffId, now }: { readonly staffId: string; readonly now: Date },
): Fault | undefined {
  const { kind, reference, document, last4 } = proof
  if (kind !== 'reference' && reference !== undefined) return toUnneeded('reference', 'reference')
  if (kind !== 'document' && document !== undefined) return toUnneeded('document', 'document')
  if (kind !== 'document' && last4 !== undefined) return toUnneeded('last4', 'document')
  switch (kind) {
    case 'reference':
      return findReferenceFault(reference, known.reference)
    case 'document':
      if (document !== undefined) return undefined
      return { pointer: '/proof/document', detail: 'is missing: say which document you saw' }
    case 'registration': {
      const isFresh = now.getTime() - known.registeredAt.getTime() <= REGISTRATION_PROVES_MS
      if (known.registeredBy === staffId && isFresh) return undefined
      return { pointer: '/proof/kind', detail: 'is wrong: you have not registered this person today' }
    }
  }
}

const toUnneeded = (field: string, kind: string): Fault => ({
  pointer: `/proof/${field}`,
  detail: `belongs to a proof of the kind ${kind} only`,
})

function findReferenceFault(stated: string | undefined, known: string): Fault | undefined {
  const pointer = '/proof/reference'
  if (stated === undefined) return { pointer, detail: 'is missing: read it from the card of the person' }
  if (toPlain(stated) === toPlain(known)) return undefined
  return { pointer, detail: 'is not the reference of this person; check each letter and digit' }
}

/** People leave out the dashes, and write small letters. */
const toPlain = (reference: string): string => reference.toUpperCase().replace(/[^0-9A-Z]/g, '')
