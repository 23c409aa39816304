// What a module tells the access test of its routes: a well-formed request for each, and whose the record in it is.
import type { Role } from '../platform/powers.ts'
import type { Person, Setup } from './setup.ts'

export interface Request {
  readonly url: string
  readonly body?: Readonly<Record<string, unknown>>
  /** In place of `body`, where it is no JSON. */
  readonly text?: string
  /** Beside the token, or in place of it; some sign what is sent. */
  readonly headers?: (payload: string) => Record<string, string>
}

/** Everybody who asks: one of each role here, those whose role has a place once more elsewhere, and nobody. */
export type Asker = Role | `${Role} elsewhere` | 'anonymous' | 'expired' | 'revoked'

/** The small world of the access test: a centre in a chain, and one of each kind of person. */
export interface SmallWorld extends Setup {
  readonly people: Readonly<Record<Asker, Person | undefined>>
  /** Where those work who are not elsewhere. */
  readonly facilityId: string
  readonly cell: number
  readonly chainId: string
  /** Of the citizen. */
  readonly phone: string
  /** A number that was not given before. */
  next(): number
  nextPhone(): string
}

/** Gives the id of a record that stands, of a new one, or one that does not exist. */
export type IdOf = (record: string) => Promise<string>

/** `asker`: who will send it, where that makes a difference; undefined for nobody. */
export type Prepare = (idOf: IdOf, asker: Person | undefined) => Request | Promise<Request>

/**
 * Whose the record of a request is: that of whoever asks, of the citizen's family alone, of the facility (with its
 * chain and district), of the district alone, or of the family and the facility.
 */
export type Whose = 'asker' | 'family' | 'facility' | 'district' | 'family-and-facility'

export interface AccessRow {
  readonly prepare: Prepare
  /** Left out: of whoever asks at the scope `own`, the facility at `place`, both family and facility at `record`. */
  readonly whose?: Whose
}

export interface ModuleAccess {
  /** By route, with what its answer depends on: `GET /v1/vaccination/bookings?patient=`. */
  readonly rows: Readonly<Record<string, AccessRow>>
  /** How to make the records that the requests speak of; each call makes a new one. */
  readonly records?: Readonly<Record<string, () => Promise<string>>>
  /** Who is made by the module itself. */
  readonly people?: Partial<Readonly<Record<Asker, Person>>>
}

/** What `testing-access.ts` of a module exports, by the name `openAccess`. */
export type OpenAccess = (world: SmallWorld) => Promise<ModuleAccess>

/** A row of a request that is always the same. */
export const get = (url: string, whose?: Whose): AccessRow => row(() => ({ url }), whose)

export const row = (prepare: Prepare, whose?: Whose): AccessRow => ({ prepare, ...(whose && { whose }) })

/** A row of an address with the id of one record in it, as `:id`. */
export const on = (
  url: string,
  record: string,
  { whose, body }: { readonly whose?: Whose; readonly body?: Request['body'] } = {},
): AccessRow => row(async (idOf) => ({ url: url.replace(':id', await idOf(record)), ...(body && { body }) }), whose)

/** Posts as somebody, and gives the answer of a record that was made. */
export async function make(
  { ask }: Pick<SmallWorld, 'ask'>,
  url: string,
  asked: Parameters<SmallWorld['ask']>[2],
): Promise<Record<string, unknown>> {
  const { status, body } = await ask<Record<string, unknown>>('POST', url, asked)
  if (status !== 201) throw new Error(`POST ${url} answered ${status}: ${JSON.stringify(body)}`)
  return body
}

export const person = { name: 'Asha Sharma', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
export const PASSWORD = 'a heron over Chilika'
/** With its check digit; nobody's. */
export const AADHAAR = '234123412346'
