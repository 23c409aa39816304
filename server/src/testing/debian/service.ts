// Starts a service of Debian for a test: a child process on a free port, with a throw-away folder for its data.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, startOf } from '../../platform/postgres/embedded/process.ts'
import type { WithAfter } from '../database.ts'
import { HANG_MS } from '../until.ts'

/** Where one instance runs. */
export interface Place {
  readonly port: number
  /** Further free ports, as many as the kind asks for. */
  readonly morePorts: readonly number[]
  /** Its data; it stays when the service is killed and started again. */
  readonly folder: string
}

export interface ServiceKind {
  /** The name of the program, and the package of Debian that holds it (bin/debian.mjs installs it). */
  readonly program: string
  readonly package: string
  args(place: Place): readonly string[]
  /** Where the program is when no PATH names it. */
  readonly folder?: string
  readonly morePorts?: number
  env?(place: Place): Record<string, string>
  /** Ends what the service leaves behind. */
  tidyUp?(place: Place): Promise<void>
  /** Whether it answers. An error means no. */
  isUp(place: Place): Promise<boolean>
}

export interface Service extends Place {
  /** The id of the process that runs now. */
  readonly pid: number
  /** Ends the process at once (SIGKILL), so that it cannot finish anything. */
  kill(): Promise<void>
  /** Starts it again on the same port and folder, and waits until it answers. */
  restart(): Promise<void>
  /** Stops it as an operator does. */
  stop(): Promise<void>
  /** Holds the process still (SIGSTOP), as a broken disk does; `resume` lets it go on. */
  pause(): void
  resume(): void
}

const cureOf = (kind: Pick<ServiceKind, 'program' | 'package'>): string =>
  `${kind.program} is not on this machine: run npm test as root, or apt-get install ${kind.package}`

/**
 * The options of a test that needs this service. Without its program the test is left out and says so. In CI it runs
 * and fails, because a test that did not run must not decide about a release.
 */
export function needs(kind: Pick<ServiceKind, 'program' | 'package' | 'folder'>): { skip: string | false } {
  if (process.env.CI === 'true' || findProgram(kind) !== undefined) return { skip: false }
  return { skip: `LEFT OUT: ${cureOf(kind)}` }
}

function findProgram({ program, folder }: Pick<ServiceKind, 'program' | 'folder'>): string | undefined {
  const folders = folder ? [folder] : [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin']
  return folders
    .map((one) => join(one, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

const PREFIX = 'sehat-service-'
const STARTS_MAX = 5

/** Starts the service, and stops it and removes its folder when the test ends. */
export async function startService(t: WithAfter, kind: ServiceKind): Promise<Service> {
  const program = findProgram(kind)
  if (program === undefined) throw new Error(cureOf(kind))
  removeAbandoned()
  const folder = mkdtempSync(join(tmpdir(), PREFIX))
  let running: Running | undefined
  t.after(async () => {
    await running?.end('SIGTERM')
    if (running) await kind.tidyUp?.(running.place)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  })
  // Another program may take the port before the service does.
  for (let starts = 1; running === undefined; starts++) {
    const ports = await findFreePorts(1 + (kind.morePorts ?? 0))
    const place = { port: ports[0] as number, morePorts: ports.slice(1), folder: dataFolder(folder) }
    running = await run(program, kind, place, folder).catch((error: Error) => {
      if (starts < STARTS_MAX) return undefined
      throw error
    })
  }
  const place: Place = running.place
  const now = (): Running => running as Running
  return {
    ...place,
    get pid() {
      return now().child.pid as number
    },
    kill: () => now().end('SIGKILL'),
    stop: () => now().end('SIGTERM'),
    async restart() {
      await now().end('SIGTERM')
      running = await run(program, kind, place, folder)
    },
    pause: () => void now().child.kill('SIGSTOP'),
    resume: () => void now().child.kill('SIGCONT'),
  }
}

interface Running {
  readonly child: ChildProcess
  readonly place: Place
  end(signal: NodeJS.Signals): Promise<void>
}

function dataFolder(folder: string): string {
  const data = join(folder, 'data')
  mkdirSync(data, { recursive: true })
  return data
}

const OUTPUT_MAX = 2_000

async function run(program: string, kind: ServiceKind, place: Place, folder: string): Promise<Running> {
  const child = spawn(program, kind.args(place), {
    cwd: place.folder,
    env: { ...process.env, ...kind.env?.(place) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = `${output}${chunk}`.slice(-OUTPUT_MAX)
    })
  }
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null
  const killAtExit = (): void => void child.kill('SIGKILL')
  process.once('exit', killAtExit)
  child.once('exit', () => process.off('exit', killAtExit))
  await once(child, 'spawn')
  writeFileSync(join(folder, 'owners'), [process.pid, child.pid as number].map(nameOf).join('\n'))
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (hasEnded()) return
    const ended = once(child, 'exit')
    // A process that is held still would never get another signal.
    child.kill('SIGCONT')
    child.kill(signal)
    await ended
  }
  const giveUpAt = performance.now() + HANG_MS
  while (!(await kind.isUp(place).catch(() => false))) {
    if (hasEnded() || performance.now() > giveUpAt) {
      await end('SIGKILL')
      throw new Error(`${kind.program} did not start. Its last words:\n${output}`)
    }
    await sleep(20)
  }
  return { child, place, end }
}

/** The process id and the time of its start. Together they name exactly one process. */
const nameOf = (pid: number): string => `${pid} ${startOf(pid)}`
const isThere = (name: string): boolean => {
  const pid = Number.parseInt(name, 10)
  return pid > 0 && isAlive(pid) && nameOf(pid) === name
}

/** Ends the services of test runs that were killed, and removes their folders. */
function removeAbandoned(): void {
  for (const folder of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const path = join(tmpdir(), folder)
    try {
      const [owner = '', service = ''] = readFileSync(join(path, 'owners'), 'utf8').split('\n')
      if (isThere(owner)) continue
      if (isThere(service)) process.kill(Number.parseInt(service, 10), 'SIGKILL')
      rmSync(path, { recursive: true, force: true })
    } catch {
      // It has just begun, belongs to another user, or another run is removing it.
    }
  }
}

// Linux gives the ports from 32768 on to connections that go out, so nobody takes one of these by accident.
const PORTS = { first: 20_000, count: 12_000 }

/** Different ports that are free now. */
export async function findFreePorts(count: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < count) ports.add(await findFreePort())
  return [...ports]
}

async function findFreePort(): Promise<number> {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count)
    const server = createServer()
    const isFree = await new Promise<boolean>((done) => {
      server.once('error', () => done(false))
      server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
    })
    if (isFree) return port
  }
}
