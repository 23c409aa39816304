// Tests of the secrets that a customer replaces itself: nothing breaks while both work, and the former one can end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { FAST, onboard, poolOf, type Refused, slugOf } from '../testing.ts'

interface Rotated extends Refused {
  readonly secret?: string
  readonly 'webhook-secret'?: string
  readonly 'former-until'?: string
}

const WEB = { ...FAST, ROLE: 'web' }

async function begin(t: Parameters<typeof setup>[0], env: Record<string, string> = {}) {
  const place = await setup(t, { clock: 'real', env: { ...WEB, ...env } })
  const customer = await onboard(place, await startReceiver(t))
  const post = async <Body = Rotated>(path: string, body: object, key = crypto.randomUUID()) =>
    place.ask<Body>('POST', `/v1/customers/me/${path}`, { headers: customer.headers, body, key })
  /** The status of the answer to a sign-in with this secret. */
  const signIn = async (secret: string | undefined, at: Pick<typeof place, 'ask'> = place): Promise<number> =>
    (await at.ask('POST', '/v1/customers/token', { body: { 'customer-id': customer.id, secret } })).status
  const settings = async () =>
    (await place.ask<Record<string, string>>('GET', '/v1/customers/me', { headers: customer.headers })).body
  return { place, customer, post, signIn, settings }
}

test('after a rotation both client secrets get tokens, until the customer ends the former one', async (t) => {
  const { place, customer, post, signIn, settings } = await begin(t)
  const key = crypto.randomUUID()
  const { status, body } = await post('secret', { secret: customer.secret }, key)
  assert.equal(status, 201, JSON.stringify(body))
  const made = body.secret as string
  assert.ok(Date.parse(body['former-until'] ?? '') > Date.now() + 86_000_000)
  assert.equal((await settings())['secret-former-until'], body['former-until'])
  assert.deepEqual([await signIn(customer.secret), await signIn(made)], [200, 200])

  const repeat = await post('secret', { secret: customer.secret }, key)
  assert.deepEqual(
    [repeat.status, repeat.body.secret, repeat.body['former-until']],
    [201, undefined, body['former-until']],
  )
  const { rows } = await poolOf(place).query<{ answer: object }>('select answer from linkage.idempotency_keys')
  assert.ok(!JSON.stringify(rows).includes(made), 'no stored answer holds a secret')

  const again = await post('secret', { secret: made })
  assert.deepEqual([again.status, slugOf(again.body)], [409, 'former-secret-valid'])
  assert.equal(await signIn(made), 200, 'a second press ends nothing')

  const another = await setup(t, { clock: 'real', databaseUrl: place.databaseUrl, env: WEB })
  const early = await post('secret/completion', { secret: customer.secret })
  assert.deepEqual([early.status, slugOf(early.body)], [401, 'credentials-refused'])
  assert.equal((await post('secret/completion', { secret: made })).status, 200)
  for (const at of [place, another]) {
    assert.deepEqual([await signIn(customer.secret, at), await signIn(made, at)], [401, 200])
  }
  const over = await post('secret/completion', { secret: made })
  assert.deepEqual([over.status, slugOf(over.body)], [409, 'no-former-secret'])
  const events = await poolOf(place).query<{ name: string; body: { actorId: string } }>(
    "select name, body from linkage.outbox where name like 'linkage.%secret%' order by id",
  )
  assert.deepEqual(
    events.rows.map(({ name, body }) => [name, body.actorId]),
    [
      ['linkage.secret-replaced.v1', customer.id],
      ['linkage.former-secret-ended.v1', customer.id],
    ],
  )
})

test('when the new secret is lost, another replaces only that one, and the former keeps its time', async (t) => {
  const { customer, post, signIn, settings } = await begin(t)
  const lost = (await post('secret', { secret: customer.secret })).body.secret
  const until = (await settings())['secret-former-until']
  const { status, body } = await post('secret', { secret: customer.secret, 'is-lost': true })
  assert.deepEqual([status, body['former-until']], [201, until])
  assert.deepEqual([await signIn(customer.secret), await signIn(lost), await signIn(body.secret)], [200, 401, 200])
})

