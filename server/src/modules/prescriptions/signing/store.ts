// The SQL of signed prescriptions: versions are only ever added, and each line holds what was given of it.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { PrescriptionId } from '../contract.ts'
import type { Line, Prescription, PrescriptionsTables, Version } from '../tables.ts'

type Tables = PrescriptionsTables
type Reading = Db<Tables> | Tx<Tables>

export async function insertPrescription(tx: Tx<Tables>, prescription: Prescription): Promise<void> {
  await tx.insertInto('prescriptions.prescriptions').values(prescription).execute()
  const { id: prescription_id, patient_id, signed_at } = prescription
  await tx
    .insertInto('prescriptions.patient_rows')
    .values({ cell: cellOf(patient_id), patient_id, prescription_id, signed_at })
    .execute()
}

/** The first version stands before its prescription, which names its hash. */
export async function insertVersion(tx: Tx<Tables>, version: Version): Promise<void> {
  await tx.insertInto('prescriptions.versions').values(version).execute()
}

export async function upsertLines(tx: Tx<Tables>, lines: readonly Line[]): Promise<void> {
  for (const line of lines) {
    const { cell, prescription_id, line_key, promised, dispensed, returned, ...rest } = line
    await tx
      .insertInto('prescriptions.lines')
      .values(line)
      .onConflict((conflict) => conflict.columns(['cell', 'prescription_id', 'line_key']).doUpdateSet(rest))
      .execute()
  }
}

type Change = Partial<Pick<Prescription, 'status' | 'version' | 'hash' | 'stopped_at' | 'stopped_by' | 'stop_reason'>>

