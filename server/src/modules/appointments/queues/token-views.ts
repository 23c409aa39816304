// What answers show of a token: on its appointment, in its queue, and as a place in the queue.
import { Instant, object, type Static, Type } from '../../../platform/contract.ts'
import type { Queue, Token } from '../tables.ts'
import { Label, Lane, QueueId, QueueStatus, Room, TokenId, TokenStatus } from './contract.ts'
import { labelOf } from './rules.ts'

const shown = {
  tokenId: TokenId,
  queueId: QueueId,
  number: Type.Integer(),
  label: Label,
  lane: Lane,
  status: TokenStatus,
  room: Type.Optional(Type.String()),
}

/** The columns of a token beside its appointment; null when it has none. */
export interface JoinedToken {
  readonly token_id: Token['id'] | null
  readonly queue_id: Token['queue_id'] | null
  readonly token_number: number | null
  readonly token_lane: Token['lane'] | null
  readonly token_status: Token['status'] | null
  readonly token_room: string | null
  readonly queue_letter: string | null
}

export const NO_TOKEN: JoinedToken = {
  ...{ token_id: null, queue_id: null, token_number: null, token_lane: null, token_status: null, token_room: null },
  queue_letter: null,
}

export const TokenView = object({
  ...shown,
  arrivedAt: Instant,
  calledAt: Type.Optional(Instant),
  startedAt: Type.Optional(Instant),
  recalls: Type.Integer(),
  returns: Type.Integer(),
})
export type TokenView = Static<typeof TokenView>

export function toTokenView(token: Token, { letter }: Pick<Queue, 'letter'>): TokenView {
  const { id: tokenId, queue_id: queueId, number, lane, status, room, recalls, returns } = token
  return {
    ...{ tokenId, queueId, number, label: labelOf(letter, number), lane, status, recalls, returns },
    ...(room !== null && { room }),
    arrivedAt: token.arrived_at.toISOString(),
    ...(token.called_at !== null && { calledAt: token.called_at.toISOString() }),
    ...(token.started_at !== null && { startedAt: token.started_at.toISOString() }),
  }
}

export const Serving = object({
  label: Label,
  room: Type.String(),
  calledAt: Type.Optional(Instant),
  isInside: Type.Boolean({ description: 'The person is in the room. Otherwise they are called to it.' }),
})

export const Place = object({
  asOf: Instant,
  number: Type.Integer(),
  label: Label,
  status: TokenStatus,
  room: Type.Optional(Room),
  queueStatus: QueueStatus,
  before: Type.Integer({ description: 'How many wait before this person.' }),
  minutesFrom: Type.Integer({ description: 'Expected wait, from the turns that were measured today.' }),
  minutesTo: Type.Integer(),
  nowServing: Type.Array(Serving),
})
export type Place = Static<typeof Place>

export const TokenOfAppointment = object(
  {
    ...shown,
    link: Type.Optional(Type.String({ description: 'The last part of the address of the place in the queue.' })),
    place: Type.Optional(Place),
  },
  { description: 'Of who came: the number in the queue of the day.' },
)

export function toTokenOfAppointment(one: JoinedToken): { token?: Static<typeof TokenOfAppointment> } {
  const { token_id: tokenId, queue_id: queueId, token_number: number, token_lane: lane, token_status: status } = one
  if (tokenId === null || queueId === null || number === null || lane === null || status === null) return {}
  const label = labelOf(one.queue_letter as string, number)
  return { token: { tokenId, queueId, number, label, lane, status, ...(one.token_room && { room: one.token_room }) } }
}
