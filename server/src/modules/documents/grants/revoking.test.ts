// Tests the end of a grant while others read: a download that runs, and another process with its own cache.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { setup } from '../../../testing/setup.ts'
import { newPdf, upload } from '../testing.ts'
import { KIB, openPlace } from '../testing-place.ts'

const WITHIN_MS = 1_000
const files = openPlace()
const { give } = files

async function shared(bytes: Buffer) {
  const { doctor, doctorId } = files.here
  const mira = await files.place.citizen()
  const { patientId } = mira
  const { documentId } = (await upload(files.place, { by: mira, patientId, bytes })).body
  const { grantId } = (await give(mira, { patientId, documentId, toDoctorId: doctorId })).body
  const revoke = async (): Promise<void> => {
    assert.equal((await files.place.ask('DELETE', `/v1/documents/grants/${grantId}`, { by: mira })).status, 200)
  }
  return { doctor, doctorId, mira, patientId, documentId, revoke }
}

test('a grant ends while a download runs and in a second process: what runs ends, the next is refused', async (t) => {
  const bytes = newPdf(4 * KIB * KIB)
  const { doctor, documentId, revoke } = await shared(bytes)
  const other = await setup(t, { databaseUrl: files.place.databaseUrl })
  const headers = { authorization: `Bearer ${doctor.token}` }
  const url = (port: number) => `http://127.0.0.1:${port}/v1/documents/${documentId}/content`
  const statusAt = async (port: number, range = 'bytes=0-9'): Promise<number> => {
    const response = await fetch(url(port), { headers: { ...headers, range } })
    await response.arrayBuffer()
    return response.status
  }
  assert.deepEqual([await statusAt(files.place.port), await statusAt(other.port)], [206, 206])
  const running = await fetch(url(files.place.port), { headers })
  const reader = (running.body as ReadableStream<Uint8Array>).getReader()
  const first = await reader.read()
  assert.ok((first.value?.length ?? 0) > 0)

  await revoke()
  assert.equal(await statusAt(files.place.port), 404, 'at once where it ended')
  const startMs = performance.now()
  while ((await statusAt(other.port)) !== 404) {
    // The machine of a test may be slow: the cache of the other process keeps nothing for longer than a minute.
    assert.ok(performance.now() - startMs < 30 * WITHIN_MS, 'the other process never heard of it')
    await sleep(20)
  }
  t.diagnostic(`the other process refused after ${Math.round(performance.now() - startMs)} ms`)
  let came = first.value?.length ?? 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) came += part.value.length
  assert.equal(came, bytes.length, 'what ran has ended whole')
  assert.equal(await statusAt(files.place.port, 'bytes=5-6'), 404)
})

test('a grant that is given and ended while many read is as it was said last', async () => {
  const { mira, patientId, documentId, revoke, doctor, doctorId } = await shared(newPdf())
  await revoke()
  const seen = () => files.statusOf(doctor, documentId)
  for (let times = 0; times < 3; times++) {
    assert.equal(await seen(), 404)
    const [given] = await Promise.all([give(mira, { patientId, documentId, toDoctorId: doctorId }), seen(), seen()])
    assert.equal(await seen(), 200)
    const url = `/v1/documents/grants/${given.body.grantId}`
    await Promise.all([files.place.ask('DELETE', url, { by: mira }), seen(), seen()])
  }
  assert.equal(await seen(), 404)
})
