// The SQL of the public search for slots: practices of a place, and their free slots of some days.
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { DoctorId, Speciality } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { SlotId } from '../contract.ts'
import type { AppointmentsTables, Practice, Slot } from '../tables.ts'

type Tables = AppointmentsTables

export interface PracticeSearch {
  readonly doctorId: DoctorId | undefined
  readonly speciality: Speciality | undefined
  readonly facilityId: FacilityId | undefined
  readonly cell: number | undefined
}

export interface PracticePosition {
  readonly facilityId: FacilityId
  readonly doctorId: DoctorId
}

/** Practices that patients may book, in the order of hospital and doctor. */
export async function listPractices(
  db: Db<Tables>,
  { doctorId, speciality, facilityId, cell }: PracticeSearch,
  after: PracticePosition | undefined,
  limit: number,
): Promise<Practice[]> {
  let query = db
    .selectFrom('appointments.practices')
    .selectAll()
    .where('is_bookable', '=', true)
    .where('is_public', '=', true)
    .where('is_open', '=', true)
  if (doctorId !== undefined) query = query.where('doctor_id', '=', doctorId)
  if (speciality !== undefined) query = query.where(sql<boolean>`specialities @> array[${speciality}]`)
  if (facilityId !== undefined) query = query.where('facility_id', '=', facilityId)
  if (cell !== undefined) query = query.where('cell', '=', cell)
  if (after) {
    query = query.where(sql<boolean>`(facility_id, doctor_id) > (${after.facilityId}::uuid, ${after.doctorId}::uuid)`)
  }
  return query.orderBy('facility_id').orderBy('doctor_id').limit(limit).execute()
}

export type FreeSlot = Pick<
  Slot,
  'id' | 'facility_id' | 'doctor_id' | 'held_on' | 'starts_minute' | 'ends_minute' | 'mode' | 'audience' | 'capacity'
> & { readonly free: number }

interface FreeQuery {
  readonly practices: readonly Pick<Practice, 'cell' | 'facility_id' | 'doctor_id'>[]
  readonly fromOn: string
  readonly untilOn: string
  readonly now: Date
}

/** The open slots of practices with their free places: capacity less appointments less holds that are not over. */
export async function listFree(db: Db<Tables>, { practices, fromOn, untilOn, now }: FreeQuery): Promise<FreeSlot[]> {
  if (practices.length === 0) return []
  const { rows } = await sql<FreeSlot>`
    select s.id, s.facility_id, s.doctor_id, s.held_on, s.starts_minute, s.ends_minute, s.mode, s.audience,
      s.capacity, s.capacity - s.booked - (select count(*) from appointments.appointments a
        where a.cell = s.cell and a.slot_id = s.id and a.status = 'HELD' and a.held_until > ${now})::int as free
    from unnest(${practices.map(({ cell }) => cell)}::int[], ${practices.map((one) => one.facility_id)}::uuid[],
        ${practices.map((one) => one.doctor_id)}::uuid[]) wanted (cell, facility_id, doctor_id)
      join appointments.slots s on s.cell = wanted.cell and s.facility_id = wanted.facility_id
        and s.doctor_id = wanted.doctor_id
    where s.status = 'open' and s.held_on between ${fromOn} and ${untilOn}
    order by s.held_on, s.starts_minute, s.facility_id, s.id`.execute(db)
  return rows
}

export async function findSlot(db: Db<Tables>, id: SlotId, cell: number): Promise<Slot | undefined> {
  return db
    .selectFrom('appointments.slots')
    .selectAll()
    .where('cell', '=', cell)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function findPractice(
  db: Db<Tables>,
  { cell, facility_id, doctor_id }: Pick<Slot, 'cell' | 'facility_id' | 'doctor_id'>,
): Promise<Practice | undefined> {
  return db
    .selectFrom('appointments.practices')
    .selectAll()
    .where('cell', '=', cell)
    .where('facility_id', '=', facility_id)
    .where('doctor_id', '=', doctor_id)
    .executeTakeFirst()
}
