// What each role may do with facilities: register them, join them to chains, and divide them into departments.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  'centre-admin': ['department.manage'],
  'chain-admin': ['department.manage'],
  'district-officer': ['facility.register'],
  'national-admin': ['facility.register', 'chain.manage', 'department.manage'],
})
