// A process whose worker takes jobs and never ends them, for a test that kills it. It tells of each job by IPC.
import pg from 'pg'
import { defineEvent, object } from '../contract.ts'
import { openLog } from '../log.ts'
import { on, startJobs } from './jobs.ts'

export const noted = defineEvent('toy.noted.v1', null, object({}))

if (import.meta.main) {
  const pool = new pg.Pool({ connectionString: process.argv[2] as string, max: 10 })
  pool.on('error', () => {})
  const never = on(noted, () => {
    process.send?.('took it')
    return new Promise(() => {})
  })
  const toy = { name: 'toy', subscriptions: [never], schedules: [] }
  await startJobs({ pool, log: openLog({ logLevel: 'silent', environment: 'test' }), concurrency: 2, modules: [toy] })
}
