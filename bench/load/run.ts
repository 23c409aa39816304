// Runs one job in a new process of the load generator, and measures its cost.
import path from 'node:path'
import { costOf } from '../cpu.ts'
import type { Stage } from '../stage.ts'
import type { LoadJob, LoadOutcome, LoadReply } from './job.ts'

export function runLoad(
  stage: Stage,
  server: { readonly port: number; readonly pid: number },
  job: Omit<LoadJob, 'port'>,
): Promise<LoadOutcome> {
  const file = path.join(import.meta.dirname, 'generator.ts')
  return costOf({ servers: [server.pid], database: stage.postgresPid }, async () => {
    const reply = await stage.processes.ask<LoadJob, LoadReply>(file, { ...job, port: server.port })
    if ('failure' in reply) throw new Error(`The load run failed: ${reply.failure}`)
    return reply.outcome
  })
}
