// Tests that staff seat a walk-in only when the presence of the person is proven, and of what Sehat records of that.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellOf, newId } from '../../../platform/id.ts'
import { type Person, setup } from '../../../testing/setup.ts'
import type { Booking } from '../contract.ts'
import { assertInvariants, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

type Shown = Booking & Refused

async function begin(t: Parameters<typeof setup>[0], options: Parameters<typeof setup>[1] = {}) {
  const place = await setup(t, options)
  const { ask } = place
  const centre = await openCentre(place)
  const sessionId = await centre.openSession()
  const walkIn = (patientId: string, proof: object | undefined, by: Person = centre.ravi, through = ask) =>
    through<Shown>('POST', `/v1/vaccination/sessions/${sessionId}/walk-ins`, {
      by,
      body: { patientId, window: WINDOW, ...(proof && { proof }) },
    })
  const register = async (by: Person = centre.ravi, name = 'Gopal Mahto') => {
    const body = { name, birthDate: '1990-01-01', gender: 'male', pin: '110001', confirmedNew: true }
    const made = await ask<{ patientId: string; reference: string }>('POST', '/v1/patients/registrations', { by, body })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made.body
  }
  const referenceOf = async (by: Person): Promise<string> => {
    const { body } = await ask<{ items: { reference: string }[] }>('GET', '/v1/patients', { by })
    return body.items[0]?.reference as string
  }
  const pool = place.program.context('vaccination').pool
  const count = async (table: string): Promise<number> =>
    (await pool.query(`select count(*)::int as rows from vaccination.${table}`)).rows[0].rows
  return { place, ask, centre, sessionId, walkIn, register, referenceOf, pool, count }
}

const SEEN = { kind: 'document', document: 'voter-id', last4: '12AB' }

test('without a proof, or with a wrong one, the answer names the field and nobody is seated', async (t) => {
  const { place, walkIn, centre, register, referenceOf, count } = await begin(t)
  const asha = await place.citizen()
  const omar = await place.citizen({ name: 'Omar Khan' })
  const fresh = await register(centre.sunita)
  const own = await referenceOf(asha)
  const cases: [object | undefined, string][] = [
    [undefined, '/proof'],
    [{ kind: 'memory' }, '/proof/kind'],
    [{ kind: 'reference' }, '/proof/reference'],
    [{ kind: 'reference', reference: 'PT-0000-0000' }, '/proof/reference'],
    [{ kind: 'reference', reference: await referenceOf(omar) }, '/proof/reference'],
    [{ kind: 'reference', reference: own, document: 'pan' }, '/proof/document'],
    [{ kind: 'document' }, '/proof/document'],
    [{ kind: 'document', document: 'library-card' }, '/proof/document'],
    [{ kind: 'document', document: 'aadhaar', last4: '234123412346' }, '/proof/last4'],
    [{ kind: 'document', document: 'aadhaar', reference: own }, '/proof/reference'],
    [{ kind: 'registration' }, '/proof/kind'],
    [{ kind: 'registration', last4: '1234' }, '/proof/last4'],
  ]
  for (const [proof, pointer] of cases) {
    const answer = await walkIn(asha.patientId, proof)
    assert.equal(answer.status, 400, JSON.stringify(proof))
    assert.equal(answer.body.errors?.[0]?.pointer, pointer, JSON.stringify(proof))
  }
  // Somebody else registered this person.
  assert.equal((await walkIn(fresh.patientId, { kind: 'registration' })).body.errors?.[0]?.pointer, '/proof/kind')
  const nobody = await walkIn(newId(cellOf(asha.patientId)), SEEN)
  assert.equal(nobody.body.errors?.[0]?.pointer, '/patientId')
  assert.equal(await count('bookings'), 0)
  assert.equal(await count('walk_in_proofs'), 0)
})

test('a reference, a document, or a registration today proves the presence, and the proof is recorded', async (t) => {
  const { place, ask, centre, walkIn, register, referenceOf, pool } = await begin(t)
  const asha = await place.citizen()
  const reference = (await referenceOf(asha)).toLowerCase().replaceAll('-', '')
  const byCard = await walkIn(asha.patientId, { kind: 'reference', reference })
  assert.equal(byCard.status, 201, JSON.stringify(byCard.body))
  const gopal = await register()
  assert.equal((await walkIn(gopal.patientId, { kind: 'registration' })).status, 201)
  const meera = await register(centre.sunita, 'Meera Patil')
  const byDocument = await walkIn(meera.patientId, SEEN)
  assert.equal(byDocument.status, 201)
  const { rows } = await pool.query(
    'select kind, document, last4, proven_by, proven_at from vaccination.walk_in_proofs order by kind',
  )
  const at = { proven_by: centre.ravi.accountId, proven_at: place.clock.now() }
  assert.deepEqual(rows, [
    { kind: 'document', document: 'voter-id', last4: '12AB', ...at },
    { kind: 'reference', document: null, last4: null, ...at },
    { kind: 'registration', document: null, last4: null, ...at },
  ])
  const url = `/v1/vaccination/bookings/${byDocument.body.bookingId}/readiness`
  const ready = await ask<{ proof: object }>('GET', url, { by: centre.ravi })
  assert.deepEqual(ready.body.proof, { ...SEEN, provenAt: place.clock.now().toISOString() })
  await assertInvariants(place)
})

test('a registration proves the presence only on its day', async (t) => {
  const { place, walkIn, register } = await begin(t)
  const gopal = await register()
  place.clock.set('2026-03-02T17:30:00Z')
  const late = await walkIn(gopal.patientId, { kind: 'registration' })
  assert.equal(late.body.errors?.[0]?.pointer, '/proof/kind')
})

test('a seated walk-in is announced, so that the person can be told, without the reference', async (t) => {
  const { place, walkIn, referenceOf, sessionId, centre, pool } = await begin(t)
  const asha = await place.citizen()
  const reference = await referenceOf(asha)
  const seat = await walkIn(asha.patientId, { kind: 'reference', reference })
  const { rows } = await pool.query(`select body from vaccination.outbox where name = 'vaccination.walk-in-seated.v1'`)
  assert.equal(rows.length, 1)
  const { bookingId } = seat.body
  const { body } = rows[0].body
  const who = { bookingId, sessionId, facilityId: centre.facilityId, patientId: asha.patientId }
  const what = { course: 'COVID-19', vaccine: 'COVAXIN', dose: 1, date: '2026-03-02', window: WINDOW }
  assert.deepEqual(body, { ...who, accountId: asha.accountId, ...what, proof: 'reference' })
  const all = JSON.stringify((await pool.query('select * from vaccination.outbox')).rows)
  assert.ok(!all.includes(reference))
  assert.ok(!place.logLines.join('').includes(reference))
})

test('no answer to staff about a known person holds the reference of the card', async (t) => {
  const { place, ask, centre, walkIn, referenceOf } = await begin(t)
  const asha = await place.citizen()
  const reference = await referenceOf(asha)
  assert.match(reference, /^PT-/)
  const stated = { name: 'Asha Sharma', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
  const { name: fullName, ...rest } = stated
  const seat = await walkIn(asha.patientId, SEEN)
  const answers = [
    await ask('POST', '/v1/patients/match', { by: centre.sunita, body: { fullName, ...rest } }),
    await ask('POST', '/v1/patients/registrations', { by: centre.ravi, body: stated }),
    await ask('GET', `/v1/vaccination/bookings/${seat.body.bookingId}/readiness`, { by: centre.ravi }),
    seat,
  ]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 409, 200, 201],
  )
  assert.ok(JSON.stringify(answers[1]?.body).includes(asha.patientId))
  for (const { body } of answers) assert.ok(!JSON.stringify(body).includes(reference))
})

