// Counts the rows that PostgreSQL reads for each named statement, so that a test sees a plan that grows with a backlog.
import type pg from 'pg'

/** Rows of the tables of one schema that one call of each statement read, the largest number of several calls. */
export type RowsRead = ReadonlyMap<string, number>

export interface RowsReader {
  /** Does `work` on a pool with one connection, whose plans stay as they were made first. */
  count(work: (pool: pg.Pool) => Promise<void>): Promise<RowsRead>
  release(): void
}

/** One connection keeps its plans, as the connections of a busy server do: made while the tables were small. */
export async function openRowsReader(pool: pg.Pool, schema: string): Promise<RowsReader> {
  const client = await pool.connect()
  await client.query('set plan_cache_mode = force_generic_plan')
  const readSoFar = async (): Promise<number> => {
    const { rows } = await client.query<{ read: number }>(
      `select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int as read
       from pg_stat_xact_user_tables where schemaname = $1`,
      [schema],
    )
    return rows[0]?.read ?? 0
  }
  return {
    async count(work) {
      const counts = new Map<string, number>()
      const query = async (asked: string | pg.QueryConfig, given?: unknown[]) => {
        const name = typeof asked === 'string' ? asked.trim().slice(0, 60) : (asked.name ?? asked.text)
        await client.query('begin')
        const before = await readSoFar()
        const result = await client.query(asked as pg.QueryConfig, given)
        counts.set(name, Math.max(counts.get(name) ?? 0, (await readSoFar()) - before))
        await client.query('commit')
        return result
      }
      await work({ query } as unknown as pg.Pool)
      return counts
    },
    release: () => client.release(true),
  }
}
