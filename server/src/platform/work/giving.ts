// The giving engine gives things that can be given only once, such as the seats of a session.
// Requests that arrive while a transaction runs wait. Then one pure function decides them together, in the order of
// their arrival, in one transaction with row locks. The locks, checks and keys of the rows make this safe for any
// number of processes. Decision record 0003.
import type pg from 'pg'
import type { EventType, Static } from '../contract.ts'
import type { Cell, Id } from '../id.ts'
import type { Repeatable } from '../idempotency.ts'
import type { Context } from '../module.ts'
import type { Send } from '../postgres/pipeline.ts'
import { Problem, requestInProgress, unavailable } from '../problem.ts'
import { createBatch } from './batch.ts'
import { createGivingBatch } from './giving-batch.ts'
import { type KeyRecord, listAnswers, type StoredAnswer, toKeyRecord, toReplay } from './giving-store.ts'
import type { EventOrigin } from './outbox.ts'

/** What every kind of request contains. A module adds its own members. */
export interface GivingRequest {
  readonly repeatable: Repeatable | undefined
}

/** A request with the facts that the module looked up for it. */
export interface Asked<Request, Facts> {
  readonly request: Request
  readonly facts: Facts
}

/** The one instant of a batch: a hold that has expired by then is free for the whole batch. It also makes the ids. */
export interface Moment {
  readonly now: Date
  newId<Name extends string>(cell: Cell): Id<Name>
}

export interface GivingEvent<Type extends EventType = EventType> {
  readonly event: Type
  readonly body: Static<Type['body']>
  readonly origin: EventOrigin
}

export interface Decision<Row, Outcome, Write> {
  /** One outcome for each request, in their order. An Error refuses only that request. */
  readonly outcomes: readonly (Outcome | Error)[]
  /** What to write; undefined when there is nothing to write. */
  readonly write: Write | undefined
  readonly events: readonly GivingEvent[]
  /** The locked rows, as they are after the write. */
  readonly rows: readonly Row[]
}

/** What a module gives to the engine: its SQL, its rules, and its state in memory. */
export interface GivingParts<Request extends GivingRequest, Facts, State, Row, Outcome, Write> {
  /** The name for the metrics `<name>_batch_requests` and `<name>_waiting`. */
  readonly name: string
  /**
   * Looks up facts that other modules hold, such as who the people are, while the last batch is decided. Gives one
   * answer for each request, in their order. An Error refuses only that request.
   */
  lookUp(requests: readonly Request[]): Promise<(Facts | Error)[]>
  /**
   * Gives a refusal when the process knows from memory that nothing is left: the database has said so, and the process
   * has heard nothing else since. The tests call this memory the full board.
   */
  refuseFull(request: Request): Error | undefined
  /** Locks all rows of these requests in one fixed order, then reads. It sends all statements before its first wait. */
  lock(send: Send, asked: readonly Asked<Request, Facts>[]): Promise<State>
  /** Decides the requests in their order. It must be a pure function. */
  decide(asked: readonly Asked<Request, Facts>[], state: State, moment: Moment): Decision<Row, Outcome, Write>
  /** The statements that write the decision. */
  write(write: Write, now: Date): readonly pg.QueryConfig[]
  /** Unique constraints that fail in a race with another process. The engine then decides the batch again. */
  readonly raceConstraints: readonly string[]
  /** Gets the rows as they are in the database now. */
  onRows(rows: readonly Row[]): void
}

export interface Given<Outcome> {
  readonly outcome: Outcome
  /** Whether an earlier request with the same Idempotency-Key already got this outcome. */
  readonly replayed: boolean
}

export interface Giving<Request, Outcome> {
  /** Throws the refusal of the request. The problem `try-again` means that the outcome may be unknown. */
  give(request: Request): Promise<Given<Outcome>>
  stop(): Promise<void>
}

interface GivingLimits {
  readonly batchSizeMax: number
  /** How many requests may wait. The engine refuses one more at once. */
  readonly waitingMax: number
}

const LIMITS: GivingLimits = { batchSizeMax: 256, waitingMax: 50_000 }
const SIZE_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200]

export type GivingContext = Pick<Context, 'name' | 'databaseUrl' | 'pool' | 'config' | 'clock' | 'metrics'>

export function createGiving<Request extends GivingRequest, Facts, State, Row, Outcome, Write>(
  context: GivingContext,
  parts: GivingParts<Request, Facts, State, Row, Outcome, Write>,
  { batchSizeMax: sizeMax, waitingMax }: GivingLimits = LIMITS,
): Giving<Request, Outcome> {
  const { pool, metrics } = context
  const batch = createGivingBatch(context, parts)
  const overloaded = (): Problem =>
    new Problem(unavailable, { detail: 'Too many requests are waiting', retryAfterSeconds: 2 })
  // Run one batch at a time. Two at a time would be half as large, and a large batch makes each request cheap.
  const options = { sizeMax, waitingMax, lanes: 1, overloaded }
  const sizes = metrics.histogram(`${parts.name}_batch_requests`, 'Requests decided in one transaction', SIZE_BUCKETS)
  const answers = createBatch<KeyRecord, { stored: StoredAnswer<Outcome> | undefined }>({
    ...options,
    run: (keys) => listAnswers(pool, batch.statements, keys),
  })
  const lookUps = createBatch<Request, Facts>({ ...options, run: (requests) => parts.lookUp(requests) })
  const batches = createBatch<Asked<Request, Facts>, Given<Outcome>>({
    ...options,
    run: (asked) => {
      sizes.observe(asked.length)
      return batch.give(asked)
    },
  })
  metrics.gauge(`${parts.name}_waiting`, 'Requests that wait for their batch', () => batches.waiting)
  const inProgress = new Set<string>()

  const giveOnce = async (request: Request): Promise<Given<Outcome>> => {
    const refusal = parts.refuseFull(request)
    if (refusal) {
      const { repeatable } = request
      const earlier = repeatable && (await answers.submit(toKeyRecord(repeatable))).stored
      if (!earlier) throw refusal
      return toReplay(earlier, repeatable)
    }
    const facts = await lookUps.submit(request)
    return batches.submit({ request, facts })
  }

  return {
    async give(request) {
      const { repeatable } = request
      if (!repeatable) return giveOnce(request)
      const key = `${repeatable.accountId} ${repeatable.key}`
      if (inProgress.has(key)) throw new Problem(requestInProgress, { retryAfterSeconds: 1 })
      inProgress.add(key)
      try {
        return await giveOnce(request)
      } finally {
        inProgress.delete(key)
      }
    },
    async stop() {
      await batches.idle()
      await batch.end()
    },
  }
}
