// Imports doses that people had elsewhere from a CSV file. It reports each refused row, and never stops half way.
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { dayInIndia } from '../../../platform/clock.ts'
import { type BadRecord, type CsvRecord, readRecords } from '../../../platform/csv-records.ts'
import { ID_PATTERN } from '../../../platform/id.ts'
import type { Context } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { findPatients, matchPatients, type PatientFacts, type PatientId } from '../../patients/contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { findVaccine, type VaccineFacts } from '../vaccines/store.ts'
import { Evidence } from './contract.ts'
import { type NewHistoricalDose, recordDose } from './steps.ts'
import { listHistoricalDoses } from './store.ts'

type Opened = Context<VaccinationTables>

export const DOSE_COLUMNS = ['patient', 'vaccine', 'dose', 'givenOn', 'place', 'evidence'] as const
/** Columns that name a person whose id the file does not know. Each may be missing. */
const PERSON_COLUMNS = ['fullName', 'birthDate', 'birthYear', 'gender', 'phone', 'pin'] as const

export interface DosesReport {
  read: number
  recorded: number
  unchanged: number
  refused: { row: number; reason: string }[]
}

interface DosesImport {
  readonly file: string
  readonly reportFile?: string | undefined
  readonly onProgress?: (read: number) => void
}

/** A row that is refused. The reason names the column, and repeats nothing that the row says of a person. */
class RowRefused extends Error {}

const BAD_RECORDS: Readonly<Record<BadRecord['reason'], string>> = {
  'columns-missing': 'has fewer columns than the header',
  'columns-too-many': 'has more columns than the header',
  'quotes-broken': 'has a quote without its end',
  'line-too-long': 'is longer than 64 kB',
}

// A place needs a visible letter, and no sign that PostgreSQL cannot store or nobody can read.
const PLACE = /^(?=\s*\S)[^\p{Cc}\p{Cs}]*$/u
const PLACE_LETTERS_MAX = 200

const PROGRESS_ROWS = 200

export async function importDoses(
  context: Opened,
  { file, reportFile, onProgress }: DosesImport,
): Promise<DosesReport> {
  const report: DosesReport = { read: 0, recorded: 0, unchanged: 0, refused: [] }
  const findVaccineOnce = rememberVaccines(context)
  for await (const records of readRecords(file, DOSE_COLUMNS)) {
    for (const record of records) {
      report.read++
      try {
        report[await importRow(context, findVaccineOnce, record)]++
      } catch (error) {
        report.refused.push({ row: record.line, reason: reasonOf(error) })
      }
      if (report.read % PROGRESS_ROWS === 0) onProgress?.(report.read)
    }
  }
  if (reportFile !== undefined) await writeReport(reportFile, report)
  return report
}

