// Starts and stops the PostgreSQL from the npm packages, so that Sehat needs no separate database server.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import {
  clearLeftServer,
  ensureData,
  openLog,
  type Progress,
  readIfThere,
  readOrMakePassword,
  saysReady,
  takeLock,
} from './folder.ts'
import { chooseRunner, findPrograms, isAlive, type Programs, type Runner, signal, stopServer } from './process.ts'

export interface EmbeddedPostgresOptions {
  /** The folder for the data, password, port and log. By convention it is `postgres` in $SEHAT_HOME. */
  folder: string
  /** The port to listen on. Without it the server takes a free port, if possible the same as last time. */
  port?: number
  /** PostgreSQL settings that replace or add to the usual ones. */
  settings?: Record<string, string>
  onProgress?: Progress
  /** Called when the server ends but nobody stopped it. */
  onUnexpectedEnd?: (error: Error) => void
}

export interface EmbeddedPostgres {
  /** The address of the database `sehat`, with user name and password. */
  url: string
  port: number
  pid: number
  /** Ends the server cleanly. May be called more than once. */
  stop(): Promise<void>
}

interface Server {
  child: ChildProcess
  port: number
  folder: string
  data: string
  programs: Programs
}

/** Settings for a laptop that also runs other programs. Writes are safe: fsync and synchronous_commit stay on. */
const usualSettings: Record<string, string> = {
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  max_connections: '100',
  max_wal_size: '2GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  idle_in_transaction_session_timeout: '10s',
}

// Recovery after a crash may take minutes. A server that cannot start ends by itself much earlier.
const readyWithinMs = 10 * 60_000
const databaseName = 'sehat'

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(options, options.onProgress ?? (() => {}))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') throw error
    const cure = `Run this as the user who owns ${options.folder}, or set SEHAT_HOME to a folder of your own.`
    throw new Error(`PostgreSQL could not use its folder: ${message}. ${cure}`, { cause: error })
  }
}

async function start(options: EmbeddedPostgresOptions, onProgress: Progress): Promise<EmbeddedPostgres> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  const folder = realpathSync(options.folder)
  const data = join(folder, 'data')
  const unlock = await takeLock(folder)
  try {
    const programs = await findPrograms()
    const runner = chooseRunner(programs, data)
    const password = readOrMakePassword(folder, runner)
    const settings = { ...usualSettings, ...options.settings }
    await ensureData(folder, programs, runner, { sync: settings.fsync !== 'off', onProgress })
    await clearLeftServer(folder, programs, onProgress, (leftPort) => listUsers(leftPort, password))
    const server = await startServer({ folder, data, programs, runner, settings, password, port: options.port })
    const url = urlOf(server.port, password, databaseName)
    try {
      await ensureDatabase(server.port, password)
      writeFileSync(join(folder, 'port'), `${server.port}\n`)
    } catch (error) {
      await stopServer(server.child.pid as number, data, programs)
      throw error
    }
    return watch(server, url, unlock, options.onUnexpectedEnd)
  } catch (error) {
    unlock()
    throw error
  }
}

/** The address of the server on a folder, as its last start wrote it down; undefined when no server has run there. */
export function readEmbeddedUrl(folder: string): string | undefined {
  const password = readIfThere(join(folder, 'password'))?.trim()
  const port = Number(readIfThere(join(folder, 'port'))?.trim())
  return password && port > 0 ? urlOf(port, password, databaseName) : undefined
}

interface Launch {
  folder: string
  data: string
  programs: Programs
  runner: Runner
  settings: Record<string, string>
  password: string
  port: number | undefined
}

async function startServer(launch: Launch): Promise<Server> {
  const giveUpAt = performance.now() + 15_000
  for (;;) {
    const port = launch.port ?? (await choosePort(launch.folder))
    const child = launchOnce(launch, port)
    const problem = await untilReady(child.process, launch.data, port, launch.password)
    if (problem === undefined) return { ...launch, port, child: child.process }
    if (isAlive(child.process.pid as number)) {
      await stopServer(child.process.pid as number, launch.data, launch.programs)
    }
    const log = child.newLines()
    // Try again in two cases. Another program may take the port after we choose it and before PostgreSQL uses it. And
    // after a crash the sub-processes of the dead server may need a moment to end.
    const portWasTaken = launch.port === undefined && /could not bind|Address already in use/.test(log)
    const passes = portWasTaken || /shared memory block .* is still in use/.test(log)
    if (!passes || performance.now() > giveUpAt) throw new Error(failureText(launch, port, problem, log))
    await sleep(200)
  }
}

function launchOnce(launch: Launch, port: number): { process: ChildProcess; newLines: () => string } {
  const settings = { ...launch.settings, listen_addresses: '127.0.0.1' }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const args = ['-D', launch.data, '-p', String(port), '-k', '', ...flags]
  const { command, args: words, options } = launch.runner.wrap(launch.programs.postgres, args)
  const log = openLog(launch.folder)
  const logStart = fstatSync(log.descriptor).size
  const child = spawn(command, words, {
    ...options,
    cwd: launch.folder,
    // A process group of its own: Ctrl-C in a terminal must not reach the database, because Sehat must stop first.
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor],
  })
  closeSync(log.descriptor)
  child.unref()
  return { process: child, newLines: () => readFileSync(log.file).subarray(logStart).toString('utf8').trim() }
}

