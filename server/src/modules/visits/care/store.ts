// The SQL of care: who may read the record of a patient, and until when; and emergencies, as the hospital sees them.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { CareId } from '../contract.ts'
import type { Care, Emergency, Visit, VisitsTables } from '../tables.ts'

type Tables = VisitsTables

interface CareOfVisit {
  readonly id: CareId
  readonly basis: 'treatment' | 'nursing'
  readonly until: Date
}

/** Writes the care that follows from a visit, or moves its end. */
export async function writeCareOf(tx: Tx<Tables>, visit: Visit, { id, basis, until }: CareOfVisit): Promise<void> {
  const { patient_id, facility_id, id: visit_id, opened_at } = visit
  const row = {
    ...{ cell: cellOf(patient_id), patient_id, id, basis, facility_id, visit_id, account_id: null },
    ...{ doctor_id: basis === 'treatment' ? visit.doctor_id : null, from_at: opened_at, until_at: until },
  }
  await tx
    .insertInto('visits.care')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cell', 'patient_id', 'id']).doUpdateSet({ until_at: until }))
    .execute()
}

/** The care of a person at a hospital that holds now. */
export async function listCare(
  db: Db<Tables>,
  { patientIds, facilityId, now }: { patientIds: readonly PatientId[]; facilityId: string; now: Date },
): Promise<Care[]> {
  return db
    .selectFrom('visits.care')
    .selectAll()
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
    .where('facility_id', '=', facilityId as FacilityId)
    .where('from_at', '<=', now)
    .where('until_at', '>', now)
    .execute()
}

export async function insertEmergency(tx: Tx<Tables>, emergency: Emergency): Promise<void> {
  const { id, facility_id, account_id, patient_id, opened_at: from_at, until_at } = emergency
  const who = { cell: cellOf(patient_id), patient_id, id, facility_id, account_id }
  await tx
    .insertInto('visits.care')
    .values({ ...who, basis: 'emergency', doctor_id: null, visit_id: null, from_at, until_at })
    .execute()
  await tx.insertInto('visits.emergencies').values(emergency).execute()
}

/** Counts one more emergency of an account on a day. False when there were `max` on this day. */
export async function countEmergency(
  tx: Tx<Tables>,
  { accountId, day, max }: { accountId: AccountId; day: string; max: number },
): Promise<boolean> {
  const { rows } = await sql`
    insert into visits.emergency_counts as c (cell, account_id, day, declared)
    values (${cellOf(accountId)}, ${accountId}, ${day}, 1)
    on conflict (cell, account_id) do update
    set day = excluded.day, declared = case when c.day = excluded.day then c.declared + 1 else 1 end
    where c.day <> excluded.day or c.declared < ${max}
    returning 1`.execute(tx)
  return rows.length > 0
}

export interface EmergencyPosition {
  readonly openedAt: string
  readonly id: CareId
}

/** The emergencies of a hospital, the latest first. */
export async function listEmergencies(
  db: Db<Tables>,
  facilityId: FacilityId,
  before: EmergencyPosition | undefined,
  limit: number,
): Promise<Emergency[]> {
  let query = db
    .selectFrom('visits.emergencies')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
  if (before) query = query.where(sql<boolean>`(opened_at, id) < (${before.openedAt}::timestamptz, ${before.id}::uuid)`)
  return query.orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
