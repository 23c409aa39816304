// Follows the changes of all processes: reads all rows once, then each later change, however late its commit is.
// Callers need not know how a follower finds changes; see docs/decisions/0012-follow.md.
import { sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from '../log.ts'
import { createLoop } from './loop.ts'

/** The point up to which a follower has read changes. Only `changedSince` interprets it. */
export type Position = string & { readonly __position: never }

export interface FollowOptions<Changes> {
  /** Names the follower in the log. */
  readonly name: string
  readonly pool: pg.Pool
  readonly log: Logger
  /** The pause between two readings. A change is known at most this long, plus one reading, after its commit. */
  readonly pauseMs: number
  /** Reads all rows as they are now. */
  readonly load: () => Promise<void>
  /** Reads the rows changed since the position. Its SQL must use `changedSince`. */
  readonly read: (since: Position) => Promise<Changes>
  /** Takes the changes over. The same change may come twice, and the second time must do no harm. */
  readonly onChanges: (changes: Changes) => void
}

export interface Follower {
  /** Resolves when all rows are loaded. */
  start(): Promise<void>
  /** Reads the changes up to now. The follower also does this by itself. */
  readOn(): Promise<void>
  /** Stops the follower. Resolves when the running reading has ended. */
  stop(): Promise<void>
}

/**
 * Makes a follower. After a failed reading it goes on from its last position, so it misses nothing. It reads one after
 * the other, so that it takes changes over in the order in which it read them.
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

// On one PostgreSQL the follower finds a change by the transaction that made it. Each followed table has the column
//   changed_xid xid8 not null default pg_current_xact_id()
// with an index. Each reading begins at the oldest transaction that still ran at the last reading. So the follower sees
// each commit of that transaction or of a later one, in whatever order they commit. It uses no clock.

/** Spread this into the values of an update, so that followers see the change. An insert needs no mark. */
export const CHANGED = { changed_xid: sql<string>`pg_current_xact_id()` }

/** The same mark as SQL text, for use after `set`. */
export const SET_CHANGED = 'changed_xid = pg_current_xact_id()'

/**
 * The SQL condition that a row was changed since a position. `parameter` names the position in the SQL, such as $1.
 *
 * A dump from another server can bring transaction numbers that are far ahead of this server's own numbers. The first
 * load has read those rows, so later readings must not read them as new. For this reason the condition has an upper
 * bound. Every transaction that this server has committed is below it.
 */
export const changedSince = (parameter: string): string =>
  `changed_xid >= ${parameter}::xid8 and changed_xid < pg_snapshot_xmax(pg_current_snapshot())`

/** The oldest transaction that still runs. A reading from here on sees its changes. */
export async function findPosition(pool: pg.Pool): Promise<Position> {
  const { rows } = await pool.query<{ position: Position }>({
    name: 'follow-position',
    text: 'select pg_snapshot_xmin(pg_current_snapshot())::text as position',
  })
  return (rows[0] as { position: Position }).position
}
