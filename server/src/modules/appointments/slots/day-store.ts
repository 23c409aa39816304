// The SQL that reads all slots of a hospital's day, for its staff.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AppointmentsTables, Practice, Slot } from '../tables.ts'

type Tables = AppointmentsTables

/** The practices of a hospital, also those that only its staff book, by the names of the doctors. */
export async function listBookablePractices(db: Db<Tables>, facilityId: FacilityId): Promise<Practice[]> {
  return db
    .selectFrom('appointments.practices')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('is_bookable', '=', true)
    .orderBy('doctor_name')
    .orderBy('doctor_id')
    .execute()
}

export type DaySlot = Pick<
  Slot,
  'id' | 'doctor_id' | 'starts_minute' | 'ends_minute' | 'mode' | 'audience' | 'over'
> & { readonly free: number }

/** The open slots of a day with their free places: capacity less appointments less holds that are not over. */
export async function listDaySlots(db: Db<Tables>, facilityId: FacilityId, day: string, now: Date): Promise<DaySlot[]> {
  const { rows } = await sql<DaySlot>`
    select s.id, s.doctor_id, s.starts_minute, s.ends_minute, s.mode, s.audience, s.over,
      s.capacity - s.booked - (select count(*) from appointments.appointments a
        where a.cell = s.cell and a.slot_id = s.id and a.status = 'HELD' and a.held_until > ${now})::int as free
    from appointments.slots s
    where s.cell = ${cellOf(facilityId)} and s.facility_id = ${facilityId} and s.held_on = ${day}
      and s.status = 'open'
    order by s.starts_minute, s.id`.execute(db)
  return rows
}

/** The doctors of a hospital whose hours of this day are over at this minute. */
export async function listDoctorsDone(
  db: Db<Tables>,
  facilityId: FacilityId,
  { day, minute }: { readonly day: string; readonly minute: number },
): Promise<Set<DoctorId>> {
  const rows = await db
    .selectFrom('appointments.practices as p')
    .innerJoin('appointments.slots as s', (join) =>
      join
        .onRef('s.cell', '=', 'p.cell')
        .onRef('s.facility_id', '=', 'p.facility_id')
        .onRef('s.doctor_id', '=', 'p.doctor_id'),
    )
    .select('p.doctor_id')
    .where('p.cell', '=', cellOf(facilityId))
    .where('p.facility_id', '=', facilityId)
    .where('s.held_on', '=', day)
    .where('s.status', '=', 'open')
    .groupBy('p.doctor_id')
    .having((one) => one.fn.max('s.ends_minute'), '<=', minute)
    .execute()
  return new Set(rows.map(({ doctor_id }) => doctor_id))
}