/** The reason of a refused row. Any other error, such as a lost connection, ends the import; it can run again. */
function reasonOf(error: unknown): string {
  if (error instanceof RowRefused) return error.message
  if (error instanceof Problem && error.type.status < 500) return error.message.replace(/^\//, '')
  throw error
}

async function writeReport(file: string, { refused }: DosesReport): Promise<void> {
  const stream = createWriteStream(file)
  for (const one of refused) stream.write(`${JSON.stringify(one)}\n`)
  stream.end()
  await finished(stream)
}

function rememberVaccines({ db }: Opened) {
  const known = new Map<string, VaccineFacts | undefined>()
  return async (code: string): Promise<VaccineFacts> => {
    if (!known.has(code)) known.set(code, await findVaccine(db, code))
    const vaccine = known.get(code)
    if (!vaccine) throw new RowRefused('vaccine: is not known')
    return vaccine
  }
}

async function importRow(
  context: Opened,
  findVaccineOnce: (code: string) => Promise<VaccineFacts>,
  record: CsvRecord | BadRecord,
): Promise<'recorded' | 'unchanged'> {
  if (!record.fields) throw new RowRefused(BAD_RECORDS[record.reason])
  const take = (column: string): string => record.fields?.[column]?.trim() ?? ''
  // The sign that stands for bytes that are not UTF-8.
  if (Object.values(record.fields).some((value) => value.includes('\ufffd'))) {
    throw new RowRefused('is not UTF-8: save the file as CSV UTF-8')
  }
  const dose = readDose(take)
  const vaccine = await findVaccineOnce(take('vaccine').toUpperCase())
  const patient = await findPerson(context, take)
  const stated: NewHistoricalDose = { ...dose, patient, vaccine }
  if (await isRecorded(context, stated)) return 'unchanged'
  const origin = { actorId: null, requestId: 'import-doses' }
  await transaction(context.db, (tx) => recordDose(tx, stated, origin))
  return 'recorded'
}

type Take = (column: string) => string

function readDose(take: Take): Pick<NewHistoricalDose, 'dose' | 'givenOn' | 'place' | 'evidence'> {
  const dose = Number(take('dose'))
  if (!/^[1-6]$/.test(take('dose'))) throw new RowRefused('dose: must be a number from 1 to 6')
  const givenOn = take('givenOn')
  if (!isDay(givenOn)) throw new RowRefused('givenOn: must be a real day, written YYYY-MM-DD')
  const place = take('place')
  if (!PLACE.test(place) || place.length > PLACE_LETTERS_MAX) {
    throw new RowRefused('place: is missing, is longer than 200 letters, or holds signs that cannot be stored')
  }
  const words = (Evidence as unknown as { enum: readonly Evidence[] }).enum
  const evidence = words.find((word) => word === take('evidence').toLowerCase())
  if (!evidence) throw new RowRefused(`evidence: must be one of ${words.join(', ')}`)
  return { dose, givenOn, place, evidence }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** The person of a row: by the id, or the one person of whom the index is certain. */
async function findPerson(context: Opened, take: Take): Promise<PatientFacts> {
  const stated = take('patient')
  if (stated !== '' && !new RegExp(ID_PATTERN).test(stated)) throw new RowRefused('patient: is not the id of a patient')
  const patientId = stated === '' ? await findCertain(context, take) : (stated as PatientId)
  const [patient] = await context.call(findPatients, { patientIds: [patientId] })
  if (!patient) throw new RowRefused('patient: is not known')
  return patient
}

async function findCertain({ call, clock }: Opened, take: Take): Promise<PatientId> {
  const said = Object.fromEntries(PERSON_COLUMNS.map((column) => [column, take(column)]).filter(([, value]) => value))
  const { birthYear, birthDate, fullName, ...others } = said as Record<string, string>
  if (fullName === undefined || (birthDate ?? birthYear) === undefined) {
    throw new RowRefused('patient: give the id, or fullName with birthDate or birthYear')
  }
  if (birthDate !== undefined && !isDay(birthDate)) throw new RowRefused('birthDate: must be a real day, YYYY-MM-DD')
  const thisYear = Number(dayInIndia(clock.now()).slice(0, 4))
  const year = Number(birthYear)
  if (birthYear !== undefined && !(year >= 1880 && year <= thisYear))
    throw new RowRefused('birthYear: is not a real year')
  const birth = birthDate === undefined ? { birthYear: year } : { birthDate }
  const gender = ['male', 'female', 'other'].find((word) => word === others.gender?.toLowerCase())
  const rest = { ...(others.phone && { phone: others.phone }), ...(others.pin && { pin: others.pin }) }
  const answer = await call(matchPatients, { fullName, ...birth, ...rest, ...(gender && { gender: gender as 'male' }) })
  const [first] = answer.candidates
  if (answer.outcome === 'certain' && first) return first.patientId
  const how = first ? 'several people may be meant, or it is not certain' : 'nobody like this is registered'
  throw new RowRefused(`patient: ${how}; give the id of the patient`)
}

/** Whether an earlier run has recorded exactly this dose. */
async function isRecorded({ db }: Opened, { patient, vaccine, dose, givenOn }: NewHistoricalDose): Promise<boolean> {
  const doses = await listHistoricalDoses(db, patient.patientId)
  return doses.some((one) => one.vaccine === vaccine.code && one.dose === dose && one.given_on === givenOn)
}
