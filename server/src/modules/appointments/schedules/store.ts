// The SQL of the pulled view: practices, how old they are, and their slots.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import { handOut, handOutCommitted } from '../../../platform/work/changes.ts'
import { CHANGED, SET_CHANGED } from '../../../platform/work/follow.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityFacts, FacilityId } from '../../facilities/contract.ts'
import { practicesChanged } from '../slots/store.ts'
import type { Appointment, AppointmentsTables, Displacement, Practice, Slot } from '../tables.ts'

type Tables = AppointmentsTables

export async function lockPractice(
  tx: Tx<Tables>,
  facilityId: FacilityId,
  doctorId: DoctorId,
): Promise<Practice | undefined> {
  return tx
    .selectFrom('appointments.practices')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('doctor_id', '=', doctorId)
    .forUpdate()
    .executeTakeFirst()
}

export async function upsertPractice(tx: Tx<Tables>, practice: Practice): Promise<void> {
  const { cell: _cell, facility_id: _facility, doctor_id: _doctor, ...rest } = practice
  await tx
    .insertInto('appointments.practices')
    .values(practice)
    .onConflict((conflict) =>
      conflict.columns(['cell', 'facility_id', 'doctor_id']).doUpdateSet({ ...rest, ...CHANGED }),
    )
    .execute()
  handOut(tx, practicesChanged, practice)
}

/** Locks the slots of a practice from a day on, in the order of their key, as the engine does. */
export async function lockSlots(tx: Tx<Tables>, { facility_id, doctor_id }: Practice, fromOn: string): Promise<Slot[]> {
  return tx
    .selectFrom('appointments.slots')
    .selectAll()
    .where('cell', '=', cellOf(facility_id))
    .where('facility_id', '=', facility_id)
    .where('doctor_id', '=', doctor_id)
    .where('held_on', '>=', fromOn)
    .orderBy('cell')
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** One statement for all slots: a practice has hundreds. */
export async function writeSlots(tx: Tx<Tables>, slots: readonly Slot[]): Promise<void> {
  if (slots.length === 0) return
  await sql`insert into appointments.slots as known (cell, id, facility_id, doctor_id, held_on, starts_minute,
      ends_minute, mode, audience, capacity, booked, over, status, revision)
    select * from json_to_recordset(${JSON.stringify(slots)}::json) as slot (cell int, id uuid, facility_id uuid,
      doctor_id uuid, held_on date, starts_minute smallint, ends_minute smallint, mode text, audience text,
      capacity smallint, booked smallint, over smallint, status text, revision int)
    on conflict (cell, id) do update set ends_minute = excluded.ends_minute, mode = excluded.mode,
      audience = excluded.audience, capacity = excluded.capacity, status = excluded.status,
      revision = known.revision + 1, ${sql.raw(SET_CHANGED)}`.execute(tx)
}

/** Locks the appointments of these slots in one of these states. */
export async function lockOfSlots(
  tx: Tx<Tables>,
  slots: readonly Slot[],
  status: 'BOOKED' | 'DISPLACED',
): Promise<Appointment[]> {
  const [first] = slots
  if (!first) return []
  const { rows } = await sql<Appointment>`select * from appointments.appointments
    where cell = ${first.cell} and facility_id = ${first.facility_id} and doctor_id = ${first.doctor_id}
      and held_on = any(${[...new Set(slots.map(({ held_on }) => held_on))]}::date[])
      and status = ${status} and slot_ids && ${slots.map(({ id }) => id)}::uuid[]
    order by cell, id for update`.execute(tx)
  return rows
}

/** Adds to the counts of slots, and not below zero: the check of the table refuses that. */
export async function countSlots(tx: Tx<Tables>, one: Appointment, by: 1 | -1): Promise<void> {
  const column = one.seat === 'over' ? sql.ref('over') : sql.ref('booked')
  await sql`update appointments.slots set ${column} = ${column} + ${by}, revision = revision + 1,
      ${sql.raw(SET_CHANGED)}
    where cell = ${one.cell} and id = any(${[...one.slot_ids]}::uuid[])`.execute(tx)
}

export async function insertDisplacement(tx: Tx<Tables>, displacement: Displacement): Promise<void> {
  await tx.insertInto('appointments.displacements').values(displacement).execute()
}

/** Closes the case of an appointment that stands again. Gives whether the patient was asked to choose. */
export async function keepDisplaced(tx: Tx<Tables>, { cell, id }: Appointment, now: Date): Promise<boolean> {
  const closed = await tx
    .updateTable('appointments.displacements')
    .set({ state: 'KEPT', closed_at: now })
    .where('cell', '=', cell)
    .where('appointment_id', '=', id)
    .where('state', '=', 'OPEN')
    .returning('asked_at')
    .executeTakeFirst()
  return closed !== undefined && closed.asked_at !== null
}

/** Copies the place of a hospital to its practices, unless they have a newer version. */
export async function copyFacility(db: Db<Tables>, facility: FacilityFacts): Promise<void> {
  const { name, address, pin, district, state, stateCode, latitude, longitude, version } = facility
  const changed = await db
    .updateTable('appointments.practices')
    .set({
      ...CHANGED,
      ...{ facility_name: name, address, pin, district, state, state_code: stateCode, latitude, longitude },
      ...{ is_open: isOpen(facility), facility_version: version },
    })
    .where('cell', '=', cellOf(facility.facilityId))
    .where('facility_id', '=', facility.facilityId)
    .where('facility_version', '<', version)
    .returningAll()
    .execute()
  handOutCommitted(db, practicesChanged, changed)
}

export const isOpen = ({ isActive, kinds }: FacilityFacts): boolean => isActive && kinds.includes('hospital')

/** Doctors whose view ends too early or whose last pull failed some time ago, the oldest first. */
export async function listStale(
  db: Db<Tables>,
  { throughOn, failedBefore }: { readonly throughOn: string; readonly failedBefore: Date },
  limit: number,
): Promise<DoctorId[]> {
  const { rows } = await sql<{ doctor_id: DoctorId }>`select doctor_id from appointments.practices
    where (through_on < ${throughOn}::date and (failed_at is null or failed_at < ${failedBefore}))
      or (failed_at is not null and failed_at < ${failedBefore})
    group by doctor_id order by min(pulled_at), doctor_id limit ${limit}`.execute(db)
  return rows.map(({ doctor_id }) => doctor_id)
}

export async function noteFailure(db: Db<Tables>, doctorId: DoctorId, now: Date): Promise<void> {
  await db.updateTable('appointments.practices').set({ failed_at: now }).where('doctor_id', '=', doctorId).execute()
}

/** The slots of an appointment. */
export async function listSlots(tx: Tx<Tables>, { cell, slot_ids }: Appointment): Promise<Slot[]> {
  return tx
    .selectFrom('appointments.slots')
    .selectAll()
    .where('cell', '=', cell)
    .where('id', 'in', [...slot_ids])
    .execute()
}
