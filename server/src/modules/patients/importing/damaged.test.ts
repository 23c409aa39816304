// Tests the import of people from files that spreadsheets, forms and other systems have damaged or marked.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import type { DayOrder } from '../../../platform/files/clean-days.ts'
import type { Context } from '../../../platform/module.ts'
import { setup } from '../../../testing/setup.ts'
import { openPatientIndex } from '../index/patient-index.ts'
import type { PatientsContext } from '../registration/steps.ts'
import type { PatientsTables } from '../tables.ts'
import { importPatients } from './import.ts'

interface Options {
  readonly dates?: DayOrder
  readonly check?: boolean
  readonly confirmedNew?: boolean
  readonly reportFile?: string
}

async function open(t: TestContext) {
  const world = await setup(t)
  const opened = world.program.context('patients') as unknown as Context<PatientsTables>
  const context: PatientsContext = { ...opened, index: openPatientIndex(opened) }
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-damaged-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }
  const run = (target: string, options: Options = {}) =>
    importPatients(context, { target, source: 'test-hospital', pin: '560001', confirmedNew: true, ...options })
  const people = async (columns: string): Promise<unknown[][]> => {
    const { rows } = await context.pool.query({
      text: `select ${columns} from patients.patients where account_id is null order by name`,
      rowMode: 'array',
    })
    return rows
  }
  return { context, folder, write, run, people }
}

type Noted = readonly { readonly row: number; readonly field?: string | undefined; readonly reason: string }[]
const told = (notes: Noted): string[] => notes.map(({ row, field, reason }) => `${row} ${field}: ${reason}`)

test('numbers that a spreadsheet rounded are left out and reported, and shared by nobody', async (t) => {
  const { context, write, run, people } = await open(t)
  const file = write(
    'damaged.csv',
    [
      'id,fullName,birthDate,phone,pin,identifier',
      '1,Anil Kumar,1957-03-02,9.84501E+09,560001,5.60012E+11',
      '2,Bina Das,1980-03-02,9.84501E+09,560001,5.60012E+11',
      '3,Chitra Rao,1990-03-02,9845012345.0,560001,560012345678.0',
      '1.2E+06,Deepak Shah,1990-03-02,,560001,',
    ].join('\n'),
  )
  const { written, refused, changed } = await run(file)
  assert.equal(written, 3)
  assert.match(told(refused).join(), /^5 id: was rounded by a spreadsheet/)
  const notes = told(changed)
  for (const row of [2, 3]) {
    for (const field of ['phone', 'identifiers']) {
      assert.ok(notes.some((note) => note.startsWith(`${row} ${field}: left out: it was rounded`)))
    }
  }
  assert.ok(notes.includes('4 phone: is written in plain digits'))
  assert.deepEqual(await people('name, phone'), [
    ['Anil Kumar', null],
    ['Bina Das', null],
    ['Chitra Rao', '9845012345'],
  ])
  const kept = await context.pool.query('select last4 from patients.patient_identifiers')
  assert.deepEqual(kept.rows, [{ last4: '5678' }])
  const query = { identifiers: [{ system: 'test-hospital', value: '5.60012E+11' }], birthDate: '1957-03-02' }
  const { outcome } = await context.index.match({ ...query, fullName: 'Somebody Else' })
  assert.notEqual(outcome, 'certain')
})

test('a file in Windows-1252 is read right, and the report says that it was', async (t) => {
  const { write, run, people } = await open(t)
  const text = 'id;fullName;birthDate;pin\r\n1;Ren\u00e9e D\u00b4Souza;1980-05-06;560001\r\n'
  const { changed } = await run(write('latin.csv', Buffer.from(text, 'latin1')))
  assert.deepEqual(await people('name'), [['Renée D´Souza']])
  assert.match(told(changed).join(), /0 undefined: is not UTF-8 and was read as Windows-1252/)
})

test('a PIN is understood, and the report says where the PIN of the hospital took its place', async (t) => {
  const { write, run, people } = await open(t)
  const pins = ['110 001', '110001.0', '110001', '999999', '', '1.1E+05']
  const rows = pins.map((pin, at) => `${at},Person ${'ABCDEF'[at]},1980-05-06,${pin}`)
  const { changed } = await run(write('pins.csv', ['id,fullName,birthDate,pin', ...rows].join('\n')))
  assert.deepEqual((await people('pin')).flat(), ['110001', '110001', '110001', '560001', '560001', '560001'])
  assert.deepEqual(
    told(changed).map((note) => note.slice(0, 38)),
    [
      '2 pin: is written as six digits',
      '3 pin: is written as six digits',
      '5 pin: is not in the directory: the PI',
      '6 pin: is missing or left out: the PIN',
      '7 pin: left out: it was rounded by a s',
      '7 pin: is missing or left out: the PIN',
    ],
  )
})

