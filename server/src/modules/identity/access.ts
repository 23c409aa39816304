// Says what each role may do with accounts, to which roles it may appoint others, and who asks for codes at a counter.
import { definePowers } from '../../platform/access.ts'
import { type Role, rolesHolding, STAFF_ROLES } from '../../platform/powers.ts'

export const { rows, may } = definePowers({
  doctor: ['presence.ask'],
  nurse: ['presence.ask'],
  reception: ['presence.ask'],
  vaccinator: ['presence.ask'],
  'centre-admin': ['staff.appoint', 'presence.ask'],
  'chain-admin': ['staff.appoint'],
  'district-officer': ['staff.appoint'],
  'national-admin': ['staff.appoint', 'second-factor.demand'],
})

const AT_FACILITIES = rolesHolding('facility')

/** To which roles each of these roles may appoint others, at the places that it reaches. */
export const APPOINTABLE: Partial<Readonly<Record<Role, readonly Role[]>>> = {
  'centre-admin': AT_FACILITIES.filter((role) => role !== 'centre-admin'),
  'chain-admin': AT_FACILITIES,
  'district-officer': AT_FACILITIES,
  'national-admin': STAFF_ROLES,
}

/** The role of everybody who registers. A citizen keeps it at any workplace. */
export const CITIZEN: Role = 'citizen'

/** The role of an administrator that the console makes. */
export const FIRST_ADMIN: Role = 'national-admin'
