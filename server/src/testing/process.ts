// Starts real processes of `sehat serve` for tests of races and kills, and sends them requests over real sockets.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { settingsOfShift } from './other-time.ts'
import type { Answer, Asked } from './setup.ts'
import { TEST_SETTINGS } from './setup.ts'

const MAIN = path.resolve(import.meta.dirname, '../main.ts')

export interface ServeProcess {
  readonly port: number
  readonly child: ChildProcess
  ask<Body>(method: string, url: string, asked?: Asked): Promise<Answer<Body>>
  /** Kills the process at once, so that it cannot finish anything. */
  kill(): Promise<void>
  /** Stops the process as an operator does. */
  stop(): Promise<void>
}

/** Starts an API process on a migrated database and waits until it serves. */
export async function startServe(databaseUrl: string, env: Record<string, string> = {}): Promise<ServeProcess> {
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    env: {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: databaseUrl,
      ROLE: 'both',
      ...TEST_SETTINGS,
      ...settingsOfShift,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`sehat serve ended with ${code} before it served`)))
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).on('line', (line) => {
      // A process that is stopped from a terminal writes an empty line.
      if (!line.startsWith('{')) return
      const entry = JSON.parse(line) as { msg?: string; port?: number }
      if (entry.msg === 'serving' && entry.port !== undefined) resolve(entry.port)
    })
  })
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return {
    port,
    child,
    ask: (method, url, asked) => askOverHttp(port, method, url, asked),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

/** Runs a command that ends by itself, such as `audit verify`. Gives its exit code and its standard error. */
export async function runSehat(
  command: string,
  env: Record<string, string>,
): Promise<{ code: number | null; errors: string }> {
  const child = spawn(process.execPath, [MAIN, ...command.split(' ')], {
    env: { PATH: process.env.PATH ?? '', ...TEST_SETTINGS, ...settingsOfShift, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const [code] = await once(child, 'close')
  return { code, errors }
}

/** Sends a request over a real socket. */
export async function askOverHttp<Body>(
  port: number,
  method: string,
  url: string,
  asked: Asked = {},
): Promise<Answer<Body>> {
  const { by, key, body, headers } = asked
  const response = await fetch(`http://127.0.0.1:${port}${url}`, {
    method,
    headers: {
      ...(by && { authorization: `Bearer ${by.token}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: (isJson ? JSON.parse(text) : text) as Body,
  }
}
