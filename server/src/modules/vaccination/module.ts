// The module vaccination: vaccines, stock, sessions, bookings and doses, with the booking engine and availability.
import { defineModule } from '../../platform/module.ts'
import { findFacility } from '../facilities/contract.ts'
import { findPatients } from '../patients/contract.ts'
import { Availability } from './availability.ts'
import { vaccinationProblems } from './contract.ts'
import { createEngine } from './engine.ts'
import { createFeed } from './feed.ts'
import { schedules, subscriptions } from './jobs.ts'
import { AVAILABILITY_ROUTE, availabilityRoutes } from './routes/availability.ts'
import { bookingChangeRoutes } from './routes/booking-changes.ts'
import { bookingRoutes } from './routes/bookings.ts'
import { figureRoutes } from './routes/figures.ts'
import { listRoutes } from './routes/lists.ts'
import { readinessRoutes } from './routes/readiness.ts'
import { sessionListRoutes } from './routes/session-lists.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { stockRoutes } from './routes/stock.ts'
import { stockLedgerRoutes } from './routes/stock-ledger.ts'
import { vaccineRoutes } from './routes/vaccines.ts'
import { walkInRoutes } from './routes/walk-ins.ts'
import type { VaccinationTables } from './tables.ts'

export const vaccination = defineModule<VaccinationTables>({
  name: 'vaccination',
  summary: 'Vaccines, stock, sessions, bookings and doses.',
  uses: ['facilities', 'patients'],
  asks: [findFacility, findPatients],
  problems: vaccinationProblems,
  open: (context) => {
    const availability = new Availability(context.clock)
    const engine = createEngine(context, availability)
    const feed = createFeed(context, availability)
    context.metrics.gauge('availability_sessions', 'Sessions in the projection', () => availability.sessionCount)
    return {
      routes: [
        vaccineRoutes(context),
        stockRoutes(context),
        stockLedgerRoutes(context),
        sessionRoutes(context, availability),
        sessionListRoutes(context),
        availabilityRoutes(context, availability),
        bookingRoutes(context, engine, availability),
        walkInRoutes(context, engine, availability),
        bookingChangeRoutes(context, availability),
        readinessRoutes(context, availability),
        listRoutes(context, availability),
        figureRoutes(context),
      ],
      readyAnswers: [{ route: AVAILABILITY_ROUTE, recall: availability.recall }],
      subscriptions: subscriptions(context),
      schedules: schedules(context),
      start: () => feed.start(),
      stop: async () => {
        await feed.stop()
        await engine.stop()
      },
    }
  },
})
