// Tests who reads documents: ranges and headers, the family, care, who brought it, who dispenses, and links.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '../../../testing/setup.ts'
import { openThere } from '../../visits/testing.ts'
import { assertDocuments, begin, complete, newPdf, sendChunk, sumOf } from '../testing.ts'
import { KIB, openPlace } from '../testing-place.ts'

const files = openPlace()
const { get, post, raw, store, give, treated, statusOf } = files

test('the content has ranges, a tag, and headers that keep a browser from running it', async () => {
  const bytes = newPdf(600 * KIB)
  const begun = await begin(files.place, { by: files.asha, patientId: files.asha.patientId, bytes })
  for (const at of [0, 300 * KIB]) {
    await sendChunk(files.place, files.asha, begun.body.uploadId, at, bytes.subarray(at, at + 300 * KIB))
  }
  await complete(files.place, files.asha, begun.body.uploadId)
  const url = `/v1/documents/${begun.body.documentId}/content`
  const whole = await raw(files.asha, url)
  const { headers } = whole
  assert.deepEqual(
    [headers.etag, headers['content-type'], headers['accept-ranges'], headers['x-content-type-options']],
    [`"${sumOf(bytes)}"`, 'application/pdf', 'bytes', 'nosniff'],
  )
  assert.match(String(headers['content-security-policy']), /^sandbox; default-src 'none'/)
  assert.match(String(headers['content-disposition']), /^inline; filename="sehat-[0-9a-f-]{36}\.pdf"$/)
  for (const [range, first, last] of [
    ['bytes=0-0', 0, 0],
    [`bytes=${300 * KIB - 5}-${300 * KIB + 5}`, 300 * KIB - 5, 300 * KIB + 5],
    ['bytes=-10', 600 * KIB - 10, 600 * KIB - 1],
    [`bytes=${600 * KIB - 3}-9999999`, 600 * KIB - 3, 600 * KIB - 1],
  ] as const) {
    const part = await raw(files.asha, url, { range })
    assert.deepEqual(
      [part.statusCode, part.headers['content-range'], part.rawPayload.equals(bytes.subarray(first, last + 1))],
      [206, `bytes ${first}-${last}/${600 * KIB}`, true],
      range,
    )
  }
  for (const range of ['bytes=9-3', 'lines=1-2', 'bytes=0-1,3-4', 'bytes=-']) {
    assert.equal((await raw(files.asha, url, { range })).statusCode, 200, range)
  }
  assert.equal((await raw(files.asha, url, { range: 'bytes=0-9', 'if-range': '"other"' })).statusCode, 200)
  const beyond = await raw(files.asha, url, { range: `bytes=${600 * KIB}-` })
  assert.deepEqual([beyond.statusCode, beyond.headers['content-range']], [416, `bytes */${600 * KIB}`])
  assert.equal((await raw(files.asha, url, { 'if-none-match': String(headers.etag) })).statusCode, 304)
})

test('a title is words and never a path: the name of a file is made by the server', async () => {
  const title = '../../etc/passwd"; filename=x.exe'
  const documentId = await store(files.asha, files.asha.patientId, { title })
  assert.equal((await get(files.asha, `/v1/documents/${documentId}`)).body.title, title)
  const { headers } = await raw(files.asha, `/v1/documents/${documentId}/content`)
  assert.equal(headers['content-disposition'], `inline; filename="sehat-${documentId}.pdf"`)
  await assertDocuments(files.place)
})

