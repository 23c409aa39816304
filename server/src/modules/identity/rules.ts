// Pure decisions of identity: phones, passwords, who may appoint whom, how long a sign-in lasts.
import { type Owner, roleReaches } from '../../platform/access.ts'
import type { Actor } from '../../platform/auth.ts'
import { type Cell, cellOf } from '../../platform/id.ts'
import { holdingOf, type Role, STAFF_ROLES } from '../../platform/powers.ts'
import type { FieldError } from '../../platform/problem.ts'
import { APPOINTABLE, CITIZEN } from './access.ts'
import type { WorkplaceId } from './contract.ts'
import type { Account, Session, Workplace } from './tables.ts'

/** Gives a phone number in one form, with +91: people type it with or without +91. */
export function toPhone(stated: string): string {
  return stated.startsWith('+91') ? stated : `+91${stated}`
}

/** How somebody proves who they are: by password or by one-time code, never both. */
export type Proof = { readonly password: string } | { readonly otp: string }

export const kindOf = (proof: Proof): 'password' | 'code' => ('otp' in proof ? 'code' : 'password')

interface StatedProof {
  readonly password?: string | undefined
  readonly otp?: string | undefined
}

export function readProof({ password, otp }: StatedProof): Proof | FieldError {
  if (password !== undefined && otp !== undefined) return { pointer: '/otp', detail: 'give password or otp, not both' }
  if (password !== undefined) return { password }
  return otp === undefined ? { pointer: '/password', detail: 'is missing: give password or otp' } : { otp }
}

const PASSWORD_LENGTH_MIN = 8
const PASSWORD_LENGTH_MAX = 128

/** Normalises a password (NFKC): keyboards send one character in different ways. */
export function toPassword(stated: string): string {
  return stated.normalize('NFKC')
}

/** Says why a password is refused; undefined when it is good. `common`: passwords that many people use, lower case. */
export function findPasswordFault(
  password: string,
  phone: string,
  common: ReadonlySet<string>,
): FieldError | undefined {
  const fault = (detail: string): FieldError => ({ pointer: '/password', detail })
  if (!password.isWellFormed()) return fault('contains a broken character: type it again')
  const length = [...password].length
  if (length < PASSWORD_LENGTH_MIN) return fault(`must have at least ${PASSWORD_LENGTH_MIN} characters`)
  if (length > PASSWORD_LENGTH_MAX) return fault(`must have at most ${PASSWORD_LENGTH_MAX} characters`)
  if (common.has(password.toLowerCase())) return fault('is a very common password: choose another')
  const digits = phone.slice(3)
  if (['', '0', '91', '+91'].some((prefix) => password === prefix + digits)) {
    return fault('is the phone number: choose another')
  }
  return undefined
}

/** Whether one role of the actor both reaches the place and covers all given roles. Two roles are not combined. */
export function mayAppoint(actor: Actor, roles: readonly Role[], place: Owner): boolean {
  return actor.roles.some(
    (own) => roleReaches(own, actor, place) && roles.every((role) => APPOINTABLE[own]?.includes(role)),
  )
}

/** All roles to which somebody with these roles may appoint others. */
export function appointableBy(own: readonly Role[]): readonly Role[] {
  return STAFF_ROLES.filter((role) => own.some((one) => APPOINTABLE[one]?.includes(role)))
}

export interface StatedPlace {
  readonly facilityId?: string | undefined
  readonly chainId?: string | undefined
  readonly districtCell?: number | undefined
}

const PLACE_FIELDS = [
  ['facility', 'facilityId'],
  ['chain', 'chainId'],
  ['district', 'districtCell'],
] as const

/** Says which place is missing or not needed for these roles; undefined when the place fits. */
export function findPlaceFault(roles: readonly Role[], place: StatedPlace): FieldError | undefined {
  const holdings = new Set(roles.map(holdingOf))
  for (const [holding, field] of PLACE_FIELDS) {
    const pointer = `/${field}`
    if (holdings.has(holding) && place[field] === undefined) return { pointer, detail: 'is needed for these roles' }
    if (!holdings.has(holding) && place[field] !== undefined) return { pointer, detail: 'is not for these roles' }
  }
  return holdings.size > 1
    ? { pointer: '/roles', detail: 'need different kinds of places: make one appointment for each kind' }
    : undefined
}

