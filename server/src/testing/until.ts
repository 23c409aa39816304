// Waits for what happens in the background. Its limit ends what hangs, and says nothing of how fast a machine must be.
import { setTimeout as sleep } from 'node:timers/promises'

export const HANG_MS = 5 * 60_000

/** Resolves as soon as it is true; throws with these words when it never becomes so. */
export async function until(what: string, isTrue: () => Promise<boolean> | boolean): Promise<void> {
  const endMs = performance.now() + HANG_MS
  while (!(await isTrue())) {
    if (performance.now() > endMs) throw new Error(`never came true: ${what}`)
    await sleep(25)
  }
}
