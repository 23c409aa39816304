// Tests documents through the API: uploads in chunks, the checks, who reads what, grants, links, and withdrawal.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { cellOf, newId } from '../../platform/id.ts'
import { codeFor, type InboxMessage } from '../../testing/inbox.ts'
import { type Citizen, type Person, type Setup, setup } from '../../testing/setup.ts'
import { openThere, openWard, type Ward, walkIn } from '../visits/testing.ts'
import { keepDocument } from './contract.ts'
import { subscriptions } from './jobs.ts'
import {
  assertDocuments,
  BYTES,
  begin,
  complete,
  contextOf,
  newPdf,
  type Seen,
  sendChunk,
  sumOf,
  toPng,
  upload,
} from './testing.ts'

const cleanUps: (() => Promise<void>)[] = []
let place: Setup
let here: Ward
let asha: Citizen

before(async () => {
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  here = await openWard(place)
  asha = await place.citizen()
})
test.after(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp()
})

const KIB = 1024
const get = (by: Person | undefined, url: string, headers: Record<string, string> = {}) =>
  place.ask<Seen>('GET', url, { by, headers })
const post = (by: Person, url: string, body: object = {}, key?: string) =>
  place.ask<Seen>('POST', url, { by, body, ...(key && { key }) })
const slugOf = ({ status, body }: { status: number; body: Seen }): string =>
  `${status} ${body.type?.replace('/problems/', '')}`
