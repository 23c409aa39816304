// The module appointments: its own view of doctors' hours, slots that are given once, and what becomes of a booking.
import { defineModule } from '../../platform/module.ts'
import { raiseCharges, reverseCharges } from '../billing/contract.ts'
import { findDoctors } from '../doctors/contract.ts'
import { getSchedule } from '../doctors/schedules/contract.ts'
import { findFacility, locatePin } from '../facilities/contract.ts'
import { findPatients } from '../patients/contract.ts'
import { rows } from './access.ts'
import { attendanceRoutes } from './attendance/routes.ts'
import { bookingAnswers } from './booking/calls.ts'
import { changeRoutes } from './booking/change-routes.ts'
import { createEngine } from './booking/engine.ts'
import { listRoutes } from './booking/list-routes.ts'
import { createReader } from './booking/reading.ts'
import { bookingRoutes } from './booking/routes.ts'
import { listAppointments, listHeld } from './booking/store.ts'
import { bookingProblems } from './contract.ts'
import { demo } from './demo.ts'
import { offerRoutes } from './displacing/offer-routes.ts'
import { previewRoutes } from './displacing/preview-routes.ts'
import { feeRoutes } from './fees/routes.ts'
import { hears, schedules, subscriptions } from './jobs.ts'
import { overviewRoutes } from './overview/routes.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { BOARDS, createBoards } from './queues/board.ts'
import { queueProblems } from './queues/contract.ts'
import { createPlaces, PLACES } from './queues/places.ts'
import { publicQueueRoutes } from './queues/public-routes.ts'
import { queueRoutes } from './queues/routes.ts'
import { slipRoutes } from './queues/slip-routes.ts'
import { tokenRoutes } from './queues/token-routes.ts'
import { dayRoutes } from './slots/day-routes.ts'
import { createFeed } from './slots/feed.ts'
import { SlotsInMemory } from './slots/projection.ts'
import { SLOTS_ROUTE, slotRoutes } from './slots/routes.ts'
import type { AppointmentsTables } from './tables.ts'
import { alreadyWaiting, offerOver, seatFreeNow } from './waiting/contract.ts'
import { linkRoutes } from './waiting/link-routes.ts'
import { waitingRoutes } from './waiting/routes.ts'

export const appointments = defineModule<AppointmentsTables>({
  name: 'appointments',
  summary: 'Slots of doctors, appointments, and what becomes of them.',
  uses: ['facilities', 'patients', 'identity', 'doctors', 'billing'],
  asks: [findFacility, locatePin, findPatients, getSchedule, findDoctors, raiseCharges, reverseCharges],
  hears,
  problems: [...bookingProblems, ...queueProblems, alreadyWaiting, seatFreeNow, offerOver],
  powers: rows,
  keeps,
  demo,
  open: (context) => {
    const slots = new SlotsInMemory(context.clock)
    const engine = createEngine(context, slots)
    const feed = createFeed(context, slots)
    const readers = { read: createReader(context, listAppointments), readHold: createReader(context, listHeld) }
    const desk = { context, engine, slots, ...readers }
    const boards = createBoards(context)
    const places = createPlaces(context)
    const { metrics } = context
    metrics.gauge('slots_in_memory', 'Slots of doctors in memory', () => slots.slotCount)
    metrics.gauge('schedule_view_age_seconds', 'Age of the oldest hours on view', () => slots.oldestViewSeconds)
    return {
      routes: [
        ...[slotRoutes(context, slots), dayRoutes(context), bookingRoutes(desk), listRoutes(context)],
        ...[changeRoutes(desk), overviewRoutes(context)],
        ...[offerRoutes(context), previewRoutes(context), feeRoutes(context), attendanceRoutes(context)],
        ...[waitingRoutes({ context, engine }), linkRoutes({ context, engine })],
        ...[queueRoutes(context), tokenRoutes(context), slipRoutes(context)],
        publicQueueRoutes(context, boards, places),
      ],
      readyAnswers: [
        { route: SLOTS_ROUTE, recall: slots.recall },
        { route: BOARDS, recall: boards.recall },
        { route: PLACES, recall: places.recall },
      ],
      calls: [...personalAnswers(context, engine), ...bookingAnswers(context)],
      subscriptions: subscriptions(context, engine),
      schedules: schedules(context, engine),
      start: () => feed.start(),
      stop: async () => {
        await feed.stop()
        await engine.stop()
      },
    }
  },
})
