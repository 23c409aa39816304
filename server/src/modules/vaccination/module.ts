// The module vaccination: vaccines, stock, sessions, bookings and doses, with the booking engine and availability.

import { defineModule } from '../../platform/module.ts'
import { findFacility } from '../facilities/contract.ts'
import { provePresenceAt, returnPresenceCode } from '../identity/presence/contract.ts'
import { findPatients, matchPatients } from '../patients/contract.ts'
import { listLikelySame } from '../patients/merging/contract.ts'
import { rows } from './access.ts'
import { adverseEventChanged, adverseEventEnded, noDoseGiven } from './aftercare/contract.ts'
import { adverseEventListRoutes } from './aftercare/list-routes.ts'
import { adverseEventRoutes } from './aftercare/routes.ts'
import { createFeed } from './availability/feed.ts'
import { openPlaces } from './availability/place-routes.ts'
import { Availability } from './availability/projection.ts'
import { AVAILABILITY_ROUTE, availabilityRoutes } from './availability/routes.ts'
import { bookingChangeRoutes } from './bookings/change-routes.ts'
import { likelySamePerson, tooManyCancellations } from './bookings/contract.ts'
import { createEngine } from './bookings/engine.ts'
import { listRoutes } from './bookings/list-routes.ts'
import { readinessRoutes } from './bookings/readiness-route.ts'
import { bookingRoutes } from './bookings/routes.ts'
import { walkInRoutes } from './bookings/walk-in-route.ts'
import { openCards } from './certificates/cards.ts'
import { certificateRoutes } from './certificates/routes.ts'
import { addCommands } from './commands.ts'
import { vaccinationProblems } from './contract.ts'
import { demo } from './demo.ts'
import { figureRoutes } from './figures/routes.ts'
import { historicalDoseEnded } from './history/contract.ts'
import { historyRoutes } from './history/routes.ts'
import { hears, schedules, subscriptions } from './jobs.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { furtherProblems } from './problems.ts'
import { sessionListRoutes } from './sessions/list-routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { stockLedgerRoutes } from './stock/ledger-routes.ts'
import { stockLotRoutes } from './stock/lot-routes.ts'
import { stockRoutes } from './stock/routes.ts'
import type { VaccinationTables } from './tables.ts'
import { undoRoutes } from './undoing/routes.ts'
import { courseRoutes } from './vaccines/course-routes.ts'
import { vaccineRoutes } from './vaccines/routes.ts'

export const vaccination = defineModule<VaccinationTables>({
  name: 'vaccination',
  summary: 'Vaccines, stock, sessions, bookings and doses.',
  uses: ['facilities', 'patients', 'identity'],
  asks: [...[findFacility, findPatients, listLikelySame, matchPatients, provePresenceAt, returnPresenceCode]],
  hears,
  problems: [
    ...vaccinationProblems,
    ...furtherProblems,
    ...[tooManyCancellations, likelySamePerson, historicalDoseEnded],
    ...[noDoseGiven, adverseEventChanged, adverseEventEnded],
  ],
  powers: rows,
  keeps,
  open: (context) => {
    const availability = new Availability(context.clock)
    const places = openPlaces(availability, context.clock)
    const engine = createEngine(context, availability)
    const feed = createFeed(context, availability)
    const cards = openCards(context)
    context.metrics.gauge('availability_sessions', 'Sessions in memory', () => availability.sessionCount)
    return {
      routes: [
        ...[courseRoutes(context), vaccineRoutes(context)],
        ...[stockRoutes(context), stockLotRoutes(context), stockLedgerRoutes(context)],
        ...[sessionRoutes(context), sessionListRoutes(context)],
        ...[availabilityRoutes(context, availability), places.routes],
        bookingRoutes(context, engine, availability),
        ...[walkInRoutes(context, engine, availability), bookingChangeRoutes(context, engine, availability)],
        ...[readinessRoutes(context, availability), listRoutes(context, availability)],
        ...[historyRoutes(context), certificateRoutes(context, cards)],
        ...[adverseEventRoutes(context), adverseEventListRoutes(context, availability)],
        ...[figureRoutes(context), undoRoutes(context, availability)],
      ],
      readyAnswers: [places.ready, { route: AVAILABILITY_ROUTE, recall: availability.recall }],
      calls: personalAnswers(context, engine),
      subscriptions: subscriptions(context),
      schedules: schedules(context),
      start: async () => {
        await (await cards).keepKeys()
        await feed.start()
      },
      stop: async () => {
        await feed.stop()
        await engine.stop()
      },
    }
  },
  addCommands,
  demo,
})
