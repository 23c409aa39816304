// Reads doses that people had elsewhere from a file: rows of a table, or FHIR Immunizations with their patients.
import { cleanWholeDay, type DayOrder } from '../../../platform/files/clean-days.ts'
import { type Change, cleanPerson, type PersonFacts, type SaidPerson } from '../../../platform/files/clean-person.ts'
import { type Cleaned, cleanText, toPlainDigits } from '../../../platform/files/clean-values.ts'
import type { OpenFile } from '../../../platform/files/open-file.ts'
import { readResources } from '../../../platform/files/read-resources.ts'
import { BAD_RECORDS, readTable, type TableRecord } from '../../../platform/files/read-table.ts'
import { Evidence } from './contract.ts'
import { type PeopleOfFiles, readImmunization, type SaidDose } from './immunization.ts'

export const DOSE_COLUMNS = ['vaccine', 'dose', 'givenOn', 'place', 'evidence'] as const
/** Columns that name the person: the id in Sehat, or what the index can find the person by. */
export const PERSON_COLUMNS = ['fullName', 'birthDate', 'birthYear', 'gender', 'phone', 'pin'] as const

/** What a file says of a dose, cleaned. The vaccine and the person are not looked up yet. */
export interface ReadDose {
  readonly vaccine: SaidDose['vaccine']
  readonly dose: number
  readonly givenOn: string
  readonly place: string
  readonly evidence: Evidence
  /** The id in Sehat. */
  readonly patient: string | undefined
  readonly person: PersonFacts
}

export interface DoseRecord {
  readonly row: number
  readonly read: { readonly dose: ReadDose; readonly changes: readonly Change[] } | Refusal
}
export interface Refusal {
  readonly reason: string
  readonly field?: string | undefined
}

/** Yields the doses of a file. `people` holds the patients of all files of the import. */
export async function* readDoses(file: OpenFile, people: PeopleOfFiles, order?: DayOrder): AsyncGenerator<DoseRecord> {
  if (file.kind === 'table') yield* readRows(file, order)
  else yield* readImmunizations(file, people)
}

async function* readRows(file: OpenFile, order: DayOrder | undefined): AsyncGenerator<DoseRecord> {
  const form = { needed: DOSE_COLUMNS, oneOf: ['patient', 'fullName'], known: PERSON_COLUMNS }
  for await (const records of readTable(file, form)) {
    for (const record of records) {
      const row = record.line
      if ('reason' in record) yield { row, read: { reason: BAD_RECORDS[record.reason] } }
      else yield { row, read: cleanDose(saidIn(record), order) }
    }
  }
}

function saidIn({ fields }: TableRecord): SaidDose {
  const take = (column: string): string | undefined => fields[column]?.trim() || undefined
  const { patient, dose, givenOn, place, evidence } = Object.fromEntries(
    ['patient', 'dose', 'givenOn', 'place', 'evidence'].map((column) => [column, take(column)]),
  )
  // Who states the id has named the person: the other columns do not count.
  const columns = patient === undefined ? PERSON_COLUMNS : []
  const person: SaidPerson = Object.fromEntries(columns.map((column) => [column, take(column)]))
  return { vaccine: { codes: [take('vaccine') ?? ''], cvx: [] }, dose, givenOn, place, evidence, patient, person }
}

async function* readImmunizations(file: OpenFile, people: PeopleOfFiles): AsyncGenerator<DoseRecord> {
  let immunizations = 0
  let others = 0
  for await (const record of readResources(file)) {
    const { row, resource } = record
    if (!resource) yield { row, read: { reason: record.reason } }
    else if (resource.resourceType !== 'Immunization') others++
    else {
      immunizations++
      const said = readImmunization(record, people, file.name)
      yield { row, read: 'reason' in said ? said : cleanDose(said, 'iso') }
    }
  }
  if (immunizations === 0 && others > 0 && !people.hasOf(file.name)) {
    yield { row: 0, read: { reason: 'holds no Immunization' } }
  }
}

// A place needs a visible letter, and no sign that PostgreSQL cannot store or nobody can read.
const PLACE = /^(?=\s*\S)[^\p{Cc}\p{Cs}]*$/u
const PLACE_LETTERS_MAX = 200
const EVIDENCE = (Evidence as unknown as { enum: readonly Evidence[] }).enum

function cleanDose(said: SaidDose, order: DayOrder | undefined): DoseRecord['read'] {
  const number = /^([1-6])(\.0+)?$/.exec(toPlainDigits(said.dose ?? ''))
  if (!number) return { field: 'dose', reason: 'must be a number from 1 to 6' }
  const givenOn = cleanWholeDay(said.givenOn, order)
  if (givenOn.value === undefined) return { field: 'givenOn', reason: givenOn.fault ?? 'is missing' }
  const place = cleanPlace(said.place)
  if (place.value === undefined) return { field: 'place', reason: place.fault ?? 'is missing' }
  const evidence = EVIDENCE.find((word) => word === said.evidence?.toLowerCase())
  if (!evidence) return { field: 'evidence', reason: `must be one of ${EVIDENCE.join(', ')}` }
  const cleaned = cleanPerson(said.person, order)
  if ('reason' in cleaned) return cleaned
  const changes = [
    ...(number[2] ? [{ field: 'dose', reason: 'is written in plain digits' }] : []),
    ...(givenOn.change ? [{ field: 'givenOn', reason: givenOn.change }] : []),
    ...cleaned.changes,
  ]
  const dose = { ...said, dose: Number(number[1]), givenOn: givenOn.value, place: place.value, evidence }
  return { dose: { ...dose, person: cleaned.stated }, changes }
}

function cleanPlace(written: string | undefined): Cleaned<string> {
  const text = cleanText(written)
  if (text.value === undefined) return text
  const isGood = PLACE.test(text.value) && text.value.length <= PLACE_LETTERS_MAX
  return isGood ? { value: text.value } : { fault: 'is longer than 200 letters, or holds signs that cannot be stored' }
}
