// The SQL that removes slots of the past which nobody had booked.
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { AppointmentsTables } from '../tables.ts'

const AT_ONCE = 5_000

/** Deletes the slots before a day that no appointment names, in portions. Gives how many. */
export async function purgeSlots(db: Db<AppointmentsTables>, before: string): Promise<number> {
  let gone = 0
  for (;;) {
    const { numAffectedRows = 0n } = await sql`delete from appointments.slots using (
        select s.cell, s.id from appointments.slots s where s.held_on < ${before}::date and not exists (
          select from appointments.appointments a where a.cell = s.cell and a.facility_id = s.facility_id
            and a.held_on = s.held_on and a.slot_ids @> array[s.id])
        limit ${AT_ONCE}) old
      where slots.cell = old.cell and slots.id = old.id`.execute(db)
    gone += Number(numAffectedRows)
    if (numAffectedRows < AT_ONCE) return gone
  }
}
