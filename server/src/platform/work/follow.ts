// Follows what any process changed: reads everything once, then whatever was changed since, however late it was
// committed. Callers do not know how changes are found; see docs/decisions/0012-follow.md.
import { sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from '../log.ts'
import { createLoop } from './loop.ts'

/** Up to where changes were read. It means something to `changedSince` alone. */
export type Position = string & { readonly __position: never }

export interface FollowOptions<Changes> {
  /** Names the follower in the log. */
  readonly name: string
  readonly pool: pg.Pool
  readonly log: Logger
  /** Changes are known at most so long, and one reading, after they were committed. */
  readonly pauseMs: number
  /** Reads everything as it is now. */
  readonly load: () => Promise<void>
  /** Reads what was changed since: rows of tables whose SQL asks `changedSince`. */
  readonly read: (since: Position) => Promise<Changes>
  /** Takes them over. The same change may come twice, and must do no harm then. */
  readonly onChanges: (changes: Changes) => void
}

export interface Follower {
  /** Resolves when everything was loaded. */
  start(): Promise<void>
  /** Reads what was changed up to now; the follower does this by itself, too. */
  readOn(): Promise<void>
  /** Resolves when the reading under way has ended. */
  stop(): Promise<void>
}

/**
 * A process that is down for a while, or whose reading fails, misses nothing: it goes on from where it was. Readings
 * come one after the other, so that what was read first is taken over first.
 */
export function follow<Changes>(options: FollowOptions<Changes>): Follower {
  const { name, pool, log, pauseMs, load, read, onChanges } = options
  let position: Position
  let reading: Promise<void> = Promise.resolve()

  const readOnce = async (): Promise<void> => {
    const next = await findPosition(pool)
    onChanges(await read(position))
    position = next
  }
  const readOn = (): Promise<void> => {
    reading = reading.catch(() => {}).then(readOnce)
    return reading
  }
  const loop = createLoop({
    name,
    log,
    pauseMs,
    turn: async () => {
      await readOn()
      return false
    },
  })

  return {
    async start() {
      position = await findPosition(pool)
      await load()
      loop.start()
    },
    readOn,
    async stop() {
      await loop.stop()
      await reading.catch(() => {})
    },
  }
}

// On one PostgreSQL a change is found by the transaction that made it: each followed table has the column
//   changed_xid xid8 not null default pg_current_xact_id()
// with an index. Every reading begins at the oldest transaction that was still running at the reading before: what that
// one or a later one commits is seen now or later, whatever the order of their commits. Nothing is told by a clock.

/** To be spread into what an update sets: others see the change. A row that is inserted needs no mark. */
export const CHANGED = { changed_xid: sql<string>`pg_current_xact_id()` }

/** The same in SQL, after `set`. */
export const SET_CHANGED = 'changed_xid = pg_current_xact_id()'

/**
 * The condition in SQL that a row was changed since the position that is the parameter of this name, such as $1.
 *
 * A dump that was restored into a new server brings transaction numbers which are far ahead of that server's own. They
 * were there when everything was loaded, and must not come as new in each reading: hence the upper bound, below which
 * lies every transaction that this server has committed.
 */
export const changedSince = (parameter: string): string =>
  `changed_xid >= ${parameter}::xid8 and changed_xid < pg_snapshot_xmax(pg_current_snapshot())`

/** The oldest transaction that is still running: whatever it changes will be seen from here on. */
async function findPosition(pool: pg.Pool): Promise<Position> {
  const { rows } = await pool.query<{ position: Position }>({
    name: 'follow-position',
    text: 'select pg_snapshot_xmin(pg_current_snapshot())::text as position',
  })
  return (rows[0] as { position: Position }).position
}
