// The SQL that reads appointments, and that changes them where no slot is given or freed.
import { sql } from 'kysely'
import { cellOf, REFERENCES } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { AppointmentId, AppointmentStatus, SlotId } from '../contract.ts'
import type { JoinedToken } from '../queues/token-views.ts'
import type { Appointment, AppointmentsTables, FeePayment, Practice } from '../tables.ts'

type Tables = AppointmentsTables

/** The doctors of slots. A slot never changes its doctor. */
export async function listDoctorsOfSlots(pool: Pool, ids: readonly SlotId[]): Promise<Map<SlotId, DoctorId>> {
  const { rows } = await pool.query<{ id: SlotId; doctor_id: DoctorId }>({
    name: 'slots-list-doctors',
    text: `select s.id, s.doctor_id from unnest($1::int[], $2::uuid[]) wanted (cell, id)
           join appointments.slots s on s.cell = wanted.cell and s.id = wanted.id`,
    values: [ids.map(cellOf), ids],
  })
  return new Map(rows.map(({ id, doctor_id }) => [id, doctor_id]))
}

/** An appointment with what its page shows of the doctor and the hospital. */
export type ShownAppointment = Appointment &
  Pick<
    Practice,
    | 'doctor_name'
    | 'facility_name'
    | 'address'
    | 'pin'
    | 'state_code'
    | 'room'
    | 'cancel_until_minutes'
    | 'specialities'
    | 'latitude'
    | 'longitude'
  > & { readonly doctor_account_id: Practice['account_id']; readonly decide_by: Date | null } & {
    readonly payment: FeePayment['payment'] | null
  } & JoinedToken

function selectShown(db: Db<Tables> | Tx<Tables>) {
  return db
    .selectFrom('appointments.appointments as a')
    .innerJoin('appointments.practices as p', (join) =>
      join
        .onRef('p.cell', '=', 'a.cell')
        .onRef('p.facility_id', '=', 'a.facility_id')
        .onRef('p.doctor_id', '=', 'a.doctor_id'),
    )
    .leftJoin('appointments.displacements as d', (join) =>
      join.onRef('d.cell', '=', 'a.cell').onRef('d.appointment_id', '=', 'a.id').on('d.state', '=', 'OPEN'),
    )
    .leftJoin('appointments.tokens as t', (join) =>
      join
        .onRef('t.cell', '=', 'a.cell')
        .onRef('t.appointment_id', '=', 'a.id')
        .on('t.status', 'not in', ['CANCELLED', 'MOVED']),
    )
    .leftJoin('appointments.queues as q', (join) =>
      join.onRef('q.cell', '=', 't.cell').onRef('q.id', '=', 't.queue_id'),
    )
    .leftJoin('appointments.fee_payments as f', (join) =>
      join.onRef('f.cell', '=', 'a.cell').onRef('f.source_id', '=', 'a.id'),
    )
    .selectAll('a')
    .select(['t.id as token_id', 't.queue_id', 't.number as token_number', 't.lane as token_lane'])
    .select(['t.status as token_status', 't.room as token_room', 'q.letter as queue_letter'])
    .select(['p.doctor_name', 'p.facility_name', 'p.address', 'p.pin', 'p.state_code', 'p.room'])
    .select(['p.cancel_until_minutes', 'p.specialities', 'p.latitude', 'p.longitude'])
    .select(['p.account_id as doctor_account_id', 'd.decide_by', 'f.payment'])
}

export async function findAppointment(
  db: Db<Tables> | Tx<Tables>,
  id: AppointmentId,
): Promise<ShownAppointment | undefined> {
  return selectShown(db).where('a.cell', '=', cellOf(id)).where('a.id', '=', id).executeTakeFirst()
}

const selectOf = (db: Db<Tables>, ids: readonly AppointmentId[]) =>
  selectShown(db)
    .where('a.cell', '=', sql<number>`any(${[...new Set(ids.map(cellOf))]}::int[])`)
    .where('a.id', '=', sql<AppointmentId>`any(${[...ids]}::uuid[])`)

