// Follows the merges of patients: the prescriptions of all records of one person show and count together.
import { samePeopleOf } from '../../platform/same-people/people.ts'
import { on, type Subscription } from '../../platform/work/jobs.ts'
import { type PatientId, patientsMerged, patientsUnmerged } from '../patients/contract.ts'
import type { PrescriptionsContext } from './tables.ts'

const samePeople = samePeopleOf('prescriptions')

/** All records of the person of a record. */
export async function listRecordsOf({ db }: Pick<PrescriptionsContext, 'db'>, patientId: PatientId) {
  const { staysId, sameIds } = await samePeople.find(db, patientId)
  return [...new Set([patientId, staysId, ...sameIds])]
}

export function mergeSubscriptions(context: PrescriptionsContext): Subscription[] {
  const { follow } = samePeople
  return [
    on(patientsMerged, ({ body: { goneId, keptId, version } }) => follow(context, { goneId, keptId, version })),
    on(patientsUnmerged, ({ body: { goneId, version } }) => follow(context, { goneId, keptId: null, version })),
  ]
}
