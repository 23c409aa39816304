// The decisions of identity: phones, passwords, who may appoint whom, how long a sign-in lasts. Pure functions.
import { type Owner, roleReaches } from '../../platform/access.ts'
import type { Actor } from '../../platform/auth.ts'
import { type Cell, cellOf } from '../../platform/id.ts'
import { holdingOf, type Role, STAFF_ROLES } from '../../platform/powers.ts'
import type { FieldError } from '../../platform/problem.ts'
import { APPOINTABLE, CITIZEN } from './access.ts'
import type { WorkplaceId } from './contract.ts'
import type { Account, Session, Workplace } from './tables.ts'

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

/** One role must both reach the place and cover all that is given: two half rights do not add up to one. */
export function mayAppoint(actor: Actor, roles: readonly Role[], place: Owner): boolean {
  return actor.roles.some(
    (own) => roleReaches(own, actor, place) && roles.every((role) => APPOINTABLE[own]?.includes(role)),
  )
}

/** All that one of these roles gives. */
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

/** What is missing or too much among the places that these roles need. */
export function findPlaceFault(roles: readonly Role[], place: StatedPlace): FieldError | undefined {
  const holdings = new Set(roles.map(holdingOf))
  for (const [holding, field] of PLACE_FIELDS) {
    const pointer = `/${field}`
    if (holdings.has(holding) && place[field] === undefined) return { pointer, detail: 'is needed for these roles' }
    if (!holdings.has(holding) && place[field] !== undefined) return { pointer, detail: 'does not fit these roles' }
  }
  return holdings.size > 1 ? { pointer: '/roles', detail: 'hold at different places: appoint for each' } : undefined
}

type Place = Pick<Workplace, 'facility_id' | 'chain_id' | 'district_cell'>

/** Where the roles of an appointment hold, for asking who may change it. */
export function placeOf({ facility_id, chain_id, district_cell }: Place): Owner {
  if (facility_id !== null) return { facilityId: facility_id, cell: cellOf(facility_id) }
  if (chain_id !== null) return { chainId: chain_id }
  return district_cell === null ? {} : { cell: district_cell }
}

/** The district in which a place lies; null for a chain and for the whole country. */
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

/** A doctor who sits in twenty clinics is one; a list that is longer is a mistake or an attack. */
export const WORKPLACES_MAX = 30

/** What an appointment does to the active ones of an account. */
export type Appointing =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'extend'
      readonly id: WorkplaceId
      readonly roles: readonly Role[]
      /** Whether any of them is new there. */
      readonly isMore: boolean
    }
  | { readonly kind: 'too-many' }

/** Roles at a place where the account works are added there; any other place is one more. */
export function decideAppointment(
  active: readonly Workplace[],
  given: Place & { readonly roles: readonly Role[] },
): Appointing {
  const there = active.find((workplace) => isSamePlace(workplace, given))
  if (there) {
    const roles = [...new Set([...there.roles, ...given.roles])]
    return { kind: 'extend', id: there.id, roles, isMore: roles.length > there.roles.length }
  }
  return active.length < WORKPLACES_MAX ? { kind: 'open' } : { kind: 'too-many' }
}

/** Whether an account is switched off when this is all that its holder still does: a citizen stays a citizen. */
export function isOver(account: Pick<Account, 'patient_id'>, active: readonly Workplace[]): boolean {
  return account.patient_id === null && active.length === 0
}

/** The roles of a token: a citizen is one beside the workplace that was chosen. */
export function rolesAt(account: Pick<Account, 'patient_id'>, workplace: Workplace | undefined): Role[] {
  return [...(account.patient_id === null ? [] : [CITIZEN]), ...(workplace?.roles ?? [])]
}

/** Where a sign-in begins: the workplace that was used last, or the only one; else the person chooses. */
export function pickWorkplace(active: readonly Workplace[]): Workplace | undefined {
  const usedAtMs = ({ last_used_at }: Workplace): number => last_used_at?.getTime() ?? 0
  const [newest] = [...active].sort((one, other) => usedAtMs(other) - usedAtMs(one))
  return newest && (active.length === 1 || newest.last_used_at !== null) ? newest : undefined
}

// ASVS 5.0, 7.3: who can see other people's records signs in again each working day.
const STAFF_SESSION_SECONDS_MAX = 12 * 3_600

/** How long a sign-in lasts however often it is refreshed; `isStaff`: who works anywhere. */
export function sessionSeconds(isStaff: boolean, secondsMax: number): number {
  return isStaff ? Math.min(secondsMax, STAFF_SESSION_SECONDS_MAX) : secondsMax
}

/**
 * When a sign-in ends that takes a workplace; undefined when it may not: one that was opened as a citizen's lasts for
 * weeks, and takes no roles of staff later than its first day.
 */
export function decideSwitch(session: Session | undefined, now: Date): Date | undefined {
  if (!session || session.revoked_at) return undefined
  const staffEndMs = session.created_at.getTime() + STAFF_SESSION_SECONDS_MAX * 1_000
  const endsAt = new Date(Math.min(session.expires_at.getTime(), staffEndMs))
  return endsAt > now ? endsAt : undefined
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
