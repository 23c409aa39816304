// Tests offers of roles: nothing shows or changes before the holder of the phone accepts, and who may end an offer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import type { Person } from '../../../testing/setup.ts'
import { asha, type IdentityContext, nila, setupIdentity } from '../testing.ts'
import { OFFER_DAYS } from './rules.ts'
import { offerFromConsole } from './steps.ts'

const ravi = { phone: '+919812345612', name: 'Ravi Kumar' }
const DAY_MS = 86_400_000

interface Offer {
  offerId: string
  name: string
  phoneLast4: string
  roles: string[]
  hasExpired: boolean
}

/** Mira administers the clinic; Omar administers its neighbour. Both are only tokens. */
async function setupOffers(t: Parameters<typeof setupIdentity>[0]) {
  const identity = await setupIdentity(t)
  const url = '/v1/facilities?pin=110001&kind=hospital'
  const { items } = (await identity.ask<{ items: { facilityId: string; cell: number }[] }>('GET', url)).body
  const [clinic, neighbour] = items
  assert.ok(clinic && neighbour)
  const mira = await identity.staff('centre-admin', clinic.facilityId)
  const offer = (more: object = {}, by: Person = mira) =>
    identity.post('/v1/staff', { ...ravi, roles: ['vaccinator'], facilityId: clinic.facilityId, ...more }, by)
  const listOpen = async (by: Person = mira) =>
    (await identity.ask<{ items: Offer[] }>('GET', '/v1/staff/offers', { by })).body.items
  const listOwn = async (by: Person) =>
    (await identity.ask<{ items: Offer[] }>('GET', '/v1/me/offers', { by })).body.items
  const accept = async (offerId: string, by: Person, phone: string) =>
    identity.post(`/v1/me/offers/${offerId}/acceptance`, { otp: await identity.askCode(phone) }, by)
  return {
    ...identity,
    ...{ clinic: clinic.facilityId, neighbour: neighbour.facilityId, mira, offer, listOpen, listOwn, accept },
    omar: await identity.staff('centre-admin', neighbour.facilityId),
  }
}

test('a person without an account signs in with a code, accepts with a code, and then works there', async (t) => {
  const { offer, signInByCode, get, post, listOwn, accept, clinic, ask, mira, messages } = await setupOffers(t)
  const offered = await offer()
  assert.equal(offered.status, 202)
  const [told] = await messages()
  assert.deepEqual([told?.to, /Sehat: you are invited to work at/.test(told?.text ?? '')], [ravi.phone, true])
  const person = await signInByCode(ravi.phone)
  const before = (await get('/v1/me', person)).body
  assert.deepEqual([before.roles, before.powers, before.workplaces], [[], [], []], 'the roles wait')
  const staff = (await ask<{ items: object[] }>('GET', '/v1/staff', { by: mira })).body.items
  assert.deepEqual(staff, [], 'nobody is staff before the acceptance')
  const [own] = await listOwn(person)
  assert.equal(own?.offerId, offered.body.offerId)
  const accepted = await accept(offered.body.offerId, person, ravi.phone)
  assert.equal(accepted.status, 200)
  const chosen = await post('/v1/auth/workplace', { workplaceId: accepted.body.workplaceId }, person)
  assert.deepEqual([chosen.body.account.roles, chosen.body.account.facilityId], [['vaccinator'], clinic])
  assert.equal(chosen.body.account.name, ravi.name)
  assert.deepEqual(await listOwn(person), [])
  const again = await accept(offered.body.offerId, person, ravi.phone)
  assert.deepEqual([again.status, again.body.workplaceId], [200, accepted.body.workplaceId], 'a repeat')
})

test('an offer shows and changes nothing of an account that the phone has', async (t) => {
  const { offer, register, signIn, get, post, listOpen, mira, ask } = await setupOffers(t)
  await register(asha)
  const before = await signIn(asha)
  const answers = [await offer({ phone: asha.phone, name: 'Somebody' }), await offer({ phone: '+919812345699' })]
  for (const { status, body } of answers) {
    assert.deepEqual([status, Object.keys(body).sort()], [202, ['expiresAt', 'offerId']])
  }
  assert.deepEqual(
    (await listOpen()).map(({ name, phoneLast4 }) => [name, phoneLast4]),
    [
      ['Ravi Kumar', '5699'],
      ['Somebody', '5601'],
    ],
    'administrators see only what they wrote',
  )
  assert.doesNotMatch(JSON.stringify((await ask('GET', '/v1/staff', { by: mira })).body), /Asha/)
  assert.deepEqual((await get('/v1/me', before)).body.roles, ['citizen'])
  assert.equal((await post('/v1/auth/refresh', { refreshToken: before.refreshToken })).status, 200)
  assert.equal((await post('/v1/auth/login', { phone: '+919812345699', password: 'anything at all' })).status, 401)
})

