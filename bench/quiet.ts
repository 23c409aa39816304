// Waits until the machine does nothing else, because other programs disturb a measurement.
import { setTimeout as sleep } from 'node:timers/promises'
import { machineSeconds } from './cpu.ts'
import { median } from './statistics.ts'

const SAMPLE_MS = 500
const IDLE_SHARE_MIN = 0.85
/** If other programs use a larger share of the machine than this, the measurement is repeated. */
const OTHERS_SHARE_MAX = 0.1

export interface Quiet {
  /** Resolves when the machine is idle, or at the latest after `waitMsMax`. */
  wait(): Promise<void>
  /** Measures, and repeats if other programs disturbed the measurement. Gives the least disturbed one. */
  quietest<Outcome extends Disturbed>(measure: () => Promise<Outcome>): Promise<Outcome>
  /** One sentence about how quiet the machine was. */
  note(): string
}

type Disturbed = { readonly cpu?: { readonly othersShare: number } }

const shareOf = ({ cpu }: Disturbed): number => cpu?.othersShare ?? Number.NaN

async function idleShare(): Promise<number> {
  const before = machineSeconds()
  await sleep(SAMPLE_MS)
  const after = machineSeconds()
  return 1 - (after.used - before.used) / (after.all - before.all)
}

export function createQuiet({ waitMsMax, triesMax }: { waitMsMax: number; triesMax: number }): Quiet {
  const shares: number[] = []
  return {
    async wait() {
      const giveUpAt = performance.now() + waitMsMax
      // If the system does not tell, the share is NaN, and the loop ends at once.
      while ((await idleShare()) < IDLE_SHARE_MIN && performance.now() < giveUpAt);
    },
    async quietest(measure) {
      let best = await measure()
      for (let tries = 1; tries < triesMax && shareOf(best) > OTHERS_SHARE_MAX; tries++) {
        const again = await measure()
        if (shareOf(again) < shareOf(best)) best = again
      }
      shares.push(shareOf(best))
      return best
    },
    note() {
      if (shares.length === 0 || shares.some(Number.isNaN)) return 'It is not known whether other programs ran.'
      const [usual, most] = [median(shares), Math.max(...shares)].map((share) => `${Math.round(share * 100)} %`)
      return `Other programs used ${usual} of the CPU time of a measurement (median; ${most} at most).`
    },
  }
}
