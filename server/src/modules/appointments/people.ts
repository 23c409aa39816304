// The patients of an answer, as the staff of a hospital see them.
import { object, type Static, Type } from '../../platform/contract.ts'
import { findPatients, Gender, type PatientId } from '../patients/contract.ts'
import type { AppointmentsContext } from './tables.ts'

export const ShownPatient = object({ name: Type.String(), birthYear: Type.Integer(), gender: Gender })
export type ShownPatient = Static<typeof ShownPatient>

/** The patients with these ids, asked for once. Unknown ones are left out. */
export async function findShownPatients(
  { call }: Pick<AppointmentsContext, 'call'>,
  ids: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, ShownPatient>> {
  const patientIds = [...new Set(ids)]
  const people = patientIds.length === 0 ? [] : await call(findPatients, { patientIds })
  return new Map(people.map(({ patientId, name, birthYear, gender }) => [patientId, { name, birthYear, gender }]))
}
