// Tests the import of people from FHIR bundles, NDJSON and CSV: it reports faulty rows, and a repeat changes nothing.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Context } from '../../../platform/module.ts'
import { setup } from '../../../testing/setup.ts'
import { openPatientIndex } from '../index/patient-index.ts'
import type { PatientsContext } from '../registration/steps.ts'
import type { PatientsTables } from '../tables.ts'
import { importPatients } from './import.ts'

const SYNTHEA = path.resolve(import.meta.dirname, '../../../../../../shared/data/synthea-fhir-r4')

async function open(t: TestContext) {
  const world = await setup(t)
  const opened = world.program.context('patients') as unknown as Context<PatientsTables>
  const context: PatientsContext = { ...opened, index: openPatientIndex(opened) }
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-import-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }
  // Most tests are not about people who are registered already.
  const run = (target: string, reportFile?: string, source = 'test-hospital', confirmedNew = true, more: object = {}) =>
    importPatients(context, { target, source, pin: '110001', reportFile, confirmedNew, ...more })
  return { context, folder, write, run }
}

const person = {
  resourceType: 'Patient',
  id: 'p-1',
  name: [
    { use: 'maiden', family: 'Iyer', given: ['Meera'] },
    { use: 'official', family: 'Patil', given: ['Meera', 'Anand'] },
  ],
  gender: 'female',
  birthDate: '1971-09-09',
  telecom: [{ system: 'phone', value: '+91 98111 00022' }],
  address: [{ line: ['12 Gandhi Nagar'], city: 'New Delhi', postalCode: '110001' }],
  identifier: [{ system: 'http://hospital.example/mrn', value: 'MR-778899' }],
}

test('the import reads bundles, NDJSON and CSV, gzipped or plain, from one folder', async (t) => {
  const { context, folder, write, run } = await open(t)
  write(
    'a.json',
    JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Claim' } }, { resource: person }] }),
  )
  write('b.ndjson.gz', gzipSync(`${JSON.stringify({ ...person, id: 'p-2', birthDate: '1980' })}\n\n`))
  write('c.csv', 'id,fullName,birthDate,gender,pin\nc-1,राहुल शर्मा,1990-05-14,male,110001\n')
  const report = await run(folder)
  assert.deepEqual([report.read, report.written, report.refused], [3, 3, []])
  const query = { fullName: 'Meera Patil', birthDate: '1971-09-09', phone: '9811100022' }
  const found = await context.index.match(query)
  assert.equal(found.outcome, 'certain')
  const byNumber = {
    fullName: 'Meera Patil',
    identifiers: [{ system: 'http://hospital.example/mrn', value: 'mr 778899' }],
  }
  assert.equal((await context.index.match(byNumber)).candidates.length, 2)
  const again = await run(folder)
  assert.deepEqual([again.written, again.unchanged], [0, 3])
})

test('a faulty row is reported with file, row and reason, and the other rows are imported', async (t) => {
  const { write, run, folder } = await open(t)
  const lines = [
    JSON.stringify(person),
    '{"resourceType": "Pat',
    JSON.stringify({ ...person, id: 'x', name: [] }),
    JSON.stringify({ ...person, id: 'y', birthDate: '2071-09-09' }),
    JSON.stringify({ ...person, id: 'z', birthDate: '1971-19-39' }),
    JSON.stringify({ ...person, id: 'n', birthDate: undefined }),
    JSON.stringify({ ...person, id: 'l', name: [{ text: 'a'.repeat(10_000) }] }),
    JSON.stringify({ resourceType: 'Claim' }),
    'null',
  ]
  const target = write('a.ndjson', lines.join('\n'))
  const reportFile = path.join(folder, 'report.jsonl')
  const report = await run(target, reportFile)
  assert.equal(report.written, 1)
  assert.deepEqual(
    report.refused.map(({ row }) => row),
    [2, 3, 4, 5, 6, 7, 8, 9],
  )
  for (const { reason } of report.refused) assert.ok(reason.length > 5)
  assert.equal(refusedIn(reportFile), 8)
})

/** How many rows the report calls refused. */
const refusedIn = (file: string): number => readFileSync(file, 'utf8').split(',refused,').length - 1

const fhir = (id: string, change: object): object => ({ ...person, id, ...change })

