// Routes that list people under observation, and reports of adverse events: for a centre, officials and families.
import type { FastifyRequest } from 'fastify'
import { actorOf, workplaceOf } from '../../../platform/access.ts'
import { CellNumber, Cursor, Day, Instant, Limit, object, page, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App, Context } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId, StateCode } from '../../facilities/contract.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import type { Availability } from '../availability/projection.ts'
import { findCentre } from '../availability/store.ts'
import { bookingParams, findPermitted } from '../bookings/access.ts'
import { listMergedInto } from '../bookings/store.ts'
import { createBookingViews } from '../bookings/views.ts'
import { VaccineCode } from '../contract.ts'
import { findStateNumber } from '../figures/store.ts'
import type { VaccinationTables } from '../tables.ts'
import { eventParams, findPermittedEvent } from './access.ts'
import {
  AdverseEvent,
  AdverseEventId,
  aboutFacts,
  ListedAdverseEvent,
  OBSERVATION_MINUTES,
  Observed,
  OwnAdverseEvent,
  Severity,
} from './contract.ts'
import { observedSince } from './rules.ts'
import { type EventWithDose, listEvents, listEventsOfBooking, listEventsOfRecords, listObserved } from './store.ts'
import { toEventView, toOwnView } from './views.ts'

/** More people than a centre observes at once. Each has half an hour. */
const OBSERVED_MAX = 500

export const adverseEventListRoutes =
  (context: Context<VaccinationTables>, availability: Availability) => (app: App) => {
    addObserved(app, context, availability)
    addOfBooking(app, context)
    addOfPatient(app, context)
    addHistory(app, context, availability)
    addAll(app, context, availability)
  }

/** Finds the facts of people that staff compare. */
async function listPeople(context: Context<VaccinationTables>, patientIds: PatientId[]) {
  const people = await context.call(findPatients, { patientIds })
  return new Map(people.map(({ patientId, name, birthYear, gender }) => [patientId, { name, birthYear, gender }]))
}

function addObserved(app: App, context: Context<VaccinationTables>, availability: Availability): void {
  const views = createBookingViews(context, availability)
  app.get(
    '/v1/vaccination/observations',
    {
      config: { access: may('dose.give').at('place') },
      schema: {
        summary: 'List the people whom a centre observes after their dose',
        description:
          `Each for ${OBSERVATION_MINUTES} minutes after the dose; the first to end comes first. A dose that staff ` +
          `take back leaves the list. At most ${OBSERVED_MAX} people. Compare \`observedUntil\` with \`asOf\`, the ` +
          'time of the server.',
        querystring: object({ facility: FacilityId }),
        response: { 200: object({ asOf: Instant, items: Type.Array(Observed) }) },
      },
    },
    async (request) => {
      const { facility: facilityId } = request.query
      const cell = cellOf(facilityId)
      request.permit({ facilityId, cell })
      const now = context.clock.now()
      const found = await listObserved(context.db, { cell, facilityId, since: observedSince(now) }, OBSERVED_MAX)
      const people = await listPeople(
        context,
        found.map(({ patient_id }) => patient_id),
      )
      const items = await Promise.all(
        found.map(async (booking) => {
          const patient = people.get(booking.patient_id)
          return { ...(await views.ofBooking(booking)), ...(patient && { patient }) }
        }),
      )
      return { asOf: now.toISOString(), items }
    },
  )
}

function addOfBooking(app: App, context: Context<VaccinationTables>): void {
  app.get(
    '/v1/vaccination/bookings/:bookingId/adverse-events',
    {
      config: { access: may('adverse-event.read').at('record') },
      schema: {
        summary: 'List the adverse events after the dose of a booking',
        description: 'The last version of each report, the latest report first, also cancelled ones.',
        params: bookingParams,
        response: { 200: object({ items: Type.Array(AdverseEvent) }) },
      },
    },
    async (request) => {
      const booking = await findPermitted(context, request)
      return { items: (await listEventsOfBooking(context.db, booking)).map(toEventView) }
    },
  )
}

function addOfPatient(app: App, context: Context<VaccinationTables>): void {
  app.get(
    '/v1/patients/:patientId/adverse-events',
    {
      config: { access: may('dose.read').at('record') },
      schema: {
        summary: 'List the adverse events after the doses of a patient',
        description: 'For the family. The last version of each report that counts, the latest report first.',
        params: object({ patientId: PatientId }),
        response: { 200: object({ items: Type.Array(OwnAdverseEvent) }) },
      },
    },
    async (request) => {
      const { patientId } = request.params
      const [patient] = await context.call(findPatients, { patientIds: [patientId] })
      if (!patient) throw new Problem(notFound)
      request.permit({ accountId: patient.accountId ?? undefined })
      const found = await listEventsOfRecords(context.db, await listMergedInto(context.db, patientId))
      return { items: found.filter(({ status }) => status === 'reported').map(toOwnView) }
    },
  )
}

