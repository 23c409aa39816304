// The commands `sehat broker`: how much waits for each module, which messages are dead letters, and sending one again.
import { type Command, InvalidArgumentError } from 'commander'
import { modules } from './modules.ts'
import type { Config } from './platform/config.ts'
import { openLog } from './platform/log.ts'
import type { Broker } from './platform/ports/broker.ts'
import { rabbitBroker } from './platform/ports/broker-rabbitmq.ts'
import { StartError } from './platform/start-error.ts'

/** `send-again` looks for its message among so many of the oldest dead letters. */
const SEARCHED_MAX = 10_000

export function addBrokerCommands(program: Command, config: () => Config): void {
  const group = program.command('broker').description('the RabbitMQ of SEHAT_BROKER_URL: what waits, and dead letters')
  group
    .command('queues')
    .description('show for each module how many messages wait, and how many are dead letters')
    .action(() => withBroker(config(), showQueues))
  group
    .command('dead-letters')
    .description('show the oldest messages that a module could not read; they stay where they are')
    .argument('<module>', 'the name of a module', readModule)
    .option('--limit <count>', 'the most to show', readCount, 20)
    .action((module: string, { limit }: { limit: number }) =>
      withBroker(config(), async (broker) => {
        for (const { eventId, name } of await broker.deadLetters(module, limit)) console.log(`${eventId}  ${name}`)
      }),
    )
  group
    .command('send-again')
    .description('send a dead letter to its module again, for example after a newer version of the module has started')
    .argument('<module>', 'the name of a module', readModule)
    .argument('<event-id>', 'as dead-letters shows it')
    .action((module: string, eventId: string) =>
      withBroker(config(), async (broker) => {
        const isSent = await broker.sendAgain(module, eventId, SEARCHED_MAX)
        if (!isSent) throw new StartError(`${module} has no dead letter ${eventId} among the oldest ${SEARCHED_MAX}`)
        console.log(`Sent ${eventId} to ${module} again`)
      }),
    )
}

async function showQueues(broker: Broker): Promise<void> {
  const queues = await broker.queues(modules.map(({ name }) => name))
  if (queues.length === 0) console.log('No module hears anything through this broker yet')
  for (const { module, waiting, deadLetters } of queues) {
    console.log(`${module.padEnd(16)} ${waiting} waiting  ${deadLetters} dead letters`)
  }
}

async function withBroker({ apart: { brokerUrl } }: Config, work: (broker: Broker) => Promise<void>): Promise<void> {
  if (brokerUrl === undefined) throw new StartError('SEHAT_BROKER_URL is needed here, e.g. amqp://user:password@host')
  const broker = await rabbitBroker({ url: brokerUrl, log: openLog({ logLevel: 'silent', environment: 'production' }) })
  try {
    await work(broker)
  } catch (error) {
    if (error instanceof StartError) throw error
    const { host } = new URL(brokerUrl)
    const { code = 'no answer' } = error as { code?: string }
    throw new StartError(`The broker at ${host} does not do this (${code}): check SEHAT_BROKER_URL, and that it runs`)
  } finally {
    await broker.close()
  }
}

function readModule(name: string): string {
  if (modules.some((module) => module.name === name)) return name
  throw new InvalidArgumentError(`it is none of ${modules.map((module) => module.name).join(', ')}`)
}

function readCount(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0 && count <= SEARCHED_MAX) return count
  throw new InvalidArgumentError(`it is not a number from 1 to ${SEARCHED_MAX}`)
}
