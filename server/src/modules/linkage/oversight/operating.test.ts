// Tests for operators: the emergency brake, the report of stuck workflows, the replay of callbacks, and erasure.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { newId } from '../../../platform/id.ts'
import { startIndex } from '../../../testing/fakes/patient-index.ts'
import { answering, startReceiver } from '../../../testing/fakes/receiver.ts'
import { COMPILED, setup, TEST_SECRETS } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { replayDeliveries } from '../callbacks/store.ts'
import type { CustomerId, WorkflowId } from '../contract.ts'
import {
  assertPromises,
  callbacksOf,
  FAST,
  onboard,
  outside,
  patientOf,
  poolOf,
  type Refused,
  slugOf,
  untilAllEnded,
} from '../testing.ts'

const MAIN = path.resolve(import.meta.dirname, '../../../main.ts')

async function begin(t: Parameters<typeof setup>[0], env: Record<string, string> = {}) {
  const index = await startIndex(t)
  const place = await setup(t, { clock: 'real', env: { ...FAST, ...outside(index), ...env } })
  return { index, place, customer: await onboard(place, await startReceiver(t)) }
}

/** Runs a command of the console. */
const consoleOf =
  ({ databaseUrl }: { databaseUrl: string }) =>
  (...args: string[]) =>
    promisify(execFile)(process.execPath, [MAIN, 'linkage', ...args], {
      env: { PATH: '', NODE_ENV: 'test', DATABASE_URL: databaseUrl, SEHAT_DEMO: 'off', ...TEST_SECRETS, ...COMPILED },
    })

async function eventsOf(place: Parameters<typeof poolOf>[0]): Promise<string[]> {
  const { rows } = await poolOf(place).query<{ name: string }>('select name from linkage.outbox order by id')
  return rows.map(({ name }) => name)
}

test('sehat linkage stop ends a workflow, and Sehat tells the customer', async (t) => {
  const { place, customer } = await begin(t)
  const id = (await customer.link(patientOf('Certain', 'S-1'))).body['workflow-id']
  const sehat = consoleOf(place)
  assert.match((await sehat('stop', id)).stdout, /is FAILED; Sehat tells the customer/)
  await assert.rejects(sehat('stop', id), /cannot be stopped|ended/)
  await assert.rejects(sehat('stop', 'nonsense'), /not the id of a workflow/)
  const databaseUrl = place.databaseUrl
  await setup(t, { clock: 'real', databaseUrl, env: { ...FAST, ROLE: 'both' } })
  await untilAllEnded(place)
  await assertPromises(place, customer, new Map([['S-1', id]]))
  const sent = customer.receiver.list.length
  const { rows } = await poolOf(place).query<{ id: string }>('select id from linkage.deliveries')
  assert.match((await sehat('replay', '--delivery', rows[0]?.id as string)).stdout, /1 callbacks/)
  await until('it was sent once more', () => customer.receiver.list.length === sent + 1)
})

test('sehat linkage restart runs a failed workflow again, and says why it cannot', async (t) => {
  const { index, place, customer } = await begin(t)
  const id = (await customer.link(patientOf('Certain', 'C-1'))).body['workflow-id']
  const sehat = consoleOf(place)
  await assert.rejects(sehat('restart', id), /It is not FAILED/)
  await assert.rejects(sehat('restart', newId(1)), /no workflow with this id/)
  await assert.rejects(sehat('restart', 'nonsense'), /not the id of a workflow/)
  await sehat('stop', id)
  assert.match((await sehat('restart', id)).stdout, /is RECEIVED; a worker searches again/)
  assert.deepEqual(await eventsOf(place), ['linkage.link-failed.v1', 'linkage.workflow-restarted.v1'])
  const env = { ...FAST, ...outside(index), ROLE: 'both' }
  await setup(t, { clock: 'real', databaseUrl: place.databaseUrl, env })
  await untilAllEnded(place)
  await assertPromises(place, customer, new Map([['C-1', id]]))
})

test('stopping an answered workflow writes its event, which names who did it', async (t) => {
  const { place, customer } = await begin(t, { ROLE: 'both' })
  customer.receiver.reply(answering(500))
  const id = (await customer.link(patientOf('Nobody', 'C-2'))).body['workflow-id']
  await until('it is answered', async () => (await customer.status(id)).outcome === 'NO_RESULTS')
  const by = await place.admin()
  const stop = () => place.ask<{ status: string }>('POST', `/v1/linkage/workflows/${id}/stop`, { by })
  assert.deepEqual([(await stop()).body.status, (await stop()).status], ['COMPLETED', 409])
  const { rows } = await poolOf(place).query<{ body: { actorId: string; role: string; body: object } }>(
    "select body from linkage.outbox where name = 'linkage.workflow-stopped.v1'",
  )
  const facts = { workflowId: id, customerId: customer.id }
  assert.deepEqual(
    rows.map(({ body }) => [body.actorId, body.role, body.body]),
    [[by.accountId, 'national-admin', facts]],
  )
})

