// Tests that the checks of SQL, migrations, wording and commands work: each finds the fault in a small bad example.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandsExist, publicRegistry } from './commands.ts'
import { lex } from './lexer.ts'
import * as migrations from './migrations.ts'
import { referenceTables } from './reference-tables.ts'
import { type Rule, readRepository } from './source.ts'
import { ownSchemaInStores, sqlInStores } from './sql.ts'
import * as wording from './wording.ts'

const of = (files: Record<string, string>) => Object.entries(files).map(([path, text]) => ({ path, text }))
const module = (name: string, file: string): string => `server/src/modules/${name}/${file}`

function bites(rule: Rule, files: Record<string, string>, message: RegExp): void {
  const findings = rule(of(files))
  assert.equal(findings.length, 1, JSON.stringify(findings))
  assert.match(findings[0]?.message ?? '', message)
}

function spares(rule: Rule, files: Record<string, string>): void {
  assert.deepEqual(rule(of(files)), [])
}

test('the check finds SQL outside a store in each of its forms', () => {
  const forms = [
    'await sql`lock table x`.execute(tx)',
    'await sql<{ n: number }>`select 1`.execute(tx)',
    `await client.query('vacuum')`,
    `db.selectFrom('a.slots')`,
    `const text = 'select id from a.slots'`,
    'const text = `\n  insert into a.slots values ($1)`',
    `const text = 'update a.slots set taken = true'`,
    `const text = 'delete from a.slots'`,
  ]
  for (const form of forms) {
    bites(sqlInStores, { [module('a', 'routes.ts')]: form }, /move it into the store\.ts/)
    spares(sqlInStores, { [module('a', 'store.ts')]: form, [module('a', 'slots/seat-store.ts')]: form })
    spares(sqlInStores, { [module('a', 'routes.test.ts')]: form, 'server/src/platform/outbox.ts': form })
  }
})

test('the check ignores words that only look like SQL', () => {
  const text = `// select id from a.slots\nconst hint = 'Select a day from the list'\nawait client.query('commit')`
  spares(sqlInStores, { [module('a', 'routes.ts')]: text })
})

test('a store may name only its own schema', () => {
  const other = { [module('b', 'module.ts')]: '' }
  const store = module('a', 'store.ts')
  bites(ownSchemaInStores, { ...other, [store]: 'sql`select 1 from b.slots`' }, /schema b of another module/)
  bites(ownSchemaInStores, { ...other, [store]: `db.innerJoin('b.slots', 'x', 'y')` }, /schema b of another module/)
  spares(ownSchemaInStores, { ...other, [store]: 'sql`select b.id from a.slots b join a.people p on b.id = p.id`' })
})

test('a migration or a function may name only its own schema', () => {
  const other = { [module('b', 'module.ts')]: '' }
  const file = module('a', 'migrations/0001-a.sql')
  const inFunction = module('a', 'functions/a.sql')
  const bad = [
    'alter table b.slots add x int;',
    'create table a.x (constraint x_b foreign key (cell) references b.slots (cell));',
    'create index i on b.slots (cell);',
    'select b.book(1);',
  ]
  for (const text of bad) {
    bites(migrations.ownSchemaInDefinitions, { ...other, [file]: text }, /schema b of another module/)
    bites(migrations.ownSchemaInDefinitions, { ...other, [inFunction]: text }, /schema b of another module/)
  }
  bites(migrations.ownSchemaInDefinitions, { [file]: 'create schema c;' }, /that of a is made before its migrations/)
  for (const text of ['create table a.outbox (cell int);', 'alter table a.idempotency_keys add x int;']) {
    bites(
      migrations.ownSchemaInDefinitions,
      { [file]: text },
      /which every module has alike: write a migration in plat/,
    )
  }
  spares(migrations.ownSchemaInDefinitions, {
    ...other,
    [file]: `-- create schema a; alter table b.slots\ncomment on table a.x is 'from b.x';\nselect b.id from a.x b;`,
    [inFunction]: 'insert into a.outbox (cell) values (1);',
  })
})

