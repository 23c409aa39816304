// Tests the trail above the heading of staff pages: which pages are above an address.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { staffRoutes } from '../routes.ts'
import { trailTo } from './trail.ts'

const namesTo = (address: string) => trailTo(address, staffRoutes).map(({ href, name }) => [href, name])

test('below a list the trail has the list', () => {
  assert.deepEqual(namesTo('/staff/facilities'), [['/staff/facilities', 'staff.facilities.menu']])
  assert.deepEqual(namesTo('/staff/today?day=2026-01-02'), [['/staff/today?day=2026-01-02', 'staff.centre.today.menu']])
})

test('below a page of the list the trail has both', () => {
  assert.deepEqual(namesTo('/staff/customers/019ca000'), [
    ['/staff/customers', 'staff.customers.menu'],
    ['/staff/customers/019ca000', 'staff.customers.customer'],
  ])
})

test('an address of no page has no trail', () => {
  assert.deepEqual(namesTo('/nowhere'), [])
})
