// Tests grants: to a hospital, a doctor or a phone, until their day or their end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellOf, newId } from '../../../platform/id.ts'
import { codeFor, type InboxMessage } from '../../../testing/inbox.ts'
import type { Person } from '../../../testing/setup.ts'
import { openThere } from '../../visits/testing.ts'
import { openPlace, slugOf } from '../testing-place.ts'

const files = openPlace()
const { get, post, raw, store, give } = files

test('a grant opens what it names to a hospital or a doctor until its day, and its end closes it at once', async () => {
  const there = await openThere(files.place, files.here)
  const mira = await files.place.citizen()
  const { patientId } = mira
  const [one, other] = [await store(mira, patientId), await store(mira, patientId, { kind: 'imaging' })]
  const sees = async (by: Person) =>
    Promise.all([one, other].map(async (id) => (await raw(by, `/v1/documents/${id}/content`)).statusCode))
  assert.deepEqual(await sees(there.doctor), [404, 404])
  const facility = await give(mira, { patientId, documentId: one, toFacilityId: there.facilityId })
  assert.equal(facility.status, 201, JSON.stringify(facility.body))
  assert.deepEqual(
    [await sees(there.doctor), await sees(files.here.doctor)],
    [
      [200, 404],
      [404, 404],
    ],
  )
  const doctor = await give(mira, { patientId, kinds: ['imaging'], toDoctorId: files.here.doctorId })
  assert.deepEqual(
    [await sees(files.here.doctor), await sees(files.here.other)],
    [
      [404, 200],
      [404, 404],
    ],
  )
  const later = await store(mira, patientId, { kind: 'imaging' })
  assert.equal(
    (await raw(files.here.doctor, `/v1/documents/${later}/content`)).statusCode,
    200,
    'what comes later, too',
  )
  const url = (id: string) => `/v1/documents/grants/${id}`
  assert.equal((await files.place.ask('DELETE', url(doctor.body.grantId), { by: files.asha })).status, 404)
  for (let times = 0; times < 2; times++) {
    assert.equal((await files.place.ask('DELETE', url(doctor.body.grantId), { by: mira })).status, 200)
    assert.deepEqual(await sees(files.here.doctor), [404, 404])
  }
  assert.deepEqual(await sees(there.doctor), [200, 404])
  files.place.clock.set('2026-06-30T18:30:00.000Z')
  assert.deepEqual(await sees(there.doctor), [404, 404], 'the midnight after its last day')
  files.place.clock.set('2026-03-02T05:00:00.000Z')
  const { body } = await get(mira, `/v1/documents/grants?patient=${patientId}`)
  assert.equal(body.items.length, 2)
  assert.equal((await get(files.asha, `/v1/documents/grants?patient=${patientId}`)).status, 404)
})

test('a grant to a phone answers the same whether or not somebody has it, and its holder reads', async () => {
  const mira = await files.place.citizen()
  const phone = '9812300001'
  await files.place.ask('POST', '/v1/auth/otp', { body: { phone } })
  const { messages } = (await files.place.ask<{ messages: InboxMessage[] }>('GET', '/dev/inbox')).body
  const body = {
    phone,
    otp: codeFor(messages, phone),
    name: 'Ravi Rao',
    birthYear: 1980,
    gender: 'male',
    pin: '110001',
  }
  const registered = await files.place.ask<{ accountId: string }>('POST', '/v1/auth/register', {
    body,
  })
  assert.equal(registered.status, 201, JSON.stringify(registered.body))
  const { accountId } = registered.body
  const actor = { accountId, sessionId: newId(0), roles: ['citizen'] }
  const ravi = { accountId, token: await files.place.program.context('identity').auth.sign(actor as never, 600) }
  const documentId = await store(mira, mira.patientId)
  const ask = (toPhone: string) => give(mira, { patientId: mira.patientId, documentId, toPhone })
  const [nobody, somebody] = [await ask('9812300002'), await ask(`+91${phone}`)]
  const shape = (one: Awaited<ReturnType<typeof ask>>) => [one.status, Object.keys(one.body)]
  assert.deepEqual(shape(nobody), shape(somebody))
  const url = `/v1/documents/${documentId}/content`
  assert.equal((await raw(ravi, url)).statusCode, 200)
  const reads = await get(mira, `/v1/patients/${mira.patientId}/reads?limit=50`)
  assert.ok(JSON.stringify(reads.body).includes('"grant"'), 'the family sees who read by a grant')
  await files.place.ask('DELETE', `/v1/documents/grants/${somebody.body.grantId}`, { by: mira })
  assert.equal((await raw(ravi, url)).statusCode, 404)
})

test('a grant is refused for more than a year, for the past, and when it names too little or too much', async () => {
  const mira = await files.place.citizen()
  const documentId = await store(mira, mira.patientId)
  const whole = { patientId: mira.patientId, documentId, toDoctorId: files.here.doctorId }
  const long = await give(mira, { ...whole, untilOn: '2027-03-03' })
  assert.equal(slugOf(long), '409 grant-too-long')
  for (const more of [
    { untilOn: '2026-03-01' },
    { kinds: ['imaging'] },
    { toFacilityId: files.here.facilityId },
    { documentId: newId(cellOf(mira.patientId)) },
    { toDoctorId: newId(0) },
  ]) {
    assert.equal((await give(mira, { ...whole, ...more })).status, 400, JSON.stringify(more))
  }
  assert.equal((await give(files.asha, whole)).status, 404)
  const key = 'one-grant'
  const body = { ...whole, untilOn: '2026-06-30', purpose: 'Care' }
  const [first, again] = [
    await post(mira, '/v1/documents/grants', body, key),
    await post(mira, '/v1/documents/grants', body, key),
  ]
  assert.deepEqual([first.status, again.body.grantId], [201, first.body.grantId])
})
