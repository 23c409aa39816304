// The problems that only the routes of this module answer with.
import { defineProblem } from '../../../platform/contract.ts'

export const alreadyMerged = defineProblem(
  'already-merged',
  409,
  'One of these records is merged into another already',
  'Undo that merge first, or merge into the kept record.',
)
export const notMerged = defineProblem(
  'not-merged',
  409,
  'This record is not merged into another record',
  'Read the merges of this record: somebody may have undone the last one.',
)
export const notOpen = defineProblem(
  'not-open',
  409,
  'Somebody has already decided on this pair',
  'Read it again: somebody has merged the two records, or has said that they are two people.',
)
