// Whom an administrator may appoint, as the server decides it: to show no choice that would be refused.
import type { Role } from '../../session/session.ts'

export const FACILITY_ROLES = [
  'doctor',
  'reception',
  'pharmacist',
  'lab-technician',
  'vaccinator',
  'centre-admin',
] as const
const BELOW_ADMIN = FACILITY_ROLES.filter((role) => role !== 'centre-admin')

export type StaffRole = (typeof FACILITY_ROLES)[number] | 'district-officer' | 'national-admin'

export function appointableBy(own: readonly Role[]): readonly StaffRole[] {
  if (own.includes('national-admin')) return [...FACILITY_ROLES, 'district-officer', 'national-admin']
  if (own.includes('district-officer')) return FACILITY_ROLES
  return own.includes('centre-admin') ? BELOW_ADMIN : []
}

/** Whether all of these roles may be ended by who has the own ones; the place is the server's to judge. */
export const mayEnd = (own: readonly Role[], roles: readonly string[]): boolean =>
  roles.every((role) => appointableBy(own).some((each) => each === role))
