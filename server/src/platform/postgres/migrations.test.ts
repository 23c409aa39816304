// Tests migrations from an empty database: each runs once and in order, functions match their files, one runner works.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { createTestDatabase, withClient } from '../../testing/database.ts'
import { migrate, OtherSchemaError, readModuleSql } from './migrations.ts'

type Files = Record<string, string | undefined>

const TABLES = '-- Creates the table.\ncreate table slots.slots (cell int not null, id uuid not null);'
const countSlots = (parameters: string, answer: string): string =>
  `create or replace function slots.count_slots(${parameters}) returns int language plpgsql as $$
   begin return ${answer}; end $$;`

/** A module `slots` in its own folder, with an empty database. */
async function beginWith(t: TestContext, files: Files) {
  const { url } = await createTestDatabase(t)
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-slots-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const write = (changes: Files): void => {
    for (const [name, text] of Object.entries(changes)) {
      const file = path.join(folder, name)
      mkdirSync(path.dirname(file), { recursive: true })
      if (text === undefined) rmSync(file)
      else writeFileSync(file, text)
    }
  }
  write(files)
  const ask = <Row extends object>(text: string): Promise<Row[]> =>
    withClient(url, async (client) => (await client.query<Row>(text)).rows)
  return {
    write,
    run: () => migrate(url, [readModuleSql('slots', folder)]),
    ask,
    async signatures(): Promise<string[]> {
      const rows = await ask<{ signature: string }>(
        `select oid::regprocedure::text as signature from pg_proc
         where pronamespace = 'slots'::regnamespace order by 1`,
      )
      return rows.map(({ signature }) => signature)
    },
  }
}

test('each migration is applied once, in order, and a second run does nothing', async (t) => {
  const place = await beginWith(t, {
    'migrations/0001-slots.sql': TABLES,
    'migrations/0002-notes.sql': '-- Adds notes.\nalter table slots.slots add column note text;',
  })
  assert.equal(await place.run(), 5)
  assert.equal(await place.run(), 0)
  const rows = await place.ask<{ name: string }>('select name from sehat.migrations order by applied_at, name')
  assert.deepEqual(
    rows.map(({ name }) => name),
    [
      ...['platform/0001-events-and-keys.sql', 'platform/0002-limits.sql', 'platform/0003-apart.sql'],
      ...['0001-slots.sql', '0002-notes.sql'],
    ],
  )
})

test('a module without tables has its events, its keys and its allowances', async (t) => {
  const place = await beginWith(t, {})
  await place.run()
  const constraints = await place.ask<{ name: string }>(
    `select conname as name from pg_constraint where connamespace = 'slots'::regnamespace and contype <> 'n'
     union all select indexname from pg_indexes where indexname = 'idempotency_keys_created' order by 1`,
  )
  assert.deepEqual(
    constraints.map(({ name }) => name),
    [
      ...['allowances_pk', 'idempotency_keys_created', 'idempotency_keys_pk'],
      ...['outbox_pk', 'outgoing_events_pk', 'received_events_pk'],
    ],
  )
})

test('a migration that fails leaves nothing behind, and is applied after it is corrected', async (t) => {
  const place = await beginWith(t, { 'migrations/0001-slots.sql': `${TABLES}\nselect 1 / 0;` })
  await assert.rejects(place.run(), /Migration slots\/0001-slots\.sql failed: division by zero/)
  assert.deepEqual(await place.ask(`select 1 from pg_tables where tablename = 'slots'`), [])
  place.write({ 'migrations/0001-slots.sql': TABLES })
  assert.equal(await place.run(), 1)
})

test('the numbers of migrations must have no gap', async (t) => {
  const place = await beginWith(t, { 'migrations/0002-slots.sql': TABLES })
  assert.throws(() => place.run(), /slots\/migrations\/0002-slots\.sql: name migrations 0001/)
})

test('a migration that was changed after it was applied is refused, and the error names it', async (t) => {
  const second = 'migrations/0002-notes.sql'
  const place = await beginWith(t, { 'migrations/0001-slots.sql': TABLES, [second]: '-- Nothing yet.' })
  await place.run()
  place.write({ [second]: '-- Something.\nselect 1;' })
  await assert.rejects(place.run(), /slots\/migrations\/0002-notes\.sql was changed after it had been applied: restore/)
})

test('a database of a newer version is refused and not changed', async (t) => {
  const place = await beginWith(t, { 'migrations/0001-slots.sql': TABLES, 'migrations/0002-notes.sql': '-- Later.' })
  await place.run()
  place.write({ 'migrations/0002-notes.sql': undefined, 'functions/count-slots.sql': countSlots('', '1') })
  await assert.rejects(place.run(), (error: OtherSchemaError) => {
    assert.equal(error.is, 'newer')
    assert.match(error.message, /has the migration slots\/0002-notes\.sql, which .* does not know: start the newer/)
    return true
  })
  assert.deepEqual(await place.signatures(), [])
})

