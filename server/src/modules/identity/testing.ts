// The people and the requests that the tests of this module share.

import type { Context } from '../../platform/module.ts'
import type { WithAfter } from '../../testing/database.ts'
import { codeFor } from '../../testing/inbox.ts'
import { type Person, type SetupOptions, setup } from '../../testing/setup.ts'
import { FIRST_ADMIN } from './access.ts'
import { createDemoAccount, type NewStaff } from './accounts/demo-accounts.ts'

export { createDemoAccount } from './accounts/demo-accounts.ts'
export { codeAt } from './factors/totp.ts'
export { openSession } from './signing-in/steps.ts'
export type { IdentityContext } from './tables.ts'

export const asha = {
  phone: '+919812345601',
  name: 'Asha Raghunathan',
  password: 'monsoon over the ghats',
  birthDate: '1988-02-29',
  gender: 'female',
  pin: '110001',
}
export const omar = { ...asha, phone: '+919812345602', name: 'Omar Siddiqui', gender: 'male', pin: '411001' }
export const nila = { phone: '+919812345600', name: 'Nila Menon', password: 'a lighthouse in Diu' }

/** Makes a national administrator with a proven phone. */
export async function createAdmin(context: Context, admin: Omit<NewStaff, 'roles'>) {
  return createDemoAccount(context, { ...admin, roles: [FIRST_ADMIN] })
}

interface Workplace {
  workplaceId: string
  kind: string
  facilityId?: string
  chainId?: string
  placeName?: string
  roles: string[]
  powers: string[]
  appoints: { role: string; kind: string }[]
  isCurrent: boolean
}

/** All fields that answers of this module may hold; a test reads those of its route. */
export interface Body {
  accountId: string
  offerId: string
  workplaceId: string
  patientId: string
  accessToken: string
  refreshToken: string
  expiresInSeconds: number
  endsInSeconds: number
  account: {
    id: string
    name: string
    roles: string[]
    powers: string[]
    facilityId?: string
    patientId?: string
    workplaces: Workplace[]
  }
  powers: string[]
  workplaces: Workplace[]
  items: Workplace[]
  phone: string
  roles: string[]
  active: boolean
  expiresAt: string
  resendAfterSeconds: number
  type: string
  errors?: { pointer: string; detail: string }[]
  keys: Record<string, string>[]
  messages: { to: string; text: string }[]
  candidates: { patientId: string; name: string }[]
}

/** A person to whom roles are offered; the password is set after the acceptance. */
export interface Hired {
  readonly phone: string
  readonly name: string
  readonly password?: string
  readonly roles: readonly string[]
  readonly [place: string]: unknown
}

export interface SignedInPerson extends Person {
  readonly refreshToken: string
}

/** Starts the whole program with Nila as national administrator. `peer` starts another process on the same database. */
export async function setupIdentity(t: WithAfter, options: SetupOptions = {}) {
  const bundle = await setup(t, options)
  await createAdmin(bundle.program.context('identity'), nila)
  return { ...bundle, ...questionsOf(bundle), peer: (more: SetupOptions = {}) => setupPeer(t, bundle, options, more) }
}

async function setupPeer(
  t: WithAfter,
  { databaseUrl }: { databaseUrl: string },
  first: SetupOptions,
  more: SetupOptions,
) {
  const bundle = await setup(t, { ...first, ...more, databaseUrl, env: { ...first.env, ...more.env } })
  return { ...bundle, ...questionsOf(bundle) }
}

function questionsOf({ ask, program }: Pick<Awaited<ReturnType<typeof setup>>, 'ask' | 'program'>) {
  const get = (url: string, by?: Person) => ask<Body>('GET', url, { by })
  const post = (url: string, body?: object, by?: Person) => ask<Body>('POST', url, { body, by })
  const put = (url: string, body: object, by?: Person) => ask<Body>('PUT', url, { body, by })
  const readCode = async (phone: string) => codeFor((await get('/dev/inbox')).body.messages, phone)
  const askCode = async (phone: string) => {
    await post('/v1/auth/otp', { phone })
    return readCode(phone)
  }
  const signInByCode = async (phone: string): Promise<SignedInPerson> => {
    const { status, body } = await post('/v1/auth/login', { phone, otp: await askCode(phone) })
    if (status !== 200) throw new Error(`the sign-in answered ${status}`)
    return { accountId: body.account.id, token: body.accessToken, refreshToken: body.refreshToken }
  }
  return {
    get,
    post,
    put,
    askCode,
    signInByCode,
    /** Offers roles to a person, who accepts them with a code and sets the password. Gives the account. */
    async hire(by: Person, { password, ...offer }: Hired): Promise<string> {
      const offered = await post('/v1/staff', offer, by)
      if (offered.status !== 202) throw new Error(`the offer answered ${offered.status}`)
      const { phone } = offer
      const person = await signInByCode(phone)
      const url = `/v1/me/offers/${offered.body.offerId}/acceptance`
      const accepted = await post(url, { otp: await askCode(phone) }, person)
      if (accepted.status !== 200) throw new Error(`the acceptance answered ${accepted.status}`)
      if (password === undefined) return person.accountId
      const set = await post('/v1/auth/password/reset', { phone, otp: await askCode(phone), password })
      if (set.status !== 204) throw new Error(`the reset answered ${set.status}`)
      return person.accountId
    },
    /** Asks for a code, and registers with it. */
    async register(person: { readonly phone: string; readonly [field: string]: unknown }) {
      await post('/v1/auth/otp', { phone: person.phone })
      return post('/v1/auth/register', { ...person, otp: await readCode(person.phone) })
    },
    async signIn({ phone, password }: { phone: string; password: string }): Promise<SignedInPerson> {
      const { status, body } = await post('/v1/auth/login', { phone, password })
      if (status !== 200) throw new Error(`the sign-in answered ${status}`)
      return { accountId: body.account.id, token: body.accessToken, refreshToken: body.refreshToken }
    },
    readCode,
    messages: async () => (await get('/dev/inbox')).body.messages,
    /** What the holders of accounts must hear about, in the order of the events. */
    async changes(): Promise<string[]> {
      const { rows } = await program.context('identity').pool.query(
        `select body -> 'body' ->> 'change' as change from identity.outbox
         where name = 'identity.account-secured.v1' order by id`,
      )
      return rows.map(({ change }) => change)
    },
  }
}

interface Compared {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Body
}

/** An answer without the parts that differ in every answer, such as ids and times. */
export function shapeOf({ status, headers, body }: Compared) {
  const { date: _date, 'x-request-id': _id, 'content-length': _length, ...rest } = headers
  const ids = { ...(body.accountId && { accountId: '' }), ...(body.patientId && { patientId: '' }), instance: '' }
  return { status, headers: rest, body: { ...body, ...ids } }
}
