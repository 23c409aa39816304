// Follows the merges of patients: the orders and results of all records of one person show together.
import { samePeopleOf } from '../../platform/same-people/people.ts'
import { on, type Subscription } from '../../platform/work/jobs.ts'
import { type PatientId, patientsMerged, patientsUnmerged } from '../patients/contract.ts'
import type { DiagnosticsContext } from './tables.ts'

const samePeople = samePeopleOf('diagnostics')

/** The record of the person who stays, and all records of this person. */
export async function findPerson({ db }: Pick<DiagnosticsContext, 'db'>, patientId: PatientId) {
  const { staysId, sameIds } = await samePeople.find(db, patientId)
  return { staysId, ids: [...new Set([patientId, staysId, ...sameIds])] }
}

export function mergeSubscriptions(context: DiagnosticsContext): Subscription[] {
  const { follow } = samePeople
  return [
    on(patientsMerged, ({ body: { goneId, keptId, version } }) => follow(context, { goneId, keptId, version })),
    on(patientsUnmerged, ({ body: { goneId, version } }) => follow(context, { goneId, keptId: null, version })),
  ]
}
