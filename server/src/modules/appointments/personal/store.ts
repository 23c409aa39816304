// The SQL of a person's closing: open appointments of a patient, and the ties to the family that go at the end.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { AppointmentId } from '../contract.ts'
import type { AppointmentsTables } from '../tables.ts'

type Tables = AppointmentsTables

/** The numbers of all appointments of a patient. */
export async function listIdsOf(db: Db<Tables>, patientId: PatientId): Promise<AppointmentId[]> {
  const rows = await db
    .selectFrom('appointments.patient_rows')
    .select('appointment_id')
    .where('cell', '=', cellOf(patientId))
    .where('patient_id', '=', patientId)
    .orderBy('appointment_id')
    .execute()
  return rows.map(({ appointment_id }) => appointment_id)
}

/** Parts the appointments from the family that booked them. */
export async function unlinkFamily(tx: Tx<Tables>, ids: readonly AppointmentId[]): Promise<void> {
  for (const id of ids) {
    await tx
      .updateTable('appointments.appointments')
      .set({ account_id: null })
      .where('cell', '=', cellOf(id))
      .where('id', '=', id)
      .execute()
  }
}

export async function deleteHolders(tx: Tx<Tables>, accountId: string): Promise<void> {
  await tx
    .deleteFrom('appointments.holders')
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId as never)
    .execute()
}
