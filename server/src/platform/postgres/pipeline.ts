// One connection that sends statements together: all statements of one turn of the event loop share a round trip.
import pg from 'pg'

export interface Pipeline {
  /** The open connection; undefined before the first use, and after the connection failed. */
  readonly held: pg.PoolClient | undefined
  connect(): Promise<pg.PoolClient>
  /** Gives up a connection that failed. The next use opens another connection. */
  drop(error: Error): void
  end(): Promise<void>
}

interface PipelineOptions {
  readonly url: string
  /** The application name that pg_stat_activity shows. */
  readonly name: string
  readonly statementTimeoutMs: number
}

/** Opens a pipeline. Its plans always use the keys, because the statistics of a new table mislead the planner. */
export function openPipeline({ url, name, statementTimeoutMs }: PipelineOptions): Pipeline {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    pipeline: true,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementTimeoutMs,
    lock_timeout: Math.ceil(statementTimeoutMs / 2),
    idle_in_transaction_session_timeout: statementTimeoutMs * 2,
    query_timeout: statementTimeoutMs + 2_000,
    options:
      '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan',
  } as pg.PoolConfig)
  pool.on('error', () => {})
  let held: pg.PoolClient | undefined
  const drop = (error?: Error): void => {
    held?.release(error)
    held = undefined
  }
  // The server may close the connection while no statement runs.
  pool.on('connect', (client) => client.on('error', drop))
  return {
    get held() {
      return held
    },
    async connect() {
      held = await pool.connect()
      return held
    },
    drop,
    async end() {
      drop()
      await pool.end()
    },
  }
}

/** Sends a statement. Statements that are sent without a wait between them get their answers together. */
export type Send = <Row extends pg.QueryResultRow = pg.QueryResultRow>(
  query: string | pg.QueryConfig,
) => Promise<pg.QueryResult<Row>>

/**
 * Runs the statements that `work` sends in one round trip. It ends only when all answers have arrived, so that none is
 * left in the pipeline. Then it throws the error of the first statement that failed, if any.
 */
export async function inOneTrip<Result>(client: pg.PoolClient, work: (send: Send) => Result): Promise<Awaited<Result>> {
  const sent: Promise<unknown>[] = []
  const result = work((query) => {
    const answer = client.query(query as pg.QueryConfig)
    // The code below reports a failure, even when `work` throws or does not wait for the answer.
    answer.catch(() => {})
    sent.push(answer)
    return answer as never
  })
  const [outcomes] = await Promise.all([Promise.allSettled(sent), Promise.allSettled([result])])
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  return await result
}
