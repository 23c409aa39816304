// The SQL of follow-ups: the wishes of doctors to see patients again.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { AppointmentId } from '../../appointments/contract.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { VisitId } from '../contract.ts'
import type { FollowUp, VisitsTables } from '../tables.ts'

type Tables = VisitsTables

export async function findFollowUp(db: Db<Tables> | Tx<Tables>, visitId: VisitId): Promise<FollowUp | undefined> {
  return db
    .selectFrom('visits.follow_ups')
    .selectAll()
    .where('cell', '=', cellOf(visitId))
    .where('visit_id', '=', visitId)
    .executeTakeFirst()
}

export async function saveFollowUp(tx: Tx<Tables>, followUp: FollowUp): Promise<void> {
  const { wished_on, status, appointment_id, asked_at } = followUp
  const changed = { wished_on, status, appointment_id, asked_at }
  await tx
    .insertInto('visits.follow_ups')
    .values(followUp)
    .onConflict((conflict) => conflict.columns(['cell', 'visit_id']).doUpdateSet(changed))
    .execute()
}

export interface WishPosition {
  readonly wishedOn: string
  readonly visitId: VisitId
}

interface WishQuery {
  readonly facilityId: FacilityId
  /** Only the wishes of this doctor. */
  readonly doctorId: DoctorId | undefined
  readonly until: string
}

function selectWished(db: Db<Tables>, { facilityId, doctorId, until }: WishQuery) {
  const query = db
    .selectFrom('visits.follow_ups')
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('status', '=', 'WISHED')
    .where('wished_on', '<=', until)
  return doctorId === undefined ? query : query.where('doctor_id', '=', doctorId)
}

/** The wishes of a hospital that nobody has booked, by their day. */
export async function listWishes(
  db: Db<Tables>,
  wanted: WishQuery,
  after: WishPosition | undefined,
  limit: number,
): Promise<FollowUp[]> {
  let query = selectWished(db, wanted).selectAll()
  if (after)
    query = query.where(sql<boolean>`(wished_on, visit_id) > (${after.wishedOn}::date, ${after.visitId}::uuid)`)
  return query.orderBy('wished_on').orderBy('visit_id').limit(limit).execute()
}

export async function countWishes(db: Db<Tables>, wanted: WishQuery): Promise<number> {
  const { open } = await selectWished(db, wanted)
    .select(sql<number>`count(*)::int`.as('open'))
    .executeTakeFirstOrThrow()
  return open
}

/** The wishes of a person, whatever became of them. */
export async function listOfPatients(
  db: Db<Tables> | Tx<Tables>,
  patientIds: readonly PatientId[],
  doctorId?: DoctorId,
): Promise<FollowUp[]> {
  if (patientIds.length === 0) return []
  let query = db
    .selectFrom('visits.follow_ups')
    .selectAll()
    .where('patient_id', 'in', [...patientIds])
  if (doctorId !== undefined) query = query.where('doctor_id', '=', doctorId)
  return query.orderBy('wished_on').orderBy('visit_id').execute()
}

/** The wishes that this appointment fulfils. */
export async function listBookedBy(tx: Tx<Tables>, appointmentId: AppointmentId): Promise<FollowUp[]> {
  return tx.selectFrom('visits.follow_ups').selectAll().where('appointment_id', '=', appointmentId).execute()
}
