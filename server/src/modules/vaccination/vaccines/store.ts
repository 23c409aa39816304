// The SQL of vaccines.
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { VaccinationTables, VaccineRow } from '../tables.ts'

export type VaccineFacts = Omit<VaccineRow, 'changed_xid'>

export async function listVaccines(db: Db<VaccinationTables>): Promise<VaccineFacts[]> {
  return db.selectFrom('vaccination.vaccines').selectAll().orderBy('code').limit(1_000).execute()
}

export async function findVaccine(db: Db<VaccinationTables>, code: string): Promise<VaccineFacts | undefined> {
  return db.selectFrom('vaccination.vaccines').selectAll().where('code', '=', code).executeTakeFirst()
}

/** Adds a vaccine unless its code is taken; tells whether it was new. */
export async function insertVaccine(tx: Tx<VaccinationTables>, vaccine: VaccineFacts): Promise<boolean> {
  const result = await tx
    .insertInto('vaccination.vaccines')
    .values(vaccine)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}
