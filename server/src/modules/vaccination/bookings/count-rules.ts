// Counts what a batch changes in sessions and queues: seats, tokens and promised doses. Pure: the engine writes it.
import type { FacilityId } from '../../facilities/contract.ts'
import { promiseOf } from '../rules.ts'
import type { LockedQueue, LockedSession } from './requests.ts'
import type { PromiseChange, QueueCount, SeatCount } from './seat-store.ts'

/** A session after the requests that are decided so far. */
export interface SessionStanding {
  readonly locked: LockedSession
  booked: number
  tokens: number
}

export interface Queues {
  /** The next number in the queue of this session's centre and day. */
  next(session: LockedSession): number
  readonly added: readonly QueueCount[]
}

const keyOf = ({ facility_id, held_on }: { readonly facility_id: FacilityId; readonly held_on: string }): string =>
  `${facility_id} ${held_on}`

/** The queues of a batch, by centre and day: sessions of the same day take their tokens from the same queue. */
export function countQueues(locked: readonly LockedQueue[]): Queues {
  const queues = new Map(locked.map((queue) => [keyOf(queue), { queue, tokens: 0 }]))
  return {
    next(session) {
      const standing = queues.get(keyOf(session))
      if (!standing) throw new Error(`The session ${session.id} has no queue`)
      standing.tokens += 1
      return standing.queue.tokens_issued + standing.tokens
    },
    get added() {
      return [...queues.values()].flatMap(({ queue: { cell, facility_id, held_on }, tokens }) =>
        tokens === 0 ? [] : [{ cell, facility_id, held_on, tokens }],
      )
    },
  }
}

// If one seat was given back and another one taken, `booked` is 0 but there is a new token.
export const isChanged = ({ booked, tokens }: SessionStanding): boolean => booked !== 0 || tokens > 0

export function toRow(session: SessionStanding): LockedSession {
  const { locked, booked, tokens } = session
  if (!isChanged(session)) return locked
  return {
    ...locked,
    booked: locked.booked + booked,
    tokens_issued: locked.tokens_issued + tokens,
    revision: locked.revision + 1,
  }
}

export function toCount({ locked: { cell, id }, booked, tokens }: SessionStanding): SeatCount {
  return { cell, id, booked, tokens }
}

/** A closed session promises doses only for its bookings. An open session promises doses for all its seats. */
export function toPromiseChange(session: SessionStanding): PromiseChange[] {
  const { cell, facility_id, vaccine } = session.locked
  const quantity = promiseOf(toRow(session)) - promiseOf(session.locked)
  return quantity === 0 ? [] : [{ cell, facility_id, vaccine, quantity }]
}
