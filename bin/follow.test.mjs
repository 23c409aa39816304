// Tests that a growing file is followed line by line.
import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { followLines } from './follow.mjs'

async function follow(t, before, options) {
  const folder = mkdtempSync(join(tmpdir(), 'sehat-follow-'))
  const file = join(folder, 'a.log')
  if (before !== undefined) writeFileSync(file, before)
  const seen = []
  const stop = followLines(file, (line) => seen.push(line), options)
  t.after(() => {
    stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const untilSeen = async (count) => {
    while (seen.length < count) await sleep(20)
    return seen
  }
  return { file, seen, untilSeen }
}

test('the follower sees each new line once and whole', async (t) => {
  const { file, untilSeen } = await follow(t, 'old\n')
  appendFileSync(file, 'one\ntw')
  assert.deepEqual(await untilSeen(1), ['one'])
  appendFileSync(file, 'o\nथ\n')
  assert.deepEqual(await untilSeen(3), ['one', 'two', 'थ'])
})

test('the follower reads a file from its beginning when the file appears later or is emptied', async (t) => {
  const { file, untilSeen } = await follow(t, undefined)
  writeFileSync(file, 'first line\n')
  assert.deepEqual(await untilSeen(1), ['first line'])
  writeFileSync(file, 'anew\n')
  assert.deepEqual(await untilSeen(2), ['first line', 'anew'])
})

test('the follower sees as many earlier lines as the backlog holds, and no part of a line', async (t) => {
  const { seen } = await follow(t, 'a long line of before\nsecond\nthird\n', { backlogBytes: 17 })
  assert.deepEqual(seen, ['second', 'third'])
})
