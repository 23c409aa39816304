// The SQL of existing bookings: read, end and list them, with their claims and doses.
import { sql } from 'kysely'
import { cellOf, REFERENCES } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { withdrawCertificates } from '../certificates/store.ts'
import type { BookingId, SessionId } from '../contract.ts'
import { samePeople } from '../merging/steps.ts'
import type { BookingRow, ClaimRow, DoseRow, SessionRow, VaccinationTables } from '../tables.ts'

/** A booking with columns of its session. */
export type BookingWithSession = BookingRow &
  Pick<SessionRow, 'facility_id' | 'held_on' | 'course' | 'vaccine' | 'dose'>

/** Bookings with columns of their sessions, as `booking` and `session`. */
export const withSession = (db: Db<VaccinationTables> | Tx<VaccinationTables>) =>
  db
    .selectFrom('vaccination.bookings as booking')
    .innerJoin('vaccination.sessions as session', (join) =>
      join.onRef('session.cell', '=', 'booking.cell').onRef('session.id', '=', 'booking.session_id'),
    )
    .selectAll('booking')
    .select(['session.facility_id', 'session.held_on', 'session.course', 'session.vaccine', 'session.dose'])

export async function findBooking(
  db: Db<VaccinationTables> | Tx<VaccinationTables>,
  id: BookingId,
): Promise<BookingWithSession | undefined> {
  return withSession(db).where('booking.cell', '=', cellOf(id)).where('booking.id', '=', id).executeTakeFirst()
}

export async function listBookingsOfSession(
  db: Db<VaccinationTables>,
  id: SessionId,
  afterToken: number | undefined,
  limit: number,
): Promise<BookingWithSession[]> {
  return withSession(db)
    .where('booking.cell', '=', cellOf(id))
    .where('booking.session_id', '=', id)
    .where('booking.token', '>', afterToken ?? 0)
    .orderBy('booking.token')
    .limit(limit)
    .execute()
}

