// Keeps the wish of a doctor to see a patient again, and follows the appointment that fulfils it.
import { addDays } from '../../../platform/clock.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { type EventEnvelope, type EventOrigin, originOfEvent, publish } from '../../../platform/work/outbox.ts'
import { findAppointments } from '../../appointments/booking/contract.ts'
import type { AppointmentFacts, AppointmentId } from '../../appointments/contract.ts'
import { followUpChanged } from '../contract.ts'
import { findPerson } from '../merging.ts'
import { lockToWrite } from '../notes/steps.ts'
import { toVisitFacts } from '../opening/steps.ts'
import { lockVisit } from '../opening/store.ts'
import type { FollowUp, Visit, VisitsContext, VisitsTables } from '../tables.ts'
import { findFollowUp, listBookedBy, listOfPatients, saveFollowUp } from './store.ts'

type Tables = VisitsTables

async function write(tx: Tx<Tables>, visit: Visit, after: FollowUp, origin: EventOrigin): Promise<FollowUp> {
  await saveFollowUp(tx, after)
  await publish(tx, origin, followUpChanged, { ...toVisitFacts(visit), status: after.status })
  return after
}

/** Wishes a follow-up on a day. A wish that is booked stays booked when the day stays. */
export async function wishFollowUp(tx: Tx<Tables>, of: Visit, on: string, origin: EventOrigin): Promise<FollowUp> {
  const visit = await lockToWrite(tx, of)
  const before = await findFollowUp(tx, visit.id)
  if (before && before.status !== 'DROPPED' && before.wished_on === on) return before
  const { cell, id: visit_id, facility_id, doctor_id, patient_id } = visit
  const wish = { wished_on: on, status: 'WISHED' as const, appointment_id: null, asked_at: tx.clock.now() }
  return write(tx, visit, { cell, visit_id, facility_id, doctor_id, patient_id, ...wish }, origin)
}

/** Takes the wish back. The appointment, when there is one, stays. */
export async function dropFollowUp(tx: Tx<Tables>, of: Visit, origin: EventOrigin): Promise<FollowUp> {
  const visit = await lockToWrite(tx, of)
  const before = await findFollowUp(tx, visit.id)
  if (!before) throw new Problem(notFound)
  if (before.status === 'DROPPED') return before
  return write(tx, visit, { ...before, status: 'DROPPED', appointment_id: null }, origin)
}

/** An appointment this many days before the wished one still is the follow-up. */
const EARLY_DAYS = 7
const LIVE = ['BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'FULFILLED', 'DISPLACED']

async function isLive({ call }: VisitsContext, appointmentId: AppointmentId): Promise<boolean> {
  const [found] = await call(findAppointments, { appointmentIds: [appointmentId] })
  return found !== undefined && LIVE.includes(found.status)
}

/**
 * Marks the wish that a booking fulfils: the same person and doctor, not much before the wished day. Events come in any
 * order, so this looks whether the appointment still stands.
 */
export async function onBooked(context: VisitsContext, event: EventEnvelope<AppointmentFacts>): Promise<void> {
  const { appointmentId, doctorId, patientId, date } = event.body
  const { ids } = await findPerson(context, patientId)
  const wishes = await listOfPatients(context.db, ids, doctorId)
  const wanted = wishes.find((one) => one.status === 'WISHED' && addDays(one.wished_on, -EARLY_DAYS) <= date)
  if (!wanted || !(await isLive(context, appointmentId))) return
  await transaction(context.db, async (tx) => {
    const visit = (await lockVisit(tx, wanted.visit_id)) as Visit
    const before = await findFollowUp(tx, visit.id)
    if (before?.status !== 'WISHED' || before.wished_on !== wanted.wished_on) return
    const isUsed = (await listBookedBy(tx, appointmentId)).length > 0
    const booked = { ...before, status: 'BOOKED' as const, appointment_id: appointmentId }
    if (!isUsed) await write(tx, visit, booked, originOfEvent(event))
  })
}

/** The appointment has ended unseen: the wish stands again, or goes on with the appointment that takes its place. */
export async function onEnded(
  context: VisitsContext,
  event: EventEnvelope<Pick<AppointmentFacts, 'appointmentId'> & { readonly movedTo?: AppointmentId | undefined }>,
): Promise<void> {
  const { appointmentId, movedTo } = event.body
  const goesOn = movedTo !== undefined && (await isLive(context, movedTo))
  await transaction(context.db, async (tx) => {
    for (const { visit_id } of await listBookedBy(tx, appointmentId)) {
      const visit = (await lockVisit(tx, visit_id)) as Visit
      const before = await findFollowUp(tx, visit.id)
      if (before?.appointment_id !== appointmentId) continue
      const after = goesOn
        ? { ...before, appointment_id: movedTo }
        : { ...before, status: 'WISHED' as const, appointment_id: null }
      await write(tx, visit, after, originOfEvent(event))
    }
  })
}
