// Tests certificates: who gets them, that their cards verify, and that a dose taken back withdraws them.
import assert from 'node:assert/strict'
import { createHmac, createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { compactVerify, importJWK, type JWK } from 'jose'
import {
  type Citizen,
  type Person,
  type SetupOptions,
  setup,
  setupDatabase,
  TEST_SECRETS,
} from '../../../testing/setup.ts'
import { samePeople } from '../merging/steps.ts'
import { assertInvariants, type Booked, openCentre, WINDOW } from '../testing.ts'
import { CARD_LENGTH_MAX } from './cards.ts'

interface Seen {
  readonly certificateId: string
  readonly reference: string
  readonly patientId: string
  readonly name: string
  readonly birth: string
  readonly vaccineName: string
  readonly dose: number
  readonly doses: number
  readonly givenOn: string
  readonly lot: string
  readonly centre: string
  readonly healthCard: string
}

interface Claims {
  readonly iss: string
  readonly nbf: number
  readonly vc: { readonly rid: string; readonly type: string[]; readonly credentialSubject: { fhirBundle: Bundle } }
}

interface Bundle {
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Record<string, unknown> }[]
}

const ISSUER = '/v1/vaccination/cards'

async function begin(t: Parameters<typeof setup>[0], options: SetupOptions = {}) {
  const place = await setup(t, options)
  const centre = await openCentre(place)
  const { ask } = place
  const give = async (by: Citizen, choice: Parameters<typeof centre.openSession>[0] = {}): Promise<string> => {
    const body = { sessionId: await centre.openSession(choice), window: WINDOW, patientIds: [by.patientId] }
    const booked = await ask<Booked>('POST', '/v1/vaccination/bookings', { by, body })
    const id = booked.body.bookings[0]?.bookingId as string
    assert.equal((await centre.give(id, centre.lotOf(choice.vaccine))).status, 200)
    return id
  }
  const undo = async (id: string): Promise<void> => {
    const url = `/v1/vaccination/bookings/${id}/completion/cancellation`
    assert.equal((await ask('POST', url, { by: centre.ravi, body: { reason: 'The wrong person' } })).status, 200)
  }
  const read = (patientId: string, by?: Person) =>
    ask<{ items: Seen[] }>('GET', `/v1/patients/${patientId}/certificates`, { by })
  const certificatesOf = async (by: Citizen): Promise<Seen[]> => {
    const { status, body } = await read(by.patientId, by)
    assert.equal(status, 200, JSON.stringify(body))
    return body.items
  }
  const readKeys = async (): Promise<JWK[]> =>
    (await ask<{ keys: JWK[] }>('GET', `${ISSUER}/.well-known/jwks.json`)).body.keys
  const readList = async (kid: string): Promise<{ rids: string[]; ctr: number }> =>
    (await ask<{ rids: string[]; ctr: number }>('GET', `${ISSUER}/.well-known/crl/${kid}.json`)).body
  /** Verifies a card as a stranger would: with the published keys and lists only. */
  const verify = async (card: string): Promise<{ claims: Claims; isWithdrawn: boolean; kid: string }> => {
    const { kid = '' } = JSON.parse(Buffer.from(card.split('.')[0] as string, 'base64url').toString()) as JWK
    const jwk = (await readKeys()).find((key) => key.kid === kid)
    assert.ok(jwk, 'the key is published')
    const { payload, protectedHeader } = await compactVerify(card, await importJWK(jwk), { algorithms: ['ES256'] })
    assert.deepEqual(protectedHeader, { zip: 'DEF', alg: 'ES256', kid })
    const claims = JSON.parse(inflateRawSync(payload).toString()) as Claims
    return { claims, kid, isWithdrawn: (await readList(kid)).rids.includes(claims.vc.rid) }
  }
  return { place, centre, ask, give, undo, read, certificatesOf, readKeys, readList, verify }
}

