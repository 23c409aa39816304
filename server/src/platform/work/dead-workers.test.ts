// Tests that another process does the job of a killed worker soon, and leaves the jobs of living workers alone.
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, lastFirst } from '../../testing/database.ts'
import { until } from '../../testing/until.ts'
import { openLog } from '../log.ts'
import { freeDeadJobs, LOCK_CLASS } from './dead-workers.ts'
import { migrateJobs, on, startJobs, subscriptionJob } from './jobs.ts'
import { noted } from './testing-jobs-process.ts'

const log = openLog({ logLevel: 'silent', environment: 'test' })

test('a job whose worker was killed goes to another worker, and a living worker keeps its job', async (t) => {
  const later = lastFirst(t)
  const { url } = await createTestDatabase(later)
  await migrateJobs(url, log)
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  pool.on('error', () => {})
  later.after(() => pool.end())
  const child = fork(path.join(import.meta.dirname, 'testing-jobs-process.ts'), [url])
  later.after(async () => void child.kill('SIGKILL'))
  const payload = JSON.stringify({ events: [{ name: noted.name, body: {} }] })
  await pool.query('select graphile_worker.add_job($1, $2::json)', [subscriptionJob('toy', noted.name), payload])
  await once(child, 'message')

  const countLocks = async (): Promise<number> =>
    (await pool.query(`select 1 from pg_locks where locktype = 'advisory' and classid = $1`, [LOCK_CLASS])).rows.length
  await until('it holds its lock', async () => (await countLocks()) === 1)
  assert.equal(await freeDeadJobs(pool), 0, 'the job is young')
  // As if the job had begun long ago.
  await pool.query(`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'`)
  assert.equal(await freeDeadJobs(pool), 0, 'the worker lives')

  child.kill('SIGKILL')
  await once(child, 'exit')
  await until('PostgreSQL has ended the lock', async () => (await countLocks()) === 0)
  assert.equal(await freeDeadJobs(pool), 1)
  let done = 0
  const does = on(noted, async () => {
    done += 1
  })
  const workers = await startJobs({
    ...{ pool, log, concurrency: 1 },
    modules: [{ name: 'toy', subscriptions: [does], schedules: [] }],
  })
  later.after(() => workers.stop())
  await until('another worker did the job', () => done === 1)
})
