// Tests the check of what modules keep of people on small examples.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdersDeclare, tablesDeclared } from './personal.ts'

const TABLES = "import type { AccountId } from './contract.ts'\nexport type Rows = { account_id: AccountId }\n"
const DONE = {
  'tables.ts': TABLES,
  'module.ts': 'defineModule({\n  keeps,\n})',
  'personal/keeps.ts': "const keeps = [{ afterClosing: 'erased' }]",
  'personal/calls.ts': "answerTo(exportPersonOf('labs'), give)\nanswerTo(\n  closePersonOf('labs'), close)",
}

function messages(files: Record<string, string>): string[] {
  const own = Object.entries(files).map(([name, text]) => ({ path: `server/src/modules/labs/${name}`, text }))
  return holdersDeclare(own as never).map(({ path, line, message }) => `${path.split('/').at(-1)}:${line}: ${message}`)
}

test('a module that holds ids of people and declares nothing is found', () => {
  assert.deepEqual(messages({ 'tables.ts': TABLES }), [
    'tables.ts:2: labs holds ids of people: it must declare `keeps` in module.ts',
    'tables.ts:2: labs holds ids of people: it must answer `export-person`',
    'tables.ts:2: labs holds ids of people: it must answer `close-person`',
  ])
  assert.equal(messages({ 'schema.sql': 'create table labs.tests (\n  patient_id uuid not null\n' }).length, 3)
})

test('a module that does all of it is right', () => {
  assert.deepEqual(messages(DONE), [])
})

test('each duty counts by itself', () => {
  assert.match(messages({ ...DONE, 'module.ts': 'defineModule({})' }).join(), /declare `keeps`/)
  const { 'personal/calls.ts': calls, ...others } = DONE
  assert.equal(messages(others).length, 2)
  assert.match(messages({ ...others, 'calls.ts': calls.split('\n')[0] as string }).join(), /answer `close-person`/)
  assert.equal(messages({ ...others, 'calls.test.ts': calls }).length, 2, 'a test does not count')
  assert.equal(messages({ ...others, 'calls.ts': `// ${calls.replaceAll('\n', ' ')}` }).length, 2)
})

test('a module whose records all stay answers no closing', () => {
  const stays = { ...DONE, 'personal/keeps.ts': "const keeps = [{ afterClosing: 'stays' }]" }
  assert.deepEqual(messages({ ...stays, 'personal/calls.ts': "answerTo(exportPersonOf('labs'), give)" }), [])
})

test('a module that holds no ids of people has no duty', () => {
  assert.deepEqual(messages({ 'tables.ts': "import type { AccountId } from './contract.ts'\n" }), [])
})

const KEEPS = "const keeps = [{ afterClosing: 'erased', tables: ['labs.samples'] }]"

function faults(schema: string, keeps?: string): string[] {
  const text = schema.replaceAll(' (', ' (\n  cell int not null\n);\n')
  const files = [
    { path: 'server/src/modules/labs/schema.sql', text },
    ...(keeps === undefined ? [] : [{ path: 'server/src/modules/labs/personal/keeps.ts', text: keeps }]),
  ]
  return tablesDeclared(files as never).map(
    ({ path, line, message }) => `${path.split('/').at(-1)}:${line}: ${message}`,
  )
}

test('a table that nobody declares is found, whatever its columns are called', () => {
  assert.deepEqual(faults('create table labs.samples (', KEEPS), [])
  const [fault, ...others] = faults('create table labs.samples (create table labs.mail_addresses (', KEEPS)
  assert.match(fault as string, /^schema.sql:4: nobody says what labs.mail_addresses keeps of people/)
  assert.deepEqual(others, [])
  assert.equal(faults('create table labs.samples (', `// ${KEEPS}`).length, 1, 'a comment declares nothing')
})

test('a declared table that does not exist is found, and a module without people declares none', () => {
  assert.deepEqual(faults('create table labs.results (', KEEPS).slice(1), ['keeps.ts:1: there is no labs.samples'])
  assert.deepEqual(faults('create table labs.samples ('), [])
})
