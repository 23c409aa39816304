// A nurse whose role needs a second factor, and the requests that tests of second factors share.
import type { Answer } from '../../../testing/setup.ts'
import { type Authenticator, createAuthenticator } from '../passkeys/testing-authenticator.ts'
import { type Body, nila, type SignedInPerson, setupIdentity } from '../testing.ts'
import { codeAt } from './totp.ts'

export const HERE = { host: 'localhost' }
export const ravi = { phone: '+919812345611', name: 'Ravi Kumar', password: 'a heron over Chilika' }

/** What these routes answer beside the fields of the other tests. */
export interface FactorBody extends Body {
  readonly setup: string
  readonly secret: string
  readonly uri: string
  readonly codes: string[]
  readonly isDemanded: boolean
  readonly isGiven: boolean
  readonly passkeys: number
  readonly hasApp: boolean
  readonly recoveryCodesLeft: number
}

export const outcome = ({ status, body }: Answer<Body>) => [status, body?.type?.replace('/problems/', '')]
export const pointerOf = ({ status, body }: Answer<Body>) => [status, body.errors?.[0]?.pointer]
export const dueOf = ({ body }: Answer<Body>): string | undefined =>
  (body.account as unknown as { secondFactor?: string }).secondFactor

/** Ravi is a vaccinator of a centre. Nila demands a second factor of vaccinators, unless `roles` says otherwise. */
export async function setupFactors(
  t: Parameters<typeof setupIdentity>[0],
  { roles = ['vaccinator'], env = {} }: { roles?: readonly string[]; env?: Record<string, string> } = {},
) {
  const identity = await setupIdentity(t, { env })
  const { ask, post, clock, hire, signIn, signInByCode, askCode } = identity
  const boss = await signIn(nila)
  const { facilityId } = await identity.centre()
  const accountId = await hire(boss, { ...ravi, roles: ['vaccinator'], facilityId })
  const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, by?: SignedInPerson, body?: object) =>
    ask<FactorBody>(method, url, { by, body, headers: HERE })
  const demand = (all: readonly string[], by: SignedInPerson = boss) =>
    send('PUT', '/v1/staff/second-factor', by, { roles: all })
  if (roles.length > 0) await demand(roles)
  const codeNow = (secret: string) => codeAt(secret, clock.now())
  const login = async (proof: { password: string } | { otp: string }, phone = ravi.phone) => {
    const answer = await post('/v1/auth/login', { phone, ...proof })
    const { accessToken, refreshToken, account } = answer.body
    return { answer, by: { accountId: account?.id ?? '', token: accessToken, refreshToken } as SignedInPerson }
  }
  const setUp = (by: SignedInPerson) => send('POST', '/v1/me/authenticator/setup', by)
  return {
    ...identity,
    ...{ boss, facilityId, accountId, send, demand, codeNow, login, setUp, signIn, signInByCode },
    byPassword: () => login({ password: ravi.password }),
    byCode: async () => login({ otp: await askCode(ravi.phone) }),
    give: (by: SignedInPerson, body: object) => send('POST', '/v1/auth/second-factor', by, body),
    refresh: async (by: SignedInPerson): Promise<SignedInPerson> => {
      const { body } = await post('/v1/auth/refresh', { refreshToken: by.refreshToken })
      return { ...by, token: body.accessToken, refreshToken: body.refreshToken }
    },
    /** Sets up an app, and moves the clock on, so that the next code is a new one. Gives the secret. */
    enrol: async (by: SignedInPerson): Promise<string> => {
      const { setup, secret } = (await setUp(by)).body
      const { status } = await send('PUT', '/v1/me/authenticator', by, { setup, code: await codeNow(secret) })
      if (status !== 204) throw new Error(`the app answered ${status}`)
      clock.advance(30_000)
      return secret
    },
    addPasskey: async (by: SignedInPerson, device = createAuthenticator()) => {
      const { body } = await send('POST', '/v1/me/passkeys/challenge', by)
      const created = device.create(body as never as Parameters<Authenticator['create']>[0])
      return { device, answer: await send('POST', '/v1/me/passkeys', by, created) }
    },
  }
}
