// Rows of files: what they ask for, the first column that is wrong, and keys that make nothing twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCsv } from './read-csv.ts'
import { keysOf } from './row-keys.ts'
import { fromInstant, toFacilityRow, toSessionRow } from './rows.ts'

const facility = (line: string) =>
  readCsv(`name,kinds,address,pin,latitude,longitude\n${line}`, []).rows.map(toFacilityRow)[0]?.checked

test('a row of a facility becomes a request, with or without a position', () => {
  assert.deepEqual(facility('Clinic,"hospital; vaccination-centre",12 Janpath,110 001,,'), {
    body: { name: 'Clinic', kinds: ['hospital', 'vaccination-centre'], address: '12 Janpath', pin: '110001' },
  })
  assert.deepEqual(facility('Clinic,LAB,12 Janpath,110001,28.62,77.21'), {
    body: { name: 'Clinic', kinds: ['lab'], address: '12 Janpath', pin: '110001', latitude: 28.62, longitude: 77.21 },
  })
})

test('the first wrong column of a facility is named', () => {
  assert.deepEqual(facility(',lab,a,110001,,'), { field: 'name', fault: 'missing' })
  assert.deepEqual(facility('A,temple,a,110001,,'), { field: 'kinds', fault: 'kinds' })
  assert.deepEqual(facility('A,lab,,110001,,'), { field: 'address', fault: 'missing' })
  assert.deepEqual(facility('A,lab,a,11000,,'), { field: 'pin', fault: 'pin' })
  assert.deepEqual(facility('A,lab,a,110001,28.6,'), { field: 'latitude', fault: 'position' })
  assert.deepEqual(facility('A,lab,a,110001,77.2,28.6'), { field: 'latitude', fault: 'position' })
})

const ID = '018f6f2e-1c9a-8000-8abc-def012345678'
const HEADER = 'facilityId,date,vaccine,dose,capacity,windows,minAge,maxAge,fee,opensAt'
const session = (line: string) => readCsv(`${HEADER}\n${line}`, []).rows.map(toSessionRow)[0]?.checked

test('a row of a session becomes a request; rupees become paise, times are those of India', () => {
  assert.deepEqual(session(`${ID},2026-03-02,covaxin,1,50,09:00-11:00;11:00-13:00,18,60,780.5,2026-03-01 10:00`), {
    body: {
      ...{ facilityId: ID, date: '2026-03-02', vaccine: 'COVAXIN', dose: 1, capacity: 50, minAge: 18 },
      ...{ windows: ['09:00-11:00', '11:00-13:00'], maxAge: 60, fee: 78_050, opensAt: '2026-03-01T04:30:00.000Z' },
    },
  })
})

test('an instant is written as it is read', () => {
  assert.equal(fromInstant('2026-03-01T04:30:00.000Z'), '2026-03-01 10:00')
  assert.equal(fromInstant('2026-02-28T20:00:00.000Z'), '2026-03-01 01:30')
})

test('the first wrong column of a session is named', () => {
  const fieldOf = (line: string) => {
    const checked = session(line)
    return checked && 'field' in checked ? checked.field : 'none'
  }
  assert.equal(fieldOf('7,2026-03-02,X1,1,50,09:00-11:00,18'), 'facilityId')
  assert.equal(fieldOf(`${ID},2026-02-30,X1,1,50,09:00-11:00,18`), 'date')
  assert.equal(fieldOf(`${ID},2026-03-02,,1,50,09:00-11:00,18`), 'vaccine')
  assert.equal(fieldOf(`${ID},2026-03-02,X1,7,50,09:00-11:00,18`), 'dose')
  assert.equal(fieldOf(`${ID},2026-03-02,X1,1,0,09:00-11:00,18`), 'capacity')
  assert.equal(fieldOf(`${ID},2026-03-02,X1,1,50,9-11,18`), 'windows')
  assert.equal(fieldOf(`${ID},2026-03-02,X1,1,50,09:00-11:00,old`), 'minAge')
  assert.equal(fieldOf(`${ID},2026-03-02,X1,1,50,09:00-11:00,18,200`), 'maxAge')
  assert.equal(fieldOf(`${ID},2026-03-02,X1,1,50,09:00-11:00,18,,-1`), 'fee')
  assert.equal(fieldOf(`${ID},2026-03-02,X1,1,50,09:00-11:00,18,,,soon`), 'opensAt')
})

test('the same row has the same key each time; two alike in one file have two', () => {
  const [first, second, third] = keysOf([{ name: 'A' }, { name: 'B' }, { name: 'A' }])
  assert.equal(new Set([first, second, third]).size, 3)
  assert.deepEqual(keysOf([{ name: 'A' }]), [first])
  assert.match(String(first), /^[!-~]{1,128}$/)
})
