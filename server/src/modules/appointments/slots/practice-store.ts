// The SQL that reads practices: what this module knows of a doctor at a hospital.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AppointmentsTables, Practice } from '../tables.ts'

type Reader = Db<AppointmentsTables> | Tx<AppointmentsTables>

/** Undefined when the doctor does not practise there. */
export async function findPractice(
  db: Reader,
  { facility_id, doctor_id }: Pick<Practice, 'facility_id' | 'doctor_id'>,
): Promise<Practice | undefined> {
  return db
    .selectFrom('appointments.practices')
    .selectAll()
    .where('cell', '=', cellOf(facility_id))
    .where('facility_id', '=', facility_id)
    .where('doctor_id', '=', doctor_id)
    .executeTakeFirst()
}

/** The practices of a doctor at all hospitals, or those of a hospital. */
export async function listPracticesOf(
  db: Reader,
  of: { readonly doctorId: DoctorId } | { readonly facilityId: FacilityId },
): Promise<Practice[]> {
  const query = db.selectFrom('appointments.practices').selectAll()
  const found =
    'doctorId' in of
      ? query.where('doctor_id', '=', of.doctorId)
      : query.where('cell', '=', cellOf(of.facilityId)).where('facility_id', '=', of.facilityId)
  return found.orderBy('cell').orderBy('facility_id').orderBy('doctor_id').execute()
}
