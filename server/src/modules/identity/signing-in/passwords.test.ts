// Tests that hashing has places of its own: a flood of sign-ins is refused at its end and starves nobody else.
import assert from 'node:assert/strict'
import { lookup } from 'node:dns/promises'
import { test } from 'node:test'
import { nila, setupIdentity } from '../testing.ts'
import { hashNewPassword, isPasswordOf } from './passwords.ts'

test('a password matches its own hash only, and no hash matches nothing', async () => {
  const hash = await hashNewPassword('three mangoes and a kite', nila.phone)
  assert.equal(await isPasswordOf(hash, 'three mangoes and a kite'), true)
  assert.equal(await isPasswordOf(hash, 'three mangoes and a kite '), false)
  for (const none of [null, undefined]) assert.equal(await isPasswordOf(none, 'three mangoes and a kite'), false)
})

test('a flood of passwords leaves threads for others, and its end is told to try again', async () => {
  let done = 0
  const flood = Array.from({ length: 150 }, () =>
    isPasswordOf(undefined, 'a guess').then(
      () => ++done,
      (error: { type: { slug: string }; details: { retryAfterSeconds: number } }) => error,
    ),
  )
  // Work of the same threads. With all four of them at passwords it waits for most of the flood.
  await lookup('localhost')
  assert.ok(done < 20, `${done} passwords were checked before another got a thread`)
  const outcomes = await Promise.all(flood)
  const refused = outcomes.filter((outcome) => typeof outcome === 'object')
  assert.ok(done >= 100 && done <= 102, `${done}: two at a time, and a hundred wait`)
  assert.equal(done + refused.length, 150)
  for (const { type, details } of refused) assert.deepEqual([type.slug, details.retryAfterSeconds], ['try-again', 2])
})

test('a sign-in of the flood hears 503 with Retry-After', async (t) => {
  const { post } = await setupIdentity(t)
  const guess = { phone: '+919812345698', password: 'a guess' }
  const answers = await Promise.all(Array.from({ length: 200 }, () => post('/v1/auth/login', guess)))
  const refused = answers.filter(({ status }) => status === 503)
  assert.ok(refused.length > 0)
  for (const { headers, body } of refused) {
    assert.deepEqual([headers['retry-after'], body.type], ['2', '/problems/try-again'])
  }
  assert.ok(answers.every(({ status }) => status === 401 || status === 503))
  const { status } = await post('/v1/auth/login', { phone: nila.phone, password: nila.password })
  assert.equal(status, 200, 'afterwards people sign in as before')
})
