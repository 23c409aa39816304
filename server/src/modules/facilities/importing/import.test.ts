// Tests the import of the real places and hospitals, and of files that are broken on purpose.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import { migrate, readModuleSql } from '../../../platform/postgres/migrations.ts'
import { createTestDatabase } from '../../../testing/database.ts'
import { type ImportReport, importedId, importHospitals, importPlaces } from './import.ts'

const dataFolder = path.resolve(import.meta.dirname, '../../../../../data')
const migrateFacilities = (url: string) =>
  migrate(url, [readModuleSql('facilities', path.resolve(import.meta.dirname, '..'))]).then(() => {})

let pool: pg.Pool
let folder: string
let report: ImportReport
// An after() inside a hook would run at the end of the first suite. So we collect the clean-ups here.
const cleanUps: (() => Promise<void>)[] = []
const forFile = { after: (cleanUp: () => Promise<void>) => void cleanUps.push(cleanUp) }

before(async () => {
  const { url } = await createTestDatabase(forFile, { migrate: migrateFacilities })
  pool = new pg.Pool({ connectionString: url, statement_timeout: 10_000 })
  folder = await mkdtemp(path.join(tmpdir(), 'sehat-import-'))
  report = await importPlaces(pool, { dataFolder, reportFile: path.join(folder, 'report.csv') })
})
after(async () => {
  await pool.end()
  for (const cleanUp of cleanUps) await cleanUp()
  await rm(folder, { recursive: true })
})

const query = async (text: string, values: unknown[] = []) => (await pool.query(text, values)).rows
const countAll = async () =>
  (
    await query(`select (select count(*)::int from facilities.states) states,
      (select count(*)::int from facilities.districts) districts, (select count(*)::int from facilities.pins) pins,
      (select count(*)::int from facilities.post_offices) offices,
      (select count(*)::int from facilities.facilities) facilities,
      (select count(*)::int from facilities.outbox) events`)
  )[0]

describe('the import of real places and hospitals', () => {
  test('loads every place and every good hospital, and publishes an event for each hospital', async () => {
    const hospitals = 29_747
    assert.deepEqual(report.loaded, { states: 36, districts: 754, pins: 19_537, pinsWithOffices: 19_537, hospitals })
    assert.deepEqual(await countAll(), {
      ...{ states: 36, districts: 754, pins: 19_537, offices: 19_537, facilities: hospitals, events: hospitals },
    })
  })

  test('reports the fault of each row, also in a file', () => {
    const refused = report.refusedCounts
    assert.deepEqual(refused, {
      'pincodes.csv.gz: district-unknown': 49,
      'post_offices.csv.gz: pin-unknown': 55,
      'post_offices.csv.gz: repeated': 24,
      'hospital_directory.csv.gz: pin-missing': 401,
      'hospital_directory.csv.gz: pin-invalid': 12,
      'hospital_directory.csv.gz: pin-unknown': 302,
      'hospital_directory.csv.gz: pin-contradicted': 8,
      'hospital_directory.csv.gz: repeated': 136,
    })
    const lines = readFileSync(path.join(folder, 'report.csv'), 'utf8').trimEnd().split('\r\n')
    assert.equal(lines.length, 1 + report.refused.length + report.repaired.length)
    assert.match(
      lines.find((line) => line.includes('pin-contradicted')) ?? '',
      /^hospital_directory.csv.gz,\d+,refused,/,
    )
  })

  test('puts every facility into the district of its PIN, and the id holds this district', async () => {
    const wrong = await query(`select f.id from facilities.facilities f join facilities.pins p using (pin)
      where f.cell <> p.cell`)
    assert.deepEqual(wrong, [])
    const some = await query('select cell, id from facilities.facilities order by id limit 500')
    for (const { cell, id } of some) assert.equal(cellOf(id), cell)
    const kinds = await query('select distinct kinds, version, is_active from facilities.facilities')
    assert.deepEqual(kinds, [{ kinds: ['hospital'], version: 1, is_active: true }])
  })

  test('corrects PINs and their offices: Agartala lies in Tripura', async () => {
    const [pin] = await query(`select cell, offices from facilities.pins join facilities.post_offices using (pin)
      where pin = '799001'`)
    assert.equal(pin.cell, 1608)
    assert.ok(pin.offices.every((office: unknown[]) => office[3] === 1608))
  })

  test('reads nothing and changes nothing in a second run', async () => {
    const counts = await countAll()
    const second = await importPlaces(pool, { dataFolder })
    assert.deepEqual(second.loaded, {})
    assert.deepEqual(await countAll(), counts)
  })

  test('changes nothing and overwrites no correction when it reads all files again', async () => {
    const id = importedId(703, 'national-hospital-directory/3')
    const [corrected] = await query(`update facilities.facilities set name = 'Corrected', version = 2
      where source_row = '3' returning id`)
    assert.equal(importedId(cellOf(corrected.id), 'national-hospital-directory/3'), corrected.id)
    assert.notEqual(id, corrected.id)
    const counts = await countAll()
    await query('delete from facilities.imports')
    const again = await importPlaces(pool, { dataFolder })
    assert.deepEqual(again.loaded, { states: 0, districts: 0, pins: 0, pinsWithOffices: 0, hospitals: 0 })
    assert.equal(again.unchanged.hospitals, 29_747)
    assert.deepEqual(await countAll(), counts)
    const [kept] = await query(`select name from facilities.facilities where source_row = '3'`)
    assert.equal(kept.name, 'Corrected')
  })

  test('loads everything once in two runs at the same time', async (t) => {
    const { url } = await createTestDatabase(forFile, { migrate: migrateFacilities })
    const file = path.join(folder, 'small.csv')
    writeFileSync(file, `${header}\n${line({ sr_no: '1', name: 'One' })}\n${line({ sr_no: '2', name: 'Two' })}\n`)
    const other = new pg.Pool({ connectionString: url })
    t.after(() => other.end())
    await other.query(`insert into facilities.states values ('DL', 7, 'Delhi', '{}');
      insert into facilities.districts values (703, 'DL', 'New Delhi', '{}');
      insert into facilities.pins values ('110001', 703, 28.6, 77.2, 'offices', 'New Delhi GPO')`)
    const reports = await Promise.all([1, 2].map(() => importHospitals(other, { file, source: 'small' })))
    assert.equal(
      reports.reduce((sum, { loaded }) => sum + (loaded.hospitals ?? 0), 0),
      2,
    )
    const { rows } = await other.query('select count(*)::int as events from facilities.outbox')
    assert.equal(rows[0].events, 2)
  })
})