test('a dose has one certificate, and its card verifies with the published keys alone', async (t) => {
  const { place, centre, give, certificatesOf, verify, readKeys } = await begin(t)
  const asha = await place.citizen()
  assert.deepEqual(await certificatesOf(asha), [])
  await give(asha)
  const [seen] = await certificatesOf(asha)
  assert.ok(seen)
  const { certificateId: _id, healthCard, reference, patientId: _patientId, ...facts } = seen
  assert.match(reference, /^DL-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  assert.deepEqual(facts, {
    ...{ name: 'Asha Sharma', birth: '1990-05-14', course: 'COVID-19', dose: 1, lot: 'LOT-COVAXIN' },
    ...{ vaccine: 'COVAXIN', vaccineName: 'Covaxin (BBV152)', manufacturer: 'Bharat Biotech', doses: 2 },
    ...{ givenOn: '2026-03-02', facilityId: centre.facilityId, centre: centre.facility.name },
    issuedAt: '2026-03-02T05:00:00.000Z',
  })
  assert.ok(healthCard.length <= CARD_LENGTH_MAX)
  const { claims, isWithdrawn } = await verify(healthCard)
  assert.equal(isWithdrawn, false)
  assert.deepEqual(
    [claims.iss, claims.nbf],
    [`http://localhost:8080${ISSUER}`, Date.parse('2026-03-02T05:00:00Z') / 1000],
  )
  const kinds = claims.vc.type.map((kind) => kind.replace('https://smarthealth.cards#', ''))
  assert.deepEqual(kinds, ['health-card', 'immunization', 'covid19'])
  const { entry } = claims.vc.credentialSubject.fhirBundle
  assert.deepEqual(entry, [
    {
      fullUrl: 'resource:0',
      resource: { resourceType: 'Patient', name: [{ given: ['Asha', 'Sharma'] }], birthDate: '1990-05-14' },
    },
    {
      fullUrl: 'resource:1',
      resource: {
        ...{ resourceType: 'Immunization', status: 'completed' },
        vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '502' }] },
        patient: { reference: 'resource:0' },
        ...{ occurrenceDateTime: '2026-03-02', lotNumber: 'LOT-COVAXIN' },
        performer: [{ actor: { display: centre.facility.name } }],
        protocolApplied: [{ doseNumberPositiveInt: 1, seriesDosesPositiveInt: 2 }],
      },
    },
  ])
  const again = await Promise.all([certificatesOf(asha), certificatesOf(asha)])
  for (const [one] of again) assert.equal(one?.certificateId, seen.certificateId)
  assert.equal((await verify(again[0]?.[0]?.healthCard as string)).claims.vc.rid, claims.vc.rid)
  assert.deepEqual(Object.keys((await readKeys())[0] as JWK).sort(), [
    ...['alg', 'crlVersion', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
  ])
})

test('many first requests at once make one certificate', async (t) => {
  const { place, give, certificatesOf } = await begin(t)
  const asha = await place.citizen()
  await give(asha)
  const all = await Promise.all(Array.from({ length: 8 }, () => certificatesOf(asha)))
  assert.equal(new Set(all.map(([one]) => one?.certificateId)).size, 1)
})

test('the family and the centre of the dose get it, and others learn nothing', async (t) => {
  const { place, centre, give, read } = await begin(t)
  const other = await openCentre(place, '411001')
  const [asha, omar] = [await place.citizen(), await place.citizen()]
  await give(asha)
  for (const by of [asha, centre.ravi, centre.sunita]) {
    const { status, body } = await read(asha.patientId, by)
    assert.deepEqual([status, body.items?.length], [200, 1])
  }
  assert.equal((await read(asha.patientId)).status, 401)
  for (const by of [omar, other.ravi, other.sunita]) assert.equal((await read(asha.patientId, by)).status, 404)
  assert.equal((await read(omar.patientId, centre.ravi)).status, 404, 'the centre gave this person no dose')
  for (const by of [await place.admin(), await place.officer(centre.facility.cell), await place.auditor()]) {
    assert.equal((await read(asha.patientId, by)).status, 403)
  }
  assert.equal((await read('nobody', asha)).status, 400)
})

