// Background work: pulls the hours of doctors, follows hospitals and merges, ends holds, and settles displacements.
import { cellOf } from '../../platform/id.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import { doctorChanged } from '../doctors/contract.ts'
import { scheduleChanged } from '../doctors/schedules/contract.ts'
import { type FacilityFacts, facilityChanged } from '../facilities/contract.ts'
import { type Engine, release } from './booking/engine.ts'
import { findAppointment, listLapsed, sweepHolds } from './booking/store.ts'
import { appointmentDisplaced } from './contract.ts'
import { settleDisplaced } from './displacing/settling.ts'
import { listDoctorsToTell } from './displacing/store.ts'
import { feeSubscriptions } from './fees/steps.ts'
import { mergeSubscriptions } from './merging.ts'
import { pullDoctor, pullStale } from './schedules/steps.ts'
import { copyFacility, isOpen } from './schedules/store.ts'
import type { AppointmentsContext } from './tables.ts'

export function subscriptions(context: AppointmentsContext, engine: Engine): Subscription[] {
  return [
    on(scheduleChanged, ({ id, body }) => pullDoctor(context, body.doctorId, id)),
    on(doctorChanged, ({ id, body }) => pullDoctor(context, body.doctorId, id)),
    on(facilityChanged, ({ id, body }) => followFacility(context, body, id)),
    on(appointmentDisplaced, (event) => settleDisplaced(context, engine, event)),
    ...mergeSubscriptions(context),
    ...feeSubscriptions(context),
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
  const sweep = async () => void (await transaction(context.db, (tx) => sweepHolds(tx, context.clock.now())))
  return [
    { name: 'pull-schedules', cron: '*/5 * * * *', run: async () => void (await pullStale(context)) },
    { name: 'end-holds', cron: '* * * * *', run: sweep },
    { name: 'end-displacements', cron: '* * * * *', run: () => endDisplacements(context, engine) },
  ]
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