export async function changePrescription(tx: Tx<Tables>, id: PrescriptionId, change: Change): Promise<void> {
  await tx
    .updateTable('prescriptions.prescriptions')
    .set(change)
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

export async function findPrescription(db: Reading, id: PrescriptionId): Promise<Prescription | undefined> {
  return db
    .selectFrom('prescriptions.prescriptions')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Locks a prescription: one change of it, or of what is given of it, at a time. */
export async function lockPrescription(tx: Tx<Tables>, id: PrescriptionId): Promise<Prescription | undefined> {
  return tx
    .selectFrom('prescriptions.prescriptions')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function findVersion(db: Reading, id: PrescriptionId, version: number): Promise<Version | undefined> {
  return db
    .selectFrom('prescriptions.versions')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('prescription_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
}

/** All versions of a prescription, the first one first. */
export async function listVersions(db: Reading, ids: readonly PrescriptionId[]): Promise<Version[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('prescriptions.versions')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('prescription_id', 'in', [...ids])
    .orderBy('prescription_id')
    .orderBy('version')
    .execute()
}

/** The newest versions of prescriptions. */
export async function listNewest(db: Reading, all: readonly Prescription[]): Promise<Map<PrescriptionId, Version>> {
  if (all.length === 0) return new Map()
  const rows = await db
    .selectFrom('prescriptions.versions as v')
    .innerJoin('prescriptions.prescriptions as p', (join) =>
      join.onRef('p.cell', '=', 'v.cell').onRef('p.id', '=', 'v.prescription_id').onRef('p.version', '=', 'v.version'),
    )
    .selectAll('v')
    .where('v.cell', 'in', [...new Set(all.map(({ cell }) => cell))])
    .where(
      'v.prescription_id',
      'in',
      all.map(({ id }) => id),
    )
    .execute()
  return new Map(rows.map((row) => [row.prescription_id, row]))
}

export async function listLines(db: Reading, ids: readonly PrescriptionId[]): Promise<Line[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('prescriptions.lines')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('prescription_id', 'in', [...ids])
    .orderBy('prescription_id')
    .orderBy('line_key')
    .execute()
}

/** Marks the lines that a version leaves out. */
export async function stopLines(tx: Tx<Tables>, id: PrescriptionId, keys: readonly number[]): Promise<void> {
  if (keys.length === 0) return
  await tx
    .updateTable('prescriptions.lines')
    .set({ state: 'stopped' })
    .where('cell', '=', cellOf(id))
    .where('prescription_id', '=', id)
    .where('line_key', 'in', [...keys])
    .execute()
}

/** A medicine that a person takes on a day, by a prescription that counts. */
export type Running = Pick<Line, 'prescription_id' | 'generic_name' | 'substances'>

export async function listRunning(db: Reading, patientIds: readonly PatientId[], today: string): Promise<Running[]> {
  return db
    .selectFrom('prescriptions.patient_rows as r')
    .innerJoin('prescriptions.prescriptions as p', 'p.id', 'r.prescription_id')
    .innerJoin('prescriptions.lines as l', (join) =>
      join.onRef('l.cell', '=', 'p.cell').onRef('l.prescription_id', '=', 'p.id'),
    )
    .select(['l.prescription_id', 'l.generic_name', 'l.substances'])
    .where('r.cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('r.patient_id', 'in', [...patientIds])
    .where('p.status', '=', 'SIGNED')
    .where('l.state', '=', 'active')
    .where('l.runs_until', '>=', today)
    .orderBy('l.prescription_id')
    .orderBy('l.line_key')
    .execute()
}

/** Whether this doctor has prescribed for this person since a day. */
export async function hasPrescribed(
  db: Reading,
  { patientIds, doctorId, since }: { patientIds: readonly PatientId[]; doctorId: DoctorId; since: Date },
): Promise<boolean> {
  const found = await db
    .selectFrom('prescriptions.patient_rows as r')
    .innerJoin('prescriptions.prescriptions as p', 'p.id', 'r.prescription_id')
    .select('p.id')
    .where('r.cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('r.patient_id', 'in', [...patientIds])
    .where('r.signed_at', '>=', since)
    .where('p.doctor_id', '=', doctorId)
    .limit(1)
    .execute()
  return found.length > 0
}

export interface Position {
  readonly signedAt: string
  readonly id: PrescriptionId
}

interface Part {
  readonly before: Position | undefined
  readonly limit: number
}

/** The prescriptions of the records of a person, the latest first. */
export async function listOfPatients(
  db: Db<Tables>,
  patientIds: readonly PatientId[],
  { before, limit }: Part,
): Promise<Prescription[]> {
  if (patientIds.length === 0) return []
  let query = db
    .selectFrom('prescriptions.patient_rows as r')
    .innerJoin('prescriptions.prescriptions as p', 'p.id', 'r.prescription_id')
    .selectAll('p')
    .where('r.cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('r.patient_id', 'in', [...patientIds])
  if (before) {
    query = query.where(
      sql<boolean>`(r.signed_at, r.prescription_id) < (${before.signedAt}::timestamptz, ${before.id}::uuid)`,
    )
  }
  return query.orderBy('r.signed_at', 'desc').orderBy('r.prescription_id', 'desc').limit(limit).execute()
}

export const SOMETHING_LEFT = sql<boolean>`exists (select 1 from prescriptions.lines l
  where l.cell = p.cell and l.prescription_id = p.id and l.state = 'active'
    and l.promised + l.dispensed - l.returned < l.quantity * (1 + l.repeats))`

/** The prescriptions of a facility of which something is left to dispense, the latest first. */
export async function listOpen(
  db: Db<Tables>,
  { facilityId, today }: { facilityId: FacilityId; today: string },
  { before, limit }: Part,
): Promise<Prescription[]> {
  let query = db
    .selectFrom('prescriptions.prescriptions as p')
    .selectAll('p')
    .where('p.cell', '=', cellOf(facilityId))
    .where('p.facility_id', '=', facilityId)
    .where('p.status', '=', 'SIGNED')
    .where('p.valid_until', '>=', today)
    .where(SOMETHING_LEFT)
  if (before) {
    query = query.where(sql<boolean>`(p.signed_at, p.id) < (${before.signedAt}::timestamptz, ${before.id}::uuid)`)
  }
  return query.orderBy('p.signed_at', 'desc').orderBy('p.id', 'desc').limit(limit).execute()
}

/** The prescriptions that count on a day with this reference, for a patient who was born in this year. */
export async function listOfReference(
  db: Db<Tables>,
  { reference, birthYear, today }: { reference: string; birthYear: number; today: string },
): Promise<Prescription[]> {
  return db
    .selectFrom('prescriptions.prescriptions')
    .selectAll()
    .where('reference', '=', reference)
    .where('birth_year', '=', birthYear)
    .where('valid_until', '>=', today)
    .limit(10)
    .execute()
}

/** Notes that a prescription was shown to a pharmacist of another facility. */
export async function insertPresentation(
  tx: Tx<Tables>,
  { id, cell }: Prescription,
  { facilityId, accountId }: { facilityId: FacilityId; accountId: AccountId },
): Promise<void> {
  await tx
    .insertInto('prescriptions.presentations')
    .values({
      ...{ cell, prescription_id: id, facility_id: facilityId },
      ...{ shown_at: tx.clock.now(), shown_to: accountId },
    })
    .onConflict((conflict) => conflict.columns(['cell', 'prescription_id', 'facility_id']).doNothing())
    .execute()
}

export async function isPresented(db: Reading, { id, cell }: Prescription, facilityId: FacilityId): Promise<boolean> {
  const found = await db
    .selectFrom('prescriptions.presentations')
    .select('facility_id')
    .where('cell', '=', cell)
    .where('prescription_id', '=', id)
    .where('facility_id', '=', facilityId)
    .executeTakeFirst()
  return found !== undefined
}

/** The ids of prescriptions in order, for the nightly verification. */
export async function listIdsAfter(db: Db<Tables>, after: PrescriptionId | undefined, limit: number) {
  let query = db.selectFrom('prescriptions.prescriptions').select('id')
  if (after !== undefined) query = query.where('id', '>', after)
  const rows = await query.orderBy('id').limit(limit).execute()
  return rows.map(({ id }) => id)
}
