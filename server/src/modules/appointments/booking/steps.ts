// The changes of an appointment that give and free no place: arrival, consultation and completion.
import { dayInIndia } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import {
  appointmentArrived,
  appointmentFulfilled,
  arrivalCancelled,
  consultationBegan,
  otherDay,
  slotFull,
} from '../contract.ts'
import { takeAgain } from '../queues/early-store.ts'
import { followAppointment, issueTokenOf } from '../queues/steps.ts'
import type { Appointment, AppointmentsTables } from '../tables.ts'
import { refuseMove } from './limits.ts'
import { toFacts } from './standing.ts'
import { type Move, nextStatus } from './states.ts'
import { changeAppointment, markSeen } from './store.ts'

type Tables = AppointmentsTables

/** The state after a move. Throws a problem that names what may be done instead. */
function requireMove({ status }: Appointment, move: Move): Appointment['status'] {
  const refusal = refuseMove({ status }, move)
  if (refusal) throw refusal
  return nextStatus(status, move) as Appointment['status']
}

function requireToday({ held_on }: Appointment, now: Date): void {
  if (held_on !== dayInIndia(now)) throw new Problem(otherDay, { members: { date: held_on } })
}

interface Arrival {
  readonly priority: Appointment['priority'] | undefined
  readonly origin: EventOrigin
}

/** Records that the patient came, and gives the token of the queue. */
export async function arrive(tx: Tx<Tables>, before: Appointment, { priority, origin }: Arrival): Promise<void> {
  const now = tx.clock.now()
  const status = requireMove(before, 'arrive')
  requireToday(before, now)
  const after = await changeAppointment(tx, before, { status, arrived_at: now, ...(priority && { priority }) })
  await issueTokenOf(tx, after, origin)
  await publish(tx, origin, appointmentArrived, toFacts(after))
}

export async function undoArrival(tx: Tx<Tables>, before: Appointment, origin: EventOrigin): Promise<void> {
  const status = requireMove(before, 'unarrive')
  const seat = before.seat === 'early' ? await takeAgain(tx, before) : before.seat
  if (seat === undefined) throw new Problem(slotFull)
  const after = await changeAppointment(tx, before, { status, seat, arrived_at: null })
  await followAppointment(tx, after, 'end', { origin })
  await publish(tx, origin, arrivalCancelled, toFacts(after))
}

/** `room`: where the patient is seen, when the call did not say it already. */
export async function beginConsultation(
  tx: Tx<Tables>,
  before: Appointment,
  origin: EventOrigin,
  room?: string,
): Promise<void> {
  const status = requireMove(before, 'begin')
  const after = await changeAppointment(tx, before, { status, began_at: tx.clock.now() })
  await followAppointment(tx, after, 'start', { origin, room })
  await publish(tx, origin, consultationBegan, toFacts(after))
}

export async function finishConsultation(tx: Tx<Tables>, before: Appointment, origin: EventOrigin): Promise<void> {
  const status = requireMove(before, 'finish')
  const ended = { ended_at: tx.clock.now(), ended_by: origin.actorId }
  const after = await changeAppointment(tx, before, { status, ...ended })
  await markSeen(tx, after)
  await followAppointment(tx, after, 'close', { origin })
  await publish(tx, origin, appointmentFulfilled, toFacts(after))
}
