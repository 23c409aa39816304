// Tests documents over S3 (s3rver, which is a fake of it) and with clamd: sent, read by range, refused, withdrawn.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clamd, EICAR, startClamd } from '../../../testing/debian/clamd.ts'
import { needs } from '../../../testing/debian/service.ts'
import { startS3 } from '../../../testing/fakes/s3.ts'
import { type Setup, setup } from '../../../testing/setup.ts'
import { assertDocuments, begin, complete, contextOf, newPdf, sendChunk, upload } from '../testing.ts'
import { KIB, slugOf } from '../testing-place.ts'

const cleanUps: (() => unknown)[] = []
const later = { after: (cleanUp: () => unknown) => void cleanUps.push(cleanUp) }
let place: Setup

before(async () => {
  const { endpoint, region, bucket, accessKeyId, secretAccessKey } = await startS3(later as never)
  const clamdUrl = needs(clamd).skip ? undefined : await scannerUrl()
  place = await setup(later, {
    env: {
      ...{ SEHAT_S3_ENDPOINT: endpoint as string, SEHAT_S3_REGION: region, SEHAT_S3_BUCKET: bucket },
      ...{ SEHAT_S3_ACCESS_KEY_ID: accessKeyId, SEHAT_S3_SECRET_ACCESS_KEY: secretAccessKey },
      ...(clamdUrl !== undefined && { SEHAT_CLAMD_URL: clamdUrl }),
      SEHAT_STORAGE_FOLDER: '',
    },
  })
})
after(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp()
})

async function scannerUrl(): Promise<string> {
  const { port } = await startClamd(later as never)
  return `tcp://127.0.0.1:${port}`
}

test('over S3 a file comes in chunks, is read by range, aborted and swept: rows and bytes agree', async () => {
  const asha = await place.citizen()
  const bytes = newPdf(700 * KIB)
  const asked = { by: asha, patientId: asha.patientId, bytes }
  const { uploadId, documentId } = (await begin(place, asked)).body
  await sendChunk(place, asha, uploadId, 0, bytes.subarray(0, 300 * KIB))
  await sendChunk(place, asha, uploadId, 300 * KIB, bytes.subarray(300 * KIB))
  assert.equal((await complete(place, asha, uploadId)).body.status, 'STORED')
  const range = `bytes=${300 * KIB - 5}-${300 * KIB + 5}`
  const part = await place.program.app.inject({
    ...{ method: 'GET', url: `/v1/documents/${documentId}/content` },
    headers: { authorization: `Bearer ${asha.token}`, range },
  })
  assert.equal(part.statusCode, 206)
  assert.ok(part.rawPayload.equals(bytes.subarray(300 * KIB - 5, 300 * KIB + 6)))
  const other = (await begin(place, { ...asked, bytes: newPdf(300 * KIB) })).body
  await sendChunk(place, asha, other.uploadId, 0, newPdf(300 * KIB).subarray(0, 300 * KIB))
  await place.ask('DELETE', `/v1/documents/uploads/${other.uploadId}`, { by: asha })
  await assertDocuments(place)
})

test('clamd refuses a file that carries harmful software, and nothing of it stays', needs(clamd), async () => {
  const asha = await place.citizen()
  assert.equal(contextOf(place).scanner !== undefined, true)
  const asked = { by: asha, patientId: asha.patientId }
  const bytes = Buffer.concat([newPdf(), Buffer.from(EICAR)])
  assert.equal(slugOf(await upload(place, { ...asked, bytes })), '409 infected')
  assert.equal((await upload(place, { ...asked, bytes: newPdf() })).status, 200, 'a clean file is stored')
  const rules = await place.ask<{ isScanned: boolean }>('GET', '/v1/documents/rules', { by: asha })
  assert.equal(rules.body.isScanned, true)
  await assertDocuments(place)
})
