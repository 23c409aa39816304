// The steps of queues inside a transaction: open the queue of a day, give a token, and change one by the rules.
import { dayInIndia } from '../../../platform/clock.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { AppointmentId } from '../contract.ts'
import { samePeople } from '../merging.ts'
import type { Appointment, AppointmentsContext, AppointmentsTables, Queue, Token } from '../tables.ts'
import {
  alreadyInQueue,
  type Lane,
  queueClosed,
  type TokenEvent,
  type TokenFacts,
  type TokenId,
  tokenCalled,
  tokenEnded,
  tokenIssued,
} from './contract.ts'
import { queueIdOf, type Served } from './queue-ids.ts'
import { labelOf, laneOf, letterOf, measure, orderKeyOf } from './rules.ts'
import { decideToken, minuteOf, type TokenMoment } from './states.ts'
import {
  cancelLive,
  changeQueue,
  changeToken,
  findLiveOf,
  findToken,
  findTokenOf,
  insertQueue,
  insertToken,
  listUnended,
  lockDay,
  lockQueue,
} from './store.ts'

type Tables = AppointmentsTables

/** The locked queue of today, made when there is none. `isNew` says which of both. */
export async function openQueue(tx: Tx<Tables>, served: Served): Promise<{ queue: Queue; isNew: boolean }> {
  const now = tx.clock.now()
  const day = dayInIndia(now)
  const id = queueIdOf(served, day)
  const known = await lockQueue(tx, id)
  if (known) return { queue: known, isNew: false }
  const queues = await lockDay(tx, served.facilityId, day)
  // Another process may have made it while this one waited for the lock of the day.
  const meanwhile = await lockQueue(tx, id)
  if (meanwhile) return { queue: meanwhile, isNew: false }
  const isDoctor = 'doctorId' in served
  const queue: Queue = {
    ...{ cell: cellOf(served.facilityId), id, facility_id: served.facilityId, day, letter: letterOf(queues) },
    ...{ kind: isDoctor ? 'practice' : 'department', doctor_id: isDoctor ? served.doctorId : null },
    ...{ service_point: isDoctor ? null : served.servicePoint, status: 'open', tokens_issued: 0, delay_minutes: 0 },
    ...{ served: 0, mean_seconds: null, changed_at: now },
  }
  await insertQueue(tx, queue)
  return { queue, isNew: true }
}

export function toTokenFacts(queue: Queue, token: Token): TokenFacts {
  return {
    ...{ tokenId: token.id, queueId: queue.id, facilityId: queue.facility_id, patientId: token.patient_id },
    ...(token.appointment_id !== null && { appointmentId: token.appointment_id }),
    ...{ date: queue.day, label: labelOf(queue.letter, token.number), lane: token.lane },
  }
}

interface Coming {
  readonly patientId: PatientId
  readonly lane: Lane
  readonly arrivedAt: Date
  readonly appointmentId?: AppointmentId | null
  readonly slotMinute?: number | undefined
  readonly reason?: string | null
  readonly origin: EventOrigin
  /** The id of the token, when another row already names it. */
  readonly tokenId?: TokenId
  /** What a walk-in costs. */
  readonly feePaise?: number
  /** The token that the person had in another queue. */
  readonly before?: Token
}

/** Gives the next number of a locked queue. */
export async function issueToken(tx: Tx<Tables>, locked: Queue, coming: Coming): Promise<Token> {
  if (locked.status === 'closed') throw new Problem(queueClosed)
  const { patientId, lane, arrivedAt, appointmentId = null, slotMinute, reason = null, origin } = coming
  const { sameIds } = await samePeople.find(tx, patientId)
  const live = await findLiveOf(tx, locked, [patientId, ...sameIds])
  if (live) {
    const members = { tokenId: live.id, label: labelOf(locked.letter, live.number) }
    throw new Problem(alreadyInQueue, { members })
  }
  const number = locked.tokens_issued + 1
  const queue = await changeQueue(tx, locked, { tokens_issued: number, changed_at: tx.clock.now() })
  const id = coming.tokenId ?? newId<'token'>(queue.cell)
  const token: Token = {
    ...{ cell: queue.cell, id, queue_id: queue.id, number, lane, ...toFee(id, coming) },
    ...{ appointment_id: appointmentId, patient_id: patientId, status: 'WAITING', room: null, reason },
    ...{ order_key: orderKeyOf(lane, minuteOf(arrivedAt), slotMinute), arrived_at: arrivedAt },
    ...{ called_at: null, called_by: null, started_at: null, finished_at: null, recalls: 0, returns: 0 },
    ...{ moved_to: null, created_by: origin.actorId as Token['created_by'] },
  }
  await insertToken(tx, token)
  await publish(tx, origin, tokenIssued, toTokenFacts(queue, token))
  return token
}

