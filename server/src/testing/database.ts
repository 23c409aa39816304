// Gives a test a database of its own, cloned in milliseconds from one that was migrated once for the whole run.
import { createHash, randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { startThrowawayPostgres, type ThrowawayPostgres } from './throwaway-postgres.ts'

export interface TestDatabase {
  url: string
}

export interface TestDatabaseOptions {
  /** Brings an empty database up to date. Runs once per run and text of this function, whatever the number of tests. */
  migrate?: (url: string) => Promise<void>
  /** What `makeTemplate` gave. */
  template?: string
}

/** A test context, or `{ after }` from node:test for a database that serves the whole file. */
export interface WithAfter {
  after(cleanUp: () => Promise<void>): void
}

const stacks = new WeakMap<WithAfter, (() => Promise<void>)[]>()

/**
 * Hooks run in the order of their declaration; these run the other way, all of one test in one row: every program of a
 * database, also one that was started last, stops before the database goes.
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
    // Copying the files is many times faster than PostgreSQL's usual way, which writes every page to the log.
    client.query(`create database ${name} template ${template ?? 'template1'} strategy file_copy`),
  )
  t.after(async () => {
    await withClient(serverUrl, (client) => drop(client, name))
  })
  return { url: urlWithDatabase(serverUrl, name) }
}

const IN_USE = '55006'

/**
 * A connection that its owner has ended takes a moment to close, and PostgreSQL waits some seconds for it; ended by
 * force it would be an error of the owner's.
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
 * The server of the run; a file that is run by hand starts one for itself. That one ends when the process exits, not in
 * an after() hook: such hooks run in the order of their declaration, so others would still need the server.
 */
async function testServerUrl(): Promise<string> {
  if (process.env.SEHAT_TEST_DATABASE_URL) return process.env.SEHAT_TEST_DATABASE_URL
  ownServer ??= startThrowawayPostgres()
  return (await ownServer).url
}

/** Whichever process comes first builds the template; the others wait for it and find it finished. */
async function ensureTemplate(serverUrl: string, migrate: (url: string) => Promise<void>): Promise<string> {
  const name = `template_${schemaHash(String(migrate))}`
  await withClient(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    const found = await client.query('select datistemplate from pg_database where datname = $1', [name])
    if (found.rows[0]?.datistemplate === true) return
    // Present but not marked: its builder died half way.
    if (found.rows.length > 0) await client.query(`drop database ${name} with (force)`)
    await client.query(`create database ${name} strategy file_copy`)
    await migrate(urlWithDatabase(serverUrl, name))
    await closeAsTemplate(client, name)
  })
  return name
}

/**
 * A pool that was ended (that of the jobs' migrations) says so before its last connection is gone. If that were cut
 * off, its error would fail whichever test is running.
 */
async function untilLeft(client: pg.Client, name: string): Promise<void> {
  for (let looks = 0; looks < 250; looks++) {
    const { rows } = await client.query('select 1 from pg_stat_activity where datname = $1', [name])
    if (rows.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Makes of a database that is complete one to clone from, and gives its name. It goes with the server of the run. */
export async function makeTemplate(url: string): Promise<string> {
  const name = new URL(url).pathname.slice(1)
  await withClient(await testServerUrl(), (client) => closeAsTemplate(client, name))
  return name
}

/** Nobody may connect: PostgreSQL does not clone a database that is in use. */
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

/** Works on one connection, which is closed before this returns. */
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
