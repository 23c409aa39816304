// The SQL of displacing: who was not asked yet, the practices of a neighbourhood, and what a change would touch.
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { DoctorId, Speciality } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { Appointment, AppointmentsTables, Practice, Slot } from '../tables.ts'

type Tables = AppointmentsTables

/** The appointments of one patient that a change of one doctor's hours at one hospital displaced. */
export interface Group {
  readonly cell: number
  readonly facility_id: FacilityId
  readonly doctor_id: DoctorId
  readonly patient_id: PatientId
}

export type Unasked = Appointment & { readonly decide_by: Date }

const unasked = ({ cell, facility_id, doctor_id, patient_id }: Group) => sql<Unasked>`
  select a.*, d.decide_by from appointments.displacements d
  join appointments.appointments a on a.cell = d.cell and a.id = d.appointment_id
  where d.cell = ${cell} and d.facility_id = ${facility_id} and d.state = 'OPEN' and d.asked_at is null
    and a.doctor_id = ${doctor_id} and a.patient_id = ${patient_id} and a.status = 'DISPLACED'
  order by a.held_on, a.starts_minute, a.id`

export async function listUnasked(db: Db<Tables>, group: Group): Promise<Unasked[]> {
  return (await unasked(group).execute(db)).rows
}

/** Locks the open cases of a group that nobody was asked about, and notes that the patient is asked now. */
export async function askUnasked(tx: Tx<Tables>, group: Group, now: Date): Promise<Unasked[]> {
  const { rows } = await sql<Unasked>`${unasked(group)} for update of d`.execute(tx)
  if (rows.length === 0) return []
  await sql`update appointments.displacements set asked_at = ${now} where cell = ${group.cell} and state = 'OPEN'
    and appointment_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
  return rows
}

interface Around {
  readonly doctorId: DoctorId
  readonly specialities: readonly Speciality[]
  readonly latitude: readonly [number, number]
  readonly longitude: readonly [number, number]
}

const PRACTICES_MAX = 100

/** Practices that patients may book: of this doctor, or of the same specialities within a rectangle. */
export async function listAround(db: Db<Tables>, around: Around): Promise<Practice[]> {
  const { doctorId, specialities, latitude, longitude } = around
  const { rows } = await sql<Practice>`select * from appointments.practices
    where is_bookable and is_public and is_open and (doctor_id = ${doctorId} or
      (specialities && ${[...specialities]}::text[] and latitude between ${latitude[0]} and ${latitude[1]}
        and longitude between ${longitude[0]} and ${longitude[1]}))
    order by (doctor_id = ${doctorId}) desc, cell, facility_id, doctor_id limit ${PRACTICES_MAX}`.execute(db)
  return rows
}

export async function listSlotsFrom(db: Db<Tables>, practice: Practice, fromOn: string): Promise<Slot[]> {
  return db
    .selectFrom('appointments.slots')
    .selectAll()
    .where('cell', '=', practice.cell)
    .where('facility_id', '=', practice.facility_id)
    .where('doctor_id', '=', practice.doctor_id)
    .where('held_on', '>=', fromOn)
    .orderBy('held_on')
    .orderBy('starts_minute')
    .execute()
}

/** The booked appointments of these slots, in the order of their time. */
export async function listBookedIn(db: Db<Tables>, { cell, facility_id }: Practice, slots: readonly Slot[]) {
  if (slots.length === 0) return []
  const days = [...new Set(slots.map(({ held_on }) => held_on))]
  const { rows } = await sql<Appointment>`select * from appointments.appointments
    where cell = ${cell} and facility_id = ${facility_id} and held_on = any(${days}::date[]) and status = 'BOOKED'
      and slot_ids && ${slots.map(({ id }) => id)}::uuid[]
    order by held_on, starts_minute, id`.execute(db)
  return rows
}

/** The doctors whose practices at a hospital do not know yet that it closed, or opened. */
export async function listDoctorsToTell(
  db: Db<Tables>,
  { facilityId, cell, version, isOpen }: { facilityId: FacilityId; cell: number; version: number; isOpen: boolean },
): Promise<DoctorId[]> {
  const rows = await db
    .selectFrom('appointments.practices')
    .select('doctor_id')
    .where('cell', '=', cell)
    .where('facility_id', '=', facilityId)
    .where('facility_version', '<', version)
    .where('is_open', '<>', isOpen)
    .orderBy('doctor_id')
    .execute()
  return rows.map(({ doctor_id }) => doctor_id)
}
