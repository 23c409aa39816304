// A backlog of one customer costs the others nothing: no statement reads more rows because many callbacks wait.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { newId } from '../../../platform/id.ts'
import { openRowsReader } from '../../../testing/rows-read.ts'
import { setup } from '../../../testing/setup.ts'
import { acceptCarefully, acceptLinks, type NewLink } from '../accepting/store.ts'
import type { WorkflowId } from '../contract.ts'
import type { LinkageContext } from '../tables.ts'
import { toFailure, toSettlement } from '../workflows/settlement.ts'
import {
  completeAnswered,
  type FoundSettlement,
  findWorkflow,
  isFound,
  listSilent,
  QUEUE_START,
  queueReady,
  settleFound,
  settleWorkflows,
  takeWork,
} from '../workflows/store.ts'
import {
  claimDeliveries,
  type DeliveryResult,
  type DueDelivery,
  queueCallbacks,
  recordDelivered,
  recordDeliveries,
  recordFirstTries,
} from './store.ts'

const BACKLOG = 100_000
const CELL = 9
const customer = newId<'customer'>(CELL)
const other = newId<'customer'>(CELL)
let made = 0

const toLink = (): NewLink => {
  const workflowId = newId<'workflow'>(CELL)
  return {
    ...{ cell: CELL, workflowId, requestId: workflowId, customerId: customer, patientId: `B-${made++}` },
    ...{ factsHash: 'facts', webhookUrl: null, choiceBy: 'staff', sealed: Buffer.from('sealed') },
    ...{ keyCell: CELL, key: workflowId, fingerprint: 'print', deliveryId: newId<'delivery'>(CELL), at: new Date() },
  }
}

const toResult = (due: Pick<DueDelivery, 'cell' | 'workflowId' | 'id'>, status: DeliveryResult['status']) => ({
  ...{ ...due, lease: 1, durationMs: 3, answerStatus: status === 'delivered' ? 204 : 500, fault: null, status },
  ...{ reason: status === 'failed' ? 'given-up' : null, retryMs: 0 },
})

/** Lets patients of one customer go through every statement of linking. */
async function walk(context: LinkageContext, pool: pg.Pool): Promise<void> {
  await acceptLinks(pool, Array.from({ length: 8 }, toLink), 60)
  await acceptCarefully(pool, [toLink(), toLink()], 60)
  await queueReady(pool)
  const taken = await takeWork(pool, QUEUE_START, 20, 60)
  assert.equal(taken.length, 10)
  const found = taken.slice(0, 6).map((one) => {
    const settlement = toSettlement(context, one, { status: 'LINKED', patientId: `p-${one.patientId}` }, one.lease)
    assert.ok(isFound(settlement))
    return settlement
  })
  await settleFound(pool, found, 60)
  const toDue = ({ id, delivery }: FoundSettlement) => ({ cell: CELL, workflowId: id, id: delivery.id as never })
  await recordDelivered(
    pool,
    found
      .slice(0, 3)
      .map(toDue)
      .map((due) => toResult(due, 'delivered')),
  )
  await recordFirstTries(pool, [toResult(toDue(found[3] as FoundSettlement), 'failed')])
  await queueCallbacks(pool, [toDue(found[4] as FoundSettlement), toDue(found[5] as FoundSettlement)])
  const failures = taken.slice(6).map((one) => toFailure(context, one, 'stopped', one.lease))
  assert.deepEqual(new Set(await settleWorkflows(pool, failures, 60)), new Set(['done']))
  const due = await claimDeliveries(pool, new Map([[customer as string, 20]]), 60)
  assert.equal(due.length, 6)
  assert.deepEqual(
    new Set(
      await recordDeliveries(
        pool,
        due.map((one) => ({ ...toResult(one, 'delivered'), lease: one.lease })),
      ),
    ),
    new Set(['done']),
  )
  await findWorkflow(pool, taken[0]?.id as WorkflowId)
  await completeAnswered(pool, taken)
  await listSilent(pool)
}

test('no statement of linking reads more rows when 100,000 callbacks wait for a dead receiver', async (t) => {
  const place = await setup(t)
  const context = place.program.context('linkage') as unknown as LinkageContext
  // Many callbacks were delivered and none is pending: the index of pending ones looks as if it cost nothing.
  await seedCallbacks(context.pool, 'delivered', 20_000)
  await context.pool.query('vacuum analyze linkage.deliveries, linkage.queue, linkage.workflows')
  const reader = await openRowsReader(context.pool, 'linkage')
  try {
    // A connection plans a statement of a function for good only after several calls.
    for (let round = 0; round < 8; round++) await walk(context, context.pool)
    for (let round = 0; round < 8; round++) await reader.count((pool) => walk(context, pool))
    const before = await reader.count((pool) => walk(context, pool))
    await seedCallbacks(context.pool, 'pending', BACKLOG)
    const after = await reader.count((pool) => walk(context, pool))
    assert.ok(before.size >= 14, `the walk has ${before.size} statements`)
    for (const [name, count] of after) {
      const earlier = before.get(name) ?? 0
      assert.ok(count <= 2 * earlier + 100, `${name} read ${earlier} rows before, and ${count} beside the backlog`)
    }
  } finally {
    reader.release()
  }
})

async function seedCallbacks(pool: pg.Pool, status: 'delivered' | 'pending', count: number): Promise<void> {
  await pool.query(
    `with seeded as (
       insert into linkage.workflows (cell, id, request_id, customer_id, patient_id, status, outcome, choice_by)
       select 1 + n % 1024, gen_random_uuid(), gen_random_uuid(), $1, n::text, 'LINKED', 'LINKED', 'staff'
       from generate_series(1, $3::int) n returning cell, id)
     insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body, status, next_at, ended_at)
     select cell, gen_random_uuid(), id, $1, 'link.linked', '{}', $2::text, now(),
       case when $2 = 'delivered' then now() end from seeded`,
    [other, status, count],
  )
}
