// Tests that `sehat migrate` and `sehat up` refuse a database of an older version with one line and do not change it.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { startEmbeddedPostgres } from './platform/postgres/embedded/embedded.ts'
import { createTestDatabase, withClient } from './testing/database.ts'
import { runSehat } from './testing/process.ts'

const OF_BEFORE = `
  create schema sehat;
  create table sehat.migrations (
    module text not null, number int not null, name text not null, checksum text not null,
    applied_at timestamptz not null default now(), constraint migrations_pk primary key (module, number));
  insert into sehat.migrations (module, number, name, checksum) values
    ('identity', 1, '0001-identity.sql', 'of another text'), ('identity', 2, '0002-staff-list.sql', 'gone')`

const ask = (url: string, text: string): Promise<object[]> =>
  withClient(url, async (client) => (await client.query<object>(text)).rows)

test('Sehat does not start on an older database, and one line says how to begin with a new one', async (t) => {
  const home = mkdtempSync(path.join(tmpdir(), 'sehat-test-'))
  t.after(() => rmSync(home, { recursive: true, force: true }))
  const older = /^sehat: The database was made by an older version of Sehat \(identity\/0001-identity\.sql .*\n$/

  await t.test('the database of DATABASE_URL', async (inner) => {
    const { url } = await createTestDatabase(inner)
    await ask(url, OF_BEFORE)
    const { code, errors } = await runSehat('migrate', { DATABASE_URL: url, SEHAT_HOME: home })
    assert.equal(code, 1)
    assert.match(errors, older)
    assert.match(errors, /: create an empty database and name it in DATABASE_URL; Sehat does not change/)
    const schemas = await ask(url, `select nspname from pg_namespace where nspname in ('sehat', 'identity')`)
    assert.deepEqual(schemas, [{ nspname: 'sehat' }])
  })

  await t.test('the embedded database', async () => {
    const folder = path.join(home, 'postgres')
    const server = await startEmbeddedPostgres({ folder })
    await ask(server.url, OF_BEFORE)
    await server.stop()
    const { code, errors } = await runSehat('up', { SEHAT_HOME: home })
    assert.equal(code, 1)
    assert.match(errors, older)
    assert.ok(errors.includes(`: move the folder ${folder} away, which keeps the data in it, and start again`), errors)
    const again = await startEmbeddedPostgres({ folder })
    const rows = await ask(again.url, 'select name from sehat.migrations')
    await again.stop()
    assert.equal(rows.length, 2)
  })
})
