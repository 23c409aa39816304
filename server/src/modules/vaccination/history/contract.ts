// The contract of history: doses that a person had elsewhere, with their evidence.
import { oneOf, type Static } from '../../../platform/contract.ts'

/** What the staff, or the importing operator, saw of the dose. */
export const Evidence = oneOf(['certificate', 'card', 'other-system', 'other-document'])
export type Evidence = Static<typeof Evidence>
