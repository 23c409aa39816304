// The SQL of certificates: those of a version of a dose, their withdrawal, and the keys of their cards.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { CardKeyRow, CertificateRow, DoseRow, VaccinationTables } from '../tables.ts'

type DoseVersion = Pick<DoseRow, 'patient_id' | 'booking_id' | 'version'>

/** The newest certificate of a version of a dose that was not withdrawn. */
export async function findCertificate(
  db: Db<VaccinationTables> | Tx<VaccinationTables>,
  { patient_id, booking_id, version }: DoseVersion,
): Promise<CertificateRow | undefined> {
  return db
    .selectFrom('vaccination.certificates')
    .selectAll()
    .where('cell', '=', cellOf(patient_id))
    .where('patient_id', '=', patient_id)
    .where('source_id', '=', booking_id)
    .where('version', '=', version)
    .where('withdrawn_at', 'is', null)
    .orderBy('issue', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Adds the next certificate of a version of a dose. The caller has locked the claim of the dose. */
export async function insertCertificate(
  tx: Tx<VaccinationTables>,
  certificate: Omit<CertificateRow, 'issue' | 'withdrawn_at'>,
): Promise<void> {
  const { cell, patient_id, source_id, version } = certificate
  const { last } = await tx
    .selectFrom('vaccination.certificates')
    .select((each) => each.fn.max('issue').as('last'))
    .where('cell', '=', cell)
    .where('patient_id', '=', patient_id)
    .where('source_id', '=', source_id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const row = { ...certificate, issue: (last ?? 0) + 1, withdrawn_at: null }
  await tx.insertInto('vaccination.certificates').values(row).execute()
}

/** Withdraws all certificates of a dose of one record. The caller has locked the claim of the dose. */
export async function withdrawCertificates(
  tx: Tx<VaccinationTables>,
  { patient_id, booking_id }: Pick<DoseRow, 'patient_id' | 'booking_id'>,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('vaccination.certificates')
    .set({ withdrawn_at: now })
    .where('cell', '=', cellOf(patient_id))
    .where('patient_id', '=', patient_id)
    .where('source_id', '=', booking_id)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** Locks the claim of a dose, so that nobody changes the dose until the transaction ends. */
export async function lockClaim(
  tx: Tx<VaccinationTables>,
  { patient_id, course, dose }: Pick<DoseRow, 'patient_id' | 'course' | 'dose'>,
): Promise<void> {
  await tx
    .selectFrom('vaccination.claims')
    .select('booking_id')
    .where('cell', '=', cellOf(patient_id))
    .where('patient_id', '=', patient_id)
    .where('course', '=', course)
    .where('dose', '=', dose)
    .forUpdate()
    .execute()
}

/** The withdrawn cards of a key. */
export async function listWithdrawn(db: Db<VaccinationTables>, kid: string): Promise<string[]> {
  const rows = await db
    .selectFrom('vaccination.certificates')
    .select('rid')
    .where('kid', '=', kid)
    .where('withdrawn_at', 'is not', null)
    .orderBy('rid')
    .execute()
  return rows.map(({ rid }) => rid)
}

/** How many cards of each key were withdrawn. The number only grows. */
export async function countWithdrawn(db: Db<VaccinationTables>): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('vaccination.certificates')
    .select(['kid', (each) => each.fn.countAll<string>().as('count')])
    .where('withdrawn_at', 'is not', null)
    .groupBy('kid')
    .execute()
  return new Map(rows.map(({ kid, count }) => [kid, Number(count)]))
}

export async function insertCardKey(db: Db<VaccinationTables>, key: CardKeyRow): Promise<void> {
  await db
    .insertInto('vaccination.card_keys')
    .values(key)
    .onConflict((conflict) => conflict.column('kid').doNothing())
    .execute()
}

export async function listCardKeys(db: Db<VaccinationTables>): Promise<CardKeyRow[]> {
  return db.selectFrom('vaccination.card_keys').selectAll().orderBy('added_at', 'desc').limit(1_000).execute()
}