/** The appointments with these ids, in any order. */
export const listAppointments = (db: Db<Tables>, ids: readonly AppointmentId[]): Promise<ShownAppointment[]> =>
  selectOf(db, ids).execute()

export type HeldAppointment = Pick<Appointment, 'id' | 'facility_id' | 'slot_ids' | 'account_id' | 'created_by'>

/** What the confirmation of a hold asks about it before the engine locks it. */
export const listHeld = (db: Db<Tables>, ids: readonly AppointmentId[]): Promise<HeldAppointment[]> =>
  db
    .selectFrom('appointments.appointments')
    .select(['id', 'facility_id', 'slot_ids', 'account_id', 'created_by'])
    .where('cell', '=', sql<number>`any(${[...new Set(ids.map(cellOf))]}::int[])`)
    .where('id', '=', sql<AppointmentId>`any(${[...ids]}::uuid[])`)
    .execute()

export interface DayQuery {
  readonly facilityId: FacilityId
  readonly day: string
  readonly doctorId: DoctorId | undefined
  readonly status: AppointmentStatus | undefined
  /** Only the patients of the doctor with this account. */
  readonly doctorAccountId: string | undefined
}

export interface DayPosition {
  readonly startsMinute: number
  readonly id: AppointmentId
}

/** The appointments of a hospital. Holds are left out: nobody has booked them. */
const selectOfFacility = (db: Db<Tables>, facilityId: FacilityId) =>
  selectShown(db)
    .where('a.cell', '=', cellOf(facilityId))
    .where('a.facility_id', '=', facilityId)
    .where('a.status', 'not in', ['HELD', 'EXPIRED'])

/** The appointments of a hospital's day, by their start. */
export async function listDay(
  db: Db<Tables>,
  { facilityId, day, doctorId, status, doctorAccountId }: DayQuery,
  after: DayPosition | undefined,
  limit: number,
): Promise<ShownAppointment[]> {
  let query = selectOfFacility(db, facilityId).where('a.held_on', '=', day)
  if (doctorId !== undefined) query = query.where('a.doctor_id', '=', doctorId)
  if (doctorAccountId !== undefined) query = query.where('p.account_id', '=', doctorAccountId as AccountId)
  if (status !== undefined) query = query.where('a.status', '=', status)
  if (after) query = query.where(sql<boolean>`(a.starts_minute, a.id) > (${after.startsMinute}, ${after.id}::uuid)`)
  return query.orderBy('a.starts_minute').orderBy('a.id').limit(limit).execute()
}

/** The appointments of a hospital with this reference on some days, by their day. A reference is no key. */
export async function listOfReference(
  db: Db<Tables>,
  { facilityId, number, from, to }: { readonly facilityId: FacilityId; number: number; from: string; to: string },
  limit: number,
): Promise<ShownAppointment[]> {
  return selectOfFacility(db, facilityId)
    .where('a.held_on', '>=', from)
    .where('a.held_on', '<=', to)
    .where(sql<boolean>`('x' || right(a.id::text, 12))::bit(48)::bigint % ${REFERENCES} = ${number}`)
    .orderBy('a.held_on')
    .limit(limit)
    .execute()
}

/** The appointments of a patient, the latest day first. */
export async function listOfPatients(
  db: Db<Tables>,
  patientIds: readonly PatientId[],
  limit: number,
): Promise<ShownAppointment[]> {
  const ids = await db
    .selectFrom('appointments.patient_rows')
    .select(['appointment_id'])
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
    .orderBy('held_on', 'desc')
    .orderBy('appointment_id', 'desc')
    .limit(limit)
    .execute()
  if (ids.length === 0) return []
  return selectOf(
    db,
    ids.map(({ appointment_id }) => appointment_id),
  )
    .orderBy('a.held_on', 'desc')
    .orderBy('a.starts_minute', 'desc')
    .orderBy('a.id', 'desc')
    .execute()
}

