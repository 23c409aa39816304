// Waits for a machine that does nothing else, because what runs beside a measurement runs into it.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const SAMPLE_MS = 500
const IDLE_SHARE_MIN = 0.85

export interface Quiet {
  /** Resolves once the machine is idle, or after a while anyway. */
  wait(): Promise<void>
  /** One sentence on how quiet it was. */
  note(): string
}

interface Ticks {
  readonly idle: number
  readonly total: number
}

/** The first line of /proc/stat: user nice system idle iowait irq softirq steal. */
export function readTicks(stat: string): Ticks {
  const ticks = (stat.split('\n', 1)[0] as string).trim().split(/\s+/).slice(1, 9).map(Number)
  return { idle: (ticks[3] ?? 0) + (ticks[4] ?? 0), total: ticks.reduce((sum, value) => sum + value, 0) }
}

async function idleShare(): Promise<number> {
  const before = readTicks(readFileSync('/proc/stat', 'utf8'))
  await sleep(SAMPLE_MS)
  const after = readTicks(readFileSync('/proc/stat', 'utf8'))
  return (after.idle - before.idle) / Math.max(1, after.total - before.total)
}

export function createQuiet(waitMsMax: number): Quiet {
  let waits = 0
  let disturbed = 0
  const isQuiet = async (): Promise<boolean> => {
    const giveUpAt = performance.now() + waitMsMax
    do {
      if ((await idleShare()) >= IDLE_SHARE_MIN) return true
    } while (performance.now() < giveUpAt)
    return false
  }
  return {
    async wait() {
      if (process.platform !== 'linux') return
      waits++
      if (!(await isQuiet())) disturbed++
    },
    note() {
      if (process.platform !== 'linux') return 'Whether other programs ran beside the measurements is not known.'
      return disturbed === 0
        ? `Before each of the ${waits} measurements the machine was at least ${IDLE_SHARE_MIN * 100} % idle.`
        : `Before ${disturbed} of ${waits} measurements the machine was busy with other programs.`
    },
  }
}
