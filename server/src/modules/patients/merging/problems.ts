// Refusals that only this module's own routes give.
import { defineProblem } from '../../../platform/contract.ts'

export const alreadyMerged = defineProblem(
  'already-merged',
  409,
  'One of these records is merged into another already',
  'Undo that merge first, or merge with the record that was kept.',
)
export const notMerged = defineProblem(
  'not-merged',
  409,
  'This record is not merged into another',
  'Read its merges: the last one may have been undone.',
)
export const notOpen = defineProblem(
  'not-open',
  409,
  'This pair was decided already',
  'Read it again: somebody has merged the two, or has said that they are two people.',
)
