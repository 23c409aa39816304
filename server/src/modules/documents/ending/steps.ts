// The work of a night: erases what is withdrawn and out of time, and compares the blobs of the storage with the rows.
import { dayInIndia } from '../../../platform/clock.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { deleteParts, listKnownBlobs, listPartsAfter, lockDocument, updateDocument } from '../store.ts'
import { documentOfBlob, FOLDER } from '../storing/files.ts'
import { deleteBlobs } from '../storing/steps.ts'
import type { DocumentRow, DocumentsContext, Part } from '../tables.ts'
import { listErasable } from './store.ts'

const AT_ONCE = 500
const LOOKED_AT_ONCE = 16
/** A younger blob may belong to a chunk that is on its way. */
const YOUNG_MS = 48 * 3_600_000

/** Erases the title and the bytes of what is withdrawn, when the law keeps them no longer. Gives how many. */
export async function eraseEnded(context: DocumentsContext): Promise<number> {
  const today = dayInIndia(context.clock.now())
  for (let count = 0; ; ) {
    const due = await listErasable(context.db, today, AT_ONCE)
    for (const { id } of due) await eraseOne(context, id)
    count += due.length
    if (due.length < AT_ONCE) return count
  }
}

async function eraseOne(context: DocumentsContext, id: DocumentRow['id']): Promise<void> {
  const names = await transaction(context.db, async (tx) => {
    await lockDocument(tx, id)
    await updateDocument(tx, id, { title: null, erased_at: tx.clock.now() })
    return deleteParts(tx, id)
  })
  await deleteBlobs(context, names)
}

/** Deletes blobs that no row names, when they are old enough that no row will. Gives how many. */
export async function sweepBlobs(context: DocumentsContext, now = new Date()): Promise<number> {
  const { db, storage } = context
  let count = 0
  let batch: { documentId: DocumentRow['id']; name: string }[] = []
  const sweep = async (): Promise<void> => {
    const known = await listKnownBlobs(db, batch)
    const lost = batch.filter(({ name }) => !known.has(name)).map(({ name }) => name)
    await deleteBlobs(context, lost)
    count += lost.length
    batch = []
  }
  for await (const { name, writtenAt } of storage.list(FOLDER)) {
    const documentId = documentOfBlob(name)
    if (documentId === undefined || now.getTime() - writtenAt.getTime() < YOUNG_MS) continue
    batch.push({ documentId, name })
    if (batch.length === AT_ONCE) await sweep()
  }
  await sweep()
  await storage.sweep()
  return count
}

/** Counts the rows whose bytes are missing or have another size. Somebody must bring them from a backup. */
export async function countMissing({ db, storage, log }: DocumentsContext): Promise<number> {
  let count = 0
  for (let after: Part | undefined; ; ) {
    const parts = await listPartsAfter(db, after, AT_ONCE)
    for (let at = 0; at < parts.length; at += LOOKED_AT_ONCE) {
      const looked = parts.slice(at, at + LOOKED_AT_ONCE)
      const sizes = await Promise.all(looked.map(({ name }) => storage.sizeOf(name)))
      const missing = looked.filter(({ bytes }, nth) => sizes[nth] !== bytes)
      for (const { document_id } of missing)
        log.error({ document: document_id }, 'the storage lacks bytes of a document')
      count += missing.length
    }
    if (parts.length < AT_ONCE) return count
    after = parts.at(-1)
  }
}
