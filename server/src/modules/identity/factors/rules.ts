// Pure decisions of second factors: whether a sign-in needs one, and what a recovery code looks like.
import type { Session, Workplace } from '../tables.ts'
import type { FactorRole } from './store.ts'

/** What a sign-in needs before it has its roles: the factor that the person has, or a first one to set up. */
export type FactorDue = 'needed' | 'enrol'

/** Whether one of the roles of these workplaces needs a second factor, by a rule that the sign-in began under. */
export function isFactorDemanded(
  demanded: readonly FactorRole[],
  workplaces: readonly Workplace[],
  { factor_at, created_at }: Pick<Session, 'factor_at' | 'created_at'>,
): boolean {
  if (factor_at !== null) return false
  return workplaces.some(({ roles }) => demanded.some(({ role, since }) => since <= created_at && roles.includes(role)))
}

export const RECOVERY_CODES = 10
// 32 letters and digits that nobody mistakes for one another: 10 of them are 50 bits.
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const CODE_LENGTH = 10

/** A recovery code from random bytes, such as 7KQ2M-XW49P. */
export function toRecoveryCode(bytes: Uint8Array): string {
  const signs = [...bytes.subarray(0, CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return `${signs.slice(0, CODE_LENGTH / 2)}-${signs.slice(CODE_LENGTH / 2)}`
}

/** The signs of a recovery code as people type them: with small letters, spaces and dashes. */
export function readRecoveryCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '')
}
