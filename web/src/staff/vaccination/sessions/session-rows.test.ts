// Tests of sessions in the rows of a file: the request of a row, and the first wrong column.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCsv } from '../../importing/read-csv.ts'
import { fromInstant, toSessionRow } from './session-rows.ts'

const ID = '018f6f2e-1c9a-8000-8abc-def012345678'
const HEADER = 'facilityId,date,vaccine,dose,capacity,windows,minAge,maxAge,fee,opensAt'
const session = (line: string) => readCsv(`${HEADER}\n${line}`, []).rows.map(toSessionRow)[0]?.checked

test('a row of a session becomes a request: rupees become paise, and times are in India', () => {
  assert.deepEqual(session(`${ID},2026-03-02,covaxin,1,50,09:00-11:00;11:00-13:00,18,60,780.5,2026-03-01 10:00`), {
    body: {
      ...{ facilityId: ID, date: '2026-03-02', vaccine: 'COVAXIN', dose: 1, capacity: 50, minAge: 18 },
      ...{ windows: ['09:00-11:00', '11:00-13:00'], maxAge: 60, fee: 78_050, opensAt: '2026-03-01T04:30:00.000Z' },
    },
  })
})

test('an instant is written in the form in which it is read', () => {
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
