// Tests that test databases are separate, cloned from one template and dropped afterwards, also in parallel processes.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { after, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase } from './database.ts'

let migrations = 0

async function migrate(url: string): Promise<void> {
  migrations++
  await ask(url, 'create table migrated as select 1 as n')
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const forTheFile = await createTestDatabase({ after }, { migrate })

/** Runs a separate file that uses createTestDatabase as a test file does. */
async function runTestProcess(body: string, environment: Record<string, string | undefined>): Promise<string> {
  const code = `
    import { test } from 'node:test'
    import pg from 'pg'
    import { createTestDatabase } from ${JSON.stringify(new URL('./database.ts', import.meta.url))}
    ${body}`
  const environmentOfTests = { ...process.env, ...environment, NODE_TEST_CONTEXT: undefined }
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: import.meta.dirname,
    env: environmentOfTests,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const [exitCode] = await once(child, 'close')
  assert.equal(exitCode, 0, output)
  return output
}

test('each test has its own database with the migrated tables', async (t) => {
  const first = await createTestDatabase(t, { migrate })
  const second = await createTestDatabase(t, { migrate })
  await ask(first.url, 'insert into migrated values (2)')
  assert.equal((await ask(first.url, 'select n from migrated')).length, 2)
  assert.equal((await ask(second.url, 'select n from migrated')).length, 1)
  assert.equal((await ask(forTheFile.url, 'select n from migrated')).length, 1)
  assert.ok(migrations <= 1, 'the template is built at most once in this process')
})

test('without migrations the database is empty', async (t) => {
  const { url } = await createTestDatabase(t)
  assert.deepEqual(await ask(url, `select 1 from pg_tables where tablename = 'migrated'`), [])
})

test('the database is dropped after its test, even when a connection is still open', async (t) => {
  let url = ''
  await t.test('a test that forgets to disconnect', async (inner) => {
    url = (await createTestDatabase(inner)).url
    const forgotten = new pg.Client({ connectionString: url })
    forgotten.on('error', () => {})
    await forgotten.connect()
  })
  await assert.rejects(ask(url, 'select 1'), { code: '3D000' })
})

test('when the builder of a template failed, the next test builds it again', async (t) => {
  let attempts = 0
  const failsOnce = async (url: string) => {
    await ask(url, 'create table half_made ()')
    if (++attempts === 1) throw new Error('the builder failed')
  }
  await assert.rejects(createTestDatabase(t, { migrate: failsOnce }), /the builder failed/)
  const { url } = await createTestDatabase(t, { migrate: failsOnce })
  assert.equal((await ask(url, `select 1 from pg_tables where tablename = 'half_made'`)).length, 1)
  assert.equal(attempts, 2)
})

test('processes that start at the same time build the template only once', async () => {
  const marker = `marker_${process.pid}_${Date.now()}`
  const body = `
    async function migrate(url) {
      console.log('BUILDING')
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query('create table ${marker} ()')
      await client.end()
    }
    test('uses it', async (t) => {
      const { url } = await createTestDatabase(t, { migrate })
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query('select * from ${marker}')
      await client.end()
    })`
  const server = new URL(forTheFile.url)
  server.pathname = '/postgres'
  const outputs = await Promise.all([1, 2, 3].map(() => runTestProcess(body, { SEHAT_TEST_DATABASE_URL: server.href })))
  assert.equal(outputs.join('').match(/BUILDING/g)?.length, 1)
})

test('a test file that is run by hand starts its own server and leaves nothing behind', async () => {
  const body = `
    test('one', async (t) => { await createTestDatabase(t) })
    test('two', async (t) => {
      const { url } = await createTestDatabase(t)
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      const answer = await client.query('show data_directory')
      await client.end()
      console.log('FOLDER ' + answer.rows[0].data_directory)
    })`
  const output = await runTestProcess(body, { SEHAT_TEST_DATABASE_URL: undefined })
  const folder = /FOLDER (.*sehat-test-[^/\\]+)/.exec(output)?.[1]
  assert.ok(folder, output)
  assert.equal(existsSync(folder), false)
})
