// Imports the people of a hospital: an import can be repeated, does not stop at a bad row, and reports each change.
import { dayInIndia } from '../../../platform/clock.ts'
import type { DayOrder } from '../../../platform/files/clean-days.ts'
import { eachFile } from '../../../platform/files/each-file.ts'
import type { OnProgress } from '../../../platform/files/progress.ts'
import { type ImportReport, type Note, openReport } from '../../../platform/files/report.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { patientImported } from '../contract.ts'
import { insertIdentifiers } from '../registration/identifier-store.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { insertPatient } from '../registration/store.ts'
import type { PatientsTables } from '../tables.ts'
import { createKnownFinder } from './known-people.ts'
import { createPreparation, type Prepared, type Refusal } from './prepare.ts'
import { type ImportRecord, readRecords } from './read-records.ts'

export interface PatientsImport {
  /** A file, or a folder of files. */
  readonly target: string
  /** Name of the hospital or system. The same source and id mean the same person in every run. */
  readonly source: string
  /** The PIN of the hospital. People whose own PIN is not in the directory get this PIN and its district. */
  readonly pin: string
  /** How tables write days: 06/05/1980 is 6 May (dmy) or 5 June (mdy). */
  readonly dates?: DayOrder | undefined
  /** True: report everything, and write nothing. */
  readonly check?: boolean | undefined
  readonly reportFile?: string | undefined
  /** True: the operator has compared the rows with the people who are registered. They are other people. */
  readonly confirmedNew?: boolean | undefined
  /** The hospital has checked that numbers of these systems belong to the person, for example by a code. */
  readonly verifiedSystems?: readonly string[] | undefined
  readonly onProgress?: OnProgress | undefined
}

export interface PatientsReport {
  read: number
  written: number
  unchanged: number
  readonly refused: readonly Note[]
  readonly changed: readonly Note[]
  readonly lines: string[]
}

const ROWS_PER_TRANSACTION = 200

type Place = { readonly file: string; readonly row: number }
type Waiting = Prepared & Place

export async function importPatients(context: PatientsContext, options: PatientsImport): Promise<PatientsReport> {
  const report = await openReport(options.reportFile)
  const today = dayInIndia(context.clock.now())
  const run = new Run(context, options, report)
  await eachFile(options.target, report, async (file, share) => {
    for await (const record of readRecords(file, options.source, today)) {
      await run.take(record, file.name)
      options.onProgress?.({ rows: run.read, share: share() })
    }
  })
  await run.send()
  if (!options.check) await context.index.countNames()
  await report.close()
  const { read, written, unchanged } = run
  return { read, written, unchanged, refused: report.refused, changed: report.changed, lines: report.toLines() }
}

/** One run of the import: it collects people into portions and writes each portion in a transaction. */
class Run {
  read = 0
  written = 0
  unchanged = 0
  #portion: Waiting[] = []
  readonly #context: PatientsContext
  readonly #check: boolean
  readonly #report: ImportReport
  readonly #prepare: (record: ImportRecord) => Promise<Prepared | Refusal>
  readonly #findKnown: (one: Waiting) => Promise<Refusal | undefined>

  constructor(context: PatientsContext, options: PatientsImport, report: ImportReport) {
    this.#context = context
    this.#check = options.check === true
    this.#report = report
    this.#prepare = createPreparation(context, options)
    const finder = { write: () => this.send(), isCheck: this.#check }
    this.#findKnown = options.confirmedNew ? async () => undefined : createKnownFinder(context, finder)
  }

  async take(record: ImportRecord, file: string): Promise<void> {
    this.read++
    const { row } = record
    const prepared = await this.#prepare(record)
    if ('reason' in prepared) return this.#refuse({ file, row }, prepared)
    const one: Waiting = { ...prepared, file, row }
    const known = await this.#findKnown(one)
    if (known) return this.#refuse(one, known)
    for (const change of one.changes) await this.#report.note({ file, row, outcome: 'changed', ...change })
    this.#portion.push(one)
    if (this.#portion.length >= ROWS_PER_TRANSACTION) await this.send()
  }

  async #refuse({ file, row }: Place, { reason, field, detail }: Refusal): Promise<void> {
    await this.#report.note({ file, row, outcome: 'refused', field, reason, detail })
  }

  async send(): Promise<void> {
    const portion = this.#portion
    this.#portion = []
    await this.#sendPortion(portion)
  }

  /** Writes a portion. If PostgreSQL refuses a row, it writes the other rows and reports the refused row. */
  async #sendPortion(portion: readonly Waiting[]): Promise<void> {
    const [first] = portion
    if (!first) return
    try {
      const written = await this.#write(portion)
      this.written += written
      this.unchanged += portion.length - written
    } catch (error) {
      const code = findRowFault(error)
      if (code === undefined) throw error
      // We do not report the message of PostgreSQL, because it repeats personal data of the row.
      if (portion.length === 1) await this.#refuse(first, { reason: `is refused by the database (${code})` })
      else for (const one of portion) await this.#sendPortion([one])
    }
  }

  /** Writes all people of a portion or none; gives the number of new people. A check takes all of it back. */
  async #write(portion: readonly Prepared[]): Promise<number> {
    const { db } = this.#context
    if (!this.#check) return transaction(db, (tx) => writePeople(this.#context, tx, portion))
    let written = 0
    const checked = new Error('a check writes nothing')
    await transaction(db, async (tx) => {
      written = await writePeople(this.#context, tx, portion)
      throw checked
    }).catch((error) => {
      if (error !== checked) throw error
    })
    return written
  }
}

// The row itself causes faulty values, broken constraints and exceeded limits (SQLSTATE 22, 23, 54). Any other error,
// such as a lost connection, ends the import. The operator can run it again: it skips the people who are there already.
function findRowFault(error: unknown): string | undefined {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^(22|23|54)[0-9A-Z]{3}$/.test(code) ? code : undefined
}

async function writePeople(
  { index, clock }: PatientsContext,
  tx: Tx<PatientsTables>,
  portion: readonly Prepared[],
): Promise<number> {
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
}
