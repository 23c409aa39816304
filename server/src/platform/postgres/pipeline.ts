// One connection on which statements are sent together: those of one turn of the event loop share a round trip.
import pg from 'pg'

export interface Pipeline {
  /** Undefined before the first use, and after the connection failed. */
  readonly held: pg.PoolClient | undefined
  connect(): Promise<pg.PoolClient>
  /** Gives up a connection that failed; the next use opens another. */
  drop(error: Error): void
  end(): Promise<void>
}

interface PipelineOptions {
  readonly url: string
  /** What the database shows of it in pg_stat_activity. */
  readonly name: string
  readonly statementTimeoutMs: number
}

/** Its plans use the keys, whatever the statistics of a new table say. */
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
  // The server may close it while nothing is under way.
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

/** Sends a statement; of those that are sent without a wait between them the answers come together. */
export type Send = <Row extends pg.QueryResultRow = pg.QueryResultRow>(
  query: string | pg.QueryConfig,
) => Promise<pg.QueryResult<Row>>

/**
 * Does what `work` sends in one round trip. It ends when all answers are here, so that none is left behind in the
 * pipeline; then the first statement that failed speaks for those behind it.
 */
export async function inOneTrip<Result>(client: pg.PoolClient, work: (send: Send) => Result): Promise<Awaited<Result>> {
  const sent: Promise<unknown>[] = []
  const result = work((query) => {
    const answer = client.query(query as pg.QueryConfig)
    // Its failure is heard below, also where work itself throws or does not wait for it.
    answer.catch(() => {})
    sent.push(answer)
    return answer as never
  })
  const [outcomes] = await Promise.all([Promise.allSettled(sent), Promise.allSettled([result])])
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  return await result
}
