// The requests of identity in the access test: sign in and out, one's own account, and the staff of a centre.
import type { Id } from '../../platform/contract.ts'
import { newId } from '../../platform/id.ts'
import {
  AADHAAR,
  type AccessRow,
  get,
  type OpenAccess,
  on,
  PASSWORD,
  person,
  type Request,
  row,
  type SmallWorld,
} from '../../testing/access-rows.ts'
import { codeFor, type InboxMessage } from '../../testing/inbox.ts'
import type { Person } from '../../testing/setup.ts'
import { codeAt } from './factors/totp.ts'
import { type Authenticator, createAuthenticator } from './passkeys/testing-authenticator.ts'
import { openTicket } from './provider/steps.ts'
import { createDemoAccount, type IdentityContext, openSession } from './testing.ts'

type Rows = Readonly<Record<string, AccessRow>>
type Steps = ReturnType<typeof openSteps>

/** The steps that come before some requests. */
function openSteps(world: SmallWorld) {
  const { people, facilityId, nextPhone } = world
  const context = world.program.context('identity')
  const signIn = async (by: Person | undefined) =>
    by && openSession(context as IdentityContext, by.accountId as Id<'account'>)
  const makeVaccinator = async (more: { password?: string } = {}) => {
    const stated = { phone: nextPhone(), name: 'Test Vaccinator', roles: ['vaccinator' as const], ...more }
    const accountId = await createDemoAccount(context, { ...stated, facilityId: facilityId as Id<'facility'> })
    return { ...stated, accountId }
  }
  const readCode = async (to: string): Promise<string> =>
    codeFor((await world.ask<{ messages: InboxMessage[] }>('GET', '/dev/inbox')).body.messages, to)
  return {
    signIn,
    makeVaccinator,
    async codeOf(phone: string): Promise<string> {
      await world.ask('POST', '/v1/auth/otp', { body: { phone } })
      return readCode(phone)
    },
    async mailCodeOf(mail: string, { by }: Newcomer): Promise<string> {
      await world.ask('POST', '/v1/me/mail/code', { body: { mail }, by })
      return readCode(mail)
    },
    /** Offers the role of a vaccinator of the centre to the holder of a phone; gives the id. */
    async offerTo(phone: string): Promise<string> {
      const body = { phone, name: 'Test Vaccinator', roles: ['vaccinator'], facilityId }
      const asked = { by: people['national-admin'], body }
      return (await world.ask<{ offerId: string }>('POST', '/v1/staff', asked)).body.offerId
    },
    /**
     * A request of somebody who signed in a moment ago, because a request that ends sign-ins must not end those of
     * other rows. Who has no account sends `refused`.
     */
    asNewcomer: (refused: Request, prepare: (newcomer: Newcomer) => Request | Promise<Request>): AccessRow =>
      row(async (_, asker) => {
        // An outside system has no account either.
        if (!Object.values(people).some((one) => one && one.accountId === asker?.accountId)) return refused
        const newcomer = await makeVaccinator({ password: PASSWORD })
        const signedIn = await signIn({ ...newcomer, token: '' })
        const by = { accountId: newcomer.accountId, token: signedIn?.accessToken as string }
        const request = await prepare({ phone: newcomer.phone, sessionId: signedIn?.actor.sessionId as string, by })
        return { ...request, headers: (payload) => ({ ...request.headers?.(payload), ...bearer(by.token) }) }
      }),
  }
}

interface Newcomer {
  readonly phone: string
  readonly sessionId: string
  readonly by: Person
}

const bearer = (token: string | undefined) => (token === undefined ? {} : { authorization: `Bearer ${token}` })

export const openAccess: OpenAccess = async (world) => {
  const steps = openSteps(world)
  return {
    records: {
      /** The account of a vaccinator of the centre. */
      staff: async () => (await steps.makeVaccinator()).accountId,
      /** An offer to a vaccinator of the centre. */
      offer: () => steps.offerTo(world.nextPhone()),
    },
    rows: {
      ...(await openSignInRows(world, steps)),
      ...openOwnRows(world, steps),
      ...(await openPasskeyRows(world, steps)),
      ...openFactorRows(world, steps),
      ...(await openProviderRows(world, steps)),
      ...openStaffRows(world),
    },
  }
}

