// The SQL of aftercare: the people under observation, and the versions of the reports of adverse events.
import { sql } from 'kysely'
import { addDays, dayInIndia, startOfDayInIndia } from '../../../platform/clock.ts'
import { type Cell, cellOf, lowestIdAt } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { type BookingWithSession, withSession } from '../bookings/store.ts'
import type { BookingId } from '../contract.ts'
import type { AdverseEventRow, DoseRow, VaccinationTables } from '../tables.ts'
import type { AdverseEventId } from './contract.ts'

type Either = Db<VaccinationTables> | Tx<VaccinationTables>

/** A version of a report, with what is recorded of its dose now. */
export type EventWithDose = AdverseEventRow & { readonly lot: string; readonly dose_status: DoseRow['status'] }

/** The bookings of a centre whose doses were given after `since`, the first to end first. */
export async function listObserved(
  db: Db<VaccinationTables>,
  { cell, facilityId, since }: { cell: Cell; facilityId: FacilityId; since: Date },
  limit: number,
): Promise<BookingWithSession[]> {
  return withSession(db)
    .where('session.cell', '=', cell)
    .where('session.facility_id', '=', facilityId)
    .where('session.held_on', '>=', dayInIndia(since))
    .where('booking.cell', '=', cell)
    .where('booking.status', '=', 'COMPLETED')
    .where('booking.ended_at', '>', since)
    .orderBy('booking.ended_at')
    .orderBy('booking.id')
    .limit(limit)
    .execute()
}

/** When the dose of a booking was first recorded, also if staff took the record back and made it again. */
export async function findFirstGivenAt(
  tx: Tx<VaccinationTables>,
  { patient_id, course, dose, id }: Pick<BookingWithSession, 'patient_id' | 'course' | 'dose' | 'id'>,
): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('vaccination.doses')
    .select('given_at')
    .where('cell', '=', cellOf(patient_id))
    .where('patient_id', '=', patient_id)
    .where('course', '=', course)
    .where('dose', '=', dose)
    .where('booking_id', '=', id)
    .orderBy('version')
    .limit(1)
    .executeTakeFirst()
  return row?.given_at
}

/** Adds a version. Gives false if somebody else has added this version. */
export async function insertEvent(tx: Tx<VaccinationTables>, event: AdverseEventRow): Promise<boolean> {
  const lists = { reactions: [...event.reactions], serious_because: [...event.serious_because] }
  const result = await tx
    .insertInto('vaccination.adverse_events')
    .values({ ...event, ...lists })
    .onConflict((conflict) => conflict.columns(['cell', 'id', 'version']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** The versions of reports, as `event`, each with the last version of its dose. */
const withDose = (db: Either) =>
  db
    .selectFrom('vaccination.adverse_events as event')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('vaccination.doses as given')
          .select(['given.lot', 'given.status as dose_status'])
          .whereRef('given.cell', '=', 'event.cell')
          .whereRef('given.patient_id', '=', 'event.patient_id')
          .whereRef('given.course', '=', 'event.course')
          .whereRef('given.dose', '=', 'event.dose')
          .whereRef('given.booking_id', '=', 'event.booking_id')
          .orderBy('given.version', 'desc')
          .limit(1)
          .as('given'),
      (join) => join.onTrue(),
    )
    .selectAll('event')
    .select(['given.lot', 'given.dose_status'])

/** All versions of a report, the last one first. Empty when there is no such report. */
export async function listVersions(db: Either, id: AdverseEventId): Promise<EventWithDose[]> {
  return withDose(db)
    .where('event.cell', '=', cellOf(id))
    .where('event.id', '=', id)
    .orderBy('event.version', 'desc')
    .execute() as Promise<EventWithDose[]>
}

/** The last version of each report about these records of a person, the latest report first; at most 50 of each. */
export async function listEventsOfRecords(db: Either, records: readonly PatientId[]): Promise<EventWithDose[]> {
  const found = await Promise.all(
    records.map((record) =>
      withDose(db)
        .distinctOn('event.id')
        .where('event.cell', '=', cellOf(record))
        .where('event.patient_id', '=', record)
        .orderBy('event.id', 'desc')
        .orderBy('event.version', 'desc')
        .limit(50)
        .execute(),
    ),
  )
  return (found.flat() as EventWithDose[]).sort((one, other) => (one.id < other.id ? 1 : -1))
}

/** The last version of each report of a booking, the latest report first. */
export async function listEventsOfBooking(
  db: Either,
  { id, patient_id }: { id: BookingId; patient_id: PatientId },
): Promise<EventWithDose[]> {
  return (await listEventsOfRecords(db, [patient_id])).filter(({ booking_id }) => booking_id === id)
}

export interface EventSearch {
  /** The first and the last district. */
  readonly cells: readonly [number, number] | undefined
  readonly facilityId: FacilityId | undefined
  readonly severity: AdverseEventRow['severity'] | undefined
  readonly vaccine: string | undefined
  /** Days on which the reports were first made. */
  readonly from: string | undefined
  readonly to: string | undefined
  readonly beforeId: AdverseEventId | undefined
}

const startOf = (day: string) => lowestIdAt(Math.max(startOfDayInIndia(day).getTime(), 0)) as AdverseEventId

/** The last version of each report that fits, the latest report first. */
export async function listEvents(db: Db<VaccinationTables>, search: EventSearch, limit: number) {
  const { cells, facilityId, severity, vaccine, from, to, beforeId } = search
  const last = db
    .selectFrom('vaccination.adverse_events')
    .selectAll()
    .distinctOn('id')
    .$if(cells !== undefined, (query) =>
      query.where(sql<boolean>`facility_cell between ${cells?.[0]} and ${cells?.[1]}`),
    )
    .$if(facilityId !== undefined, (query) => query.where('facility_id', '=', facilityId as FacilityId))
    .$if(from !== undefined, (query) => query.where('id', '>=', startOf(from as string)))
    .$if(to !== undefined, (query) => query.where('id', '<', startOf(addDays(to as string, 1))))
    .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId as AdverseEventId))
    .orderBy('id', 'desc')
    .orderBy('version', 'desc')
  // The severity may change from version to version. So choose the last version first.
  const found = await withDose(db)
    .where(({ eb, selectFrom }) =>
      eb(
        sql`(event.cell, event.id, event.version)`,
        'in',
        selectFrom(last.as('last'))
          .select([sql`last.cell`.as('cell'), sql`last.id`.as('id'), sql`last.version`.as('version')])
          .$if(severity !== undefined, (query) => query.where('last.severity', '=', severity as never))
          .$if(vaccine !== undefined, (query) => query.where('last.vaccine', '=', vaccine as string))
          .orderBy('last.id', 'desc')
          .limit(limit),
      ),
    )
    .orderBy('event.id', 'desc')
    .execute()
  return found as EventWithDose[]
}