test('genders are understood in English and Hindi, and the others are reported', async (t) => {
  const { write, run, people } = await open(t)
  const genders = ['F', 'M', 'महिला', 'पुरुष', 'Other', 'x7', 'female']
  const rows = genders.map((gender, at) => `${at},Person ${'ABCDEFG'[at]},1980-05-06,${gender},560001`)
  const { changed } = await run(write('genders.csv', ['id,fullName,birthDate,gender,pin', ...rows].join('\n')))
  assert.deepEqual((await people('gender')).flat(), ['female', 'male', 'female', 'male', 'other', 'unknown', 'female'])
  assert.ok(told(changed).includes('2 gender: is read as female'))
  assert.ok(told(changed).some((note) => note.startsWith('7 gender: left out: it is not understood')))
})

test('a name is one line with a letter, and loses only signs that nobody sees', async (t) => {
  const { write, run, people } = await open(t)
  const names = ['\u202aAsha Rao\u202c', 'राहुल शर्मा', '123', '.', '\u200b', '#NAME?', 'Null']
  const rows = names.map((name, at) => `${at},${name},1980-05-06,560001`)
  const { refused, changed } = await run(write('names.csv', ['id,fullName,birthDate,pin', ...rows].join('\n')))
  assert.deepEqual((await people('name')).flat().toSorted(), ['Asha Rao', 'Null', 'राहुल शर्मा'])
  assert.deepEqual(
    refused.map(({ row }) => row),
    [4, 5, 6, 7],
  )
  assert.ok(told(changed).includes('2 fullName: is without signs that nobody sees'))
})

test('days are read where one day is meant; --dates says which day the others mean', async (t) => {
  const { write, run, people } = await open(t)
  const days = ['06/05/1980', '14/05/1980', '1980-05-06 00:00:00', '29347', '1980.0', '31/02/1980']
  const rows = days.map((day, at) => `${at},Person ${'ABCDEF'[at]},${day},,560001`)
  const file = write(
    'days.csv',
    ['id,fullName,birthDate,birthYear,pin', ...rows, '9,Person G,,1980.0,560001'].join('\n'),
  )
  const without = await run(file)
  assert.match(told(without.refused)[0] ?? '', /^2 birthDate: can be two days .* --dates dmy or --dates mdy$/)
  assert.equal(told(without.refused)[1], '7 birthDate: is not a day of the calendar')
  assert.deepEqual(await people('birth_date, birth_year'), [
    ['1980-05-14', 1980],
    ['1980-05-06', 1980],
    ['1980-05-06', 1980],
    [null, 1980],
    [null, 1980],
  ])
  const { written, unchanged } = await run(file, { dates: 'dmy' })
  assert.deepEqual([written, unchanged], [1, 5])
  assert.deepEqual((await people('birth_date'))[0], ['1980-05-06'])
  const american = await run(file, { dates: 'mdy', check: true })
  assert.match(told(american.refused).join(), /3 birthDate: is not a day of the calendar in the order mdy/)
})

const patient = (id: string, change: object = {}): object => ({
  resourceType: 'Patient',
  id,
  name: [{ family: 'Patil', given: [`Person${id}`] }],
  birthDate: '1971-09-09',
  address: [{ postalCode: '560001' }],
  ...change,
})

test('a folder with files of every kind is read; a file that cannot be read is one line of the report', async (t) => {
  const { folder, write, run, people } = await open(t)
  mkdirSync(path.join(folder, 'in'))
  write('in/a.CSV', '\ufeffid;fullName;birthDate;pin\n1;Person A;1980-05-06;560001\n')
  write('in/b.JSON', `\ufeff${JSON.stringify(patient('B'))}`)
  write('in/c.ndjson', `\ufeff${JSON.stringify(patient('C'))}\n`)
  write('in/d.csv', 'nummer,naam\n1,x\n')
  write('in/e.json', '{"resourceType": "Pat')
  write('in/f.xlsx', 'PK\u0003\u0004')
  write('in/g.csv', 'id,fullName,birthDate,pin\n1,Person G,1980-05-06,560001\n')
  const { read, written, refused } = await run(path.join(folder, 'in'))
  assert.deepEqual([read, written], [4, 3])
  assert.deepEqual((await people('name')).flat(), ['Person A', 'PersonB Patil', 'PersonC Patil'])
  assert.deepEqual(
    refused.map(({ file, row }) => [file, row]),
    [
      ['d.csv', 0],
      ['e.json', 0],
      ['f.xlsx', 0],
    ],
  )
  await assert.rejects(run(path.join(folder, 'in/d.csv')), /^Error: d\.csv has no column id: .* it has nummer, naam$/)
})