test('a database with other first migrations is of an older version: it is refused and not changed', async (t) => {
  const place = await beginWith(t, { 'migrations/0001-slots.sql': TABLES })
  // The old form: migrations had numbers, and each module made its own schema and outbox.
  await place.ask(`
    create schema sehat;
    create table sehat.migrations (
      module text not null, number int not null, name text not null, checksum text not null,
      applied_at timestamptz not null default now(), constraint migrations_pk primary key (module, number));
    insert into sehat.migrations (module, number, name, checksum) values
      ('slots', 1, '0001-slots.sql', 'of another text'), ('slots', 2, '0002-outbox.sql', 'no longer known')`)
  await assert.rejects(place.run(), (error: unknown) => {
    assert.ok(error instanceof OtherSchemaError)
    assert.equal(error.is, 'older')
    assert.match(error.message, /made by an older version of Sehat \(slots\/0001-slots\.sql has changed since\)/)
    return true
  })
  assert.deepEqual(await place.ask(`select 1 from pg_namespace where nspname = 'slots'`), [])
})

test('a program ignores the applied migrations of modules that it does not have', async (t) => {
  const place = await beginWith(t, { 'migrations/0001-slots.sql': TABLES })
  await place.run()
  await place.ask(`insert into sehat.migrations (module, name, checksum) values ('queues', '0007-x.sql', 'x')`)
  await place.ask(`insert into sehat.functions (module, name, checksum) values ('queues', 'call_next', 'x')`)
  assert.equal(await place.run(), 0)
})

test('a function is created again only when its text changes', async (t) => {
  const place = await beginWith(t, { 'functions/count-slots.sql': countSlots('', '1') })
  const oid = async (): Promise<unknown> =>
    (await place.ask<{ oid: number }>(`select 'slots.count_slots'::regproc::oid`))[0]
  await place.run()
  assert.deepEqual(await place.ask('select slots.count_slots() as n'), [{ n: 1 }])
  const first = await oid()
  await place.run()
  assert.deepEqual(await oid(), first)
  place.write({ 'functions/count-slots.sql': countSlots('', '2') })
  await place.run()
  assert.deepEqual(await place.ask('select slots.count_slots() as n'), [{ n: 2 }])
})

test('a function with other arguments replaces the old one', async (t) => {
  const file = 'functions/count-slots.sql'
  const place = await beginWith(t, { [file]: countSlots('p_cell int', '1') })
  await place.run()
  place.write({ [file]: countSlots('p_cell int, p_day date', '1') })
  await place.run()
  assert.deepEqual(await place.signatures(), ['slots.count_slots(integer,date)'])
  // Another return type, which "create or replace" refuses.
  place.write({ [file]: countSlots('p_cell int, p_day date', '1').replace('returns int', 'returns bigint') })
  await place.run()
  assert.deepEqual(await place.ask(`select slots.count_slots(1, '2026-03-02')::text as n`), [{ n: '1' }])
})

test('a function without a file is dropped, and a function that somebody dropped is created again', async (t) => {
  const place = await beginWith(t, {
    'functions/count-slots.sql': countSlots('', '1'),
    'functions/add-slot.sql': countSlots('', '1').replace('count_slots', 'add_slot'),
  })
  await place.run()
  assert.deepEqual(await place.signatures(), ['slots.add_slot()', 'slots.count_slots()'])
  await place.ask('drop function slots.add_slot')
  await place.run()
  assert.deepEqual(await place.signatures(), ['slots.add_slot()', 'slots.count_slots()'])
  place.write({ 'functions/count-slots.sql': undefined })
  await place.run()
  assert.deepEqual(await place.signatures(), ['slots.add_slot()'])
})

test('functions see the tables of the migrations that came with them', async (t) => {
  const place = await beginWith(t, { 'migrations/0001-slots.sql': TABLES })
  await place.run()
  place.write({
    'migrations/0002-notes.sql': '-- Adds a type.\ncreate type slots.note as (text text);',
    'functions/read-note.sql': `create or replace function slots.read_note(p slots.note) returns text language plpgsql
      as $$ begin return p.text; end $$;`,
  })
  await place.run()
  assert.deepEqual(await place.ask(`select slots.read_note(row('here')) as text`), [{ text: 'here' }])
})

test('when a file fails or creates another function, no function changes', async (t) => {
  const good = countSlots('', '1')
  const place = await beginWith(t, { 'functions/count-slots.sql': good })
  await place.run()
  place.write({
    'functions/count-slots.sql': countSlots('', '2'),
    'functions/take-slot.sql': good.replace('count_', 'x_'),
  })
  await assert.rejects(
    place.run(),
    /slots\/functions\/take-slot\.sql must create exactly one function slots\.take_slot/,
  )
  place.write({ 'functions/take-slot.sql': 'create or replace function slots.take_slot(' })
  await assert.rejects(place.run(), /slots\/functions\/take-slot\.sql failed: syntax error/)
  assert.deepEqual(await place.ask('select slots.count_slots() as n'), [{ n: 1 }])
  assert.deepEqual(await place.signatures(), ['slots.count_slots()'])
})

test('when several runners start at the same time, one works and the others find nothing to do', async (t) => {
  const place = await beginWith(t, {
    'migrations/0001-slots.sql': `${TABLES}\nselect pg_sleep(0.05);`,
    'functions/count-slots.sql': countSlots('', '1'),
  })
  const counts = await Promise.all(Array.from({ length: 5 }, () => place.run()))
  assert.deepEqual(counts.toSorted(), [0, 0, 0, 0, 4])
  place.write({ 'functions/count-slots.sql': countSlots('p_cell int', '2') })
  await Promise.all(Array.from({ length: 5 }, () => place.run()))
  assert.deepEqual(await place.signatures(), ['slots.count_slots(integer)'])
})
