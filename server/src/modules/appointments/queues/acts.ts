// What staff do with a queue: call the next, and let things happen to a token. The appointment of a token follows it.
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { beginConsultation, finishConsultation } from '../booking/steps.ts'
import { lockAppointment } from '../booking/store.ts'
import type { Appointment, AppointmentsTables, Queue, Token } from '../tables.ts'
import { type QueueId, queueClosed, roomBusy, type TokenEvent, type TokenId } from './contract.ts'
import { labelOf } from './rules.ts'
import { applyEvent, issueToken } from './steps.ts'
import { changeQueue, findInRoom, findNext, findToken, lockQueue } from './store.ts'

type Tables = AppointmentsTables

interface Calling {
  readonly room: string
  /** Calls this person out of turn. */
  readonly tokenId?: TokenId | undefined
  readonly origin: EventOrigin
}

/** Calls whose turn it is to a room; undefined when nobody waits. */
export async function callNext(tx: Tx<Tables>, queueId: QueueId, calling: Calling): Promise<Token | undefined> {
  const { room, tokenId, origin } = calling
  const locked = (await lockQueue(tx, queueId)) as Queue
  if (locked.status === 'closed') throw new Problem(queueClosed)
  await requireFree(tx, locked, room)
  const token = tokenId === undefined ? await findNext(tx, locked) : await findToken(tx, tokenId)
  if (tokenId !== undefined && token?.queue_id !== queueId) throw new Problem(notFound)
  if (!token) return undefined
  // Who calls is back from the pause.
  const queue = locked.status === 'open' ? locked : await changeQueue(tx, locked, { status: 'open' })
  return applyEvent(tx, queue, token, 'call', { room, by: origin.actorId, origin })
}

/** One person is called to a room at a time. */
async function requireFree(tx: Tx<Tables>, queue: Queue, room: string, except?: TokenId): Promise<void> {
  const inside = await findInRoom(tx, queue, room)
  if (!inside || inside.id === except) return
  throw new Problem(roomBusy, { members: { tokenId: inside.id, label: labelOf(queue.letter, inside.number) } })
}

interface Locked {
  readonly token: Token
  readonly queue: Queue
  readonly appointment: Appointment | undefined
}

/** Locks the appointment, then the queue, as everybody does. The second read of the token is under these locks. */
async function lockToken(tx: Tx<Tables>, id: TokenId): Promise<Locked> {
  const found = (await findToken(tx, id)) as Token
  const { appointment_id } = found
  const appointment = appointment_id === null ? undefined : await lockAppointment(tx, appointment_id)
  const queue = (await lockQueue(tx, found.queue_id)) as Queue
  return { token: (await findToken(tx, id)) as Token, queue, appointment }
}

interface Acting {
  readonly origin: EventOrigin
  readonly room?: string | undefined
}

/** Lets an event happen to a token. A consultation begins and ends with the service of its token. */
export async function act(tx: Tx<Tables>, id: TokenId, event: TokenEvent, acting: Acting): Promise<void> {
  const { token, queue, appointment } = await lockToken(tx, id)
  const { origin, room } = acting
  if (event === 'start' && room !== undefined) await requireFree(tx, queue, room, id)
  if (event === 'start' && appointment?.status === 'ARRIVED' && queue.kind === 'practice') {
    return beginConsultation(tx, appointment, origin, room)
  }
  const isSeen = event === 'finish' && token.status === 'IN_SERVICE' && queue.kind === 'practice'
  if (isSeen && appointment?.status === 'IN_CONSULTATION') return finishConsultation(tx, appointment, origin)
  await applyEvent(tx, queue, token, event, { origin, room })
}

/** Sends a person to another queue of the hospital. The lane and the time of the arrival stay. */
export async function transfer(tx: Tx<Tables>, id: TokenId, toId: QueueId, origin: EventOrigin): Promise<Token> {
  const found = (await findToken(tx, id)) as Token
  if (found.appointment_id !== null) await lockAppointment(tx, found.appointment_id)
  const queues = new Map<QueueId, Queue>()
  for (const queueId of [found.queue_id, toId].sort()) queues.set(queueId, (await lockQueue(tx, queueId)) as Queue)
  const token = (await findToken(tx, id)) as Token
  const [from, to] = [queues.get(token.queue_id) as Queue, queues.get(toId) as Queue]
  if (from.day !== to.day) throw new Problem(queueClosed)
  const movedTo = newId<'token'>(to.cell)
  await applyEvent(tx, from, token, 'transfer', { movedTo, origin })
  return issueToken(tx, to, {
    ...{ patientId: token.patient_id, appointmentId: token.appointment_id, lane: token.lane },
    ...{ arrivedAt: token.arrived_at, reason: token.reason, origin, tokenId: movedTo, before: token },
  })
}