test('staff of a centre see only the certificates of doses that this centre gave', async (t) => {
  const { place, centre, ask, give, read } = await begin(t)
  const other = await openCentre(place, '411001')
  const asha = await place.citizen()
  await give(asha)
  place.clock.set('2026-04-02T05:00:00Z')
  const sessionId = await other.openSession({ dose: 2, date: '2026-04-02' })
  const body = { sessionId, window: WINDOW, patientIds: [asha.patientId] }
  const { bookings } = (await ask<Booked>('POST', '/v1/vaccination/bookings', { by: asha, body })).body
  assert.equal((await other.give(bookings[0]?.bookingId as string)).status, 200)
  const dosesFor = async (by: Person) => (await read(asha.patientId, by)).body.items.map(({ dose }) => dose)
  assert.deepEqual([await dosesFor(asha), await dosesFor(centre.ravi), await dosesFor(other.ravi)], [[1, 2], [1], [2]])
})

test('a dose that staff take back withdraws its card, and a dose given after that has a new one', async (t) => {
  const { place, centre, give, undo, certificatesOf, readList, verify } = await begin(t)
  const asha = await place.citizen()
  const id = await give(asha)
  const [first] = await certificatesOf(asha)
  await undo(id)
  assert.deepEqual(await certificatesOf(asha), [])
  const { isWithdrawn, kid, claims } = await verify(first?.healthCard as string)
  assert.equal(isWithdrawn, true)
  assert.deepEqual(await readList(kid), { kid, method: 'rid', ctr: 1, rids: [claims.vc.rid] })
  assert.equal((await centre.give(id)).status, 200)
  const [second] = await certificatesOf(asha)
  assert.notEqual(second?.certificateId, first?.certificateId)
  assert.equal((await verify(second?.healthCard as string)).isWithdrawn, false)
  assert.equal((await verify(first?.healthCard as string)).isWithdrawn, true)
  await assertInvariants(place)
})

test('a changed card, a card of a stranger and a card under an unknown key do not verify', async (t) => {
  const { place, ask, give, certificatesOf, verify } = await begin(t)
  const asha = await place.citizen()
  await give(asha)
  const card = (await certificatesOf(asha))[0]?.healthCard as string
  const [head = '', body = '', signature = ''] = card.split('.')
  const other = body.startsWith('A') ? 'B' : 'A'
  await assert.rejects(verify(`${head}.${other}${body.slice(1)}.${signature}`))
  const unknown = Buffer.from(JSON.stringify({ zip: 'DEF', alg: 'ES256', kid: 'A'.repeat(43) })).toString('base64url')
  await assert.rejects(verify(`${unknown}.${body}.${signature}`), /the key is published/)
  assert.equal((await ask('GET', `${ISSUER}/.well-known/crl/${'A'.repeat(43)}.json`)).status, 404)
  assert.equal((await ask('GET', `${ISSUER}/.well-known/crl/keys.json`)).status, 400)
})

