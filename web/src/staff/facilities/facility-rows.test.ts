// Tests of facilities in the rows of a file: the request of a row, and the first wrong column.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCsv } from '../importing/read-csv.ts'
import { toFacilityRow } from './facility-rows.ts'

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
