// The SQL of documents: rows of documents and their parts. Each change of a document marks it for the followers.
import { sql } from 'kysely'
import { cellOf } from '../../platform/id.ts'
import type { Db, Tx } from '../../platform/postgres/db.ts'
import { defineChanges, handOut } from '../../platform/work/changes.ts'
import { CHANGED } from '../../platform/work/follow.ts'
import type { PatientId } from '../patients/contract.ts'
import type { DocumentId, DocumentKind } from './contract.ts'
import type { DocumentRow, DocumentsTables, Part } from './tables.ts'

type Tables = DocumentsTables

/** Every change of a document, for the copies in caches. */
export const documentChanges = defineChanges<DocumentRow>('documents.documents')

const selectDocument = (db: Db<Tables>, id: DocumentId) =>
  db.selectFrom('documents.documents').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findDocument(db: Db<Tables>, id: DocumentId): Promise<DocumentRow | undefined> {
  return selectDocument(db, id).executeTakeFirst()
}

export async function lockDocument(tx: Tx<Tables>, id: DocumentId): Promise<DocumentRow | undefined> {
  return selectDocument(tx, id).forUpdate().executeTakeFirst()
}

export type NewDocument = Omit<DocumentRow, 'changes' | 'changed_xid' | 'cell' | 'erased_at'>

/** False when the id is taken. */
export async function insertDocument(tx: Tx<Tables>, document: NewDocument): Promise<boolean> {
  const inserted = await tx
    .insertInto('documents.documents')
    .values({ ...document, cell: cellOf(document.id), erased_at: null })
    .onConflict((conflict) => conflict.columns(['cell', 'id']).doNothing())
    .returningAll()
    .execute()
  for (const row of inserted) handOut(tx, documentChanges, row)
  return inserted.length > 0
}

export type Change = Partial<
  Pick<DocumentRow, 'status' | 'status_reason' | 'sha256' | 'title' | 'stored_at' | 'erased_at' | 'retain_until'>
>

/** Changes a locked document, and gives it as it is now. */
export async function updateDocument(tx: Tx<Tables>, id: DocumentId, change: Change): Promise<DocumentRow> {
  const row = await tx
    .updateTable('documents.documents')
    .set((row) => ({ ...change, ...CHANGED, changes: row('changes', '+', 1) }) as never)
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  handOut(tx, documentChanges, row)
  return row
}

/** The document of a patient with this content. */
export async function findSame(
  db: Db<Tables>,
  patientId: PatientId,
  sha256: string,
): Promise<Pick<DocumentRow, 'id'> | undefined> {
  return db
    .selectFrom('documents.documents')
    .select('id')
    .where('cell', '=', cellOf(patientId))
    .where('patient_id', '=', patientId)
    .where('sha256', '=', sha256)
    .where('status', '=', 'STORED')
    .where('origin', '<>', 'system')
    .executeTakeFirst()
}

export interface ListPart {
  readonly kind?: DocumentKind | undefined
  readonly kinds?: readonly DocumentKind[] | undefined
  /** Only documents whose id is lower. */
  readonly before?: DocumentId | undefined
  readonly limit: number
}

/** Lists the stored documents of a person, the newest first. */
export async function listStored(
  db: Db<Tables>,
  patientIds: readonly PatientId[],
  { kind, kinds, before, limit }: ListPart,
): Promise<DocumentRow[]> {
  let query = db
    .selectFrom('documents.documents')
    .selectAll()
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
    .where('status', '=', 'STORED')
  if (kind) query = query.where('kind', '=', kind)
  if (kinds) query = query.where('kind', 'in', [...kinds])
  if (before) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

/** Where the bytes of a document lie, in their order. */
export async function listParts(db: Db<Tables>, id: DocumentId): Promise<Part[]> {
  return db
    .selectFrom('documents.parts')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('document_id', '=', id)
    .orderBy('first_byte')
    .execute()
}

/** False when another part begins there. */
export async function insertPart(tx: Tx<Tables>, part: Omit<Part, 'cell'>): Promise<boolean> {
  const inserted = await tx
    .insertInto('documents.parts')
    .values({ ...part, cell: cellOf(part.document_id) })
    .onConflict((conflict) => conflict.columns(['cell', 'document_id', 'first_byte']).doNothing())
    .returning('name')
    .execute()
  return inserted.length > 0
}

/** Forgets where the bytes lie, and gives the names of the blobs, so that the caller deletes them after the commit. */
export async function deleteParts(tx: Tx<Tables>, id: DocumentId): Promise<string[]> {
  const gone = await tx
    .deleteFrom('documents.parts')
    .where('cell', '=', cellOf(id))
    .where('document_id', '=', id)
    .returning('name')
    .execute()
  return gone.map(({ name }) => name)
}

/** Those of these blobs that a document has. */
export async function listKnownBlobs(
  db: Db<Tables>,
  blobs: readonly { readonly documentId: DocumentId; readonly name: string }[],
): Promise<Set<string>> {
  if (blobs.length === 0) return new Set()
  const ids = [...new Set(blobs.map(({ documentId }) => documentId))]
  const rows = await db
    .selectFrom('documents.parts')
    .select('name')
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('document_id', 'in', ids)
    .execute()
  return new Set(rows.map(({ name }) => name))
}

/** Parts of stored documents after this one, in the order of their keys. */
export async function listPartsAfter(db: Db<Tables>, after: Part | undefined, limit: number): Promise<Part[]> {
  let query = db.selectFrom('documents.parts').selectAll()
  if (after) {
    const { cell, document_id, first_byte } = after
    query = query.where(
      sql<boolean>`(cell, document_id, first_byte) > (${cell}, ${document_id}::uuid, ${first_byte}::bigint)`,
    )
  }
  return query.orderBy('cell').orderBy('document_id').orderBy('first_byte').limit(limit).execute()
}
