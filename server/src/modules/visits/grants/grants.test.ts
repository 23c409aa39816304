// Tests grants: a family lets the doctors of another hospital read its visits until a day, and withdraws that.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import { type Asked, type Person, type Setup, setup, TEST_NOW, TODAY } from '../../../testing/setup.ts'
import { contextOf, openThere, openWard, type Ward, walkIn } from '../testing.ts'

interface Shown {
  readonly untilOn: string
  readonly facilityName: string
  readonly purpose: string
  readonly errors?: readonly { pointer: string }[]
  readonly items: readonly { facilityId: string; untilOn: string; purpose: string }[]
}

let place: Setup
let here: Ward
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  here = await openWard(place)
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

const ask = (method: 'GET' | 'PUT' | 'DELETE', url: string, asked: Asked = {}) => place.ask<Shown>(method, url, asked)
const grantOf = (patientId: string, facilityId = here.facilityId) => `/v1/patients/${patientId}/grants/${facilityId}`
const give = (patientId: string, untilOn: string, by: Person | undefined, facilityId = here.facilityId) =>
  ask('PUT', grantOf(patientId, facilityId), { by, body: { untilOn } })
const fieldOf = ({ status, body }: { status: number; body: Shown }) => `${status} ${body.errors?.[0]?.pointer}`

/** A visit at another hospital, and one here: the doctor here treats the patient. */
async function visitBoth(patientId: string): Promise<string> {
  const there = await walkIn(place, await openThere(place, here), patientId)
  assert.equal(there.status, 201, JSON.stringify(there.body))
  assert.equal((await walkIn(place, here, patientId)).status, 201)
  return there.body.visitId
}

test('a grant says for what it is; a repeat takes the newer purpose, and a wrong one is refused', async () => {
  const asha = await place.citizen()
  const put = (purpose?: string) =>
    ask('PUT', grantOf(asha.patientId), { by: asha, body: { untilOn: addDays(TODAY, 3), ...(purpose && { purpose }) } })
  assert.equal((await put()).body.purpose, 'treatment')
  assert.equal((await put('second-opinion')).body.purpose, 'second-opinion')
  assert.equal(fieldOf(await put('curiosity')), '400 /purpose')
  const { body } = await ask('GET', `/v1/patients/${asha.patientId}/grants`, { by: asha })
  assert.deepEqual(
    body.items.map(({ purpose }) => purpose),
    ['second-opinion'],
  )
})

test('a grant opens the visits elsewhere to who treats the patient, until its last day or its end', async () => {
  const asha = await place.citizen()
  const visitId = await visitBoth(asha.patientId)
  const read = async (by: Person = here.doctor) => (await ask('GET', `/v1/visits/${visitId}`, { by })).status
  assert.equal(await read(), 404)
  const given = await give(asha.patientId, addDays(TODAY, 10), asha)
  assert.deepEqual([given.status, given.body.untilOn], [200, '2026-03-12'])
  assert.equal(await read(), 200)
  const list = await ask('GET', `/v1/patients/${asha.patientId}/visits`, { by: here.doctor })
  assert.equal(list.body.items.length, 2)
  assert.equal(await read(here.other), 404, 'not to a doctor who does not treat the patient')
  assert.equal(await read(here.nurse), 404, 'a nurse reads the visit of the day')
  place.clock.set('2026-03-12T18:00:00Z')
  assert.equal(await read(), 200, 'on the last day')
  place.clock.set('2026-03-12T18:30:00Z')
  assert.equal(await read(), 404)
  place.clock.set(TEST_NOW)
  const url = grantOf(asha.patientId)
  assert.deepEqual(
    [(await ask('DELETE', url, { by: asha })).status, (await ask('DELETE', url, { by: asha })).status],
    [204, 204],
  )
  assert.equal(await read(), 404)
  const { rows } = await contextOf(place).pool.query(
    `select name from visits.outbox where name like 'visits.grant-%' and body->'body'->>'patientId' = $1`,
    [asha.patientId],
  )
  assert.deepEqual(rows.map(({ name }) => name).sort(), ['visits.grant-given.v1', 'visits.grant-withdrawn.v1'])
})

test('a repeat moves the last day; the family sees what holds, and nobody else gives or sees it', async () => {
  const [asha, ravi] = [await place.citizen(), await place.citizen()]
  const { patientId } = asha
  for (const untilOn of [addDays(TODAY, 5), addDays(TODAY, 365)]) {
    assert.equal((await give(patientId, untilOn, asha)).status, 200)
  }
  const seen = async (by: Person) => ask('GET', `/v1/patients/${patientId}/grants`, { by })
  assert.deepEqual(
    (await seen(asha)).body.items.map(({ facilityId, untilOn }) => [facilityId, untilOn]),
    [[here.facilityId, addDays(TODAY, 365)]],
  )
  for (const by of [here.doctor, here.reception, here.admin]) {
    assert.equal((await give(patientId, TODAY, by)).status, 403)
    assert.equal((await seen(by)).status, 403)
  }
  assert.equal((await give(patientId, TODAY, ravi)).status, 404)
  assert.equal((await seen(ravi)).status, 404)
  assert.equal((await ask('DELETE', grantOf(patientId), { by: ravi })).status, 404)
  assert.equal((await give(patientId, TODAY, undefined)).status, 401)
})

test('it must end within a year, and name an open hospital', async () => {
  const asha = await place.citizen()
  const { patientId } = asha
  assert.equal(fieldOf(await give(patientId, addDays(TODAY, -1), asha)), '400 /untilOn')
  assert.equal(fieldOf(await give(patientId, addDays(TODAY, 366), asha)), '400 /untilOn')
  assert.equal(fieldOf(await give(patientId, 'soon', asha)), '400 /untilOn')
  assert.equal((await give(patientId, TODAY, asha, newId(94))).status, 404)
  const stated = { name: 'Ward pharmacy', kinds: ['pharmacy'], address: '3 Mill Road', pin: '110001' }
  const made = await place.ask<{ facilityId: string }>('POST', '/v1/facilities', { by: here.national, body: stated })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.equal(fieldOf(await give(patientId, TODAY, asha, made.body.facilityId)), '400 path/facilityId')
})
