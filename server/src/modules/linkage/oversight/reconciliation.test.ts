// Tests of reconciliation: forgotten workflows go on, waiting ones stay as they are, and customers learn the end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startIndex } from '../../../testing/fakes/patient-index.ts'
import { startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { listDeliveries } from '../callbacks/store.ts'
import type { CallbackBody, CustomerId } from '../contract.ts'
import type { LinkageContext } from '../tables.ts'
import {
  assertPromises,
  FAST,
  onboard,
  outside,
  partsOf,
  patientOf,
  poolOf,
  type Status,
  untilAllEnded,
} from '../testing.ts'
import { listExpiredChoices, listSilent } from '../workflows/store.ts'
import { listWorkflows } from './history-store.ts'
import { reconcile } from './reconciliation.ts'
import { countQueue, countStuck, listStuck } from './report-store.ts'
import { createSweep } from './sweep.ts'

type Pool = ReturnType<typeof poolOf>
type Probe = Pick<Pool, 'query'>

interface Seed {
  readonly delivery?: string
  readonly age: string
}

/** Makes the seeded ids differ. */
let seeded = 0

/** Gives a function that inserts a number of workflows of one kind directly into the tables. */
async function seeding(pool: Pool, customerId: string) {
  return async (status: string, count: number, { delivery, age }: Seed) => {
    const hasEnded = status === 'COMPLETED' || status === 'FAILED'
    seeded += count
    const { rows } = await pool.query<{ id: string }>(
      `insert into linkage.workflows (cell, id, request_id, customer_id, patient_id, status, reason, choice_by,
         created_at, updated_at, ended_at, choice_at)
       select 1, (left(t.id, 8) || '-' || right(t.id, 4) || '-8000-8000-' || lpad(n::text, 12, '0'))::uuid,
         gen_random_uuid(), $1, gen_random_uuid()::text, $2::text,
         case $2 when 'FAILED' then 'seeded' end, 'staff', now() - $4::interval, now() - $4::interval,
         case when $5 then now() end, case $2 when 'CHOICE' then now() - $4::interval end
       from generate_series($6::int, $6 + $3::int - 1) n,
         (select lpad(to_hex((extract(epoch from now() - $4::interval) * 1000)::bigint), 12, '0') as id) t
       returning id`,
      [customerId, status, count, age, hasEnded, seeded],
    )
    if (status === 'REQUESTED') {
      await pool.query(
        `insert into linkage.waiting (cell, workflow_id, wait_for, ready_at)
         select 1, id, 'answer', now() + interval '1 hour' from unnest($1::uuid[]) w (id)`,
        [rows.map((row) => row.id)],
      )
    }
    if (delivery === undefined) return
    await pool.query(
      `insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body, status, reason, ended_at,
         next_at)
       select 1, gen_random_uuid(), w.id, $1, 'link.linked', '{}', $2::text,
         case when $2 in ('failed', 'stopped') then 'seeded' end,
         case when $2 <> 'pending' then now() - $4::interval end, now() + interval '1 day'
       from unnest($3::uuid[]) w (id)`,
      [customerId, delivery, rows.map((row) => row.id), age],
    )
  }
}

interface PlanNode {
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly Plans?: readonly PlanNode[]
}

/** How many table rows PostgreSQL reads for the one query of `ask`. */
async function rowsRead(pool: Pool, ask: (probe: Probe) => Promise<unknown>): Promise<number> {
  const client = await pool.connect()
  try {
    // The tables of a test are small, so PostgreSQL may prefer to read them whole. This makes it use the indexes.
    await client.query('set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off')
    let text = ''
    let values: unknown[] = []
    const probe = {
      query: async (asked: string, given: unknown[] = []) => {
        ;[text, values] = [asked, given]
        return client.query(asked, given)
      },
    } as unknown as Probe
    await ask(probe)
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, values)
    return countRows((rows[0] as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'][0].Plan)
  } finally {
    await client.query('reset enable_seqscan; reset enable_hashjoin; reset enable_mergejoin')
    client.release()
  }
}

function countRows(node: PlanNode): number {
  const looked =
    node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  const own = node['Relation Name'] === undefined ? 0 : looked * node['Actual Loops']
  return own + (node.Plans ?? []).reduce((sum, inner) => sum + countRows(inner), 0)
}

/** The times of production. Only the test itself starts reconciliation. */
const SLOW = { SEHAT_LINKAGE_RECONCILE_SECONDS: '86400', SEHAT_LINKAGE_STALE_SECONDS: '420' }

async function begin(t: Parameters<typeof setup>[0], env: Record<string, string> = {}) {
  const index = await startIndex(t)
  const place = await setup(t, { clock: 'real', env: { ...FAST, ...outside(index), ...SLOW, ...env } })
  const context = place.program.context('linkage') as unknown as LinkageContext
  const open = async (more: object = {}) => onboard(place, await startReceiver(t), more)
  const pass = async (time: string) => {
    const ago = 'updated_at = updated_at - $1::interval, choice_at = choice_at - $1::interval'
    await poolOf(place).query(`update linkage.workflows set ${ago}`, [time])
    return reconcile(context, partsOf(context))
  }
  return { place, context, open, pass, pool: poolOf(place) }
}

test('a workflow whose message waits for a worker keeps its place and counts no requeue', async (t) => {
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
  test(`a choice that the ${by} did not make in time ends, and Sehat tells the customer`, async (t) => {
    const { place, open, pass } = await begin(t, { ROLE: 'both' })
    const customer = await open({ 'choice-by': by })
    const id = (await customer.link(patientOf('Choice', 'C-1'))).body['workflow-id']
    await until('the customer has the first callback', () => customer.receiver.of(id).length === 1)
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

test('a half-done workflow is completed, even if many others wait for dead receivers', async (t) => {
  const { pool, context, open } = await begin(t)
  const seed = await seeding(pool, (await open()).id)
  await seed('LINKED', 1_001, { delivery: 'pending', age: '2 hours' })
  await seed('LINKED', 1, { delivery: 'failed', age: '1 hour' })
  assert.deepEqual(await reconcile(context, partsOf(context)), { requeued: 0, failed: 0, expired: 0 })
  const { rows } = await pool.query('select status, count(*)::int from linkage.workflows group by 1 order by 1')
  assert.deepEqual(rows, [
    { status: 'COMPLETED', count: 1 },
    { status: 'LINKED', count: 1_001 },
  ])
})

test('the sweep goes through all workflows of all customers, a part in each round, and then again', async (t) => {
  const { pool, context, open } = await begin(t)
  const seeds = await Promise.all([0, 1, 2].map(async () => seeding(pool, (await open()).id)))
  for (const seed of seeds) await seed('RECEIVED', 2_100, { age: '1 hour' })
  const sweep = createSweep(context)
  const found = new Set<string>()
  for (const { id } of await sweep()) found.add(id)
  assert.equal(found.size, 3 * 2_100)
  await sweep()
  assert.equal((await sweep()).length, 3 * 2_100, 'the sweep begins again')
  await pool.query("update linkage.workflows set status = 'COMPLETED', ended_at = now()")
  assert.deepEqual(await sweep(), [])
})

test('a search for forgotten or failed workflows reads none that wait for people or receivers', async (t) => {
  const { pool, open } = await begin(t)
  const { id } = await open()
  const seed = await seeding(pool, id)
  await seed('COMPLETED', 3_000, { delivery: 'delivered', age: '1 hour' })
  await seed('CHOICE', 500, { delivery: 'delivered', age: '1 hour' })
  await seed('LINKED', 500, { delivery: 'pending', age: '1 hour' })
  await seed('FAILED', 3, { delivery: 'failed', age: '1 hour' })
  const seedOther = await seeding(pool, (await open()).id)
  await seedOther('FAILED', 100, { delivery: 'failed', age: '2 days' })
  await seed('REQUESTED', 2, { age: '2 hours' })
  await pool.query('vacuum analyze linkage.workflows, linkage.deliveries')
  const times = { staleSeconds: 420, indexAnswerSeconds: 3_600 }
  const all = { customerId: id as CustomerId, patient: undefined, stale: undefined, before: undefined, limit: 50 }
  const read = {
    silent: await rowsRead(pool, (probe) => listSilent(probe)),
    expired: await rowsRead(pool, (probe) => listExpiredChoices(probe, 14)),
    failedWorkflows: await rowsRead(pool, (probe) => listWorkflows(probe, { ...all, status: 'FAILED' })),
    failedDeliveries: await rowsRead(pool, (probe) =>
      listDeliveries(probe, { customerId: all.customerId, status: 'failed', afterId: undefined, limit: 50 }),
    ),
  }
  for (const [what, count] of Object.entries(read)) assert.ok(count < 20, `${what}: ${count} rows were read`)
  // These queries count waiting workflows. They read no completed ones.
  const reports = {
    queue: [await rowsRead(pool, (probe) => countQueue(probe)), 500 + 3],
    counts: [await rowsRead(pool, (probe) => countStuck(probe, times)), 500 + 2 * (500 + 2)],
    stuck: [await rowsRead(pool, (probe) => listStuck(probe, times, 50)), 2 * (500 + 2)],
  } as const
  for (const [what, [count, kept]] of Object.entries(reports)) {
    assert.ok(count < kept + 20, `${what}: ${count} rows were read`)
  }
  assert.deepEqual(
    (await countStuck(pool, times)).map(({ status, count }) => [status, count]),
    [
      ['CHOICE', 500],
      ['LINKED', 500],
      ['REQUESTED', 2],
    ],
  )
})

test('no index holds a column that changes often in a healthy workflow, so that updates stay in place', async (t) => {
  const { pool } = await begin(t)
  // This lists the columns of keys and of predicates.
  const { rows } = await pool.query<{ name: string }>(
    `select distinct a.attname as name from pg_index i
     join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refobjid = i.indrelid
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid
     where i.indrelid = 'linkage.workflows'::regclass order by 1`,
  )
  const fixed = ['choice_at', 'customer_id', 'id', 'patient_id', 'reason']
  assert.deepEqual(
    rows.map(({ name }) => name).filter((name) => name !== 'cell'),
    fixed,
  )
})
