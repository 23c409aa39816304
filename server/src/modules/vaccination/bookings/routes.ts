// Routes of bookings: book for a family, and read one booking.

import { actorOf } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import { repeatableOf } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import type { Availability } from '../availability/projection.ts'
import { Booking, SessionId, Window } from '../contract.ts'
import { samePeople } from '../merging/steps.ts'
import type { VaccinationTables } from '../tables.ts'
import { bookingParams, findPermitted } from './access.ts'
import type { Engine } from './engine.ts'
import { createBookingViews } from './views.ts'

export const bookingRoutes =
  (context: Context<VaccinationTables>, engine: Engine, availability: Availability) => (app: App) => {
    const views = createBookingViews(context, availability)

    app.post(
      '/v1/vaccination/bookings',
      {
        config: { access: may('booking.make').at('own') },
        schema: {
          summary: 'Book a dose for one or more of my family',
          description:
            'Books all of them or nobody. Takes an Idempotency-Key. If the answer is lost, repeat the request with ' +
            'the same key: you get the answer of the first request, and no second booking is made.',
          body: object({
            sessionId: SessionId,
            window: Window,
            patientIds: Type.Array(PatientId, { minItems: 1, maxItems: 6, uniqueItems: true }),
          }),
          response: { 201: object({ bookings: Type.Array(Booking) }) },
        },
      },
      async (request, reply) => {
        const asked = { repeatable: repeatableOf(request), origin: originOf(request) }
        const { accountId } = actorOf(request)
        const { outcome, replayed } = await engine.give({ kind: 'book', accountId, ...request.body, ...asked })
        if (replayed) reply.header('idempotent-replayed', 'true')
        reply.code(201)
        return { bookings: await views.ofSeats(request.body, outcome) }
      },
    )

    app.get(
      '/v1/vaccination/bookings/:bookingId',
      {
        config: { access: may('booking.read').at('record') },
        schema: { summary: 'Read a booking', params: bookingParams, response: { 200: Booking } },
      },
      async (request) => {
        const booking = await findPermitted(context, request)
        // The family that booked does not learn the id of a record in another family.
        if (booking.account_id === actorOf(request).accountId) return views.ofBooking(booking)
        const { staysId } = await samePeople.find(context.db, booking.patient_id)
        return views.ofMerged(booking, staysId)
      },
    )
  }