const FAULTY: readonly [object, RegExp][] = [
  [{ birthDate: '1990-02-31' }, /^birthDate: /],
  [{ birthDate: '2023-02-29' }, /^birthDate: /],
  [{ birthDate: 'unknown' }, /^birthDate: /],
  [{ birthDate: '05-14-1990' }, /^birthDate: /],
  [{ birthDate: '0000-05-14' }, /^birthDate: /],
  [{ birthDate: '1990-13' }, /^birthDate: /],
  [{ telecom: [{ system: 'phone', value: '98111\u000000022' }] }, /^phone: has a control character/],
  [{ telecom: [{ system: 'email', value: 'meera\u0000@example.org' }] }, /^email: has a control character/],
  [{ address: [{ line: ['12 Gandhi\u0000 Nagar'], postalCode: '110001' }] }, /^address: has a control character/],
  [{ address: [{ city: 'Del\ud800hi', postalCode: '110001' }] }, /has a control character/],
  [{ gender: 'fem\u0007ale' }, /^gender: has a control character/],
  [{ identifier: [{ system: 'http://a.example/\u0000', value: 'MR-1' }] }, /^identifiers: has a control character/],
  [{ identifier: [{ system: 'http://a.example', value: 'MR-\u00001' }] }, /^identifiers: has a control character/],
  // Our rules accept this value, but it is too long for an index of PostgreSQL.
  [{ identifier: [{ system: randomBytes(8_000).toString('hex'), value: 'MR-12345' }] }, /database \(54000\)/],
]

test('a faulty row does not stop the import of the good rows around it', async (t) => {
  const { context, write, run, folder } = await open(t)
  const rows = FAULTY.flatMap(([change], at) => [fhir(`good ${at}`, {}), fhir(`bad ${at}`, change)])
  const target = write('a.ndjson', rows.map((row) => JSON.stringify(row)).join('\n'))
  const reportFile = path.join(folder, 'report.jsonl')
  const report = await run(target, reportFile)
  assert.deepEqual([report.read, report.written, report.unchanged], [rows.length, FAULTY.length, 0])
  const reasons = new Map(report.refused.map(({ row, field, reason }) => [row, `${field}: ${reason}`]))
  assert.equal(reasons.size, FAULTY.length)
  for (const [at, [change, reason]] of FAULTY.entries()) {
    assert.match(reasons.get(2 * at + 2) ?? 'not refused', reason, JSON.stringify(change))
  }
  assert.equal(refusedIn(reportFile), FAULTY.length)
  const { rows: sizes } = await context.pool.query('select people from patients.match_sizes')
  assert.deepEqual(sizes, [{ people: FAULTY.length }])
  const again = await run(target)
  assert.deepEqual([again.written, again.unchanged, again.refused.length], [0, FAULTY.length, FAULTY.length])
})

test('a birth date may have no hyphens, and an address may have several lines', async (t) => {
  const { context, write, run } = await open(t)
  const csv = write('a.csv', 'id,fullName,birthDate,pin,address\n1,Meera Patil,19710909,110001,"12 Gandhi\r\nNagar"\n')
  assert.deepEqual((await run(csv)).refused, [])
  assert.deepEqual((await run(write('b.ndjson', JSON.stringify(fhir('b', { birthDate: '19710909' }))))).refused, [])
  const { rows } = await context.pool.query('select birth_date, address from patients.patients order by address')
  assert.deepEqual(
    rows.map((row) => [row.birth_date, row.address]),
    [
      ['1971-09-09', '12 Gandhi Nagar'],
      ['1971-09-09', '12 Gandhi Nagar, New Delhi'],
    ],
  )
})

test('a refused row of a CSV is reported with its line', async (t) => {
  const { write, run } = await open(t)
  const lines = [
    'id,fullName,birthDate,pin,address',
    '1,Meera Patil,1971-09-09,110001,12 Gandhi Nagar',
    '2,Meera Patil,1971-02-30,110001,12 Gandhi Nagar',
    ',Meera Patil,1971-09-09,110001,12 Gandhi Nagar',
    '',
    '3,Meera Patil,1971-09-09,110001,"12',
    'Gandhi Nagar"',
    '4,Mee\u0000ra Patil,1971-09-09,110001,',
    '5,Meera Patil',
    '6,Meera Patil,,110001,',
  ]
  const { read, written, refused } = await run(write('a.csv', lines.join('\n')))
  assert.deepEqual([read, written], [7, 2])
  assert.deepEqual(
    refused.map(({ row }) => row),
    [3, 4, 8, 9, 10],
  )
  assert.equal(refused[0]?.field, 'birthDate')
})

