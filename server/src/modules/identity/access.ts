// What each role may do with accounts, and to which roles it appoints others.
import { definePowers } from '../../platform/access.ts'
import { type Role, rolesHolding, STAFF_ROLES } from '../../platform/powers.ts'

export const { rows, may } = definePowers({
  'centre-admin': ['staff.appoint'],
  'chain-admin': ['staff.appoint'],
  'district-officer': ['staff.appoint'],
  'national-admin': ['staff.appoint'],
})

const AT_FACILITIES = rolesHolding('facility')

/** What each of these may appoint others to, where its own role reaches. */
export const APPOINTABLE: Partial<Readonly<Record<Role, readonly Role[]>>> = {
  'centre-admin': AT_FACILITIES.filter((role) => role !== 'centre-admin'),
  'chain-admin': AT_FACILITIES,
  'district-officer': AT_FACILITIES,
  'national-admin': STAFF_ROLES,
}

/** Everybody who registers is one, and stays one beside any workplace. */
export const CITIZEN: Role = 'citizen'

/** The role of whoever the console makes an administrator. */
export const FIRST_ADMIN: Role = 'national-admin'
