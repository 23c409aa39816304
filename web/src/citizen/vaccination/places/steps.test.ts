// Tests the five steps in which tiles show amounts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepsOf } from './steps.ts'

test('none has the first step, and the others share the further steps about equally', () => {
  const step = stepsOf([0, 10, 20, 30, 4_000])
  assert.deepEqual([0, 10, 20, 30, 4_000].map(step), [1, 2, 3, 4, 5])
})

test('equal amounts have equal steps, and more is never a lower step', () => {
  const amounts = [420, 420, 420, 2_100, 0, 7]
  const step = stepsOf(amounts)
  assert.equal(new Set([420, 420, 420].map(step)).size, 1)
  const steps = amounts.toSorted((a, b) => a - b).map(step)
  assert.deepEqual(
    steps,
    steps.toSorted((a, b) => a - b),
  )
  assert.equal(stepsOf([])(0), 1)
})