test('a card is no access token, and the keys of tokens sign no card', async (t) => {
  const { place, ask, give, certificatesOf, readKeys } = await begin(t)
  const asha = await place.citizen()
  await give(asha)
  const card = (await certificatesOf(asha))[0]?.healthCard as string
  for (const token of [card, `${card.slice(0, -4)}AAAA`]) {
    assert.equal((await ask('GET', '/v1/me', { by: { accountId: '', token } })).status, 401)
  }
  const tokens = (await ask<{ keys: JWK[] }>('GET', '/.well-known/jwks.json')).body.keys
  const kids = (await readKeys()).map(({ kid }) => kid)
  assert.ok(!tokens.some(({ kid }) => kids.includes(kid)))
  const [key] = await readKeys()
  const claims = { sub: asha.accountId, sid: asha.accountId, roles: ['national-admin'], iss: 'sehat', aud: 'sehat-api' }
  const times = { iat: 1_700_000_000, exp: 4_000_000_000 }
  const parts = [
    { alg: 'HS256', typ: 'at+jwt', kid: key?.kid },
    { ...claims, ...times },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  const secret = createPublicKey({ key: key as never, format: 'jwk' }).export({ format: 'pem', type: 'spki' })
  const mac = createHmac('sha256', secret).update(parts.join('.')).digest('base64url')
  const forged = { accountId: '', token: `${parts.join('.')}.${mac}` }
  assert.equal((await ask('GET', '/v1/me', { by: forged })).status, 401)
})

test('anybody may read keys and lists, also a page of another site', async (t) => {
  const { ask, readKeys } = await begin(t)
  const kid = (await readKeys())[0]?.kid
  for (const file of ['jwks.json', `crl/${kid}.json`]) {
    const { headers } = await ask('GET', `${ISSUER}/.well-known/${file}`)
    assert.equal(headers['access-control-allow-origin'], '*')
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin')
  }
})

test('cards stay valid when the secret is replaced twice, and a key that somebody adds is not believed', async (t) => {
  const databaseUrl = await setupDatabase(t)
  const first = await begin(t, { databaseUrl })
  const asha = await first.place.citizen()
  await first.give(asha)
  const [before] = await first.certificatesOf(asha)
  const open = (SEHAT_SECRET: string, SEHAT_SECRET_PREVIOUS: string) =>
    setup(t, { databaseUrl, env: { SEHAT_SECRET, SEHAT_SECRET_PREVIOUS } })
  const [second, third] = ['second: 0123456789 abcdefghijklmnopq', 'third: 0123456789 abcdefghijklmnopqr'] as const
  await open(second, TEST_SECRETS.SEHAT_SECRET)
  const later = await open(third, second)
  const { rows } = await later.program.context('vaccination').pool.query('select * from vaccination.card_keys')
  assert.equal(rows.length, 3)
  await later.program.context('vaccination').pool.query(
    `insert into vaccination.card_keys
       select 'forged', sealed, added_at from vaccination.card_keys limit 1`,
  )
  const { keys } = (await later.ask<{ keys: JWK[] }>('GET', `${ISSUER}/.well-known/jwks.json`)).body
  assert.equal(keys.length, 3)
  assert.ok(!keys.some(({ kid }) => kid === 'forged'))
  const { kid } = JSON.parse(Buffer.from((before?.healthCard ?? '').split('.')[0] as string, 'base64url').toString())
  await compactVerify(before?.healthCard as string, await importJWK(keys.find((key) => key.kid === kid) as JWK))
  assert.notEqual(keys[0]?.kid, kid)
})

test('the certificates of a merged record show under the one that stays, and an undo parts them again', async (t) => {
  const { place, give, certificatesOf, verify } = await begin(t)
  const [asha, meera] = [await place.citizen({ name: 'Asha S' }), await place.citizen({ name: 'Asha Sharma' })]
  await give(asha)
  const [before] = await certificatesOf(asha)
  const context = place.program.context('vaccination') as never
  await samePeople.follow(context, { goneId: asha.patientId, keptId: meera.patientId, version: 1 })
  const [after] = await certificatesOf(meera)
  assert.deepEqual([after?.certificateId, after?.name], [before?.certificateId, 'Asha S'])
  assert.equal((await verify(after?.healthCard as string)).isWithdrawn, false)
  await samePeople.follow(context, { goneId: asha.patientId, keptId: null, version: 2 })
  assert.deepEqual(await certificatesOf(meera), [])
  assert.equal((await certificatesOf(asha))[0]?.certificateId, before?.certificateId)
})

test('when the name of the person changes, the old card is withdrawn and a new one is made', async (t) => {
  const { place, give, certificatesOf, verify } = await begin(t)
  const asha = await place.citizen({ name: 'Aasha Sharma' })
  await give(asha)
  const [before] = await certificatesOf(asha)
  const { pool } = place.program.context('patients')
  await pool.query(`update patients.patients set name = 'Asha Sharma' where id = $1`, [asha.patientId])
  const [after] = await certificatesOf(asha)
  assert.equal((await verify(before?.healthCard as string)).isWithdrawn, true)
  const { claims, isWithdrawn } = await verify(after?.healthCard as string)
  assert.equal(isWithdrawn, false)
  assert.deepEqual(claims.vc.credentialSubject.fhirBundle.entry[0]?.resource.name, [{ given: ['Asha', 'Sharma'] }])
})