test('each element of FHIR that says who counts, and which value, does what it says', async (t) => {
  const { write, run, people } = await open(t)
  const refused: [object, RegExp][] = [
    [{ active: false }, /not active/],
    [{ link: [{ type: 'replaced-by', other: { reference: 'Patient/1' } }], active: true }, /replaced by another/],
    [{ deceasedBoolean: true }, /has died/],
    [{ deceasedDateTime: '2020-01-01' }, /has died/],
    [{ modifierExtension: [{ url: 'http://a.example', valueBoolean: true }] }, /modifierExtension/],
    [{ implicitRules: 'http://a.example/rules' }, /implicitRules/],
    [{ name: [{ use: 'old', text: 'Meera Iyer' }] }, /no name that is in use/],
    [{ id: undefined }, /has no id/],
  ]
  const good = patient('1', {
    active: true,
    deceasedBoolean: false,
    link: [{ type: 'replaces', other: { reference: 'Patient/0' } }],
    name: [
      { use: 'official', text: 'Meera Iyer', period: { end: '1995' } },
      { use: 'anonymous', text: 'Patient 7' },
      { use: 'usual', text: 'Meera Patil' },
    ],
    telecom: [
      { system: 'phone', value: '9811100001', use: 'old' },
      { system: 'phone', value: '9811100002', period: { end: '2020-01-01' } },
      { system: 'phone', value: '9811100003' },
      { system: 'phone', value: '9811100004', rank: 2 },
      { system: 'phone', value: '9811100005', rank: 1 },
      { system: 'phone', value: '9811100006', rank: 1, period: { start: '2199-01-01' } },
    ],
    address: [
      { use: 'old', line: ['Old Road'], postalCode: '110001' },
      { use: 'billing', line: ['Bank Road'], postalCode: '110001' },
      { use: 'home', line: ['New Road'], postalCode: '560001', period: { start: '2020-06' } },
    ],
    identifier: [
      { system: 'http://a.example', value: 'OLD-1111', use: 'old' },
      { system: 'http://a.example', value: 'NEW-2222' },
      { value: 'NONE-3333' },
    ],
  })
  const entry = [
    { fullUrl: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0', resource: { ...good, id: undefined } },
    ...refused.map(([change], at) => ({ resource: patient(`bad${at}`, change) })),
    { resource: patient('del'), request: { method: 'DELETE', url: 'Patient/del' } },
    { resource: { resourceType: 'Claim' } },
  ]
  const file = write('bundle.json', JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }))
  const report = await run(file)
  assert.deepEqual(await people('name, phone, address'), [['Meera Patil', '9811100005', 'New Road']])
  const reasons = report.refused.map(({ reason }) => reason)
  for (const [at, [, reason]] of refused.entries()) assert.match(reasons[at] ?? '', reason)
  assert.match(reasons.at(-1) ?? '', /deleted by its bundle/)
  assert.deepEqual(told(report.changed), ['1 identifiers: left out, because it has no system or no value'])
  const again = await run(file)
  assert.deepEqual([again.written, again.unchanged], [0, 1])
})

test('a check reports what an import would do, and writes nothing', async (t) => {
  const { context, folder, write, run, people } = await open(t)
  const rows = [
    '1,Zebunnissa Quraishi,1990-05-14,female,9876501234,110 001',
    '2,Zebunisa Quraishi,1990-05-14,female,9876501234,110001',
    '3,Harpreet Dhaliwal,06/05/1980,male,9811100022,110001',
    '4,Omar Khan,1980-01-01,male,,110001',
  ]
  const file = write('a.csv', ['id,fullName,birthDate,gender,phone,pin', ...rows].join('\n'))
  const count = async (): Promise<unknown> =>
    (
      await context.pool.query(`select (select count(*)::int from patients.patients) patients,
        (select count(*)::int from patients.match_records) records, (select count(*)::int from patients.outbox) events,
        (select max(counted_at) from patients.match_sizes) counted`)
    ).rows[0]
  const before = await count()
  const reportFile = path.join(folder, 'report.csv')
  const checked = await run(file, { check: true, confirmedNew: false, reportFile })
  assert.deepEqual(await count(), before)
  assert.deepEqual(await people('name'), [])
  const real = await run(file, { confirmedNew: false })
  assert.deepEqual([checked.read, checked.written, checked.unchanged], [4, 2, 0])
  assert.deepEqual([real.read, real.written, real.unchanged], [4, 2, 0])
  assert.deepEqual(
    checked.refused.map(({ row, reason }) => [row, reason]),
    real.refused.map(({ row, reason }) => [row, reason]),
  )
  assert.equal(checked.refused[0]?.detail, 'row 2 of a.csv')
  assert.deepEqual(checked.changed, real.changed)
  assert.ok(checked.lines.some((line) => /1 × birthDate: can be two days .*\(row: a\.csv 4\)/.test(line)))
  const report = readFileSync(reportFile, 'utf8').trim().split('\r\n')
  assert.equal(report[0], 'file,row,outcome,field,reason,detail')
  assert.equal(report.length, 1 + checked.refused.length + checked.changed.length)
  for (const personal of ['Zebun', '9876501234', '06/05']) assert.ok(!report.join().includes(personal))
})

test('a report that cannot be written stops the import before it writes anything', async (t) => {
  const { folder, write, run, people } = await open(t)
  const file = write('a.csv', 'id,fullName,birthDate,pin\n1,Person A,1980-05-06,560001\n')
  await assert.rejects(run(file, { reportFile: path.join(folder, 'absent', 'r.csv') }), /report .* cannot be written/)
  assert.deepEqual(await people('name'), [])
})
