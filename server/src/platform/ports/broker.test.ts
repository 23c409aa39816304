// Tests the broker on a real RabbitMQ: confirmed means kept, repeats, dead letters, and a broker that goes and comes.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { lastFirst, type WithAfter } from '../../testing/database.ts'
import { rabbitmq, startRabbitMq } from '../../testing/debian/rabbitmq.ts'
import { needs } from '../../testing/debian/service.ts'
import { COMPILED } from '../../testing/setup.ts'
import { until } from '../../testing/until.ts'
import { openLog } from '../log.ts'
import { type Broker, type CarriedEvent, PoisonedMessage } from './broker.ts'
import { rabbitBroker } from './broker-rabbitmq.ts'

const MAIN = path.resolve(import.meta.dirname, '../../main.ts')
const log = openLog({ logLevel: 'silent', environment: 'test' })

const event = (n: number, name = 'doctors.doctor-changed.v1'): CarriedEvent => {
  const id = `0000000${n}-0000-8000-8000-000000000000`
  return { cell: n, id, name, body: JSON.stringify({ id, name, text: 'नमस्ते' }) }
}

async function open(t: WithAfter, url: string): Promise<Broker> {
  const broker = await rabbitBroker({ url, log })
  t.after(() => broker.close())
  return broker
}

test(
  'events go to the modules that hear them, and the broker keeps them until they are taken',
  needs(rabbitmq),
  async (t) => {
    const later = lastFirst(t)
    const { url, ...server } = await startRabbitMq(later)
    const broker = await open(later, url)
    const routes = [
      { module: 'appointments', events: ['doctors.doctor-changed.v1'] },
      { module: 'audit', events: 'all' as const },
    ]
    await broker.prepare(routes)
    await broker.publish([event(1), event(2), event(3, 'doctors.other.v1')])
    await assert.rejects(
      rabbitBroker({ url, log }).then(async (other) => {
        later.after(() => other.close())
        await other.publish([event(4, 'doctors.other.v1')])
        throw new Error('taken by the one that hears all')
      }),
      /taken/,
    )

    const taken: CarriedEvent[] = []
    let tries = 0
    const consumer = broker.consume('appointments', async (one) => {
      tries += 1
      if (one.cell === 1 && tries === 1) throw new Error('the database is away')
      if (one.cell === 2) throw new PoisonedMessage('nobody reads this')
      taken.push(one)
    })
    later.after(() => consumer.stop())
    await until('the first event came again', () => taken.length === 1)
    assert.deepEqual(taken, [event(1)])
    await until('the second is a dead letter', async () => {
      const [queue] = await broker.queues(['appointments'])
      return queue?.deadLetters === 1 && queue.waiting === 0
    })
    const letter = { eventId: event(2).id, name: 'doctors.doctor-changed.v1' }
    assert.deepEqual(await broker.deadLetters('appointments', 10), [letter])
    assert.equal(await broker.sendAgain('appointments', event(9).id, 10), false)
    assert.equal(await broker.sendAgain('appointments', event(2).id, 10), true)
    // It is still poisoned, so it comes back.
    await until('it is a dead letter again', async () => (await broker.deadLetters('appointments', 10)).length === 1)

    await t.test('an operator sees it, and sends it again', async () => {
      const run = async (...words: string[]) => {
        const env = { PATH: '', SEHAT_BROKER_URL: url, ...COMPILED }
        return promisify(execFile)(process.execPath, [MAIN, 'broker', ...words], { env })
      }
      assert.match((await run('queues')).stdout, /^appointments +0 waiting {2}1 dead letters$/m)
      assert.equal((await run('dead-letters', 'appointments')).stdout, `${letter.eventId}  ${letter.name}\n`)
      assert.match((await run('send-again', 'appointments', letter.eventId)).stdout, /^Sent /)
      await assert.rejects(
        run('send-again', 'appointments', 'unknown'),
        /sehat: appointments has no dead letter unknown/,
      )
      await assert.rejects(run('queues', '--x'), /unknown option/)
      await assert.rejects(run('dead-letters', 'doktors'), /it is none of/)
    })

    // What is confirmed survives the death of the server, and both sides go on by themselves.
    await broker.publish([event(5, 'doctors.other.v1')])
    await server.kill()
    await assert.rejects(broker.publish([event(6, 'doctors.other.v1')]))
    await server.restart()
    await until('the broker answers again', () => broker.isConnected)
    const heard: number[] = []
    const all = broker.consume('audit', async ({ cell }) => void heard.push(cell))
    later.after(() => all.stop())
    await until('all confirmed events are there', () => [1, 2, 3, 4, 5].every((cell) => heard.includes(cell)))
  },
)

test('an event that no queue takes is not confirmed', needs(rabbitmq), async (t) => {
  const later = lastFirst(t)
  const { url } = await startRabbitMq(later)
  const broker = await open(later, url)
  await broker.prepare([{ module: 'visits', events: [] }])
  await assert.rejects(broker.publish([event(1)]), /No queue/)
})