test('record numbers of two hospitals are not compared with each other', async (t) => {
  const { context, write, run } = await open(t)
  const csv = (name: string): string => `id,fullName,birthDate,identifier\n1,${name},1971-09-09,MR-778899\n`
  await run(write('a.csv', csv('Meera Patil')), undefined, 'Hospital-A')
  await run(write('b.csv', csv('Rahul Sharma')), undefined, 'hospital-b')
  const { rows } = await context.pool.query('select system from patients.patient_identifiers order by system')
  assert.deepEqual(rows, [{ system: 'hospital-a' }, { system: 'hospital-b' }])
  const patients = await context.pool.query("select id from patients.patients where name = 'Meera Patil'")
  for (const [system, ids] of [
    ['hospital-a', [patients.rows[0]?.id]],
    ['file', []],
  ] as const) {
    const found = await context.index.match({ birthDate: '1971-09-09', identifiers: [{ system, value: 'MR-778899' }] })
    const agree = found.candidates.filter(({ explanation }) => explanation.some(({ field }) => field === 'identifier'))
    assert.deepEqual(
      agree.map(({ patientId }) => patientId),
      ids,
    )
  }
})

test('a row like a person who is registered is refused, and so is a second row of one person in a file', async (t) => {
  const { context, write, run } = await open(t)
  const header = 'id,fullName,birthDate,gender,phone,pin\n'
  const zeb = 'Zebunnissa Quraishi,1990-05-14,female,9876501234,110001'
  const first = await run(write('a.csv', `${header}1,${zeb}\n`), undefined, 'one', false)
  assert.deepEqual([first.written, first.refused], [1, []])
  const rows = [
    `1,Zebunisa Quraishi,1990-05-14,female,9876501234,110001`,
    `2,Harpreet Dhaliwal,1975-02-03,male,9811100022,110001`,
    `3,Harpreet Dhaliwal,1975-02-03,male,9811100022,110001`,
    `4,Omar Khan,1980-01-01,male,,110001`,
  ]
  const file = write('b.csv', header + rows.join('\n'))
  const second = await run(file, undefined, 'two', false)
  assert.deepEqual([second.read, second.written], [4, 2])
  assert.deepEqual(
    second.refused.map(({ row }) => row),
    [2, 4],
  )
  const { rows: known } = await context.pool.query('select id, name from patients.patients order by name')
  const idOf = (name: string): string => known.find((one) => one.name === name).id
  assert.equal(second.refused[0]?.detail, `patient ${idOf('Zebunnissa Quraishi')}`)
  assert.equal(second.refused[1]?.detail, `patient ${idOf('Harpreet Dhaliwal')}`)
  assert.match(second.refused[1]?.reason ?? '', /--confirmed-new/)
  const again = await run(file, undefined, 'two', false)
  assert.deepEqual([again.written, again.unchanged, again.refused.length], [0, 2, 2])
  const confirmed = await run(file, undefined, 'two', true)
  assert.deepEqual([confirmed.written, confirmed.unchanged, confirmed.refused], [2, 2, []])
})

const skip = existsSync(SYNTHEA) ? false : 'the Synthea patients are not on this machine'

test('the living Synthea patients are imported, and a search finds each of them', { skip }, async (t) => {
  const { context, run } = await open(t)
  const report = await run(path.join(SYNTHEA, 'Patient.ndjson.gz'))
  assert.deepEqual([report.read, report.written, report.refused.length], [304, 225, 79])
  assert.ok(report.refused.every(({ reason }) => reason === 'has died'))
  const { rows } = await context.pool.query('select facts from patients.match_records order by patient_id limit 50')
  for (const { facts } of rows) {
    const { fullName, birthDate, gender, phone, address } = facts
    const found = await context.index.match({ fullName, birthDate, gender, phone, address })
    assert.equal(found.outcome, 'certain', JSON.stringify([facts, found]))
  }
})