test('an operator runs a failed workflow again, and the trail names who did it', async (t) => {
  const { index, place, customer } = await begin(t)
  const by = await place.admin()
  const act = (id: string, what: 'stop' | 'restart') =>
    place.ask<Refused>('POST', `/v1/linkage/workflows/${id}/${what}`, { by })
  const id = (await customer.link(patientOf('Certain', 'F-1'))).body['workflow-id']
  assert.deepEqual([(await act(id, 'restart')).status, (await act(id, 'stop')).status], [409, 200])
  const newer = (await customer.link(patientOf('Certain', 'F-1'))).body['workflow-id']
  const refused = await act(id, 'restart')
  assert.deepEqual([refused.status, slugOf(refused.body)], [409, 'cannot-restart'])
  assert.match(refused.body.detail, /newer workflow/)
  assert.equal((await act(newer, 'stop')).status, 200)
  const restarts = await Promise.all(Array.from({ length: 5 }, () => act(id, 'restart')))
  assert.deepEqual(restarts.map(({ status }) => status).toSorted(), [200, 409, 409, 409, 409])
  assert.deepEqual([(await customer.status(id)).status, (await customer.status(id)).outcome], ['RECEIVED', undefined])
  const { rows } = await poolOf(place).query<{ body: { actorId: string; role: string } }>(
    "select body from linkage.outbox where name in ('linkage.workflow-restarted.v1', 'linkage.link-failed.v1')",
  )
  assert.deepEqual(
    new Set(rows.map(({ body }) => `${body.actorId} ${body.role}`)),
    new Set([`${by.accountId} national-admin`]),
  )
  assert.equal(rows.length, 3)

  const env = { ...FAST, ...outside(index), ROLE: 'both' }
  await setup(t, { clock: 'real', databaseUrl: place.databaseUrl, env })
  await untilAllEnded(place)
  await assertPromises(place, customer, new Map([['F-1', id]]))
  assert.deepEqual(
    callbacksOf(customer, id)
      .map(({ type }) => type)
      .toSorted(),
    ['link.failed', 'link.linked'],
  )
  const { body } = await place.ask<{ moves: { to: string }[] }>('GET', `/v1/linkage/workflows/${id}`, { by })
  assert.deepEqual(
    body.moves.map(({ to }) => to),
    ['RECEIVED', 'FAILED', 'RECEIVED', 'LINKED', 'COMPLETED'],
  )
  await poolOf(place).query('update linkage.requests set sealed = null')
  assert.match((await act(newer, 'restart')).body.detail, /erased/)
  assert.equal((await act(newId(1), 'restart')).status, 404)
})

test('a replay of all failed callbacks of a customer leaves out those that an operator stopped', async (t) => {
  const { place, customer } = await begin(t, { ROLE: 'both' })
  customer.receiver.reply(answering(500))
  const ids = ['P-1', 'P-2'].map(async (id) => (await customer.link(patientOf('Certain', id))).body['workflow-id'])
  const [stopped, givenUp] = (await Promise.all(ids)) as [WorkflowId, WorkflowId]
  for (const id of [stopped, givenUp]) {
    await until('it is answered', async () => (await customer.status(id)).outcome === 'LINKED')
  }
  const by = await place.admin()
  assert.equal((await place.ask('POST', `/v1/linkage/workflows/${stopped}/stop`, { by })).status, 200)
  const pool = poolOf(place)
  const ended = `update linkage.deliveries set status = 'failed', reason = 'given-up', ended_at = now()
    where workflow_id = $1`
  // The row comes when the first try has ended.
  await until('it is given up', async () => (await pool.query(ended, [givenUp])).rowCount === 1)
  const since = new Date(Date.now() - 3_600_000)
  assert.equal(await replayDeliveries(pool, { customerId: customer.id as CustomerId, since }), 1)
  const { rows } = await pool.query('select status from linkage.deliveries where workflow_id = $1', [stopped])
  assert.deepEqual(rows, [{ status: 'stopped' }])
})

test('the report names stuck workflows as JSON', async (t) => {
  const { place, customer } = await begin(t)
  const id = (await customer.link(patientOf('Certain', 'R-1'))).body['workflow-id']
  await poolOf(place).query("update linkage.workflows set updated_at = now() - interval '1 hour'")
  const by = await place.admin()
  const report = await place.ask<{ statuses: { status: string; count: number }[]; workflows: object[] }>(
    'GET',
    '/v1/linkage/stuck',
    { by },
  )
  assert.deepEqual([report.body.statuses[0]?.status, report.body.statuses[0]?.count], ['RECEIVED', 1])
  assert.ok(JSON.stringify(report.body.workflows).includes(id))
  const stale = `/v1/linkage/workflows?stale=true&customer=${customer.id}`
  const touched = (await customer.link(patientOf('Certain', 'R-2'))).body['workflow-id']
  const listed = await place.ask<{ items: { 'workflow-id': string }[] }>('GET', stale, { by })
  assert.deepEqual(
    listed.body.items.map((one) => one['workflow-id']),
    [id],
  )
  assert.ok(!JSON.stringify(report.body.workflows).includes(touched))
})

test('the data of a request is erased some time after the end', async (t) => {
  const { place, customer } = await begin(t, { SEHAT_LINKAGE_ARCHIVE_SECONDS: '0', ROLE: 'both' })
  await customer.link(patientOf('Certain', 'E-1'))
  await untilAllEnded(place)
  await until('the data is erased', async () => {
    const { rows } = await poolOf(place).query('select sealed, candidates from linkage.requests')
    return rows[0]?.sealed === null && rows[0]?.candidates === null
  })
})
