// Tests the end of documents: withdrawal, replacement, and the work of the night.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import type { Person } from '../../../testing/setup.ts'
import { assertDocuments, begin, complete, contextOf, newPdf, sendChunk } from '../testing.ts'
import { openPlace, slugOf } from '../testing-place.ts'
import { countMissing, sweepBlobs } from './steps.ts'

const files = openPlace()
const { get, post, runJob, store, treated } = files

test('who brought a document withdraws it for a day, an administrator later, and the law keeps its bytes', async () => {
  const mira = await treated()
  const admin = await files.place.staff('centre-admin', files.here.facilityId)
  const adminElsewhere = await files.place.staff('centre-admin', files.here.otherFacilityId)
  const withdraw = (by: Person, id: string, key?: string) =>
    post(by, `/v1/documents/${id}/withdrawal`, { reason: 'Of another patient' }, key)
  const own = await store(mira, mira.patientId)
  const [fresh, old] = [await store(files.here.doctor, mira.patientId), await store(files.here.doctor, mira.patientId)]
  assert.deepEqual(
    [slugOf(await withdraw(mira, fresh)), slugOf(await withdraw(files.asha, own))],
    ['409 retained', '404 not-found'],
  )
  assert.equal((await withdraw(files.here.other, fresh)).status, 404)
  assert.equal((await withdraw(files.here.doctor, fresh, 'once')).body.status, 'WITHDRAWN')
  assert.equal((await withdraw(files.here.doctor, fresh, 'once')).status, 200)
  assert.equal(slugOf(await withdraw(files.here.doctor, fresh)), '409 document-state')
  assert.equal((await withdraw(mira, own)).body.status, 'WITHDRAWN')
  files.place.clock.advance(25 * 3_600_000)
  const late = await withdraw(files.here.doctor, old)
  assert.deepEqual([slugOf(late), late.body.until], ['409 retained', '2029-03-04'])
  assert.equal((await withdraw(adminElsewhere, old)).status, 404)
  assert.equal((await withdraw(admin, old)).body.status, 'WITHDRAWN')
  await runJob('erase-ended')
  const blobsOf = async (id: string) =>
    (await contextOf(files.place).pool.query('select 1 from documents.parts where document_id = $1', [id])).rowCount
  assert.deepEqual([await blobsOf(own), await blobsOf(old)], [0, 1])
  files.place.clock.set('2029-03-06T05:00:00.000Z')
  await runJob('erase-ended')
  assert.equal(await blobsOf(old), 0)
  files.place.clock.set('2026-03-02T05:00:00.000Z')
  await assertDocuments(files.place)
})

test('a document replaces another: the old one is withdrawn at the moment when the new one is stored', async () => {
  const mira = await files.place.citizen()
  const first = await store(mira, mira.patientId)
  const newer = { replaces: first }
  const [one, other] = [newPdf(), newPdf()]
  const asked = (bytes: Buffer) => ({ by: mira, patientId: mira.patientId, bytes, more: newer })
  const begun = [await begin(files.place, asked(one)), await begin(files.place, asked(other))]
  assert.equal((await get(mira, `/v1/documents/${first}`)).status, 200, 'until then the old one is read')
  await sendChunk(files.place, mira, begun[0]?.body.uploadId as string, 0, one)
  await sendChunk(files.place, mira, begun[1]?.body.uploadId as string, 0, other)
  const ended = await Promise.all(begun.map(({ body }) => complete(files.place, mira, body.uploadId)))
  assert.deepEqual(ended.map(({ status }) => status).sort(), [200, 409])
  assert.equal(ended.find(({ status }) => status === 200)?.body.version, 2)
  assert.equal((await get(mira, `/v1/documents/${first}`)).status, 404)
  assert.equal((await begin(files.place, asked(newPdf()))).status, 409)
  assert.equal((await begin(files.place, { ...asked(newPdf()), more: { replaces: await store() } })).status, 404)
  await assertDocuments(files.place)
})

test('the night sweeps bytes without a row, and counts rows without bytes', async () => {
  const { storage, pool } = contextOf(files.place)
  const documentId = await store()
  await storage.put(`documents/${documentId}/lost`, Buffer.from('x'))
  await storage.put(`documents/${newId(0)}/lost`, Buffer.from('x'))
  assert.equal(await sweepBlobs(contextOf(files.place)), 0, 'they are young')
  const inThreeDays = new Date(Date.now() + 3 * 86_400_000)
  assert.equal(await sweepBlobs(contextOf(files.place), inThreeDays), 2)
  await assertDocuments(files.place)
  assert.equal(await countMissing(contextOf(files.place)), 0)
  const { rows } = await pool.query('select name from documents.parts where document_id = $1', [documentId])
  const bytes = (await storage.get(rows[0].name)) as Buffer
  await storage.put(rows[0].name, Buffer.from('shorter'))
  assert.equal(await countMissing(contextOf(files.place)), 1)
  await storage.put(rows[0].name, bytes)
})
