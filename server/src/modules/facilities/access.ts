// Says what each role may do with facilities: register them, put them into chains, and manage their departments.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  'centre-admin': ['department.manage'],
  'chain-admin': ['department.manage'],
  'district-officer': ['facility.register'],
  'national-admin': ['facility.register', 'chain.manage', 'department.manage'],
})