async function openSignInRows(
  { people, phone, nextPhone }: SmallWorld,
  { signIn, codeOf, makeVaccinator }: Steps,
): Promise<Rows> {
  // Everybody signs in before the first request, because a refused request must not change the database.
  const standing = new Map<string, Awaited<ReturnType<typeof signIn>>>()
  for (const one of Object.values(people)) if (one) standing.set(one.accountId, await signIn(one))
  return {
    'POST /v1/auth/register': row(async () => {
      const stated = { ...person, phone: nextPhone(), password: PASSWORD, aadhaar: AADHAAR }
      return { url: '/v1/auth/register', body: { ...stated, otp: await codeOf(stated.phone) } }
    }),
    'POST /v1/auth/otp': row(() => ({ url: '/v1/auth/otp', body: { phone } })),
    'POST /v1/auth/login': row(() => ({ url: '/v1/auth/login', body: { phone, password: PASSWORD } })),
    'POST /v1/auth/refresh': row(async () => ({
      url: '/v1/auth/refresh',
      body: { refreshToken: (await signIn(people.citizen))?.refreshToken },
    })),
    'POST /v1/auth/introspect': row(() => ({
      url: '/v1/auth/introspect',
      body: { token: people.citizen?.token },
    })),
    'GET /v1/me': get('/v1/me'),
    'GET /v1/me/workplaces': get('/v1/me/workplaces'),
    // These two routes need a real sign-in, and logout ends its own.
    'POST /v1/auth/logout': row(async (_, asker) => {
      const signedIn = await signIn(asker)
      return { url: '/v1/auth/logout', headers: () => bearer(signedIn?.accessToken) }
    }),
    'POST /v1/auth/workplace': row((_, asker) => {
      const signedIn = asker && standing.get(asker.accountId)
      return {
        url: '/v1/auth/workplace',
        body: { workplaceId: signedIn?.workplaces[0]?.id ?? newId(0) },
        headers: () => bearer(signedIn?.accessToken),
      }
    }),
    'POST /v1/auth/password/check': row(() => {
      return { url: '/v1/auth/password/check', body: { phone, password: PASSWORD } }
    }),
    'POST /v1/auth/password/reset': row(async () => {
      const { phone: known } = await makeVaccinator()
      const body = { phone: known, otp: await codeOf(known), password: PASSWORD }
      return { url: '/v1/auth/password/reset', body }
    }),
  }
}

const openOwnRows = ({ phone, nextPhone }: SmallWorld, { asNewcomer, codeOf, mailCodeOf, offerTo }: Steps): Rows => ({
  'PUT /v1/me/password': asNewcomer({ url: '/v1/me/password', body: { otp: '000000', password: PASSWORD } }, () => ({
    url: '/v1/me/password',
    body: { current: PASSWORD, password: `${PASSWORD} in winter` },
  })),
  'PUT /v1/me/phone': asNewcomer({ url: '/v1/me/phone', body: { phone, otp: '000000' } }, async () => {
    const other = nextPhone()
    return { url: '/v1/me/phone', body: { phone: other, otp: await codeOf(other) } }
  }),
  'POST /v1/me/mail/code': asNewcomer({ url: '/v1/me/mail/code', body: { mail: 'asha@example.in' } }, () => ({
    url: '/v1/me/mail/code',
    body: { mail: 'asha@example.in' },
  })),
  'PUT /v1/me/mail': asNewcomer(
    { url: '/v1/me/mail', body: { mail: 'asha@example.in', code: '000000' } },
    async (newcomer) => {
      const mail = `test${nextPhone()}@example.in`.replace('+', '')
      return { url: '/v1/me/mail', body: { mail, code: await mailCodeOf(mail, newcomer) } }
    },
  ),
  'DELETE /v1/me/mail': asNewcomer({ url: '/v1/me/mail' }, () => ({ url: '/v1/me/mail' })),
  'GET /v1/me/sign-ins': get('/v1/me/sign-ins'),
  'DELETE /v1/me/sign-ins': asNewcomer({ url: '/v1/me/sign-ins' }, () => ({ url: '/v1/me/sign-ins' })),
  'DELETE /v1/me/sign-ins/:signInId': asNewcomer({ url: `/v1/me/sign-ins/${newId(0)}` }, ({ sessionId }) => ({
    url: `/v1/me/sign-ins/${sessionId}`,
  })),
  'GET /v1/me/offers': get('/v1/me/offers'),
  'POST /v1/me/offers/:offerId/acceptance': asNewcomer(
    { url: `/v1/me/offers/${newId(0)}/acceptance`, body: { otp: '000000' } },
    async ({ phone: own }) => ({
      url: `/v1/me/offers/${await offerTo(own)}/acceptance`,
      body: { otp: await codeOf(own) },
    }),
  ),
  'POST /v1/me/offers/:offerId/refusal': asNewcomer(
    { url: `/v1/me/offers/${newId(0)}/refusal` },
    async ({ phone: own }) => ({ url: `/v1/me/offers/${await offerTo(own)}/refusal` }),
  ),
})