/** The raw answer, whose body is bytes. */
const raw = (by: Person, url: string, headers: Record<string, string> = {}) =>
  place.program.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${by.token}`, ...headers } })
const store = async (by: Person = asha, patientId: string = asha.patientId, more: object = {}): Promise<string> => {
  const { status, body } = await upload(place, { by, patientId, bytes: newPdf(), more })
  assert.equal(status, 200, JSON.stringify(body))
  return body.documentId
}
/** A patient whom the doctor of the ward treats. */
const treated = async (): Promise<Citizen> => {
  const one = await place.citizen()
  const { status, body } = await walkIn(place, here, one.patientId)
  assert.equal(status, 201, JSON.stringify(body))
  await hearVisits(one)
  return one
}
/** Lets documents hear of the visits of a patient. */
const hearVisits = async ({ patientId }: Citizen): Promise<void> => {
  const { rows } = await place.program
    .context('visits')
    .pool.query(`select name, body from visits.outbox where body->'body'->>'patientId' = $1`, [patientId])
  for (const { event, handle } of subscriptions(contextOf(place))) {
    for (const { name, body } of rows) if (event.name === name) await handle(body as never)
  }
}

test('a file comes in chunks, is cut, goes on where it stood, and is stored once', async () => {
  const bytes = newPdf(700 * KIB)
  const begun = await begin(place, { by: asha, patientId: asha.patientId, bytes, more: { sha256: sumOf(bytes) } })
  assert.equal(begun.status, 201, JSON.stringify(begun.body))
  const { uploadId, documentId } = begun.body
  const send = (offset: number, to: number) => sendChunk(place, asha, uploadId, offset, bytes.subarray(offset, to))
  assert.equal((await send(0, 256 * KIB)).body.receivedBytes, 256 * KIB)
  const wrong = await send(300 * KIB, 700 * KIB)
  assert.deepEqual([slugOf(wrong), wrong.body.receivedBytes], ['409 offset-differs', 256 * KIB])
  const again = await send(0, 256 * KIB)
  assert.deepEqual([slugOf(again), again.body.receivedBytes], ['409 offset-differs', 256 * KIB])
  assert.equal(slugOf(await send(256 * KIB, 300 * KIB)), '400 invalid-request', 'too small, and not the last')
  const early = await complete(place, asha, uploadId)
  assert.deepEqual([slugOf(early), early.body.receivedBytes], ['409 size-differs', 256 * KIB])
  const state = await get(asha, `/v1/documents/uploads/${uploadId}`)
  assert.deepEqual([state.body.status, state.body.receivedBytes], ['RECEIVING', 256 * KIB])
  // Two requests bring the same chunk: one counts, and the other leaves no bytes.
  const raced = await Promise.all([send(256 * KIB, 700 * KIB), send(256 * KIB, 700 * KIB)])
  assert.deepEqual(raced.map(({ status }) => status).sort(), [200, 409])
  const more = await sendChunk(place, asha, uploadId, 700 * KIB, Buffer.from('x'))
  assert.equal(slugOf(more), '409 size-differs')
  const twice = await Promise.all([complete(place, asha, uploadId), complete(place, asha, uploadId)])
  for (const one of twice) assert.ok(one.status === 200 || slugOf(one) === '409 request-in-progress', slugOf(one))
  assert.equal((await complete(place, asha, uploadId)).body.status, 'STORED')
  assert.equal(slugOf(await sendChunk(place, asha, uploadId, 700 * KIB, Buffer.from('x'))), '409 upload-over')
  assert.equal(
    slugOf(await place.ask('DELETE', `/v1/documents/uploads/${uploadId}`, { by: asha })),
    '409 document-state',
  )
  const content = await raw(asha, `/v1/documents/${documentId}/content`)
  assert.ok(content.rawPayload.equals(bytes))
  await assertDocuments(place)
})

test('the content has ranges, a tag, and headers that keep a browser from running it', async () => {
  const bytes = newPdf(600 * KIB)
  const begun = await begin(place, { by: asha, patientId: asha.patientId, bytes })
  for (const at of [0, 300 * KIB]) {
    await sendChunk(place, asha, begun.body.uploadId, at, bytes.subarray(at, at + 300 * KIB))
  }
  await complete(place, asha, begun.body.uploadId)
  const url = `/v1/documents/${begun.body.documentId}/content`
  const whole = await raw(asha, url)
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
    const part = await raw(asha, url, { range })
    assert.deepEqual(
      [part.statusCode, part.headers['content-range'], part.rawPayload.equals(bytes.subarray(first, last + 1))],
      [206, `bytes ${first}-${last}/${600 * KIB}`, true],
      range,
    )
  }
  for (const range of ['bytes=9-3', 'lines=1-2', 'bytes=0-1,3-4', 'bytes=-']) {
    assert.equal((await raw(asha, url, { range })).statusCode, 200, range)
  }
  assert.equal((await raw(asha, url, { range: 'bytes=0-9', 'if-range': '"other"' })).statusCode, 200)
  const beyond = await raw(asha, url, { range: `bytes=${600 * KIB}-` })
  assert.deepEqual([beyond.statusCode, beyond.headers['content-range']], [416, `bytes */${600 * KIB}`])
  assert.equal((await raw(asha, url, { 'if-none-match': String(headers.etag) })).statusCode, 304)
})

test('a file that lies about its kind, its sum or its size is refused, and nothing of it stays', async () => {
  const png = toPng(20, 20)
  const lying = await upload(place, { by: asha, patientId: asha.patientId, bytes: png })
  assert.deepEqual([slugOf(lying), lying.body.found], ['409 type-differs', 'image/png'])
  const text = await upload(place, {
    by: asha,
    patientId: asha.patientId,
    bytes: Buffer.from('<script>alert(1)</script>'),
  })
  assert.deepEqual([slugOf(text), text.body.found], ['409 type-differs', 'unknown'])
  const pdf = newPdf()
  const other = await upload(place, { by: asha, patientId: asha.patientId, bytes: pdf, more: { sha256: sumOf(png) } })
  assert.deepEqual([slugOf(other), other.body.found], ['409 checksum-differs', sumOf(pdf)])
  for (const [more, slug] of [
    [{ mediaType: 'text/html' }, '409 type-refused'],
    [{ mediaType: 'application/zip' }, '409 type-refused'],
    [{ sizeBytes: 2 * 1024 ** 3 + 1 }, '413 too-large'],
    [{ sizeBytes: 0 }, '400 invalid-request'],
    [{ title: ' ' }, '400 invalid-request'],
  ] as const) {
    assert.equal(slugOf(await begin(place, { by: asha, patientId: asha.patientId, bytes: pdf, more })), slug)
  }
  const begun = await begin(place, { by: asha, patientId: asha.patientId, bytes: png })
  const { uploadId } = begun.body
  await sendChunk(place, asha, uploadId, 0, png)
  const [first, second] = [await complete(place, asha, uploadId), await complete(place, asha, uploadId)]
  assert.deepEqual([slugOf(first), second.body.found], ['409 type-differs', first.body.found], 'a repeat says the same')
  const url = `/v1/documents/uploads/${uploadId}?offset=0`
  assert.equal((await place.ask('PUT', url, { by: asha, body: { a: 1 } })).status, 415)
  const large = await place.ask('PUT', url, { by: asha, body: Buffer.alloc(9 * KIB * KIB), headers: BYTES })
  assert.equal(large.status, 413)
  await assertDocuments(place)
})

test('a title is words and never a path: the name of a file is made by the server', async () => {
  const title = '../../etc/passwd"; filename=x.exe'
  const documentId = await store(asha, asha.patientId, { title })
  assert.equal((await get(asha, `/v1/documents/${documentId}`)).body.title, title)
  const { headers } = await raw(asha, `/v1/documents/${documentId}/content`)
  assert.equal(headers['content-disposition'], `inline; filename="sehat-${documentId}.pdf"`)
  await assertDocuments(place)
})

test('the same file of a patient is stored once, also when two come at once', async () => {
  const bytes = newPdf()
  const asked = { by: asha, patientId: asha.patientId, bytes }
  const both = [await begin(place, asked), await begin(place, asked)]
  for (const { body } of both) await sendChunk(place, asha, body.uploadId, 0, bytes)
  const ended = await Promise.all(both.map(({ body }) => complete(place, asha, body.uploadId)))
  assert.deepEqual(ended.map(({ status }) => status).sort(), [200, 409])
  const stored = ended.find(({ status }) => status === 200)?.body.documentId
  const refused = ended.find(({ status }) => status === 409)
  assert.deepEqual([refused && slugOf(refused), refused?.body.documentId], ['409 already-stored', stored])
  const known = await begin(place, { ...asked, more: { sha256: sumOf(bytes) } })
  assert.deepEqual([slugOf(known), known.body.documentId], ['409 already-stored', stored])
  const ravi = await place.citizen()
  assert.equal((await upload(place, { by: ravi, patientId: ravi.patientId, bytes })).status, 200)
  await assertDocuments(place)
})

test('an upload is aborted by its sender or after a day, and its bytes go', async () => {
  const bytes = newPdf(300 * KIB)
  const beginOne = async () => (await begin(place, { by: asha, patientId: asha.patientId, bytes })).body.uploadId
  const [uploadId, late] = [await beginOne(), await beginOne()]
  for (const id of [uploadId, late]) await sendChunk(place, asha, id, 0, bytes.subarray(0, 256 * KIB))
  const url = `/v1/documents/uploads/${uploadId}`
  const ravi = await place.citizen()
  assert.equal((await place.ask('DELETE', url, { by: ravi })).status, 404)
  for (let times = 0; times < 2; times++) {
    assert.equal((await place.ask<Seen>('DELETE', url, { by: asha })).body.status, 'ABORTED')
  }
  assert.equal(slugOf(await complete(place, asha, uploadId)), '409 upload-over')
  place.clock.advance(25 * 3_600_000)
  await runJob('end-uploads')
  assert.equal((await get(asha, `/v1/documents/uploads/${late}`)).status, 404)
  place.clock.advance(-25 * 3_600_000)
  await assertDocuments(place)
})

test('the family reads all, the doctor who treats reads kinds of care, and nobody else knows of it', async () => {
  const mira = await treated()
  const [report, bill] = [await store(mira, mira.patientId), await store(mira, mira.patientId, { kind: 'bill' })]
  const ravi = await place.citizen()
  const reads = async (by: Person) => [
    (await get(by, `/v1/documents/${report}`)).status,
    (await raw(by, `/v1/documents/${report}/content`)).statusCode,
    (await raw(by, `/v1/documents/${bill}/content`)).statusCode,
  ]
  assert.deepEqual(await reads(mira), [200, 200, 200])
  assert.deepEqual(await reads(here.doctor), [200, 200, 404])
  for (const by of [ravi, here.other, here.elsewhere]) assert.deepEqual(await reads(by), [404, 404, 404])
  for (const by of [here.reception, here.nurse]) assert.deepEqual(await reads(by), [403, 403, 403])
  const list = async (by: Person) => {
    const { status, body } = await get(by, `/v1/documents?patient=${mira.patientId}&limit=10`)
    return [status, body.items?.length]
  }
  assert.deepEqual(
    [await list(mira), await list(here.doctor)],
    [
      [200, 2],
      [200, 1],
    ],
  )
  assert.deepEqual(
    [await list(ravi), await list(here.other)],
    [
      [404, undefined],
      [404, undefined],
    ],
  )
  const { body } = await place.ask<{ items: { basis: string; what?: { kind: string } }[] }>(
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
  const lab = await place.staff('lab-technician', here.facilityId)
  const labElsewhere = await place.staff('lab-technician', here.otherFacilityId)
  const ravi = await place.citizen()
  for (const by of [here.reception, lab, here.doctor]) {
    const documentId = await store(by, mira.patientId)
    assert.equal((await get(mira, `/v1/documents/${documentId}`)).status, 200)
    assert.equal((await begin(place, { by, patientId: ravi.patientId, bytes: newPdf() })).status, 404)
  }
  const own = await store(lab, mira.patientId)
  assert.equal((await raw(lab, `/v1/documents/${own}/content`)).statusCode, 200, 'own uploads')
  assert.equal((await raw(labElsewhere, `/v1/documents/${own}/content`)).statusCode, 404)
  for (const by of [labElsewhere, here.elsewhere, here.other, ravi]) {
    assert.equal((await begin(place, { by, patientId: mira.patientId, bytes: newPdf() })).status, 404)
  }
  await assertDocuments(place)
})

const give = (by: Person, body: object) =>
  post(by, '/v1/documents/grants', { untilOn: '2026-06-30', purpose: 'Second opinion', ...body })

test('a grant opens what it names to a hospital or a doctor until its day, and its end closes it at once', async () => {
  const there = await openThere(place, here)
  const mira = await place.citizen()
  const { patientId } = mira
  const [one, other] = [await store(mira, patientId), await store(mira, patientId, { kind: 'imaging' })]
  const sees = async (by: Person) =>
    Promise.all([one, other].map(async (id) => (await raw(by, `/v1/documents/${id}/content`)).statusCode))
  assert.deepEqual(await sees(there.doctor), [404, 404])
  const facility = await give(mira, { patientId, documentId: one, toFacilityId: there.facilityId })
  assert.equal(facility.status, 201, JSON.stringify(facility.body))
  assert.deepEqual(
    [await sees(there.doctor), await sees(here.doctor)],
    [
      [200, 404],
      [404, 404],
    ],
  )
  const doctor = await give(mira, { patientId, kinds: ['imaging'], toDoctorId: here.doctorId })
  assert.deepEqual(
    [await sees(here.doctor), await sees(here.other)],
    [
      [404, 200],
      [404, 404],
    ],
  )
  const later = await store(mira, patientId, { kind: 'imaging' })
  assert.equal((await raw(here.doctor, `/v1/documents/${later}/content`)).statusCode, 200, 'what comes later, too')
  const url = (id: string) => `/v1/documents/grants/${id}`
  assert.equal((await place.ask('DELETE', url(doctor.body.grantId), { by: asha })).status, 404)
  for (let times = 0; times < 2; times++) {
    assert.equal((await place.ask('DELETE', url(doctor.body.grantId), { by: mira })).status, 200)
    assert.deepEqual(await sees(here.doctor), [404, 404])
  }
  assert.deepEqual(await sees(there.doctor), [200, 404])
  place.clock.set('2026-06-30T18:30:00.000Z')
  assert.deepEqual(await sees(there.doctor), [404, 404], 'the midnight after its last day')
  place.clock.set('2026-03-02T05:00:00.000Z')
  const { body } = await get(mira, `/v1/documents/grants?patient=${patientId}`)
  assert.equal(body.items.length, 2)
  assert.equal((await get(asha, `/v1/documents/grants?patient=${patientId}`)).status, 404)
})

test('a grant to a phone answers the same whether or not somebody has it, and its holder reads', async () => {
  const mira = await place.citizen()
  const phone = '9812300001'
  await place.ask('POST', '/v1/auth/otp', { body: { phone } })
  const { messages } = (await place.ask<{ messages: InboxMessage[] }>('GET', '/dev/inbox')).body
  const body = {
    phone,
    otp: codeFor(messages, phone),
    name: 'Ravi Rao',
    birthYear: 1980,
    gender: 'male',
    pin: '110001',
  }
  const registered = await place.ask<{ accountId: string }>('POST', '/v1/auth/register', {
    body,
  })
  assert.equal(registered.status, 201, JSON.stringify(registered.body))
  const { accountId } = registered.body
  const actor = { accountId, sessionId: newId(0), roles: ['citizen'] }
  const ravi = { accountId, token: await place.program.context('identity').auth.sign(actor as never, 600) }
  const documentId = await store(mira, mira.patientId)
  const ask = (toPhone: string) => give(mira, { patientId: mira.patientId, documentId, toPhone })
  const [nobody, somebody] = [await ask('9812300002'), await ask(`+91${phone}`)]
  const shape = (one: Awaited<ReturnType<typeof ask>>) => [one.status, Object.keys(one.body)]
  assert.deepEqual(shape(nobody), shape(somebody))
  const url = `/v1/documents/${documentId}/content`
  assert.equal((await raw(ravi, url)).statusCode, 200)
  const reads = await get(mira, `/v1/patients/${mira.patientId}/reads?limit=50`)
  assert.ok(JSON.stringify(reads.body).includes('"grant"'), 'the family sees who read by a grant')
  await place.ask('DELETE', `/v1/documents/grants/${somebody.body.grantId}`, { by: mira })
  assert.equal((await raw(ravi, url)).statusCode, 404)
})

test('a grant is refused for more than a year, for the past, and when it names too little or too much', async () => {
  const mira = await place.citizen()
  const documentId = await store(mira, mira.patientId)
  const whole = { patientId: mira.patientId, documentId, toDoctorId: here.doctorId }
  const long = await give(mira, { ...whole, untilOn: '2027-03-03' })
  assert.equal(slugOf(long), '409 grant-too-long')
  for (const more of [
    { untilOn: '2026-03-01' },
    { kinds: ['imaging'] },
    { toFacilityId: here.facilityId },
    { documentId: newId(cellOf(mira.patientId)) },
    { toDoctorId: newId(0) },
  ]) {
    assert.equal((await give(mira, { ...whole, ...more })).status, 400, JSON.stringify(more))
  }
  assert.equal((await give(asha, whole)).status, 404)
  const key = 'one-grant'
  const body = { ...whole, untilOn: '2026-06-30', purpose: 'Care' }
  const [first, again] = [
    await post(mira, '/v1/documents/grants', body, key),
    await post(mira, '/v1/documents/grants', body, key),
  ]
  assert.deepEqual([first.status, again.body.grantId], [201, first.body.grantId])
})

test('copied link in another account: 404; after its minutes: 404; altered: 404', async () => {
  const mira = await place.citizen()
  const ravi = await place.citizen()
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
  place.clock.advance(60 * 60_000)
  assert.equal((await raw(mira, address)).statusCode, 404)
  place.clock.advance(-60 * 60_000)
  const fresh = (await link(mira)).body.address
  await post(mira, `/v1/documents/${documentId}/withdrawal`, { reason: 'A wrong file' })
  assert.equal((await raw(mira, fresh)).statusCode, 404, 'withdrawn')
})

test('who brought a document withdraws it for a day, an administrator later, and the law keeps its bytes', async () => {
  const mira = await treated()
  const admin = await place.staff('centre-admin', here.facilityId)
  const adminElsewhere = await place.staff('centre-admin', here.otherFacilityId)
  const withdraw = (by: Person, id: string, key?: string) =>
    post(by, `/v1/documents/${id}/withdrawal`, { reason: 'Of another patient' }, key)
  const own = await store(mira, mira.patientId)
  const [fresh, old] = [await store(here.doctor, mira.patientId), await store(here.doctor, mira.patientId)]
  assert.deepEqual(
    [slugOf(await withdraw(mira, fresh)), slugOf(await withdraw(asha, own))],
    ['409 retained', '404 not-found'],
  )
  assert.equal((await withdraw(here.other, fresh)).status, 404)
  assert.equal((await withdraw(here.doctor, fresh, 'once')).body.status, 'WITHDRAWN')
  assert.equal((await withdraw(here.doctor, fresh, 'once')).status, 200)
  assert.equal(slugOf(await withdraw(here.doctor, fresh)), '409 document-state')
  assert.equal((await withdraw(mira, own)).body.status, 'WITHDRAWN')
  place.clock.advance(25 * 3_600_000)
  const late = await withdraw(here.doctor, old)
  assert.deepEqual([slugOf(late), late.body.until], ['409 retained', '2029-03-04'])
  assert.equal((await withdraw(adminElsewhere, old)).status, 404)
  assert.equal((await withdraw(admin, old)).body.status, 'WITHDRAWN')
  await runJob('erase-ended')
  const blobsOf = async (id: string) =>
    (await contextOf(place).pool.query('select 1 from documents.parts where document_id = $1', [id])).rowCount
  assert.deepEqual([await blobsOf(own), await blobsOf(old)], [0, 1])
  place.clock.set('2029-03-06T05:00:00.000Z')
  await runJob('erase-ended')
  assert.equal(await blobsOf(old), 0)
  place.clock.set('2026-03-02T05:00:00.000Z')
  await assertDocuments(place)
})

test('a document replaces another: the old one is withdrawn at the moment when the new one is stored', async () => {
  const mira = await place.citizen()
  const first = await store(mira, mira.patientId)
  const newer = { replaces: first }
  const [one, other] = [newPdf(), newPdf()]
  const asked = (bytes: Buffer) => ({ by: mira, patientId: mira.patientId, bytes, more: newer })
  const begun = [await begin(place, asked(one)), await begin(place, asked(other))]
  assert.equal((await get(mira, `/v1/documents/${first}`)).status, 200, 'until then the old one is read')
  await sendChunk(place, mira, begun[0]?.body.uploadId as string, 0, one)
  await sendChunk(place, mira, begun[1]?.body.uploadId as string, 0, other)
  const ended = await Promise.all(begun.map(({ body }) => complete(place, mira, body.uploadId)))
  assert.deepEqual(ended.map(({ status }) => status).sort(), [200, 409])
  assert.equal(ended.find(({ status }) => status === 200)?.body.version, 2)
  assert.equal((await get(mira, `/v1/documents/${first}`)).status, 404)
  assert.equal((await begin(place, asked(newPdf()))).status, 409)
  assert.equal((await begin(place, { ...asked(newPdf()), more: { replaces: await store() } })).status, 404)
  await assertDocuments(place)
})

test('a module keeps a document once by its id, also an HTML page, and replaces it', async () => {
  const mira = await treated()
  const { call } = contextOf(place)
  const cell = cellOf(mira.patientId)
  const documentId = newId<'document'>(cell)
  const asked = {
    ...{ documentId, patientId: mira.patientId, facilityId: here.facilityId as never, kind: 'lab-report' as const },
    ...{ title: 'Report', mediaType: 'text/html' as const, content: '<p>ख़ून की जाँच</p>' },
    ...{ sourceKind: 'diagnostics.report', sourceId: newId<'source'>(cell), origin: { actorId: null, requestId: 'r' } },
  }
  const kept = await Promise.all(Array.from({ length: 4 }, () => call(keepDocument, asked)))
  assert.deepEqual(kept, Array(4).fill({ documentId, version: 1 }))
  await assert.rejects(call(keepDocument, { ...asked, content: 'other' }), /This id belongs to another document/)
  const lying = { ...asked, documentId: newId<'document'>(cell), mediaType: 'application/pdf' as const }
  await assert.rejects(call(keepDocument, lying), /not of the kind/)
  const page = await raw(here.doctor, `/v1/documents/${documentId}/content`)
  assert.equal(page.payload, asked.content)
  assert.match(String(page.headers['content-disposition']), /^attachment/)
  const next = newId<'document'>(cell)
  const newer = { ...asked, documentId: next, content: '<p>2</p>', replaces: documentId }
  assert.deepEqual(await call(keepDocument, newer), { documentId: next, version: 2 })
  assert.deepEqual(await call(keepDocument, newer), { documentId: next, version: 2 })
  assert.equal((await get(mira, `/v1/documents/${documentId}`)).status, 404)
  await assertDocuments(place)
})

test('the night sweeps bytes without a row, and counts rows without bytes', async () => {
  const { storage, pool } = contextOf(place)
  const { sweepBlobs, countMissing } = await import('./ending/steps.ts')
  const documentId = await store()
  await storage.put(`documents/${documentId}/lost`, Buffer.from('x'))
  await storage.put(`documents/${newId(0)}/lost`, Buffer.from('x'))
  assert.equal(await sweepBlobs(contextOf(place)), 0, 'they are young')
  const inThreeDays = new Date(Date.now() + 3 * 86_400_000)
  assert.equal(await sweepBlobs(contextOf(place), inThreeDays), 2)
  await assertDocuments(place)
  assert.equal(await countMissing(contextOf(place)), 0)
  const { rows } = await pool.query('select name from documents.parts where document_id = $1', [documentId])
  const bytes = (await storage.get(rows[0].name)) as Buffer
  await storage.put(rows[0].name, Buffer.from('shorter'))
  assert.equal(await countMissing(contextOf(place)), 1)
  await storage.put(rows[0].name, bytes)
})

async function runJob(name: string): Promise<void> {
  const { schedules } = await import('./jobs.ts')
  const { openUploads } = await import('./uploads/steps.ts')
  const context = contextOf(place)
  const metrics = { ...context.metrics, gauge: () => undefined } as never
  const found = schedules({ ...context, metrics }, openUploads(context)).find((one) => one.name === name)
  await found?.run()
}
