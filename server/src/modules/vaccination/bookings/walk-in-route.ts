// The route of walk-ins: staff of a centre give a free seat of today to somebody who stands before them.
import { access, actorOf } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { object } from '../../../platform/contract.ts'
import { repeatableOf } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { forbidden, notFound, Problem } from '../../../platform/problem.ts'
import { PatientId } from '../../patients/contract.ts'
import type { Availability } from '../availability/projection.ts'
import { Booking, type BookingId, SessionId, Window } from '../contract.ts'
import { refuseToday } from '../rules.ts'
import { findSession } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import type { Engine } from './engine.ts'
import { lockBooking, refuse, setBookingArrival } from './steps.ts'
import { type BookingWithSession, findBooking } from './store.ts'
import { createBookingViews } from './views.ts'

export const walkInRoutes =
  (context: Context<VaccinationTables>, engine: Engine, availability: Availability) => (app: App) => {
    const views = createBookingViews(context, availability)

    app.post(
      '/v1/vaccination/sessions/:sessionId/walk-ins',
      {
        config: { access: access.record('vaccinator', 'centre-admin') },
        schema: {
          summary: 'Seat somebody who walks in',
          description:
            'A seat in a session of today, by the rules of every booking, for a patient with or without an account; ' +
            'they count as arrived. Takes an Idempotency-Key.',
          params: object({ sessionId: SessionId }),
          body: object({ patientId: PatientId, window: Window }),
          response: { 201: Booking },
        },
      },
      async (request, reply) => {
        const { sessionId } = request.params
        const { patientId, window } = request.body
        const session = await findSession(context.db, sessionId)
        if (!session) throw new Problem(notFound)
        request.permit({ facilityId: session.facility_id, cell: session.cell }, forbidden)
        refuse(refuseToday(session, dayInIndia(context.clock.now())))
        const origin = originOf(request)
        const asked = { sessionId, window, patientIds: [patientId], repeatable: repeatableOf(request), origin }
        const granted = await engine.book({ ...asked, accountId: actorOf(request).accountId, isWalkIn: true })
        const booking = await arrive(context, granted.ids[0] as BookingId, origin)
        if (granted.replayed) reply.header('idempotent-replayed', 'true')
        reply.code(201)
        return views.ofBooking(booking)
      },
    )
  }

/** In a step of its own after the engine's: a repeat with the same key completes what a lost process left out. */
async function arrive(
  { db, clock }: Context<VaccinationTables>,
  id: BookingId,
  origin: ReturnType<typeof originOf>,
): Promise<BookingWithSession> {
  return transaction(db, async (tx) => {
    const { booking } = await lockBooking(tx, id)
    if (booking.status === 'BOOKED') await setBookingArrival(tx, booking, { arrivedAt: clock.now(), origin })
    return (await findBooking(tx, id)) as BookingWithSession
  })
}
