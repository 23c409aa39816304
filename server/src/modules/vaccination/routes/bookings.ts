// Routes of bookings: booking for a family, and what becomes of a booking.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { access, actorOf } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { object, Type } from '../../../platform/contract.ts'
import type { Tx } from '../../../platform/db.ts'
import { once, repeatableOf } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { forbidden, notFound, Problem } from '../../../platform/problem.ts'
import { findPatients, type PatientFacts, PatientId } from '../../patients/contract.ts'
import type { Availability } from '../availability.ts'
import { completeBooking, lockBooking, refuse, releaseBooking } from '../bookings.ts'
import { Booking, BookingId, bookingCancelled, Lot, patientAbsent, SessionId, Window } from '../contract.ts'
import type { Engine } from '../engine.ts'
import { rescheduleBooking } from '../rescheduling.ts'
import { refuseAbsence, refuseEnded } from '../rules.ts'
import { type BookingWithSession, findBooking } from '../store/bookings.ts'
import type { Session } from '../store/sessions.ts'
import type { VaccinationTables } from '../tables.ts'
import { createBookingViews } from '../views.ts'

const params = object({ bookingId: BookingId })
const family = access.record('citizen', 'vaccinator', 'centre-admin', 'district-officer', 'national-admin')
const staff = access.record('vaccinator', 'centre-admin')

type BookingRequest = FastifyRequest<{ Params: { bookingId: BookingId } }>

export const bookingRoutes =
  (context: Context<VaccinationTables>, engine: Engine, availability: Availability) => (app: App) => {
    const views = createBookingViews(context, availability)

    app.post(
      '/v1/vaccination/bookings',
      {
        config: { access: access.own('citizen') },
        schema: {
          summary: 'Book a dose for one or more of my family',
          description:
            'All of them or nobody. Takes an Idempotency-Key: when the answer was lost, repeat the request with the ' +
            'same key and get the one true answer.',
          body: object({
            sessionId: SessionId,
            window: Window,
            patientIds: Type.Array(PatientId, { minItems: 1, maxItems: 6, uniqueItems: true }),
          }),
          response: { 201: object({ bookings: Type.Array(Booking) }) },
        },
      },
      async (request, reply) => {
        const { accountId } = actorOf(request)
        const origin = originOf(request)
        const granted = await engine.book({ ...request.body, accountId, repeatable: repeatableOf(request), origin })
        if (granted.replayed) reply.header('idempotent-replayed', 'true')
        reply.code(201)
        return { bookings: await views.ofGrant(request.body, granted) }
      },
    )

    app.get(
      '/v1/vaccination/bookings/:bookingId',
      { config: { access: family }, schema: { summary: 'Read a booking', params, response: { 200: Booking } } },
      async (request) => views.ofBooking(await findPermitted(request)),
    )

    const findPermitted = async (request: BookingRequest): Promise<BookingWithSession> => {
      const booking = await findBooking(context.db, request.params.bookingId)
      permitBooking(request, booking)
      return booking
    }

    /** Does one change of a booking once, makes it known to availability, and shows the booking. */
    const change = async (
      [request, reply]: [BookingRequest, FastifyReply],
      status: number,
      before: BookingWithSession,
      step: (tx: Tx<VaccinationTables>) => Promise<Session[]>,
    ) => {
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

    const release =
      (status: 'CANCELLED' | 'ABSENT', event: typeof bookingCancelled) =>
      async (request: BookingRequest, reply: FastifyReply) => {
        const before = await findPermitted(request)
        return change([request, reply], 200, before, async (tx) => {
          const now = context.clock.now()
          const { booking, session } = await lockBooking(tx, before.id)
          refuse(status === 'ABSENT' ? refuseAbsence(booking, session, dayInIndia(now)) : refuseEnded(booking))
          const end = { status, event, origin: originOf(request), now }
          return [await releaseBooking(tx, context.name, session, booking, end)]
        })
      }

    app.post(
      '/v1/vaccination/bookings/:bookingId/cancellation',
      {
        config: { access: family },
        schema: {
          summary: 'Cancel a booking',
          description: 'Frees the seat, the stock and the choice of vaccine. Takes an Idempotency-Key.',
          params,
          response: { 200: Booking },
        },
      },
      release('CANCELLED', bookingCancelled),
    )

    app.post(
      '/v1/vaccination/bookings/:bookingId/absence',
      {
        config: { access: staff },
        schema: {
          summary: 'Record that the patient did not come',
          description: 'From the day of the session on. The dose can be booked again. Takes an Idempotency-Key.',
          params,
          response: { 200: Booking },
        },
      },
      release('ABSENT', patientAbsent),
    )

    app.post(
      '/v1/vaccination/bookings/:bookingId/rescheduling',
      {
        config: { access: family },
        schema: {
          summary: 'Move a booking to another session or window',
          description:
            'The old booking ends CANCELLED and a new one, with its own token, takes its place; or nothing changes. ' +
            'Answers with the new booking. Takes an Idempotency-Key.',
          params,
          body: object({ sessionId: SessionId, window: Window }),
          response: { 201: Booking },
        },
      },
      async (request, reply) => {
        const before = await findPermitted(request)
        const patient = await patientOf(context, before.patient_id)
        return change([request, reply], 201, before, async (tx) => {
          const base = { bookingId: before.id, patient, origin: originOf(request), now: context.clock.now() }
          return rescheduleBooking(tx, context.name, { ...request.body, ...base })
        })
      },
    )

    app.post(
      '/v1/vaccination/bookings/:bookingId/completion',
      {
        config: { access: staff },
        schema: {
          summary: 'Record that the dose was given',
          description: 'Takes one dose of the lot out of the stock. Takes an Idempotency-Key.',
          params,
          body: object({ lot: Lot }),
          response: { 200: Booking },
        },
      },
      async (request, reply) => {
        const before = await findPermitted(request)
        const patient = await patientOf(context, before.patient_id)
        return change([request, reply], 200, before, async (tx) => {
          const locked = await lockBooking(tx, before.id)
          const { accountId: actorId } = actorOf(request)
          const facts = { lot: request.body.lot, patient, actorId, origin: originOf(request), now: context.clock.now() }
          return [await completeBooking(tx, context.name, locked, facts)]
        })
      },
    )
  }

/** A citizen reaches the bookings of the own account, staff those of their centre; to all others there is none. */
function permitBooking(
  request: FastifyRequest,
  booking: BookingWithSession | undefined,
): asserts booking is BookingWithSession {
  if (!booking) throw new Problem(notFound)
  const { account_id: accountId, facility_id: facilityId, cell } = booking
  const isStaff = actorOf(request).facilityId !== undefined
  request.permit({ accountId, facilityId, cell }, isStaff ? forbidden : notFound)
}

async function patientOf(context: Context<VaccinationTables>, patientId: PatientId): Promise<PatientFacts> {
  const [patient] = await context.call(findPatients, { patientIds: [patientId] })
  if (!patient) throw new Problem(notFound, { detail: 'The patient of this booking does not exist any more' })
  return patient
}
