// Signatures of callbacks by Standard Webhooks 1.0.0: v1, HMAC-SHA256 over id, timestamp and body.
import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'

const PREFIX = 'whsec_'
const TOLERANCE_SECONDS = 300

export function newWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64')
}

/** The key of a secret. Keep it: making it costs several times as much as a signature. Throws for an empty secret. */
export function signingKeyOf(secret: string): KeyObject {
  const bytes = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64')
  if (bytes.length === 0) throw new Error('A webhook secret is empty')
  return createSecretKey(bytes)
}

function sign(key: KeyObject, id: string, timestamp: number, body: string): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

/** The three headers of Standard Webhooks, with one signature for each key. There are two keys during a rotation. */
export function signatureHeaders(
  keys: readonly KeyObject[],
  { id, body, now }: { id: string; body: string; now: Date },
): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1000)
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': keys.map((key) => sign(key, id, timestamp, body)).join(' '),
  }
}

/** Whether one of the signatures is right, and the timestamp is at most five minutes before or after `now`. */
export function isSigned(
  key: KeyObject,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  now: Date,
): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false
  if (!/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false
  const expected = Buffer.from(sign(key, id, Number(timestamp), body))
  return signatures.split(' ').some((one) => {
    const given = Buffer.from(one)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}
