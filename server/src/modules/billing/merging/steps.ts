// Follows the merges of patients: the charges of all records of one person show together, and an undo parts them again.
import type { Db } from '../../../platform/postgres/db.ts'
import { samePeopleOf } from '../../../platform/same-people/people.ts'
import { on, type Subscription } from '../../../platform/work/jobs.ts'
import { type PatientId, patientsMerged, patientsUnmerged } from '../../patients/contract.ts'
import type { BillingContext, BillingTables } from '../tables.ts'

export const samePeople = samePeopleOf('billing')

export function mergeSubscriptions(context: BillingContext): Subscription[] {
  const { follow } = samePeople
  return [
    on(patientsMerged, ({ body: { goneId, keptId, version } }) => follow(context, { goneId, keptId, version })),
    on(patientsUnmerged, ({ body: { goneId, version } }) => follow(context, { goneId, keptId: null, version })),
  ]
}

/** The records whose charges show under this one: of a person, only the record that stays shows all. */
export async function listShown(db: Db<BillingTables>, patientId: PatientId): Promise<PatientId[]> {
  const { staysId, sameIds } = await samePeople.find(db, patientId)
  return staysId === patientId ? [patientId, ...sameIds] : [patientId]
}

/** The record, and the one of the same person that stays: the families of both reach what is charged. */
export async function listOwning(db: Db<BillingTables>, patientId: PatientId): Promise<PatientId[]> {
  const { staysId } = await samePeople.find(db, patientId)
  return [...new Set([patientId, staysId])]
}