/** Waits until the server answers, and gives undefined. Gives a text that says what went wrong when it does not. */
async function untilReady(
  child: ChildProcess,
  data: string,
  port: number,
  password: string,
): Promise<string | undefined> {
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signalName) => {
    ended = `it ended with ${signalName ?? `exit code ${code}`}`
  })
  const giveUpAt = performance.now() + readyWithinMs
  while (performance.now() < giveUpAt) {
    await sleep(20)
    if (ended !== undefined) return ended
    // Check the lock file first, because another server may answer on this port.
    if (!saysReady(data, child.pid)) continue
    try {
      await query(port, password, 'postgres', 'select 1')
      return undefined
    } catch (error) {
      // 28P01 means a wrong password. Waiting does not help.
      if ((error as { code?: string }).code === '28P01') return 'it refuses the password in the file "password"'
    }
  }
  return `it did not answer within ${readyWithinMs / 60_000} minutes`
}

function watch(
  server: Server,
  url: string,
  unlock: () => void,
  onUnexpectedEnd: ((error: Error) => void) | undefined,
): EmbeddedPostgres {
  const { child, port, folder, data, programs } = server
  const pid = child.pid as number
  let stopping: Promise<void> | undefined
  const stopOnExit = () => signal(pid, 'SIGINT')
  process.once('exit', stopOnExit)
  const onEnd = (code: number | null, signalName: NodeJS.Signals | null) => {
    process.off('exit', stopOnExit)
    if (stopping !== undefined) return
    unlock()
    onUnexpectedEnd?.(
      new Error(`PostgreSQL in ${folder} ended unexpectedly (${signalName ?? code}). See ${folder}/postgres.log`),
    )
  }
  if (child.exitCode !== null || child.signalCode !== null) onEnd(child.exitCode, child.signalCode)
  else child.once('exit', onEnd)
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) await stopServer(pid, data, programs)
    process.off('exit', stopOnExit)
    unlock()
  }
  return {
    url,
    port,
    pid,
    stop() {
      stopping ??= stop()
      return stopping
    },
  }
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const found = await query(port, password, 'postgres', `select 1 from pg_database where datname = '${databaseName}'`)
  if (found.rowCount === 0) await query(port, password, 'postgres', `create database ${databaseName}`)
}

/** The names of the programs that are connected to a server; none when the server does not answer. */
async function listUsers(port: number, password: string): Promise<string[]> {
  const text = `select coalesce(nullif(application_name, ''), 'a program without a name')
      || ' (' || count(*) || ')' as name
    from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
    group by application_name order by 1`
  const found = await query(port, password, 'postgres', text).catch(() => ({ rows: [] }))
  return found.rows.map(({ name }) => name)
}

async function query(port: number, password: string, database: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({
    connectionString: urlOf(port, password, database),
    ssl: false,
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return await client.query(text)
  } finally {
    await client.end().catch(() => {})
  }
}

function urlOf(port: number, password: string, database: string): string {
  return `postgresql://sehat:${password}@127.0.0.1:${port}/${database}`
}

/** The last port if it is free, so that the settings of a database tool stay correct; otherwise any free port. */
async function choosePort(folder: string): Promise<number> {
  const last = Number.parseInt(readIfThere(join(folder, 'port')) ?? '', 10)
  return (last > 0 ? await freePort(last) : undefined) ?? (await freePort(0)) ?? 5432
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : undefined
      probe.close(() => resolve(port))
    })
  })
}

function failureText(launch: Launch, port: number, problem: string, log: string): string {
  const lines = log.split('\n').slice(-15).join('\n')
  return (
    `PostgreSQL did not start in ${launch.folder}: ${problem}. The last lines of its log (postgres.log):\n${lines}\n` +
    `Cure: ${cureFor(log, port, launch.folder)}`
  )
}

function cureFor(log: string, port: number, folder: string): string {
  if (/could not bind|Address already in use/.test(log)) return `free port ${port}, or choose another one.`
  if (/No space left/.test(log)) return 'free disk space.'
  if (/incompatible with server/.test(log)) {
    return `another version of PostgreSQL made the data; set SEHAT_HOME to another folder, or move ${folder} away.`
  }
  if (/Permission denied|wrong ownership|invalid permissions/.test(log)) {
    return `run this as the user who owns ${folder}/data, or set SEHAT_HOME to a folder of your own.`
  }
  if (/unrecognized configuration parameter|invalid value for parameter/.test(log)) return 'correct that setting.'
  if (/lock file .* already exists/.test(log)) return 'stop the PostgreSQL that uses this data folder.'
  return `read ${folder}/postgres.log; if you do not need the data in it, delete ${folder} and start again.`
}
