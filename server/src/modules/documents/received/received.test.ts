// Tests what others share with somebody, and the list of patients to whom reception may add documents.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '../../../testing/setup.ts'
import { openThere } from '../../visits/testing.ts'
import { openPlace } from '../testing-place.ts'

const files = openPlace()
const { get, store, give, post, treated } = files
const received = async (by: Person) =>
  (await get(by, '/v1/documents/received?limit=50')).body.items.map(({ grantId, patientName, documents }) => [
    ...[grantId, patientName],
    documents.map(({ documentId }) => documentId),
  ])

test('a doctor, a hospital and a family see what is shared with them, until its day or its end', async () => {
  const there = await openThere(files.place, files.here)
  const mira = await files.place.citizen({ name: 'Mira Nair' })
  const { patientId } = mira
  const [report, picture] = [await store(mira, patientId), await store(mira, patientId, { kind: 'imaging' })]
  const one = (await give(mira, { patientId, documentId: report, toDoctorId: there.doctorId })).body.grantId
  const all = (await give(mira, { patientId, kinds: ['imaging'], toFacilityId: there.facilityId })).body.grantId
  const both = [
    [all, 'Mira Nair', [picture]],
    [one, 'Mira Nair', [report]],
  ]
  assert.deepEqual(new Set(await received(there.doctor)), new Set(both))
  for (const by of [mira, files.asha, files.here.doctor]) assert.deepEqual(await received(by), [])
  assert.equal((await get(there.reception, '/v1/documents/received')).status, 403)
  const reads = await get(mira, `/v1/patients/${patientId}/reads?limit=50`)
  assert.deepEqual(
    reads.body.items.map(({ basis, recordKind }) => [basis, recordKind]),
    [['grant', 'document']],
    'the family sees that somebody looked',
  )
  await post(mira, `/v1/documents/${report}/withdrawal`, { reason: 'A wrong file' })
  assert.deepEqual(await received(there.doctor), [[all, 'Mira Nair', [picture]]])
  await files.place.ask('DELETE', `/v1/documents/grants/${all}`, { by: mira })
  assert.deepEqual(await received(there.doctor), [])
  const last = (await give(mira, { patientId, documentId: picture, toDoctorId: there.doctorId })).body.grantId
  assert.deepEqual(await received(there.doctor), [[last, 'Mira Nair', [picture]]])
  files.place.clock.set('2026-06-30T18:30:00.000Z')
  assert.deepEqual(await received(there.doctor), [], 'the midnight after its last day')
  files.place.clock.set('2026-03-02T05:00:00.000Z')
})

test('what is shared comes in pages', async () => {
  const mira = await files.place.citizen()
  const { patientId } = mira
  const to = files.here
  for (let times = 0; times < 3; times++) {
    await give(mira, { patientId, documentId: await store(mira, patientId), toDoctorId: to.doctorId })
  }
  const first = await get(to.doctor, '/v1/documents/received?limit=2')
  const { nextCursor } = first.body as unknown as { nextCursor: string }
  const second = await get(to.doctor, `/v1/documents/received?limit=2&cursor=${nextCursor}`)
  assert.deepEqual([first.body.items.length, second.body.items.length], [2, 1])
  assert.equal((await get(to.doctor, '/v1/documents/received?cursor=x')).status, 400)
})

test('reception lists who is at its facility, or was a short time ago', async () => {
  const mira = await treated()
  const url = `/v1/documents/stays?facility=${files.here.facilityId}&limit=50`
  const listed = async (by: Person) => (await get(by, url)).body.items.filter((one) => one.patientId === mira.patientId)
  const [stay] = await listed(files.here.reception)
  assert.equal((stay as unknown as { patient: { name: string } }).patient.name, 'Asha Sharma')
  const other = await files.place.staff('reception', files.here.otherFacilityId)
  for (const [by, status] of [
    [other, 403],
    [mira, 403],
    [files.here.doctor, 403],
  ] as const) {
    assert.equal((await get(by, url)).status, status)
  }
  assert.equal((await get(files.here.reception, '/v1/documents/stays')).status, 400)
  files.place.clock.advance(3 * 86_400_000)
  assert.deepEqual(await listed(files.here.reception), [], 'the visit is over')
  files.place.clock.advance(-3 * 86_400_000)
})
