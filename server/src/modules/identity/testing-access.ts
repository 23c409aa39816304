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
import { createDemoAccount, type IdentityContext, openSession } from './testing.ts'

type Rows = Readonly<Record<string, AccessRow>>
type Steps = ReturnType<typeof openSteps>

interface Newcomer {
  readonly phone: string
  readonly sessionId: string
  readonly headers: Record<string, string>
}

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
    async mailCodeOf(mail: string, { headers }: Newcomer): Promise<string> {
      await world.ask('POST', '/v1/me/mail/code', { body: { mail }, headers })
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
        const headers = bearer(signedIn?.accessToken)
        const sessionId = signedIn?.actor.sessionId as string
        const request = await prepare({ phone: newcomer.phone, sessionId, headers })
        return { ...request, headers: () => headers }
      }),
  }
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
    rows: { ...(await openSignInRows(world, steps)), ...openOwnRows(world, steps), ...openStaffRows(world) },
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

const openStaffRows = ({ nextPhone }: SmallWorld): Rows => ({
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
