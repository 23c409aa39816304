// Makes answers that must not tell whether a phone is known take the same time (decision 0005).
import { setTimeout as sleep } from 'node:timers/promises'

const STEP_MS = 100

/** Holds the outcome of the work, an answer or a refusal, until the next full 100 ms after its start. */
export async function inEqualTime<Result>(work: () => Promise<Result>): Promise<Result> {
  const startedAtMs = performance.now()
  try {
    return await work()
  } finally {
    await sleep(STEP_MS - ((performance.now() - startedAtMs) % STEP_MS))
  }
}
