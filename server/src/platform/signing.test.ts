// Compares the signatures of callbacks with the test vectors of Standard Webhooks and with its library.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { isSigned, newWebhookSecret, signatureHeaders, signingKeyOf } from './signing.ts'

interface Vectors {
  readonly defaults: { readonly secret: string; readonly payload: string }
  readonly invalid_secrets: readonly string[]
  readonly signing: readonly {
    readonly secret: string
    readonly id: string
    readonly timestamp: number
    readonly payload: string
    readonly expected_signature: string
  }[]
  readonly verifying: readonly {
    readonly name: string
    readonly headers: Record<string, string>
    readonly now: number
    readonly valid: boolean
    readonly secret?: string
    readonly payload?: string
  }[]
}

const file = path.resolve(import.meta.dirname, '../../../data/standard-webhooks/vectors.json')
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors
const at = (seconds: number): Date => new Date(seconds * 1000)

test('our signatures equal those of the test vectors', () => {
  for (const { secret, id, timestamp, payload, expected_signature } of vectors.signing) {
    const headers = signatureHeaders([signingKeyOf(secret)], { id, body: payload, now: at(timestamp) })
    assert.equal(headers['webhook-signature'], expected_signature)
    assert.equal(headers['webhook-timestamp'], String(timestamp))
  }
})

test('we accept exactly the messages that the test vectors call valid', () => {
  for (const { name, headers, now, valid, secret, payload } of vectors.verifying) {
    const body = payload ?? vectors.defaults.payload
    assert.equal(isSigned(signingKeyOf(secret ?? vectors.defaults.secret), headers, body, at(now)), valid, name)
  }
})

test('an empty or invalid secret gives no key', () => {
  for (const secret of vectors.invalid_secrets) {
    assert.throws(() => signingKeyOf(secret))
  }
})

test('after a change of the secret, the library accepts the old and the new one', () => {
  const [before, after, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()]
  const headers = signatureHeaders([after, before].map(signingKeyOf), {
    id: 'm-1',
    body: '{"a":"नमस्ते"}',
    now: new Date(),
  })
  for (const secret of [before, after]) new Webhook(secret).verify('{"a":"नमस्ते"}', headers)
  assert.throws(() => new Webhook(other).verify('{"a":"नमस्ते"}', headers))
  assert.throws(() => new Webhook(after).verify('{"a":"b"}', headers))
})
