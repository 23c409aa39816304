// Once more after a lost race: a serialization failure, a deadlock, or what the caller names.
import { setTimeout as sleep } from 'node:timers/promises'

export interface AgainOptions {
  /** Further errors that mean that somebody else was quicker and that the same work may succeed now. */
  readonly isLostRace?: (error: unknown) => boolean
}

const TRIES_MAX = 5
const PAUSE_FIRST_MS = 10

// PostgreSQL: serialization_failure and deadlock_detected. The transaction was rolled back and left nothing behind.
const LOST_RACES = new Set<unknown>(['40001', '40P01'])

/** Does `work`, and again when it lost a race. It must begin anew each time: a whole transaction, or one statement. */
export async function again<Result>(
  work: () => Promise<Result>,
  { isLostRace = () => false }: AgainOptions = {},
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const { code } = error as { code?: unknown }
      if (tries >= TRIES_MAX || !(LOST_RACES.has(code) || isLostRace(error))) throw error
      // By chance, so that two who met do not meet again; up to twice as long each time.
      await sleep(Math.random() * PAUSE_FIRST_MS * 2 ** (tries - 1))
    }
  }
}
