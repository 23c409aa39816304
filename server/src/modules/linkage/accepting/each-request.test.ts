// Tests that each accepted request has its callback at its own webhook, and that no request gets another's result.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findByName } from '../../../testing/fakes/patient-index.ts'
import { startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import type { CallbackBody } from '../contract.ts'
import type { LinkageContext } from '../tables.ts'
import {
  callbacksOf,
  FAST,
  onboard,
  openIndexAndReceiver,
  outside,
  patientOf,
  poolOf,
  type Refused,
  slugOf,
  untilAllEnded,
} from '../testing.ts'
import { toConcerned } from '../workflows/choosing.ts'
import { toSettlement } from '../workflows/settlement.ts'
import { findWorkflow, settleWorkflows } from '../workflows/store.ts'

async function begin(t: Parameters<typeof setup>[0], role = 'both', more: object = {}) {
  const { index, receiver } = await openIndexAndReceiver(t)
  const place = await setup(t, { clock: 'real', env: { ...FAST, ...outside(index), ROLE: role } })
  const [customer, other] = [await onboard(place, receiver, more), await startReceiver(t)]
  const link = async (patient: object, webhook?: string): Promise<string> => {
    const { status, body } = await customer.link(patient, { ...(webhook !== undefined && { webhook }) })
    assert.equal(status, 202, JSON.stringify(body))
    return body['workflow-id']
  }
  return { index, place, customer, other, link }
}

const heard = (bodies: readonly CallbackBody[]): string[] => bodies.map(({ type }) => type)

/** Answers a workflow LINKED in a transaction that stays open while `meanwhile` begins, and commits when that waits. */
async function whileLinking(
  place: Awaited<ReturnType<typeof begin>>['place'],
  id: string,
  meanwhile: () => Promise<string>,
): Promise<string> {
  const context = place.program.context('linkage') as unknown as LinkageContext
  const row = await findWorkflow(context.pool, id as never)
  assert.ok(row)
  const client = await context.pool.connect()
  try {
    await client.query('begin')
    const decision = { status: 'LINKED', patientId: `p-${row.patient_id}` } as const
    const settlement = toSettlement(context, toConcerned(row), decision, null)
    assert.deepEqual(await settleWorkflows(client, [settlement], 60), ['done'])
    const found = meanwhile()
    await until('the request waits for the lock', async () => {
      const { rowCount } = await context.pool.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%accept_%'
           and datname = current_database()`,
      )
      return rowCount === 1
    })
    await client.query('commit')
    return await found
  } finally {
    client.release()
  }
}

test('a request that comes while its patient is being linked starts no second workflow', async (t) => {
  const { place, customer, link } = await begin(t, 'web')
  const first = await link(patientOf('Certain', 'R-1'))
  const second = await whileLinking(place, first, () => link(patientOf('Certain', 'R-1')))
  assert.equal(second, first)
  const counts = await poolOf(place).query(
    `select (select count(*)::int from linkage.workflows) as workflows,
       (select count(*)::int from linkage.requests) as requests, (select count(*)::int from linkage.queue) as messages`,
  )
  assert.deepEqual(counts.rows, [{ workflows: 1, requests: 1, messages: 0 }])
  assert.equal((await customer.status(first)).outcome, 'LINKED')
})

test('a webhook that joins while the workflow is being answered hears the answer', async (t) => {
  const { place, other, link } = await begin(t, 'web')
  const first = await link(patientOf('Certain', 'R-2'))
  const second = await whileLinking(place, first, () => link(patientOf('Certain', 'R-2'), other.url))
  assert.equal(second, first)
  const { rows } = await poolOf(place).query('select type, webhook_url from linkage.deliveries order by webhook_url')
  assert.deepEqual(rows, [
    { type: 'link.linked', webhook_url: other.url },
    { type: 'link.linked', webhook_url: null },
  ])
})

test('of 25 requests at once for each of 60 patients, none makes a second workflow or hears of failure', async (t) => {
  const { place, customer, link } = await begin(t)
  const patients = Array.from({ length: 60 }, (_, nth) => `M-${nth}`)
  const ids = await Promise.all(
    patients.flatMap((id) => Array.from({ length: 25 }, () => link(patientOf('Certain', id)))),
  )
  await untilAllEnded(place)
  assert.equal(new Set(ids).size, patients.length)
  const { rows } = await poolOf(place).query(
    'select status, outcome, count(*)::int from linkage.workflows group by 1, 2',
  )
  assert.deepEqual(rows, [{ status: 'COMPLETED', outcome: 'LINKED', count: patients.length }])
  const types = new Set(customer.receiver.list.map(({ body }) => (JSON.parse(body) as CallbackBody).type))
  assert.deepEqual([...types], ['link.linked'])
})

test('a new request for a linked patient gets a callback at its own webhook, as often as it asks', async (t) => {
  const { place, customer, other, link } = await begin(t)
  const id = await link(patientOf('Certain', 'A-1'))
  await untilAllEnded(place)
  assert.equal(await link(patientOf('Certain', 'A-1')), id)
  assert.equal(await link({ ...patientOf('Certain', 'A-1'), full_name: ' certain  A-1 ' }, other.url), id)
  await untilAllEnded(place)
  const [first, second] = callbacksOf(customer, id)
  assert.deepEqual(heard(callbacksOf(customer, id)), ['link.linked', 'link.linked'])
  const [elsewhere] = callbacksOf({ ...customer, receiver: other }, id)
  for (const one of [second, elsewhere]) assert.deepEqual(one?.data, first?.data)
  const messages = [...customer.receiver.list, ...other.list].map(({ headers }) => headers['webhook-id'])
  assert.equal(new Set(messages).size, 3)
})

test('a further request for an open workflow hears the offer and the result at its own webhook', async (t) => {
  const { place, index, customer, other, link } = await begin(t)
  let release: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  index.behave(async (question) => {
    await held
    return findByName(question)
  })
  const third = await startReceiver(t)
  const id = await link(patientOf('Choice', 'B-1'))
  for (const _ of [1, 2]) assert.equal(await link(patientOf('Choice', 'B-1'), other.url), id)
  release()
  await until('both have the offer', () => other.of(id).length === 1 && customer.receiver.of(id).length === 1)
  assert.equal(await link(patientOf('Choice', 'B-1'), third.url), id)
  await until('the offer came again', () => third.of(id).length === 1)
  const choice = { headers: customer.headers, body: { candidate: 'c1' } }
  assert.equal((await place.ask('POST', `/link/${id}/choice`, choice)).status, 200)
  await untilAllEnded(place)
  for (const receiver of [customer.receiver, other, third]) {
    assert.deepEqual(heard(callbacksOf({ ...customer, receiver }, id)), ['link.choice', 'link.linked'])
  }
})

test('another person under the id of a linked patient is never told LINKED, and the link stays', async (t) => {
  const { place, customer, link } = await begin(t)
  const first = await link(patientOf('Certain', 'C-1'))
  await untilAllEnded(place)
  const second = await link({ ...patientOf('Certain', 'C-1'), full_name: 'Certain C-2' })
  assert.notEqual(second, first)
  await untilAllEnded(place)
  const nobody = await link({ ...patientOf('Nobody', 'C-1'), dob: '1961-01-09' })
  await untilAllEnded(place)
  assert.deepEqual(
    callbacksOf(customer, second).map(({ type, data }) => [type, data.reason]),
    [['link.failed', 'linked-to-another']],
  )
  assert.deepEqual(heard(callbacksOf(customer, nobody)), ['link.no-results'])
  const { rows } = await poolOf(place).query('select internal_patient_id, is_live from linkage.patient_mappings')
  assert.deepEqual(rows, [{ internal_patient_id: 'p-C-1', is_live: true }])
  const offered = await link({ ...patientOf('Choice', 'C-1'), full_name: 'Choice C-3' })
  await until('the offer has arrived', () => customer.receiver.of(offered).length === 1)
  const choice = { headers: customer.headers, body: { candidate: 'c1' } }
  const chosen = await place.ask<Refused>('POST', `/link/${offered}/choice`, choice)
  assert.deepEqual([chosen.status, slugOf(chosen.body)], [409, 'linked-to-another'])
})

test('corrected facts of a linked patient are searched again, and the same person is the same link', async (t) => {
  const { place, customer, link } = await begin(t)
  const first = await link(patientOf('Certain', 'D-1'))
  await untilAllEnded(place)
  const corrected = { ...patientOf('Certain', 'D-1'), dob: '1985-02-12' }
  const second = await link(corrected)
  assert.notEqual(second, first)
  await untilAllEnded(place)
  assert.equal((await customer.status(second)).outcome, 'LINKED')
  const linkIds = [first, second].map((id) => callbacksOf(customer, id)[0]?.data['link-id'])
  assert.equal(linkIds[0], linkIds[1])
  assert.equal(await link(corrected), second, 'these facts are known now')
  const count = 'select count(*)::int as count from linkage.patient_mappings'
  assert.deepEqual((await poolOf(place).query(count)).rows, [{ count: 1 }])
  const events = "select 1 from linkage.outbox where name = 'linkage.link-failed.v1'"
  assert.equal((await poolOf(place).query(events)).rowCount, 0)
})

test('other facts for an open workflow are refused, and the key of the refused request stays free', async (t) => {
  const { place, customer, link } = await begin(t, 'web')
  await link(patientOf('Certain', 'E-1'))
  const other = { ...patientOf('Certain', 'E-1'), dob: '1985-02-12' }
  const refused = await customer.link(other, { key: 'later' })
  assert.deepEqual([refused.status, slugOf(refused.body)], [409, 'link-occupied'])
  const { rows } = await poolOf(place).query("select 1 from linkage.idempotency_keys where key = 'later'")
  assert.deepEqual(rows, [])
  const by = await place.admin()
  const { body } = await customer.link(patientOf('Certain', 'E-1'))
  assert.equal((await place.ask('POST', `/v1/linkage/workflows/${body['workflow-id']}/stop`, { by })).status, 200)
  assert.equal((await customer.link(other, { key: 'later' })).status, 202)
})
