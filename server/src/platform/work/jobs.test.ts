// Tests that no job of a module silently replaces another.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineEvent, object } from '../contract.ts'
import { on, readTasks } from './jobs.ts'

const happened = defineEvent('things.happened.v1', null, object({}))
const handle = async (): Promise<void> => {}

test('a module hears an event in one job, and other modules hear it too', () => {
  const once = { subscriptions: [on(happened, handle)], schedules: [] }
  const { taskList } = readTasks([
    { name: 'one', ...once },
    { name: 'other', ...once },
  ])
  assert.deepEqual(Object.keys(taskList), ['one/things.happened.v1', 'other/things.happened.v1'])
  const twice = { name: 'one', subscriptions: [on(happened, handle), on(happened, handle)], schedules: [] }
  assert.throws(() => readTasks([twice]), /one\/things.happened.v1 stands twice/)
  const schedule = { name: 'sweep', cron: '* * * * *', run: handle }
  assert.throws(() => readTasks([{ name: 'one', subscriptions: [], schedules: [schedule, schedule] }]), /one\/sweep/)
})
