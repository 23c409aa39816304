// Routes that change a booking: arrival, cancellation, absence, rescheduling and completion.
import type { FastifyReply } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { object, Type, text } from '../../../platform/contract.ts'
import { once, repeatableOf } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { findPatients, type PatientFacts, type PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import type { Availability } from '../availability/projection.ts'
import { Booking, type BookingId, Lot, SessionId, Window } from '../contract.ts'
import { refuseArrival, refuseEnded } from '../rules.ts'
import { findSession } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import { type BookingRequest, bookingParams, findPermitted } from './access.ts'
import type { Engine } from './engine.ts'
import { confirmDespite, findLikelyDoses } from './likely-same.ts'
import type { Release, SeatRequest, Seats } from './requests.ts'
import { completeBooking, lockBooking, refuse, setBookingArrival } from './steps.ts'
import { type BookingWithSession, findBooking } from './store.ts'
import { type BookingViews, createBookingViews } from './views.ts'

/** The parts that these routes share. */
interface Desk {
  readonly context: Context<VaccinationTables>
  readonly engine: Engine
  readonly views: BookingViews
}

export const bookingChangeRoutes =
  (context: Context<VaccinationTables>, engine: Engine, availability: Availability) => (app: App) => {
    const desk = { context, engine, views: createBookingViews(context, availability) }
    addArrival(app, desk)
    addReleases(app, desk)
    addRescheduling(app, desk, availability)
    addCompletion(app, desk)
  }

/** Makes one change of a booking, once for each Idempotency-Key, and gives the booking after it. */
function change(
  { context, views }: Desk,
  [request, reply]: [BookingRequest, FastifyReply],
  id: BookingId,
  step: (tx: Tx<VaccinationTables>) => Promise<void>,
): Promise<Booking> {
  return once(context, request, reply, 200, async (tx) => {
    await step(tx)
    return views.ofBooking((await findBooking(tx, id)) as BookingWithSession)
  })
}

type Unaddressed<Request> = Request extends SeatRequest ? Omit<Request, 'repeatable' | 'origin'> : never

/** Asks the engine for seats. The engine acts once for each Idempotency-Key. */
async function give(
  { engine }: Desk,
  [request, reply]: [BookingRequest, FastifyReply],
  asked: Unaddressed<SeatRequest>,
): Promise<Seats> {
  const stated = { ...asked, repeatable: repeatableOf(request), origin: originOf(request) } as SeatRequest
  const { outcome, replayed } = await engine.give(stated)
  if (replayed) void reply.header('idempotent-replayed', 'true')
  return outcome
}

function addArrival(app: App, desk: Desk): void {
  const { context } = desk
  const arrive = (hasCome: boolean) => async (request: BookingRequest, reply: FastifyReply) => {
    const before = await findPermitted(context, request)
    return change(desk, [request, reply], before.id, async (tx) => {
      const now = context.clock.now()
      const { booking, session } = await lockBooking(tx, before.id)
      refuse(hasCome ? refuseArrival(booking, session, dayInIndia(now)) : refuseEnded(booking))
      const arrivedAt = hasCome ? now : null
      await setBookingArrival(tx, booking, { arrivedAt, origin: originOf(request) })
    })
  }
  const schema = { params: bookingParams, response: { 200: Booking } }

  app.post(
    '/v1/vaccination/bookings/:bookingId/arrival',
    {
      config: { access: may('dose.give').at('record') },
      schema: {
        summary: 'Record that the patient came',
        description:
          'Only on the day of the session. A second request does not change the time. Takes an Idempotency-Key.',
        ...schema,
      },
    },
    arrive(true),
  )

  app.post(
    '/v1/vaccination/bookings/:bookingId/arrival/cancellation',
    {
      config: { access: may('dose.give').at('record') },
      schema: { summary: 'Undo an arrival that staff recorded by mistake', ...schema },
    },
    arrive(false),
  )
}

function addReleases(app: App, desk: Desk): void {
  const { context, views } = desk
  const release = (status: Release['status']) => async (request: BookingRequest, reply: FastifyReply) => {
    const { id: bookingId, session_id: sessionId } = await findPermitted(context, request)
    await give(desk, [request, reply], { kind: 'release', status, bookingId, sessionId })
    // A repeat gets the same answer, also when staff have undone the absence meanwhile.
    return { ...(await views.ofBooking((await findBooking(context.db, bookingId)) as BookingWithSession)), status }
  }

  app.post(
    '/v1/vaccination/bookings/:bookingId/cancellation',
    {
      config: { access: may('booking.manage').at('record') },
      schema: {
        summary: 'Cancel a booking',
        description: 'Frees the seat, the stock and the choice of vaccine. Takes an Idempotency-Key.',
        params: bookingParams,
        response: { 200: Booking },
      },
    },
    release('CANCELLED'),
  )

  app.post(
    '/v1/vaccination/bookings/:bookingId/absence',
    {
      config: { access: may('dose.give').at('record') },
      schema: {
        summary: 'Record that the patient did not come',
        description:
          'Only from the day of the session on. The patient can book the dose again. Takes an Idempotency-Key.',
        params: bookingParams,
        response: { 200: Booking },
      },
    },
    release('ABSENT'),
  )
}

function addRescheduling(app: App, desk: Desk, availability: Availability): void {
  app.post(
    '/v1/vaccination/bookings/:bookingId/rescheduling',
    {
      config: { access: may('booking.manage').at('record', { hasTarget: true }) },
      schema: {
        summary: 'Move a booking to another session or window',
        description:
          'The old booking ends CANCELLED, and a new booking with its own token replaces it. If the move is refused, ' +
          'nothing changes. A citizen may choose any centre. The staff of a centre move bookings only within their ' +
          'centre, and officials within their district. The answer is the new booking. Takes an Idempotency-Key.',
        params: bookingParams,
        body: object({ sessionId: SessionId, window: Window }),
        response: { 201: Booking },
      },
    },
    async (request, reply) => {
      const before = await findPermitted(desk.context, request)
      const { id: bookingId, session_id: fromSessionId, patient_id } = before
      const { sessionId } = request.body
      const target = availability.sessionOf(sessionId) ?? (await findSession(desk.context.db, sessionId))
      if (!target) throw invalidField('/sessionId', 'is not a known session; check the id')
      request.permitTarget({ facilityId: target.facility_id, cell: target.cell }, '/sessionId')
      const move = { kind: 'move', bookingId, fromSessionId, ...request.body, patientIds: [patient_id] } as const
      const seats = await give(desk, [request, reply], move)
      reply.code(201)
      const [booking] = await desk.views.ofSeats(move, seats)
      return booking as Booking
    },
  )
}

function addCompletion(app: App, desk: Desk): void {
  const { context } = desk
  app.post(
    '/v1/vaccination/bookings/:bookingId/completion',
    {
      config: { access: may('dose.give').at('record') },
      schema: {
        summary: 'Record that the dose was given',
        description:
          'Takes one dose of the lot out of the stock. When readiness warns of likely the same person, say in ' +
          '`differs` why you give the dose. Takes an Idempotency-Key.',
        params: bookingParams,
        body: object({
          lot: Lot,
          differs: Type.Optional(
            text(200, { description: 'Why you give the dose although likely the same person has had it.' }),
          ),
        }),
        response: { 200: Booking },
      },
    },
    async (request, reply) => {
      const before = await findPermitted(context, request)
      const patient = await patientOf(context, before.patient_id)
      const { accountId: actorId } = actorOf(request)
      const likely = await findLikelyDoses(context, before)
      const confirmed = { bookingId: before.id, cell: before.cell, reason: request.body.differs, by: actorId }
      return change(desk, [request, reply], before.id, async (tx) => {
        const facts = { lot: request.body.lot, patient, actorId, origin: originOf(request) }
        const locked = await lockBooking(tx, before.id)
        await completeBooking(tx, locked, { ...facts, now: context.clock.now() })
        await confirmDespite(tx, likely, confirmed)
      })
    },
  )
}

async function patientOf(context: Context<VaccinationTables>, patientId: PatientId): Promise<PatientFacts> {
  const [patient] = await context.call(findPatients, { patientIds: [patientId] })
  if (!patient) throw new Problem(notFound, { detail: 'The patient of this booking does not exist any more' })
  return patient
}
