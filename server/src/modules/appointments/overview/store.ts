// The SQL of the overview: how many appointments of a day are in which state by hour, and what waits for somebody.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AppointmentsTables } from '../tables.ts'
import type { HourCount } from './rules.ts'

interface DayOfHospital {
  readonly facilityId: FacilityId
  readonly day: string
  readonly minute: number
}

/** Holds are left out: nobody has booked them. */
export async function countHours(
  db: Db<AppointmentsTables>,
  { facilityId, day, minute }: DayOfHospital,
): Promise<HourCount[]> {
  const { rows } = await sql<HourCount>`
    select starts_minute / 60 as hour, status, count(*)::int as count,
      (count(*) filter (where starts_minute < ${minute}))::int as due
    from appointments.appointments
    where cell = ${cellOf(facilityId)} and facility_id = ${facilityId} and held_on = ${day}
      and status not in ('HELD', 'EXPIRED', 'CANCELLED', 'MOVED', 'VOID')
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

export interface WaitingWork {
  readonly doctors: number
  readonly displaced: number
  readonly stuckFees: number
}

/** How many doctors take bookings at a hospital, and how many things there wait for somebody. */
export async function countWork(db: Db<AppointmentsTables>, facilityId: FacilityId): Promise<WaitingWork> {
  const cell = cellOf(facilityId)
  const { rows } = await sql<WaitingWork>`
    select
      (select count(*)::int from appointments.practices
        where cell = ${cell} and facility_id = ${facilityId} and is_bookable) as doctors,
      (select count(*)::int from appointments.displacements
        where cell = ${cell} and facility_id = ${facilityId} and state = 'OPEN') as displaced,
      (select count(*)::int from appointments.stuck_fees
        where cell = ${cell} and facility_id = ${facilityId} and settled_at is null) as "stuckFees"`.execute(db)
  return rows[0] ?? { doctors: 0, displaced: 0, stuckFees: 0 }
}
