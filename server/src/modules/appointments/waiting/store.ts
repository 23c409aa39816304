// The SQL of the waiting list: its line, its offers, and the ends of its entries.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { AppointmentId, SlotId } from '../contract.ts'
import type { AppointmentsTables, Practice, WaitingEntry } from '../tables.ts'
import type { WaitingId, WaitingStatus } from './contract.ts'

type Tables = AppointmentsTables

/** Adds an entry. Gives false when this patient waits for the same already. */
export async function insertWaiting(tx: Tx<Tables>, entry: WaitingEntry): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('appointments.waiting')
    .values(entry)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** The live entry of a patient for the same doctor or speciality. */
export async function findSame(
  db: Db<Tables> | Tx<Tables>,
  { cell, facility_id, patient_id, doctor_id, speciality }: WaitingEntry,
): Promise<WaitingEntry | undefined> {
  const { rows } = await sql<WaitingEntry>`select * from appointments.waiting
    where cell = ${cell} and facility_id = ${facility_id} and patient_id = ${patient_id}
      and coalesce(doctor_id::text, speciality) = ${doctor_id ?? speciality}
      and status in ('WAITING', 'OFFERED')`.execute(db)
  return rows[0]
}

export async function findWaiting(db: Db<Tables> | Tx<Tables>, id: WaitingId): Promise<WaitingEntry | undefined> {
  return db
    .selectFrom('appointments.waiting')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The entry whose last offer had this link. */
export async function findByLink(db: Db<Tables>, linkHash: string): Promise<WaitingEntry | undefined> {
  return db.selectFrom('appointments.waiting').selectAll().where('link_hash', '=', linkHash).executeTakeFirst()
}

/** Those who wait for this doctor, or for one of the specialities here: displaced first, then by their asking. */
export async function listInLine(
  db: Db<Tables>,
  { cell, facility_id, doctor_id, specialities }: Practice,
  limit: number,
): Promise<WaitingEntry[]> {
  const { rows } = await sql<WaitingEntry>`select * from appointments.waiting
    where cell = ${cell} and facility_id = ${facility_id} and status = 'WAITING'
      and (doctor_id = ${doctor_id} or speciality = any(${[...specialities]}::text[]))
    order by is_displaced desc, asked_at, id limit ${limit}`.execute(db)
  return rows
}

/** How many come before an entry, of those who wait for the same doctor or speciality. */
export async function countAhead(db: Db<Tables> | Tx<Tables>, entry: WaitingEntry): Promise<number> {
  const { cell, facility_id, doctor_id, speciality, is_displaced, asked_at, id } = entry
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from appointments.waiting
    where cell = ${cell} and facility_id = ${facility_id} and status in ('WAITING', 'OFFERED')
      and coalesce(doctor_id::text, speciality) = ${doctor_id ?? speciality}
      and (not is_displaced, asked_at, id) < (not ${is_displaced}::boolean, ${asked_at}, ${id})`.execute(db)
  return rows[0]?.count ?? 0
}

export async function listOfPatients(db: Db<Tables>, patientIds: readonly PatientId[]): Promise<WaitingEntry[]> {
  if (patientIds.length === 0) return []
  return db
    .selectFrom('appointments.waiting')
    .selectAll()
    .where('patient_id', 'in', [...patientIds])
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
}

/** The live entries of a hospital, in their order. */
export async function listOfFacility(db: Db<Tables>, facilityId: FacilityId, limit: number): Promise<WaitingEntry[]> {
  return db
    .selectFrom('appointments.waiting')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('status', 'in', ['WAITING', 'OFFERED'])
    .orderBy('is_displaced', 'desc')
    .orderBy('asked_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export interface Offered {
  readonly appointment_id: AppointmentId
  readonly offer_until: Date
  readonly link_hash: string
}

/** Notes an offer. Gives false when the entry waits no longer, or has an offer already. */
export async function markOffered(tx: Tx<Tables>, { cell, id }: WaitingEntry, offered: Offered): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('appointments.waiting')
    .set((row) => ({ ...offered, status: 'OFFERED' as const, version: row('version', '+', 1) }))
    .where('cell', '=', cell)
    .where('id', '=', id)
    .where('status', '=', 'WAITING')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Takes an offer back: the entry waits again, or leaves. Gives the entry; undefined when another was faster. */
export async function markPassed(
  tx: Tx<Tables>,
  { cell, id, appointment_id }: WaitingEntry,
  { slotId, offersMax, now }: { slotId: SlotId; offersMax: number; now: Date },
): Promise<WaitingEntry | undefined> {
  const { rows } = await sql<WaitingEntry>`update appointments.waiting
    set offers_made = offers_made + 1, passed_slots = passed_slots || ${slotId}::uuid, offer_until = null,
      appointment_id = null, version = version + 1,
      status = case when offers_made + 1 >= ${offersMax} then 'LEFT' else 'WAITING' end,
      ended_at = case when offers_made + 1 >= ${offersMax} then ${now}::timestamptz end
    where cell = ${cell} and id = ${id} and status = 'OFFERED' and appointment_id = ${appointment_id}
    returning *`.execute(tx)
  return rows[0]
}

interface Ended {
  readonly status: Extract<WaitingStatus, 'TAKEN' | 'LEFT' | 'EXPIRED'>
  readonly appointmentId?: AppointmentId
  readonly reason?: string | undefined
  readonly now: Date
}

/** Ends a live entry. Gives false when it had ended. */
export async function markEnded(tx: Tx<Tables>, { cell, id }: WaitingEntry, ended: Ended): Promise<boolean> {
  const { status, appointmentId = null, reason = null, now } = ended
  const { numAffectedRows } = await sql`update appointments.waiting
    set status = ${status}, ended_at = ${now}, offer_until = null, version = version + 1,
      appointment_id = ${appointmentId}, left_reason = ${reason}
    where cell = ${cell} and id = ${id} and status in ('WAITING', 'OFFERED')`.execute(tx)
  return numAffectedRows === 1n
}

/** Offers whose time is over, the oldest first. */
export async function listOverdue(db: Db<Tables>, now: Date, limit: number): Promise<WaitingEntry[]> {
  return db
    .selectFrom('appointments.waiting')
    .selectAll()
    .where('status', '=', 'OFFERED')
    .where('offer_until', '<=', now)
    .orderBy('offer_until')
    .limit(limit)
    .execute()
}

/** Entries whose days are over. */
export async function listExpired(db: Db<Tables>, today: string, limit: number): Promise<WaitingEntry[]> {
  return db
    .selectFrom('appointments.waiting')
    .selectAll()
    .where('status', '=', 'WAITING')
    .where('until_on', '<', today)
    .orderBy('until_on')
    .limit(limit)
    .execute()
}

export interface SeatPlace {
  readonly facilityId: FacilityId
  readonly doctorId: DoctorId
}

/** Of these places, those at whose hospital somebody waits. */
export async function keepAwaited(tx: Tx<Tables>, places: readonly SeatPlace[]): Promise<SeatPlace[]> {
  if (places.length === 0) return []
  const facilityIds = [...new Set(places.map(({ facilityId }) => facilityId))]
  const rows = await tx
    .selectFrom('appointments.waiting')
    .select('facility_id')
    .distinct()
    .where('cell', 'in', [...new Set(facilityIds.map(cellOf))])
    .where('facility_id', 'in', facilityIds)
    .where('status', '=', 'WAITING')
    .execute()
  const awaited = new Set(rows.map(({ facility_id }) => facility_id))
  return places.filter(({ facilityId }) => awaited.has(facilityId))
}

/** Deletes what is kept of closed records. */
export async function deleteOfPatients(tx: Tx<Tables>, patientIds: readonly PatientId[]): Promise<void> {
  if (patientIds.length === 0) return
  await tx
    .deleteFrom('appointments.waiting')
    .where('patient_id', 'in', [...patientIds])
    .execute()
}

/** Deletes the entries that ended before an instant. */
export async function deleteEndedBefore(db: Db<Tables>, before: Date): Promise<void> {
  await db.deleteFrom('appointments.waiting').where('ended_at', '<', before).execute()
}
