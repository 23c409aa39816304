// Tests of reconciliation: what was forgotten goes on, what merely waits is left alone, and whoever waits is told.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startIndex } from '../../testing/fakes/patient-index.ts'
import { startReceiver } from '../../testing/fakes/receiver.ts'
import { setup } from '../../testing/setup.ts'
import type { CallbackBody } from './contract.ts'
import { reconcile } from './reconciliation.ts'
import { settleSingly } from './settlement.ts'
import type { LinkageContext } from './tables.ts'
import {
  assertPromises,
  FAST,
  onboard,
  outside,
  patientOf,
  poolOf,
  type Status,
  until,
  untilAllEnded,
} from './testing-customer.ts'

/** Only the test reconciles, with the times of real use. */
const SLOW = { SEHAT_LINKAGE_RECONCILE_SECONDS: '86400', SEHAT_LINKAGE_STALE_SECONDS: '420' }

async function begin(t: Parameters<typeof setup>[0], env: Record<string, string> = {}) {
  const index = await startIndex(t)
  const place = await setup(t, { clock: 'real', env: { ...FAST, ...outside(index), ...SLOW, ...env } })
  const context = place.program.context('linkage') as unknown as LinkageContext
  const open = async (more: object = {}) => onboard(place, await startReceiver(t), more)
  const pass = async (time: string) => {
    await poolOf(place).query('update linkage.workflows set updated_at = updated_at - $1::interval', [time])
    return reconcile(context, settleSingly(context))
  }
  return { place, context, open, pass, pool: poolOf(place) }
}

test('a workflow whose message waits for a worker keeps its place, and no try is counted', async (t) => {
  const { pool, open, pass } = await begin(t, { SEHAT_LINKAGE_ATTEMPTS_MAX: '2' })
  const customer = await open()
  const waiting = (await customer.link(patientOf('Certain', 'W-1'))).body['workflow-id']
  const lost = (await customer.link(patientOf('Certain', 'W-2'))).body['workflow-id']
  const read = async () => (await pool.query('select * from linkage.queue where workflow_id = $1', [waiting])).rows
  const before = await read()
  for (const done of [
    { requeued: 1, failed: 0 },
    { requeued: 1, failed: 0 },
    { requeued: 0, failed: 1 },
  ]) {
    await pool.query('delete from linkage.queue where workflow_id = $1', [lost])
    assert.deepEqual(await pass('1 hour'), { ...done, expired: 0 })
  }
  assert.deepEqual(await read(), before)
  const { rows } = await pool.query('select status, reason, requeues, lease from linkage.workflows order by id')
  assert.deepEqual(rows[0], { status: 'RECEIVED', reason: null, requeues: 0, lease: 0 })
  assert.deepEqual([rows[1]?.status, rows[1]?.reason], ['FAILED', 'too-many-attempts'])
})

for (const by of ['staff', 'customer']) {
  test(`a choice that ${by} did not make in time ends, and its customer is told so`, async (t) => {
    const { place, open, pass } = await begin(t, { ROLE: 'both' })
    const customer = await open({ 'choice-by': by })
    const id = (await customer.link(patientOf('Choice', 'C-1'))).body['workflow-id']
    await until('it is told to wait', () => customer.receiver.of(id).length === 1)
    assert.equal((await pass('13 days')).expired, 0)
    assert.equal((await pass('2 days')).expired, 1)
    await until('it is complete', async () => (await customer.status(id)).status === 'COMPLETED')
    await assertPromises(place, customer, new Map([['C-1', id]]))
    const last = JSON.parse(customer.receiver.of(id).at(-1)?.body ?? '') as CallbackBody
    assert.deepEqual([last.type, last.data.outcome, last.data.reason], ['link.no-results', 'NO_RESULTS', 'no-choice'])
    const status = (await customer.status(id)) as Status & { reason?: string }
    assert.deepEqual([status.outcome, status.reason], ['NO_RESULTS', 'no-choice'])
    await untilAllEnded(place)
  })
}
