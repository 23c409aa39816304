// Warns the operator of an import: a row is likely a person who is registered already, or a row before it in the file.

import { createMemoryIndex } from '../index/matching/memory-index.ts'
import { toProfile } from '../index/matching/profile.ts'
import { search } from '../index/matching/search.ts'
import { loadNameCounts } from '../index/store.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { findPatient } from '../registration/store.ts'
import type { Prepared, Refusal } from './prepare.ts'

interface Finder {
  /** Writes the rows that wait. */
  readonly write: () => Promise<void>
  /** True: nothing is written, so the rows before are kept in memory. */
  readonly isCheck: boolean
}

type Row = Prepared & { readonly file: string; readonly row: number }

/**
 * Gives a function that finds the reason to refuse a row, or undefined. The index holds only people who are written. So
 * when a row has a key of the index in common with a row that waits to be written, it calls `write` first. A check
 * writes nobody: it searches the rows before in memory too.
 */
export function createKnownFinder(context: PatientsContext, { write, isCheck }: Finder) {
  const { db, index } = context
  const rowsBefore = isCheck ? createRowsBefore(context) : undefined
  let waiting = new Set<string>()
  return async (row: Row): Promise<Refusal | undefined> => {
    const { patient, stated } = row
    // The row is from an earlier run. The import leaves this person as they are.
    if (await findPatient(db, patient.id)) return undefined
    const { keys } = index.toRecord(patient.id, stated)
    if (!isCheck && keys.some((key) => waiting.has(key))) {
      await write()
      waiting = new Set()
    }
    const { candidates } = await index.match(stated)
    const likely = candidates.find(({ grade, patientId }) => grade !== 'possible' && patientId !== patient.id)
    if (likely) return toRefusal(likely.grade, `patient ${likely.patientId}`)
    const before = await rowsBefore?.find(row)
    if (before) return before
    if (!isCheck) for (const key of keys) waiting.add(key)
    return undefined
  }
}

function toRefusal(grade: string, who: string): Refusal {
  const how = grade === 'certain' ? 'almost certainly' : 'probably'
  const reason = `is ${how} a person who is registered; if it is another person, import this row with --confirmed-new`
  return { reason, detail: who }
}

const NAMES_MAX = 200_000

/** The rows that a check has accepted, with the weights of names that the database has. */
function createRowsBefore({ db, index }: PatientsContext) {
  const memory = createMemoryIndex()
  const places = new Map<string, string>()
  let counts: Promise<Awaited<ReturnType<typeof loadNameCounts>>> | undefined
  return {
    async find({ patient, stated, file, row }: Row): Promise<Refusal | undefined> {
      counts ??= loadNameCounts(db, NAMES_MAX)
      const names = await counts
      const frequencies = { people: names.people, count: (text: string) => names.counts.get(text) ?? 0 }
      const { facts, identifiers } = index.toRecord(patient.id, stated)
      const profile = { ...toProfile(facts), identifiers }
      const { candidates } = await search({ ...memory, frequencies }, profile)
      const likely = candidates.find(({ grade, id }) => grade !== 'possible' && id !== patient.id)
      if (likely) return toRefusal(likely.grade, `row ${places.get(likely.id)}`)
      places.set(patient.id, `${row} of ${file}`)
      memory.add(patient.id, profile)
      return undefined
    },
  }
}
