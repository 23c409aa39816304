// Imports doses that people had elsewhere. It reports each refused row and each change, and never stops half way.

import { dayInIndia } from '../../../platform/clock.ts'
import type { DayOrder } from '../../../platform/files/clean-days.ts'
import { eachFile } from '../../../platform/files/each-file.ts'
import type { OnProgress } from '../../../platform/files/progress.ts'
import { readResources } from '../../../platform/files/read-resources.ts'
import { ImportReport, type Note, openReport } from '../../../platform/files/report.ts'
import { ID_PATTERN } from '../../../platform/id.ts'
import type { Context } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { findPatients, matchPatients, type PatientFacts, type PatientId } from '../../patients/contract.ts'
import type { Claim } from '../rules.ts'
import type { VaccinationTables } from '../tables.ts'
import { listVaccines, type VaccineFacts } from '../vaccines/store.ts'
import { PeopleOfFiles } from './immunization.ts'
import { type DoseRecord, type ReadDose, type Refusal, readDoses } from './read-doses.ts'
import { checkDose, type NewHistoricalDose, recordDose, refuseMisfit } from './steps.ts'
import { listHistoricalDosesOfPerson } from './store.ts'

type Opened = Context<VaccinationTables>

export interface DosesReport {
  read: number
  recorded: number
  unchanged: number
  readonly refused: readonly Note[]
  readonly changed: readonly Note[]
  readonly lines: string[]
}

interface DosesImport {
  /** A file, or a folder of files. */
  readonly target: string
  /** How tables write days: 06/05/2021 is 6 May (dmy) or 5 June (mdy). */
  readonly dates?: DayOrder | undefined
  /** True: report everything, and write nothing. */
  readonly check?: boolean | undefined
  readonly reportFile?: string | undefined
  readonly onProgress?: OnProgress | undefined
}

/** A row that is refused. The reason repeats nothing that the row says of a person. */
class RowRefused extends Error {
  readonly field: string
  constructor(field: string, reason: string) {
    super(reason)
    this.field = field
  }
}

type Recorder = (dose: ReadDose) => Promise<'recorded' | 'unchanged'>

export async function importDoses(context: Opened, options: DosesImport): Promise<DosesReport> {
  const report = await openReport(options.reportFile)
  const people = await collectPeople(options.target, dayInIndia(context.clock.now()))
  const record = await createRecorder(context, options.check === true)
  const counts = { read: 0, recorded: 0, unchanged: 0 }
  const take = async ({ row, read }: DoseRecord, file: string): Promise<void> => {
    counts.read++
    const done = 'reason' in read ? read : await record(read.dose).catch(toRefusal)
    if (typeof done !== 'string') return report.note({ file, row, outcome: 'refused', ...done })
    counts[done]++
    const changes = 'reason' in read ? [] : read.changes
    for (const change of changes) await report.note({ file, row, outcome: 'changed', ...change })
  }
  await eachFile(options.target, report, async (file, share) => {
    for await (const one of readDoses(file, people, options.dates)) {
      await take(one, file.name)
      options.onProgress?.({ rows: counts.read, share: share() })
    }
  })
  await report.close()
  return { ...counts, refused: report.refused, changed: report.changed, lines: report.toLines() }
}

/** The reason of a refused row. Any other error, such as a lost connection, ends the import; it can run again. */
function toRefusal(error: unknown): Refusal {
  if (error instanceof RowRefused) return { field: error.field, reason: error.message }
  if (!(error instanceof Problem) || error.type.status >= 500) throw error
  const field = /^\/(\w+):? /.exec(error.message)
  return field ? { field: field[1], reason: error.message.slice(field[0].length) } : { reason: error.message }
}

/** Reads the patients first: a dose names its patient, who may stand behind it or in another file. */
async function collectPeople(target: string, today: string): Promise<PeopleOfFiles> {
  const people = new PeopleOfFiles(today)
  // The second reading reports what cannot be read.
  await eachFile(target, new ImportReport(), async (file) => {
    if (file.kind === 'table') return
    for await (const entry of readResources(file)) if (entry.resource) people.add(entry, file.name)
  })
  return people
}

