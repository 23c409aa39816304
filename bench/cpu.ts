// How much CPU time processes have used: what a request costs whatever else runs on the machine.
import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

interface Times {
  readonly parent: number
  /** Of the process itself. */
  readonly ownTicks: number
  /** Of its children that have ended. */
  readonly endedTicks: number
}

/** Reads /proc/<pid>/stat; the second field, the program's name, may hold blanks and brackets itself. */
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

/** CPU seconds of a process with its children, also those that have ended; NaN where the system does not tell. */
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

/** What one answer cost, in microseconds of CPU time. */
export interface CpuCost {
  readonly server: number
  readonly database: number
  readonly load: number
}

interface Pids {
  /** Undefined where the load goes straight to the database. */
  readonly server: number | undefined
  readonly database: number
}

/** Measures over `work`, whose load process says itself what it used. */
export async function costOf<Outcome extends { readonly cpuSeconds: number; readonly total: number }>(
  { server, database }: Pids,
  work: () => Promise<Outcome>,
): Promise<Outcome & { cpu: CpuCost }> {
  const read = () => ({ server: server === undefined ? 0 : cpuSeconds(server), database: cpuSeconds(database) })
  const before = read()
  const outcome = await work()
  const after = read()
  const perAnswer = (seconds: number): number => (seconds * 1e6) / outcome.total
  const cpu = {
    server: perAnswer(after.server - before.server),
    database: perAnswer(after.database - before.database),
    load: perAnswer(outcome.cpuSeconds),
  }
  return { ...outcome, cpu }
}
