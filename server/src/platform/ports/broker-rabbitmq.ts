// The adapter of the broker for RabbitMQ. Only an installation that names a broker loads the library.
import { setTimeout as sleep, setImmediate as soon } from 'node:timers/promises'
import type { AsyncMessage, Channel, Connection, Publisher, SyncMessage } from 'rabbitmq-client'
import type { Logger } from '../log.ts'
import { withinTime } from '../work/calls.ts'
import {
  type Broker,
  type BrokerQueue,
  type BrokerRoute,
  type CarriedEvent,
  type DeadLetter,
  PoisonedMessage,
} from './broker.ts'

export interface RabbitOptions {
  /** May contain a password, so no message repeats it. */
  readonly url: string
  readonly log: Logger
}

/** A topic exchange: the routing key is the name of the event. */
const EVENTS = 'sehat.events'
/** A direct exchange: the routing key is the name of the module. */
const DEAD = 'sehat.dead'
const queueOf = (module: string): string => `sehat.${module}`
const deadQueueOf = (module: string): string => `sehat.${module}.dead`

const CONFIRM_TIMEOUT_MS = 10_000
const PREFETCHED = 100
/** A broker that has just come back may keep its channels busy for a minute. */
const STOP_MS = 3_000
const giveUp = (): Promise<void> => sleep(STOP_MS, undefined, { ref: false })
/** After an error that may pass, such as a database that is away, a message waits so long for its next try. */
const AGAIN_AFTER_MS = 1_000

// A quorum queue survives the loss of a node. `at-least-once` keeps a dead letter until its queue has confirmed it.
const DEAD_OPTIONS = { durable: true, arguments: { 'x-queue-type': 'quorum' } } as const
const optionsOf = (module: string) =>
  ({
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-overflow': 'reject-publish',
      'x-dead-letter-exchange': DEAD,
      'x-dead-letter-routing-key': module,
      'x-dead-letter-strategy': 'at-least-once',
    },
  }) as const

export async function rabbitBroker({ url, log }: RabbitOptions): Promise<Broker> {
  const library = await import('rabbitmq-client')
  const { ACK, DROP, REQUEUE } = library.ConsumerStatus
  const connection = new library.Connection({
    ...{ url, connectionName: 'sehat', acquireTimeout: CONFIRM_TIMEOUT_MS, retryLow: 100, retryHigh: 2_000 },
  })
  let isConnected = false
  connection.on('connection', () => {
    log.info('the broker answers')
    isConnected = true
  })
  connection.on('error', (error: { code?: string }) => {
    if (isConnected) log.warn({ code: error.code }, 'the broker does not answer')
    isConnected = false
  })
  const publish = createPublishing(connection)
  return {
    get isConnected() {
      return connection.ready
    },
    prepare: (routes) => prepare(connection, routes),
    publish: publish.publish,
    consume(module, take) {
      let isStopping = false
      const consumer = connection.createConsumer(
        { queue: queueOf(module), queueOptions: optionsOf(module), qos: { prefetchCount: PREFETCHED } },
        async (message) => {
          try {
            await take(toEvent(message))
            return ACK
          } catch (error) {
            const about = { module, event: message.type, err: error }
            if (error instanceof PoisonedMessage) {
              log.error(about, 'a message became a dead letter')
              return DROP
            }
            log.warn(about, 'a message waits for its next try')
            if (!isStopping) await sleep(AGAIN_AFTER_MS)
            return REQUEUE
          }
        },
      )
      // The library tries again by itself.
      consumer.on('error', (error: { code?: string }) => log.warn({ module, code: error.code }, 'no messages come now'))
      return {
        stop() {
          isStopping = true
          // The broker gives what is not acknowledged to others, so nothing is lost when the end takes too long.
          return Promise.race([consumer.close(), giveUp()])
        },
      }
    },
    queues: (modules) => measure(connection, modules),
    deadLetters: (module, limit) => onDeadLetters(connection, module, { limit }),
    sendAgain: async (module, eventId, searched) =>
      (await onDeadLetters(connection, module, { limit: searched, sent: eventId })).some(
        (one) => one.eventId === eventId,
      ),
    async close() {
      await Promise.race([publish.close().then(() => connection.close()), giveUp()])
      connection.unsafeDestroy()
    },
  }
}

