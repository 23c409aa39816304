// Kills a process at each point of an upload (S10): rows and bytes agree, a repeat brings it to the same end, once,
// and what no row names is swept.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { killAt, type Point } from '../../../testing/dying.ts'
import { sized } from '../../../testing/size.ts'
import { until } from '../../../testing/until.ts'
import { sweepBlobs } from '../ending/steps.ts'
import { assertDocuments, begin, complete, contextOf, newPdf, sendChunk } from '../testing.ts'
import { KIB, openPlace } from '../testing-place.ts'
import type { Deed } from '../testing-process.ts'

const PROGRAM = path.join(import.meta.dirname, '../testing-process.ts')
const THREE_DAYS_MS = 3 * 86_400_000
/** A process that died holds a check for ten minutes. */
const CHECK_MS = 11 * 60_000

const folder = mkdtempSync(path.join(tmpdir(), 'sehat-kills-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const files = openPlace()
const { get, raw } = files
const dieAt = (point: Point, deed: Deed) => killAt(files.place, PROGRAM, point, deed)

/** All of the points, or at the small size one of them. */
const some = (points: readonly Point[], nth: number): readonly Point[] =>
  sized(1, points.length) === 1 ? [points[nth % points.length] as Point] : points

/** The rows agree now; and when the sweep of the night has run, so do the bytes. */
async function assertAgreed(): Promise<void> {
  await assertDocuments(files.place, { areBlobsExact: false })
  await sweepBlobs(contextOf(files.place), new Date(Date.now() + THREE_DAYS_MS))
  await assertDocuments(files.place)
}

async function beginOne() {
  const { asha } = files
  const bytes = newPdf(600 * KIB)
  const { body } = await begin(files.place, { by: asha, patientId: asha.patientId, bytes })
  const { uploadId, documentId } = body
  const from = (offset: number) => sendChunk(files.place, asha, uploadId, offset, bytes.subarray(offset))
  const state = async () => (await get(asha, `/v1/documents/uploads/${uploadId}`)).body
  /** Goes on where the upload stands, and completes it. */
  const goOn = async (): Promise<void> => {
    const { status, receivedBytes } = await state()
    if (status === 'RECEIVING' && receivedBytes < bytes.length) assert.equal((await from(receivedBytes)).status, 200)
    if (status === 'CHECKING') files.place.clock.advance(CHECK_MS)
    assert.equal((await complete(files.place, asha, uploadId)).body.status, 'STORED')
    if (status === 'CHECKING') files.place.clock.advance(-CHECK_MS)
    // This process hears a moment later of what the one that died has stored.
    await until('the content is whole', async () => {
      const content = await raw(asha, `/v1/documents/${documentId}/content`)
      return content.statusCode === 200 && content.rawPayload.equals(bytes)
    })
    await assertDocuments(files.place)
  }
  return { bytes, uploadId, documentId, from, state, goOn }
}

test('killed while an upload begins: a repeat with the same key begins one upload', async () => {
  const { asha } = files
  const body = { patientId: asha.patientId, kind: 'imaging', title: 'X', mediaType: 'image/png', sizeBytes: 9 }
  const count = async () => (await contextOf(files.place).pool.query('select 1 from documents.uploads')).rowCount ?? 0
  const points: readonly Point[] = ['before sql insert into "documents"."uploads"', 'after sql commit']
  for (const [nth, point] of some(points, 1).entries()) {
    const before = await count()
    const deed: Deed = { method: 'POST', url: '/v1/documents', by: asha, key: `kill-begin-${nth}`, body }
    await dieAt(point, deed)
    await assertAgreed()
    for (let times = 0; times < 2; times++) {
      const { status } = await files.post(asha, '/v1/documents', body, deed.key)
      assert.equal(status, 201)
    }
    assert.equal(await count(), before + 1)
  }
})

test('killed while a chunk comes: it counts wholly or not at all, and the upload goes on', async () => {
  const points: readonly Point[] = [
    'before sql insert into "documents"."parts"',
    'after sql insert into "documents"."parts"',
    'after sql commit',
  ]
  for (const point of some(points, 0)) {
    const { bytes, uploadId, from, state, goOn } = await beginOne()
    const chunkFile = path.join(folder, uploadId)
    writeFileSync(chunkFile, bytes.subarray(0, 300 * KIB))
    const url = `/v1/documents/uploads/${uploadId}?offset=0`
    await dieAt(point, { method: 'PUT', url, by: files.asha, chunkFile })
    await assertAgreed()
    const { receivedBytes } = await state()
    assert.ok(receivedBytes === 0 || receivedBytes === 300 * KIB, `${receivedBytes} bytes came`)
    const wrong = await from(400 * KIB)
    assert.deepEqual([wrong.status, wrong.body.receivedBytes], [409, receivedBytes], 'a wrong offset')
    await goOn()
  }
})

test('killed while an upload is completed: it is stored once, with one event', async () => {
  const points: readonly Point[] = [
    'before sql update "documents"."documents"',
    'after sql commit',
    'before sql insert into "documents"."outbox"',
    'after sql#2 commit',
  ]
  for (const point of some(points, 2)) {
    const { uploadId, from, goOn } = await beginOne()
    await from(0)
    await dieAt(point, { method: 'POST', url: `/v1/documents/uploads/${uploadId}/completion`, by: files.asha })
    await assertAgreed()
    await goOn()
    await goOn()
  }
})

test('killed while an upload is aborted: its bytes go at the repeat, or with the sweep', async () => {
  for (const point of some(['before sql delete from "documents"."parts"', 'after sql commit'], 1)) {
    const { uploadId, bytes } = await beginOne()
    await sendChunk(files.place, files.asha, uploadId, 0, bytes.subarray(0, 300 * KIB))
    const url = `/v1/documents/uploads/${uploadId}`
    await dieAt(point, { method: 'DELETE', url, by: files.asha })
    await assertAgreed()
    const { body } = await files.place.ask<{ status: string }>('DELETE', url, { by: files.asha })
    assert.equal(body.status, 'ABORTED')
    await assertDocuments(files.place)
  }
})

test('completed and aborted at once, or twice: one document or none, and no bytes left', async () => {
  for (let times = 0; times < sized(2, 10); times++) {
    const { uploadId, from } = await beginOne()
    await from(0)
    const url = `/v1/documents/uploads/${uploadId}`
    const [first, second, aborted] = await Promise.all([
      complete(files.place, files.asha, uploadId),
      complete(files.place, files.asha, uploadId),
      files.place.ask<{ status: string }>('DELETE', url, { by: files.asha }),
    ])
    const isStored = first.status === 200 || second.status === 200
    assert.notEqual(isStored, aborted.status === 200, 'one of both')
    await assertDocuments(files.place)
  }
})
