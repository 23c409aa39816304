// Whom an administrator may appoint, as the server decides it: to show no choice that would be refused.
import { FACILITY_ROLES, STAFF_ROLES, type StaffRole } from '../../roles.ts'
import type { Role } from '../../session/session.ts'

const BELOW_ADMIN = FACILITY_ROLES.filter((role) => role !== 'centre-admin')

export function appointableBy(own: readonly Role[]): readonly StaffRole[] {
  if (own.includes('national-admin')) return STAFF_ROLES
  if (own.includes('district-officer')) return FACILITY_ROLES
  return own.includes('centre-admin') ? BELOW_ADMIN : []
}

/** Whether all of these roles may be ended by who has the own ones; the place is the server's to judge. */
export const mayEnd = (own: readonly Role[], roles: readonly string[]): boolean =>
  roles.every((role) => appointableBy(own).some((each) => each === role))