/** Passkeys with a software authenticator. It always says the count 0, because rows ask at the same time. */
async function openPasskeyRows({ ask }: SmallWorld, { asNewcomer, signIn, makeVaccinator }: Steps): Promise<Rows> {
  const add = async (by: Person, device: Authenticator) => {
    const { body } = await ask<Parameters<Authenticator['create']>[0]>('POST', '/v1/me/passkeys/challenge', { by })
    return device.create(body)
  }
  const addNow = async (by: Person, device = createAuthenticator()): Promise<string> => {
    const body = await add(by, device)
    return (await ask<{ passkeyId: string }>('POST', '/v1/me/passkeys', { by, body })).body.passkeyId
  }
  const known = createAuthenticator()
  const { accountId } = await makeVaccinator()
  const signedIn = await signIn({ accountId, token: '' })
  await addNow({ accountId, token: signedIn?.accessToken as string }, known)
  const challenge = async (url: string) => (await ask<Parameters<Authenticator['sign']>[0]>('POST', url)).body
  const refused = createAuthenticator().create({ rp: { id: 'x' }, user: { id: 'x' }, challenge: 'x' })
  return {
    'POST /v1/me/passkeys/challenge': asNewcomer({ url: '/v1/me/passkeys/challenge' }, () => ({
      url: '/v1/me/passkeys/challenge',
    })),
    'POST /v1/me/passkeys': asNewcomer({ url: '/v1/me/passkeys', body: refused }, async ({ by }) => ({
      url: '/v1/me/passkeys',
      body: await add(by, createAuthenticator()),
    })),
    'GET /v1/me/passkeys': get('/v1/me/passkeys'),
    'DELETE /v1/me/passkeys/:passkeyId': asNewcomer({ url: `/v1/me/passkeys/${newId(0)}` }, async ({ by }) => ({
      url: `/v1/me/passkeys/${await addNow(by)}`,
    })),
    'POST /v1/auth/passkey/challenge': row(() => ({ url: '/v1/auth/passkey/challenge' })),
    'POST /v1/auth/passkey': row(async () => ({
      url: '/v1/auth/passkey',
      body: known.sign(await challenge('/v1/auth/passkey/challenge'), { counter: 0 }),
    })),
  }
}

/** Second factors of people who have just signed in: an app, a recovery code, a passkey. */
function openFactorRows({ ask, clock }: SmallWorld, { asNewcomer }: Steps): Rows {
  const app = '/v1/me/authenticator'
  const shown = async (by: Person) => {
    const { body } = await ask<{ setup: string; secret: string }>('POST', `${app}/setup`, { by })
    return { setup: body.setup, code: await codeAt(body.secret, clock.now()) }
  }
  const url = '/v1/auth/second-factor'
  const device = createAuthenticator()
  const refused = device.sign({ rpId: 'x', challenge: 'x' })
  const { userHandle: _, ...assertion } = refused
  return {
    'GET /v1/me/second-factor': get('/v1/me/second-factor'),
    'POST /v1/me/authenticator/setup': asNewcomer({ url: `${app}/setup` }, () => ({ url: `${app}/setup` })),
    'PUT /v1/me/authenticator': asNewcomer(
      { url: app, body: { setup: 'A'.repeat(43), code: '000000' } },
      async ({ by }) => ({ url: app, body: await shown(by) }),
    ),
    'DELETE /v1/me/authenticator': asNewcomer({ url: app }, async ({ by }) => {
      await ask('PUT', app, { by, body: await shown(by) })
      return { url: app }
    }),
    'POST /v1/me/recovery-codes': asNewcomer({ url: '/v1/me/recovery-codes' }, () => ({
      url: '/v1/me/recovery-codes',
    })),
    'POST /v1/auth/second-factor': asNewcomer({ url, body: { code: '000000' } }, async ({ by }) => {
      const { body } = await ask<{ codes: string[] }>('POST', '/v1/me/recovery-codes', { by })
      return { url, body: { recoveryCode: body.codes[0] } }
    }),
    'POST /v1/auth/second-factor/challenge': get(`${url}/challenge`),
    'POST /v1/auth/second-factor/passkey': asNewcomer({ url: `${url}/passkey`, body: assertion }, async ({ by }) => {
      const own = createAuthenticator()
      const { body } = await ask<Parameters<Authenticator['create']>[0]>('POST', '/v1/me/passkeys/challenge', { by })
      await ask('POST', '/v1/me/passkeys', { by, body: own.create(body) })
      const asked = await ask<Parameters<Authenticator['sign']>[0]>('POST', `${url}/challenge`, { by })
      const { userHandle: _handle, ...signed } = own.sign(asked.body)
      return { url: `${url}/passkey`, body: signed }
    }),
    'GET /v1/staff/second-factor': get('/v1/staff/second-factor'),
    // No role, so that the people of other rows need no factor.
    'PUT /v1/staff/second-factor': row(() => ({ url: '/v1/staff/second-factor', body: { roles: [] } })),
    'POST /v1/staff/:accountId/second-factor/reset': on('/v1/staff/:id/second-factor/reset', 'staff', {
      whose: 'facility',
    }),
  }
}