test('the check finds a constraint without a name', () => {
  const file = module('a', 'migrations/0001-a.sql')
  const bad = [
    'create table a.x (cell int primary key);',
    'create table a.x (cell int, unique (cell));',
    'create table a.x (cell int check (cell > 0));',
    'create table a.x (cell int references a.y (cell));',
    'alter table a.x add unique (cell);',
  ]
  for (const text of bad) bites(migrations.constraintsNamed, { [file]: text }, /without a name/)
  spares(migrations.constraintsNamed, {
    [file]: `create table a.x (
      cell int constraint x_cell_positive check (cell > 0), -- a unique thing
      note text default 'primary key', constraint x_pk primary key (cell),
      constraint x_y foreign key (cell) references a.y (cell));`,
  })
})

test('the check finds a primary key that does not begin with the cell, and accepts reference tables', () => {
  const file = module('a', 'migrations/0001-a.sql')
  bites(migrations.cellFirst, { [file]: 'create table a.x (id uuid);' }, /has no primary key/)
  bites(migrations.cellFirst, { [file]: 'create table a.x (id uuid constraint x_pk primary key);' }, /begins with id/)
  bites(
    migrations.cellFirst,
    { [file]: 'create table a.x (cell int, id uuid, constraint x_pk primary key (id, cell));' },
    /begins with id/,
  )
  spares(migrations.cellFirst, { [file]: 'create table a.x (cell int, constraint x_pk primary key (cell, id));' })
  spares(migrations.cellFirst, { [file]: 'create table identity.phones (constraint p primary key (phone_hash));' })
  const ofEachModule = 'server/src/platform/postgres/migrations/0001-a.sql'
  bites(migrations.cellFirst, { [ofEachModule]: 'create table x (id uuid);' }, /has no primary key/)
  bites(migrations.cellFirst, { [file]: 'create table x (id uuid);' }, /has no primary key/)
  spares(migrations.cellFirst, { [module('a', 'functions/a.sql')]: 'create temporary table x (id uuid);' })
})

test('every table in the list of reference tables exists and has a reason', () => {
  const tables = readRepository()
    .filter(({ path }) => path.endsWith('.sql'))
    .flatMap(({ text }) => migrations.tablesOf(text).map(({ name }) => name))
  for (const [name, reason] of Object.entries(referenceTables)) {
    assert.ok(tables.includes(name), `${name} is no table: take it out of checks/reference-tables.ts`)
    assert.ok(reason.length > 10)
  }
})

test('the check finds statements that a sharded database cannot run', () => {
  const file = module('a', 'migrations/0001-a.sql')
  bites(migrations.shardable, { [file]: 'create trigger t after insert on a.x' }, /write the effect in the store/)
  bites(migrations.shardable, { [file]: 'create table a.x (id bigserial);' }, /ids are made by newId/)
})

test('the check finds functions that do not work on a sharded database', () => {
  const file = module('a', 'functions/take-slot.sql')
  for (const text of ['returns int language sql as $$', 'returns int\nLANGUAGE SQL as $$', `language 'sql'`]) {
    bites(migrations.shardable, { [file]: text }, /write it in plpgsql/)
  }
  const upsert = 'insert into a.x (cell) values (1) on conflict (cell) do update set'
  for (const value of ['clock_timestamp()', 'gen_random_uuid()', 'coalesce(excluded.n, random())']) {
    bites(migrations.shardable, { [file]: `${upsert} m = 1,\n n = ${value};` }, /take it from excluded/)
  }
  for (const text of ['with b as (insert into a.x', 'with b as materialized (\n  insert into a.x']) {
    bites(migrations.shardable, { [file]: `${text} values (1) returning 1) select 1;` }, /a statement of its own/)
  }
  spares(migrations.shardable, {
    [file]: `returns int language plpgsql as $$ begin -- language sql
      ${upsert} n = excluded.n; select gen_random_uuid();
      with b as (select 1) insert into a.x select 1; end $$`,
  })
})

