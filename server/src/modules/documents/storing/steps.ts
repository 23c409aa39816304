// Stores a document whose content is whole, withdraws it, and forgets bytes: each change of a status, with its event.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type DocumentKind, documentState, documentStored, documentWithdrawn } from '../contract.ts'
import { deleteParts, lockDocument, updateDocument } from '../store.ts'
import type { DocumentRow, DocumentsContext, DocumentsTables } from '../tables.ts'
import { type DocumentEvent, decideDocument } from './states.ts'

type Tables = DocumentsTables

/** Records of treatment are kept for three years (NMC), bills for eight (books of account). Own files: no law asks. */
const YEARS_KEPT: Readonly<Record<DocumentKind, number>> = {
  ...{ prescription: 3, 'lab-report': 3, imaging: 3, history: 3, discharge: 3, consent: 3, bill: 8, other: 3 },
}

/** The last day on which the law keeps a document. Null for what a family keeps itself. */
export function retainUntil({ kind, origin }: Pick<DocumentRow, 'kind' | 'origin'>, now: Date): string | null {
  return origin === 'family' ? null : addDays(dayInIndia(now), YEARS_KEPT[kind] * 366)
}

/** Throws `document-state` when the state does not allow the event. */
export function requireState(document: Pick<DocumentRow, 'status'>, event: DocumentEvent): DocumentRow['status'] {
  const decision = decideDocument(document.status, event)
  if ('next' in decision) return decision.next
  throw new Problem(documentState, { members: { status: document.status, instead: decision.instead } })
}

const toFacts = (row: DocumentRow) => ({
  ...{ documentId: row.id, patientId: row.patient_id, kind: row.kind, version: row.version },
  ...(row.facility_id !== null && { facilityId: row.facility_id }),
  ...(row.source_kind !== null && { sourceKind: row.source_kind }),
  ...(row.source_id !== null && { sourceId: row.source_id as never }),
})

/** Stores a locked document. What it replaces is withdrawn. False when that is not stored any more. */
export async function store(
  tx: Tx<Tables>,
  document: DocumentRow,
  sha256: string,
  origin: EventOrigin,
): Promise<DocumentRow | undefined> {
  if (document.replaces !== null) {
    const before = await lockDocument(tx, document.replaces)
    if (before?.status !== 'STORED') return undefined
    await withdraw(tx, before, REPLACED, origin)
  }
  const now = tx.clock.now()
  const status = requireState(document, 'store')
  const stored = await updateDocument(tx, document.id, {
    ...{ status, sha256, stored_at: now, retain_until: retainUntil(document, now) },
  })
  await announce(tx, stored, origin)
  return stored
}

export async function announce(tx: Tx<Tables>, stored: DocumentRow, origin: EventOrigin): Promise<void> {
  await publish(tx, origin, documentStored, {
    ...toFacts(stored),
    ...{ origin: stored.origin, mediaType: stored.media_type },
    ...(stored.replaces !== null && { replaces: stored.replaces }),
  })
}

export const REPLACED = 'replaced'

/** Withdraws a locked document. Its bytes go later. */
export async function withdraw(
  tx: Tx<Tables>,
  document: DocumentRow,
  reason: string,
  origin: EventOrigin,
): Promise<DocumentRow> {
  const status = requireState(document, 'withdraw')
  const withdrawn = await updateDocument(tx, document.id, { status, status_reason: reason })
  await publish(tx, origin, documentWithdrawn, toFacts(withdrawn))
  return withdrawn
}

/** Ends a document that was never stored. Its bytes go after the commit. */
export async function drop(
  { storage, log }: Pick<DocumentsContext, 'storage' | 'log'>,
  tx: Tx<Tables>,
  document: DocumentRow,
  event: 'abort' | 'refuse',
  reason: string | null,
): Promise<DocumentRow> {
  const status = requireState(document, event)
  const names = await deleteParts(tx, document.id)
  tx.afterCommit(() => void deleteBlobs({ storage, log }, names))
  return updateDocument(tx, document.id, { status, status_reason: reason, title: null })
}

/** Deletes blobs that no row names any more. What fails is found by the sweep. */
export async function deleteBlobs(
  { storage, log }: Pick<DocumentsContext, 'storage' | 'log'>,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    await storage.delete(name).catch((error: Error) => log.warn({ err: error }, 'a blob was not deleted yet'))
  }
}