test('one member of staff looks up a limited number of people in an hour, counted over all processes', async (t) => {
  const env = { SEHAT_RATE_LIMITS: 'on', SEHAT_LOOK_UPS_PER_HOUR_MAX: '3' }
  const { place, ask, centre, walkIn } = await begin(t, { env })
  const second = await setup(t, { env, databaseUrl: place.databaseUrl })
  const asha = await place.citizen()
  const match = (through: typeof ask, by = centre.sunita) =>
    through<Refused>('POST', '/v1/patients/match', { by, body: { fullName: 'Asha Sharma', birthYear: 1990 } })
  assert.equal((await match(ask)).status, 200)
  assert.equal((await match(second.ask)).status, 200)
  // A wrong proof counts too: otherwise somebody could guess.
  const guess = await walkIn(
    asha.patientId,
    { kind: 'reference', reference: 'PT-0000-0000' },
    centre.sunita,
    second.ask,
  )
  assert.equal(guess.status, 400)
  for (const refused of [
    await match(ask),
    await match(second.ask),
    await walkIn(asha.patientId, SEEN, centre.sunita),
    await ask<Refused>('POST', '/v1/patients/registrations', {
      by: centre.sunita,
      body: { name: 'Asha Sharma', birthDate: '1990-05-14', gender: 'female', pin: '110001' },
    }),
  ]) {
    assert.equal(refused.status, 429)
    assert.equal(slugOf(refused.body), 'too-many-look-ups')
    assert.match(refused.body.detail, /3 people in an hour/)
    assert.equal(refused.headers['retry-after'], '3600')
  }
  assert.equal((await walkIn(asha.patientId, SEEN, centre.ravi)).status, 201)
  for (const { clock } of [place, second]) clock.set('2026-03-02T06:00:01Z')
  assert.equal((await match(ask)).status, 200)
})