export async function listBookingsOfDay(
  db: Db<VaccinationTables>,
  { cell, facilityId, day }: { cell: number; facilityId: FacilityId; day: string },
  after: { sessionId: SessionId; token: number } | undefined,
  limit: number,
): Promise<BookingWithSession[]> {
  return withSession(db)
    .where('session.cell', '=', cell)
    .where('session.facility_id', '=', facilityId)
    .where('session.held_on', '=', day)
    .where('booking.cell', '=', cell)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(booking.session_id, booking.token) > (${after?.sessionId}::uuid, ${after?.token})`),
    )
    .orderBy('booking.session_id')
    .orderBy('booking.token')
    .limit(limit)
    .execute()
}

/** The bookings of a centre within these days whose reference has this number (`numberOfReference`); 10 at most. */
export async function listBookingsByReference(
  db: Db<VaccinationTables>,
  { cell, facilityId, number }: { cell: number; facilityId: FacilityId; number: number },
  days: { from: string; to: string },
): Promise<BookingWithSession[]> {
  return withSession(db)
    .where('session.cell', '=', cell)
    .where('session.facility_id', '=', facilityId)
    .where('session.held_on', '>=', days.from)
    .where('session.held_on', '<=', days.to)
    .where('booking.cell', '=', cell)
    .where(sql<boolean>`('x' || right(booking.id::text, 12))::bit(48)::bigint % ${REFERENCES} = ${number}`)
    .orderBy('session.held_on')
    .limit(10)
    .execute()
}

/**
 * The bookings of a patient, the latest first, also those made for records that are merged into this one. It finds live
 * bookings by their claims, and the last 50 others of each record by their released claims.
 */
export async function listBookingsOfPatient(
  db: Db<VaccinationTables>,
  patientId: PatientId,
): Promise<BookingWithSession[]> {
  const records = await listMergedInto(db, patientId)
  const bookings = await Promise.all(records.map((record) => listBookingsOfRecord(db, record)))
  return bookings.flat().sort((left, right) => (left.id < right.id ? 1 : -1))
}

async function listBookingsOfRecord(db: Db<VaccinationTables>, patientId: PatientId): Promise<BookingWithSession[]> {
  const held = await ofPatient(db.selectFrom('vaccination.claims').select('booking_id'), patientId).execute()
  const released = await ofPatient(db.selectFrom('vaccination.released_claims').select('booking_id'), patientId)
    .orderBy('released_at', 'desc')
    .limit(50)
    .execute()
  const bookings = await Promise.all([...held, ...released].map(({ booking_id }) => findBooking(db, booking_id)))
  return bookings.filter((booking) => booking !== undefined)
}

function ofPatient<Query extends { where(column: never, operator: '=', value: never): Query }>(
  query: Query,
  patientId: PatientId,
): Query {
  return query
    .where('cell' as never, '=', cellOf(patientId) as never)
    .where('patient_id' as never, '=', patientId as never)
}

const NEXT_REVISION = { revision: sql<number>`revision + 1` }

/** Sets a booking to COMPLETED. The caller has locked its session. */
export async function setCompleted(
  tx: Tx<VaccinationTables>,
  id: BookingId,
  end: Required<Pick<BookingRow, 'ended_at' | 'ended_by'>>,
): Promise<void> {
  await tx
    .updateTable('vaccination.bookings')
    .set({ status: 'COMPLETED', ...end, ...NEXT_REVISION })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** Writes when the patient of a booking came. The caller has locked its session. */
export async function setArrival(tx: Tx<VaccinationTables>, id: BookingId, arrivedAt: Date | null): Promise<void> {
  await tx
    .updateTable('vaccination.bookings')
    .set({ arrived_at: arrivedAt, ...NEXT_REVISION })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** The claims of the person to whom a record belongs, also those of the person's other records, without a lock. */
export async function listClaims(db: Db<VaccinationTables>, patientId: PatientId): Promise<ClaimRow[]> {
  const records = await listRecordsOf(db, patientId)
  const claims = await Promise.all(records.map((record) => claimsOf(db, record).execute()))
  return claims.flat()
}

/** The same claims, locked in the order of records, courses and doses. */
export async function lockClaims(tx: Tx<VaccinationTables>, patientId: PatientId): Promise<ClaimRow[]> {
  const claims: ClaimRow[] = []
  for (const record of await listRecordsOf(tx, patientId)) {
    claims.push(...(await claimsOf(tx, record).forUpdate().execute()))
  }
  return claims
}

const claimsOf = (db: Db<VaccinationTables> | Tx<VaccinationTables>, record: PatientId) =>
  ofPatient(db.selectFrom('vaccination.claims').selectAll(), record).orderBy('course').orderBy('dose')

/** All records of the person to whom a record belongs, in one order. */
export async function listRecordsOf(
  db: Db<VaccinationTables> | Tx<VaccinationTables>,
  patientId: PatientId,
): Promise<PatientId[]> {
  const { sameIds } = await samePeople.find(db, patientId)
  return [patientId, ...sameIds].sort()
}

/**
 * Adds a version of a dose, and writes the day on the claim of the patient: null when the dose was not given after all.
 * Certificates of the versions before are withdrawn. The caller has locked the claim.
 */
export async function insertDose(
  tx: Tx<VaccinationTables>,
  dose: Omit<DoseRow, 'version'>,
  givenOn: string | null,
): Promise<void> {
  const { cell, patient_id, course, dose: number } = dose
  const before = await findDose(tx, dose)
  const version = (before?.version ?? 0) + 1
  if (before) await withdrawCertificates(tx, { patient_id, source_id: before.booking_id }, dose.recorded_at)
  await tx
    .insertInto('vaccination.doses')
    .values({ ...dose, version })
    .execute()
  await tx
    .updateTable('vaccination.claims')
    .set({ given_on: givenOn })
    .where('cell', '=', cell)
    .where('patient_id', '=', patient_id)
    .where('course', '=', course)
    .where('dose', '=', number)
    .execute()
}

/** The last version of a dose of one record, given or cancelled. */
export async function findDose(
  tx: Tx<VaccinationTables>,
  { patient_id, course, dose }: Pick<DoseRow, 'patient_id' | 'course' | 'dose'>,
): Promise<DoseRow | undefined> {
  return ofPatient(tx.selectFrom('vaccination.doses').selectAll(), patient_id)
    .where('course', '=', course)
    .where('dose', '=', dose)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The doses that were given to a patient, also under other records that are merged into this one. */
export async function listDoses(db: Db<VaccinationTables>, patientId: PatientId): Promise<DoseRow[]> {
  const records = await listMergedInto(db, patientId)
  const found = await Promise.all(
    records.map((record) =>
      ofPatient(db.selectFrom('vaccination.doses').selectAll(), record)
        .distinctOn(['course', 'dose'])
        .orderBy('course')
        .orderBy('dose')
        .orderBy('version', 'desc')
        .execute(),
    ),
  )
  return found
    .flat()
    .filter(({ status }) => status === 'given')
    .sort((one, other) => compare(one.course, other.course) || one.dose - other.dose)
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** A record, and those merged into it. A record that is merged away itself shows only what was made for it. */
export async function listMergedInto(db: Db<VaccinationTables>, patientId: PatientId): Promise<PatientId[]> {
  const { staysId, sameIds } = await samePeople.find(db, patientId)
  return staysId === patientId ? [patientId, ...sameIds] : [patientId]
}

/** The bookings of a session with the status BOOKED. */
export async function listLiveOfSession(
  db: Db<VaccinationTables> | Tx<VaccinationTables>,
  id: SessionId,
): Promise<BookingWithSession[]> {
  return withSession(db)
    .where('booking.cell', '=', cellOf(id))
    .where('booking.session_id', '=', id)
    .where('booking.status', '=', 'BOOKED')
    .orderBy('booking.token')
    .execute()
}
