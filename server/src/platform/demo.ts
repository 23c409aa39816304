// The demo as modules see it. They add data through the API as the people of the demo, so the data obeys every rule.
import type { Config } from './config.ts'
import type { Context } from './module.ts'
import type { Role } from './powers.ts'

/** A person of the demo who can sign in. */
export interface DemoAccount {
  readonly role: Role
  readonly name: string
  readonly phone: string
  readonly password: string
  readonly facilityId?: string
}

export interface DemoFacility {
  readonly facilityId: string
  readonly name: string
  readonly kinds: readonly string[]
  readonly cell: number
}

/** The API for the person who is signed in now. A refusal throws an error with the text of the answer. */
export interface DemoApi {
  get<Answer>(url: string): Promise<Answer>
  send<Answer>(method: 'POST' | 'PATCH', url: string, body: object): Promise<Answer>
  signIn(account: Pick<DemoAccount, 'phone' | 'password'>): Promise<void>
  signOut(): Promise<void>
}

export interface Demo {
  readonly config: Config
  readonly api: DemoApi
  /** Today in India, YYYY-MM-DD. */
  readonly today: string
  /** The real hospital at which the demo's staff work. */
  readonly hospital: DemoFacility
  /** One hospital of each other state, so that a search finds something everywhere. */
  readonly otherHospitals: readonly DemoFacility[]
  readonly accounts: readonly DemoAccount[]
}

/** Adds a module's data. When run again it adds only missing data, such as sessions of days that have come nearer. */
export type SeedDemo = (demo: Demo, context: Context) => Promise<void>
