// Tests one-time codes that prove a presence: sent to a proven phone, valid once, for one person at one centre.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { cellOf, newId } from '../../../platform/id.ts'
import { codeFor } from '../../../testing/inbox.ts'
import { type Person, type SetupOptions, setup } from '../../../testing/setup.ts'
import type { Booking } from '../contract.ts'
import { assertInvariants, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

type Shown = Booking & Refused

interface Sent extends Refused {
  readonly expiresAt: string
  readonly expiresInSeconds: number
  readonly resendAfterSeconds: number
}

const PHONE = '+919700000011'
const HAD = {
  ...{ vaccine: 'COVAXIN', dose: 1, givenOn: '2026-01-15', place: 'Bir Hospital, Kathmandu', evidence: 'card' },
}

async function begin(t: Parameters<typeof setup>[0], options: SetupOptions = {}) {
  const place = await setup(t, options)
  const { ask } = place
  const centre = await openCentre(place)
  const sessionId = await centre.openSession()
  const messages = () => place.program.context('identity').channels.inbox?.list ?? []
  /** Somebody who has registered with a code, so that the phone is proven. */
  const register = async (phone = PHONE, name = 'Asha Sharma') => {
    await ask('POST', '/v1/auth/otp', { body: { phone } })
    const person = { name, birthDate: '1990-05-14', gender: 'female', pin: '110001' }
    const body = { ...person, phone, otp: codeFor(messages(), phone) }
    const made = await ask<{ accountId: string; patientId: string }>('POST', '/v1/auth/register', { body })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const { accountId, patientId } = made.body
    const actor = { accountId, sessionId: accountId, roles: ['citizen'] }
    const token = await place.program.context('identity').auth.sign(actor as never, 86_400)
    return { accountId, patientId, phone, token }
  }
  const send = (patientId: string, by: Person | undefined = centre.ravi) =>
    ask<Sent>('POST', `/v1/patients/${patientId}/presence-codes`, { by })
  const codeOf = async (patientId: string, by: Person = centre.ravi, phone = PHONE): Promise<string> => {
    const sent = await send(patientId, by)
    assert.equal(sent.status, 202, JSON.stringify(sent.body))
    return codeFor(messages(), phone)
  }
  const walkIn = (patientId: string, proof: object, more: { by?: Person; key?: string; in?: string } = {}) =>
    ask<Shown>('POST', `/v1/vaccination/sessions/${more.in ?? sessionId}/walk-ins`, {
      by: more.by ?? centre.ravi,
      body: { patientId, window: WINDOW, proof },
      ...(more.key !== undefined && { key: more.key }),
    })
  const pool = place.program.context('vaccination').pool
  const count = async (table: string): Promise<number> =>
    (await pool.query(`select count(*)::int as rows from vaccination.${table}`)).rows[0].rows
  return { place, ask, centre, sessionId, messages, register, send, codeOf, walkIn, pool, count }
}

const wrongOf = (code: string): string => `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`
const pointerOf = ({ body }: { body: Refused }): string | undefined => body.errors?.[0]?.pointer

test('a code that the person reads out proves the presence; its message names the centre', async (t) => {
  const { place, centre, register, send, messages, walkIn, pool } = await begin(t)
  const asha = await register()
  const sent = await send(asha.patientId)
  assert.equal(sent.status, 202)
  const expiresAt = new Date(place.clock.now().getTime() + 600_000).toISOString()
  assert.deepEqual(sent.body, { expiresAt, expiresInSeconds: 600, resendAfterSeconds: 30 })
  const [message] = messages()
  assert.equal(message?.to, PHONE)
  assert.ok(message?.text.includes(centre.facility.name.slice(0, 40)), message?.text)
  assert.match(message?.text ?? '', /Read it out only if you are there now\. It is valid for 10 minutes\.$/)
  assert.doesNotMatch(message?.text ?? '', /Asha|vaccin|dose/i)
  const code = codeFor(messages(), PHONE)
  const seat = await walkIn(asha.patientId, { kind: 'code', code })
  assert.equal(seat.status, 201, JSON.stringify(seat.body))
  const { rows } = await pool.query('select kind, document, last4, proven_by from vaccination.walk_in_proofs')
  assert.deepEqual(rows, [{ kind: 'code', document: null, last4: null, proven_by: centre.ravi.accountId }])
  const told = await pool.query(`select body from vaccination.outbox where name = 'vaccination.walk-in-seated.v1'`)
  assert.equal(told.rows[0].body.body.proof, 'code')
  const url = `/v1/vaccination/bookings/${seat.body.bookingId}/readiness`
  const ready = await place.ask<{ proof: object }>('GET', url, { by: centre.ravi })
  assert.deepEqual(ready.body.proof, { kind: 'code', provenAt: place.clock.now().toISOString() })
  for (const kept of [
    await pool.query('select * from vaccination.outbox'),
    await pool.query('select * from identity.codes'),
  ]) {
    assert.ok(!JSON.stringify(kept.rows).includes(code), 'the code is stored nowhere')
  }
  assert.ok(!place.logLines.join('').includes(code))
  await assertInvariants(place)
})

test('the code of a child goes to the phone of the head of the family, and proves the child only', async (t) => {
  const { ask, register, codeOf, walkIn } = await begin(t)
  const asha = await register()
  const member = { name: 'Kavya Sharma', birthYear: 2000, gender: 'female', pin: '110001', confirmedNew: true }
  const child = await ask<{ patientId: string }>('POST', '/v1/patients', { by: asha, body: member })
  const code = await codeOf(child.body.patientId)
  assert.equal(pointerOf(await walkIn(asha.patientId, { kind: 'code', code })), '/proof/code')
  assert.equal((await walkIn(child.body.patientId, { kind: 'code', code })).status, 201)
})

describe('a code does not prove', () => {
  test('when it is wrong, missing, used, expired, of another patient or centre, or of a sign-in', async (t) => {
    const { place, ask, messages, register, codeOf, walkIn, count } = await begin(t)
    const other = await openCentre(place, '110001', 1)
    const elsewhere = await other.openSession()
    const [asha, meera] = [await register(), await register('+919700000022', 'Meera Patil')]
    await ask('POST', '/v1/auth/otp', { body: { phone: PHONE } })
    const signIn = codeFor(messages(), PHONE)
    const code = await codeOf(asha.patientId)
    const cases: [object, string][] = [
      [{ kind: 'code' }, '/proof/code'],
      [{ kind: 'code', code: wrongOf(code) }, '/proof/code'],
      [{ kind: 'code', code: '12345' }, '/proof/code'],
      [{ kind: 'code', code: signIn === code ? wrongOf(code) : signIn }, '/proof/code'],
      [{ kind: 'code', code, document: 'pan' }, '/proof/document'],
      [{ kind: 'code', code, last4: '12AB' }, '/proof/last4'],
      [{ kind: 'code', code, reference: 'PT-0000-0000' }, '/proof/reference'],
      [{ kind: 'document', document: 'pan', code }, '/proof/code'],
    ]
    for (const [proof, pointer] of cases) {
      const refused = await walkIn(asha.patientId, proof)
      assert.equal(refused.status, 400, JSON.stringify(proof))
      assert.equal(pointerOf(refused), pointer, JSON.stringify(proof))
      assert.doesNotMatch(JSON.stringify(refused.body), /Asha|1990/, 'nothing of the record before the proof')
    }
    const strange = await walkIn(meera.patientId, { kind: 'code', code })
    assert.equal(pointerOf(strange), '/proof/code')
    const there = await walkIn(asha.patientId, { kind: 'code', code }, { by: other.ravi, in: elsewhere })
    assert.equal(pointerOf(there), '/proof/code')
    const login = await ask('POST', '/v1/auth/login', { body: { phone: PHONE, otp: code } })
    assert.equal(login.status, 401, 'a code of presence signs nobody in')
    place.clock.advance(600_000)
    assert.equal(pointerOf(await walkIn(asha.patientId, { kind: 'code', code })), '/proof/code')
    assert.equal(await count('bookings'), 0)
    const fresh = await codeOf(asha.patientId)
    assert.equal((await walkIn(asha.patientId, { kind: 'code', code: fresh })).status, 201)
    assert.equal(pointerOf(await walkIn(asha.patientId, { kind: 'code', code: fresh })), '/proof/code', 'used')
    assert.equal(await count('bookings'), 1)
    await assertInvariants(place)
  })

  test('after fifteen wrong tries; the next code has ten digits and works', async (t) => {
    const { register, codeOf, walkIn, count } = await begin(t)
    const asha = await register()
    const code = await codeOf(asha.patientId)
    assert.match(code, /^\d{6}$/)
    const wrong = await Promise.all(
      Array.from({ length: 15 }, () => walkIn(asha.patientId, { kind: 'code', code: wrongOf(code) })),
    )
    assert.ok(wrong.every(({ status }) => status === 400))
    assert.equal(pointerOf(await walkIn(asha.patientId, { kind: 'code', code })), '/proof/code')
    assert.equal(await count('bookings'), 0)
    const long = await codeOf(asha.patientId)
    assert.match(long, /^\d{10}$/)
    assert.equal((await walkIn(asha.patientId, { kind: 'code', code: long })).status, 201)
  })

  test('twice: of many requests at once with one code, one is done', async (t) => {
    const { place, register, codeOf, ask, centre, count } = await begin(t)
    const asha = await register()
    const code = await codeOf(asha.patientId)
    const url = `/v1/patients/${asha.patientId}/doses`
    const all = await Promise.all(
      Array.from({ length: 6 }, () =>
        ask<Refused>('POST', url, { by: centre.ravi, body: { ...HAD, proof: { kind: 'code', code } } }),
      ),
    )
    assert.deepEqual(all.map(({ status }) => status).sort(), [201, 400, 400, 400, 400, 400])
    assert.equal(await count('historical_doses'), 1)
    await assertInvariants(place)
  })
})

test('a repeat with the same key gets the stored answer, at once and when the code has expired', async (t) => {
  const { place, register, codeOf, walkIn, count } = await begin(t)
  const asha = await register()
  const code = await codeOf(asha.patientId)
  const repeat = () => walkIn(asha.patientId, { kind: 'code', code }, { key: 'k1' })
  const both = await Promise.all([repeat(), repeat(), repeat()])
  for (const { status } of both) assert.ok([201, 409].includes(status), `a repeat was answered ${status}`)
  const seated = both.find(({ status }) => status === 201)
  assert.deepEqual((await repeat()).body, seated?.body)
  // A repeat that was too early gives the code back to nobody.
  assert.equal(pointerOf(await walkIn(asha.patientId, { kind: 'code', code }, { key: 'k2' })), '/proof/code')
  place.clock.advance(3_600_000)
  const late = await repeat()
  assert.deepEqual([late.status, late.body], [201, seated?.body])
  assert.equal(await count('bookings'), 1)
})

test('a refused walk-in does not use the code up: the person gets another seat with it', async (t) => {
  const { centre, register, codeOf, walkIn, ask } = await begin(t)
  const asha = await register()
  const code = await codeOf(asha.patientId)
  const second = await walkIn(asha.patientId, { kind: 'code', code }, { in: await centre.openSession({ dose: 2 }) })
  assert.deepEqual([second.status, slugOf(second.body)], [409, 'previous-dose-missing'])
  const url = `/v1/patients/${asha.patientId}/doses`
  const had = { ...HAD, givenOn: '2030-01-01', proof: { kind: 'code', code } }
  assert.equal(pointerOf(await ask<Refused>('POST', url, { by: centre.ravi, body: had })), '/givenOn')
  assert.equal((await walkIn(asha.patientId, { kind: 'code', code })).status, 201)
})

test('a dose had elsewhere is recorded with a code, and the proof stays with it', async (t) => {
  const { place, ask, centre, register, codeOf, pool } = await begin(t)
  const asha = await register()
  const url = `/v1/patients/${asha.patientId}/doses`
  const record = (code: string) =>
    ask<Refused>('POST', url, { by: centre.ravi, body: { ...HAD, proof: { kind: 'code', code } } })
  const code = await codeOf(asha.patientId)
  assert.equal(pointerOf(await record(wrongOf(code))), '/proof/code')
  assert.equal((await record(code)).status, 201)
  const { rows } = await pool.query('select proof_kind, proof_document from vaccination.historical_doses')
  assert.deepEqual(rows, [{ proof_kind: 'code', proof_document: null }])
  await assertInvariants(place)
})

describe('who may ask for a code', () => {
  test('the staff who receive people at a counter, and nobody else', async (t) => {
    const { place, centre, register, send, messages } = await begin(t)
    const asha = await register()
    const before = messages().length
    const chemist = await place.staff('pharmacist', centre.facilityId)
    for (const by of [asha, chemist, await place.officer(centre.facility.cell), await place.admin()]) {
      assert.equal((await send(asha.patientId, by)).status, 403)
    }
    assert.equal((await place.ask('POST', `/v1/patients/${asha.patientId}/presence-codes`)).status, 401)
    assert.equal((await send('nobody')).status, 400)
    assert.equal((await send(newId(cellOf(asha.patientId)))).status, 404)
    assert.equal(messages().length, before)
    assert.equal((await send(asha.patientId, centre.sunita)).status, 202)
  })

  test('a person without a proven phone: the answer names what helps instead', async (t) => {
    const { place, ask, centre, register, send, walkIn, messages } = await begin(t)
    const stated = { name: 'Gopal Mahto', birthYear: 1980, gender: 'male', pin: '110001', phone: '9812345678' }
    const body = { ...stated, confirmedNew: true }
    const gopal = await ask<{ patientId: string }>('POST', '/v1/patients/registrations', { by: centre.ravi, body })
    const refused = await send(gopal.body.patientId)
    assert.deepEqual([refused.status, slugOf(refused.body)], [409, 'no-proven-phone'])
    assert.match(JSON.stringify(refused.body), /document.*reference/)
    assert.equal(messages().length, 0, 'a phone that somebody only wrote down gets no code')
    const tried = await walkIn(gopal.body.patientId, { kind: 'code', code: '123456' })
    assert.deepEqual([tried.status, slugOf(tried.body)], [409, 'no-proven-phone'])
    const asha = await register()
    const { pool } = place.program.context('identity')
    await pool.query('update identity.accounts set deactivated_at = now() where id = $1', [asha.accountId])
    assert.equal(slugOf((await send(asha.patientId)).body), 'no-proven-phone')
  })

  test('who asks again gets the same code; asking is limited for each phone and each member of staff', async (t) => {
    const env = { SEHAT_RATE_LIMITS: 'on', SEHAT_LOOK_UPS_PER_HOUR_MAX: '14' }
    const { place, centre, register, send, codeOf, messages } = await begin(t, { env })
    const asha = await register()
    const first = await codeOf(asha.patientId)
    assert.equal(await codeOf(asha.patientId), first)
    assert.equal(messages().length, 2, 'the message of the registration and one with the code')
    place.clock.advance(30_000)
    assert.equal(await codeOf(asha.patientId), first)
    assert.equal(messages().length, 3)
    for (let nth = 3; nth < 12; nth++) assert.equal((await send(asha.patientId)).status, 202)
    const refused = await send(asha.patientId)
    assert.deepEqual([refused.status, slugOf(refused.body)], [429, 'too-many-requests'])
    assert.ok(Number(refused.headers['retry-after']) > 0)
    // A family elsewhere is not affected; the member of staff has one look-up left.
    const meera = await register('+919700000022', 'Meera Patil')
    assert.equal((await send(meera.patientId)).status, 202)
    assert.equal(slugOf((await send(meera.patientId)).body), 'too-many-look-ups')
    assert.equal((await send(meera.patientId, centre.sunita)).status, 202)
  })
})
