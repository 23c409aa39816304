// The demo as modules see it: they add to it through the API, by the demo's own people, so it obeys every rule.
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

/** The API as the person sees it who is signed in now. What it refuses ends the demo with the answer's text. */
export interface DemoApi {
  get<Answer>(url: string): Promise<Answer>
  send<Answer>(method: 'POST' | 'PATCH', url: string, body: object): Promise<Answer>
  signIn(account: Pick<DemoAccount, 'phone' | 'password'>): Promise<void>
  signOut(): Promise<void>
}

export interface Demo {
  readonly config: Config
  readonly api: DemoApi
  /** A day of a facility, YYYY-MM-DD. */
  readonly today: string
  /** The real hospital at which the demo's staff work. */
  readonly hospital: DemoFacility
  /** One hospital of each other state, so that there is something to find everywhere. */
  readonly otherHospitals: readonly DemoFacility[]
  readonly accounts: readonly DemoAccount[]
}

/** What a module adds. A repeat adds only what is missing, such as the sessions of days that came nearer. */
export type SeedDemo = (demo: Demo, context: Context) => Promise<void>
