// One batch of a giving engine: it locks and reads in one round trip, decides, then writes and commits in another.
import type pg from 'pg'
import { newId } from '../id.ts'
import { inOneTrip, openPipeline } from '../postgres/pipeline.ts'
import { toProblem, unavailable } from '../problem.ts'
import { again } from './again.ts'
import type { Asked, Decision, Given, GivingContext, GivingParts, GivingRequest, Moment } from './giving.ts'
import {
  type AnswerRecord,
  type GivingStatements,
  givingStatements,
  KEY_TAKEN,
  type StoredAnswer,
  toKeyRecord,
  toReplay,
} from './giving-store.ts'
import { type OutboxRow, toOutboxRow } from './outbox.ts'

export interface GivingBatch<Request, Facts, Outcome> {
  readonly statements: GivingStatements
  give(asked: readonly Asked<Request, Facts>[]): Promise<(Given<Outcome> | Error)[]>
  end(): Promise<void>
}

export function createGivingBatch<Request extends GivingRequest, Facts, State, Row, Outcome, Write>(
  { name, databaseUrl, config, clock }: GivingContext,
  parts: GivingParts<Request, Facts, State, Row, Outcome, Write>,
): GivingBatch<Request, Facts, Outcome> {
  type Batch = readonly Asked<Request, Facts>[]
  const { statementTimeoutMs } = config
  const statements = givingStatements(name)
  const pipeline = openPipeline({ url: databaseUrl, name: `sehat ${parts.name}`, statementTimeoutMs })
  const raceConstraints = new Set([KEY_TAKEN, ...parts.raceConstraints])

  const isLostRace = (error: unknown): boolean => isTaken(error, raceConstraints)

  const read = (client: pg.PoolClient, asked: Batch) =>
    inOneTrip(client, async (send) => {
      void send('begin')
      const state = parts.lock(send, asked)
      const keys = asked.flatMap(({ request: { repeatable } }) => (repeatable ? [toKeyRecord(repeatable)] : []))
      const stored = keys.length === 0 ? undefined : send<StoredAnswer<Outcome>>(statements.listAnswers(keys))
      return { state: await state, stored: (await stored)?.rows ?? [] }
    })

  const write = (client: pg.PoolClient, asked: Batch, decision: Decision<Row, Outcome, Write>, now: Date) =>
    inOneTrip(client, (send) => {
      if (decision.write !== undefined) for (const statement of parts.write(decision.write, now)) void send(statement)
      const answers = toAnswers(asked, decision.outcomes)
      if (answers.length > 0) void send(statements.insertAnswers(answers, now))
      const events = toEvents(decision, now)
      if (events.length > 0) void send(statements.insertEvents(events, now))
      // In a failed transaction `commit` rolls back, so send it before the outcome is known.
      return send('commit')
    })

  const tryOnce = async (asked: Batch): Promise<(Given<Outcome> | Error)[]> => {
    // Do not wait when the connection is open, so that the first statements leave in this turn of the event loop.
    const client = pipeline.held ?? (await pipeline.connect())
    try {
      const { state, stored } = await read(client, asked)
      const { fresh, complete } = replayKnown(asked, stored)
      const now = clock.now()
      const moment: Moment = { now, newId: (cell) => newId(cell, now.getTime()) }
      const decision = parts.decide(fresh, state, moment)
      if (changesNothing(fresh, decision)) await client.query('rollback')
      else await write(client, fresh, decision, now)
      parts.onRows(decision.rows)
      return complete(decision.outcomes)
    } catch (error) {
      // Do not use a connection again after an error in the middle of a pipeline, unless the error is an expected race.
      if (!isLostRace(error)) pipeline.drop(error as Error)
      throw error
    }
  }

  const tryAgain = (asked: Batch) => again(() => tryOnce(asked), { isLostRace })

  return {
    statements,
    async give(asked) {
      try {
        return await tryAgain(asked)
      } catch (error) {
        // When the outcome is unknown, each client asks again with its key.
        if (asked.length === 1 || toProblem(error).type === unavailable) throw error
        return oneByOne(asked, tryAgain)
      }
    },
    end: () => pipeline.end(),
  }
}

/** Gives requests one by one, so that a request which the database or the rules refuse does not fail the others. */
async function oneByOne<One, Outcome>(
  asked: readonly One[],
  give: (asked: readonly One[]) => Promise<(Outcome | Error)[]>,
): Promise<(Outcome | Error)[]> {
  const outcomes: (Outcome | Error)[] = []
  for (const one of asked) outcomes.push(...(await give([one]).catch((error: Error) => [error])))
  return outcomes
}

const isTaken = (error: unknown, constraints: ReadonlySet<string>): boolean => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint !== undefined && constraints.has(constraint)
}

/** Takes out the requests with a stored answer. `complete` puts these answers back in their places. */
function replayKnown<Request extends GivingRequest, Facts, Outcome>(
  asked: readonly Asked<Request, Facts>[],
  stored: readonly StoredAnswer<Outcome>[],
) {
  const byKey = new Map(stored.map((answer) => [`${answer.account_id} ${answer.key}`, answer]))
  const fresh: Asked<Request, Facts>[] = []
  const known = asked.map((one): Given<Outcome> | Error | undefined => {
    const { repeatable } = one.request
    const earlier = repeatable && byKey.get(`${repeatable.accountId} ${repeatable.key}`)
    if (!earlier) fresh.push(one)
    return earlier && replayOrRefuse(earlier, repeatable)
  })
  const complete = (outcomes: readonly (Outcome | Error)[]): (Given<Outcome> | Error)[] => {
    let next = 0
    return known.map((answer) => answer ?? toGiven(outcomes[next++] as Outcome | Error))
  }
  return { fresh, complete }
}

function replayOrRefuse<Outcome>(
  ...[stored, repeatable]: Parameters<typeof toReplay<Outcome>>
): Given<Outcome> | Error {
  try {
    return toReplay(stored, repeatable)
  } catch (error) {
    return error as Error
  }
}

const toGiven = <Outcome>(outcome: Outcome | Error): Given<Outcome> | Error =>
  outcome instanceof Error ? outcome : { outcome, replayed: false }

/** The answers to store. A refusal is not stored, because a refused request changes nothing. */
function toAnswers<Request extends GivingRequest, Outcome>(
  asked: readonly { request: Request }[],
  outcomes: readonly (Outcome | Error)[],
): AnswerRecord[] {
  return asked.flatMap(({ request: { repeatable } }, index) => {
    const outcome = outcomes[index]
    if (!repeatable || outcome instanceof Error) return []
    const { fingerprint } = repeatable
    return [{ ...toKeyRecord(repeatable), fingerprint, answer: JSON.stringify(outcome) }]
  })
}

function changesNothing<Row, Outcome, Write>(
  asked: readonly { request: GivingRequest }[],
  { write, events, outcomes }: Decision<Row, Outcome, Write>,
): boolean {
  if (write !== undefined || events.length > 0) return false
  return asked.every(({ request }, index) => !request.repeatable || outcomes[index] instanceof Error)
}

const toEvents = ({ events }: Pick<Decision<unknown, unknown, unknown>, 'events'>, now: Date): OutboxRow[] =>
  events.map(({ event, body, origin }) => toOutboxRow(event, body as never, origin, now))
