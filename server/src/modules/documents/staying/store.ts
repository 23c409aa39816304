// The SQL of the copy of visits: at which facility a patient is, or was a moment ago.
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { VisitId } from '../../visits/contract.ts'
import type { DocumentsTables } from '../tables.ts'

type Tables = DocumentsTables

export interface Stay {
  readonly patientId: PatientId
  readonly visitId: VisitId
  readonly facilityId: FacilityId
  readonly until: Date
}

/** Notes a visit. What is known of it already stays, unless `isLast`: events come in any order. */
export async function writeStay(db: Db<Tables>, stay: Stay, isLast: boolean): Promise<void> {
  const { patientId, visitId, facilityId, until } = stay
  const row = { cell: cellOf(patientId), patient_id: patientId, visit_id: visitId, facility_id: facilityId }
  await db
    .insertInto('documents.visits')
    .values({ ...row, until_at: until })
    .onConflict((conflict) => {
      const same = conflict.columns(['cell', 'patient_id', 'visit_id'])
      return isLast ? same.doUpdateSet({ until_at: until }) : same.doNothing()
    })
    .execute()
}

/** Whether one of these records is at the facility now. */
export async function isStaying(
  db: Db<Tables>,
  asked: { readonly patientIds: readonly PatientId[]; readonly facilityId: string; readonly now: Date },
): Promise<boolean> {
  const found = await db
    .selectFrom('documents.visits')
    .select('visit_id')
    .where('cell', 'in', [...new Set(asked.patientIds.map(cellOf))])
    .where('patient_id', 'in', [...asked.patientIds])
    .where('facility_id', '=', asked.facilityId as FacilityId)
    .where('until_at', '>', asked.now)
    .limit(1)
    .execute()
  return found.length > 0
}

/** Who is at the facility now, or was a short time ago; the newest visit first. */
export async function listStays(
  db: Db<Tables>,
  asked: {
    readonly facilityId: FacilityId
    readonly now: Date
    readonly before?: VisitId | undefined
    readonly limit: number
  },
) {
  let query = db
    .selectFrom('documents.visits')
    .selectAll()
    .where('facility_id', '=', asked.facilityId)
    .where('until_at', '>', asked.now)
  if (asked.before) query = query.where('visit_id', '<', asked.before)
  return query.orderBy('visit_id', 'desc').limit(asked.limit).execute()
}
