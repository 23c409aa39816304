// Counts the requests of each customer in memory and adds them to the rows every few seconds, so that a link is no
// slower. A process that is killed loses the counts of its last seconds, and no other fact.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { createLoop } from '../../../platform/work/loop.ts'
import type { Acceptance } from '../accepting/acceptance.ts'
import type { CustomerId } from '../contract.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import { addRequests, type CountedDay, countCallbacks, forgetUsage } from './usage-store.ts'

const PAUSE_MS = 5_000
/** The first count of a customer goes back so far. */
export const SHOWN_DAYS = 30
const KEPT_DAYS = 400
/** A statement lasts five seconds at most by default, so its rows are seen well before this. */
export const GRACE_SECONDS = 180

interface Counted {
  requests: number
  refused: number
  busiestSecond: number
  second: number
  inSecond: number
}

export interface Usage {
  /** The same acceptance, which also counts the requests that it admits and refuses. */
  counting(acceptance: Acceptance): Acceptance
  /** Writes what is counted so far. */
  flush(): Promise<void>
  start(): void
  stop(): Promise<void>
}

export function createUsage({ pool, log, clock }: LinkageContext): Usage {
  let counts = new Map<string, Counted>()

  const note = ({ id }: CustomerRow, count: number, isAdmitted: boolean): void => {
    const now = clock.now()
    const key = `${id} ${dayInIndia(now)}`
    let known = counts.get(key)
    if (!known) {
      known = { requests: 0, refused: 0, busiestSecond: 0, second: 0, inSecond: 0 }
      counts.set(key, known)
    }
    if (!isAdmitted) {
      known.refused += count
      return
    }
    known.requests += count
    const second = Math.floor(now.getTime() / 1_000)
    known.inSecond = known.second === second ? known.inSecond + count : count
    known.second = second
    known.busiestSecond = Math.max(known.busiestSecond, known.inSecond)
  }

  const flush = async (): Promise<void> => {
    if (counts.size === 0) return
    const taken = counts
    counts = new Map()
    const days = [...taken].map(([key, counted]): CountedDay => {
      const [customerId, day] = key.split(' ') as [CustomerId, string]
      return { customerId, day, ...counted }
    })
    await addRequests(pool, days)
  }
  const loop = createLoop({
    name: 'linkage usage',
    log,
    pauseMs: PAUSE_MS,
    turn: async () => {
      await flush()
      return false
    },
  })

  return {
    counting: (acceptance) => ({
      ...acceptance,
      admit(customer, count) {
        const admitted = (): void => note(customer, count, true)
        const refused = (error: unknown): never => {
          note(customer, count, false)
          throw error
        }
        try {
          const waiting = acceptance.admit(customer, count)
          if (waiting) return waiting.then(admitted, refused)
        } catch (error) {
          return refused(error)
        }
        admitted()
      },
    }),
    flush,
    start: () => loop.start(),
    async stop() {
      await loop.stop()
      await flush().catch((error: unknown) => log.warn({ err: error }, 'the last counts of usage were not written'))
    },
  }
}

/** Counts the callbacks of all customers, and forgets old days. A job does this every hour. */
export async function countAll({ pool, clock }: LinkageContext, customers: Iterable<CustomerRow>): Promise<void> {
  for (const { id } of customers) await countCallbacks(pool, id, SHOWN_DAYS, GRACE_SECONDS)
  await forgetUsage(pool, addDays(dayInIndia(clock.now()), -KEPT_DAYS))
}
