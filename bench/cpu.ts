// Measures the CPU time of processes: the cost of a request, independent of other programs on the machine.
import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

interface Times {
  readonly parent: number
  /** CPU time of the process itself. */
  readonly ownTicks: number
  /** CPU time of its children that have ended. */
  readonly endedTicks: number
}

/** Reads /proc/<pid>/stat. The second field, the program's name, may itself contain blanks and brackets. */
export function readTimes(stat: string): Times {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const field = (index: number): number => Number(fields[index])
  return { parent: field(1), ownTicks: field(11) + field(12), endedTicks: field(13) + field(14) }
}

function timesOf(pid: string | number): Times | undefined {
  try {
    return readTimes(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return undefined
  }
}

/** CPU seconds of a process with its children, also the ended ones; NaN if the system does not tell. */
export function cpuSeconds(pid: number): number {
  const own = timesOf(pid)
  if (!own) return Number.NaN
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(timesOf)
    .filter((times) => times?.parent === pid)
  const ticks = children.reduce((sum, times) => sum + (times?.ownTicks ?? 0), own.ownTicks + own.endedTicks)
  return ticks / TICKS_PER_SECOND
}

/** The cost of one answer, in microseconds of CPU time. */
export interface CpuCost {
  readonly server: number
  readonly database: number
  readonly load: number
  /** The share of the machine's CPU time that other programs used during the measurement: 0..1. */
  readonly othersShare: number
}

interface Pids {
  /** Empty if the load goes straight to the database. */
  readonly servers: readonly number[]
  readonly database: number
}

/** Time of all processors together, in seconds: `used` is the busy time, `all` the whole time. */
export function readMachine(stat: string): { used: number; all: number } {
  // The first line of /proc/stat: user nice system idle iowait irq softirq steal.
  const ticks = (stat.split('\n', 1)[0] as string).trim().split(/\s+/).slice(1, 9).map(Number)
  const all = ticks.reduce((sum, value) => sum + value, 0)
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0)
  return { used: (all - idle) / TICKS_PER_SECOND, all: all / TICKS_PER_SECOND }
}

export function machineSeconds(): { used: number; all: number } {
  try {
    return readMachine(readFileSync('/proc/stat', 'utf8'))
  } catch {
    return { used: Number.NaN, all: Number.NaN }
  }
}

function ownSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Measures the cost of `work`. The load process reports its own CPU time. This process does not count as "others". */
export async function costOf<Outcome extends { readonly cpuSeconds: number; readonly total: number }>(
  { servers, database }: Pids,
  work: () => Promise<Outcome>,
): Promise<Outcome & { cpu: CpuCost }> {
  const read = () => ({
    ...machineSeconds(),
    server: servers.reduce((sum, pid) => sum + cpuSeconds(pid), 0),
    database: cpuSeconds(database),
    here: ownSeconds(),
  })
  const before = read()
  const outcome = await work()
  const after = read()
  const grown = (key: keyof typeof after): number => after[key] - before[key]
  const own = grown('server') + grown('database') + grown('here') + outcome.cpuSeconds
  const perAnswer = (seconds: number): number => (seconds * 1e6) / outcome.total
  const cpu = {
    server: perAnswer(grown('server')),
    database: perAnswer(grown('database')),
    load: perAnswer(outcome.cpuSeconds),
    othersShare: Math.max(0, (grown('used') - own) / grown('all')),
  }
  return { ...outcome, cpu }
}
