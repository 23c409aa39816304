// Follows the merges of patients: the visits, the allergies and the care of all records of one person count together.
import { samePeopleOf } from '../../platform/same-people/people.ts'
import { on, type Subscription } from '../../platform/work/jobs.ts'
import { type PatientId, patientsMerged, patientsUnmerged } from '../patients/contract.ts'
import type { VisitsContext } from './tables.ts'

const samePeople = samePeopleOf('visits')

/** The record of the person who stays, and all records of this person. */
export async function findPerson({ db }: Pick<VisitsContext, 'db'>, patientId: PatientId) {
  const { staysId, sameIds } = await samePeople.find(db, patientId)
  return { staysId, ids: [...new Set([patientId, staysId, ...sameIds])] }
}

export function mergeSubscriptions(context: VisitsContext): Subscription[] {
  const { follow } = samePeople
  return [
    on(patientsMerged, ({ body: { goneId, keptId, version } }) => follow(context, { goneId, keptId, version })),
    on(patientsUnmerged, ({ body: { goneId, version } }) => follow(context, { goneId, keptId: null, version })),
  ]
}
