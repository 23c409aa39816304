// The SQL of schedules: the version that every change locks, weekly hours, leave and extra hours, and closed days.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { DoctorId } from '../contract.ts'
import type { Closure, DoctorsTables, Exception, Template } from '../tables.ts'
import type { ExceptionId, TemplateId } from './contract.ts'

type Tables = DoctorsTables

export async function insertVersion(tx: Tx<Tables>, doctorId: DoctorId): Promise<void> {
  await tx
    .insertInto('doctors.schedule_versions')
    .values({ cell: cellOf(doctorId), doctor_id: doctorId, version: 0, changed_at: tx.clock.now() })
    .execute()
}

/** The versions of schedules, by the id of the doctor. */
export async function listVersions(db: Db<Tables>, doctorIds: readonly DoctorId[]): Promise<Map<DoctorId, number>> {
  const found = await db
    .selectFrom('doctors.schedule_versions')
    .select(['doctor_id', 'version'])
    .where('cell', 'in', [...new Set(doctorIds.map(cellOf))])
    .where('doctor_id', 'in', [...doctorIds])
    .execute()
  return new Map(found.map(({ doctor_id, version }) => [doctor_id, version]))
}

const selectVersion = (db: Db<Tables>, doctorId: DoctorId) =>
  db
    .selectFrom('doctors.schedule_versions')
    .select('version')
    .where('cell', '=', cellOf(doctorId))
    .where('doctor_id', '=', doctorId)

export async function getVersion(db: Db<Tables>, doctorId: DoctorId): Promise<number> {
  return (await selectVersion(db, doctorId).executeTakeFirstOrThrow()).version
}

/** Locks the schedule of a doctor. Whoever changes hours, exceptions or practices does this first. */
export async function lockVersion(tx: Tx<Tables>, doctorId: DoctorId): Promise<number> {
  return (await selectVersion(tx, doctorId).forUpdate().executeTakeFirstOrThrow()).version
}

/** Counts one more change of a locked schedule, and gives the new version. */
export async function raiseVersion(tx: Tx<Tables>, doctorId: DoctorId): Promise<number> {
  const { version } = await tx
    .updateTable('doctors.schedule_versions')
    .set((row) => ({ version: row('version', '+', 1), changed_at: tx.clock.now() }))
    .where('cell', '=', cellOf(doctorId))
    .where('doctor_id', '=', doctorId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

/** Lists the weekly hours of doctors in the order of the week. */
export async function listTemplates(db: Db<Tables>, doctorIds: readonly DoctorId[]): Promise<Template[]> {
  return db
    .selectFrom('doctors.templates')
    .selectAll()
    .where('cell', 'in', [...new Set(doctorIds.map(cellOf))])
    .where('doctor_id', 'in', [...doctorIds])
    .orderBy('weekday')
    .orderBy('starts_minute')
    .orderBy('id')
    .execute()
}

export async function insertTemplates(tx: Tx<Tables>, templates: readonly Template[]): Promise<void> {
  if (templates.length > 0)
    await tx
      .insertInto('doctors.templates')
      .values([...templates])
      .execute()
}

export async function deleteTemplates(tx: Tx<Tables>, doctorId: DoctorId, ids: readonly TemplateId[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .deleteFrom('doctors.templates')
    .where('cell', '=', cellOf(doctorId))
    .where('id', 'in', [...ids])
    .execute()
}

/** Lists the exceptions of doctors that hold and concern a day from `fromOn` until `untilOn`. */
export async function listExceptions(
  db: Db<Tables>,
  doctorIds: readonly DoctorId[],
  { fromOn, untilOn }: { readonly fromOn: string; readonly untilOn: string },
): Promise<Exception[]> {
  return (
    db
      .selectFrom('doctors.exceptions')
      .selectAll()
      .where('cell', 'in', [...new Set(doctorIds.map(cellOf))])
      .where('doctor_id', 'in', [...doctorIds])
      .where('is_active', '=', true)
      .where('from_on', '<=', untilOn)
      // Leave of the night reaches into the day after it ends.
      .where(sql<boolean>`until_on >= ${fromOn}::date - 1`)
      .orderBy('from_on')
      .orderBy('id')
      .execute()
  )
}

export async function countExceptions(db: Db<Tables>, doctorId: DoctorId, fromOn: string): Promise<number> {
  const { count } = await db
    .selectFrom('doctors.exceptions')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('cell', '=', cellOf(doctorId))
    .where('doctor_id', '=', doctorId)
    .where('is_active', '=', true)
    .where('until_on', '>=', fromOn)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertException(tx: Tx<Tables>, exception: Exception): Promise<void> {
  await tx.insertInto('doctors.exceptions').values(exception).execute()
}

const selectException = (db: Db<Tables>, id: ExceptionId) =>
  db.selectFrom('doctors.exceptions').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findException(db: Db<Tables>, id: ExceptionId): Promise<Exception | undefined> {
  return selectException(db, id).executeTakeFirst()
}

export async function withdrawException(tx: Tx<Tables>, id: ExceptionId): Promise<void> {
  await tx
    .updateTable('doctors.exceptions')
    .set({ is_active: false })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** Lists the closed days of facilities from `fromOn` until `untilOn`, in their order. */
export async function listClosures(
  db: Db<Tables>,
  facilityIds: readonly FacilityId[],
  { fromOn, untilOn }: { readonly fromOn: string; readonly untilOn: string },
): Promise<Closure[]> {
  if (facilityIds.length === 0) return []
  return db
    .selectFrom('doctors.closures')
    .selectAll()
    .where('cell', 'in', [...new Set(facilityIds.map(cellOf))])
    .where('facility_id', 'in', [...facilityIds])
    .where('day', '>=', fromOn)
    .where('day', '<=', untilOn)
    .orderBy('day')
    .orderBy('facility_id')
    .execute()
}

/** Closes a facility on a day; false when it was closed already. A new reason replaces the old one. */
export async function insertClosure(tx: Tx<Tables>, closure: Closure): Promise<boolean> {
  const { isNew } = await tx
    .insertInto('doctors.closures')
    .values(closure)
    .onConflict((conflict) =>
      conflict.columns(['cell', 'facility_id', 'day']).doUpdateSet((row) => ({ reason: row.ref('excluded.reason') })),
    )
    .returning(sql<boolean>`xmax = 0`.as('isNew'))
    .executeTakeFirstOrThrow()
  return isNew
}

/** Opens a facility again on a day; false when it was not closed. */
export async function deleteClosure(tx: Tx<Tables>, facilityId: FacilityId, day: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('doctors.closures')
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('day', '=', day)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
