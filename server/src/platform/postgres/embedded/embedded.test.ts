// Tests that the embedded PostgreSQL starts, keeps its data, and recovers from every kind of sudden end.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded.ts'
import { isAlive, occupantOf, startOf } from './process.ts'

// A later test run uses this name and this sub-folder to find and remove the leftovers of a killed run.
const top = mkdtempSync(join(tmpdir(), 'sehat-test-'))
// Most tests share one folder, because making a database takes longer than the tests.
const folder = join(top, 'postgres')
const data = join(folder, 'data')
const settings = { fsync: 'off', shared_buffers: '16MB', max_connections: '20' }

after(() => rmSync(top, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }))

function start(more: Partial<EmbeddedPostgresOptions> = {}) {
  return startEmbeddedPostgres({ folder, settings, ...more })
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** Starts a process that starts the server and keeps running, so that a test can kill it. */
async function startInChild(): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const code = `
    const source = ${JSON.stringify(new URL('./embedded.ts', import.meta.url))}
    const { startEmbeddedPostgres } = await import(source)
    const { url, pid } = await startEmbeddedPostgres(${JSON.stringify({ folder, settings })})
    process.on('SIGTERM', () => process.exit(3))
    setInterval(() => {}, 1000)
    console.log(JSON.stringify({ url, pid }))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { child, ...JSON.parse(String(line)) }
}

async function ends(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(20)
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

test('the server answers at its address and keeps its password and port for the next start', async () => {
  const first = await start()
  const rows = await ask(
    first.url,
    `select current_database() as db, current_user as name, current_setting('server_version_num')::int / 10000 as major,
      current_setting('timezone') as zone, current_setting('listen_addresses') as address,
      current_setting('synchronous_commit') as safe`,
  )
  const expected = { db: 'sehat', name: 'sehat', major: 18, zone: 'UTC', address: '127.0.0.1', safe: 'on' }
  assert.deepEqual(rows, [expected])
  await ask(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  await first.stop()
  assert.equal(isAlive(first.pid), false)
  assert.equal(readFileSync(join(folder, 'port'), 'utf8'), `${first.port}\n`)
  if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'password')).mode & 0o777, 0o600)

  const second = await start()
  assert.deepEqual(await ask(second.url, 'select answer from kept'), [{ answer: 42 }])
  await second.stop()
})

test('a wrong password is refused', async () => {
  const server = await start()
  const url = new URL(server.url)
  url.password = 'wrong'
  await assert.rejects(ask(url.href, 'select 1'), { code: '28P01' })
  await server.stop()
})

test('settings of the caller replace the usual ones', async () => {
  const server = await start({ settings: { ...settings, idle_in_transaction_session_timeout: '3s' } })
  const rows = await ask(server.url, 'show idle_in_transaction_session_timeout')
  assert.deepEqual(rows, [{ idle_in_transaction_session_timeout: '3s' }])
  await server.stop()
})

test('a second start on the same folder is refused, and the error says which process uses it', async () => {
  const server = await start()
  await assert.rejects(start(), new RegExp(`already in use by process ${process.pid} \\(port ${server.port}\\)`))
  assert.deepEqual(await ask(server.url, 'select 1 as alive'), [{ alive: 1 }])
  await server.stop()
})

test('the next start stops a server whose parent was killed, and keeps its data', async () => {
  const left = await startInChild()
  await ask(left.url, 'create table before_the_kill as select 1 as n')
  await kill(left.child)
  assert.equal(isAlive(left.pid), true)

  const messages: string[] = []
  const server = await start({ onProgress: (message) => messages.push(message) })
  assert.equal(isAlive(left.pid), false)
  assert.match(messages.join('\n'), new RegExp(`left behind \\(process ${left.pid}\\)`))
  assert.deepEqual(await ask(server.url, 'select n from before_the_kill'), [{ n: 1 }])
  await server.stop()
})

test('a start refuses to stop a left-over server while another program uses it', async () => {
  const left = await startInChild()
  const user = new pg.Client({ connectionString: left.url, application_name: 'a report' })
  await user.connect()
  await kill(left.child)
  await assert.rejects(start(), /is in use by a report \(1\)\. Cure: stop those/)
  assert.deepEqual((await user.query('select 1 as alive')).rows, [{ alive: 1 }])
  await user.end()
  const server = await start()
  assert.equal(isAlive(left.pid), false)
  await server.stop()
})

test('the server ends when its parent exits without stopping it', async () => {
  const left = await startInChild()
  left.child.kill('SIGTERM')
  await once(left.child, 'exit')
  await ends(left.pid)
})

test('the end of a killed server is reported, and the next start recovers its data', async () => {
  const { promise, resolve } = Promise.withResolvers<Error>()
  const server = await start({ onUnexpectedEnd: resolve })
  await ask(server.url, 'create table before_the_crash as select 2 as n')
  process.kill(server.pid, 'SIGKILL')
  assert.match((await promise).message, /ended unexpectedly \(SIGKILL\)/)
  await server.stop()

  const next = await start()
  assert.deepEqual(await ask(next.url, 'select n from before_the_crash'), [{ n: 2 }])
  await next.stop()
})

test('a stale lock file whose process id now belongs to another program does not stop the next start', async () => {
  const { promise, resolve } = Promise.withResolvers<Error>()
  const server = await start({ onUnexpectedEnd: resolve })
  process.kill(server.pid, 'SIGKILL')
  await promise
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  const file = join(data, 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(other.pid)))
  assert.equal(occupantOf(other.pid as number, data), 'another program')

  const next = await start()
  assert.equal(isAlive(other.pid as number), true)
  await next.stop()
  await kill(other)
})

test('a lock of a dead process, or of another process with the same id, does not stop the next start', async () => {
  for (const text of [`${process.pid} not${startOf(process.pid)}\n`, '', 'nonsense']) {
    writeFileSync(join(folder, 'lock'), text)
    const server = await start()
    await server.stop()
    assert.equal(existsSync(join(folder, 'lock')), false)
  }
})

test('the next start repeats an interrupted initdb and moves an incomplete data folder aside', async () => {
  const own = join(top, 'cut-off')
  for (const name of ['data.new-1', 'data']) {
    mkdirSync(join(own, name), { recursive: true })
    writeFileSync(join(own, name, 'postgresql.conf'), '')
  }
  const server = await start({ folder: own })
  assert.deepEqual(await ask(server.url, 'select 1 as alive'), [{ alive: 1 }])
  await server.stop()
  const names = readdirSync(own).filter((name) => name.startsWith('data'))
  assert.equal(names.length, 2)
  assert.match(names.join(' '), /^data data\.incomplete-/)
})

test('the error names a port that is taken', async () => {
  const taken = createServer()
  taken.listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  await assert.rejects(start({ port }), new RegExp(`could not bind[\\s\\S]*Cure: free port ${port}`))
  taken.close()
})

test('a server that cannot start says why, and leaves the folder usable', async () => {
  await assert.rejects(
    start({ settings: { ...settings, max_connections: 'many' } }),
    /PostgreSQL did not start[\s\S]*invalid value for parameter "max_connections"[\s\S]*Cure: correct that setting/,
  )
  const server = await start()
  await server.stop()
})

test('a lost password gives an error, and no new password replaces it', async () => {
  const file = join(folder, 'password')
  const password = readFileSync(file, 'utf8')
  rmSync(file)
  await assert.rejects(start(), /the file "password" is missing/)
  writeFileSync(file, password)
})

test('a folder of another user gives an error that says what to do', { skip: process.getuid?.() === 0 }, async () => {
  const locked = join(top, 'locked')
  mkdirSync(locked)
  chmodSync(locked, 0o500)
  await assert.rejects(start({ folder: join(locked, 'postgres') }), /set SEHAT_HOME to a folder of your own/)
  chmodSync(locked, 0o700)
})

test('a log of more than 10 MB is emptied', async () => {
  const log = join(folder, 'postgres.log')
  writeFileSync(log, Buffer.alloc(10 * 1024 * 1024 + 1, 'x'))
  const server = await start()
  assert.ok(statSync(log).size < 100_000)
  await server.stop()
})
