// Stores a document through the API, for browser tests that begin with one.
import assert from 'node:assert/strict'
import { newPdf } from '../../server/src/modules/documents/testing.ts'
import type { Person } from '../../server/src/testing/setup.ts'
import type { Sehat } from './sehat.ts'

interface Stated {
  readonly patientId: string
  readonly title: string
}

export async function storeDocument(sehat: Sehat, by: Person, stated: Stated): Promise<string> {
  const bytes = newPdf()
  const body = { ...stated, kind: 'lab-report', mediaType: 'application/pdf', sizeBytes: bytes.length }
  const begun = await sehat.ask<Record<'uploadId' | 'documentId', string>>('POST', '/v1/documents', {
    ...{ by, body, key: `document-${stated.title.replaceAll(/\W/g, '-')}` },
  })
  assert.equal(begun.status, 201, JSON.stringify(begun.body))
  const { uploadId, documentId } = begun.body
  const upload = `/v1/documents/uploads/${uploadId}`
  const sent = await fetch(`${sehat.url}${upload}?offset=0`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })
  assert.equal(sent.status, 200)
  assert.equal((await sehat.ask('POST', `${upload}/completion`, { by })).status, 200)
  return documentId
}
