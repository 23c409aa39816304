// Brings displaced appointments on their way: to a place on the same day at once, or to the choice of the patient.
import { dayInIndia, timeInIndia } from '../../../platform/clock.ts'
import { toMinute, toTimeOfDay } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventEnvelope, type EventOrigin, originOfEvent, publish } from '../../../platform/work/outbox.ts'
import type { Engine } from '../booking/engine.ts'
import { type AppointmentFacts, appointmentEnded, appointmentState, slotFull, slotNotOpen } from '../contract.ts'
import { listFree } from '../slots/free-store.ts'
import { findPractice } from '../slots/practice-store.ts'
import type { Appointment, AppointmentsContext } from '../tables.ts'
import { choiceAsked } from './contract.ts'
import { type IndianMinute, listNear } from './rules.ts'
import { askUnasked, type Group, listUnasked } from './store.ts'

export const minuteOf = (now: Date): IndianMinute => ({ day: dayInIndia(now), minute: toMinute(timeInIndia(now)) })

/**
 * Settles all that a change took from one patient. First each appointment moves to a free place near its time, if there
 * is one. Then the patient is asked once about all others. A repeat finds nothing left to do.
 */
export async function settleDisplaced(
  context: AppointmentsContext,
  engine: Engine,
  event: EventEnvelope<AppointmentFacts>,
): Promise<void> {
  const { facilityId, doctorId, patientId } = event.body
  const ids = { facility_id: facilityId, doctor_id: doctorId, patient_id: patientId }
  const group: Group = { cell: cellOf(facilityId), ...ids }
  const origin = originOfEvent(event)
  for (const one of await listUnasked(context.db, group)) await moveNear(context, engine, one, origin)
  await transaction(context.db, async (tx) => {
    const asked = await askUnasked(tx, group, context.clock.now())
    const [first] = asked
    if (!first) return
    const decideBy = asked.map(({ decide_by }) => decide_by).reduce((one, other) => (other < one ? other : one))
    const appointments = asked.map(({ id, held_on, starts_minute }) => ({
      ...{ appointmentId: id, date: held_on, start: toTimeOfDay(starts_minute) },
    }))
    const body = { facilityId, doctorId, patientId, appointments, decideBy: decideBy.toISOString() }
    await publish(tx, origin, choiceAsked, body)
  })
}

/** Somebody else took the place a moment before: the next one may still be free. */
const TAKEN = [slotFull, slotNotOpen]
/** Somebody chose, or the hours are back: nothing is left to move. */
const SETTLED = [appointmentEnded, appointmentState]

async function moveNear(
  { db, clock }: AppointmentsContext,
  engine: Engine,
  one: Appointment,
  origin: EventOrigin,
): Promise<void> {
  const now = clock.now()
  const practice = await findPractice(db, one)
  if (!practice) return
  const day = { fromOn: one.held_on, untilOn: one.held_on }
  const free = await listFree(db, { practices: [practice], ...day, now })
  for (const stretch of listNear(one, free, minuteOf(now))) {
    const slots = { fromSlotIds: one.slot_ids, slotIds: stretch.map(({ id }) => id), patientId: one.patient_id }
    try {
      const asked = { kind: 'move', appointmentId: one.id, ...slots, by: 'schedule', origin } as const
      await engine.give({ ...asked, repeatable: undefined })
      return
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (SETTLED.includes(error.type)) return
      if (!TAKEN.includes(error.type)) throw error
    }
  }
}
