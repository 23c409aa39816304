// Tests consents: records of yes and no, and that linking obeys them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startReceiver } from '../../../testing/fakes/receiver.ts'
import { type Citizen, setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { callbacksOf, FAST, onboard } from '../../linkage/testing.ts'
import { textOf } from '../rules.ts'

interface Answered {
  consentId: string
  isGiven: boolean
  givenAt?: string
  withdrawnAt?: string
  type: string
  errors?: { pointer: string }[]
  purposes: { purpose: string; isAllowedBefore: boolean }[]
  items: { consentId: string; isGiven: boolean; patientId: string }[]
}

const { textVersion } = textOf('linking')

async function begin(t: Parameters<typeof setup>[0], options = {}) {
  const place = await setup(t, options)
  const by = await place.citizen({ name: 'Zebunnissa Quraishi' })
  const ask = (method: 'GET' | 'POST', url: string, asked = {}) => place.ask<Answered>(method, url, asked)
  return {
    ...{ place, by, ask },
    decide: (isGiven: boolean, more: { by?: Citizen; key?: string; patientId?: string } = {}) => {
      const body = { patientId: more.patientId ?? by.patientId, purpose: 'linking', textVersion, isGiven }
      return ask('POST', '/v1/privacy/consents', { by: more.by ?? by, key: more.key, body })
    },
    withdraw: (id: string, who: Citizen = by) =>
      ask('POST', `/v1/privacy/consents/${id}/withdrawal`, { by: who, body: undefined }),
  }
}

test('a yes and its end are one record with times, and a repeat changes nothing', async (t) => {
  const { place, by, ask, decide, withdraw } = await begin(t)
  const before = await ask('GET', '/v1/privacy/consents', { by })
  assert.deepEqual(before.body.items, [])
  assert.equal(before.body.purposes[0]?.isAllowedBefore, true)
  const given = await decide(true, { key: 'yes-1' })
  assert.equal(given.status, 201, JSON.stringify(given.body))
  assert.equal(given.body.isGiven, true)
  assert.deepEqual((await decide(true, { key: 'yes-1' })).body, given.body)
  assert.equal((await decide(true)).body.consentId, given.body.consentId, 'a yes that holds stays as it is')
  place.clock.advance(60_000)
  const ended = await withdraw(given.body.consentId)
  assert.equal(ended.status, 200)
  assert.deepEqual(
    [ended.body.givenAt, ended.body.withdrawnAt],
    ['2026-03-02T05:00:00.000Z', '2026-03-02T05:01:00.000Z'],
  )
  place.clock.advance(60_000)
  assert.deepEqual((await withdraw(given.body.consentId)).body, ended.body)
  assert.equal((await decide(false)).body.isGiven, false)
  const { items } = (await ask('GET', '/v1/privacy/consents', { by })).body
  assert.deepEqual(
    items.map(({ isGiven }) => isGiven),
    [false, false],
  )
})

test('only the own family is decided for, and wrong input is named', async (t) => {
  const { place, by, ask, decide, withdraw } = await begin(t)
  const { consentId } = (await decide(true)).body
  const other = await place.citizen({ name: 'Omar Siddiqui' })
  assert.equal((await decide(false, { by: other })).status, 404)
  assert.equal((await withdraw(consentId, other)).status, 404)
  assert.equal((await ask('GET', '/v1/privacy/consents', { by: other })).body.items.length, 0)
  assert.equal((await ask('GET', '/v1/privacy/consents', { by: await place.admin() })).status, 403)
  const body = { patientId: by.patientId, purpose: 'linking', textVersion: '2020-01', isGiven: true }
  const old = await ask('POST', '/v1/privacy/consents', { by, body })
  assert.deepEqual([old.status, old.body.errors?.[0]?.pointer], [400, '/textVersion'])
  const unknown = await ask('POST', '/v1/privacy/consents', { by, body: { ...body, purpose: 'advertising' } })
  assert.deepEqual([unknown.status, unknown.body.errors?.[0]?.pointer], [400, '/purpose'])
})

test('of many yes at the same moment one record holds', async (t) => {
  const { by, ask, decide } = await begin(t)
  const answers = await Promise.all(Array.from({ length: 8 }, () => decide(true)))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
  assert.equal((await ask('GET', '/v1/privacy/consents', { by })).body.items.length, 1)
})

test('who says no is parted from outside systems and found by none, until they say yes', async (t) => {
  const { place, by, decide } = await begin(t, { clock: 'real', env: { ...FAST, ROLE: 'both' } })
  const customer = await onboard(place, await startReceiver(t))
  const ids: string[] = []
  const person = { full_name: 'Zebunnissa Quraishi', dob: '1990-05-14', gender: 'female', contact: { pin: '110001' } }
  const outcomeOf = async (id: string): Promise<string | undefined> => {
    const { body } = await customer.link({ id, ...person })
    ids.push(body['workflow-id'])
    const read = () => customer.status(body['workflow-id'])
    await until('the outcome is known', async () => (await read()).outcome !== undefined)
    return (await read()).outcome
  }
  const isLinked = async (id: string) =>
    (await place.ask('GET', `/patient/${id}`, { headers: customer.headers })).status === 200
  assert.equal(await outcomeOf('MRN-1'), 'LINKED')
  assert.ok(await isLinked('MRN-1'))
  assert.equal((await decide(false)).status, 201)
  assert.ok(!(await isLinked('MRN-1')), 'the link has ended')
  const [linked = ''] = ids
  assert.equal((await customer.status(linked)).status, 'DE-LINKED')
  await until('the outside system hears of it', () => {
    const [last] = callbacksOf(customer, linked).slice(-1)
    return last?.type === 'link.delinked' && last.data.reason === 'ended-by-sehat'
  })
  assert.equal(await outcomeOf('MRN-2'), 'NO_RESULTS')

  // A record that is merged into another carries the no with it.
  const twin = { name: 'Rukmini Devi Iyengar', birthDate: '1961-03-03', gender: 'female', pin: '110001' }
  const admin = await place.admin()
  const kept = await place.ask<{ patientId: string }>('POST', '/v1/patients/registrations', { by: admin, body: twin })
  const iyengar = { full_name: twin.name, dob: twin.birthDate, gender: 'female', contact: { pin: '110001' } }
  const merging = { keptPatientId: kept.body.patientId, reason: 'The same person' }
  const url = `/v1/patients/${by.patientId}/merger`
  assert.equal((await place.ask('POST', url, { by: admin, body: merging })).status, 201)
  const { pool } = place.program.context('linkage')
  await until('linkage has heard of the merge', async () => {
    return (await pool.query('select 1 from linkage.merged_people where kept_id is not null')).rowCount === 1
  })
  const { body } = await customer.link({ id: 'MRN-3', ...iyengar })
  const read = () => customer.status(body['workflow-id'])
  await until('the outcome is known', async () => (await read()).outcome !== undefined)
  assert.equal((await read()).outcome, 'NO_RESULTS')

  await place.ask('POST', `${url}/cancellation`, { by: admin })
  assert.equal((await decide(true)).status, 201)
  assert.equal(await outcomeOf('MRN-4'), 'LINKED')
})
