// Tests events that cross databases, on a real RabbitMQ: a courier that dies, a message twice, and a poisoned one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastFirst } from '../../testing/database.ts'
import { rabbitmq, startRabbitMq } from '../../testing/debian/rabbitmq.ts'
import { needs } from '../../testing/debian/service.ts'
import { setup } from '../../testing/setup.ts'
import { until } from '../../testing/until.ts'
import { defineEvent, object, Type } from '../contract.ts'
import { openLog } from '../log.ts'
import { PoisonedMessage } from '../ports/broker.ts'
import { rabbitBroker } from '../ports/broker-rabbitmq.ts'
import { transaction } from '../postgres/db.ts'
import { createArrivals, receive } from './arrivals.ts'
import { createCourier } from './courier.ts'
import { publish } from './outbox.ts'
import { createRelay } from './relay.ts'
import { routeEvents } from './routing.ts'

const log = openLog({ logLevel: 'silent', environment: 'test' })
const counted = defineEvent('patients.people-counted.v1', null, object({ people: Type.Integer() }))
const origin = { actorId: null, requestId: 'a test' } as const

// The tables of both modules are in one database here. The routing says that they are not.
const modules = [{ name: 'patients' }, { name: 'visits', hears: [counted] }]
const routing = routeEvents(modules, new Set(['patients']))

async function begin(t: Parameters<typeof lastFirst>[0]) {
  const { program } = await setup(t, { isStarted: false })
  const { db, pool } = program.context('patients')
  const relay = createRelay({ pool, modules: ['patients'], routing, log })
  const write = (people: number) => transaction(db, (tx) => publish(tx, origin, counted, { people }))
  const count = async (text: string): Promise<number> => (await pool.query(text)).rows.length
  const waiting = () => count('select from patients.outgoing_events')
  const jobs = () => count(`select from graphile_worker.jobs where task_identifier = 'visits/${counted.name}'`)
  return { pool, relay, write, waiting, jobs }
}

test(
  'an event stays until the broker has confirmed it, and becomes one job however often it comes',
  needs(rabbitmq),
  async (t) => {
    const later = lastFirst(t)
    const { pool, relay, write, waiting, jobs } = await begin(later)
    const { url } = await startRabbitMq(later)
    const broker = await rabbitBroker({ url, log })
    later.after(() => broker.close())
    const open = (sending = broker) => createCourier({ pool, modules: ['patients'], routing, broker: sending, log })
    await write(1)
    assert.equal(await relay.runOnce(), 1)
    assert.equal(await waiting(), 1)

    // The process dies between the confirmation and the deletion.
    const dying = {
      ...broker,
      publish: async (...sent: Parameters<typeof broker.publish>) => {
        await broker.publish(...sent)
        throw new Error('killed')
      },
    }
    await assert.rejects(open(dying).runOnce(), /killed/)
    assert.equal(await waiting(), 1)
    // Another process that was killed with the event in its hands: nobody else takes it before its time is over.
    await pool.query(`update patients.outgoing_events set taken_until = now() + interval '1 hour'`)
    assert.equal(await open().runOnce(), 0)
    await pool.query(`update patients.outgoing_events set taken_until = now() - interval '1 second'`)
    assert.equal(await open().runOnce(), 1)
    assert.equal(await waiting(), 0)

    // The broker now has it twice.
    const arrivals = createArrivals({ pool, modules: modules.slice(1), broker, log })
    arrivals.start()
    later.after(() => arrivals.stop())
    await until('both have arrived', async () => {
      const [queue] = await broker.queues(['visits']).catch(() => [])
      return queue?.waiting === 0 && (await jobs()) > 0
    })
    assert.equal(await jobs(), 1)
  },
)

test('a message that is no event of this module becomes a dead letter, and writes nothing', async (t) => {
  const later = lastFirst(t)
  const { pool, jobs } = await begin(later)
  const [, visits = { name: 'visits' }] = modules
  const id = '00000001-0000-8000-8000-000000000000'
  const good = {
    cell: 1,
    id,
    name: counted.name,
    body: JSON.stringify({ id, name: counted.name, body: { people: 1 } }),
  }
  const poisoned = [
    { ...good, body: 'no JSON' },
    { ...good, body: 'null' },
    { ...good, id: 'no id', body: JSON.stringify({ id: 'no id', name: counted.name }) },
    { ...good, cell: Number.NaN },
    { ...good, cell: 2 ** 40 },
    { ...good, name: 'patients.other.v1', body: JSON.stringify({ id, name: 'patients.other.v1' }) },
    { ...good, body: JSON.stringify({ id, name: 'another.name.v1' }) },
  ]
  for (const event of poisoned)
    await assert.rejects(receive(pool, visits, event), PoisonedMessage, JSON.stringify(event))
  assert.equal(await jobs(), 0)
  for (const _ of [1, 2]) await receive(pool, visits, good)
  assert.equal(await jobs(), 1)
})
