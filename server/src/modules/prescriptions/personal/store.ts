// The SQL of a person's copy: what was dispensed to patients.
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { Dispense, PrescriptionsTables, RegisterEntry } from '../tables.ts'

type Tables = PrescriptionsTables

export async function listDispensesOf(db: Db<Tables>, patientIds: readonly PatientId[]): Promise<Dispense[]> {
  if (patientIds.length === 0) return []
  return db
    .selectFrom('prescriptions.dispenses')
    .selectAll()
    .where('patient_id', 'in', [...patientIds])
    .orderBy('prepared_at')
    .orderBy('id')
    .execute()
}

export async function listEntriesOf(db: Db<Tables>, patientIds: readonly PatientId[]): Promise<RegisterEntry[]> {
  if (patientIds.length === 0) return []
  return db
    .selectFrom('prescriptions.register_entries')
    .selectAll()
    .where('patient_id', 'in', [...patientIds])
    .orderBy('entered_at')
    .orderBy('number')
    .execute()
}

/** At which other facilities prescriptions of patients were shown. */
export async function listPresentationsOf(db: Db<Tables>, patientIds: readonly PatientId[]) {
  if (patientIds.length === 0) return []
  return db
    .selectFrom('prescriptions.presentations as s')
    .innerJoin('prescriptions.patient_rows as r', 'r.prescription_id', 's.prescription_id')
    .select(['s.prescription_id', 's.facility_id', 's.shown_at'])
    .where('r.cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('r.patient_id', 'in', [...patientIds])
    .orderBy('s.shown_at')
    .execute()
}
