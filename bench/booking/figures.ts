// Turns rates and latencies of runs into figures.
import type { CpuCost } from '../cpu.ts'
import type { Measured } from '../load/job.ts'
import type { Figure } from '../report.ts'
import { median, percentile } from '../statistics.ts'

export const rateOf = ({ count, seconds }: Measured): number => count / seconds

export function figureOf(part: string, name: string, rounds: readonly Measured[], unit = 'bookings/s'): Figure {
  const cost = (of: keyof CpuCost): number => median(rounds.map(({ cpu }) => cpu?.[of] ?? Number.NaN))
  return {
    part,
    name,
    unit,
    rounds: rounds.map(rateOf),
    p50Ms: median(rounds.map(({ latenciesMs }) => percentile(latenciesMs, 0.5))),
    p99Ms: median(rounds.map(({ latenciesMs }) => percentile(latenciesMs, 0.99))),
    cpu: { server: cost('server'), database: cost('database'), load: cost('load'), othersShare: cost('othersShare') },
  }
}

/** The rate in words, for the progress lines of a run. */
export function brief(measured: Measured): string {
  const { cpu } = measured
  const others = cpu ? `, others used ${Math.round(cpu.othersShare * 100)} % of the machine` : ''
  return `${Math.round(rateOf(measured))} a second${others}`
}
