// Tests documents that modules make: kept once by their id, also as a page, and replaced.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellOf, newId } from '../../../platform/id.ts'
import { keepDocument } from '../contract.ts'
import { assertDocuments, contextOf } from '../testing.ts'
import { openPlace } from '../testing-place.ts'

const files = openPlace()
const { get, raw, treated } = files

test('a module keeps a document once by its id, also an HTML page, and replaces it', async () => {
  const mira = await treated()
  const { call } = contextOf(files.place)
  const cell = cellOf(mira.patientId)
  const documentId = newId<'document'>(cell)
  const asked = {
    ...{
      documentId,
      patientId: mira.patientId,
      facilityId: files.here.facilityId as never,
      kind: 'lab-report' as const,
    },
    ...{ title: 'Report', mediaType: 'text/html' as const, content: '<p>ख़ून की जाँच</p>' },
    ...{ sourceKind: 'diagnostics.report', sourceId: newId<'source'>(cell), origin: { actorId: null, requestId: 'r' } },
  }
  const kept = await Promise.all(Array.from({ length: 4 }, () => call(keepDocument, asked)))
  assert.deepEqual(kept, Array(4).fill({ documentId, version: 1 }))
  await assert.rejects(call(keepDocument, { ...asked, content: 'other' }), /This id belongs to another document/)
  const lying = { ...asked, documentId: newId<'document'>(cell), mediaType: 'application/pdf' as const }
  await assert.rejects(call(keepDocument, lying), /not of the kind/)
  const page = await raw(files.here.doctor, `/v1/documents/${documentId}/content`)
  assert.equal(page.payload, asked.content)
  assert.match(String(page.headers['content-disposition']), /^attachment/)
  const next = newId<'document'>(cell)
  const newer = { ...asked, documentId: next, content: '<p>2</p>', replaces: documentId }
  assert.deepEqual(await call(keepDocument, newer), { documentId: next, version: 2 })
  assert.deepEqual(await call(keepDocument, newer), { documentId: next, version: 2 })
  assert.equal((await get(mira, `/v1/documents/${documentId}`)).status, 404)
  await assertDocuments(files.place)
})