test('the family reads all, the doctor who treats reads kinds of care, and nobody else knows of it', async () => {
  const mira = await treated()
  const [report, bill] = [await store(mira, mira.patientId), await store(mira, mira.patientId, { kind: 'bill' })]
  const ravi = await files.place.citizen()
  const reads = async (by: Person) => [
    (await get(by, `/v1/documents/${report}`)).status,
    (await raw(by, `/v1/documents/${report}/content`)).statusCode,
    (await raw(by, `/v1/documents/${bill}/content`)).statusCode,
  ]
  assert.deepEqual(await reads(mira), [200, 200, 200])
  assert.deepEqual(await reads(files.here.doctor), [200, 200, 404])
  for (const by of [ravi, files.here.other, files.here.elsewhere]) assert.deepEqual(await reads(by), [404, 404, 404])
  for (const by of [files.here.reception, files.here.nurse]) assert.deepEqual(await reads(by), [403, 403, 403])
  const list = async (by: Person) => {
    const { status, body } = await get(by, `/v1/documents?patient=${mira.patientId}&limit=10`)
    return [status, body.items?.length]
  }
  assert.deepEqual(
    [await list(mira), await list(files.here.doctor)],
    [
      [200, 2],
      [200, 1],
    ],
  )
  assert.deepEqual(
    [await list(ravi), await list(files.here.other)],
    [
      [404, undefined],
      [404, undefined],
    ],
  )
  const { body } = await files.place.ask<{ items: { basis: string; what?: { kind: string } }[] }>(
    'GET',
    `/v1/patients/${mira.patientId}/reads?limit=50`,
    { by: mira },
  )
  assert.ok(
    body.items.some((one) => JSON.stringify(one).includes('document') && one.basis === 'care'),
    JSON.stringify(body),
  )
})

test('reception and laboratory add for who is here, a doctor for whom the doctor treats', async () => {
  const mira = await treated()
  const lab = await files.place.staff('lab-technician', files.here.facilityId)
  const labElsewhere = await files.place.staff('lab-technician', files.here.otherFacilityId)
  const ravi = await files.place.citizen()
  for (const by of [files.here.reception, lab, files.here.doctor]) {
    const documentId = await store(by, mira.patientId)
    assert.equal((await get(mira, `/v1/documents/${documentId}`)).status, 200)
    assert.equal((await begin(files.place, { by, patientId: ravi.patientId, bytes: newPdf() })).status, 404)
  }
  const own = await store(lab, mira.patientId)
  assert.equal((await raw(lab, `/v1/documents/${own}/content`)).statusCode, 200, 'own uploads')
  assert.equal((await raw(labElsewhere, `/v1/documents/${own}/content`)).statusCode, 404)
  for (const by of [labElsewhere, files.here.elsewhere, files.here.other, ravi]) {
    assert.equal((await begin(files.place, { by, patientId: mira.patientId, bytes: newPdf() })).status, 404)
  }
  await assertDocuments(files.place)
})

test('copied link in another account: 404; after its minutes: 404; altered: 404', async () => {
  const mira = await files.place.citizen()
  const ravi = await files.place.citizen()
  const documentId = await store(mira, mira.patientId)
  const link = async (by: Person) => post(by, `/v1/documents/${documentId}/links`, { minutes: 60 })
  assert.equal((await link(ravi)).status, 404)
  const { address } = (await link(mira)).body
  assert.equal((await raw(mira, address)).statusCode, 200)
  assert.equal((await raw(ravi, address)).statusCode, 404)
  assert.equal((await get(undefined, address)).status, 401)
  const [id, until, sign] = String(address.split('/').at(-1)).split('.') as [string, string, string]
  const at = (text: string) => `/v1/documents/links/${text}`
  const later = (Number.parseInt(until, 36) + 3_600_000).toString(36)
  const other = await store(mira, mira.patientId)
  for (const altered of [
    `${id}.${later}.${sign}`,
    `${other}.${until}.${sign}`,
    `${id}.${until}.${sign.slice(1)}`,
    id,
  ]) {
    assert.equal((await raw(mira, at(altered))).statusCode, 404, altered)
  }
  files.place.clock.advance(60 * 60_000)
  assert.equal((await raw(mira, address)).statusCode, 404)
  files.place.clock.advance(-60 * 60_000)
  const fresh = (await link(mira)).body.address
  await post(mira, `/v1/documents/${documentId}/withdrawal`, { reason: 'A wrong file' })
  assert.equal((await raw(mira, fresh)).statusCode, 404, 'withdrawn')
})

