// Limits: how often somebody may do something in a window of time, counted over all processes.
import { LRUCache } from 'lru-cache'
import type pg from 'pg'
import type { Clock } from './clock.ts'
import { Problem, tooManyRequests, unavailable } from './problem.ts'
import { createBatch } from './work/batch.ts'

export interface Limit {
  /** Whatever has the same name and subject is counted together. */
  readonly name: string
  /** So many in each window. */
  readonly max: number
  /** The length of a window, which begins with the first use after the one before has ended. */
  readonly seconds: number
}

export interface Meter {
  /**
   * Counts uses by a subject and gives 0; or, where there are too many, counts none and gives the seconds to wait. At
   * once where this process has some of the allowance, and otherwise after asking the database.
   *
   * More at a time than a whole window allows is let in when a window begins, which then lasts as many times as long.
   */
  take(limit: Limit, subject: string, count?: number): number | Promise<number>
  /** The same as a refusal. */
  require(limit: Limit, subject: string, count?: number): void | Promise<void>
}

export interface MeterOptions {
  readonly pool: pg.Pool
  /** The module in whose schema it is counted. */
  readonly module: string
  readonly clock: Clock
  /** Off, everything is allowed. */
  readonly isOn: boolean
}

/** What this process has taken of the running window and not used yet. */
interface Lease {
  left: number
  endsAtMs: number
  /** Nobody gets more in this window. */
  isLast: boolean
}

interface Ask {
  readonly limit: Limit
  readonly bucket: string
  readonly count: number
}

// A process takes a twentieth of a limit at a time. So one with a limit of a thousand asks the database twenty times a
// window and not a thousand times; a limit below forty is taken one by one. What a process has taken and does not use
// is lost with the window: the sum never exceeds the limit, and may stay below it by a twentieth a process.
const LEASES_PER_WINDOW = 20
const LEASES_MAX = 100_000
const ASKS_AT_ONCE = 64
const WAITING_MAX = 10_000
const LANES = 4

export function createMeter({ pool, module, clock, isOn }: MeterOptions): Meter {
  const leases = createLeases(clock)

  /** What the database is asked for: what all of these need, and a little more for those to come. */
  const toWanted = (asks: readonly Ask[]): Wanted => {
    const { bucket, limit, count } = asks[0] as Ask
    const have = leases.leftOf(bucket)
    const needed = asks.reduce((sum, ask) => sum + ask.count, 0) - have
    const portion = Math.max(1, needed, Math.floor(limit.max / LEASES_PER_WINDOW))
    const wanted = count > limit.max ? count : Math.min(limit.max, portion)
    return { bucket, limit, wanted, least: count - have, now: clock.now() }
  }

  /** Asks the database for them; gives what they are told, or nothing for those who have to ask again. */
  const askForMore = async (asks: readonly Ask[]): Promise<number[]> => {
    const taken = await takeAllowance(pool, module, toWanted(asks))
    const served = leases.serve(asks, taken)
    return served === 0 && taken.granted === 0 ? [leases.secondsUntil(taken.endsAtMs)] : Array(served).fill(0)
  }

  /** All of one bucket, and in their order: who comes first is served first. */
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
    overloaded: () => new Problem(unavailable, { detail: 'Too many wait already', retryAfterSeconds: 2 }),
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

/** What this process holds of each running window. */
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
    /** The seconds to wait, or 0; undefined where only the database can tell. */
    use(bucket: string, count: number): number | undefined {
      const lease = liveOf(bucket)
      if (!lease) return undefined
      if (lease.left < count) return lease.isLast ? secondsUntil(lease.endsAtMs) : undefined
      lease.left -= count
      return 0
    },
    /** Serves as many of these as what was taken is enough for, and keeps the rest; says how many. */
    serve(asks: readonly Ask[], { granted, ...window }: Taken): number {
      const { bucket } = asks[0] as Ask
      // What was left may have been used meanwhile, or its window may have ended.
      const lease = leases.get(bucket)
      let left = granted + (lease?.endsAtMs === window.endsAtMs ? lease.left : 0)
      let served = 0
      // Also where the window has ended while the answer travelled: a slow database must not refuse for ever.
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

/** One bucket after the other: a flood from many addresses must not take all connections. Each fails for itself. */
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
  /** With fewer nobody is served, so that they stay for other processes. */
  readonly least: number
  readonly now: Date
}

interface Taken {
  readonly granted: number
  readonly endsAtMs: number
  readonly isLast: boolean
}

/**
 * Takes as much as there is, `wanted` at most. The row's lock puts all processes in a row. A crash of the database may
 * forget what was taken in the last moment, so the commit need not wait for the disk.
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

// Of a window that runs: nothing where fewer are left than serve the first who asks.
const GRANTED = 'case when $5::int - known.taken < $6::int then 0 else least($2::int, $5::int - known.taken) end'

const PURGED_AT_ONCE = 5_000

/** Forgets the windows of one module that have ended. */
export async function purgeAllowances(pool: pg.Pool, module: string, now: Date): Promise<void> {
  let gone: number | null
  do {
    // Asked twice: between the two looks somebody may have begun a new window.
    const deleted = await pool.query(
      `delete from ${module}.allowances where window_ends_at < $1 and bucket in (
         select bucket from ${module}.allowances where window_ends_at < $1 limit ${PURGED_AT_ONCE})`,
      [now],
    )
    gone = deleted.rowCount
  } while (gone === PURGED_AT_ONCE)
}
