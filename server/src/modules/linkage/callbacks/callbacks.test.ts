// Tests of callbacks against receivers that are down, slow, broken or hostile.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { newId } from '../../../platform/id.ts'
import { startIndex } from '../../../testing/fakes/patient-index.ts'
import { answering, startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { assertPromises, type Customer, FAST, onboard, outside, patientOf, poolOf, untilAllEnded } from '../testing.ts'

async function begin(t: Parameters<typeof setup>[0], env: Record<string, string> = {}) {
  const index = await startIndex(t)
  const place = await setup(t, { clock: 'real', env: { ...FAST, ...outside(index), ROLE: 'both', ...env } })
  return { index, place, open: async (more: object = {}) => onboard(place, await startReceiver(t), more) }
}

async function linkMany(customer: Customer, name: string, count: number): Promise<Map<string, string>> {
  const accepted = new Map<string, string>()
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const id = `${name}-${index}`
      const { status, body } = await customer.link(patientOf('Certain', id))
      assert.equal(status, 202, JSON.stringify(body))
      accepted.set(id, body['workflow-id'])
    }),
  )
  return accepted
}

test('a receiver that answers 500 gets the same callback again, and the log shows each try', async (t) => {
  const { place, open } = await begin(t)
  const customer = await open()
  customer.receiver.reply((_, response, count) => void response.writeHead(count < 4 ? 500 : 200).end())
  const accepted = await linkMany(customer, 'A', 1)
  await untilAllEnded(place)
  await assertPromises(place, customer, accepted)
  assert.equal(customer.receiver.list.length, 4)
  assert.equal(new Set(customer.receiver.list.map(({ headers }) => headers['webhook-id'])).size, 1)
  const by = await place.admin()
  const read = (query = '') =>
    place.ask<{ items: { 'delivery-id': string; status: string; attempts: object[] }[] }>(
      'GET',
      `/v1/customers/${customer.id}/deliveries${query}`,
      { by },
    )
  const [entry] = (await read('?status=delivered')).body.items
  assert.deepEqual([entry?.status, entry?.attempts.length], ['delivered', 4])
  assert.deepEqual((await read('?status=failed')).body.items, [])
  assert.equal((await read('?status=lost')).status, 400)
  const replay = await place.ask('POST', `/v1/linkage/deliveries/${entry?.['delivery-id']}/replay`, { by })
  assert.equal(replay.status, 202)
  await until('it was sent once more', () => customer.receiver.list.length === 5)
  assert.equal(customer.receiver.list[4]?.body, customer.receiver.list[0]?.body)
})

test('a dead receiver and a receiver that never answers delay no other receiver', async (t) => {
  const { place, open } = await begin(t, { SEHAT_LINKAGE_WEBHOOK_RETRIES_MAX: '2' })
  const [dead, hanging, well] = [await open(), await open(), await open()]
  await dead.receiver.close()
  hanging.receiver.reply(() => {})
  await Promise.all([linkMany(dead, 'D', 20), linkMany(hanging, 'H', 20)])
  await until('the hanging receiver is busy', () => hanging.receiver.list.length >= 8)
  const accepted = await linkMany(well, 'W', 10)
  await until('the healthy receiver has all its callbacks', () => well.receiver.list.length >= 10)
  const waiting = `select (select count(*) from linkage.deliveries where customer_id = $1 and status = 'pending')
    + (select count(*) from linkage.queue where customer_id = $1 and delivery_id is not null) as count`
  const { rows: still } = await poolOf(place).query<{ count: number }>(waiting, [hanging.id])
  assert.equal(still[0]?.count, 20, 'the callbacks of the hanging receiver still wait')
  await hanging.receiver.close()
  await untilAllEnded(place)
  await assertPromises(place, well, accepted)
  const { rows } = await poolOf(place).query<{ status: string; reason: string; count: number }>(
    `select status, reason, count(*)::int as count from linkage.deliveries where customer_id = any ($1)
     group by 1, 2`,
    [[dead.id, hanging.id]],
  )
  assert.deepEqual(rows, [{ status: 'failed', reason: 'given-up', count: 40 }])
})

