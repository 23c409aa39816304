// Follows the merges of patients: the documents of all records of one person show together, until an undo.
import { samePeopleOf } from '../../platform/same-people/people.ts'
import { on, type Subscription } from '../../platform/work/jobs.ts'
import { type PatientId, patientsMerged, patientsUnmerged } from '../patients/contract.ts'
import type { DocumentsContext } from './tables.ts'

const samePeople = samePeopleOf('documents')

/** All records of the person to whom this record belongs. */
export async function listSame({ db }: Pick<DocumentsContext, 'db'>, patientId: PatientId): Promise<PatientId[]> {
  const { staysId, sameIds } = await samePeople.find(db, patientId)
  return [...new Set([patientId, staysId, ...sameIds])]
}

export function mergeSubscriptions(context: DocumentsContext): Subscription[] {
  const { follow } = samePeople
  return [
    on(patientsMerged, ({ body: { goneId, keptId, version } }) => follow(context, { goneId, keptId, version })),
    on(patientsUnmerged, ({ body: { goneId, version } }) => follow(context, { goneId, keptId: null, version })),
  ]
}
