// The SQL of people who come hours before their appointment: the place of the slot is given back, or taken again.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import { SET_CHANGED } from '../../../platform/work/follow.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { AppointmentId } from '../contract.ts'
import { handOutSlots } from '../slots/store.ts'
import type { Appointment, AppointmentsTables, Queue } from '../tables.ts'

type Tables = AppointmentsTables

/** The appointment of today to which a person has not come yet, with the doctor of a queue. */
export async function findBookedToday(
  db: Db<Tables> | Tx<Tables>,
  { cell, facility_id, doctor_id, day }: Queue,
  patientIds: readonly PatientId[],
): Promise<Appointment | undefined> {
  return db
    .selectFrom('appointments.appointments')
    .selectAll()
    .where('cell', '=', cell)
    .where('facility_id', '=', facility_id)
    .where('held_on', '=', day)
    .where('doctor_id', '=', doctor_id)
    .where('patient_id', 'in', [...patientIds])
    .where('status', '=', 'BOOKED')
    .orderBy('starts_minute')
    .limit(1)
    .executeTakeFirst()
}

/** Locks the slots of an appointment in the order of their key, as the engine does. Gives which places there are. */
async function lockPlaces(tx: Tx<Tables>, { cell, slot_ids }: Appointment) {
  const { rows } = await sql<{ booked: number; capacity: number; over: number }>`
    select booked, capacity, over from appointments.slots
    where cell = ${cell} and id = any(${[...slot_ids]}::uuid[]) order by cell, id for update`.execute(tx)
  return {
    isFree: rows.every(({ booked, capacity }) => booked < capacity),
    mayGoOver: rows.every(({ over }) => over < 5),
  }
}

async function count(tx: Tx<Tables>, { cell, slot_ids }: Appointment, seat: 'regular' | 'over', by: 1 | -1) {
  const column = sql.ref(seat === 'over' ? 'over' : 'booked')
  await sql`update appointments.slots set ${column} = ${column} + ${by}, revision = revision + 1,
      ${sql.raw(SET_CHANGED)}
    where cell = ${cell} and id = any(${[...slot_ids]}::uuid[])`.execute(tx)
  await handOutSlots(tx, slot_ids)
}

/** An appointment as it is now, without a lock: its slots never change. */
export async function findSlotsOf(tx: Tx<Tables>, id: AppointmentId): Promise<Appointment | undefined> {
  return tx
    .selectFrom('appointments.appointments')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Locks the slots of an appointment. Do it before the appointment is locked. */
export async function lockSlotsOf(tx: Tx<Tables>, one: Appointment): Promise<void> {
  await lockPlaces(tx, one)
}

/** Gives the place of an appointment back. */
export async function giveBack(tx: Tx<Tables>, one: Appointment): Promise<void> {
  await count(tx, one, one.seat === 'over' ? 'over' : 'regular', -1)
}

/** Takes a place again. Gives the seat; undefined when there is none, not even beyond the capacity. */
export async function takeAgain(tx: Tx<Tables>, one: Appointment): Promise<'regular' | 'over' | undefined> {
  const { isFree, mayGoOver } = await lockPlaces(tx, one)
  if (!isFree && !mayGoOver) return undefined
  const seat = isFree ? 'regular' : 'over'
  await count(tx, one, seat, 1)
  if (seat === 'over') {
    await tx
      .updateTable('appointments.appointments')
      .set({ override_reason: 'Came early, and the arrival was undone' })
      .where('cell', '=', cellOf(one.id))
      .where('id', '=', one.id)
      .execute()
  }
  return seat
}
