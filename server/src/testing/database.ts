// Gives each test its own database, cloned in milliseconds from a template that is migrated once for the whole run.
import { createHash, randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { startThrowawayPostgres, type ThrowawayPostgres } from './throwaway-postgres.ts'

export interface TestDatabase {
  url: string
}

export interface TestDatabaseOptions {
  /** Migrates an empty database. It runs once in a test run for each different text of this function. */
  migrate?: (url: string) => Promise<void>
  /** The name that `makeTemplate` gave. */
  template?: string
}

/** A test context, or `{ after }` from node:test for a database that serves the whole file. */
export interface WithAfter {
  after(cleanUp: () => Promise<void>): void
}

const stacks = new WeakMap<WithAfter, (() => Promise<void>)[]>()

/**
 * Node runs hooks in the order of their declaration. `lastFirst` runs all clean-ups of one test in the opposite order,
 * so that each program on a database stops before the database is dropped.
 */
export function lastFirst(t: WithAfter): WithAfter {
  const known = stacks.get(t)
  const cleanUps = known ?? []
  if (!known) {
    stacks.set(t, cleanUps)
    t.after(async () => {
      for (const cleanUp of cleanUps.toReversed()) await cleanUp()
    })
  }
  return { after: (cleanUp) => void cleanUps.push(cleanUp) }
}

const sources = resolve(import.meta.dirname, '..')
const sqlFiles = ['modules/*/{migrations,functions}/*.sql', 'platform/postgres/migrations/*.sql']

let ownServer: Promise<ThrowawayPostgres> | undefined

export async function createTestDatabase(t: WithAfter, options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const serverUrl = await testServerUrl()
  const template = options.migrate === undefined ? options.template : await ensureTemplate(serverUrl, options.migrate)
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  await withClient(serverUrl, (client) =>
    // file_copy is many times faster than PostgreSQL's usual way, which writes every page to the log.
    client.query(`create database ${name} template ${template ?? 'template1'} strategy file_copy`),
  )
  t.after(async () => {
    await withClient(serverUrl, (client) => drop(client, name))
  })
  return { url: urlWithDatabase(serverUrl, name) }
}

const IN_USE = '55006'

/**
 * Drops a database. First without force: a connection that its owner has ended takes a moment to close, and PostgreSQL
 * waits some seconds for it. Ending it by force would cause an error in the owner.
 */
async function drop(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`drop database if exists ${name}`)
  } catch (error) {
    if ((error as { code?: string }).code !== IN_USE) throw error
    await client.query(`drop database if exists ${name} with (force)`)
  }
}

/**
 * The server of the test run. A test file that is run by hand starts its own server. That server ends when the process
 * exits and not in an after() hook: hooks run in the order of their declaration, so later hooks still need the server.
 */
async function testServerUrl(): Promise<string> {
  if (process.env.SEHAT_TEST_DATABASE_URL) return process.env.SEHAT_TEST_DATABASE_URL
  ownServer ??= startThrowawayPostgres()
  return (await ownServer).url
}

/** The first process builds the template. The others wait and find it finished. */
async function ensureTemplate(serverUrl: string, migrate: (url: string) => Promise<void>): Promise<string> {
  const name = `template_${schemaHash(String(migrate))}`
  await withClient(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    const found = await client.query('select datistemplate from pg_database where datname = $1', [name])
    if (found.rows[0]?.datistemplate === true) return
    // A template that is there but not marked is incomplete, because its builder died.
    if (found.rows.length > 0) await client.query(`drop database ${name} with (force)`)
    await client.query(`create database ${name} strategy file_copy`)
    await migrate(urlWithDatabase(serverUrl, name))
    await closeAsTemplate(client, name)
  })
  return name
}

/**
 * Waits up to five seconds until nobody is connected. The pool of the jobs' migrations reports its end before its last
 * connection is gone. If we cut that connection, its error fails the test that is running.
 */
async function untilLeft(client: pg.Client, name: string): Promise<void> {
  for (let looks = 0; looks < 250; looks++) {
    const { rows } = await client.query('select 1 from pg_stat_activity where datname = $1', [name])
    if (rows.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Turns a complete database into a template and gives its name. The template ends with the server of the run. */
export async function makeTemplate(url: string): Promise<string> {
  const name = new URL(url).pathname.slice(1)
  await withClient(await testServerUrl(), (client) => closeAsTemplate(client, name))
  return name
}

/** Allows no connections to the template, because PostgreSQL does not clone a database that is in use. */
async function closeAsTemplate(client: pg.Client, name: string): Promise<void> {
  await untilLeft(client, name)
  await client.query(`alter database ${name} with is_template true allow_connections false`)
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
}

function schemaHash(migrateText: string): string {
  const hash = createHash('sha256').update(migrateText)
  for (const file of globSync(sqlFiles, { cwd: sources }).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(sources, file)))
  }
  return hash.digest('hex').slice(0, 24)
}

/** Does `work` on one connection and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function urlWithDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
