// Computes what each route must answer to each kind of person, from its power, the table of powers, and the scope.
import type { Access } from '../../platform/access.ts'
import { holdingOf, type PowerTable, ROLES, type Role } from '../../platform/powers.ts'
import type { AccessRow, Asker, Whose } from '../../testing/access-rows.ts'
import { EXCEPTIONS } from './testing-exceptions.ts'

/**
 * `ok` is a 2xx answer. `403` says that the person may not do this. `404` hides from other people that the record
 * exists. `401` says that nobody is signed in, or that the token is of a wrong kind.
 */
export type Expected = 'ok' | '401' | '403' | '404'

const NOBODY = ['anonymous', 'expired', 'revoked'] as const

const ELSEWHERE = ROLES.filter((role) => ['family', 'facility', 'chain', 'district'].includes(holdingOf(role) ?? ''))

/** Nobody, one person of each role, and one more at another place for each role that has a place. */
export const ASKERS: readonly Asker[] = [...NOBODY, ...ROLES, ...ELSEWHERE.map((role): Asker => `${role} elsewhere`)]

export const isNobody = (asker: Asker): boolean => (NOBODY as readonly Asker[]).includes(asker)

/** The role of an asker. */
export const roleOf = (asker: Asker): Role => asker.replace(/ elsewhere$/, '') as Role

const isElsewhere = (asker: Asker): boolean => asker.endsWith(' elsewhere')

export function expectedOf(
  name: string,
  { whose }: AccessRow,
  rule: Access,
  { asker, powers }: { readonly asker: Asker; readonly powers: PowerTable },
): Expected {
  const usual = usualOf(rule, whose, asker, powers)
  const exception = EXCEPTIONS.find(
    ({ row, askers, instead }) => row === name && instead === usual && (askers?.includes(asker) ?? true),
  )
  return exception?.is ?? usual
}

/** The expected answer without the exceptions. */
export function usualOf(rule: Access, whose: Whose | undefined, asker: Asker, powers: PowerTable): Expected {
  if (rule.kind === 'public') return 'ok'
  if (isNobody(asker)) return '401'
  const role = roleOf(asker)
  if (rule.kind === 'signed-in') return holdingOf(role) === 'system' ? '403' : 'ok'
  const { power, scope, tokenHeader } = rule
  // A route for outside systems answers 401 to a token that is not a customer's.
  if (!powers.rolesWith(power)?.has(role)) return tokenHeader ? '401' : '403'
  const usual = { own: 'asker', record: 'family-and-facility', place: 'facility', anywhere: 'asker' } as const
  if (reaches(asker, whose ?? usual[scope])) return 'ok'
  return scope === 'place' ? '403' : '404'
}

function reaches(asker: Asker, whose: Whose): boolean {
  const holding = holdingOf(roleOf(asker))
  if (whose === 'asker' || holding === 'nation') return true
  if (isElsewhere(asker)) return false
  if (holding === 'family') return whose.startsWith('family')
  if (holding === 'district') return whose !== 'family'
  return (holding === 'facility' || holding === 'chain') && whose.endsWith('facility')
}