test('a pharmacist reads prescriptions of who is at the pharmacy, and nothing else', async () => {
  const mira = await treated()
  const pharmacist = await files.place.staff('pharmacist', files.here.facilityId)
  const elsewhere = await files.place.staff('pharmacist', files.here.otherFacilityId)
  const prescription = await store(mira, mira.patientId, { kind: 'prescription' })
  const report = await store(mira, mira.patientId)
  const seen = async (by: Person) => [await statusOf(by, prescription), await statusOf(by, report)]
  assert.deepEqual(
    [await seen(pharmacist), await seen(elsewhere)],
    [
      [200, 404],
      [404, 404],
    ],
  )
  const list = await get(pharmacist, `/v1/documents?patient=${mira.patientId}&limit=10`)
  assert.deepEqual(
    list.body.items.map(({ documentId }) => documentId),
    [prescription],
  )
  assert.equal((await get(elsewhere, `/v1/documents?patient=${mira.patientId}`)).status, 404)
  const ravi = await files.place.citizen()
  assert.equal(await statusOf(pharmacist, await store(ravi, ravi.patientId, { kind: 'prescription' })), 404)
  assert.equal((await post(pharmacist, `/v1/documents/${prescription}/withdrawal`, { reason: 'x' })).status, 403)
  files.place.clock.advance(20 * 86_400_000)
  assert.deepEqual(await seen(pharmacist), [404, 404], 'the visit is long over')
  files.place.clock.advance(-20 * 86_400_000)
})

test('the family finds each read of a document by its id, and no read of another one', async () => {
  const mira = await treated()
  const [one, other] = [await store(mira, mira.patientId), await store(mira, mira.patientId)]
  assert.equal(await statusOf(files.here.doctor, one), 200)
  const { address } = (await post(files.here.doctor, `/v1/documents/${other}/links`, { minutes: 5 })).body
  assert.equal((await raw(files.here.doctor, address)).statusCode, 200)
  const url = `/v1/patients/${mira.patientId}/reads?limit=50`
  for (const id of [one, other]) {
    const { body } = await get(mira, `${url}&record=${id}`)
    assert.deepEqual(
      body.items.map(({ recordId, recordKind, basis }) => [recordId, recordKind, basis]),
      [[id, 'document', 'care']],
    )
  }
  assert.equal((await get(mira, `${url}&record=x`)).status, 400)
  assert.equal((await get(files.asha, `${url}&record=${one}`)).status, 404)
})

test('a list says which documents its reader may withdraw now', async () => {
  const mira = await treated()
  const own = await store(mira, mira.patientId)
  const brought = await store(files.here.doctor, mira.patientId)
  const may = async (by: Person) => {
    const { body } = await get(by, `/v1/documents?patient=${mira.patientId}&limit=10`)
    return body.items.filter(({ canWithdraw }) => canWithdraw).map(({ documentId }) => documentId)
  }
  assert.deepEqual([await may(mira), await may(files.here.doctor)], [[own], [brought]])
  files.place.clock.advance(25 * 3_600_000)
  assert.deepEqual(await may(files.here.doctor), [], 'the day is over')
  files.place.clock.advance(-25 * 3_600_000)
})

test('documents of merged records show together, and a grant of one opens those of both, until the undo', async () => {
  const [mira, double] = [await files.place.citizen(), await files.place.citizen({ name: 'Mira Sarma' })]
  const there = await openThere(files.place, files.here)
  const [one, other] = [await store(mira, mira.patientId), await store(double, double.patientId)]
  await give(mira, { patientId: mira.patientId, kinds: ['lab-report'], toFacilityId: there.facilityId })
  const sees = async () => [await statusOf(there.doctor, one), await statusOf(there.doctor, other)]
  const listed = async () => (await get(mira, `/v1/documents?patient=${mira.patientId}&limit=10`)).body.items.length
  assert.deepEqual([await sees(), await listed()], [[200, 404], 1])
  await files.tellMerge('merged', { goneId: double.patientId, keptId: mira.patientId, version: 1 })
  await files.tellMerge('merged', { goneId: double.patientId, keptId: mira.patientId, version: 1 })
  assert.deepEqual([await sees(), await listed()], [[200, 200], 2])
  assert.equal(await statusOf(mira, other), 200)
  await files.tellMerge('unmerged', { goneId: double.patientId, version: 2 })
  await files.tellMerge('merged', { goneId: double.patientId, keptId: mira.patientId, version: 1 })
  assert.deepEqual([await sees(), await listed()], [[200, 404], 1])
})
