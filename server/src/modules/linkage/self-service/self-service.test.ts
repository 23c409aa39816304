// Tests of the page of a customer: own records only, test calls, sending again, usage, and samples of callbacks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { newId } from '../../../platform/id.ts'
import { startIndex } from '../../../testing/fakes/patient-index.ts'
import { answering, startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { CallbackBody } from '../contract.ts'
import type { LinkageContext } from '../tables.ts'
import {
  type Customer,
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
import { countAll } from './usage.ts'

interface Delivery {
  readonly 'delivery-id': string
  readonly status: string
  readonly reason?: string
  readonly 'next-at'?: string
  readonly attempts: { 'answer-status'?: number; fault?: string }[]
}

interface Test {
  readonly isDelivered: boolean
  readonly durationMs: number
  readonly headers: Record<string, string>
  readonly body: string
  readonly answer?: { status: number; type?: string; text?: string }
  readonly fault?: string
}

async function begin(t: Parameters<typeof setup>[0], env: Record<string, string> = {}) {
  const index = await startIndex(t)
  const place = await setup(t, { clock: 'real', env: { ...FAST, ...outside(index), ROLE: 'both', ...env } })
  const customer = await onboard(place, await startReceiver(t))
  const read = async <Body>(path: string, by: Customer = customer) =>
    place.ask<Body>('GET', `/v1/customers/me${path}`, { headers: by.headers })
  const send = async <Body>(path: string, by: Customer = customer, more: object = {}) =>
    place.ask<Body>('POST', `/v1/customers/me${path}`, { headers: by.headers, ...more })
  return { place, customer, read, send, other: async () => onboard(place, await startReceiver(t)) }
}

test('a customer reads its own workflows with history and callbacks, and nothing of another customer', async (t) => {
  const { place, customer, read, other } = await begin(t)
  const stranger = await other()
  const [linked, chosen] = [
    await customer.link(patientOf('Certain', 'A-1')),
    await customer.link(patientOf('Choice', 'A-2')),
  ]
  const foreign = (await stranger.link(patientOf('Certain', 'A-1'))).body['workflow-id']
  await untilAllEnded(place)
  type List = { items: { 'workflow-id': string; 'patient-id': string; status: string }[] }
  const idsOf = async (query: string, by = customer): Promise<string[]> =>
    (await read<List>(`/workflows${query}`, by)).body.items.map((one) => one['workflow-id'])
  const [linkedId, chosenId] = [linked.body['workflow-id'], chosen.body['workflow-id']]
  assert.deepEqual(await idsOf(''), [chosenId, linkedId])
  assert.deepEqual(await idsOf('?patient=A-1'), [linkedId])
  assert.deepEqual(await idsOf('?status=CHOICE'), [chosenId])
  assert.deepEqual(await idsOf('?patient=A-1', stranger), [foreign])
  assert.equal((await read('/workflows?status=LOST')).status, 400)

  const one = await read<{ status: string; moves: { to: string }[]; deliveries: Delivery[] }>(`/workflows/${linkedId}`)
  assert.equal(one.status, 200)
  assert.deepEqual(
    one.body.moves.map(({ to }) => to),
    ['RECEIVED', 'LINKED', 'COMPLETED'],
  )
  assert.deepEqual(
    one.body.deliveries.map(({ status, attempts }) => [status, attempts[0]?.['answer-status']]),
    [['delivered', 204]],
  )
  assert.equal((await place.ask('POST', '/patient/A-1/delink', { headers: customer.headers })).status, 200)
  const ended = (await read<{ status: string; moves: { to: string }[] }>(`/workflows/${linkedId}`)).body
  assert.deepEqual([ended.status, ended.moves.at(-1)?.to], ['DE-LINKED', 'DE-LINKED'])

  for (const id of [foreign, newId(1)]) assert.equal((await read(`/workflows/${id}`)).status, 404)
  const foreignDelivery = (await read<{ items: Delivery[] }>('/deliveries', stranger)).body.items[0]?.['delivery-id']
  const replay = await place.ask('POST', `/v1/customers/me/deliveries/${foreignDelivery}/replay`, {
    headers: customer.headers,
  })
  assert.equal(replay.status, 404)
  assert.equal(stranger.receiver.list.length, 1)
  const settings = await read<{ 'customer-id': string; webhook: string }>('')
  assert.deepEqual([settings.body['customer-id'], settings.body.webhook], [customer.id, customer.receiver.url])
  const by = await place.admin()
  for (const path of ['', '/workflows', '/deliveries', '/usage', '/callback-types']) {
    assert.equal((await place.ask('GET', `/v1/customers/me${path}`)).status, 401, path)
    assert.equal((await place.ask('GET', `/v1/customers/me${path}`, { by })).status, 401, path)
  }
})

test('a customer has a failed or waiting callback sent again, but none that staff stopped', async (t) => {
  const env = { SEHAT_LINKAGE_WEBHOOK_RETRY_MS: '3600000', SEHAT_LINKAGE_WEBHOOK_TIMEOUT_MS: '2000' }
  const { place, customer, read, send } = await begin(t, env)
  customer.receiver.reply(answering(500))
  const id = (await customer.link(patientOf('Certain', 'B-1'))).body['workflow-id']
  const deliveryOf = async (): Promise<Delivery> =>
    (await read<{ items: Delivery[] }>('/deliveries')).body.items[0] as Delivery
  await until('it was tried', async () => (await deliveryOf())?.attempts.length === 1)
  const waiting = await deliveryOf()
  assert.ok(Date.parse(waiting['next-at'] ?? '') > Date.now() + 60_000)
  const replay = (): Promise<{ status: number; body: { replayed: number } & Refused }> =>
    send(`/deliveries/${waiting['delivery-id']}/replay`)
  assert.deepEqual([(await replay()).body.replayed, (await replay()).body.replayed], [1, 0])
  await until('it was tried again', async () => (await deliveryOf()).attempts.length === 2)
  customer.receiver.reply(answering(204))
  assert.equal((await replay()).status, 202)
  await until('it is delivered', async () => (await deliveryOf()).status === 'delivered')
  assert.equal(new Set(callbacksOf(customer, id).map(({ timestamp }) => timestamp)).size, 1)

  await poolOf(place).query("update linkage.deliveries set status = 'stopped', reason = 'stopped'")
  const refused = await replay()
  assert.deepEqual([refused.status, slugOf(refused.body)], [409, 'cannot-replay'])
  await poolOf(place).query(`update linkage.deliveries set status = 'failed', reason = 'gone'`)
  await poolOf(place).query(`update linkage.customers set webhook_off_at = now(), revision = revision + 1,
    changed_xid = pg_current_xact_id()`)
  await until('the process knows that callbacks are off', async () => (await replay()).status === 409)
  assert.match((await replay()).body.detail, /answered 410/)
})

test('a test call is signed as the real ones, and tells the answer, the time and why it was refused', async (t) => {
  const { place, customer, send } = await begin(t, { SEHAT_LINKAGE_WEBHOOK_TIMEOUT_MS: '500', SEHAT_RATE_LIMITS: 'on' })
  const call = async (): Promise<Test> => (await send<Test>('/test-callbacks')).body
  customer.receiver.reply((_, response) => void response.writeHead(202, { 'content-type': 'text/plain' }).end('thanks'))
  const good = await call()
  assert.deepEqual([good.isDelivered, good.answer], [true, { status: 202, type: 'text/plain', text: 'thanks' }])
  const [arrived] = customer.receiver.list
  assert.equal(arrived?.body, good.body)
  new Webhook(customer.webhookSecret).verify(arrived?.body as string, arrived?.headers as Record<string, string>)
  assert.deepEqual((JSON.parse(good.body) as { type: string; data: object }).data, {
    'customer-id': customer.id,
    text: 'A test of this webhook. It concerns no patient.',
  })
  customer.receiver.reply(answering(401))
  assert.deepEqual([(await call()).isDelivered, (await call()).answer?.status], [false, 401])
  customer.receiver.reply(() => undefined)
  const silent = await call()
  assert.deepEqual([silent.isDelivered, silent.fault, silent.answer], [false, 'timeout', undefined])
  assert.ok(silent.durationMs >= 400)
  // The address is checked again when Sehat sends, not only when somebody sets it.
  await poolOf(
    place,
  ).query(`update linkage.customers set webhook_url = 'https://10.0.0.1/hook', revision = revision + 1,
    changed_xid = pg_current_xact_id()`)
  await until('the process knows the new address', async () => (await call()).fault === 'address-refused')
  const { rows } = await poolOf(place).query('select 1 from linkage.deliveries')
  assert.equal(rows.length, 0, 'a test call leaves no callback behind')
  let status = 200
  for (let nth = 0; nth < 12 && status === 200; nth++) status = (await send('/test-callbacks')).status
  assert.equal(status, 429)
})

test('usage counts requests, refusals and results of each day, each once, and only of the customer', async (t) => {
  const { place, customer, read, other } = await begin(t, { SEHAT_RATE_LIMITS: 'on' })
  const stranger = await other()
  for (const [kind, id] of [
    ['Certain', 'U-1'],
    ['Choice', 'U-2'],
    ['Nobody', 'U-3'],
  ] as const) {
    assert.equal((await customer.link(patientOf(kind, id))).status, 202)
  }
  await stranger.link(patientOf('Certain', 'U-9'))
  await untilAllEnded(place)
  // A minute must pass before the rows count, because a transaction may still be open.
  await poolOf(place).query("update linkage.deliveries set created_at = created_at - interval '4 minutes'")
  type Usage = { days: Record<string, number>[]; 'requests-per-second-max': number }
  const sums = async (): Promise<Record<string, number>> => {
    const { days } = (await read<Usage>('/usage')).body
    const names = ['requests', 'refused', 'linked', 'choices', 'not-found', 'failed', 'callbacks'] as const
    return Object.fromEntries(names.map((name) => [name, days.reduce((sum, day) => sum + (day[name] ?? 0), 0)]))
  }
  await until('the requests are written', async () => (await sums()).requests === 3)
  const counted = { requests: 3, refused: 0, linked: 1, choices: 1, 'not-found': 1, failed: 0, callbacks: 3 }
  assert.deepEqual(await sums(), counted)
  const context = place.program.context('linkage') as unknown as LinkageContext
  const all = [{ id: customer.id }, { id: stranger.id }] as never
  // Older callbacks lie days apart: a count takes an hour at a time, and skips what is empty.
  const older = `insert into linkage.deliveries
      (cell, id, workflow_id, customer_id, type, body, status, created_at, ended_at)
    select d.cell, $1, d.workflow_id, d.customer_id, d.type, d.body, 'delivered', $2, $2 from linkage.deliveries d
    where d.customer_id = $3 and d.type = 'link.linked' limit 1`
  await poolOf(place).query('update linkage.usage_days set counted_until = null, linked = 0, choices = 0')
  await poolOf(place).query('update linkage.usage_days set not_found = 0, callbacks = 0')
  for (const days of [2, 9, 20]) {
    const at = Date.now() - days * 86_400_000
    await poolOf(place).query(older, [newId(1, at), new Date(at), customer.id])
  }
  await Promise.all([countAll(context, all), countAll(context, all), sums(), sums()])
  assert.deepEqual(await sums(), { ...counted, linked: 4, callbacks: 6 })
  assert.deepEqual(await sums(), { ...counted, linked: 4, callbacks: 6 })
  const { body } = await read<Usage>('/usage')
  assert.equal(body['requests-per-second-max'], 1_000)
  assert.ok((body.days[0]?.['busiest-second'] ?? 0) >= 1)

  const by = await place.admin()
  await place.ask('PATCH', `/v1/customers/${customer.id}`, { by, body: { limits: { 'requests-per-second': 1 } } })
  const answers = await Promise.all(['U-4', 'U-5', 'U-6'].map((id) => customer.link(patientOf('Certain', id))))
  const refused = answers.filter(({ status }) => status === 429).length
  assert.ok(refused > 0)
  await until('the refusals are written', async () => (await sums()).refused === refused)
})

test('the samples are valid by the contract, one of each type, and the signed sample verifies', async (t) => {
  const { customer, read } = await begin(t)
  const { status, body } = await read<{
    samples: CallbackBody[]
    fields: { name: string; isAlways: boolean }[]
    signed: { secret: string; headers: Record<string, string>; body: string }
    'pauses-seconds': number[]
  }>('/callback-types')
  assert.equal(status, 200, JSON.stringify(body))
  const types = (CallbackBody.properties.type as unknown as { enum: readonly string[] }).enum
  assert.deepEqual(body.samples.map(({ type }) => type).toSorted(), types.toSorted())
  for (const { data } of body.samples) {
    for (const name of Object.keys(data))
      assert.ok(
        body.fields.some((field) => field.name === name),
        name,
      )
    for (const { name, isAlways } of body.fields) assert.ok(!isAlways || name in data, name)
  }
  new Webhook(body.signed.secret).verify(body.signed.body, body.signed.headers)
  assert.throws(() => new Webhook(customer.webhookSecret).verify(body.signed.body, body.signed.headers))
  assert.equal(body['pauses-seconds'].length, 12)
})
