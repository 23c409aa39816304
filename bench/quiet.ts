// Waits for a machine that does nothing else, because what runs beside a measurement runs into it.
import { setTimeout as sleep } from 'node:timers/promises'
import { machineSeconds } from './cpu.ts'
import { median } from './statistics.ts'

const SAMPLE_MS = 500
const IDLE_SHARE_MIN = 0.85

export interface Quiet {
  /** Resolves once the machine is idle, or after a while anyway. */
  wait(): Promise<void>
  /** Takes what other programs used of the machine during a measurement: 0..1. */
  record(othersShare: number): void
  /** One sentence on how quiet it was. */
  note(): string
}

async function idleShare(): Promise<number> {
  const before = machineSeconds()
  await sleep(SAMPLE_MS)
  const after = machineSeconds()
  return 1 - (after.used - before.used) / (after.all - before.all)
}

export function createQuiet(waitMsMax: number): Quiet {
  const shares: number[] = []
  return {
    async wait() {
      const giveUpAt = performance.now() + waitMsMax
      // Where the system does not tell, the share is not a number, and nothing is waited for.
      while ((await idleShare()) < IDLE_SHARE_MIN && performance.now() < giveUpAt);
    },
    record(othersShare) {
      if (!Number.isNaN(othersShare)) shares.push(othersShare)
    },
    note() {
      if (shares.length === 0) return 'Whether other programs ran beside the measurements is not known.'
      const [usual, most] = [median(shares), Math.max(...shares)].map((share) => `${Math.round(share * 100)} %`)
      return `Other programs used ${usual} of the CPU time of a measurement (median of ${shares.length}, at most ${most}).`
    },
  }
}
