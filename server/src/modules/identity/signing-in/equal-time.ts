// Gives answers after equal times, so that the time does not show whether a phone has an account (decision 0005).
import { setTimeout as sleep } from 'node:timers/promises'

const STEP_MS = 100

/** Runs the work and holds its result or error back until the next multiple of 100 ms after the start. */
export async function inEqualTime<Result>(work: () => Promise<Result>): Promise<Result> {
  const startedAtMs = performance.now()
  try {
    return await work()
  } finally {
    await sleep(STEP_MS - ((performance.now() - startedAtMs) % STEP_MS))
  }
}