/** A new fee belongs to this token. A transfer takes the fee along, so nobody pays twice for one coming. */
function toFee(id: TokenId, { feePaise = 0, before }: Coming): Pick<Token, 'fee_paise' | 'fee_id' | 'is_seen'> {
  if (before) return { fee_paise: before.fee_paise, fee_id: before.fee_id, is_seen: before.is_seen }
  return { fee_paise: feePaise, fee_id: feePaise === 0 ? null : id, is_seen: false }
}

/** Gives the token of somebody who came to an appointment. Who comes early with it waits as without one. */
export async function issueTokenOf(tx: Tx<Tables>, one: Appointment, origin: EventOrigin): Promise<Token> {
  const { queue } = await openQueue(tx, { facilityId: one.facility_id, doctorId: one.doctor_id })
  return issueToken(tx, queue, {
    ...{ patientId: one.patient_id, appointmentId: one.id, lane: laneOf(one.priority, one.seat !== 'early'), origin },
    ...{ arrivedAt: one.arrived_at as Date, slotMinute: one.seat === 'early' ? undefined : one.starts_minute },
  })
}

interface Happening extends Omit<TokenMoment, 'now' | 'meanSeconds'> {
  readonly origin: EventOrigin
}

/** Lets an event happen to a token whose queue is locked, and tells it. */
export async function applyEvent(
  tx: Tx<Tables>,
  locked: Queue,
  before: Token,
  event: TokenEvent,
  { origin, ...asked }: Happening,
): Promise<Token> {
  const now = tx.clock.now()
  const change = decideToken(before, event, { ...asked, now, meanSeconds: locked.mean_seconds })
  if (change instanceof Problem) throw change
  const after = await changeToken(tx, before, change)
  const isMeasured = after.status === 'DONE' && before.status === 'IN_SERVICE' && before.started_at !== null
  const queue = await changeQueue(tx, locked, {
    changed_at: now,
    ...(isMeasured && {
      served: locked.served + 1,
      mean_seconds: measure(locked.mean_seconds, (now.getTime() - (before.started_at as Date).getTime()) / 1_000),
    }),
  })
  const facts = toTokenFacts(queue, after)
  if (event === 'call' || event === 'recall') {
    await publish(tx, origin, tokenCalled, { ...facts, room: after.room as string })
  }
  const { status } = after
  if (status === 'DONE' || status === 'MOVED' || status === 'CANCELLED') {
    await publish(tx, origin, tokenEnded, { ...facts, how: status })
  }
  return after
}

/**
 * Lets the token of an appointment follow it, when it has one that still waits or is served. The appointment is
 * locked, so its token cannot end or move meanwhile; a call may still change it before the queue is locked.
 */
export async function followAppointment(
  tx: Tx<Tables>,
  { id }: Appointment,
  event: 'start' | 'close' | 'end',
  happening: Happening,
): Promise<void> {
  const found = await findTokenOf(tx, id)
  if (!found || found.status === 'DONE') return
  const queue = (await lockQueue(tx, found.queue_id)) as Queue
  const token = (await findToken(tx, found.id)) as Token
  if (event === 'start' && token.status === 'IN_SERVICE') return
  await applyEvent(tx, queue, token, event, happening)
}

const CLOSED_AT_ONCE = 200
const NIGHT_MS = 6 * 3_600_000

/** Closes the queues of earlier days, and ends who still waits there. A queue may last six hours after midnight. */
export async function closeQueues({ db, clock }: Pick<AppointmentsContext, 'db' | 'clock'>): Promise<void> {
  const now = clock.now()
  for (const id of await listUnended(db, dayInIndia(new Date(now.getTime() - NIGHT_MS)), CLOSED_AT_ONCE)) {
    await transaction(db, async (tx) => {
      const queue = (await lockQueue(tx, id)) as Queue
      await cancelLive(tx, queue, now)
      await changeQueue(tx, queue, { status: 'closed', changed_at: now })
    })
  }
}
