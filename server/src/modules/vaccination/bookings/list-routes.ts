// Routes that list bookings and doses: those of a family, and those of a centre by session, day or reference.

import type { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Limit, object, page, Type, text } from '../../../platform/contract.ts'
import { cellOf, numberOfReference } from '../../../platform/id.ts'
import type { App, Context } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { forbidden, invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { findPatients, Gender, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import type { Availability } from '../availability/projection.ts'
import { Age, Booking, SessionId } from '../contract.ts'
import { DoseHad } from '../history/contract.ts'
import { listHistoricalDoses } from '../history/store.ts'
import { ageOn } from '../rules.ts'
import { findSession } from '../sessions/store.ts'
import type { DoseRow, HistoricalDoseRow, VaccinationTables } from '../tables.ts'
import {
  type BookingWithSession,
  listBookingsByReference,
  listBookingsOfDay,
  listBookingsOfPatient,
  listBookingsOfSession,
  listDoses,
} from './store.ts'
import { type BookingViews, createBookingViews } from './views.ts'

const ListedBooking = object({
  ...Booking.properties,
  patient: Type.Optional(
    object(
      { name: Type.String(), birthYear: Type.Integer(), age: Age, gender: Gender },
      { description: 'Only for the staff of the centre, who check who the patient is.' },
    ),
  ),
})

const Query = object({
  patient: Type.Optional(PatientId),
  session: Type.Optional(SessionId),
  facility: Type.Optional(FacilityId),
  day: Type.Optional(Day),
  reference: Type.Optional(text(12, { description: 'Reference as people read it aloud, such as DL-7F3K-9Q2M.' })),
  limit: Limit,
  cursor: Type.Optional(Cursor),
})

const REFERENCE_DAYS = 31
const TOKEN_MAX = 1_000_000_000
const position = cursor({ sessionId: SessionId, token: Type.Integer({ minimum: 1, maximum: TOKEN_MAX }) })

export const listRoutes = (context: Context<VaccinationTables>, availability: Availability) => (app: App) => {
  addBookings(app, context, createBookingViews(context, availability))
  addDoses(app, context)
}

/** A page of bookings for the staff of a centre, each with its patient. */
async function toStaffPage(
  context: Context<VaccinationTables>,
  views: BookingViews,
  bookings: BookingWithSession[],
  limit: number,
) {
  const { shown, next } = cutPage(bookings, limit, ({ session_id: sessionId, token }) =>
    position.write({ sessionId, token }),
  )
  const people = await context.call(findPatients, { patientIds: shown.map((booking) => booking.patient_id) })
  const today = dayInIndia(context.clock.now())
  const byId = new Map(
    people.map((patient) => {
      const { patientId, name, birthYear, gender } = patient
      return [patientId, { name, birthYear, age: ageOn(today, patient), gender }]
    }),
  )
  const items = await Promise.all(
    shown.map(async (booking) => {
      const patient = byId.get(booking.patient_id)
      return { ...(await views.ofBooking(booking)), ...(patient && { patient }) }
    }),
  )
  return { items, ...next }
}

function addBookings(app: App, context: Context<VaccinationTables>, views: BookingViews): void {
  const { db } = context
  app.get(
    '/v1/vaccination/bookings',
    {
      config: { access: may('booking.read').at('record') },
      schema: {
        summary: 'List bookings',
        description:
          'A citizen gives `patient`, one of the own family. The staff of a centre give `session`, or `facility` and ' +
          '`day`, or `facility` and `reference`. A reference is searched 31 days before and after today.',
        querystring: Query,
        response: { 200: page(ListedBooking) },
      },
    },
    async (request) => {
      const { patient, session, facility, day, reference, limit, cursor } = request.query
      const after = position.read(cursor)
      if (patient !== undefined && session === undefined && facility === undefined) {
        await permitPatient(context, request, patient)
        const items = await listBookingsOfPatient(db, patient)
        return { items: await Promise.all(items.map((booking) => views.ofMerged(booking, patient))) }
      }
      if (session !== undefined && facility === undefined) {
        const found = await findSession(db, session)
        if (!found) throw new Problem(notFound)
        request.permit({ facilityId: found.facility_id, cell: found.cell }, forbidden)
        return toStaffPage(context, views, await listBookingsOfSession(db, session, after?.token, limit + 1), limit)
      }
      if (facility === undefined || (day === undefined) === (reference === undefined) || session !== undefined) {
        throw invalidField('query/patient', 'give patient, or session, or facility with either day or reference')
      }
      const cell = cellOf(facility)
      request.permit({ facilityId: facility, cell }, forbidden)
      const found =
        day === undefined
          ? await findByReference(context, { cell, facilityId: facility }, reference as string)
          : await listBookingsOfDay(db, { cell, facilityId: facility, day }, after, limit + 1)
      return toStaffPage(context, views, found, limit)
    },
  )
}

/** The bookings with this reference, from 31 days before to 31 days after today. Throws for a mistyped reference. */
async function findByReference(
  { db, clock }: Context<VaccinationTables>,
  centre: { cell: number; facilityId: FacilityId },
  reference: string,
): Promise<BookingWithSession[]> {
  const number = numberOfReference(reference)
  if (number === undefined) throw invalidField('query/reference', 'has a mistake; check each letter and digit')
  const today = dayInIndia(clock.now())
  const days = { from: addDays(today, -REFERENCE_DAYS), to: addDays(today, REFERENCE_DAYS) }
  return listBookingsByReference(db, { ...centre, number }, days)
}

function addDoses(app: App, context: Context<VaccinationTables>): void {
  app.get(
    '/v1/patients/:patientId/doses',
    {
      config: { access: may('dose.read').at('record') },
      schema: {
        summary: 'List the doses that a patient has had',
        description: 'Doses given in Sehat, and doses that the patient had elsewhere (`historical`).',
        params: object({ patientId: PatientId }),
        response: { 200: object({ items: Type.Array(DoseHad) }) },
      },
    },
    async (request) => {
      await permitPatient(context, request, request.params.patientId)
      const given = await listDoses(context.db, request.params.patientId)
      const historical = await listHistoricalDoses(context.db, request.params.patientId)
      const items = [...given.map(toGiven), ...historical.map(toHistorical)]
      return { items: items.sort((one, other) => one.course.localeCompare(other.course) || one.dose - other.dose) }
    },
  )
}

function toGiven({ course, dose, vaccine, lot, facility_id, booking_id, given_at }: DoseRow) {
  const here = { lot, facilityId: facility_id, bookingId: booking_id, givenAt: given_at.toISOString() }
  return { course, dose, vaccine, givenOn: dayInIndia(given_at), ...here }
}

function toHistorical({ course, dose, vaccine, given_on: givenOn, id: doseId, place, evidence }: HistoricalDoseRow) {
  return { course, dose, vaccine, givenOn, historical: { doseId, place, evidence } }
}

async function permitPatient(
  context: Context<VaccinationTables>,
  request: Parameters<typeof actorOf>[0],
  patientId: PatientId,
): Promise<void> {
  const [patient] = await context.call(findPatients, { patientIds: [patientId] })
  if (!patient) throw new Problem(notFound)
  request.permit({ accountId: patient.accountId ?? undefined })
}
