// Tests the breaker: it opens after failures in a row, lets one try through, and limits what runs at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBreaker } from './breaker.ts'

const fail = (): Promise<never> => Promise.reject(new Error('away'))
const answer = (): Promise<string> => Promise.resolve('answer')

function begin(limits: object = {}) {
  const clock = { nowMs: 0 }
  const breaker = createBreaker({
    ...{ failuresMax: 2, openMs: 1_000, runningMax: 2, ...limits },
    refusal: () => new Error('refused'),
    isFailure: (error) => (error as Error).message === 'away',
    nowMs: () => clock.nowMs,
  })
  return { breaker, clock }
}

test('it opens after failures in a row, and one try closes it again', async () => {
  const { breaker, clock } = begin()
  await assert.rejects(breaker.run(fail), /away/)
  assert.equal(await breaker.run(answer), 'answer')
  for (const _ of [1, 2]) await assert.rejects(breaker.run(fail), /away/)
  await assert.rejects(breaker.run(answer), /refused/)
  clock.nowMs = 1_000
  await assert.rejects(breaker.run(fail), /away/)
  await assert.rejects(breaker.run(answer), /refused/)
  clock.nowMs = 2_000
  const trying = breaker.run(answer)
  await assert.rejects(breaker.run(answer), /refused/, 'a second one waits for the try')
  assert.equal(await trying, 'answer')
  assert.equal(await breaker.run(answer), 'answer')
})

test('a refusal of the other side is an answer', async () => {
  const { breaker } = begin()
  for (const _ of [1, 2, 3])
    await assert.rejects(
      breaker.run(() => Promise.reject(new Error('not found'))),
      /not found/,
    )
  assert.equal(breaker.isOpen, false)
})

test('no more runs at once than it allows', async () => {
  const { breaker } = begin()
  const slow = Promise.withResolvers<void>()
  const running = [breaker.run(() => slow.promise), breaker.run(answer)]
  await assert.rejects(breaker.run(answer), /refused/)
  slow.resolve()
  await Promise.all(running)
  assert.equal(await breaker.run(answer), 'answer')
})
