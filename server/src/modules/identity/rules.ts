// The decisions of identity: phones, passwords, who may appoint whom, how long a sign-in lasts. Pure functions.
import { FACILITY_ROLES, type Owner, type Role, reaches } from '../../platform/access.ts'
import type { Actor } from '../../platform/auth.ts'
import { type Cell, cellOf } from '../../platform/id.ts'
import type { FieldError } from '../../platform/problem.ts'
import type { Account, Session } from './tables.ts'

/** The one written form of a phone number: a number that is typed with and without +91 is one number. */
export function toPhone(stated: string): string {
  return stated.startsWith('+91') ? stated : `+91${stated}`
}

/** With what somebody proves who they are: exactly one of the two. */
export type Proof = { readonly password: string } | { readonly otp: string }

interface StatedProof {
  readonly password?: string | undefined
  readonly otp?: string | undefined
}

export function readProof({ password, otp }: StatedProof): Proof | FieldError {
  if (password !== undefined && otp !== undefined) return { pointer: '/otp', detail: 'give password or otp, not both' }
  if (password !== undefined) return { password }
  return otp === undefined ? { pointer: '/password', detail: 'is missing; otp will do instead' } : { otp }
}

const PASSWORD_LENGTH_MIN = 8
const PASSWORD_LENGTH_MAX = 128

/** Two ways to type one character are one password. */
export function toPassword(stated: string): string {
  return stated.normalize('NFKC')
}

/** Why a password cannot be taken, if it cannot. `common` holds lower-case passwords that everybody tries first. */
export function findPasswordFault(
  password: string,
  phone: string,
  common: ReadonlySet<string>,
): FieldError | undefined {
  const fault = (detail: string): FieldError => ({ pointer: '/password', detail })
  if (!password.isWellFormed()) return fault('holds half a character')
  const length = [...password].length
  if (length < PASSWORD_LENGTH_MIN) return fault(`must have at least ${PASSWORD_LENGTH_MIN} characters`)
  if (length > PASSWORD_LENGTH_MAX) return fault(`must have at most ${PASSWORD_LENGTH_MAX} characters`)
  if (common.has(password.toLowerCase())) return fault('is among the passwords that are guessed first')
  const digits = phone.slice(3)
  if (['', '0', '91', '+91'].some((prefix) => password === prefix + digits)) return fault('is the phone number')
  return undefined
}

/** The part of a network address that one person holds: of IPv6 the first 64 bits, of IPv4 all. */
export function toAddressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1] as string
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? []
  const groups = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - after.length }, () => '0')
  return [...groups, ...zeros, ...after].slice(0, 4).join(':')
}

/** The roles that are given by appointment; anybody can become a citizen, and a client is not a person. */
export const STAFF_ROLES: readonly Role[] = [...FACILITY_ROLES, 'district-officer', 'national-admin']

/** What each of these may appoint others to, where its own role reaches. */
const APPOINTABLE: Partial<Record<Role, readonly Role[]>> = {
  'national-admin': STAFF_ROLES,
  'district-officer': FACILITY_ROLES,
  'centre-admin': FACILITY_ROLES.filter((role) => role !== 'centre-admin'),
}

export function staffRolesOf(roles: readonly Role[]): Role[] {
  return roles.filter((role) => STAFF_ROLES.includes(role))
}

/** One role must both reach the place and cover all that is given: two half rights do not add up to one. */
export function mayAppoint(actor: Actor, roles: readonly Role[], place: Owner): boolean {
  return actor.roles.some(
    (own) => reaches(actor, [own], place) && roles.every((role) => APPOINTABLE[own]?.includes(role)),
  )
}

interface Place {
  readonly facilityId?: string | undefined
  readonly districtCell?: number | undefined
}

