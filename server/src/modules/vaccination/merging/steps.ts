// Follows the merges of patients: the records of one person count together, and an undo parts them again.
import type { Context } from '../../../platform/module.ts'
import { samePeopleOf } from '../../../platform/same-people/people.ts'
import { on, type Subscription } from '../../../platform/work/jobs.ts'
import { patientsMerged, patientsUnmerged } from '../../patients/contract.ts'
import type { VaccinationTables } from '../tables.ts'

export const samePeople = samePeopleOf('vaccination')

export function mergeSubscriptions(context: Context<VaccinationTables>): Subscription[] {
  const { follow } = samePeople
  return [
    on(patientsMerged, ({ body: { goneId, keptId, version } }) => follow(context, { goneId, keptId, version })),
    on(patientsUnmerged, ({ body: { goneId, version } }) => follow(context, { goneId, keptId: null, version })),
  ]
}
