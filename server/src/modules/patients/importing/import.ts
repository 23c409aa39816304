// Imports the people of a hospital: an import can be repeated, does not stop at a bad row, and reports each bad row.
import { hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { dayInIndia } from '../../../platform/clock.ts'
import type { Static } from '../../../platform/contract.ts'
import { type Cell, idFromBytes } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { locatePin } from '../../facilities/contract.ts'
import { type Gender, patientImported, readBirth } from '../contract.ts'
import { withVerified } from '../index/hash-numbers.ts'
import type { StatedPerson } from '../index/matching/profile.ts'
import { insertIdentifiers } from '../registration/identifier-store.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { insertPatient, type Patient } from '../registration/store.ts'
import { cleanStated } from './clean-stated.ts'
import { createKnownFinder } from './known-people.ts'
import { type ImportRecord, listFiles, readRecords } from './read-records.ts'

export interface PatientsImport {
  /** A file, or a folder of files. */
  readonly target: string
  /** Name of the hospital or system. The same source and id mean the same person in every run. */
  readonly source: string
  /** The PIN of the hospital. People whose own PIN is not in the directory get this PIN and its district. */
  readonly pin: string
  readonly reportFile?: string | undefined
  /** True: the operator has compared the rows with the people who are registered. They are other people. */
  readonly confirmedNew?: boolean | undefined
  /** The hospital has checked that numbers of these systems belong to the person, for example by a code. */
  readonly verifiedSystems?: readonly string[] | undefined
  readonly onProgress?: (read: number, files: string) => void
}

export interface PatientsReport {
  read: number
  written: number
  unchanged: number
  refused: { file: string; row: number; reason: string }[]
}

const ROWS_PER_TRANSACTION = 200
const IMPORTED_ID_TIME_MS = Date.UTC(2025, 0, 1)
const PLACE_CACHE_MAX = 50_000

// A name needs a visible character, and no character that PostgreSQL cannot store or nobody can read.
const NAME = /^(?=\s*\S)[^\p{Cc}\p{Cs}]*$/u
const NAME_LETTERS_MAX = 120

export type Prepared = { readonly patient: Patient; readonly stated: StatedPerson }
type Place = { readonly file: string; readonly row: number }
type Portion = (Prepared & Place)[]

export async function importPatients(context: PatientsContext, options: PatientsImport): Promise<PatientsReport> {
  const report: PatientsReport = { read: 0, written: 0, unchanged: 0, refused: [] }
  const prepare = createPreparation(context, options)
  let portion: Portion = []
  const send = async (): Promise<void> => {
    await sendPortion(context, portion, report)
    portion = []
  }
  const findKnown = options.confirmedNew ? async () => undefined : createKnownFinder(context, send)
  const check = async (record: ImportRecord): Promise<Prepared | { reason: string }> => {
    const prepared = await prepare(record)
    const reason = 'reason' in prepared ? prepared.reason : await findKnown(prepared)
    return reason === undefined ? prepared : { reason }
  }
  const files = await listFiles(options.target)
  for (const [number, file] of files.entries()) {
    for await (const record of readRecords(file, options.source)) {
      report.read++
      const checked = await check(record)
      if ('reason' in checked) report.refused.push({ file, row: record.row, reason: checked.reason })
      else portion.push({ ...checked, file, row: record.row })
      if (portion.length >= ROWS_PER_TRANSACTION) await send()
      if (report.read % ROWS_PER_TRANSACTION === 0) options.onProgress?.(report.read, `${number + 1}/${files.length}`)
    }
  }
  await send()
  await context.index.countNames()
  if (options.reportFile !== undefined) await writeReport(options.reportFile, report)
  return report
}

async function writeReport(file: string, { refused }: PatientsReport): Promise<void> {
  const stream = createWriteStream(file)
  for (const one of refused) stream.write(`${JSON.stringify(one)}\n`)
  stream.end()
  await finished(stream)
}

const GENDERS: readonly Static<typeof Gender>[] = ['male', 'female', 'other', 'unknown']

/** Gives a function that makes a patient from a record, or gives the reason to refuse the record. */
function createPreparation(context: PatientsContext, { pin: ownPin, source, verifiedSystems = [] }: PatientsImport) {
  const places = new Map<string, Cell | undefined>()
  const cellOfPin = async (pin: string): Promise<Cell | undefined> => {
    if (!/^[1-9]\d{5}$/.test(pin)) return undefined
    if (!places.has(pin)) {
      if (places.size >= PLACE_CACHE_MAX) places.clear()
      places.set(pin, (await context.call(locatePin, { pin }))?.cell)
    }
    return places.get(pin)
  }
  // If a person's PIN is missing or unknown, we assume that the person lives near the hospital.
  const placeOf = async (stated = ''): Promise<{ cell: Cell; pin: string } | undefined> => {
    for (const pin of [stated, ownPin]) {
      const cell = await cellOfPin(pin)
      if (cell !== undefined) return { cell, pin }
    }
    return undefined
  }
  return async (record: ImportRecord): Promise<Prepared | { reason: string }> => {
    if ('reason' in record) return record
    const cleaned = cleanStated(record.stated)
    if ('reason' in cleaned) return cleaned
    const stated = withVerified(cleaned.stated, verifiedSystems)
    const now = context.clock.now()
    const name = nameOf(stated)
    if (name === undefined) return { reason: 'has no name, or a name that cannot be stored' }
    const birth = readBirth(stated, dayInIndia(now))
    if ('pointer' in birth) return { reason: `birth ${birth.detail}` }
    const place = await placeOf(stated.pin)
    if (!place) return { reason: 'has no PIN that is in the directory; nor is the PIN of the hospital' }
    const { cell, pin } = place
    const digest = hash('sha256', `patients/${source}/${record.key}`, 'buffer')
    const patient: Patient = {
      cell,
      id: idFromBytes<'patient'>(cell, IMPORTED_ID_TIME_MS, digest.subarray(0, 8)),
      account_id: null,
      is_account_holder: false,
      name,
      birth_date: birth.birthDate,
      birth_year: birth.birthYear,
      gender: GENDERS.find((one) => one === stated.gender?.toLowerCase()) ?? 'unknown',
      pin,
      aadhaar_hash: null,
      aadhaar_last4: null,
      ...contactOf(stated),
      registered_by: null,
      created_at: now,
    }
    return { patient, stated }
  }
}

type Stated = Prepared['stated']

function nameOf({ fullName, givenName = '', familyName = '' }: Stated): string | undefined {
  const name = (fullName ?? `${givenName} ${familyName}`).trim().normalize('NFC')
  return NAME.test(name) && name.length <= NAME_LETTERS_MAX ? name : undefined
}

const contactOf = ({ phone, email, address }: Stated) => ({
  phone: phone?.slice(0, 40) ?? null,
  email: email?.slice(0, 254) ?? null,
  address: address?.slice(0, 400) ?? null,
})

/** Writes a portion. If PostgreSQL refuses a row, it writes the other rows and reports the refused row. */
async function sendPortion(context: PatientsContext, portion: Portion, report: PatientsReport): Promise<void> {
  try {
    const written = await writePortion(context, portion)
    report.written += written
    report.unchanged += portion.length - written
  } catch (error) {
    const code = findRowFault(error)
    if (code === undefined) throw error
    const [{ file, row } = { file: '', row: 0 }] = portion
    // We do not report the message of PostgreSQL, because it repeats personal data of the row.
    if (portion.length <= 1) report.refused.push({ file, row, reason: `is refused by the database (${code})` })
    else for (const one of portion) await sendPortion(context, [one], report)
  }
}

// The row itself causes faulty values, broken constraints and exceeded limits (SQLSTATE 22, 23, 54). Any other error,
// such as a lost connection, ends the import. The operator can run it again: it skips the people who are there already.
function findRowFault(error: unknown): string | undefined {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^(22|23|54)[0-9A-Z]{3}$/.test(code) ? code : undefined
}

/** Writes all people of a portion or none; gives the number of new people. */
async function writePortion(context: PatientsContext, portion: readonly Prepared[]): Promise<number> {
  const { db, index, clock } = context
  return transaction(db, async (tx) => {
    let written = 0
    for (const { patient, stated } of portion) {
      if (!(await insertPatient(tx, patient))) continue
      written++
      await index.save(tx, patient.id, stated)
      await insertIdentifiers(tx, patient.id, index.hashIdentifiers(stated), clock.now())
      const origin = { actorId: null, requestId: 'import-patients' }
      await publish(tx, origin, patientImported, { patientId: patient.id })
    }
    return written
  })
}