function createPublishing(connection: Connection): Pick<Broker, 'publish' | 'close'> {
  let publisher: Publisher | undefined
  // A confirmed message that no queue took is lost. The broker returns it before it confirms it.
  const returned = new Set<string>()
  const open = (): Publisher => {
    const opened = connection.createPublisher({ confirm: true, maxAttempts: 1 })
    opened.on('basic.return', ({ messageId }) => void returned.add(messageId as string))
    return opened
  }
  return {
    async publish(events) {
      publisher ??= open()
      const { send } = publisher
      returned.clear()
      const sending = Promise.all(events.map((event) => send(toEnvelope(event), event.body)))
      await withinTime(sending, 'The broker', CONFIRM_TIMEOUT_MS)
      // The library tells of a returned message a moment after its confirmation.
      await soon()
      if (returned.size > 0) throw new Error(`No queue of the broker took ${returned.size} events`)
    },
    close: async () => publisher?.close(),
  }
}

const toEnvelope = ({ cell, id, name }: CarriedEvent) => ({
  ...{ exchange: EVENTS, routingKey: name, messageId: id, type: name, durable: true, mandatory: true },
  ...{ contentType: 'application/json', headers: { cell } },
})

// The routing key of a dead letter is its module, so the name of the event has a field of its own.
function toEvent({ messageId = '', type = '', headers, body }: AsyncMessage | SyncMessage): CarriedEvent {
  return { cell: Number(headers?.cell), id: messageId, name: type, body: readText(body) }
}

/** The library has parsed a body that says it is JSON. A broken one stays text. */
const readText = (body: unknown): string => {
  if (typeof body === 'string') return body
  return Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body)
}

async function prepare(connection: Connection, routes: readonly BrokerRoute[]): Promise<void> {
  await connection.exchangeDeclare({ exchange: EVENTS, type: 'topic', durable: true })
  await connection.exchangeDeclare({ exchange: DEAD, type: 'direct', durable: true })
  for (const { module, events } of routes) {
    await connection.queueDeclare({ queue: deadQueueOf(module), ...DEAD_OPTIONS })
    await connection.queueBind({ queue: deadQueueOf(module), exchange: DEAD, routingKey: module })
    await connection.queueDeclare({ queue: queueOf(module), ...optionsOf(module) })
    for (const routingKey of events === 'all' ? ['#'] : events) {
      await connection.queueBind({ queue: queueOf(module), exchange: EVENTS, routingKey })
    }
  }
}

// One after the other: RabbitMQ closes the channel when a queue is missing, with all that is asked on it.
async function measure(connection: Connection, modules: readonly string[]): Promise<BrokerQueue[]> {
  const count = async (queue: string): Promise<number> =>
    (await connection.queueDeclare({ queue, passive: true })).messageCount
  const found: BrokerQueue[] = []
  for (const module of modules) {
    try {
      const waiting = await count(queueOf(module))
      found.push({ module, waiting, deadLetters: await count(deadQueueOf(module)) })
    } catch (error) {
      if ((error as { code?: string }).code !== 'NOT_FOUND') throw error
    }
  }
  return found
}

/**
 * Takes dead letters into one channel, without an acknowledgement: when the channel closes, all are back. `sent` is
 * the event that goes to the queue of its module again; it leaves the dead letters after the broker has confirmed it.
 */
async function onDeadLetters(
  connection: Connection,
  module: string,
  { limit, sent }: { limit: number; sent?: string },
): Promise<DeadLetter[]> {
  const channel = await connection.acquire()
  try {
    await channel.confirmSelect()
    const found: DeadLetter[] = []
    while (found.length < limit) {
      const letter = await channel.basicGet({ queue: deadQueueOf(module) })
      if (!letter) break
      const { id: eventId, name } = toEvent(letter)
      found.push({ eventId, name })
      // A module that still cannot read it gives it back at once: going on would find it again, without an end.
      if (eventId === sent) {
        await moveBack(channel, module, letter)
        break
      }
    }
    return found
  } finally {
    await channel.close()
  }
}

async function moveBack(channel: Channel, module: string, letter: SyncMessage): Promise<void> {
  const event = toEvent(letter)
  await channel.basicPublish({ ...toEnvelope(event), exchange: '', routingKey: queueOf(module) }, event.body)
  channel.basicAck({ deliveryTag: letter.deliveryTag })
}
