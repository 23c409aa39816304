// Tests who hears an event, in one database and in several.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineEvent, object, Type } from '../contract.ts'
import { routeEvents } from './routing.ts'

const changed = defineEvent('doctors.doctor-changed.v1', null, object({ n: Type.Integer() }))
const booked = defineEvent('appointments.booked.v1', null, object({ n: Type.Integer() }))
const modules = [
  { name: 'doctors' },
  { name: 'appointments', hears: [changed, booked] },
  { name: 'visits', hears: [booked, changed] },
  { name: 'audit', hears: [changed], hearsAll: true as const },
]

test('in one database each event becomes jobs, and the broker carries nothing', () => {
  const routing = routeEvents(modules, new Set(modules.map(({ name }) => name)))
  const jobs = ['appointments', 'visits', 'audit'].map((name) => `${name}/doctors.doctor-changed.v1`)
  assert.deepEqual(routing.jobsOf(changed.name), jobs)
  assert.deepEqual([routing.carried, routing.routes, routing.inbox], [[], [], 'audit.inbox'])
})

test('the broker carries only events of this database, to modules that are not in it', () => {
  const routing = routeEvents(modules.slice(0, 3), new Set(['doctors', 'visits']))
  assert.deepEqual(routing.jobsOf(changed.name), ['visits/doctors.doctor-changed.v1'])
  // Its own event reaches appointments in its own database.
  assert.deepEqual(routing.routes, [{ module: 'appointments', events: [changed.name] }])
  assert.deepEqual([routing.carried, routing.inbox], [[changed.name], undefined])
  const other = routeEvents(modules.slice(0, 3), new Set(['appointments']))
  assert.deepEqual(other.routes, [{ module: 'visits', events: [booked.name] }])
  assert.deepEqual(other.wanted, [changed.name, booked.name])
})

test('the module that hears all gets every event of every other database', () => {
  const routing = routeEvents(modules, new Set(['doctors', 'appointments', 'visits']))
  assert.deepEqual(routing.routes, [{ module: 'audit', events: 'all' }])
  assert.deepEqual([routing.carried, routing.inbox], ['all', undefined])
})
