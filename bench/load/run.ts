// Runs a job in new processes of the load generator, one for each server, and measures its cost.
import path from 'node:path'
import { costOf } from '../cpu.ts'
import type { Stage } from '../stage.ts'
import type { LoadJob, LoadOutcome, LoadReply, Measured } from './job.ts'

type Target = { readonly port: number; readonly pid: number }
type Job = Omit<LoadJob, 'port'>

export function runLoad(stage: Stage, server: Target, job: Job): Promise<LoadOutcome> {
  return costOf(pidsOf(stage, [server]), () => load(stage, server, job))
}

/** Answers of several servers, measured as one. */
export interface SharedOutcome extends Measured {
  readonly statuses: Readonly<Record<string, number>>
  readonly captured: readonly string[]
}

/** Runs one job for each server at once, and gives their answers together. */
export function runLoadOnAll(stage: Stage, servers: readonly Target[], jobs: readonly Job[]): Promise<SharedOutcome> {
  return costOf(pidsOf(stage, servers), async () => {
    const outcomes = await Promise.all(servers.map((server, nth) => load(stage, server, jobs[nth] as Job)))
    return join(outcomes)
  })
}

const pidsOf = (stage: Stage, servers: readonly Target[]) => ({
  servers: servers.map(({ pid }) => pid),
  database: stage.postgresPid,
})

async function load(stage: Stage, { port }: Target, job: Job): Promise<LoadOutcome> {
  const file = path.join(import.meta.dirname, 'generator.ts')
  const reply = await stage.processes.ask<LoadJob, LoadReply>(file, { ...job, port })
  if ('failure' in reply) throw new Error(`The load run failed: ${reply.failure}`)
  return reply.outcome
}

function join(outcomes: readonly LoadOutcome[]): SharedOutcome {
  const sum = (of: (one: LoadOutcome) => number): number => outcomes.reduce((total, one) => total + of(one), 0)
  const seconds = Math.max(...outcomes.map((one) => one.seconds))
  const statuses: Record<string, number> = {}
  for (const one of outcomes) {
    for (const [status, count] of Object.entries(one.statuses)) statuses[status] = (statuses[status] ?? 0) + count
  }
  return {
    ...{ count: sum((one) => one.count), total: sum((one) => one.total), cpuSeconds: sum((one) => one.cpuSeconds) },
    ...{ seconds, statuses, captured: outcomes.flatMap(({ captured }) => captured) },
    latenciesMs: Float64Array.from(outcomes.flatMap(({ latenciesMs }) => [...latenciesMs])).sort(),
  }
}
