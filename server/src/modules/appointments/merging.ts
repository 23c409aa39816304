// Follows the merges of patients: the claims of all records of one person count together.
import { samePeopleOf } from '../../platform/same-people/people.ts'
import { on, type Subscription } from '../../platform/work/jobs.ts'
import { patientsMerged, patientsUnmerged } from '../patients/contract.ts'
import type { AppointmentsContext } from './tables.ts'

export const samePeople = samePeopleOf('appointments')

export function mergeSubscriptions(context: AppointmentsContext): Subscription[] {
  const { follow } = samePeople
  return [
    on(patientsMerged, ({ body: { goneId, keptId, version } }) => follow(context, { goneId, keptId, version })),
    on(patientsUnmerged, ({ body: { goneId, version } }) => follow(context, { goneId, keptId: null, version })),
  ]
}