/** Gives a function that records a dose, or in a check only decides whether it could be recorded. */
async function createRecorder(context: Opened, isCheck: boolean): Promise<Recorder> {
  const { db, clock } = context
  const findVaccine = createVaccineFinder(await listVaccines(db))
  const before = new Map<PatientId, Claim[]>()
  return async ({ person, patient: id, vaccine, ...dose }) => {
    const found = findVaccine(vaccine)
    const patient = await findPerson(context, id, person)
    const { givenOn, place, evidence } = dose
    const stated: NewHistoricalDose = { dose: dose.dose, givenOn, place, evidence, patient, vaccine: found }
    const own = before.get(patient.patientId) ?? []
    const claim: Claim = { course: found.course, dose: dose.dose, vaccine: found.code, given_on: givenOn }
    if ((await isRecorded(context, stated)) || own.some((one) => isSame(one, claim))) return 'unchanged'
    if (!isCheck) {
      await transaction(db, (tx) => recordDose(tx, stated, { actorId: null, requestId: 'import-doses' }))
    } else {
      checkDose(stated, clock.now())
      await transaction(db, (tx) => refuseMisfit(tx, stated, own))
      before.set(patient.patientId, [...own, claim])
    }
    return 'recorded'
  }
}

const isSame = (one: Claim, other: Claim): boolean =>
  one.vaccine === other.vaccine && one.dose === other.dose && one.given_on === other.given_on

function createVaccineFinder(vaccines: readonly VaccineFacts[]) {
  return ({ codes, cvx }: ReadDose['vaccine']): VaccineFacts => {
    const names = codes.map((code) => code.trim().toUpperCase())
    const ours = vaccines.filter(({ code }) => names.includes(code))
    const found =
      ours.length > 0 ? ours : vaccines.filter(({ cvx_code }) => cvx_code !== null && cvx.includes(cvx_code))
    const [vaccine] = found
    if (!vaccine) throw new RowRefused('vaccine', 'is not known: use the code of a vaccine in Sehat, or a CVX code')
    if (found.length > 1) throw new RowRefused('vaccine', 'may be several vaccines: use the code of one in Sehat')
    return vaccine
  }
}

const ID_FORM = new RegExp(ID_PATTERN)

/** The person of a row: by the id, or the one person of whom the index is certain. */
async function findPerson(context: Opened, id: string | undefined, person: ReadDose['person']): Promise<PatientFacts> {
  if (id !== undefined && !ID_FORM.test(id)) throw new RowRefused('patient', 'is not the id of a patient')
  const patientId = id === undefined ? await findCertain(context, person) : (id as PatientId)
  const [patient] = await context.call(findPatients, { patientIds: [patientId] })
  if (!patient) throw new RowRefused('patient', 'is not known')
  return patient
}

const YEAR_MIN = 1880

async function findCertain({ call, clock }: Opened, person: ReadDose['person']): Promise<PatientId> {
  const { givenName, familyName, birthDate, birthYear, gender, phone, email, address, pin, identifiers } = person
  const fullName = person.fullName ?? ([givenName, familyName].filter((part) => part).join(' ') || undefined)
  if (fullName === undefined || (birthDate ?? birthYear) === undefined) {
    throw new RowRefused('patient', 'give the id, or fullName with birthDate or birthYear')
  }
  const year = birthYear ?? Number(birthDate?.slice(0, 4))
  const thisYear = Number(dayInIndia(clock.now()).slice(0, 4))
  if (year < YEAR_MIN || year > thisYear) throw new RowRefused('birthYear', 'is not the year of a person who lives')
  const stated = { fullName, birthDate, birthYear, gender, phone, email, address, pin, identifiers }
  const known = Object.entries(stated).filter(([, value]) => value !== undefined)
  const answer = await call(matchPatients, Object.fromEntries(known) as { fullName: string })
  const [first] = answer.candidates
  if (answer.outcome === 'certain' && first) return first.patientId
  const how = first ? 'several people may be meant, or it is not certain' : 'nobody like this is registered'
  throw new RowRefused('patient', `${how}; give the id of the patient`)
}

/** Whether an earlier run has recorded exactly this dose. */
async function isRecorded({ db }: Opened, { patient, vaccine, dose, givenOn }: NewHistoricalDose): Promise<boolean> {
  const doses = await listHistoricalDosesOfPerson(db, patient.patientId)
  return doses.some((one) => one.vaccine === vaccine.code && one.dose === dose && one.given_on === givenOn)
}
