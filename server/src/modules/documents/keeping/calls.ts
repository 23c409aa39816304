// Answers the call that keeps a document which Sehat made: a report, a bill. A repeat changes nothing.
import { hash } from 'node:crypto'
import type { Static } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { documentDiffers, documentState, KEPT_BYTES_MAX, keepDocument, tooLarge, typeDiffers } from '../contract.ts'
import { findDocument, insertDocument, insertPart, lockDocument } from '../store.ts'
import { findMediaType, newBlobName } from '../storing/files.ts'
import { announce, deleteBlobs, REPLACED, retainUntil, withdraw } from '../storing/steps.ts'
import type { DocumentRow, DocumentsContext, DocumentsTables } from '../tables.ts'

type Asked = Static<typeof keepDocument.input>

export const keepingAnswers = (context: DocumentsContext): CallAnswer[] => [
  answerTo(keepDocument, async (asked) => {
    const { version, id } = await keep(context, asked)
    return { documentId: id, version }
  }),
]

async function keep(context: DocumentsContext, asked: Asked): Promise<DocumentRow> {
  const { documentId, patientId } = asked
  if (cellOf(documentId) !== cellOf(patientId))
    throw invalidField('/documentId', 'must lie in the district of the patient')
  const bytes = Buffer.from(asked.content, asked.mediaType === 'text/html' ? 'utf8' : 'base64')
  const sha256 = hash('sha256', bytes)
  const before = await findDocument(context.db, documentId)
  if (before) return requireSame(before, asked, sha256)
  if (bytes.length > KEPT_BYTES_MAX) throw new Problem(tooLarge, { members: { maxBytes: KEPT_BYTES_MAX } })
  const found = asked.mediaType === 'text/html' ? 'text/html' : findMediaType(bytes)
  if (found !== asked.mediaType) throw new Problem(typeDiffers, { members: { found: found ?? 'unknown' } })
  const name = newBlobName(documentId)
  // The bytes are kept before the row says so. If the process dies between, the sweep finds them.
  await context.storage.put(name, bytes)
  const kept = await transaction(context.db, (tx) => write(tx, asked, { name, bytes: bytes.length, sha256 })).catch(
    async (error: unknown) => {
      if (error instanceof Problem) await deleteBlobs(context, [name])
      throw error
    },
  )
  if (kept) return kept
  // The same call was quicker.
  await deleteBlobs(context, [name])
  return requireSame((await findDocument(context.db, documentId)) as DocumentRow, asked, sha256)
}

function requireSame(before: DocumentRow, asked: Asked, sha256: string): DocumentRow {
  const isSame = before.patient_id === asked.patientId && before.origin === 'system' && before.sha256 === sha256
  if (!isSame || before.source_id !== asked.sourceId) throw new Problem(documentDiffers)
  return before
}

interface Kept {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** Undefined when the document is there already. */
async function write(
  tx: Tx<DocumentsTables>,
  asked: Asked,
  { name, bytes, sha256 }: Kept,
): Promise<DocumentRow | undefined> {
  const origin = asked.origin as EventOrigin
  const { documentId, patientId, kind, replaces = null } = asked
  const before = replaces === null ? undefined : await lockDocument(tx, replaces)
  if (replaces !== null && before?.patient_id !== patientId)
    throw invalidField('/replaces', 'is no document of the patient')
  const now = tx.clock.now()
  const isNew = await insertDocument(tx, {
    ...{ id: documentId, patient_id: patientId, kind, title: asked.title.trim(), media_type: asked.mediaType },
    ...{ size_bytes: bytes, sha256, origin: 'system', uploaded_by: null, facility_id: asked.facilityId ?? null },
    ...{ source_kind: asked.sourceKind, source_id: asked.sourceId, status: 'STORED', status_reason: null, replaces },
    ...{ version: (before?.version ?? 0) + 1, retain_until: retainUntil({ kind, origin: 'system' }, now) },
    ...{ created_at: now, stored_at: now },
  })
  if (!isNew) return undefined
  await insertPart(tx, { document_id: documentId, first_byte: 0, bytes, name })
  if (before) {
    if (before.status !== 'STORED') {
      throw new Problem(documentState, { members: { documentId: before.id, status: before.status, instead: [] } })
    }
    await withdraw(tx, before, REPLACED, origin)
  }
  const document = (await findDocument(tx, documentId)) as DocumentRow
  await announce(tx, document, origin)
  return document
}