test('only a code of the phone accepts, and the offers of others do not exist', async (t) => {
  const { offer, register, signIn, signInByCode, post, accept, askCode, mira, get } = await setupOffers(t)
  const { offerId } = (await offer()).body
  await register(asha)
  const stranger = await signIn(asha)
  assert.equal((await accept(offerId, stranger, asha.phone)).status, 404)
  assert.equal((await post(`/v1/me/offers/${offerId}/refusal`, undefined, stranger)).status, 404)
  const person = await signInByCode(ravi.phone)
  const url = `/v1/me/offers/${offerId}/acceptance`
  const right = await askCode(ravi.phone)
  const wrong = await post(url, { otp: right === '000000' ? '000001' : '000000' }, person)
  assert.deepEqual([wrong.status, wrong.body.errors?.[0]?.pointer], [400, '/otp'])
  assert.equal((await post(url, {}, person)).body.errors?.[0]?.pointer, '/otp')
  assert.equal((await post(url, { otp: right })).status, 401)
  assert.deepEqual((await get('/v1/me', person)).body.workplaces, [])
  assert.equal((await accept(newId(7), person, ravi.phone)).status, 404)
  assert.equal((await accept(offerId, mira, ravi.phone)).status, 404, 'the administrator cannot accept for them')
})

test('an offer that was declined, withdrawn or has expired can no longer be accepted', async (t) => {
  const { offer, signInByCode, post, accept, mira, omar, clock, listOpen } = await setupOffers(t)
  const { offerId: declined } = (await offer()).body
  const person = await signInByCode(ravi.phone)
  for (const _ of [1, 2]) {
    assert.equal((await post(`/v1/me/offers/${declined}/refusal`, undefined, person)).status, 204)
  }
  assert.equal((await accept(declined, person, ravi.phone)).status, 409)

  const { offerId: withdrawn } = (await offer()).body
  const withdraw = (by: Person) => post(`/v1/staff/offers/${withdrawn}/withdrawal`, undefined, by)
  assert.equal((await withdraw(omar)).status, 404, 'the administrator of another place does not see it')
  assert.equal((await withdraw(person)).status, 403)
  assert.equal((await withdraw(mira)).status, 204)
  assert.equal((await withdraw(mira)).status, 204, 'a repeat')
  assert.equal((await accept(withdrawn, person, ravi.phone)).status, 409)

  const { offerId: expired } = (await offer()).body
  clock.advance(OFFER_DAYS * DAY_MS)
  const later = await signInByCode(ravi.phone)
  assert.equal((await accept(expired, later, ravi.phone)).status, 409)
  assert.deepEqual(
    (await listOpen()).map(({ offerId, hasExpired }) => [offerId, hasExpired]),
    [[expired, true]],
  )
  const { offerId: fresh } = (await offer()).body
  assert.equal((await accept(fresh, later, ravi.phone)).status, 200)
  assert.equal((await post(`/v1/staff/offers/${fresh}/withdrawal`, undefined, mira)).status, 409, 'it was accepted')
})

test('one open offer for a phone and a place, and a repeat with the same key makes no second one', async (t) => {
  const { offer, ask, mira, clinic, neighbour, omar } = await setupOffers(t)
  const body = { ...ravi, roles: ['vaccinator'], facilityId: clinic }
  const send = (more: object = {}) =>
    ask<{ offerId: string }>('POST', '/v1/staff', { by: mira, key: 'offer-ravi', body: { ...body, ...more } })
  const [first, again] = [await send(), await send()]
  assert.deepEqual([first.status, again.status, again.headers['idempotent-replayed']], [202, 202, 'true'])
  assert.equal(again.body.offerId, first.body.offerId)
  assert.equal((await send({ name: 'Somebody else' })).status, 422)
  const second = await offer()
  assert.deepEqual([second.status, second.body.type], [409, '/problems/offer-open'])
  assert.equal((await offer({ facilityId: neighbour }, omar)).status, 202, 'another place may offer too')
})

