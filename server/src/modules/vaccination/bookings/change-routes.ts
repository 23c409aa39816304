// Routes that change a booking: cancellation, absence, rescheduling and completion.
import type { FastifyReply } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { object } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { findPatients, type PatientFacts, type PatientId } from '../../patients/contract.ts'
import type { Availability } from '../availability/projection.ts'
import { Booking, type BookingId, bookingCancelled, Lot, patientAbsent, SessionId, Window } from '../contract.ts'
import { refuseAbsence, refuseArrival, refuseEnded } from '../rules.ts'
import type { Session } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import { type BookingRequest, bookingParams, bookingReaders, centreStaff, findPermitted } from './access.ts'
import { rescheduleBooking } from './rescheduling.ts'
import { completeBooking, lockBooking, refuse, releaseBooking, setBookingArrival } from './steps.ts'
import { type BookingWithSession, findBooking } from './store.ts'
import { createBookingViews } from './views.ts'

type Change = (
  asked: [BookingRequest, FastifyReply],
  status: number,
  before: BookingWithSession,
  step: (tx: Tx<VaccinationTables>) => Promise<Session[]>,
) => Promise<Booking>

export const bookingChangeRoutes = (context: Context<VaccinationTables>, availability: Availability) => (app: App) => {
  const change = createChange(context, availability)
  addArrival(app, context, change)
  addReleases(app, context, change)
  addRescheduling(app, context, change)
  addCompletion(app, context, change)
}

/** Does one change of a booking once, makes it known to availability, and shows the booking. */
function createChange(context: Context<VaccinationTables>, availability: Availability): Change {
  const views = createBookingViews(context, availability)
  return async ([request, reply], status, before, step) => {
    let sessions: Session[] = []
    const answer = await once(context, request, reply, status, async (tx) => {
      sessions = await step(tx)
      const after = (await findBooking(tx, before.id)) as BookingWithSession
      const shown = after.rescheduled_to === null ? after : await findBooking(tx, after.rescheduled_to as BookingId)
      return views.ofBooking(shown as BookingWithSession)
    })
    for (const session of sessions) availability.putSession(session)
    return answer
  }
}

function addArrival(app: App, context: Context<VaccinationTables>, change: Change): void {
  const arrive = (hasCome: boolean) => async (request: BookingRequest, reply: FastifyReply) => {
    const before = await findPermitted(context, request)
    return change([request, reply], 200, before, async (tx) => {
      const now = context.clock.now()
      const { booking, session } = await lockBooking(tx, before.id)
      refuse(hasCome ? refuseArrival(booking, session, dayInIndia(now)) : refuseEnded(booking))
      const arrivedAt = hasCome ? now : null
      await setBookingArrival(tx, booking, { arrivedAt, origin: originOf(request) })
      return []
    })
  }
  const schema = { params: bookingParams, response: { 200: Booking } }

  app.post(
    '/v1/vaccination/bookings/:bookingId/arrival',
    {
      config: { access: centreStaff },
      schema: {
        summary: 'Record that the patient came',
        description: 'On the day of the session. The first time counts. Takes an Idempotency-Key.',
        ...schema,
      },
    },
    arrive(true),
  )

  app.post(
    '/v1/vaccination/bookings/:bookingId/arrival/cancellation',
    {
      config: { access: centreStaff },
      schema: { summary: 'Undo an arrival that was recorded by mistake', ...schema },
    },
    arrive(false),
  )
}

function addReleases(app: App, context: Context<VaccinationTables>, change: Change): void {
  const release =
    (status: 'CANCELLED' | 'ABSENT', event: typeof bookingCancelled) =>
    async (request: BookingRequest, reply: FastifyReply) => {
      const before = await findPermitted(context, request)
      return change([request, reply], 200, before, async (tx) => {
        const now = context.clock.now()
        const { booking, session } = await lockBooking(tx, before.id)
        refuse(status === 'ABSENT' ? refuseAbsence(booking, session, dayInIndia(now)) : refuseEnded(booking))
        const end = { status, event, origin: originOf(request), now }
        return [await releaseBooking(tx, session, booking, end)]
      })
    }

  app.post(
    '/v1/vaccination/bookings/:bookingId/cancellation',
    {
      config: { access: bookingReaders },
      schema: {
        summary: 'Cancel a booking',
        description: 'Frees the seat, the stock and the choice of vaccine. Takes an Idempotency-Key.',
        params: bookingParams,
        response: { 200: Booking },
      },
    },
    release('CANCELLED', bookingCancelled),
  )

  app.post(
    '/v1/vaccination/bookings/:bookingId/absence',
    {
      config: { access: centreStaff },
      schema: {
        summary: 'Record that the patient did not come',
        description: 'From the day of the session on. The dose can be booked again. Takes an Idempotency-Key.',
        params: bookingParams,
        response: { 200: Booking },
      },
    },
    release('ABSENT', patientAbsent),
  )
}

function addRescheduling(app: App, context: Context<VaccinationTables>, change: Change): void {
  app.post(
    '/v1/vaccination/bookings/:bookingId/rescheduling',
    {
      config: { access: bookingReaders },
      schema: {
        summary: 'Move a booking to another session or window',
        description:
          'The old booking ends CANCELLED and a new one, with its own token, takes its place; or nothing changes. ' +
          'Answers with the new booking. Takes an Idempotency-Key.',
        params: bookingParams,
        body: object({ sessionId: SessionId, window: Window }),
        response: { 201: Booking },
      },
    },
    async (request, reply) => {
      const before = await findPermitted(context, request)
      const patient = await patientOf(context, before.patient_id)
      const { sessionId, window } = request.body
      return change([request, reply], 201, before, (tx) => {
        const move = { bookingId: before.id, sessionId, window, patient, origin: originOf(request) }
        return rescheduleBooking(tx, { ...move, now: context.clock.now() })
      })
    },
  )
}

function addCompletion(app: App, context: Context<VaccinationTables>, change: Change): void {
  app.post(
    '/v1/vaccination/bookings/:bookingId/completion',
    {
      config: { access: centreStaff },
      schema: {
        summary: 'Record that the dose was given',
        description: 'Takes one dose of the lot out of the stock. Takes an Idempotency-Key.',
        params: bookingParams,
        body: object({ lot: Lot }),
        response: { 200: Booking },
      },
    },
    async (request, reply) => {
      const before = await findPermitted(context, request)
      const patient = await patientOf(context, before.patient_id)
      const { accountId: actorId } = actorOf(request)
      return change([request, reply], 200, before, async (tx) => {
        const facts = { lot: request.body.lot, patient, actorId, origin: originOf(request) }
        const locked = await lockBooking(tx, before.id)
        return [await completeBooking(tx, locked, { ...facts, now: context.clock.now() })]
      })
    },
  )
}

async function patientOf(context: Context<VaccinationTables>, patientId: PatientId): Promise<PatientFacts> {
  const [patient] = await context.call(findPatients, { patientIds: [patientId] })
  if (!patient) throw new Problem(notFound, { detail: 'The patient of this booking does not exist any more' })
  return patient
}