/** Outside accounts. The provider of this world is down, so tickets are made as its answers would make them. */
async function openProviderRows(
  { program, ask }: SmallWorld,
  { asNewcomer, makeVaccinator, signIn }: Steps,
): Promise<Rows> {
  const context = program.context('identity') as IdentityContext
  const prove = async (subject: string) => ({
    'sehat-session': 'cookie',
    cookie: `sehat_ticket=${await openTicket(context, { issuer: 'https://id.example', subject })}`,
  })
  const url = '/v1/me/outside-accounts'
  const bind = async (by: Person, subject: string): Promise<string> => {
    const headers = await prove(subject)
    return (await ask<{ outsideAccountId: string }>('POST', url, { by, headers })).body.outsideAccountId
  }
  const { accountId } = await makeVaccinator()
  const known = await signIn({ accountId, token: '' })
  await bind({ accountId, token: known?.accessToken as string }, 'known')
  return {
    'GET /v1/auth/oidc': get('/v1/auth/oidc'),
    'GET /v1/auth/oidc/start': get('/v1/auth/oidc/start?back=/account'),
    'GET /v1/auth/oidc/callback': get('/v1/auth/oidc/callback?state=x&code=x'),
    'POST /v1/auth/oidc': row(async () => {
      const headers = await prove('known')
      return { url: '/v1/auth/oidc', headers: () => headers }
    }),
    'POST /v1/me/outside-accounts': asNewcomer({ url }, async ({ phone }) => {
      const headers = await prove(phone)
      return { url, headers: () => headers }
    }),
    'GET /v1/me/outside-accounts': get(url),
    'DELETE /v1/me/outside-accounts/:outsideAccountId': asNewcomer(
      { url: `${url}/${newId(0)}` },
      async ({ by, phone }) => ({
        url: `${url}/${await bind(by, phone)}`,
      }),
    ),
  }
}

const openStaffRows = ({ nextPhone }: SmallWorld): Rows => ({
  'POST /v1/patients/:patientId/presence-codes': on('/v1/patients/:id/presence-codes', 'relative', { whose: 'asker' }),
  'GET /v1/staff': get('/v1/staff?q=ravi&limit=5', 'asker'),
  'GET /v1/staff?facility=': on('/v1/staff?facility=:id', 'facility'),
  'POST /v1/staff': row(async (idOf) => ({
    url: '/v1/staff',
    body: {
      phone: nextPhone(),
      name: 'Ravi Test',
      roles: ['vaccinator'],
      facilityId: await idOf('facility'),
    },
  })),
  'POST /v1/staff/:accountId/deactivation': on('/v1/staff/:id/deactivation', 'staff', {
    whose: 'facility',
    body: {},
  }),
  'GET /v1/staff/offers': get('/v1/staff/offers?limit=5', 'asker'),
  'GET /v1/staff/offers?facility=': on('/v1/staff/offers?facility=:id', 'facility'),
  'POST /v1/staff/offers/:offerId/withdrawal': on('/v1/staff/offers/:id/withdrawal', 'offer', {
    whose: 'facility',
  }),
  'GET /.well-known/jwks.json': get('/.well-known/jwks.json'),
})