test('a switched-off account comes back with an offer, and the offers of a former administrator end', async (t) => {
  const { offer, hire, signIn, signInByCode, post, accept, clinic, get } = await setupOffers(t)
  const boss = await signIn(nila)
  const rita = { phone: '+919812345614', name: 'Rita Sen', password: 'rita runs the clinic' }
  const ritasId = await hire(boss, { ...rita, roles: ['centre-admin'], facilityId: clinic })
  const { offerId } = (await offer({}, await signIn(rita))).body
  const person = await signInByCode(ravi.phone)
  assert.equal((await post(`/v1/staff/${ritasId}/deactivation`, undefined, boss)).status, 204)
  assert.equal((await accept(offerId, person, ravi.phone)).status, 409, 'she may no longer appoint')
  assert.equal((await post('/v1/auth/login', { phone: rita.phone, password: rita.password })).status, 401)
  await hire(boss, { phone: rita.phone, name: 'Rita', roles: ['doctor'], facilityId: clinic })
  const me = (await get('/v1/me', await signIn(rita))).body
  assert.deepEqual([me.roles, (me as unknown as { name: string }).name], [['doctor'], rita.name])
})

test('the code of the console opens the account of the first administrator once, and no SMS code does', async (t) => {
  const { program, post, askCode, get } = await setupOffers(t)
  const context = program.context('identity') as IdentityContext
  const stated = { phone: ravi.phone, name: ravi.name, roles: ['national-admin' as const] }
  const lost = await offerFromConsole(context, stated)
  const code = await offerFromConsole(context, stated)
  const signIn = (otp: string) => post('/v1/auth/login', { phone: ravi.phone, otp })
  const bySms = await signIn(await askCode(ravi.phone))
  assert.deepEqual([bySms.status, bySms.body.type], [404, '/problems/no-account'], 'a wrong number gets no power')
  assert.equal((await signIn(lost)).status, 401)
  const claimed = await signIn(code)
  assert.deepEqual([claimed.status, claimed.body.account.roles], [200, ['national-admin']])
  const person = { accountId: claimed.body.account.id, token: claimed.body.accessToken }
  assert.equal((await get('/v1/me', person)).status, 200)
  assert.equal((await signIn(code)).status, 401, 'it works once')
})

test('who holds the phone of an offer of the console cannot accept it with an SMS code', async (t) => {
  const { program, post, ask, askCode, listOwn, register, signInByCode } = await setupOffers(t)
  await register(asha)
  const holder = await signInByCode(asha.phone)
  const { pool } = program.context('identity')
  const stated = { phone: asha.phone, name: asha.name, roles: ['national-admin' as const] }
  const code = await offerFromConsole(program.context('identity') as IdentityContext, stated)
  const { rows } = await pool.query('select id from identity.offers')
  const url = `/v1/me/offers/${rows[0].id}`
  for (const otp of [await askCode(asha.phone), code.slice(0, 6)]) {
    assert.equal((await post(`${url}/acceptance`, { otp }, holder)).status, 404)
  }
  assert.equal((await post(`${url}/refusal`, undefined, holder)).status, 404)
  assert.deepEqual(await listOwn(holder), [])
  assert.deepEqual((await ask<{ roles: string[] }>('GET', '/v1/me', { by: holder })).body.roles, ['citizen'])
})

test('administrators may make so many offers a day, and a phone hears about so many', async (t) => {
  const identity = await setupIdentity(t, { env: { SEHAT_RATE_LIMITS: 'on', SEHAT_OFFERS_PER_ACCOUNT_MAX: '12' } })
  const url = '/v1/facilities?pin=110001&kind=hospital'
  const { items } = (await identity.ask<{ items: { facilityId: string }[] }>('GET', url)).body
  const boss = await identity.admin()
  const offer = async (phone: string, nth: number) =>
    (await identity.post('/v1/staff', { ...ravi, phone, roles: ['doctor'], facilityId: items[nth]?.facilityId }, boss))
      .status
  const statuses: number[] = []
  for (let nth = 0; nth < 14; nth++) statuses.push(await offer(`+91981234${5_700 + nth}`, 0))
  assert.deepEqual(statuses, [...Array(12).fill(202), 429, 429])
})
