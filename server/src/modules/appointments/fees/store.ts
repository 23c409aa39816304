// The SQL of fees that are stuck.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AppointmentId } from '../contract.ts'
import type { Appointment, AppointmentsTables, StuckFee } from '../tables.ts'

type Tables = AppointmentsTables
export type FeeDeed = StuckFee['deed']

export async function upsertStuck(tx: Tx<Tables>, stuck: StuckFee): Promise<void> {
  const { problem, failed_at } = stuck
  await tx
    .insertInto('appointments.stuck_fees')
    .values(stuck)
    .onConflict((conflict) => conflict.columns(['cell', 'appointment_id', 'deed']).doUpdateSet({ problem, failed_at }))
    .execute()
}

export async function deleteStuck(tx: Tx<Tables>, { cell, id }: Appointment, deed: FeeDeed): Promise<void> {
  await tx
    .deleteFrom('appointments.stuck_fees')
    .where('cell', '=', cell)
    .where('appointment_id', '=', id)
    .where('deed', '=', deed)
    .execute()
}

/** What is stuck at a hospital, the oldest first. */
export async function listStuck(db: Db<Tables>, facilityId: FacilityId, limit: number): Promise<StuckFee[]> {
  return db
    .selectFrom('appointments.stuck_fees')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .orderBy('failed_at')
    .orderBy('appointment_id')
    .orderBy('deed')
    .limit(limit)
    .execute()
}

/** What is stuck of an appointment: the charge before the reversal. */
export async function listStuckOf(db: Db<Tables>, id: AppointmentId): Promise<StuckFee[]> {
  return db
    .selectFrom('appointments.stuck_fees')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('appointment_id', '=', id)
    .orderBy('deed')
    .execute()
}
