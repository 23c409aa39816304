// Waits until background work has happened. The time limit only ends a test that hangs; slow machines may be slow.
import { setTimeout as sleep } from 'node:timers/promises'

export const HANG_MS = 5 * 60_000

/** Resolves as soon as `isTrue` gives true. Throws an error that names `what` when this never happens. */
export async function until(what: string, isTrue: () => Promise<boolean> | boolean): Promise<void> {
  const endMs = performance.now() + HANG_MS
  while (!(await isTrue())) {
    if (performance.now() > endMs) throw new Error(`never came true: ${what}`)
    await sleep(25)
  }
}
