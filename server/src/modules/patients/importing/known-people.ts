// Warns the operator of an import: a row is likely a person who is registered already, or a row before it in the file.
import type { PatientsContext } from '../registration/steps.ts'
import { findPatient } from '../registration/store.ts'
import type { Prepared } from './import.ts'

/**
 * Gives a function that finds the reason to refuse a row, or undefined. The index holds only people who are written. So
 * when a row has a key of the index in common with a row that waits to be written, it calls `write` first.
 */
export function createKnownFinder({ db, index }: PatientsContext, write: () => Promise<void>) {
  let waiting = new Set<string>()
  return async ({ patient, stated }: Prepared): Promise<string | undefined> => {
    // The row is from an earlier run. The import leaves this person as they are.
    if (await findPatient(db, patient.id)) return undefined
    const { keys } = index.toRecord(patient.id, stated)
    if (keys.some((key) => waiting.has(key))) {
      await write()
      waiting = new Set()
    }
    const { candidates } = await index.match(stated)
    const likely = candidates.find(({ grade, patientId }) => grade !== 'possible' && patientId !== patient.id)
    if (likely) {
      const grade = likely.grade === 'certain' ? 'almost certainly' : 'probably'
      return `is ${grade} patient ${likely.patientId}; if it is another person, import this row with --confirmed-new`
    }
    for (const key of keys) waiting.add(key)
    return undefined
  }
}