test('of several new secrets at the same time one is made, and the one in use stays', async (t) => {
  const { customer, post, signIn } = await begin(t)
  for (const kind of ['secret', 'webhook-secret']) {
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(kind, { secret: customer.secret })))
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409, 409], kind)
    const made = answers.find(({ status }) => status === 201)?.body.secret
    assert.equal(await signIn(customer.secret), 200)
    if (kind === 'secret') assert.equal(await signIn(made), 200)
  }
})

test('the former client secret ends by itself', async (t) => {
  const { place, customer, post, signIn } = await begin(t)
  const made = (await post('secret', { secret: customer.secret })).body.secret
  await poolOf(place).query("update linkage.customers set secret_changed_at = now() - interval '25 hours'")
  assert.deepEqual([await signIn(customer.secret), await signIn(made)], [401, 200])
  assert.equal((await post('secret', { secret: customer.secret })).status, 401)
  assert.equal((await post('secret', { secret: made as string })).status, 201)
})

test('a token without the secret changes no secret, and guesses are limited', async (t) => {
  const { customer, post, signIn, settings } = await begin(t, { SEHAT_RATE_LIMITS: 'on' })
  const before = await settings()
  for (const path of ['secret', 'webhook-secret', 'secret/completion', 'webhook-secret/completion']) {
    const { status, body } = await post(path, { secret: 'sehat_wrong' })
    assert.deepEqual([status, body.errors?.[0]?.pointer], [401, '/secret'], path)
    assert.equal((await post(path, {})).status, 400)
  }
  assert.deepEqual(await settings(), before)
  assert.equal(await signIn(customer.secret), 200)
  const guesses = await Promise.all(Array.from({ length: 12 }, () => post('secret', { secret: 'sehat_wrong' })))
  assert.ok(guesses.some(({ status }) => status === 429))
})

test('a lock-out ends the former secret too, and a new secret of staff leaves no former one', async (t) => {
  const { place, customer, post, signIn } = await begin(t)
  await post('secret', { secret: customer.secret })
  const by = await place.admin()
  const given = await place.ask<{ secret: string }>('POST', `/v1/customers/${customer.id}/secret`, { by })
  assert.deepEqual([await signIn(customer.secret), await signIn(given.body.secret)], [401, 200])
  const fresh = await onboard(place, customer.receiver)
  await place.ask('POST', '/v1/customers/me/secret', { headers: fresh.headers, body: { secret: fresh.secret } })
  await place.ask('POST', `/v1/customers/${fresh.id}/revocation`, { by })
  const credentials = { 'customer-id': fresh.id, secret: fresh.secret }
  assert.equal((await place.ask('POST', '/v1/customers/token', { body: credentials })).status, 401)
})

test('after a rotation of the webhook secret, callbacks carry both signatures until the former one ends', async (t) => {
  const { customer, post } = await begin(t)
  const made = (await post('webhook-secret', { secret: customer.secret })).body['webhook-secret'] as string
  assert.equal((await post('webhook-secret', { secret: customer.secret })).status, 409)
  const verifies = async (secret: string): Promise<boolean> => {
    await post('test-callbacks', {})
    const { headers, body } = customer.receiver.list.at(-1) as { headers: Record<string, string>; body: string }
    try {
      new Webhook(secret).verify(body, headers)
      return true
    } catch {
      return false
    }
  }
  assert.deepEqual([await verifies(customer.webhookSecret), await verifies(made)], [true, true])
  assert.equal(customer.receiver.list.at(-1)?.headers['webhook-signature']?.toString().split(' ').length, 2)
  assert.equal((await post('webhook-secret/completion', { secret: customer.secret })).status, 200)
  assert.deepEqual([await verifies(customer.webhookSecret), await verifies(made)], [false, true])
})
