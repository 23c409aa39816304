// Puts a pair of patients on the list of likely duplicates, as the job of the module patients does.
import { insertDuplicate, type PatientsTables } from '../modules/patients/testing.ts'
import { cellOf, type Id, newId } from '../platform/id.ts'
import type { Db } from '../platform/postgres/db.ts'
import type { Setup } from './setup.ts'

/** Gives the id of the pair. */
export async function addDuplicate(
  { program, clock }: Pick<Setup, 'program' | 'clock'>,
  one: Id<'patient'>,
  other: Id<'patient'>,
): Promise<string> {
  // The later record comes first.
  const [first, second] = one > other ? [one, other] : [other, one]
  const id = newId<'duplicate'>(cellOf(first))
  const pair = { id, patient_id: first, other_id: second, bits: 20, explanation: [], found_at: clock.now() }
  await insertDuplicate(program.context('patients').db as Db<PatientsTables>, pair)
  return id
}
