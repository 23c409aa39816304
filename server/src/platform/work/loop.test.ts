// Tests the loop: it works while there is more, rests, wakes when nudged, survives errors, and stops after its turn.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLog } from '../log.ts'
import { createLoop, type Loop } from './loop.ts'

const FOREVER_MS = 1_000_000

interface Step {
  resolve(isMore: boolean): void
  reject(error: Error): void
}

/** A loop whose turns end when the test ends them. */
function begin(t: { after(cleanUp: () => Promise<void>): void }, pauseMs: number) {
  const lines: string[] = []
  const log = openLog({ logLevel: 'warn', environment: 'test' }, { write: (line: string) => void lines.push(line) })
  const begun: Step[] = []
  const awaited: ((step: Step) => void)[] = []
  const turn = (): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const step = { resolve, reject }
      const next = awaited.shift()
      if (next) next(step)
      else begun.push(step)
    })
  const loop: Loop = createLoop({ name: 'a test', log, pauseMs, turn })
  t.after(async () => {
    const stopped = loop.stop()
    for (const step of begun) step.resolve(false)
    await stopped
  })
  const nextTurn = (): Promise<Step> => {
    const step = begun.shift()
    return step ? Promise.resolve(step) : new Promise((resolve) => awaited.push(resolve))
  }
  return { loop, lines, nextTurn, begun }
}

test('it goes on at once while there is more to do, and rests when there is not', async (t) => {
  const { loop, nextTurn, begun } = begin(t, FOREVER_MS)
  loop.start()
  for (let turns = 0; turns < 3; turns++) (await nextTurn()).resolve(true)
  ;(await nextTurn()).resolve(false)
  await sleep(50)
  assert.equal(begun.length, 0, 'it rests')
})

test('after its pause it looks again', async (t) => {
  const { loop, nextTurn } = begin(t, 1)
  loop.start()
  for (let turns = 0; turns < 3; turns++) (await nextTurn()).resolve(false)
  ;(await nextTurn()).resolve(false)
})

test('a nudge wakes it, and a nudge during a turn is not lost', async (t) => {
  const { loop, nextTurn } = begin(t, FOREVER_MS)
  loop.start()
  const first = await nextTurn()
  loop.nudge()
  first.resolve(false)
  const second = await nextTurn()
  second.resolve(false)
  await sleep(10)
  loop.nudge()
  ;(await nextTurn()).resolve(false)
})

test('it logs an error and goes on', async (t) => {
  const { loop, lines, nextTurn } = begin(t, 1)
  loop.start()
  for (const reason of ['one', 'two']) (await nextTurn()).reject(new Error(reason))
  ;(await nextTurn()).resolve(false)
  assert.equal(lines.length, 2)
  for (const line of lines) assert.match(line, /"loop":"a test".*a turn failed; the loop tries again/)
})

test('it tries a failed turn again only after the pause, even when it is nudged', async (t) => {
  const { loop, nextTurn, begun } = begin(t, FOREVER_MS)
  loop.start()
  ;(await nextTurn()).reject(new Error('the database is gone'))
  for (let nudges = 0; nudges < 20; nudges++) {
    await sleep(2)
    loop.nudge()
  }
  assert.equal(begun.length, 0)
})

test('stop waits for the running turn and begins no other', async (t) => {
  const { loop, nextTurn, begun } = begin(t, 1)
  loop.start()
  const turn = await nextTurn()
  let isStopped = false
  const stopped = loop.stop().then(() => {
    isStopped = true
  })
  await sleep(20)
  assert.equal(isStopped, false)
  turn.resolve(true)
  await stopped
  assert.equal(begun.length, 0)
})

test('stop ends a rest at once, even the rest after an error', async (t) => {
  for (const end of ['resolve', 'reject'] as const) {
    const { loop, nextTurn } = begin(t, FOREVER_MS)
    loop.start()
    const turn = await nextTurn()
    if (end === 'resolve') turn.resolve(false)
    else turn.reject(new Error('no'))
    await sleep(20)
    await loop.stop()
  }
})

test('it does not run before start, and runs only once after several starts', async (t) => {
  const { loop, nextTurn, begun } = begin(t, FOREVER_MS)
  loop.nudge()
  await sleep(10)
  assert.equal(begun.length, 0)
  loop.start()
  loop.start()
  const turn = await nextTurn()
  await sleep(10)
  assert.equal(begun.length, 0)
  turn.resolve(false)
})
