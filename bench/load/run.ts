// Runs one job in a fresh process of the load generator.
import path from 'node:path'
import type { Processes } from '../processes.ts'
import type { LoadJob, LoadOutcome, LoadReply } from './job.ts'

export function runLoad(processes: Processes, job: LoadJob): Promise<LoadOutcome> {
  return processes.ask<LoadJob, LoadReply>(path.join(import.meta.dirname, 'generator.ts'), job).then((reply) => {
    if ('failure' in reply) throw new Error(`The load run failed: ${reply.failure}`)
    return reply.outcome
  })
}
