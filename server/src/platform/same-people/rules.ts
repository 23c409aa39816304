// Decides which records of patients are one person, from the merges that are in force.
import type { Id } from '../id.ts'

type PatientId = Id<'patient'>

/** A record, and the record that it is merged into. */
export interface RecordLink {
  readonly patientId: PatientId
  readonly keptId: PatientId | null
  /** The version of the last event about this record. */
  readonly version: number
}

export interface PlacedRecord extends RecordLink {
  /** The record of the same person that books. */
  readonly staysId: PatientId
  /** The other records of the same person. */
  readonly sameIds: readonly PatientId[]
}

/** Puts the records of each person together. The records must include those into which others are merged. */
export function placeRecords(links: readonly RecordLink[]): PlacedRecord[] {
  const keptIds = new Map(links.map(({ patientId, keptId }) => [patientId, keptId]))
  const people = Map.groupBy(links, ({ patientId }) => findStaying(keptIds, patientId))
  return [...people].flatMap(([staysId, records]) =>
    records.map((link) => ({
      ...link,
      staysId,
      sameIds: records.map(({ patientId }) => patientId).filter((id) => id !== link.patientId),
    })),
  )
}

/**
 * Follows the merges from a record to the one that stays. Events come in any order, so two records may be merged into
 * each other until the event arrives that undoes the first merge. Then the smallest id of the circle stays.
 */
function findStaying(keptIds: ReadonlyMap<PatientId, PatientId | null>, from: PatientId): PatientId {
  const path: PatientId[] = [from]
  for (;;) {
    const next = keptIds.get(path.at(-1) as PatientId)
    if (next === null || next === undefined) return path.at(-1) as PatientId
    const at = path.indexOf(next)
    if (at >= 0) return path.slice(at).sort()[0] as PatientId
    path.push(next)
  }
}
