// Follows the merges of patients: the records of one person count together, and an undo parts them again.
import type { Context } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { on, type Subscription } from '../../../platform/work/jobs.ts'
import { type PatientId, patientsMerged, patientsUnmerged } from '../../patients/contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { placeRecords, type RecordLink } from './rules.ts'
import { listRecords, lockMerges, writeRecord } from './store.ts'

export function mergeSubscriptions(context: Context<VaccinationTables>): Subscription[] {
  return [
    on(patientsMerged, ({ body: { goneId, keptId, version } }) => followMerge(context, { goneId, keptId, version })),
    on(patientsUnmerged, ({ body: { goneId, version } }) => followMerge(context, { goneId, keptId: null, version })),
  ]
}

interface Merge {
  readonly goneId: PatientId
  /** Null when the merge of `goneId` was undone. */
  readonly keptId: PatientId | null
  readonly version: number
}

/**
 * Writes who is one person after a merge or its undo. Bookings, claims and doses keep their patient, so that an undo
 * gives each back to whom it was made for. An event that is older than the last one of `goneId` changes nothing.
 */
export async function followMerge(
  { db, clock }: Pick<Context<VaccinationTables>, 'db' | 'clock'>,
  { goneId, keptId, version }: Merge,
): Promise<void> {
  await transaction(db, async (tx) => {
    await lockMerges(tx)
    const named = keptId === null ? [goneId] : [goneId, keptId]
    const direct = await listRecords(tx, named)
    if (direct.some((record) => record.patientId === goneId && record.version >= version)) return
    const all = [...named, ...direct.flatMap(({ sameIds }) => sameIds)]
    const known = new Map((await listRecords(tx, all)).map((record) => [record.patientId, record]))
    const links = [...new Set(all)].map((patientId): RecordLink => {
      if (patientId === goneId) return { patientId, keptId, version }
      return known.get(patientId) ?? { patientId, keptId: null, version: 0 }
    })
    for (const record of placeRecords(links)) await writeRecord(tx, record, clock.now())
  })
}
