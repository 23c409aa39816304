// The demo as modules see it. They add data through the API as the people of the demo, so the data obeys every rule.
import type { Config } from './config.ts'
import type { Context } from './module.ts'
import { holdingOf, type Role } from './powers.ts'

/** A person of the demo who can sign in. */
export interface DemoAccount {
  readonly role: Role
  readonly name: string
  readonly phone: string
  readonly password: string
  readonly facilityId?: string
}

export interface DemoPerson {
  readonly name: string
  readonly birthDate: string
  readonly gender: 'female' | 'male' | 'other'
  readonly pin: string
}

/** A family that books for today. The first person has the account. */
export interface DemoHousehold {
  readonly phone: string
  readonly password: string
  readonly people: readonly [DemoPerson, ...DemoPerson[]]
}

export interface DemoFacility {
  readonly facilityId: string
  readonly name: string
  readonly kinds: readonly string[]
  readonly cell: number
}

/** The API for one person, or for nobody. A refusal throws an error with the text of the answer. */
export interface DemoApi {
  get<Answer>(url: string): Promise<Answer>
  /** A body is JSON, or the bytes of a buffer. `key` is the Idempotency-Key, for a route that needs one. */
  send<Answer>(method: 'POST' | 'PUT' | 'PATCH', url: string, body: object, key?: string): Promise<Answer>
}

export interface Demo {
  readonly config: Config
  /** Today in India, YYYY-MM-DD. */
  readonly today: string
  /** The real hospital at which the demo's staff work. */
  readonly hospital: DemoFacility
  /** Two more real hospitals of its chain, the second in another district. Each has an administrator. */
  readonly branches: readonly DemoFacility[]
  readonly accounts: readonly DemoAccount[]
  readonly households: readonly DemoHousehold[]
  /** Does the work as the first person with this role, or as this person. */
  as<Result>(who: Role | Pick<DemoAccount, 'phone'>, work: (api: DemoApi) => Promise<Result>): Promise<Result>
  /** Does the work as an outside system, whose token is among the headers. */
  asSystem<Result>(headers: Readonly<Record<string, string>>, work: (api: DemoApi) => Promise<Result>): Promise<Result>
  /** The time of day in India (HH:MM), also while the demo makes its past. */
  now(): string
  /** Does the work as if it were this time (HH:MM) of that day. While people use the demo already, it is done now. */
  at<Result>(day: string, time: string, work: () => Promise<Result>): Promise<Result>
}

/** What a module adds to the demo. */
export interface ModuleDemo {
  /** Adds the module's data. When run again it adds only what is missing, such as sessions of a new day. */
  readonly seed: (demo: Demo, context: Context) => Promise<void>
  /** Gives an access token of a person of the demo. One module has it. */
  readonly signIn?: (account: Pick<DemoAccount, 'phone'>, context: Context) => Promise<string>
  /** Makes a hospital of another district a centre of the demo. When run again it adds only missing data. */
  readonly openCentre?: (api: DemoApi, centre: DemoFacility, today: string) => Promise<void>
  /** Does what is due at this minute of the day at the demo's hospital. People use the demo meanwhile. */
  readonly goOn?: (demo: Demo, context: Context) => Promise<void>
}

/** The names of the people who live in the demo: its families, and its citizens unless they wait for their owner. */
export function namesOf({ households, accounts }: Demo, withCitizens: boolean): ReadonlySet<string> {
  const citizens = withCitizens ? accounts.filter(({ role }) => holdingOf(role) === 'family') : []
  return new Set([...households.flatMap(({ people }) => people), ...citizens].map(({ name }) => name))
}
