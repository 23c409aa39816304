// Gives away what can be given once, such as the seats of a session: requests that arrive while a transaction is under
// way are decided together, in the order of their arrival, by a pure function, in one transaction with row locks.
// Safety rests on the locks, checks and keys of the rows; any number of processes may run. Decision record 0003.
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

/** What each kind of request carries, beside what the module adds. */
export interface GivingRequest {
  readonly repeatable: Repeatable | undefined
}

/** A request with what was looked up for it. */
export interface Asked<Request, Facts> {
  readonly request: Request
  readonly facts: Facts
}

/** The one instant of a batch: what has expired by it is free for the whole batch. It also makes the ids. */
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
  /** One for each request, in their order. An Error refuses that request alone. */
  readonly outcomes: readonly (Outcome | Error)[]
  /** Undefined where nothing is to be written. */
  readonly write: Write | undefined
  readonly events: readonly GivingEvent[]
  /** The locked rows, as they are when this is written. */
  readonly rows: readonly Row[]
}

/** What a module hands in: its SQL, its rules, and what it keeps in memory. */
export interface GivingParts<Request extends GivingRequest, Facts, State, Row, Outcome, Write> {
  /** Of the metrics: `<name>_batch_requests`, `<name>_waiting`. */
  readonly name: string
  /**
   * Looks up what lies elsewhere, such as who the people are, while the batch before is decided. One for each request,
   * in their order; an Error refuses that request alone.
   */
  lookUp(requests: readonly Request[]): Promise<(Facts | Error)[]>
  /** The full board: the refusal, where the database has said that nothing is left and nothing else was heard since. */
  refuseFull(request: Request): Error | undefined
  /** Locks all rows of these requests in one fixed order, then reads; sends everything before the first wait. */
  lock(send: Send, asked: readonly Asked<Request, Facts>[]): Promise<State>
  /** Pure: walks the requests in their order. */
  decide(asked: readonly Asked<Request, Facts>[], state: State, moment: Moment): Decision<Row, Outcome, Write>
  /** The statements that write what was decided. */
  write(write: Write, now: Date): readonly pg.QueryConfig[]
  /** Unique constraints that tell of a race with another process: the batch is then decided anew. */
  readonly raceConstraints: readonly string[]
  /** Hands out the rows as they are in the database now. */
  onRows(rows: readonly Row[]): void
}

export interface Given<Outcome> {
  readonly outcome: Outcome
  /** It was given to an earlier request with the same Idempotency-Key. */
  readonly replayed: boolean
}

export interface Giving<Request, Outcome> {
  /** Throws what refuses the request. Where it throws `try-again` the outcome is not known. */
  give(request: Request): Promise<Given<Outcome>>
  stop(): Promise<void>
}

interface GivingLimits {
  readonly batchSizeMax: number
  /** How many may wait; one more is refused at once. */
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
  const overloaded = (): Problem => new Problem(unavailable, { detail: 'Too many wait already', retryAfterSeconds: 2 })
  // One batch at a time: a second one would halve the size of both, and the size is what makes a request cheap.
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
