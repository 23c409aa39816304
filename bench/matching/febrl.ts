// Runs the matcher on the FEBRL sets 1 and 2: it searches for each duplicate in the index of the originals.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { type Evaluation, evaluate } from '../../server/src/modules/patients/testing.ts'
import { repository } from '../stage.ts'

type Row = Record<string, string>

const FOLDER = path.resolve(repository, '../shared/data/patient-matching')

const COLUMNS = {
  given_name: 'givenName',
  surname: 'familyName',
  street_number: 'house',
  address_1: 'address',
  address_2: 'address',
  suburb: 'locality',
  postcode: 'pin',
  state: 'state',
  date_of_birth: 'birthDate',
}

/** How Sehat takes `soc_sec_id`: as a number that the person states, as a verified one, or not at all. */
export type NumberUse = 'stated' | 'verified' | 'unused'

const NUMBER_COLUMNS: Readonly<Record<NumberUse, object>> = {
  stated: { soc_sec_id: 'identifier' },
  verified: { soc_sec_id: 'verifiedIdentifier' },
  unused: {},
}

export const febrlExists = (): boolean => existsSync(path.join(FOLDER, 'febrl_dataset1.csv.gz'))

const toCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')

/** `rec_id` names the rows, and `person_id` says which rows are one person. The matcher sees neither column. */
export async function evaluateFebrl(set: 1 | 2, folder: string, number: NumberUse): Promise<Evaluation> {
  const text = gunzipSync(readFileSync(path.join(FOLDER, `febrl_dataset${set}.csv.gz`))).toString()
  const rows = parse(text, { columns: true }) as Row[]
  const facts = [...Object.keys(COLUMNS), 'soc_sec_id']
  const isOriginal = ({ rec_id }: Row): boolean => rec_id?.endsWith('-org') === true
  const originals = rows.filter(isOriginal)
  const duplicates = rows.filter((row) => !isOriginal(row))
  const originalOf = new Map(originals.map(({ person_id, rec_id }) => [person_id, rec_id]))
  mkdirSync(folder, { recursive: true })
  const write = (name: string, content: string): string => {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    return file
  }
  const people = (list: readonly Row[]): string =>
    toCsv([['id', ...facts], ...list.map((row) => [row.rec_id ?? '', ...facts.map((fact) => row[fact] ?? '')])])
  const pairs = duplicates.flatMap(({ person_id, rec_id }) => {
    const original = originalOf.get(person_id)
    return original === undefined ? [] : [[original, rec_id ?? '']]
  })
  return evaluate({
    index: write('index.csv', people(originals)),
    queries: write('queries.csv', people(duplicates)),
    columns: write('columns.json', JSON.stringify({ ...COLUMNS, ...NUMBER_COLUMNS[number] })),
    truth: write('truth.csv', toCsv([['index_id', 'query_id'], ...pairs])),
  })
}
