// RabbitMQ for tests: a node with its own data, its own name server (epmd) and its own ports.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { WithAfter } from '../database.ts'
import { type Place, type Service, type ServiceKind, startService } from './service.ts'

// The program on the PATH runs only as another user. This one is the same without that rule.
export const rabbitmq: Pick<ServiceKind, 'program' | 'package' | 'folder'> = {
  ...{ program: 'rabbitmq-server', package: 'rabbitmq-server', folder: '/usr/lib/rabbitmq/bin' },
}

export interface RabbitMq extends Service {
  readonly url: string
}

const envOf = ({ port, morePorts: [distribution, epmd], folder }: Place): Record<string, string> => ({
  HOME: folder,
  RABBITMQ_NODENAME: `sehat-${port}@localhost`,
  RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
  RABBITMQ_NODE_PORT: `${port}`,
  RABBITMQ_DIST_PORT: `${distribution}`,
  RABBITMQ_MNESIA_BASE: folder,
  RABBITMQ_LOG_BASE: folder,
  RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
  RABBITMQ_CONF_ENV_FILE: join(folder, 'no-settings'),
  ERL_EPMD_PORT: `${epmd}`,
  ERL_EPMD_ADDRESS: '127.0.0.1',
  // The process then is the server itself and not a shell, so that a kill reaches it.
  RABBITMQ_ALLOW_INPUT: '1',
  RABBITMQ_SERVER_START_ARGS: '-noinput',
})

/** Starts RabbitMQ on a free port with the user `guest`. */
export async function startRabbitMq(t: WithAfter): Promise<RabbitMq> {
  const service = await startService(t, {
    ...rabbitmq,
    morePorts: 2,
    args: ({ folder }) => {
      writeFileSync(join(folder, 'plugins'), '[].')
      return []
    },
    env: envOf,
    isUp: ({ port }) => speaksAmqp(port),
    tidyUp: endNameServer,
  })
  return Object.assign(service, { url: `amqp://guest:guest@127.0.0.1:${service.port}` })
}

/** It refuses to end while it knows a node, and forgets a node a moment after its end. When it is gone, this fails. */
async function endNameServer(place: Place): Promise<void> {
  const kill = () => promisify(execFile)('epmd', ['-kill'], { env: { ...process.env, ...envOf(place) } })
  for (let tries = 0; tries < 50; tries++) {
    const isGone = await kill().then(
      () => false,
      ({ stderr = '', stdout = '' }: { stderr?: string; stdout?: string }) =>
        !/living nodes|not allowed/.test(stderr + stdout),
    )
    if (isGone) return
    await sleep(100)
  }
}

/** The first frame of a server that is ready: Connection.Start. */
function speaksAmqp(port: number): Promise<boolean> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('AMQP\u0000\u0000\u0009\u0001', 'latin1'))
    socket.setTimeout(1_000, () => socket.destroy(new Error('no answer')))
    socket.once('error', fail)
    socket.once('data', (answer) => {
      socket.destroy()
      done(answer[0] === 1)
    })
  })
}
