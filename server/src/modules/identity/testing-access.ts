// The requests of identity in the access test: sign in and out, choose a workplace, and the staff of a centre.
import type { Id } from '../../platform/contract.ts'
import { newId } from '../../platform/id.ts'
import { AADHAAR, get, make, type OpenAccess, on, PASSWORD, person, row } from '../../testing/access-rows.ts'
import { codeFor, type InboxMessage } from '../../testing/inbox.ts'
import type { Person } from '../../testing/setup.ts'
import { type IdentityContext, openSession } from './testing.ts'

export const openAccess: OpenAccess = async (world) => {
  const { people, facilityId, phone, nextPhone } = world
  const context = world.program.context('identity') as IdentityContext
  const signIn = async (by: Person | undefined) => by && openSession(context, by.accountId as Id<'account'>)
  // Everybody signs in before the first request, because a refused request must not change the database.
  const standing = new Map<string, Awaited<ReturnType<typeof signIn>>>()
  for (const one of Object.values(people)) if (one) standing.set(one.accountId, await signIn(one))
  const bearer = (token: string | undefined) => (token === undefined ? {} : { authorization: `Bearer ${token}` })
  return {
    records: {
      /** The account of a vaccinator of the centre. */
      async staff() {
        const body = { phone: nextPhone(), name: 'Test Vaccinator', roles: ['vaccinator'], facilityId }
        return (await make(world, '/v1/staff', { by: people['national-admin'], body })).accountId as string
      },
    },
    rows: {
      'POST /v1/auth/register': row(async () => {
        const newPhone = nextPhone()
        await world.ask('POST', '/v1/auth/otp', { body: { phone: newPhone } })
        const inbox = await world.ask<{ messages: InboxMessage[] }>('GET', '/dev/inbox')
        const otp = codeFor(inbox.body.messages, newPhone)
        return {
          url: '/v1/auth/register',
          body: { ...person, phone: newPhone, otp, password: PASSWORD, aadhaar: AADHAAR },
        }
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
      'GET /v1/staff': get('/v1/staff?q=ravi&limit=5', 'asker'),
      'GET /v1/staff?facility=': on('/v1/staff?facility=:id', 'facility'),
      'POST /v1/staff': row(async (idOf) => ({
        url: '/v1/staff',
        body: {
          phone: nextPhone(),
          name: 'Ravi Test',
          password: PASSWORD,
          roles: ['vaccinator'],
          facilityId: await idOf('facility'),
        },
      })),
      'POST /v1/staff/:accountId/deactivation': on('/v1/staff/:id/deactivation', 'staff', {
        whose: 'facility',
        body: {},
      }),
      'GET /.well-known/jwks.json': get('/.well-known/jwks.json'),
    },
  }
}