/** What is missing or too much among the places that these roles need. */
export function findPlaceFault(roles: readonly Role[], { facilityId, districtCell }: Place): FieldError | undefined {
  const needsFacility = roles.some((role) => FACILITY_ROLES.includes(role))
  const needsDistrict = roles.includes('district-officer')
  if (needsFacility && facilityId === undefined) return { pointer: '/facilityId', detail: 'is needed for these roles' }
  if (!needsFacility && facilityId !== undefined) return { pointer: '/facilityId', detail: 'does not fit these roles' }
  if (needsDistrict && districtCell === undefined) {
    return { pointer: '/districtCell', detail: 'is needed for a district-officer' }
  }
  if (!needsDistrict && districtCell !== undefined) {
    return { pointer: '/districtCell', detail: 'is only for a district-officer' }
  }
  return undefined
}

export type Position = Pick<Account, 'roles' | 'facility_id' | 'district_cell' | 'deactivated_at'>

/**
 * What an account becomes by an appointment; undefined when it already acts in another place. One that was switched
 * off starts anew, with nothing of what it could do before.
 */
export function decideAppointment(account: Position, given: Omit<Position, 'deactivated_at'>): Position | undefined {
  if (account.deactivated_at) return { ...given, deactivated_at: null }
  const facilityId = account.facility_id ?? given.facility_id
  const districtCell = account.district_cell ?? given.district_cell
  if (given.facility_id !== null && given.facility_id !== facilityId) return undefined
  if (given.district_cell !== null && given.district_cell !== districtCell) return undefined
  const roles = [...new Set([...account.roles, ...given.roles])]
  return { roles, facility_id: facilityId, district_cell: districtCell, deactivated_at: null }
}

/** What an account becomes when its staff roles end: a citizen stays a citizen, all others are switched off. */
export function decideDeactivation(account: Position, now: Date): Position {
  if (!account.roles.includes('citizen')) return { ...account, deactivated_at: account.deactivated_at ?? now }
  return { roles: ['citizen'], facility_id: null, district_cell: null, deactivated_at: null }
}

/** Where the staff roles of an account hold, for asking who may change them. */
export function placeOf({ facility_id, district_cell }: Pick<Position, 'facility_id' | 'district_cell'>): Owner {
  if (facility_id === null) return { cell: district_cell ?? undefined }
  return { facilityId: facility_id, cell: cellOf(facility_id) }
}

/** The district that the staff roles of an account hold in, 0 for the whole country; null for who is no staff. */
export function staffCellOf(position: Pick<Position, 'roles' | 'facility_id' | 'district_cell'>): Cell | null {
  return staffRolesOf(position.roles).length === 0 ? null : (placeOf(position).cell ?? 0)
}

/** Whose staff an administrator sees who names no place: all that the widest of the own roles reaches. */
export function ownStaffPlace(actor: Actor): Owner {
  if (actor.roles.includes('national-admin')) return {}
  return actor.roles.includes('district-officer') ? { cell: actor.districtCell } : { facilityId: actor.facilityId }
}

// ASVS 5.0, 7.3: who can see other people's records signs in again each working day.
const STAFF_SESSION_SECONDS_MAX = 12 * 3_600

/** How long a sign-in lasts however often it is refreshed. */
export function sessionSeconds(roles: readonly Role[], secondsMax: number): number {
  return staffRolesOf(roles).length > 0 ? Math.min(secondsMax, STAFF_SESSION_SECONDS_MAX) : secondsMax
}

/**
 * For how long the refresh token just before the newest is still answered, where it comes in a cookie: longer than a
 * page waits for an answer (15 s), so that one that was lost can be asked for again.
 */
export const REFRESH_REPEAT_SECONDS = 30

/** Which of a session's refresh tokens was shown; `other` is an older one, or made up. */
export type ShownToken = 'newest' | 'previous' | 'other'

/**
 * What to do with a refresh token of this session. One that is not the newest has been used before; right after that
 * it is taken for the same request once more (`repeat`), later for a thief's.
 */
export function decideRefresh(
  session: Session | undefined,
  shown: ShownToken,
  now: Date,
): 'refuse' | 'revoke' | 'rotate' | 'repeat' {
  if (!session || session.revoked_at || session.expires_at <= now) return 'refuse'
  if (shown === 'newest') return 'rotate'
  const usedMs = now.getTime() - session.refreshed_at.getTime()
  return shown === 'previous' && usedMs <= REFRESH_REPEAT_SECONDS * 1_000 ? 'repeat' : 'revoke'
}