test('the sender honours Retry-After and follows no redirect', async (t) => {
  const { place, open } = await begin(t)
  let canary = 0
  const inner = createServer((_, response) => void response.end(String(canary++)))
  await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>((resolve) => void inner.close(() => resolve())))
  const target = `http://127.0.0.1:${(inner.address() as AddressInfo).port}/`
  const customer = await open()
  customer.receiver.reply((received, response, count) => {
    if (count === 1) answering(302, { location: target })(received, response, count)
    else if (count === 2) answering(429, { 'retry-after': '1' })(received, response, count)
    else answering(200)(received, response, count)
  })
  const accepted = await linkMany(customer, 'R', 1)
  await untilAllEnded(place)
  await assertPromises(place, customer, accepted)
  const [, limited, last] = customer.receiver.list
  assert.ok((last?.atMs ?? 0) - (limited?.atMs ?? 0) >= 950)
  assert.equal(canary, 0)
})

test('an answer 410 switches a receiver off until an administrator sets its address again', async (t) => {
  const { place, open } = await begin(t)
  const customer = await open()
  customer.receiver.reply(answering(410))
  const first = await linkMany(customer, 'G', 1)
  await untilAllEnded(place)
  assert.equal(customer.receiver.list.length, 1)
  const second = await linkMany(customer, 'G2', 3)
  await untilAllEnded(place)
  assert.equal(customer.receiver.list.length, 1, 'nothing more is sent')
  const log = await place.ask<{ items: { 'workflow-id': string; status: string; reason?: string }[] }>(
    'GET',
    `/v1/customers/${customer.id}/deliveries`,
    { by: await place.admin() },
  )
  const reasonOf = (id: string) => log.body.items.find((one) => one['workflow-id'] === id)?.reason
  assert.deepEqual([...first.values()].map(reasonOf), ['gone'])
  assert.deepEqual(new Set([...second.values()].map(reasonOf)), new Set(['switched-off']))
  await assertPromises(place, customer, new Map([...first, ...second]), { isDelivered: false })
  // Sehat ends a thousand callbacks at a time. Those beyond are taken for sending before they are ended.
  const many = Array.from({ length: 1_020 }, () => newId(1))
  await poolOf(place).query(
    `insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body)
     select 1, id, id, $1, 'link.linked', '{}' from unnest($2::uuid[]) id`,
    [customer.id, many],
  )
  await untilAllEnded(place)
  const { rows: ends } = await poolOf(place).query(
    'select status, reason, count(*)::int as count from linkage.deliveries where id = any ($1) group by 1, 2',
    [many],
  )
  assert.deepEqual(ends, [{ status: 'failed', reason: 'switched-off', count: many.length }])
  const by = await place.admin()
  customer.receiver.reply(answering(200))
  const body = { webhook: customer.receiver.url }
  assert.equal((await place.ask('PATCH', `/v1/customers/${customer.id}`, { by, body })).status, 200)
  const third = await linkMany(customer, 'G3', 1)
  await untilAllEnded(place)
  await assertPromises(place, customer, third)
})

test('after a change of the webhook secret, callbacks verify with the old and with the new secret', async (t) => {
  const { place, open } = await begin(t)
  const customer = await open()
  const by = await place.admin()
  const rotated = await place.ask<{ 'webhook-secret': string }>('POST', `/v1/customers/${customer.id}/webhook-secret`, {
    by,
  })
  assert.equal(rotated.status, 201)
  await linkMany(customer, 'S', 1)
  await untilAllEnded(place)
  const [received] = customer.receiver.list
  for (const secret of [customer.webhookSecret, rotated.body['webhook-secret']]) {
    new Webhook(secret).verify(received?.body ?? '', received?.headers ?? {})
  }
})

test('a request may name another webhook on an allowed host', async (t) => {
  const { place, open } = await begin(t)
  const customer = await open()
  const other = await startReceiver(t)
  const linked = await customer.link(patientOf('Certain', 'O-1'), { webhook: other.url })
  assert.equal(linked.status, 202, JSON.stringify(linked.body))
  await untilAllEnded(place)
  assert.deepEqual([other.list.length, customer.receiver.list.length], [1, 0])
})
