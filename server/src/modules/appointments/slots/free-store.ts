// The SQL of free slots, for jobs and offers: they decide once, and from what the database says, not from memory.
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { AppointmentsTables, Practice, Slot } from '../tables.ts'

type Tables = AppointmentsTables

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
