// Merges two records of one person and keeps one. One step undoes a merge, because the administrator may be wrong.

import { cellOf, type Id, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type PatientId, patientsMerged, patientsUnmerged } from '../contract.ts'
import type { PatientsContext } from '../registration/steps.ts'
import type { PatientsTables } from '../tables.ts'
import { closeDuplicates, reopenDuplicates } from './duplicate-store.ts'
import { alreadyMerged, notMerged } from './problems.ts'
import {
  countMerges,
  findLiveMerge,
  hideFromIndex,
  insertMerge,
  lockPatients,
  type Merge,
  showInIndex,
  undoMerge,
} from './store.ts'

interface Asked {
  readonly goneId: PatientId
  readonly by: Id<'account'>
  readonly origin: EventOrigin
}

/** Merges two records: searches no longer find `goneId`. Other modules hear of it and count both as one person. */
export async function mergePatients(
  tx: Tx<PatientsTables>,
  { clock }: PatientsContext,
  { goneId, keptId, reason, by, origin }: Asked & { keptId: PatientId; reason: string },
): Promise<Merge> {
  if (goneId === keptId) throw invalidField('/keptPatientId', 'is the same patient: give another')
  const found = await lockPatients(tx, [goneId, keptId])
  if (!found.includes(goneId)) throw new Problem(notFound)
  if (!found.includes(keptId)) throw invalidField('/keptPatientId', 'is not the id of a patient')
  // Both patients are locked and neither is merged away, so merges cannot form a circle.
  for (const id of [goneId, keptId]) {
    if (await findLiveMerge(tx, id)) throw new Problem(alreadyMerged, { members: { patientId: id } })
  }
  const now = clock.now()
  const cell = cellOf(goneId)
  const merge: Merge = {
    cell,
    id: newId<'merge'>(cell, now.getTime()),
    gone_id: goneId,
    kept_id: keptId,
    reason,
    merged_by: by,
    merged_at: now,
    undone_by: null,
    undone_at: null,
  }
  await insertMerge(tx, merge)
  await hideFromIndex(tx, goneId)
  await closeDuplicates(tx, goneId, { reason, by, now })
  // Each merge has an undo before the next one, so the steps of this record are merge, undo, merge, undo, ...
  const version = 2 * (await countMerges(tx, goneId)) - 1
  await publish(tx, origin, patientsMerged, { goneId, keptId, version })
  return merge
}

export async function unmergePatient(
  tx: Tx<PatientsTables>,
  { clock }: PatientsContext,
  { goneId, by, origin }: Asked,
): Promise<Merge> {
  const [found] = await lockPatients(tx, [goneId])
  if (!found) throw new Problem(notFound)
  const merge = await findLiveMerge(tx, goneId)
  if (!merge) throw new Problem(notMerged)
  const undone = await undoMerge(tx, merge, by, clock.now())
  await showInIndex(tx, goneId)
  await reopenDuplicates(tx, goneId)
  const event = { goneId, keptId: merge.kept_id, version: 2 * (await countMerges(tx, goneId)) }
  await publish(tx, origin, patientsUnmerged, event)
  return undone
}
