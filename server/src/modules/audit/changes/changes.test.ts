// Tests the changes: every event of every module is kept once, with who acted, in which role, where and for whom.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServe } from '../../../testing/process.ts'
import { setup, setupDatabase } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { hashBody } from '../chain/links.ts'
import { verify } from '../chain/verifying.ts'
import { book, changesNamed, contextOf, LOT, openCentre, type PatientId } from '../testing.ts'

test('a booking and a dose are kept with actor, role, facility, patient and request', async (t) => {
  const place = await setup(t, { env: { ROLE: 'both' } })
  const { ask } = place
  const context = contextOf(place)
  const centre = await openCentre(place)
  const asha = await place.citizen()
  const { bookingId, requestId } = await book(place, centre.sessionId, asha)
  const came = await ask('POST', `/v1/vaccination/bookings/${bookingId}/arrival`, { by: centre.ravi })
  assert.equal(came.status, 200, JSON.stringify(came.body))
  const given = await ask('POST', `/v1/vaccination/bookings/${bookingId}/completion`, {
    by: centre.ravi,
    body: { lot: LOT },
  })
  assert.equal(given.status, 200, JSON.stringify(given.body))
  const kept = async (name: string) => {
    await until(`${name} is kept`, async () => (await changesNamed(context, name)).length > 0)
    return (await changesNamed(context, name)).map((row) => ({
      ...{ account: row.account_id, role: row.role, facility: row.facility_id, patient: row.patient_id },
      request: row.request_id,
    }))
  }
  assert.deepEqual(await kept('vaccination.dose-booked.v1'), [
    { account: asha.accountId, role: 'citizen', facility: null, patient: asha.patientId, request: requestId },
  ])
  assert.deepEqual(await kept('vaccination.dose-given.v1'), [
    {
      ...{ account: centre.ravi.accountId, role: 'vaccinator', facility: centre.facilityId },
      ...{ patient: asha.patientId, request: given.headers['x-request-id'] },
    },
  ])
  assert.equal((await kept('facilities.facility-changed.v1'))[0]?.role, 'national-admin')
  assert.equal((await kept('patients.patient-registered.v1'))[0]?.patient, asha.patientId)
  const by = await place.auditor()
  type Found = { items: { name: string; patientId?: string }[]; nextCursor?: string }
  const search = (query: string) => ask<Found>('GET', `/v1/audit/changes?${query}`, { by })
  const names = async (query: string) => (await search(query)).body.items.map(({ name }) => name).sort()
  assert.deepEqual(await names(`account=${centre.ravi.accountId}`), [
    'vaccination.dose-given.v1',
    'vaccination.patient-arrived.v1',
  ])
  const patient = `patient=${asha.patientId}`
  assert.ok((await names(patient)).includes('vaccination.dose-booked.v1'))
  assert.deepEqual(await names(`${patient}&name=vaccination.dose-given.v1`), ['vaccination.dose-given.v1'])
  assert.equal((await search('name=vaccination.dose-given.v1')).status, 400)
  assert.equal((await search(`${patient}&name=what`)).status, 400)
  assert.equal((await search(`${patient}&who=me`)).status, 400)
  const [first] = (await search(`${patient}&limit=1`)).body.items
  const { nextCursor } = (await search(`${patient}&limit=1`)).body
  const [second] = (await search(`${patient}&limit=1&cursor=${nextCursor}`)).body.items
  assert.ok(first && second && first.name !== second.name)
  assert.equal((await verify(context)).fault, undefined)
})

test('an event that no module subscribes to, of a module that does not exist yet, is kept too', async (t) => {
  const place = await setup(t, { env: { ROLE: 'both' } })
  const context = contextOf(place)
  // The outbox of facilities stands for that of a future module: nobody subscribes to this name.
  const { rows } = await context.pool.query<{ id: string }>(
    `insert into facilities.outbox (cell, id, name, body) select 94, id, 'facilities.roof-mended.v1', json_build_object(
       'id', id, 'name', 'facilities.roof-mended.v1', 'occurredAt', '2026-03-02T05:00:00.000Z', 'actorId', null,
       'requestId', 'r', 'body', json_build_object('b', 1, 'a', 2))
     from (select '019ca000-0000-8005-b800-000000000001'::uuid as id) made returning id`,
  )
  await until('it is kept', async () => (await changesNamed(context, 'facilities.roof-mended.v1')).length > 0)
  const [row] = await changesNamed(context, 'facilities.roof-mended.v1')
  assert.equal(row?.id, rows[0]?.id)
  assert.deepEqual(row?.body_hash, hashBody({ a: 2, b: 1 }), 'the order of members does not matter')
})

test('every change with an answer has its entry, although the process dies at any moment', async (t) => {
  const databaseUrl = await setupDatabase(t)
  const place = await setup(t, { databaseUrl, isStarted: false, clock: 'real' })
  const context = contextOf(place)
  const people = []
  for (let nth = 0; nth < 30; nth++) people.push(await place.citizen({ name: 'Asha Sharma' }))
  const answered: string[] = []
  for (let round = 0; round < 3; round++) {
    const server = await startServe(databaseUrl)
    const member = { birthYear: 1980, gender: 'other', pin: '110001' }
    const asked = people.slice(round * 10, round * 10 + 10).map(async (by, nth) => {
      const body = { ...member, name: `Member ${'abcdefghij'[nth]}` }
      const answer = await server
        .ask<{ patientId: string }>('POST', '/v1/patients', { by, body })
        .catch(() => undefined)
      if (answer?.status === 201) answered.push(answer.body.patientId)
    })
    await Promise.race(asked)
    await server.kill()
    await Promise.allSettled(asked)
  }
  assert.ok(answered.length > 0)
  const server = await startServe(databaseUrl)
  t.after(() => server.kill())
  const kept = async () => {
    const rows = await changesNamed(context, 'patients.patient-registered.v1')
    const ids = new Set(rows.map(({ patient_id }) => patient_id))
    return answered.filter((id) => ids.has(id as PatientId)).length
  }
  await until('all are kept', async () => (await kept()) === answered.length)
  const { rows } = await context.pool.query(
    'select count(*)::int - count(distinct id)::int as twice from audit.changes',
  )
  assert.equal(rows[0].twice, 0)
  assert.equal((await verify(context)).fault, undefined)
})
