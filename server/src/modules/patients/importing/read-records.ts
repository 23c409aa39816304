// Reads people from a file: FHIR patients (a bundle, a list, NDJSON), or a table with our columns.

import type { Change, SaidPerson } from '../../../platform/files/clean-person.ts'
import { cleanRecordId } from '../../../platform/files/clean-values.ts'
import { readFhirPatient } from '../../../platform/files/fhir-patient.ts'
import type { OpenFile } from '../../../platform/files/open-file.ts'
import { readResources } from '../../../platform/files/read-resources.ts'
import { BAD_RECORDS, readTable, type TableRecord } from '../../../platform/files/read-table.ts'

/** One person of a file, or the reason to refuse the row. */
export type ImportRecord =
  | {
      readonly row: number
      readonly key: string
      readonly said: SaidPerson
      readonly changes: readonly Change[]
      /** FHIR has one way to write a day. */
      readonly isFhir: boolean
    }
  | { readonly row: number; readonly reason: string; readonly field?: string }

const NAME_COLUMNS = ['fullName', 'givenName', 'familyName'] as const
const OTHER_COLUMNS = 'birthDate birthYear gender phone email house address locality pin state'.split(
  ' ',
) as (keyof SaidPerson)[]

/** Yields the people of a file. `source` names the hospital that gave the numbers in a table. */
export async function* readRecords(file: OpenFile, source: string, today: string): AsyncGenerator<ImportRecord> {
  if (file.kind === 'table') yield* readRows(file, source)
  else yield* readPatients(file, today)
}

async function* readPatients(file: OpenFile, today: string): AsyncGenerator<ImportRecord> {
  let others = 0
  let patients = 0
  for await (const record of readResources(file)) {
    const { row, resource } = record
    if (!resource) yield record
    // A bundle holds what belongs to a patient too. A line of NDJSON should be a patient.
    else if (file.kind === 'json' && resource.resourceType !== 'Patient') others++
    else {
      patients++
      const read = readFhirPatient(record, today)
      yield 'reason' in read ? { row, ...read } : { row, ...read, isFhir: true }
    }
  }
  if (patients === 0 && others > 0) yield { row: 0, reason: 'holds no Patient' }
}

async function* readRows(file: OpenFile, source: string): AsyncGenerator<ImportRecord> {
  const form = { needed: ['id'], oneOf: NAME_COLUMNS, known: [...OTHER_COLUMNS, 'identifier'] }
  const seen = new Set<string>()
  for await (const records of readTable(file, form)) {
    for (const record of records) {
      if ('reason' in record) yield { row: record.line, reason: BAD_RECORDS[record.reason] }
      else yield readRow(record, source, seen)
    }
  }
}

function readRow({ line: row, fields }: TableRecord, source: string, seen: Set<string>): ImportRecord {
  const { value: key, fault } = cleanRecordId(fields.id)
  if (key === undefined) return { row, field: 'id', reason: fault ?? 'is missing' }
  if (seen.has(key)) return { row, field: 'id', reason: 'is that of an earlier row' }
  seen.add(key)
  const said: SaidPerson = Object.fromEntries(
    [...NAME_COLUMNS, ...OTHER_COLUMNS].map((column) => [column, fields[column]?.trim() || undefined]),
  )
  const number = fields.identifier?.trim()
  return {
    row,
    key,
    said: { ...said, identifiers: number ? [{ system: source, value: number }] : [] },
    changes: [],
    isFhir: false,
  }
}
