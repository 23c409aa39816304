// The people of orders: their facts for rules about ages, and their names for staff who check who stands before them.
import { object, type Static, Type } from '../../../platform/contract.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { findPatients, Gender, type PatientFacts, type PatientId } from '../../patients/contract.ts'
import { findPerson } from '../merging.ts'
import type { DiagnosticsContext } from '../tables.ts'

export const ShownPatient = object(
  { name: Type.String(), birthYear: Type.Integer(), gender: Gender },
  { description: 'Only for staff, who check who stands before them.' },
)

/** The facts of the person to whom a record belongs: those of the record that stays after merges. */
export async function requirePerson(context: DiagnosticsContext, patientId: PatientId): Promise<PatientFacts> {
  const { staysId, ids: patientIds } = await findPerson(context, patientId)
  const people = await context.call(findPatients, { patientIds })
  const person = people.find((one) => one.patientId === staysId) ?? people[0]
  if (!person) throw new Problem(notFound)
  return person
}

/** A function that shows the patient with an id, for those who may know the name. */
export async function showPatients({ call }: DiagnosticsContext, ids: readonly PatientId[]) {
  const patientIds = [...new Set(ids)]
  const people = patientIds.length === 0 ? [] : await call(findPatients, { patientIds })
  const byId = new Map(people.map(({ patientId, name, birthYear, gender }) => [patientId, { name, birthYear, gender }]))
  return (patientId: PatientId): { patient?: Static<typeof ShownPatient> } => {
    const patient = byId.get(patientId)
    return patient ? { patient } : {}
  }
}
