// The SQL of visits: finds, lists and locks them, opens them, and changes their state.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { VisitId } from '../contract.ts'
import type { Visit, VisitsTables, WalkInProof } from '../tables.ts'

type Tables = VisitsTables

export async function findVisit(db: Db<Tables> | Tx<Tables>, id: VisitId): Promise<Visit | undefined> {
  return db
    .selectFrom('visits.visits')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Every change of a visit and of what is written in it first locks its row. */
export async function lockVisit(tx: Tx<Tables>, id: VisitId): Promise<Visit | undefined> {
  return tx
    .selectFrom('visits.visits')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Writes a new visit. Gives false when it exists already. */
export async function insertVisit(tx: Tx<Tables>, visit: Visit): Promise<boolean> {
  const made = await tx
    .insertInto('visits.visits')
    .values(visit)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** Writes a visit into the own list of its patient, or takes it out because it did not take place. */
export async function keepInOwnList(tx: Tx<Tables>, visit: Visit, isThere: boolean): Promise<void> {
  const { patient_id, id: visit_id, opened_at } = visit
  const row = { cell: cellOf(patient_id), patient_id, visit_id }
  if (isThere) {
    await tx
      .insertInto('visits.patient_rows')
      .values({ ...row, opened_at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return
  }
  await tx
    .deleteFrom('visits.patient_rows')
    .where('cell', '=', row.cell)
    .where('patient_id', '=', patient_id)
    .where('visit_id', '=', visit_id)
    .execute()
}

type Changed = Partial<Omit<Visit, 'cell' | 'id' | 'facility_id' | 'patient_id' | 'appointment_id'>>

/** Writes changes of a locked visit, and gives it as it is then. */
export async function changeVisit(tx: Tx<Tables>, before: Visit, changed: Changed): Promise<Visit> {
  if (Object.keys(changed).length > 0) {
    await tx
      .updateTable('visits.visits')
      .set(changed)
      .where('cell', '=', before.cell)
      .where('id', '=', before.id)
      .execute()
  }
  return { ...before, ...changed }
}

interface WalkIn {
  readonly facilityId: FacilityId
  readonly doctorId: DoctorId
  readonly patientIds: readonly PatientId[]
}

/** The open walk-in of a person with a doctor at a hospital. */
export async function findOpenWalkIn(tx: Tx<Tables>, { facilityId, doctorId, patientIds }: WalkIn) {
  return tx
    .selectFrom('visits.visits')
    .select('id')
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('doctor_id', '=', doctorId)
    .where('patient_id', 'in', [...patientIds])
    .where('appointment_id', 'is', null)
    .where('status', 'in', ['OPEN', 'IN_PROGRESS'])
    .executeTakeFirst()
}

/** Keeps how staff knew that a patient without an appointment was there. */
export async function insertProof(tx: Tx<Tables>, proof: WalkInProof): Promise<void> {
  await tx.insertInto('visits.walk_in_proofs').values(proof).execute()
}

/** Whether somebody measured or wrote something in a visit. */
export async function isTouched(tx: Tx<Tables>, { cell, id }: Pick<Visit, 'cell' | 'id'>): Promise<boolean> {
  const { rows } = await sql<{ touched: boolean }>`
    select exists (select 1 from visits.vitals where cell = ${cell} and visit_id = ${id})
      or exists (select 1 from visits.drafts where cell = ${cell} and visit_id = ${id})
      or exists (select 1 from visits.notes where cell = ${cell} and visit_id = ${id})
      or exists (select 1 from visits.follow_ups where cell = ${cell} and visit_id = ${id}) as touched`.execute(tx)
  return rows[0]?.touched ?? false
}

export type ListedVisit = Visit & { readonly has_vitals: boolean }

export interface DayQuery {
  readonly facilityId: FacilityId
  readonly day: string
  /** Only visits with this doctor. */
  readonly doctorId: DoctorId | undefined
  /** Only visits that closed, or opened when they are open, after this instant. */
  readonly since: Date
}

export interface DayPosition {
  readonly openedAt: string
  readonly id: VisitId
}

/** The visits of a hospital's day, in the order of their arrival. */
export async function listDay(
  db: Db<Tables>,
  { facilityId, day, doctorId, since }: DayQuery,
  after: DayPosition | undefined,
  limit: number,
): Promise<ListedVisit[]> {
  let query = db
    .selectFrom('visits.visits as v')
    .selectAll('v')
    .select(
      sql<boolean>`exists (select 1 from visits.vitals t where t.cell = v.cell and t.visit_id = v.id)`.as('has_vitals'),
    )
    .where('v.cell', '=', cellOf(facilityId))
    .where('v.facility_id', '=', facilityId)
    .where('v.opened_on', '=', day)
    .where('v.status', '<>', 'VOID')
    .where(sql<boolean>`coalesce(v.closed_at, v.opened_at) > ${since}`)
  if (doctorId !== undefined) query = query.where('v.doctor_id', '=', doctorId)
  if (after) {
    query = query.where(sql<boolean>`(v.opened_at, v.id) > (${after.openedAt}::timestamptz, ${after.id}::uuid)`)
  }
  return query.orderBy('v.opened_at').orderBy('v.id').limit(limit).execute()
}

/** The visits of a person, the latest first. Those that did not take place are left out. */
export async function listOfPatients(
  db: Db<Tables> | Tx<Tables>,
  patientIds: readonly PatientId[],
  { limit, before }: { readonly limit: number; readonly before?: DayPosition | undefined },
): Promise<Visit[]> {
  if (patientIds.length === 0) return []
  let query = db
    .selectFrom('visits.patient_rows')
    .select('visit_id')
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
  if (before) {
    query = query.where(sql<boolean>`(opened_at, visit_id) < (${before.openedAt}::timestamptz, ${before.id}::uuid)`)
  }
  const rows = await query.orderBy('opened_at', 'desc').orderBy('visit_id', 'desc').limit(limit).execute()
  if (rows.length === 0) return []
  const ids = rows.map(({ visit_id }) => visit_id)
  return db
    .selectFrom('visits.visits')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('id', 'in', ids)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Open visits of earlier days in which nobody did anything, the oldest first. */
export async function listLeftOpen(db: Db<Tables>, today: string, limit: number): Promise<VisitId[]> {
  const { rows } = await sql<{ id: VisitId }>`
    select id from visits.visits v where status = 'OPEN' and opened_on < ${today}
      and not exists (select 1 from visits.vitals t where t.cell = v.cell and t.visit_id = v.id)
      and not exists (select 1 from visits.drafts d where d.cell = v.cell and d.visit_id = v.id)
      and not exists (select 1 from visits.notes n where n.cell = v.cell and n.visit_id = v.id)
      and not exists (select 1 from visits.follow_ups f where f.cell = v.cell and f.visit_id = v.id)
    order by opened_on, id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
