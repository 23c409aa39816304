// Tests for which name a passkey holds, from which pages it may come, and that odd client data holds no challenge.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRelyingParty, readSignedChallenge } from './rules.ts'

test('a passkey holds for the highest configured name above the host, and comes over TLS', () => {
  const hosts = ['www.sehat.example', 'sehat.example', 'SEHAT.org', '10.0.0.7']
  const cases: [string, string | undefined, readonly string[]][] = [
    ['sehat.example', 'sehat.example', ['https://sehat.example']],
    ['www.sehat.example', 'sehat.example', ['https://www.sehat.example']],
    ['sehat.example:8443', 'sehat.example', ['https://sehat.example:8443']],
    ['app.sehat.org', 'sehat.org', ['https://app.sehat.org']],
    ['localhost:8080', 'localhost', ['https://localhost:8080', 'http://localhost:8080']],
    ['localhost:80', 'localhost', ['https://localhost:80', 'http://localhost']],
    ['other.example', 'other.example', ['https://other.example']],
    ['notsehat.example', 'notsehat.example', ['https://notsehat.example']],
    ['127.0.0.1:8080', undefined, []],
    ['[::1]:8080', undefined, []],
    ['10.0.0.7', undefined, []],
  ]
  for (const [host, id, origins] of cases) {
    const party = findRelyingParty(host, hosts)
    assert.deepEqual([party?.id, party?.origins ?? []], [id, origins], host)
  }
})

test('client data that is no JSON, or has no text as challenge, holds none', () => {
  const encode = (text: string): string => Buffer.from(text).toString('base64url')
  assert.equal(readSignedChallenge(encode('{"challenge":"abc"}')), 'abc')
  for (const odd of ['', '{', 'null', '[]', '5', '{"challenge":5}', `{"challenge":"${'x'.repeat(101)}"}`]) {
    assert.equal(readSignedChallenge(encode(odd)), undefined, odd)
  }
})