type Place = Pick<Workplace, 'facility_id' | 'chain_id' | 'district_cell'>

/** The place of an appointment as an owner: powers are checked against it. */
export function placeOf({ facility_id, chain_id, district_cell }: Place): Owner {
  if (facility_id !== null) return { facilityId: facility_id, cell: cellOf(facility_id) }
  if (chain_id !== null) return { chainId: chain_id }
  return district_cell === null ? {} : { cell: district_cell }
}

/** The district of a place; null for a chain and for the whole country. */
export function placeCellOf(place: Place): Cell | null {
  return placeOf(place).cell ?? null
}

export function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.facility_id === other.facility_id &&
    one.chain_id === other.chain_id &&
    one.district_cell === other.district_cell
  )
}

/** At most 30 workplaces: some doctors work at twenty clinics, but a longer list is a mistake or an attack. */
export const WORKPLACES_MAX = 30

/** What a new appointment does: opens a workplace, adds roles to one, or goes over the limit. */
export type Appointing =
  | { readonly kind: 'open' }
  | { readonly kind: 'extend'; readonly id: WorkplaceId; readonly roles: readonly Role[] }
  | { readonly kind: 'too-many' }

/** Adds the roles if the account already works at this place; otherwise opens one more workplace. */
export function decideAppointment(
  active: readonly Workplace[],
  given: Place & { readonly roles: readonly Role[] },
): Appointing {
  const there = active.find((workplace) => isSamePlace(workplace, given))
  if (there) {
    return { kind: 'extend', id: there.id, roles: [...new Set([...there.roles, ...given.roles])] }
  }
  return active.length < WORKPLACES_MAX ? { kind: 'open' } : { kind: 'too-many' }
}

/** Whether to switch an account off: its holder has no active workplace and is not a citizen. */
export function isOver(account: Pick<Account, 'patient_id'>, active: readonly Workplace[]): boolean {
  return account.patient_id === null && active.length === 0
}

/** The roles of a token: citizen if the holder is one, and the roles of the chosen workplace. */
export function rolesAt(account: Pick<Account, 'patient_id'>, workplace: Workplace | undefined): Role[] {
  return [...(account.patient_id === null ? [] : [CITIZEN]), ...(workplace?.roles ?? [])]
}

/** The workplace with which a sign-in begins: the last used, or the only one; undefined when the person must choose. */
export function pickWorkplace(active: readonly Workplace[]): Workplace | undefined {
  const usedAtMs = ({ last_used_at }: Workplace): number => last_used_at?.getTime() ?? 0
  const [newest] = [...active].sort((one, other) => usedAtMs(other) - usedAtMs(one))
  return newest && (active.length === 1 || newest.last_used_at !== null) ? newest : undefined
}

// ASVS 5.0, 7.3: staff can see other people's records, so they sign in again each working day.
const STAFF_SESSION_SECONDS_MAX = 12 * 3_600

/** How long a sign-in lasts at most, with all its refreshes. `isStaff`: the person has an active workplace. */
export function sessionSeconds(isStaff: boolean, secondsMax: number): number {
  return isStaff ? Math.min(secondsMax, STAFF_SESSION_SECONDS_MAX) : secondsMax
}

/**
 * When a sign-in ends after it takes a workplace; undefined when it may not take one. A citizen's sign-in lasts for
 * weeks: it may take roles of staff only within its first 12 hours, and then it ends with these.
 */
export function decideSwitch(session: Session | undefined, now: Date): Date | undefined {
  if (!session || session.revoked_at) return undefined
  const staffEndMs = session.created_at.getTime() + STAFF_SESSION_SECONDS_MAX * 1_000
  const endsAt = new Date(Math.min(session.expires_at.getTime(), staffEndMs))
  return endsAt > now ? endsAt : undefined
}

/**
 * For how long the server still answers the refresh token just before the newest, if it comes in a cookie. This is
 * longer than a page waits for an answer (15 s), so a page can ask again when an answer was lost.
 */
export const REFRESH_REPEAT_SECONDS = 30

/** Which refresh token of a session the client showed; `other` is an older one, or an invented one. */
export type ShownToken = 'newest' | 'previous' | 'other'

/**
 * What to do with a refresh token of this session. A token that is not the newest was used before. Right after its use
 * we treat it as the same request again (`repeat`). Later we assume that a thief has it (`revoke`).
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
