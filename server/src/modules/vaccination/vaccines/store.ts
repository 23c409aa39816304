// The SQL of vaccines and of their courses.
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { CourseRow, VaccinationTables, VaccineRow } from '../tables.ts'

export type VaccineFacts = Omit<VaccineRow, 'changed_xid'>

export async function listCourses(db: Db<VaccinationTables>): Promise<CourseRow[]> {
  return db.selectFrom('vaccination.courses').selectAll().orderBy('code').limit(1_000).execute()
}

export async function findCourse(db: Db<VaccinationTables>, code: string): Promise<CourseRow | undefined> {
  return db.selectFrom('vaccination.courses').selectAll().where('code', '=', code).executeTakeFirst()
}

/** Adds a course. Gives false if its code is in use. */
export async function insertCourse(tx: Tx<VaccinationTables>, course: CourseRow): Promise<boolean> {
  const result = await tx
    .insertInto('vaccination.courses')
    .values(course)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function listVaccines(db: Db<VaccinationTables>): Promise<VaccineFacts[]> {
  return db.selectFrom('vaccination.vaccines').selectAll().orderBy('code').limit(1_000).execute()
}

export async function findVaccine(db: Db<VaccinationTables>, code: string): Promise<VaccineFacts | undefined> {
  return db.selectFrom('vaccination.vaccines').selectAll().where('code', '=', code).executeTakeFirst()
}

/** Adds a vaccine. Gives false if its code is in use. */
export async function insertVaccine(tx: Tx<VaccinationTables>, vaccine: VaccineFacts): Promise<boolean> {
  const result = await tx
    .insertInto('vaccination.vaccines')
    .values(vaccine)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}