const header = 'sr_no,name,address,district,state,pincode,lat,lng'
const good = { sr_no: '1', name: 'Good Hospital', address: 'Main Road', district: 'New Delhi', state: 'Delhi' }
const line = (changes: Record<string, string>) =>
  Object.values({ ...good, pincode: '110001', lat: '28.61', lng: '77.21', ...changes }).join(',')

describe('a directory that an operator gives', () => {
  let number = 0
  const importLines = async (lines: (string | Buffer)[], options: { name?: string; header?: string | Buffer } = {}) => {
    const name = options.name ?? `given-${++number}.csv`
    const file = path.join(folder, name)
    const parts = [options.header ?? header, ...lines].flatMap((part) => [Buffer.from(part), Buffer.from('\n')])
    const bytes = Buffer.concat(parts)
    writeFileSync(file, name.endsWith('.gz') ? gzipSync(bytes) : bytes)
    const result = await importHospitals(pool, { file, source: name })
    const names = await query('select name from facilities.facilities where source = $1 order by source_row', [name])
    const refused = result.refused.map(({ row, reason }) => `${row} ${reason}`)
    return { loaded: result.loaded.hospitals, refused, names: names.map((row) => row.name) }
  }

  test('loads the good rows around broken rows, and reports the line of each broken row', async () => {
    const { loaded, refused, names } = await importLines([
      line({ name: 'First Broken Test' }),
      '2,Short Row,Address',
      `${line({ sr_no: '3' })},one too many`,
      line({ sr_no: '4', name: '"Never closed' }),
      line({ sr_no: '5', name: '"Quoted, with ""quotes"" Test"' }),
      line({ sr_no: '6', name: 'Stray " quote "" Test' }),
      line({ sr_no: '7', name: 'Nul\0 Test' }),
      Buffer.concat([Buffer.from('8,H'), Buffer.from([0xf4, 0x70]), Buffer.from('ital,A,D,Delhi,110001,28.6,77.2')]),
      line({ sr_no: '9', name: 'x'.repeat(100_000) }),
      line({ sr_no: '10', name: 'y'.repeat(1_000) }),
      line({ sr_no: '11', name: "=cmd|' /C calc'!A0" }),
      '',
      line({ sr_no: '12', name: '"Two\nlines Test"' }),
      line({ sr_no: '13', name: "Robert'); drop table facilities.facilities;-- Test" }),
      line({ sr_no: '14', name: 'Last Broken Test' }),
    ])
    assert.deepEqual(refused, [
      '3 columns-missing',
      '4 columns-too-many',
      '5 quotes-broken',
      '10 line-too-long',
      '11 name-too-long',
      '12 formula-text',
    ])
    assert.deepEqual(names, [
      'First Broken Test',
      'Two lines Test',
      "Robert'); drop table facilities.facilities;-- Test",
      'Last Broken Test',
      'Quoted, with "quotes" Test',
      'Stray " quote "" Test',
      'Nul Test',
      'Hôpital',
    ])
    assert.equal(loaded, 8)
  })

  test('may begin with a byte order mark, have Windows line ends, and be gzipped', async () => {
    const { names, refused } = await importLines([`${line({ name: 'Windows Test' })}\r`], {
      name: 'windows.csv.gz',
      header: `\ufeff${header}\r`,
    })
    assert.deepEqual([names, refused], [['Windows Test'], []])
  })

  test('may have its columns in another order, and more columns', async () => {
    const { names } = await importLines(['77.21,28.61,110001,Delhi,X,Y,Order Test,extra,5'], {
      header: 'lng,lat,pincode,state,district,address,name,phone,sr_no',
    })
    assert.deepEqual(names, ['Order Test'])
  })

  test('that is not a directory is refused as a whole, in one line that names the file', async () => {
    await assert.rejects(importLines(['x'], { header: 'a,b,c' }), /given-\d+\.csv has no column sr_no, name/)
    await assert.rejects(importLines([], { header: '' }), /is empty/)
    await assert.rejects(
      importHospitals(pool, { file: path.join(folder, 'absent.csv'), source: 'x' }),
      /absent\.csv does not exist/,
    )
    writeFileSync(path.join(folder, 'broken.csv.gz'), gzipSync(`${header}\n`).subarray(0, 12))
    await assert.rejects(importHospitals(pool, { file: path.join(folder, 'broken.csv.gz'), source: 'x' }))
  })

  test('with new numbers does not register the same hospitals again', async () => {
    const first = await importLines([line({ sr_no: '1', name: 'Renumbered Test' })])
    const second = await importLines([line({ sr_no: '2', name: 'RENUMBERED  TEST' })])
    assert.deepEqual([first.loaded, second.loaded, second.refused], [1, 0, ['2 repeated']])
  })

  test('whose report cannot be written is not imported, and one line says so', async () => {
    const file = path.join(folder, 'unreported.csv')
    writeFileSync(file, `${header}\n${line({ name: 'Unreported Test' })}\nshort\n`)
    const reportFile = path.join(folder, 'absent', 'report.csv')
    await assert.rejects(
      importHospitals(pool, { file, source: 'unreported', reportFile }),
      /report .* cannot be written/,
    )
    assert.equal((await query("select from facilities.facilities where source = 'unreported'")).length, 0)
  })

  test('is read with semicolons and damage of a spreadsheet, and what is damaged is not guessed', async () => {
    const rows = [
      line({ sr_no: '1.0', name: 'Semicolon Test', pincode: '110001.0' }),
      line({ sr_no: '2', name: 'Spaced Test', pincode: '110 001' }),
      line({ sr_no: '1.2E+06', name: 'Rounded Test' }),
      line({ sr_no: '4', name: '#REF!' }),
      line({ sr_no: '5', name: 'Rounded PIN Test', pincode: '1.1E+05' }),
    ]
    const semicolons = (text: string): string => text.replaceAll(',', ';')
    const name = 'damaged.CSV'
    const { names, refused } = await importLines(rows.map(semicolons), { name, header: semicolons(header) })
    assert.deepEqual(names, ['Semicolon Test', 'Spaced Test'])
    assert.deepEqual(refused, ['4 number-damaged', '5 name-missing', '6 pin-invalid'])
    const numbers = await query('select source_row from facilities.facilities where source = $1 order by 1', [name])
    assert.deepEqual(numbers, [{ source_row: '1' }, { source_row: '2' }])
    const again = await importHospitals(pool, { file: path.join(folder, name), source: name })
    assert.deepEqual([again.loaded.hospitals, again.unchanged.hospitals], [0, 2])
  })

  test('is only looked at by a check, which reports what an import would do', async () => {
    const file = path.join(folder, 'checked.csv')
    writeFileSync(file, `${header}\n${line({ name: 'Checked Test' })}\nshort\n`)
    const count = async () => await query('select count(*) from facilities.outbox')
    const before = await count()
    const checked = await importHospitals(pool, { file, source: 'checked', check: true })
    assert.equal((await query("select from facilities.facilities where source = 'checked'")).length, 0)
    assert.deepEqual(await count(), before)
    const real = await importHospitals(pool, { file, source: 'checked' })
    assert.deepEqual(checked, real)
    assert.equal(real.loaded.hospitals, 1)
  })
})
