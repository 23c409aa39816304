// The problems that only the routes of families answer with.
import { defineProblem } from '../../../platform/contract.ts'

export const tooManyNewMembers = defineProblem(
  'too-many-new-members',
  429,
  'Too many family members were added in this hour, by this account or from this network',
  'Wait for `Retry-After` seconds. The staff of a centre can register people at the counter meanwhile.',
)
