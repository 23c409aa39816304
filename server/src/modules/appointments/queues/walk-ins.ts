// People who come without an appointment, and people who come hours before theirs.
import { toTimeOfDay } from '../../../platform/contract.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import type { PatientId } from '../../patients/contract.ts'
import { arrive } from '../booking/steps.ts'
import { changeAppointment, lockAppointment } from '../booking/store.ts'
import type { AppointmentId, PRIORITIES } from '../contract.ts'
import { feeOfWalkIn } from '../fees/walk-ins.ts'
import { samePeople } from '../merging.ts'
import type { Appointment, AppointmentsTables, Token } from '../tables.ts'
import { tellFreed } from '../waiting/steps.ts'
import { bookedLater } from './contract.ts'
import { findBookedToday, findSlotsOf, giveBack, lockSlotsOf } from './early-store.ts'
import type { Served } from './queue-ids.ts'
import { laneOf } from './rules.ts'
import { minuteOf } from './states.ts'
import { issueToken, openQueue } from './steps.ts'
import { findTokenOf } from './store.ts'

type Tables = AppointmentsTables

interface WalkIn {
  readonly patientId: PatientId
  readonly priority: (typeof PRIORITIES)[number]
  readonly reason?: string | undefined
  /** The appointment of later today that the person uses now. */
  readonly appointmentId?: AppointmentId | undefined
  readonly origin: EventOrigin
}

/** Gives a number to somebody who is here now. */
export async function walkIn(tx: Tx<Tables>, served: Served, coming: WalkIn): Promise<Token> {
  const { patientId, priority, reason, appointmentId, origin } = coming
  if (appointmentId !== undefined) return useNow(tx, served, coming, appointmentId)
  const { queue } = await openQueue(tx, served)
  const { sameIds } = await samePeople.find(tx, patientId)
  const person = [patientId, ...sameIds]
  const later = queue.doctor_id === null ? undefined : await findBookedToday(tx, queue, person)
  if (later) {
    // The id of an appointment of a merged record belongs to another family: do not tell it.
    const shown = later.patient_id === patientId && { appointmentId: later.id }
    throw new Problem(bookedLater, { members: { ...shown, start: toTimeOfDay(later.starts_minute) } })
  }
  return issueToken(tx, queue, {
    ...{ patientId, lane: laneOf(priority, false), arrivedAt: tx.clock.now(), reason: reason ?? null, origin },
    feePaise: await feeOfWalkIn(tx, queue, person),
  })
}

/** Uses an appointment of today now. Its place is free for others again, and nothing is cancelled. */
async function useNow(tx: Tx<Tables>, served: Served, coming: WalkIn, id: AppointmentId): Promise<Token> {
  const { patientId, priority, origin } = coming
  // Everybody locks slots before appointments. The slots of a booked appointment change only by a move, to a new one.
  const known = await lockInOrder(tx, id)
  const isTheirs = known?.patient_id === patientId && known.facility_id === served.facilityId
  if (!known || !isTheirs || !('doctorId' in served) || known.doctor_id !== served.doctorId) throw new Problem(notFound)
  const isEarly = known.status === 'BOOKED' && minuteOf(tx.clock.now()) < known.starts_minute
  const before = isEarly ? await leavePlace(tx, known, origin) : known
  await arrive(tx, before, { priority: priority === 'normal' ? undefined : priority, origin })
  return (await findTokenOf(tx, id)) as Token
}

async function lockInOrder(tx: Tx<Tables>, id: AppointmentId): Promise<Appointment | undefined> {
  const found = await findSlotsOf(tx, id)
  if (!found) return undefined
  await lockSlotsOf(tx, found)
  return lockAppointment(tx, id)
}

async function leavePlace(tx: Tx<Tables>, one: Appointment, origin: EventOrigin): Promise<Appointment> {
  await giveBack(tx, one)
  await tellFreed(tx, [{ facilityId: one.facility_id, doctorId: one.doctor_id }], origin)
  return changeAppointment(tx, one, { seat: 'early' })
}
