// Workers killed by SIGKILL at each step of their work: every accepted request still ends and gets its callback.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { startServe } from '../../../testing/process.ts'
import { sized } from '../../../testing/size.ts'
import { assertPromises, FAST, untilAllEnded } from '../testing.ts'
import { beginWithProcesses, linkMany } from '../testing-faults.ts'
import { STEPS } from './failpoints.ts'

/** Number of requests that wait for each worker that is killed. */
const PER_STEP = sized(20, 100)

test('all accepted requests end and get their callbacks, although a worker is killed at each step', async (t) => {
  const { place, customer, startWorker } = await beginWithProcesses(t, { SEHAT_LINKAGE_WORKERS_MAX: '32' })
  const accepted = new Map<string, string>()
  for (const step of STEPS) {
    for (const [patient, id] of await linkMany(customer, step, PER_STEP)) accepted.set(patient, id)
    const worker = await startServe(place.databaseUrl, workerEnv(place, `${step}:kill`)).catch(() => undefined)
    if (worker) {
      t.after(() => worker.kill())
      if (worker.child.signalCode === null) await once(worker.child, 'exit')
      assert.equal(worker.child.signalCode, 'SIGKILL', step)
    }
  }
  assert.equal(accepted.size, PER_STEP * STEPS.length)
  await startWorker()
  await untilAllEnded(place)
  await assertPromises(place, customer, accepted)

  function workerEnv({ program }: typeof place, failpoint: string): Record<string, string> {
    const { indexUrl = '', indexSecret = '' } = program.context('linkage').config.linkage
    return {
      ...FAST,
      SEHAT_LINKAGE_INDEX: 'http',
      SEHAT_LINKAGE_INDEX_URL: indexUrl,
      SEHAT_LINKAGE_INDEX_SECRET: indexSecret,
      SEHAT_TEST_FAILPOINT: failpoint,
    }
  }
})
