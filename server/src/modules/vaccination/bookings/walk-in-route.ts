// The route of walk-ins: the staff of a centre give a free seat of today to a patient who came without a booking.
import { object } from '../../../platform/contract.ts'
import { repeatableOf } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { withPresence } from '../../../platform/presence.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { provePresenceAt, returnPresenceCode } from '../../identity/presence/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { Proof } from '../../patients/presence/contract.ts'
import { may } from '../access.ts'
import type { Availability } from '../availability/projection.ts'
import { Booking, SessionId, Window } from '../contract.ts'
import { findSession } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import type { Engine } from './engine.ts'
import { createBookingViews } from './views.ts'

export const walkInRoutes =
  (context: Context<VaccinationTables>, engine: Engine, availability: Availability) => (app: App) => {
    const views = createBookingViews(context, availability)

    app.post(
      '/v1/vaccination/sessions/:sessionId/walk-ins',
      {
        config: { access: may('dose.give').at('place') },
        schema: {
          summary: 'Give a seat to a walk-in',
          description:
            'Books a seat in a session of today for a patient with or without an account. The rules are those of ' +
            'every booking. The patient counts as arrived. Prove that the patient is there (`proof`): the server ' +
            'stores how, who and when. Each proof counts as a look-up of a person. Takes an Idempotency-Key.',
          params: object({ sessionId: SessionId }),
          body: object({ patientId: PatientId, window: Window, proof: Proof }),
          response: { 201: Booking },
        },
      },
      async (request, reply) => {
        const { sessionId } = request.params
        const { patientId, window, proof } = request.body
        const session = await findSession(context.db, sessionId)
        if (!session) throw new Problem(notFound)
        request.permit({ facilityId: session.facility_id, cell: session.cell })
        const walkIn = { kind: 'walk-in', sessionId, window, patientIds: [patientId], proof } as const
        const asked = { repeatable: repeatableOf(request, context.keys), origin: originOf(request) }
        const { outcome, replayed } = await withPresence(
          context,
          request,
          {
            ...{ about: { patientId, facilityId: session.facility_id }, proof },
            prove: (proving) => context.call(provePresenceAt, proving),
            giveBack: (used) => context.call(returnPresenceCode, used),
          },
          () => engine.give({ ...walkIn, ...asked }),
        )
        if (replayed) reply.header('idempotent-replayed', 'true')
        reply.code(201)
        const [booking] = await views.ofSeats(walkIn, outcome)
        return booking as Booking
      },
    )
  }
