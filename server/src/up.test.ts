// A database of an older version stops `sehat migrate` and `sehat up` with one line, and nothing in it is touched.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { startEmbeddedPostgres } from './platform/postgres/embedded/embedded.ts'
import { createTestDatabase } from './testing/database.ts'

const OF_BEFORE = `
  create schema sehat;
  create table sehat.migrations (
    module text not null, number int not null, name text not null, checksum text not null,
    applied_at timestamptz not null default now(), constraint migrations_pk primary key (module, number));
  insert into sehat.migrations (module, number, name, checksum) values
    ('identity', 1, '0001-identity.sql', 'of another text'), ('identity', 2, '0002-staff-list.sql', 'gone')`

async function ask(url: string, text: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** Runs the command and gives what it said; its home lies in a folder that goes after the test. */
async function sehat(command: string, env: Record<string, string>): Promise<{ code: number | null; errors: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), command], {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'development', PORT: '0', SEHAT_DEMO: 'off', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, errors }
}

test('an older database makes no start, and the one line says how to begin anew', async (t) => {
  const home = mkdtempSync(path.join(tmpdir(), 'sehat-test-'))
  t.after(() => rmSync(home, { recursive: true, force: true }))
  const older = /^sehat: The database was made by an older version of Sehat \(identity\/0001-identity\.sql .*\n$/

  await t.test('the database of DATABASE_URL', async (inner) => {
    const { url } = await createTestDatabase(inner)
    await ask(url, OF_BEFORE)
    const { code, errors } = await sehat('migrate', { DATABASE_URL: url, SEHAT_HOME: home })
    assert.equal(code, 1)
    assert.match(errors, older)
    assert.match(errors, /: create an empty database and name it in DATABASE_URL; the one that it names now stays/)
    const schemas = await ask(url, `select nspname from pg_namespace where nspname in ('sehat', 'identity')`)
    assert.deepEqual(schemas, [{ nspname: 'sehat' }])
  })

  await t.test('the embedded database', async () => {
    const folder = path.join(home, 'postgres')
    const server = await startEmbeddedPostgres({ folder })
    await ask(server.url, OF_BEFORE)
    await server.stop()
    const { code, errors } = await sehat('up', { SEHAT_HOME: home })
    assert.equal(code, 1)
    assert.match(errors, older)
    assert.ok(
      errors.includes(`: move the folder ${folder} away, which keeps all that is in it, and start again`),
      errors,
    )
    const again = await startEmbeddedPostgres({ folder })
    const rows = await ask(again.url, 'select name from sehat.migrations')
    await again.stop()
    assert.equal(rows.length, 2)
  })
})
