// The fee of somebody who comes to a doctor without an appointment: the same as for a booking of today.
import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../../patients/contract.ts'
import { feeOf } from '../booking/standing.ts'
import { findPractice } from '../slots/practice-store.ts'
import type { AppointmentsTables, Queue } from '../tables.ts'
import { listSeen } from './store.ts'

/** A department has no fee of its own. `person`: the ids of the patient and of merged records. */
export async function feeOfWalkIn(
  tx: Tx<AppointmentsTables>,
  { facility_id, doctor_id, day }: Queue,
  person: readonly PatientId[],
): Promise<number> {
  if (doctor_id === null) return 0
  const practice = await findPractice(tx, { facility_id, doctor_id })
  if (!practice) return 0
  const seen = await listSeen(tx, { cells: [...new Set(person.map(cellOf))], person, doctorId: doctor_id })
  return feeOf({ locked: { ...practice, held_on: day } }, seen).paise
}
