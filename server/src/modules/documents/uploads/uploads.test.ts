// Tests uploads: chunks that are cut and go on, files that lie, two at once, and what nobody completes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  assertDocuments,
  BYTES,
  begin,
  complete,
  newPdf,
  type Seen,
  sendChunk,
  sumOf,
  toPng,
  upload,
} from '../testing.ts'
import { KIB, openPlace, slugOf } from '../testing-place.ts'

const files = openPlace()
const { get, raw, runJob } = files

test('a file comes in chunks, is cut, goes on where it stood, and is stored once', async () => {
  const bytes = newPdf(700 * KIB)
  const begun = await begin(files.place, {
    by: files.asha,
    patientId: files.asha.patientId,
    bytes,
    more: { sha256: sumOf(bytes) },
  })
  assert.equal(begun.status, 201, JSON.stringify(begun.body))
  const { uploadId, documentId } = begun.body
  const send = (offset: number, to: number) =>
    sendChunk(files.place, files.asha, uploadId, offset, bytes.subarray(offset, to))
  assert.equal((await send(0, 256 * KIB)).body.receivedBytes, 256 * KIB)
  const wrong = await send(300 * KIB, 700 * KIB)
  assert.deepEqual([slugOf(wrong), wrong.body.receivedBytes], ['409 offset-differs', 256 * KIB])
  const again = await send(0, 256 * KIB)
  assert.deepEqual([slugOf(again), again.body.receivedBytes], ['409 offset-differs', 256 * KIB])
  assert.equal(slugOf(await send(256 * KIB, 300 * KIB)), '400 invalid-request', 'too small, and not the last')
  const early = await complete(files.place, files.asha, uploadId)
  assert.deepEqual([slugOf(early), early.body.receivedBytes], ['409 size-differs', 256 * KIB])
  const state = await get(files.asha, `/v1/documents/uploads/${uploadId}`)
  assert.deepEqual([state.body.status, state.body.receivedBytes], ['RECEIVING', 256 * KIB])
  // Two requests bring the same chunk: one counts, and the other leaves no bytes.
  const raced = await Promise.all([send(256 * KIB, 700 * KIB), send(256 * KIB, 700 * KIB)])
  assert.deepEqual(raced.map(({ status }) => status).sort(), [200, 409])
  const more = await sendChunk(files.place, files.asha, uploadId, 700 * KIB, Buffer.from('x'))
  assert.equal(slugOf(more), '409 size-differs')
  const twice = await Promise.all([
    complete(files.place, files.asha, uploadId),
    complete(files.place, files.asha, uploadId),
  ])
  for (const one of twice) assert.ok(one.status === 200 || slugOf(one) === '409 request-in-progress', slugOf(one))
  assert.equal((await complete(files.place, files.asha, uploadId)).body.status, 'STORED')
  assert.equal(
    slugOf(await sendChunk(files.place, files.asha, uploadId, 700 * KIB, Buffer.from('x'))),
    '409 upload-over',
  )
  assert.equal(
    slugOf(await files.place.ask('DELETE', `/v1/documents/uploads/${uploadId}`, { by: files.asha })),
    '409 document-state',
  )
  const content = await raw(files.asha, `/v1/documents/${documentId}/content`)
  assert.ok(content.rawPayload.equals(bytes))
  await assertDocuments(files.place)
})