/** The displaced appointments of a hospital that wait for a choice, the most urgent first. */
export async function listDisplaced(
  db: Db<Tables>,
  facilityId: FacilityId,
  limit: number,
): Promise<ShownAppointment[]> {
  return selectShown(db)
    .where('d.cell', '=', cellOf(facilityId))
    .where('d.facility_id', '=', facilityId)
    .where('d.state', '=', 'OPEN')
    .orderBy('d.decide_by')
    .orderBy('a.id')
    .limit(limit)
    .execute()
}

export async function lockAppointment(tx: Tx<Tables>, id: AppointmentId): Promise<Appointment | undefined> {
  return tx
    .selectFrom('appointments.appointments')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

type Changed = Partial<
  Pick<Appointment, 'seat' | 'status' | 'arrived_at' | 'began_at' | 'ended_at' | 'ended_by' | 'priority'>
>

/** Writes the next version of a locked appointment. */
export async function changeAppointment(tx: Tx<Tables>, before: Appointment, changed: Changed): Promise<Appointment> {
  const after = { ...before, ...changed, version: before.version + 1 }
  await tx
    .updateTable('appointments.appointments')
    .set({ ...changed, version: after.version })
    .where('cell', '=', before.cell)
    .where('id', '=', before.id)
    .execute()
  return after
}

/** Notes that the doctor has seen the patient: a visit soon after costs the lower fee. */
export async function markSeen(tx: Tx<Tables>, { patient_id, doctor_id, held_on, id }: Appointment): Promise<void> {
  await tx
    .updateTable('appointments.claims')
    .set({ is_seen: true })
    .where('cell', '=', cellOf(patient_id))
    .where('patient_id', '=', patient_id)
    .where('doctor_id', '=', doctor_id)
    .where('held_on', '=', held_on)
    .where('appointment_id', '=', id)
    .execute()
}

const SWEPT_AT_ONCE = 500

interface Swept extends Pick<Appointment, 'id' | 'facility_id' | 'doctor_id' | 'patient_id'> {
  readonly account_id: string | null
}

/** Ends holds that are over. They held nothing any more: this only tidies up. Gives where they were. */
export async function sweepHolds(tx: Tx<Tables>, now: Date) {
  const { rows } = await sql<Swept>`
    with over as (select cell, id from appointments.appointments
      where status = 'HELD' and held_until <= ${now} limit ${SWEPT_AT_ONCE} for update skip locked)
    update appointments.appointments a
    set status = 'EXPIRED', held_until = null, ended_at = ${now}, version = a.version + 1
    from over where a.cell = over.cell and a.id = over.id
    returning a.id, a.facility_id, a.doctor_id, a.patient_id,
      coalesce(a.account_id, a.created_by) as account_id`.execute(tx)
  for (const { id, patient_id, account_id } of rows) {
    await tx
      .deleteFrom('appointments.claims')
      .where('cell', '=', cellOf(patient_id))
      .where('patient_id', '=', patient_id)
      .where('appointment_id', '=', id)
      .where('held_until', 'is not', null)
      .execute()
    if (account_id === null) continue
    await sql`delete from appointments.holders where cell = ${cellOf(account_id)} and account_id = ${account_id}
      and appointment_id = ${id}`.execute(tx)
  }
  return rows.map(({ facility_id: facilityId, doctor_id: doctorId }) => ({ facilityId, doctorId }))
}

/** Displaced appointments whose deadline has passed, the oldest first. */
export async function listLapsed(db: Db<Tables>, now: Date, limit: number): Promise<AppointmentId[]> {
  const rows = await db
    .selectFrom('appointments.displacements')
    .select('appointment_id')
    .where('state', '=', 'OPEN')
    .where('decide_by', '<=', now)
    .orderBy('decide_by')
    .limit(limit)
    .execute()
  return rows.map(({ appointment_id }) => appointment_id)
}
