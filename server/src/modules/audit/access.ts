// What each role may do in audit: families see who read their records, auditors search and watch the trail.
import { definePowers } from '../../platform/access.ts'

const AUDIT = ['reads.search', 'changes.search', 'trail.watch'] as const

export const { rows, may } = definePowers({
  citizen: ['reads.follow'],
  // Only what the staff of the own facilities have read.
  'chain-admin': ['reads.search'],
  'national-admin': AUDIT,
  auditor: AUDIT,
})