test('a file that lies about its kind, its sum or its size is refused, and nothing of it stays', async () => {
  const png = toPng(20, 20)
  const lying = await upload(files.place, { by: files.asha, patientId: files.asha.patientId, bytes: png })
  assert.deepEqual([slugOf(lying), lying.body.found], ['409 type-differs', 'image/png'])
  const text = await upload(files.place, {
    by: files.asha,
    patientId: files.asha.patientId,
    bytes: Buffer.from('<script>alert(1)</script>'),
  })
  assert.deepEqual([slugOf(text), text.body.found], ['409 type-differs', 'unknown'])
  const pdf = newPdf()
  const other = await upload(files.place, {
    by: files.asha,
    patientId: files.asha.patientId,
    bytes: pdf,
    more: { sha256: sumOf(png) },
  })
  assert.deepEqual([slugOf(other), other.body.found], ['409 checksum-differs', sumOf(pdf)])
  for (const [more, slug] of [
    [{ mediaType: 'text/html' }, '409 type-refused'],
    [{ mediaType: 'application/zip' }, '409 type-refused'],
    [{ sizeBytes: 2 * 1024 ** 3 + 1 }, '413 too-large'],
    [{ sizeBytes: 0 }, '400 invalid-request'],
    [{ title: ' ' }, '400 invalid-request'],
  ] as const) {
    assert.equal(
      slugOf(await begin(files.place, { by: files.asha, patientId: files.asha.patientId, bytes: pdf, more })),
      slug,
    )
  }
  const begun = await begin(files.place, { by: files.asha, patientId: files.asha.patientId, bytes: png })
  const { uploadId } = begun.body
  await sendChunk(files.place, files.asha, uploadId, 0, png)
  const [first, second] = [
    await complete(files.place, files.asha, uploadId),
    await complete(files.place, files.asha, uploadId),
  ]
  assert.deepEqual([slugOf(first), second.body.found], ['409 type-differs', first.body.found], 'a repeat says the same')
  const url = `/v1/documents/uploads/${uploadId}?offset=0`
  assert.equal((await files.place.ask('PUT', url, { by: files.asha, body: { a: 1 } })).status, 415)
  const large = await files.place.ask('PUT', url, { by: files.asha, body: Buffer.alloc(9 * KIB * KIB), headers: BYTES })
  assert.equal(large.status, 413)
  await assertDocuments(files.place)
})

test('the same file of a patient is stored once, also when two come at once', async () => {
  const bytes = newPdf()
  const asked = { by: files.asha, patientId: files.asha.patientId, bytes }
  const both = [await begin(files.place, asked), await begin(files.place, asked)]
  for (const { body } of both) await sendChunk(files.place, files.asha, body.uploadId, 0, bytes)
  const ended = await Promise.all(both.map(({ body }) => complete(files.place, files.asha, body.uploadId)))
  assert.deepEqual(ended.map(({ status }) => status).sort(), [200, 409])
  const stored = ended.find(({ status }) => status === 200)?.body.documentId
  const refused = ended.find(({ status }) => status === 409)
  assert.deepEqual([refused && slugOf(refused), refused?.body.documentId], ['409 already-stored', stored])
  const known = await begin(files.place, { ...asked, more: { sha256: sumOf(bytes) } })
  assert.deepEqual([slugOf(known), known.body.documentId], ['409 already-stored', stored])
  const ravi = await files.place.citizen()
  assert.equal((await upload(files.place, { by: ravi, patientId: ravi.patientId, bytes })).status, 200)
  await assertDocuments(files.place)
})

test('an upload is aborted by its sender or after a day, and its bytes go', async () => {
  const bytes = newPdf(300 * KIB)
  const beginOne = async () =>
    (await begin(files.place, { by: files.asha, patientId: files.asha.patientId, bytes })).body.uploadId
  const [uploadId, late] = [await beginOne(), await beginOne()]
  for (const id of [uploadId, late]) await sendChunk(files.place, files.asha, id, 0, bytes.subarray(0, 256 * KIB))
  const url = `/v1/documents/uploads/${uploadId}`
  const ravi = await files.place.citizen()
  assert.equal((await files.place.ask('DELETE', url, { by: ravi })).status, 404)
  for (let times = 0; times < 2; times++) {
    assert.equal((await files.place.ask<Seen>('DELETE', url, { by: files.asha })).body.status, 'ABORTED')
  }
  assert.equal(slugOf(await complete(files.place, files.asha, uploadId)), '409 upload-over')
  files.place.clock.advance(25 * 3_600_000)
  await runJob('end-uploads')
  assert.equal((await get(files.asha, `/v1/documents/uploads/${late}`)).status, 404)
  files.place.clock.advance(-25 * 3_600_000)
  await assertDocuments(files.place)
})
