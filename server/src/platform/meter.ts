// Limits how often somebody may do something in a window of time, counted over all processes.
import { LRUCache } from 'lru-cache'
import type pg from 'pg'
import type { Clock } from './clock.ts'
import { Problem, tooManyRequests, unavailable } from './problem.ts'
import { createBatch } from './work/batch.ts'

export interface Limit {
  /** All uses with the same name and subject count together. */
  readonly name: string
  /** The most uses in one window. */
  readonly max: number
  /** The length of a window. A window begins with the first use after the last window has ended. */
  readonly seconds: number
}

export interface Meter {
  /**
   * Counts uses by a subject and gives 0. When there are too many, it counts none and gives the seconds to wait. It
   * answers at once when this process has enough of the allowance left; otherwise it asks the database.
   *
   * A `count` above the whole limit is allowed when a window begins. That window then lasts as many times longer.
   */
  take(limit: Limit, subject: string, count?: number): number | Promise<number>
  /** The same as `take`, but throws the problem `too-many-requests` when the subject has to wait. */
  require(limit: Limit, subject: string, count?: number): void | Promise<void>
}

export interface MeterOptions {
  readonly pool: pg.Pool
  /** The module whose schema holds the counts. */
  readonly module: string
  readonly clock: Clock
  /** False: every use is allowed. */
  readonly isOn: boolean
}

/** The part of a running window that this process has taken and not used yet. */
interface Lease {
  left: number
  endsAtMs: number
  /** True when the whole limit of this window has been given out. */
  isLast: boolean
}

interface Ask {
  readonly limit: Limit
  readonly bucket: string
  readonly count: number
}

// A process takes a twentieth of a limit at a time. For a limit of a thousand it asks the database twenty times in a
// window, not a thousand times. It takes a limit below forty one by one. Uses that a process has taken but not used are
// lost when the window ends. So the sum never exceeds the limit, but each process may leave a twentieth unused.
const LEASES_PER_WINDOW = 20
const LEASES_MAX = 100_000
const ASKS_AT_ONCE = 64
const WAITING_MAX = 10_000
const LANES = 4

export function createMeter({ pool, module, clock, isOn }: MeterOptions): Meter {
  const leases = createLeases(clock)

  /** What to ask the database for: enough for all of these, or a whole portion if that is more. */
  const toWanted = (asks: readonly Ask[]): Wanted => {
    const { bucket, limit, count } = asks[0] as Ask
    const have = leases.leftOf(bucket)
    const needed = asks.reduce((sum, ask) => sum + ask.count, 0) - have
    const portion = Math.max(1, needed, Math.floor(limit.max / LEASES_PER_WINDOW))
    const wanted = count > limit.max ? count : Math.min(limit.max, portion)
    return { bucket, limit, wanted, least: count - have, now: clock.now() }
  }

  /** Asks the database for more. Gives the answers of the first asks; the others have to ask again. */
  const askForMore = async (asks: readonly Ask[]): Promise<number[]> => {
    const taken = await takeAllowance(pool, module, toWanted(asks))
    const served = leases.serve(asks, taken)
    return served === 0 && taken.granted === 0 ? [leases.secondsUntil(taken.endsAtMs)] : Array(served).fill(0)
  }

  /** Answers the asks of one bucket in their order: first come, first served. */
  const answer = async (asks: readonly Ask[]): Promise<number[]> => {
    const answers: number[] = []
    while (answers.length < asks.length) {
      const { bucket, count } = asks[answers.length] as Ask
      const known = leases.use(bucket, count)
      if (known === undefined) answers.push(...(await askForMore(asks.slice(answers.length))))
      else answers.push(known)
    }
    return answers
  }

  const batch = createBatch<Ask, number>({
    sizeMax: ASKS_AT_ONCE,
    waitingMax: WAITING_MAX,
    lanes: LANES,
    overloaded: () => new Problem(unavailable, { detail: 'Too many requests are waiting', retryAfterSeconds: 2 }),
    run: (asks) => byBucket(asks, answer),
  })

  const take = (limit: Limit, subject: string, count = 1): number | Promise<number> => {
    if (!isOn) return 0
    const bucket = `${limit.name} ${subject}`
    return leases.use(bucket, count) ?? batch.submit({ limit, bucket, count })
  }
  return {
    take,
    require(limit, subject, count) {
      const waitSeconds = take(limit, subject, count)
      return typeof waitSeconds === 'number' ? refuse(waitSeconds) : waitSeconds.then(refuse)
    },
  }
}

