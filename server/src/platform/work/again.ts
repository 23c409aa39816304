// Does work again after a lost race: a serialization failure, a deadlock, or another error that the caller names.
import { setTimeout as sleep } from 'node:timers/promises'
import { isOutdatedPlan } from '../postgres/prepared.ts'

export interface AgainOptions {
  /** Whether another error means that somebody else was quicker, so that the same work may now succeed. */
  readonly isLostRace?: (error: unknown) => boolean
}

const TRIES_MAX = 5
const PAUSE_FIRST_MS = 10

// PostgreSQL: serialization_failure and deadlock_detected. The transaction was rolled back and left nothing behind.
const LOST_RACES = new Set<unknown>(['40001', '40P01'])

/**
 * Does `work`, and does it again when it lost a race, five times at most. `work` must be a whole transaction or one
 * statement, so that it can start again. Throws the last error.
 */
export async function again<Result>(
  work: () => Promise<Result>,
  { isLostRace = () => false }: AgainOptions = {},
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const { code } = error as { code?: unknown }
      const mayWork = LOST_RACES.has(code) || isOutdatedPlan(error) || isLostRace(error)
      if (tries >= TRIES_MAX || !mayWork) throw error
      // Wait a random time, so that two transactions do not meet again. Double the longest wait each time.
      await sleep(Math.random() * PAUSE_FIRST_MS * 2 ** (tries - 1))
    }
  }
}
