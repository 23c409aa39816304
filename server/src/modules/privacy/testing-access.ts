// The requests of privacy in the access test: consents of a family, copies of its data, and closing an account.
import type { Id } from '../../platform/contract.ts'
import { newId } from '../../platform/id.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { type AccessRow, get, make, type OpenAccess, on, type Request, row } from '../../testing/access-rows.ts'
import { codeFor, type InboxMessage } from '../../testing/inbox.ts'
import { createDemoAccount, type IdentityContext, openSession } from '../identity/testing.ts'
import { askExport, buildExport } from './exports/steps.ts'
import { textOf } from './rules.ts'
import type { PrivacyContext } from './tables.ts'

export const openAccess: OpenAccess = async (world) => {
  const { people, program, ask, nextPhone } = world
  const context = program.context('privacy') as PrivacyContext
  const identity = program.context('identity') as IdentityContext
  const decision = (patientId: string) => ({
    ...{ patientId, purpose: 'linking', textVersion: textOf('linking').textVersion, isGiven: true },
  })
  /** A citizen who signed in a moment ago, because these requests need that, and one ends the account. */
  const asNewcomer = (refused: Request, prepare: (phone: string) => Request | Promise<Request>): AccessRow =>
    row(async (_, asker) => {
      const isCitizen = [people.citizen, people['citizen elsewhere']].some((one) => one?.accountId === asker?.accountId)
      if (!asker || !isCitizen) return refused
      const known = { birthDate: '1990-05-14', gender: 'female', pin: '110001' }
      const stated = { phone: nextPhone(), name: 'Test Newcomer', password: 'a heron over Chilika', ...known }
      const accountId = await createDemoAccount(program.context('identity'), stated as never)
      const signedIn = await openSession(identity, accountId as Id<'account'>)
      const request = await prepare(stated.phone)
      return { ...request, headers: () => ({ authorization: `Bearer ${signedIn?.accessToken}` }) }
    })
  const codeOf = async (phone: string): Promise<string> => {
    await ask('POST', '/v1/auth/otp', { body: { phone } })
    return codeFor((await ask<{ messages: InboxMessage[] }>('GET', '/dev/inbox')).body.messages, phone)
  }
  // One member for all rows: a family has few.
  let member: Promise<string> | undefined
  const addMember = async (): Promise<string> => {
    const stated = { name: `Member ${world.next()}`, birthYear: 1980, gender: 'other', pin: '110001' }
    const asked = { by: people.citizen, body: { ...stated, confirmedNew: true } }
    return (await make(world, '/v1/patients', asked)).patientId as string
  }
  return {
    records: {
      async consent() {
        member ??= addMember()
        const made = await make(world, '/v1/privacy/consents', { by: people.citizen, body: decision(await member) })
        return made.consentId as string
      },
      async export() {
        const accountId = people.citizen?.accountId as Id<'account'>
        const origin = { actorId: null, requestId: newId(0) }
        const { id } = await transaction(context.db, (tx) => askExport(tx, accountId, origin))
        await buildExport(context, id)
        return id
      },
    },
    rows: {
      'GET /v1/privacy/kept': get('/v1/privacy/kept'),
      'GET /v1/privacy/consents': get('/v1/privacy/consents'),
      'POST /v1/privacy/consents': row(
        async (idOf) => ({ url: '/v1/privacy/consents', body: decision(await idOf('patient')) }),
        'family',
      ),
      'POST /v1/privacy/consents/:consentId/withdrawal': on('/v1/privacy/consents/:id/withdrawal', 'consent', {
        whose: 'family',
      }),
      'POST /v1/privacy/exports': asNewcomer({ url: '/v1/privacy/exports' }, () => ({ url: '/v1/privacy/exports' })),
      'GET /v1/privacy/exports': get('/v1/privacy/exports'),
      'GET /v1/privacy/exports/:exportId/document': on('/v1/privacy/exports/:id/document', 'export', {
        whose: 'family',
      }),
      'POST /v1/privacy/closing': asNewcomer(
        { url: '/v1/privacy/closing', body: { otp: '000000' } },
        async (phone) => ({ url: '/v1/privacy/closing', body: { otp: await codeOf(phone) } }),
      ),
    },
  }
}
