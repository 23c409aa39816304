// Compares docs/runbook/settings.md with the settings that the program reads, both ways: names, defaults and ranges.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { ConfigError, readConfig } from '../platform/config.ts'
import { root } from './source.ts'

interface Row {
  readonly name: string
  readonly fallback: string | undefined
  readonly range: string
}

const text = readFileSync(path.join(root, 'docs/runbook/settings.md'), 'utf8')
const rows: Row[] = [...text.matchAll(/^\| `([A-Z0-9_]+)` \| (.+?) \| (.+?) \|/gm)].map((match) => ({
  name: match[1] as string,
  fallback: /^`(.*)`$/.exec(match[2] as string)?.[1],
  range: match[3] as string,
}))

/** The names that readConfig reads from the environment. */
function namesRead(): string[] {
  const asked = new Set<string>()
  const env = new Proxy<Record<string, string>>({}, { get: (_, name) => void asked.add(String(name)) })
  readConfig(env, root)
  return [...asked]
}

test('the table lists exactly the settings that the program reads', () => {
  assert.deepEqual(rows.map(({ name }) => name).sort(), namesRead().sort())
})

test('the program uses the default in the table', () => {
  const withDefaults = readConfig({}, root)
  for (const { name, fallback } of rows) {
    if (fallback === undefined) continue
    assert.deepEqual(readConfig({ [name]: fallback }, root), withDefaults, `${name} is not ${fallback} by default`)
  }
})

test('the program accepts both ends of a range in the table and refuses numbers outside it', () => {
  const numbers = rows.flatMap(({ name, range }) => {
    const match = /^(\d+) to (\d+)$/.exec(range)
    return match ? [{ name, min: Number(match[1]), max: Number(match[2]) }] : []
  })
  assert.ok(numbers.length > 10)
  for (const { name, min, max } of numbers) {
    for (const value of [min, max]) readConfig({ [name]: String(value) }, root)
    for (const value of [min - 1, max + 1]) {
      assert.throws(() => readConfig({ [name]: String(value) }, root), ConfigError, `${name}=${value}`)
    }
  }
})

test('the program accepts each word in the table and refuses another word', () => {
  for (const { name, range } of rows) {
    if (!range.startsWith('`') || name === 'NODE_ENV') continue
    for (const [, word] of range.matchAll(/`([^`]+)`/g)) readConfig({ [name]: word }, root)
    assert.throws(() => readConfig({ [name]: 'nonsense' }, root), ConfigError, name)
  }
})

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://db.example/sehat',
  SEHAT_SECRET: 'a secret of production: 0123456789 abcdefghij',
  SEHAT_IDENTIFIER_KEY: 'a key of production: 9876543210 zyxwvutsrqponm',
  SEHAT_HOSTS: 'sehat.example',
  SEHAT_PUBLIC_URL: 'https://sehat.example',
  SEHAT_SMS_GATEWAY_URL: 'https://sms.example/send',
}

test('production starts with the needed settings, and names a missing or unsafe one', () => {
  assert.deepEqual(readConfig(PRODUCTION, root).hosts, ['sehat.example'])
  const wrong: Record<string, string> = {
    DATABASE_URL: '',
    SEHAT_SECRET: '',
    SEHAT_IDENTIFIER_KEY: PRODUCTION.SEHAT_SECRET,
    SEHAT_HOSTS: '',
    SEHAT_PUBLIC_URL: '',
    SEHAT_SMS_GATEWAY_URL: '',
    SEHAT_RATE_LIMITS: 'off',
    SEHAT_DEMO: 'on',
    SEHAT_LINKAGE_ALLOW_LOOPBACK: 'on',
  }
  for (const [name, value] of Object.entries(wrong)) {
    assert.throws(() => readConfig({ ...PRODUCTION, [name]: value }, root), { message: new RegExp(`^${name}`) })
  }
})

test('codes go to the gateway over TLS with its credentials, and no message repeats a secret', () => {
  const gatewayOf = (more: Record<string, string>) => readConfig({ ...PRODUCTION, ...more }, root).smsGateway
  assert.deepEqual(gatewayOf({ SEHAT_SMS_GATEWAY_URL: 'https://u:p%40ss@sms.example/send' }), {
    url: 'https://sms.example/send',
    headers: { authorization: `Basic ${Buffer.from('u:p@ss').toString('base64')}` },
  })
  const header = { SEHAT_SMS_GATEWAY_HEADER: 'X-Api-Key: a secret key' }
  assert.deepEqual(gatewayOf(header)?.headers, { 'x-api-key': 'a secret key' })
  assert.equal(gatewayOf({ SEHAT_SMS_GATEWAY_URL: 'http://127.0.0.1:9/send' })?.url, 'http://127.0.0.1:9/send')
  const refusals: Record<string, string>[] = [
    { SEHAT_SMS_GATEWAY_URL: 'http://u:hidden@sms.example/send' },
    { SEHAT_SMS_GATEWAY_HEADER: 'hidden' },
    { SEHAT_SMS_GATEWAY_HEADER: 'X-Api-Key: hidden\nX-Other: 1' },
  ]
  for (const more of refusals) {
    assert.throws(
      () => gatewayOf(more),
      (error: Error) => error instanceof ConfigError && !error.message.includes('hidden'),
    )
  }
})

test('an identity provider needs TLS, a client and its secret, and no message repeats the secret', () => {
  const client = { SEHAT_OIDC_CLIENT_ID: 'sehat', SEHAT_OIDC_CLIENT_SECRET: 'hidden' }
  const providerOf = (more: Record<string, string>) => readConfig({ ...PRODUCTION, ...more }, root).provider
  const issuer = 'https://id.example/realms/state'
  const wanted = { issuer, clientId: 'sehat', clientSecret: 'hidden', name: 'id.example' }
  assert.deepEqual(providerOf({ ...client, SEHAT_OIDC_ISSUER: issuer }), wanted)
  const named = { ...client, SEHAT_OIDC_ISSUER: issuer, SEHAT_OIDC_NAME: 'State ID' }
  assert.equal(providerOf(named)?.name, 'State ID')
  assert.equal(providerOf(client), undefined)
  const refusals: Record<string, string>[] = [
    { ...client, SEHAT_OIDC_ISSUER: 'http://id.example' },
    { ...client, SEHAT_OIDC_ISSUER: 'id.example' },
    { ...client, SEHAT_OIDC_ISSUER: issuer, SEHAT_OIDC_CLIENT_ID: '' },
    { ...client, SEHAT_OIDC_ISSUER: issuer, SEHAT_OIDC_CLIENT_SECRET: '' },
  ]
  for (const more of refusals) {
    assert.throws(
      () => providerOf(more),
      (error: Error) => error instanceof ConfigError && !error.message.includes('hidden'),
    )
  }
})

test('hosts must be names without ports', () => {
  assert.deepEqual(readConfig({ SEHAT_HOSTS: 'sehat.example, 10.0.0.7' }, root).hosts, ['sehat.example', '10.0.0.7'])
  for (const hosts of ['sehat.example:443', 'https://sehat.example', '*']) {
    assert.throws(() => readConfig({ SEHAT_HOSTS: hosts }, root), ConfigError)
  }
})
