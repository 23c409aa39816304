// The SQL of notes: the draft of a visit, and the signed versions, which are only ever added.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { VisitId } from '../contract.ts'
import type { Draft, Note, VisitsTables } from '../tables.ts'

type Tables = VisitsTables

export async function findDraft(db: Db<Tables> | Tx<Tables>, visitId: VisitId): Promise<Draft | undefined> {
  return db
    .selectFrom('visits.drafts')
    .selectAll()
    .where('cell', '=', cellOf(visitId))
    .where('visit_id', '=', visitId)
    .executeTakeFirst()
}

export async function saveDraft(tx: Tx<Tables>, draft: Draft): Promise<void> {
  const { cell: _cell, visit_id: _visit, ...saved } = { ...draft, body: JSON.stringify(draft.body) as never }
  await tx
    .insertInto('visits.drafts')
    .values({ cell: draft.cell, visit_id: draft.visit_id, ...saved })
    .onConflict((conflict) => conflict.columns(['cell', 'visit_id']).doUpdateSet(saved))
    .execute()
}

export async function deleteDraft(tx: Tx<Tables>, visitId: VisitId): Promise<void> {
  await tx.deleteFrom('visits.drafts').where('cell', '=', cellOf(visitId)).where('visit_id', '=', visitId).execute()
}

export async function insertNote(tx: Tx<Tables>, note: Note): Promise<void> {
  await tx
    .insertInto('visits.notes')
    .values({ ...note, body: JSON.stringify(note.body) as never })
    .execute()
}

/** The signed versions of the notes of visits, the newest first. */
export async function listNotes(db: Db<Tables> | Tx<Tables>, visitIds: readonly VisitId[]): Promise<Note[]> {
  if (visitIds.length === 0) return []
  return db
    .selectFrom('visits.notes')
    .selectAll()
    .where('cell', 'in', [...new Set(visitIds.map(cellOf))])
    .where('visit_id', 'in', [...visitIds])
    .orderBy('version', 'desc')
    .execute()
}
