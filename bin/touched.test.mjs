// Tests which tests a change touches.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { touchedTests } from './touched.mjs'

const all = [
  'bench/report.test.ts',
  'bin/touched.test.mjs',
  'e2e/booking.test.ts',
  'server/src/checks/sweeps/access.test.ts',
  'server/src/checks/tidy.test.ts',
  'server/src/modules/patients/family/members.test.ts',
  'server/src/modules/patients/index/matching.test.ts',
  'server/src/modules/vaccination/rules.test.ts',
  'server/src/platform/http/app.test.ts',
  'server/src/platform/paging.test.ts',
  'web/src/staff/stock/ledger.test.ts',
]
const form = 'server/src/checks/tidy.test.ts'
const touchedBy = (...changed) => touchedTests(changed, all).filter((file) => file !== form)

test('a file touches the tests of its area, and no others', () => {
  assert.deepEqual(touchedBy('server/src/modules/patients/index/matching.ts'), [
    'server/src/modules/patients/index/matching.test.ts',
  ])
  assert.deepEqual(touchedBy('web/src/staff/stock/StockPage.tsx'), ['web/src/staff/stock/ledger.test.ts'])
  assert.deepEqual(touchedBy('server/src/platform/http/app.ts'), ['server/src/platform/http/app.test.ts'])
})

test('a file at the root of a module, or of the platform, touches all of it', () => {
  assert.deepEqual(touchedBy('server/src/modules/patients/contract.ts'), [
    'server/src/modules/patients/family/members.test.ts',
    'server/src/modules/patients/index/matching.test.ts',
  ])
  assert.deepEqual(touchedBy('server/src/platform/paging.ts'), [
    'server/src/platform/http/app.test.ts',
    'server/src/platform/paging.test.ts',
  ])
})

test('a changed test is run, even a test of the whole program', () => {
  assert.deepEqual(touchedBy('e2e/booking.test.ts'), ['e2e/booking.test.ts'])
  assert.deepEqual(touchedBy('server/src/checks/sweeps/access.test.ts'), ['server/src/checks/sweeps/access.test.ts'])
})

test('tests of the form of the code always run; documents and files at the root touch no other tests', () => {
  assert.deepEqual(touchedTests(['README.md', 'package.json', 'docs/runbook/settings.md'], all), [form])
  assert.deepEqual(touchedTests([], all), [form])
})
