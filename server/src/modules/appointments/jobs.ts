// Background work: pulls the hours of doctors, follows hospitals and merges, ends holds, and settles displacements.

import { addDays, dayInIndia } from '../../platform/clock.ts'
import type { EventType } from '../../platform/contract.ts'
import { cellOf } from '../../platform/id.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import { type EventEnvelope, originOfEvent } from '../../platform/work/outbox.ts'
import { chargesSettled } from '../billing/contract.ts'
import { refundDue, refundPaid } from '../billing/payments/contract.ts'
import { doctorChanged } from '../doctors/contract.ts'
import { scheduleChanged } from '../doctors/schedules/contract.ts'
import { type FacilityFacts, facilityChanged } from '../facilities/contract.ts'
import { patientMerges } from '../patients/merging/contract.ts'
import { type Engine, release } from './booking/engine.ts'
import { findAppointment, listLapsed, sweepHolds } from './booking/store.ts'
import {
  appointmentBooked,
  appointmentCancelled,
  appointmentDisplaced,
  appointmentLeft,
  appointmentMissed,
  appointmentVoided,
} from './contract.ts'
import { settleDisplaced } from './displacing/settling.ts'
import { listDoctorsToTell } from './displacing/store.ts'
import { paymentSubscriptions } from './fees/payments.ts'
import { chargeFee, chargeWalkIn, reverseFee, reverseWalkIn } from './fees/steps.ts'
import { mergeSubscriptions } from './merging.ts'
import { tokenEnded, tokenIssued } from './queues/contract.ts'
import { closeQueues } from './queues/steps.ts'
import { pullDoctor, pullStale } from './schedules/steps.ts'
import { copyFacility, isOpen } from './schedules/store.ts'
import { purgeSlots } from './slots/purge-store.ts'
import type { AppointmentsContext } from './tables.ts'
import { seatsFreed } from './waiting/contract.ts'
import { offerSeats } from './waiting/offering.ts'
import { endBooked, endOverdue, joinLapsed, tellFreed } from './waiting/steps.ts'
import { deleteEndedBefore, type SeatPlace } from './waiting/store.ts'

/** The events that this module hears; `subscriptions` says what it does on each. */
export const hears: readonly EventType[] = [
  scheduleChanged,
  doctorChanged,
  facilityChanged,
  appointmentDisplaced,
  appointmentBooked,
  appointmentCancelled,
  appointmentMissed,
  appointmentLeft,
  appointmentVoided,
  seatsFreed,
  tokenIssued,
  tokenEnded,
  chargesSettled,
  refundDue,
  refundPaid,
  ...patientMerges,
]

/** An event has one job here. What billing cannot do now keeps no seat from who waits, so fees come last. */
export function subscriptions(context: AppointmentsContext, engine: Engine): Subscription[] {
  const desk = { context, engine }
  const freed = (event: EventEnvelope<SeatPlace>) => offerSeats(desk, event.body, originOfEvent(event))
  return [
    on(scheduleChanged, ({ id, body }) => pullDoctor(context, body.doctorId, id)),
    on(doctorChanged, ({ id, body }) => pullDoctor(context, body.doctorId, id)),
    on(facilityChanged, ({ id, body }) => followFacility(context, body, id)),
    on(appointmentDisplaced, (event) => settleDisplaced(context, engine, event)),
    on(appointmentBooked, async (event) => {
      await endBooked(desk, event)
      await chargeFee(context, event)
    }),
    on(appointmentCancelled, async (event) => {
      const { by, movedTo } = event.body
      if (by === 'schedule' && movedTo === undefined) await joinLapsed(context, event)
      await freed(event)
      await reverseFee(context, event)
    }),
    ...[appointmentMissed, appointmentLeft].map((ended) => on(ended, (event) => reverseFee(context, event))),
    on(appointmentVoided, async (event) => {
      await freed(event)
      await reverseFee(context, event)
    }),
    on(seatsFreed, freed),
    on(tokenIssued, (event) => chargeWalkIn(context, event)),
    on(tokenEnded, (event) => reverseWalkIn(context, event)),
    ...paymentSubscriptions(context),
    ...mergeSubscriptions(context),
  ]
}

/**
 * A hospital that closes has no hours any more, so a pull displaces who has booked there; one that opens gives them
 * back. The pulls come before the copy, because a repeat after a crash must find them still to do.
 */
async function followFacility(context: AppointmentsContext, facility: FacilityFacts, requestId: string): Promise<void> {
  const { facilityId, version } = facility
  const place = { facilityId, cell: cellOf(facilityId), version, isOpen: isOpen(facility) }
  for (const doctorId of await listDoctorsToTell(context.db, place)) await pullDoctor(context, doctorId, requestId)
  await copyFacility(context.db, facility)
}

export function schedules(context: AppointmentsContext, engine: Engine): Schedule[] {
  const desk = { context, engine }
  return [
    { name: 'pull-schedules', cron: '*/5 * * * *', run: async () => void (await pullStale(context)) },
    { name: 'end-holds', cron: '* * * * *', run: () => endHolds(context) },
    { name: 'close-queues', cron: '*/10 * * * *', run: () => closeQueues(context) },
    { name: 'end-offers', cron: '* * * * *', run: () => endOverdue(desk) },
    { name: 'purge-slots', cron: '20 21 1 * *', run: () => purgePast(context) },
    { name: 'purge-waiting', cron: '50 21 * * *', run: () => purgeWaiting(context) },
    { name: 'end-displacements', cron: '* * * * *', run: () => endDisplacements(context, engine) },
  ]
}

/** Tidies holds that are over. Who waits hears of their places. */
export async function endHolds({ db, clock }: AppointmentsContext): Promise<void> {
  await transaction(db, async (tx) => {
    const places = await sweepHolds(tx, clock.now())
    await tellFreed(tx, places, { actorId: null, requestId: 'end-holds' })
  })
}

const SLOT_DAYS = 400

/** Slots that nobody booked are of no use after a year. */
export async function purgePast({ db, clock, log }: AppointmentsContext): Promise<void> {
  const slots = await purgeSlots(db, addDays(dayInIndia(clock.now()), -SLOT_DAYS))
  log.info({ slots }, 'slots of the past that nobody booked are gone')
}

const WAITING_MS = 90 * 86_400_000

async function purgeWaiting({ db, clock }: AppointmentsContext): Promise<void> {
  await deleteEndedBefore(db, new Date(clock.now().getTime() - WAITING_MS))
}

const LAPSED_AT_ONCE = 500

/** Cancels the displaced appointments for which nobody chose another slot until the deadline. */
export async function endDisplacements({ db, clock }: AppointmentsContext, engine: Engine): Promise<void> {
  const origin = { actorId: null, requestId: 'end-displacements' }
  for (const appointmentId of await listLapsed(db, clock.now(), LAPSED_AT_ONCE)) {
    const found = await findAppointment(db, appointmentId)
    if (!found) continue
    const how = { move: 'lapse', by: 'schedule', reason: 'Nobody chose another time' } as const
    await release(engine, { ...how, appointmentId, slotIds: found.slot_ids, origin })
  }
}
