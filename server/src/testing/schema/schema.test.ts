// Compares each module's checked-in schema.sql and rows.ts with a migrated database, and tests how they are written.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { createTestDatabase, type WithAfter, withClient } from '../database.ts'
import { readSchema, type Schema } from './catalog.ts'
import { generate, migrateEmpty } from './generated.ts'
import { toRowTypes } from './row-types.ts'
import { toSchemaText } from './schema-text.ts'

const root = path.resolve(import.meta.dirname, '../../../..')

test('the checked-in schema.sql and rows.ts of each module match a migrated database', async (t) => {
  const { url } = await createTestDatabase(t, { migrate: migrateEmpty })
  const { files } = await generate(url)
  for (const { path: file, text } of files) {
    const place = path.join(root, file)
    const stands = existsSync(place) ? readFileSync(place, 'utf8') : ''
    const line = 1 + text.split('\n').findIndex((one, index) => one !== stands.split('\n')[index])
    assert.ok(stands === text, `${file}:${line} is not what migrations/ and functions/ make: run \`npm run schema\``)
  }
})

test('every module has the same tables for events, keys and allowances', async (t) => {
  const { url } = await createTestDatabase(t, { migrate: migrateEmpty })
  const { ofEveryModule } = await generate(url)
  const [first, ...others] = [...ofEveryModule].map(([module, tables]) =>
    tables.map((table) => JSON.stringify(table).replaceAll(`${module}.`, '')),
  )
  assert.equal(first?.length, 5)
  for (const tables of others) assert.deepEqual(tables, first)
})

const SLOTS = `
  create schema slots;
  create table slots.days (cell int not null, day date not null, constraint days_pk primary key (cell, day));
  create table slots.slots (
    cell int not null,
    id uuid not null,
    day date not null,
    status text not null default 'open',
    outcome text,
    kinds text[] not null,
    at timestamptz,
    size bigint not null,
    facts json not null,
    constraint slots_pk primary key (cell, id),
    constraint slots_status_known check (status in ('open', 'closed')),
    constraint slots_outcome_known check (outcome in ('kept', 'it''s, gone')),
    constraint slots_kinds_known check (cardinality(kinds) > 0 and kinds <@ array['a', 'b']),
    constraint slots_closed_or_not check ((status in ('open', 'closed')) = (at is null)),
    constraint slots_maybe check (at is null or outcome in ('kept')),
    constraint slots_day foreign key (cell, day) references slots.days (cell, day)
  ) with (fillfactor = 75);
  create index slots_open on slots.slots (day desc, id) where status = 'open' and at is null;
  create unique index slots_once on slots.slots (cell, lower(outcome));
  comment on table slots.slots is 'One row a slot: ${'a long story, '.repeat(9)}and its end';
  comment on column slots.slots.size is 'How many';
  comment on index slots.slots_open is 'For the list';
  comment on constraint slots_day on slots.slots is 'Days are never deleted';
  create type slots.taken as (cell int, at timestamptz);
  create function slots.take_slot(p_cell int, p_grants slots.taken[], out id uuid, out at timestamptz)
    language plpgsql as $$ begin end $$;
  comment on function slots.take_slot is 'Null where there is none';`

const SCHEMA_TEXT = `-- The schema slots as it stands: written by \`npm run schema\`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

create type slots.taken as (
  cell int,
  at timestamptz
);

create table slots.days (
  cell int not null,
  day date not null,
  constraint days_pk primary key (cell, day)
);

-- One row a slot: a long story, a long story, a long story, a long story, a long story, a long story, a long story, a
-- long story, a long story, and its end
create table slots.slots (
  cell int not null,
  id uuid not null,
  day date not null,
  status text not null default 'open',
  outcome text,
  kinds text[] not null,
  at timestamptz,
  -- How many
  size bigint not null,
  facts json not null,
  constraint slots_pk primary key (cell, id),
  -- Days are never deleted
  constraint slots_day foreign key (cell, day) references slots.days(cell, day),
  constraint slots_closed_or_not check ((status in ('open', 'closed')) = (at is null)),
  constraint slots_kinds_known check (cardinality(kinds) > 0 and kinds <@ array['a', 'b']),
  constraint slots_maybe check (at is null or outcome = 'kept'),
  constraint slots_outcome_known check (outcome in ('kept', 'it''s, gone')),
  constraint slots_status_known check (status in ('open', 'closed'))
) with (fillfactor = 75);
create unique index slots_once on slots.slots (cell, lower(outcome));
-- For the list
create index slots_open on slots.slots (day desc, id) where status = 'open' and at is null;

-- Functions, each in functions/<name>.sql.

-- Null where there is none
-- slots.take_slot(p_cell int, p_grants slots.taken[], out id uuid, out at timestamptz) returns record
`

const ROW_TYPES = `// The rows of the schema slots: written by \`npm run schema\`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'slots.days': {
    cell: number
    day: string
  }
  'slots.slots': {
    cell: number
    id: string
    day: string
    status: Generated<'open' | 'closed'>
    outcome: 'kept' | 'it\\'s, gone' | null
    kinds: ('a' | 'b')[]
    at: Date | null
    size: number | string
    facts: unknown
  }
}
`

test('the generator writes a schema as text and as types', async (t) => {
  const schema = await slots(t)
  assert.equal(toSchemaText(schema), SCHEMA_TEXT)
  assert.equal(toRowTypes(schema), ROW_TYPES)
})

test('the generator stops at an unknown kind or type and does not leave it out', async (t) => {
  await assert.rejects(slots(t, 'create view slots.all as select 1 as n'), /slots\.all is not a plain table/)
  const odd = await slots(t, 'alter table slots.days add column place point')
  assert.throws(() => toRowTypes(odd), /slots\.days\.place is point: teach/)
})

async function slots(t: WithAfter, more = ''): Promise<Schema> {
  const { url } = await createTestDatabase(t)
  return withClient(url, async (client) => {
    await client.query(`${SLOTS} ${more}`)
    return readSchema(client, 'slots')
  })
}