test('a function must be in its own file, which has its name', () => {
  const rule = migrations.functionsInFiles
  const file = module('a', 'functions/take-slot.sql')
  bites(rule, { [module('a', 'migrations/0002-b.sql')]: 'create function a.b() returns int' }, /functions\/<name>\.sql/)
  const bad = ['create function a.take_slot()', 'create or replace function a.take()', 'select 1;']
  for (const text of bad) bites(rule, { [file]: text }, /begins "create or replace function a\.take_slot\("/)
  const good = 'create or replace function a.take_slot(p_cell int) returns int'
  bites(rule, { [file]: `${good};\n${good};` }, /holds one function/)
  spares(rule, { [file]: `-- create function a.b()\n${good};\ncomment on function a.take_slot is 'Takes it';` })
})

test('the check finds a file that does not begin with its purpose', () => {
  for (const text of ['export {}', '// Store', '#!/usr/bin/env bash\nset -e', '/** */']) {
    bites(wording.beginsWithPurpose, { 'a.ts': text }, /one sentence that says what it is for/)
  }
  spares(wording.beginsWithPurpose, {
    'a.ts': '// Reads the settings once.\nexport {}',
    'b.mjs': '#!/usr/bin/env node\n// Starts the program here.',
    'c.sql': '-- Creates the tables of slots.',
    'd.css': '/* The colours of the pages. */',
  })
})

test('a TODO needs an issue', () => {
  bites(wording.todosHaveIssues, { 'a.ts': 'work() // TODO faster' }, /TODO \(#12\)/)
  bites(wording.todosHaveIssues, { 'a.sql': '-- FIXME later' }, /FIXME without an issue/)
  spares(wording.todosHaveIssues, { 'a.ts': `work('TODO') // TODO (#7): faster` })
})

test('a skipped test needs a reason', () => {
  for (const text of [`test.skip('x', f)`, 't.skip()', `test('x', { skip: true }, f)`]) {
    bites(wording.testsRun, { 'a.test.ts': text }, /gives no reason/)
  }
  spares(wording.testsRun, { 'a.test.ts': `t.skip('no data here'); test('x', { skip: 'needs the drive' }, f)` })
})

test('a wait of a browser test must wait', () => {
  bites(wording.testsWait, { 'e2e/a.test.ts': 'await page.waitForFunction(async () => f())' }, /use untilSo/)
  spares(wording.testsWait, { 'e2e/a.test.ts': 'await page.waitForFunction(() => f())' })
})

test('a command that a document shows must exist', () => {
  const files = {
    'package.json': '{"scripts": {"start": "x", "bench": "y"}}',
    'server/src/main.ts': `program.command('up').action(up)`,
    'bin/start.mjs': '',
  }
  bites(commandsExist, { ...files, 'README.md': 'Run `npm run deploy`.' }, /no script has this name/)
  bites(commandsExist, { ...files, 'docs/a.md': 'Run `npm test`.' }, /no script has this name/)
  bites(commandsExist, { ...files, 'README.md': '    npx sehat fly' }, /has such a command: up/)
  bites(commandsExist, { ...files, 'README.md': '`node bin/stop.mjs`' }, /does not exist/)
  spares(commandsExist, { ...files, 'README.md': '`npm start`, `npm run bench`, `npx sehat up`, `node bin/start.mjs`' })
})

test('the check finds a lock file that names a private registry', () => {
  const text = '"resolved": "https://packages.example.org/a.tgz"'
  bites(publicRegistry, { 'package-lock.json': text }, /names the host packages\.example\.org/)
})

test('the lexer separates comments, strings, templates and regular expressions from code', () => {
  const text = 'a /* b */ + "c\\"c" // d\n`e \x24{f + `g`} h` / i, /[/]j/.k'
  const { code, comments, strings } = lex(text)
  assert.equal(code.length, text.length)
  assert.deepEqual(code.match(/[a-z]/g), ['a', 'f', 'i', 'k'])
  assert.deepEqual(
    comments.map((piece) => piece.text),
    ['/* b */', '// d'],
  )
  assert.deepEqual(
    strings.map((piece) => piece.text),
    ['c\\"c', 'e ', 'g', ' h', '[/]j'],
  )
})
