// Tests that a device verifies cards of Sehat, and refuses changed, withdrawn and foreign ones, without the server.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { readCard, toDigits } from './card-code.ts'
import { type Material, verifyCard } from './verify-card.ts'

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
const pair = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])
const own = await pair()

const entry = [
  {
    resource: { resourceType: 'Patient', name: [{ given: ['Asha', 'Sharma'] }], birthDate: '1990-05-14' },
  },
  {
    resource: {
      ...{ resourceType: 'Immunization', occurrenceDateTime: '2026-03-02', lotNumber: 'LOT-1' },
      vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '502' }] },
      performer: [{ actor: { display: 'Clinic' } }],
      protocolApplied: [{ doseNumberPositiveInt: 1, seriesDosesPositiveInt: 2 }],
    },
  },
]
const claimsOf = (rid: string) => ({
  iss: 'https://sehat.example/v1/vaccination/cards',
  vc: { rid, credentialSubject: { fhirBundle: { entry } } },
})

async function sign(claims: object, { privateKey }: CryptoKeyPair = own, header: object = {}): Promise<string> {
  const head = Buffer.from(JSON.stringify({ zip: 'DEF', alg: 'ES256', kid: 'k1', ...header })).toString('base64url')
  const body = deflateRawSync(JSON.stringify(claims)).toString('base64url')
  const bytes = new TextEncoder().encode(`${head}.${body}`)
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, bytes)
  return `${head}.${body}.${Buffer.from(signature).toString('base64url')}`
}

const material: Material = {
  keys: [{ ...(await crypto.subtle.exportKey('jwk', own.publicKey)), kid: 'k1' }],
  withdrawn: { k1: ['gone'] },
  vaccines: { 'cvx 502': 'Covaxin (BBV152)' },
  readAt: '2026-03-02T05:00:00Z',
}

test('a card of Sehat is valid, and says who had what and when', async () => {
  assert.deepEqual(await verifyCard(await sign(claimsOf('r1')), material), {
    kind: 'valid',
    facts: {
      ...{ name: 'Asha Sharma', birth: '1990-05-14', vaccine: 'Covaxin (BBV152)', givenOn: '2026-03-02' },
      ...{ dose: 1, doses: 2, centre: 'Clinic', lot: 'LOT-1', issuer: 'https://sehat.example/v1/vaccination/cards' },
    },
  })
})

test('a withdrawn card is not valid, nor is one that no list could ever withdraw', async () => {
  assert.equal((await verifyCard(await sign(claimsOf('gone')), material)).kind, 'withdrawn')
  const { iss, vc } = claimsOf('r1')
  const { rid: _rid, ...nameless } = vc
  assert.equal((await verifyCard(await sign({ iss, vc: nameless }), material)).kind, 'withdrawn')
})

test('a changed card is not valid, also when its claims are whole', async () => {
  const [head, , signature] = (await sign(claimsOf('r1'))).split('.')
  const other = JSON.stringify(claimsOf('r1')).replace('Asha', 'Omar')
  const body = deflateRawSync(other).toString('base64url')
  assert.equal((await verifyCard(`${head}.${body}.${signature}`, material)).kind, 'altered')
  const [first, second] = [await sign(claimsOf('r1')), await sign(claimsOf('r2'))]
  const swapped = [...first.split('.').slice(0, 2), second.split('.')[2]].join('.')
  assert.equal((await verifyCard(swapped, material)).kind, 'altered')
})

test('a card that somebody else signed under the name of our key is not valid', async () => {
  assert.equal((await verifyCard(await sign(claimsOf('r1'), await pair()), material)).kind, 'altered')
})

test('a card of another key is not of Sehat, whatever issuer it states', async () => {
  const foreign = await sign(claimsOf('r1'), await pair(), { kid: 'k2' })
  const outcome = await verifyCard(foreign, material)
  assert.equal(outcome.kind, 'foreign')
})

test('a signed text of Sehat that is no certificate is not valid', async () => {
  assert.equal((await verifyCard(await sign({ iss: 'x', vc: {} }), material)).kind, 'altered')
})

test('without keys the page says so, and what is no card is no card', async () => {
  assert.deepEqual(await verifyCard(await sign(claimsOf('r1')), undefined), { kind: 'noKeys' })
  for (const text of ['a.b.c', 'eyJ9.AAAA.AAAA', '..']) {
    assert.deepEqual(await verifyCard(text, material), { kind: 'notACard' }, text)
  }
})

test('a card that inflates to very much is refused', async () => {
  const bomb = await sign({ ...claimsOf('r1'), more: 'x'.repeat(10_000_000) })
  assert.ok(bomb.length < 20_000)
  assert.deepEqual(await verifyCard(bomb, material), { kind: 'notACard' })
})

test('a code, a link, a file and the bare card give the same card; other texts give none', async () => {
  const card = await sign(claimsOf('r1'))
  const code = `shc:/${toDigits(card)}`
  assert.match(code, /^shc:\/\d+$/)
  const file = JSON.stringify({ verifiableCredential: [card] })
  for (const text of [code, `  ${code}\n`, `https://sehat.example/verify#${code}`, file, card]) {
    assert.equal(readCard(text), card)
  }
  for (const text of ['', 'shc:/', 'shc:/99', '{}', 'DL-7F3K-9Q2M', 'null', '{"verifiableCredential":[]}']) {
    assert.equal(readCard(text), undefined, text)
  }
})
