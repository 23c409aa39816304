// Workers killed by SIGKILL at each step of their work: 1,000 accepted requests, 1,000 ends and callbacks.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { startServe } from '../../../testing/process.ts'
import { assertPromises, FAST, untilAllEnded } from '../testing.ts'
import { beginWithProcesses, linkMany } from '../testing-faults.ts'
import { STEPS } from './failpoints.ts'

test('a worker killed at each step: 1,000 accepted requests have 1,000 ends and callbacks', async (t) => {
  const { place, customer, startWorker } = await beginWithProcesses(t, { SEHAT_LINKAGE_WORKERS_MAX: '32' })
  const accepted = new Map<string, string>()
  const share = 1_000 / STEPS.length
  for (const step of STEPS) {
    for (const [patient, id] of await linkMany(customer, step, share)) accepted.set(patient, id)
    const worker = await startServe(place.databaseUrl, workerEnv(place, `${step}:kill`)).catch(() => undefined)
    if (worker) {
      t.after(() => worker.kill())
      if (worker.child.signalCode === null) await once(worker.child, 'exit')
      assert.equal(worker.child.signalCode, 'SIGKILL', step)
    }
  }
  assert.equal(accepted.size, 1_000)
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
