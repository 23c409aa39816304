// The roles and where each role holds, and the table of powers: what each role may do in all modules.

/**
 * Every role, and where it holds. To add a role, add one row here, and its powers in the `access.ts` of the modules.
 * `family`: the records of the person's own account. `system`: an outside system, which is no person and reaches no
 * record.
 */
const HOLDS = {
  citizen: 'family',
  doctor: 'facility',
  nurse: 'facility',
  reception: 'facility',
  pharmacist: 'facility',
  'lab-technician': 'facility',
  cashier: 'facility',
  vaccinator: 'facility',
  'centre-admin': 'facility',
  'chain-admin': 'chain',
  'district-officer': 'district',
  'national-admin': 'nation',
  auditor: 'nation',
  client: 'system',
} as const

export type Role = keyof typeof HOLDS
export type Holding = (typeof HOLDS)[Role]

export const ROLES = Object.keys(HOLDS) as readonly Role[]

/** Where a role holds. Undefined for an unknown word: a token of another version of Sehat may contain one. */
export function holdingOf(role: Role): Holding | undefined {
  return HOLDS[role]
}

/** The roles that hold in one of these ways. */
export function rolesHolding(...holdings: readonly Holding[]): readonly Role[] {
  return ROLES.filter((role) => holdings.includes(HOLDS[role]))
}

/** The roles that need an appointment. Anybody can become a citizen, and outside systems are onboarded. */
export const STAFF_ROLES = rolesHolding('facility', 'chain', 'district', 'nation')

/** The powers of each role in one module. A role that is left out has none there. */
export type PowerRows = Partial<Readonly<Record<Role, readonly string[]>>>

export interface PowerTable {
  /** All powers, in alphabetical order. */
  readonly words: readonly string[]
  /** The powers that these roles have together, in alphabetical order. */
  of(roles: readonly Role[]): string[]
  /** The roles that have this power; undefined for a power that no module declares. */
  rolesWith(power: string): ReadonlySet<Role> | undefined
}

const POWER_FORM = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/

/** Puts the rows of all modules together. Throws when two modules declare one power, or a power has a wrong form. */
export function gatherPowers(parts: readonly { readonly name: string; readonly rows: PowerRows }[]): PowerTable {
  const owners = new Map<string, string>()
  const holders = new Map<string, Set<Role>>()
  const add = (module: string, role: Role, power: string): void => {
    if (!POWER_FORM.test(power)) throw new Error(`${module}: the power ${power} does not have the form noun.verb`)
    const owner = owners.get(power) ?? module
    if (owner !== module) throw new Error(`${owner} and ${module} both declare the power ${power}: rename one`)
    owners.set(power, module)
    holders.set(power, (holders.get(power) ?? new Set()).add(role))
  }
  for (const { name, rows } of parts) {
    for (const role of ROLES) for (const power of rows[role] ?? []) add(name, role, power)
  }
  const words = [...holders.keys()].sort()
  return {
    words,
    of: (roles) => words.filter((power) => roles.some((role) => holders.get(power)?.has(role))),
    rolesWith: (power) => holders.get(power),
  }
}
