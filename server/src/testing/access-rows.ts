// How a module describes its routes to the access test: a valid request for each, and the owner of its record.
import type { Role } from '../platform/powers.ts'
import type { Person, Setup } from './setup.ts'

export interface Request {
  readonly url: string
  readonly body?: Readonly<Record<string, unknown>>
  /** The body when it is not JSON; replaces `body`. */
  readonly text?: string
  /** Headers to add to the token or to replace it. Some headers sign the payload. */
  readonly headers?: (payload: string) => Record<string, string>
}

/** Who asks: one person of each role here, one elsewhere for each role that has a place, and people without access. */
export type Asker = Role | `${Role} elsewhere` | 'anonymous' | 'expired' | 'revoked'

/** The small world of the access test: a centre in a chain, and one person of each kind. */
export interface SmallWorld extends Setup {
  readonly people: Readonly<Record<Asker, Person | undefined>>
  /** The facility of the staff who are not `elsewhere`. */
  readonly facilityId: string
  readonly cell: number
  readonly chainId: string
  /** The citizen's phone number. */
  readonly phone: string
  /** A new number at each call. */
  next(): number
  nextPhone(): string
}

/** Gives the id of an existing record, of a new record, or of a record that does not exist. */
export type IdOf = (record: string) => Promise<string>

/** Makes the request. `asker` is the person who will send it; undefined when nobody is signed in. */
export type Prepare = (idOf: IdOf, asker: Person | undefined) => Request | Promise<Request>

/**
 * The owner of the record in a request: the person who asks, only the citizen's family, the facility (with its chain
 * and district), only the district, or the family and the facility.
 */
export type Whose = 'asker' | 'family' | 'facility' | 'district' | 'family-and-facility'

export interface AccessRow {
  readonly prepare: Prepare
  /** The default depends on the scope: `asker` at `own`, `facility` at `place`, `family-and-facility` at `record`. */
  readonly whose?: Whose
}

export interface ModuleAccess {
  /** The rows by route, with the parameter that its answer depends on: `GET /v1/vaccination/bookings?patient=`. */
  readonly rows: Readonly<Record<string, AccessRow>>
  /** Functions that make the records for the requests. Each call makes a new record. */
  readonly records?: Readonly<Record<string, () => Promise<string>>>
  /** The people whom the module itself makes. */
  readonly people?: Partial<Readonly<Record<Asker, Person>>>
}

/** The type of `openAccess`, which the `testing-access.ts` of a module exports. */
export type OpenAccess = (world: SmallWorld) => Promise<ModuleAccess>

/** A row for a request that is always the same. */
export const get = (url: string, whose?: Whose): AccessRow => row(() => ({ url }), whose)

export const row = (prepare: Prepare, whose?: Whose): AccessRow => ({ prepare, ...(whose && { whose }) })

/** A row for an address that contains the id of one record, written `:id`. */
export const on = (
  url: string,
  record: string,
  { whose, body }: { readonly whose?: Whose; readonly body?: Request['body'] } = {},
): AccessRow => row(async (idOf) => ({ url: url.replace(':id', await idOf(record)), ...(body && { body }) }), whose)

/** Sends a POST and gives the body of the answer. Throws when the status is not 201. */
export async function make(
  { ask }: Pick<SmallWorld, 'ask'>,
  url: string,
  asked: Parameters<SmallWorld['ask']>[2],
): Promise<Record<string, unknown>> {
  const { status, body } = await ask<Record<string, unknown>>('POST', url, asked)
  if (status !== 201) throw new Error(`POST ${url} answered ${status}: ${JSON.stringify(body)}`)
  return body
}

/** Registers somebody new at the counter of the small world. Gives the patient. */
export async function registerPatient(world: Pick<SmallWorld, 'ask' | 'people' | 'next'>): Promise<string> {
  const stated = {
    name: `Patient ${world.next()}`,
    birthYear: 1980,
    gender: 'other',
    pin: '110001',
    confirmedNew: true,
  }
  const made = await make(world, '/v1/patients/registrations', { by: world.people['centre-admin'], body: stated })
  return made.patientId as string
}

export const person = { name: 'Asha Sharma', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
export const PASSWORD = 'a heron over Chilika'
/** A number with a correct check digit that belongs to nobody. */
export const AADHAAR = '234123412346'