/** The allowances that this process holds, one for each bucket. */
function createLeases(clock: Clock) {
  const leases = new LRUCache<string, Lease>({ max: LEASES_MAX })
  const liveOf = (bucket: string): Lease | undefined => {
    const lease = leases.get(bucket)
    return lease && clock.now().getTime() < lease.endsAtMs ? lease : undefined
  }
  const secondsUntil = (endsAtMs: number): number => Math.max(1, Math.ceil((endsAtMs - clock.now().getTime()) / 1_000))
  return {
    secondsUntil,
    leftOf: (bucket: string): number => liveOf(bucket)?.left ?? 0,
    /** Uses the lease. Gives the seconds to wait, or 0; undefined when only the database knows. */
    use(bucket: string, count: number): number | undefined {
      const lease = liveOf(bucket)
      if (!lease) return undefined
      if (lease.left < count) return lease.isLast ? secondsUntil(lease.endsAtMs) : undefined
      lease.left -= count
      return 0
    },
    /** Serves as many of these as the granted quantity allows, and keeps the rest. Returns how many it served. */
    serve(asks: readonly Ask[], { granted, ...window }: Taken): number {
      const { bucket } = asks[0] as Ask
      // Meanwhile somebody may have used the old rest, or its window may have ended.
      const lease = leases.get(bucket)
      let left = granted + (lease?.endsAtMs === window.endsAtMs ? lease.left : 0)
      let served = 0
      // Serve them even if the window ended before the answer came: a slow database must not refuse for ever.
      for (const { count } of asks) {
        if (left < count) break
        left -= count
        served++
      }
      leases.set(bucket, { left, ...window })
      return served
    },
  }
}

function refuse(waitSeconds: number): void {
  if (waitSeconds > 0) throw new Problem(tooManyRequests, { retryAfterSeconds: waitSeconds })
}

/**
 * Answers one bucket after the other: many requests from many addresses must not take all connections. An error in one
 * bucket fails only the asks of that bucket.
 */
async function byBucket(
  asks: readonly Ask[],
  answer: (asks: readonly Ask[]) => Promise<number[]>,
): Promise<(number | Error)[]> {
  const answers: (number | Error)[] = []
  for (const group of Map.groupBy(asks.entries(), ([, { bucket }]) => bucket).values()) {
    const answered = await answer(group.map(([, ask]) => ask)).catch((error: Error) => error)
    for (const [nth, [at]] of group.entries()) {
      answers[at] = answered instanceof Error ? answered : (answered[nth] as number)
    }
  }
  return answers
}

interface Wanted {
  readonly bucket: string
  readonly limit: Limit
  readonly wanted: number
  /** With fewer, the first ask cannot be served. The database then grants none and keeps them for other processes. */
  readonly least: number
  readonly now: Date
}

interface Taken {
  readonly granted: number
  readonly endsAtMs: number
  readonly isLast: boolean
}

/**
 * Takes as much as is left, at most `wanted`. The lock of the row makes the processes take turns. The commit does not
 * wait for the disk: after a crash the database may lose the last counts, which does no harm.
 */
async function takeAllowance(pool: pg.Pool, module: string, { bucket, limit, ...ask }: Wanted): Promise<Taken> {
  const { wanted, least, now } = ask
  const windows = Math.max(1, Math.ceil(wanted / limit.max))
  const { rows } = await pool.query<{ granted: number; taken: number; endsAt: Date }>({
    name: `${module}-take-allowance`,
    text: `insert into ${module}.allowances as known (bucket, taken, granted, window_ends_at) values ($1, $2, $2, $3)
      on conflict (bucket) do update set
        taken = case when known.window_ends_at <= $4 then $2 else known.taken + ${GRANTED} end,
        granted = case when known.window_ends_at <= $4 then $2 else ${GRANTED} end,
        window_ends_at = case when known.window_ends_at <= $4 then $3 else known.window_ends_at end
      returning granted, taken, window_ends_at as "endsAt", set_config('synchronous_commit', 'off', true)`,
    values: [bucket, wanted, new Date(now.getTime() + limit.seconds * windows * 1_000), now, limit.max, least],
  })
  const { granted, taken, endsAt } = rows[0] as { granted: number; taken: number; endsAt: Date }
  return { granted, endsAtMs: endsAt.getTime(), isLast: taken >= limit.max }
}

// The grant in a running window: none when the rest is too small for the first ask.
const GRANTED = 'case when $5::int - known.taken < $6::int then 0 else least($2::int, $5::int - known.taken) end'

const PURGED_AT_ONCE = 5_000

/** Deletes the windows of one module that ended before `now`. */
export async function purgeAllowances(pool: pg.Pool, module: string, now: Date): Promise<void> {
  let gone: number | null
  do {
    // Check the end of the window twice: somebody may begin a new window between the two reads.
    const deleted = await pool.query(
      `delete from ${module}.allowances where window_ends_at < $1 and bucket in (
         select bucket from ${module}.allowances where window_ends_at < $1 limit ${PURGED_AT_ONCE})`,
      [now],
    )
    gone = deleted.rowCount
  } while (gone === PURGED_AT_ONCE)
}
