// Waits for a machine that does nothing else, because what runs beside a measurement runs into it.
import { setTimeout as sleep } from 'node:timers/promises'
import { machineSeconds } from './cpu.ts'
import { median } from './statistics.ts'

const SAMPLE_MS = 500
const IDLE_SHARE_MIN = 0.85
/** Where others use more of the machine than this, the measurement is repeated. */
const OTHERS_SHARE_MAX = 0.1

export interface Quiet {
  /** Resolves once the machine is idle, or after a while anyway. */
  wait(): Promise<void>
  /** Measures, and again when others disturbed it; gives the least disturbed. */
  quietest<Outcome extends Disturbed>(measure: () => Promise<Outcome>): Promise<Outcome>
  /** One sentence on how quiet it was. */
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
      // Where the system does not tell, the share is not a number, and nothing is waited for.
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
      if (shares.length === 0 || shares.some(Number.isNaN)) return 'Whether other programs ran meanwhile is not known.'
      const [usual, most] = [median(shares), Math.max(...shares)].map((share) => `${Math.round(share * 100)} %`)
      return `Other programs used ${usual} of the CPU time of a measurement (the median; ${most} at most).`
    },
  }
}