/** The person and the centre of a report. Either is left out when it is not known any more. */
async function readAbout(
  { db }: Context<VaccinationTables>,
  availability: Availability,
  { facility_id, patient_id }: EventWithDose,
  people: Awaited<ReturnType<typeof listPeople>>,
) {
  const centre = availability.centreOf(facility_id) ?? (await findCentre(db, facility_id))
  const patient = people.get(patient_id)
  return {
    ...(patient && { patient }),
    ...(centre && { centre: { name: centre.name, district: centre.district, state: centre.state } }),
  }
}

function addHistory(app: App, context: Context<VaccinationTables>, availability: Availability): void {
  app.get(
    '/v1/vaccination/adverse-events/:adverseEventId',
    {
      config: { access: may('adverse-event.read').at('record') },
      schema: {
        summary: 'Read the report of an adverse event with its history',
        params: eventParams,
        response: {
          200: object({
            ...aboutFacts,
            versions: Type.Array(AdverseEvent, { minItems: 1, description: 'The last one first.' }),
          }),
        },
      },
    },
    async (request) => {
      const versions = await findPermittedEvent(context, request)
      const people = await listPeople(context, [versions[0].patient_id])
      const about = await readAbout(context, availability, versions[0], people)
      return { ...about, versions: versions.map(toEventView) }
    },
  )
}

const position = cursor({ id: AdverseEventId })

const Query = object({
  state: Type.Optional(StateCode),
  district: Type.Optional(CellNumber),
  facility: Type.Optional(FacilityId),
  severity: Type.Optional(Severity),
  vaccine: Type.Optional(VaccineCode),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  limit: Limit,
  cursor: Type.Optional(Cursor),
})

function addAll(app: App, context: Context<VaccinationTables>, availability: Availability): void {
  app.get(
    '/v1/vaccination/adverse-events',
    {
      config: { access: may('adverse-event.read').at('place') },
      schema: {
        summary: 'List adverse events after doses',
        description:
          'The last version of each report, the latest report first; `from` and `to` are days of the first report. ' +
          'The staff of a centre see those of their centre, also without `facility`. A district-officer sees the own ' +
          'district, also without `district`. A national-admin sees all.',
        querystring: Query,
        response: { 200: page(ListedAdverseEvent) },
      },
    },
    async (request) => {
      const { severity, vaccine, from, to, limit, cursor: after } = request.query
      if (from !== undefined && to !== undefined && from > to) throw invalidField('query/to', 'is before `from`')
      const place = await readPlace(context, request)
      const search = { ...place, severity, vaccine, from, to, beforeId: position.read(after)?.id }
      const { shown, next } = cutPage(await listEvents(context.db, search, limit + 1), limit, position.write)
      const people = await listPeople(
        context,
        shown.map(({ patient_id }) => patient_id),
      )
      const items = await Promise.all(
        shown.map(async (row) => ({
          ...toEventView(row),
          ...(await readAbout(context, availability, row, people)),
        })),
      )
      return { items, ...next }
    },
  )
}

/** The place of a query, permitted: one place of state, district and facility, or else where the person works. */
async function readPlace(
  { pool }: Context<VaccinationTables>,
  request: FastifyRequest<{ Querystring: { state?: string; district?: number; facility?: FacilityId } }>,
) {
  const { state, district, facility } = request.query
  const named = [state, district, facility].filter((place) => place !== undefined)
  if (named.length > 1) throw invalidField('query/facility', 'give only one of state, district and facility')
  const own = workplaceOf(actorOf(request))
  const facilityId = facility ?? (named.length === 0 ? (own.facilityId as FacilityId | undefined) : undefined)
  const cell =
    facilityId !== undefined ? cellOf(facilityId) : (district ?? (state === undefined ? own.cell : undefined))
  request.permit({ facilityId, cell })
  if (cell !== undefined) return { facilityId, cells: [cell, cell] as const }
  if (state === undefined) return { facilityId, cells: undefined }
  // No centre has this state code, so the state has no reports. The range 0 to 0 finds none.
  const number = await findStateNumber(pool, state)
  return { facilityId, cells: number === undefined ? ([0, 0] as const) : ([number * 100, number * 100 + 99] as const) }
}
