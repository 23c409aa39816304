// The SQL of grants: what families give, renew and withdraw, and which hold now.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { Grant, VisitsTables } from '../tables.ts'

type Tables = VisitsTables

/** Writes a grant. One for the same patient and hospital gets the newer end. */
export async function writeGrant(tx: Tx<Tables>, grant: Grant): Promise<void> {
  const { given_by, given_at, until_at, purpose } = grant
  await tx
    .insertInto('visits.grants')
    .values(grant)
    .onConflict((conflict) =>
      conflict.columns(['cell', 'patient_id', 'facility_id']).doUpdateSet({ given_by, given_at, until_at, purpose }),
    )
    .execute()
}

/** The grants of a person that hold at this instant, the first to end first. */
export async function listGrants(
  db: Db<Tables> | Tx<Tables>,
  patientIds: readonly PatientId[],
  now: Date,
): Promise<Grant[]> {
  if (patientIds.length === 0) return []
  return db
    .selectFrom('visits.grants')
    .selectAll()
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
    .where('until_at', '>', now)
    .orderBy('until_at')
    .orderBy('facility_id')
    .execute()
}

/** Deletes the grants of a person, those for one hospital when it is named. Gives how many there were. */
export async function deleteGrants(
  tx: Tx<Tables>,
  patientIds: readonly PatientId[],
  facilityId?: FacilityId,
): Promise<number> {
  if (patientIds.length === 0) return 0
  let query = tx
    .deleteFrom('visits.grants')
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
  if (facilityId !== undefined) query = query.where('facility_id', '=', facilityId)
  const gone = await query.returning('facility_id').execute()
  return gone.length
}
