// Redis for tests, set up so that it loses nothing that it has acknowledged.
import { connect } from 'node:net'
import type { WithAfter } from '../database.ts'
import { type Service, type ServiceKind, startService } from './service.ts'

/** The settings that Sehat demands of a Redis that keeps requests. */
const DURABLE = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction', save: '' }

export const redis: Pick<ServiceKind, 'program' | 'package'> = { program: 'redis-server', package: 'redis-server' }

export interface Redis extends Service {
  readonly url: string
}

/** Starts Redis with the settings that lose nothing; `more` replaces some of them. */
export async function startRedis(t: WithAfter, more: Record<string, string> = {}): Promise<Redis> {
  const settings = Object.entries({ ...DURABLE, ...more }).flatMap(([name, value]) => [`--${name}`, value])
  const service = await startService(t, {
    ...redis,
    args: ({ port, folder }) => ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, ...settings],
    isUp: async ({ port }) => /^(\+PONG|-NOAUTH)/.test(await say(port, 'PING')),
  })
  return Object.assign(service, { url: `redis://127.0.0.1:${service.port}` })
}

/** Sends one line and gives the first part of the answer. */
function say(port: number, line: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${line}\r\n`))
    socket.setTimeout(1_000, () => socket.destroy(new Error('no answer')))
    socket.once('error', fail)
    socket.once('data', (answer) => {
      socket.destroy()
      done(answer.toString())
    })
  })
}
