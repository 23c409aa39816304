// Routes that take back what staff recorded by mistake: a dose, an absence, and a closed session.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { object, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import type { Availability } from '../availability/projection.ts'
import { bookingParams, findPermitted } from '../bookings/access.ts'
import { lockBooking, refuse } from '../bookings/steps.ts'
import { type BookingWithSession, findBooking } from '../bookings/store.ts'
import { type BookingViews, createBookingViews } from '../bookings/views.ts'
import { Booking, type BookingId, SessionId } from '../contract.ts'
import { SessionView, toSessionView } from '../sessions/routes.ts'
import { requireCentre } from '../sessions/steps.ts'
import { findSession, lockSessions, type Session } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import { refuseUndo } from './rules.ts'
import { reopenSession, type Undo, undoAbsence, undoCompletion } from './steps.ts'

const Why = object({ reason: text(500, { description: 'Why it was wrong. It stays in the history.' }) })

export const undoRoutes = (context: Context<VaccinationTables>, availability: Availability) => (app: App) => {
  addBookingUndo(app, context, createBookingViews(context, availability))
  addReopening(app, context)
}

type Asked<Params> = FastifyRequest<{ Params: Params; Body: { reason: string } }>

function toUndo({ clock }: Context<VaccinationTables>, request: Asked<unknown>): Undo {
  const { accountId: actorId } = actorOf(request)
  return { reason: request.body.reason, actorId, origin: originOf(request), now: clock.now() }
}

function addBookingUndo(app: App, context: Context<VaccinationTables>, views: BookingViews): void {
  const undo =
    (recorded: 'COMPLETED' | 'ABSENT') => async (request: Asked<{ bookingId: BookingId }>, reply: FastifyReply) => {
      const before = await findPermitted(context, request)
      const mayUndoAll = request.holds('dose.undo')
      return once(context, request, reply, 200, async (tx) => {
        const asked = toUndo(context, request)
        const locked = await lockBooking(tx, before.id)
        refuse(refuseUndo(locked.booking, recorded, { actorId: asked.actorId, mayUndoAll }, asked.now))
        await (recorded === 'COMPLETED' ? undoCompletion : undoAbsence)(tx, locked, asked)
        return views.ofBooking((await findBooking(tx, before.id)) as BookingWithSession)
      })
    }
  const schema = { params: bookingParams, body: Why, response: { 200: Booking } }
  const who =
    'The person who recorded it may do so on the same day; the administrator of the centre may do so later, too. '

  app.post(
    '/v1/vaccination/bookings/:bookingId/completion/cancellation',
    {
      config: { access: may('dose.give').at('record') },
      schema: {
        summary: 'Undo a dose that staff recorded by mistake',
        description:
          who +
          'The booking waits for its dose again, and the stock has the dose again. The record of the dose stays in ' +
          'the history with the reason. Takes an Idempotency-Key.',
        ...schema,
      },
    },
    undo('COMPLETED'),
  )

  app.post(
    '/v1/vaccination/bookings/:bookingId/absence/cancellation',
    {
      config: { access: may('dose.give').at('record') },
      schema: {
        summary: 'Undo an absence that staff recorded by mistake',
        description:
          who +
          'The booking gets its seat and its token again, if a seat is free and the patient has not booked the dose ' +
          'elsewhere. Takes an Idempotency-Key.',
        ...schema,
      },
    },
    undo('ABSENT'),
  )
}

function addReopening(app: App, context: Context<VaccinationTables>): void {
  app.post(
    '/v1/vaccination/sessions/:sessionId/closure/cancellation',
    {
      config: { access: may('session.manage').at('place') },
      schema: {
        summary: 'Open a session again that was closed by mistake',
        description:
          'Possible until the end of its day. The stock must hold a free dose for each free seat. Bookings that the ' +
          'closing cancelled stay cancelled, because these people were told. Takes an Idempotency-Key.',
        params: object({ sessionId: SessionId }),
        body: Why,
        response: { 200: SessionView },
      },
    },
    async (request, reply) => {
      const found = await findSession(context.db, request.params.sessionId)
      if (!found) throw new Problem(notFound)
      request.permit({ facilityId: found.facility_id, cell: found.cell })
      await requireCentre(context, found.facility_id)
      return once(context, request, reply, 200, async (tx) => {
        const [session] = await lockSessions(tx, [found.id])
        return toSessionView(await reopenSession(tx, session as Session, toUndo(context, request)))
      })
    },
  )
}
