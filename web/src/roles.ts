// Who works where.
import type { Role } from './session/session.ts'

/** A role that the API gets and the list below lacks does not pass the type check. */
export type StaffRole = Exclude<Role, 'citizen' | 'client'>

const PLACES: Readonly<Record<StaffRole, 'facility' | 'office'>> = {
  doctor: 'facility',
  reception: 'facility',
  pharmacist: 'facility',
  'lab-technician': 'facility',
  vaccinator: 'facility',
  'centre-admin': 'facility',
  'district-officer': 'office',
  'national-admin': 'office',
}

export const STAFF_ROLES = Object.keys(PLACES) as readonly StaffRole[]
/** They act in one facility, their own. */
export const FACILITY_ROLES = STAFF_ROLES.filter((role) => PLACES[role] === 'facility')

// Who opens which pages; pages.ts of each module uses these.
export const CITIZENS: readonly Role[] = ['citizen']
export const CENTRE: readonly Role[] = ['vaccinator', 'centre-admin']
export const STOCK_KEEPERS: readonly Role[] = [...CENTRE, 'pharmacist']
export const OFFICIALS: readonly Role[] = ['district-officer', 'national-admin']
export const ADMINISTRATORS: readonly Role[] = ['centre-admin', ...OFFICIALS]
export const NATIONAL: readonly Role[] = ['national-admin']
