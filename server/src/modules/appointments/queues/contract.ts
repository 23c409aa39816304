// The queues of the day that other modules may use: ids, words, facts, events, and the reasons for refusals.
import { Day, defineEvent, defineProblem, id, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { AppointmentId } from '../contract.ts'

export const QueueId = id('queue')
export type QueueId = Static<typeof QueueId>
export const TokenId = id('token')
export type TokenId = Static<typeof TokenId>

export const QUEUE_KINDS = ['practice', 'department'] as const
export const QUEUE_STATUSES = ['open', 'paused', 'closed'] as const
export const QueueStatus = oneOf(QUEUE_STATUSES, {
  description: '`paused`: the board says that nobody is called now. `closed`: it takes nobody any more.',
})

export const LANES = ['emergency', 'priority', 'appointment', 'walk-in'] as const
export const Lane = oneOf(LANES)
export type Lane = Static<typeof Lane>

export const TOKEN_STATUSES = ['WAITING', 'CALLED', 'IN_SERVICE', 'MISSED', 'DONE', 'MOVED', 'CANCELLED'] as const
export const TokenStatus = oneOf(TOKEN_STATUSES, { description: '`MOVED`: the person waits in another queue.' })
export type TokenStatus = Static<typeof TokenStatus>

export const TOKEN_EVENTS = [
  ...(['call', 'start', 'recall', 'skip', 'back', 'transfer'] as const),
  ...(['finish', 'pause', 'close', 'end'] as const),
] as const
export type TokenEvent = (typeof TOKEN_EVENTS)[number]

export const Label = Type.String({ description: 'As the board and the slip show it, such as B-14.' })
export const Room = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9 -]{0,9}$', description: 'As on its door.' })

/** The facts about a token that other modules may copy. */
export const TokenFacts = object({
  tokenId: TokenId,
  queueId: QueueId,
  facilityId: FacilityId,
  patientId: PatientId,
  appointmentId: Type.Optional(AppointmentId),
  date: Day,
  label: Label,
  lane: Lane,
})
export type TokenFacts = Static<typeof TokenFacts>

const told = TokenFacts.properties

/** Somebody waits in a queue of the day. */
export const tokenIssued = defineEvent('appointments.token-issued.v1', 'tokenId', object(told))
/** It is this person's turn, in this room. */
export const tokenCalled = defineEvent('appointments.token-called.v1', 'tokenId', object({ ...told, room: Room }))
/** A token has ended. When a cancellation ends an appointment with its token, only the appointment's event tells. */
export const tokenEnded = defineEvent(
  'appointments.token-ended.v1',
  'tokenId',
  object({ ...told, how: oneOf(['DONE', 'MOVED', 'CANCELLED']) }),
)

export const queueExists = defineProblem(
  'queue-exists',
  409,
  'There is such a queue today',
  'Use the queue of `queueId`. When it is closed, open it again.',
)
export const queueClosed = defineProblem(
  'queue-closed',
  409,
  'This queue is closed',
  'It takes nobody any more, and calls nobody. Open it again, or choose another queue.',
)
export const alreadyInQueue = defineProblem(
  'already-in-queue',
  409,
  'This person waits in this queue already',
  'Look at `tokenId` and `label`. End that token first if it was given by mistake.',
)
export const bookedLater = defineProblem(
  'booked-later',
  409,
  'This person has an appointment with this doctor later today',
  'Send its `appointmentId` to use it now: the place at `start` is free for others again.',
)
export const roomBusy = defineProblem(
  'room-busy',
  409,
  'Somebody has been called to this room',
  'Finish with `label`, or record that the person did not come. Then call the next.',
)
export const tokenOver = defineProblem(
  'token-ended',
  409,
  'This token has ended',
  'Look at `status`. Give the person a new token.',
)
export const tokenState = defineProblem(
  'token-state',
  409,
  'The token is in a state that does not allow this',
  'Look at `status`, and at `may`, what can be done now.',
)
export const recallTooEarly = defineProblem(
  'recall-too-early',
  409,
  'This person was called a moment ago',
  'Call again from `from` on: a minute after the last call.',
)
export const recalledEnough = defineProblem(
  'recalled-enough',
  409,
  'This person was called four times',
  'Record that the person did not come, and call the next.',
)
export const linkOver = defineProblem(
  'link-over',
  410,
  'This link is over',
  'It ends with the day. Ask the reception of the hospital.',
)
export const queueProblems = [
  ...[queueExists, queueClosed, alreadyInQueue, bookedLater, roomBusy, tokenOver, tokenState],
  ...[recallTooEarly, recalledEnough, linkOver],
]
