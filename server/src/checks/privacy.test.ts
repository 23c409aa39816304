// Goes through a whole journey with values that are easy to find, then searches for places that keep them.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createAdmin } from '../modules/identity/testing.ts'
import { openCentre, WINDOW } from '../modules/vaccination/testing.ts'
import { codeFor } from '../testing/inbox.ts'
import type { Answer, Person, Setup } from '../testing/setup.ts'
import { setup } from '../testing/setup.ts'
import { until } from '../testing/until.ts'
import { aadhaarOf, type Canary, findInTables, type Kind, type Search, searchFor } from './access/testing-canaries.ts'

/** The only columns that may hold such a value, with the reason for each. */
const MAY_HOLD: Record<string, readonly Kind[]> = {
  // Sehat sends codes to the phone, so it needs the number itself.
  'identity.accounts.phone': ['phone'],
  'identity.accounts.name': ['name'],
  // The message of an offer goes to the phone. The row is deleted a month after the offer expired.
  'identity.offers.phone': ['phone'],
  'identity.offers.name': ['name'],
  // Lists of staff are sorted by name.
  'identity.workplaces.holder_name': ['name'],
  'patients.patients.name': ['name'],
  // Staff find a person by name and phone.
  'patients.patients.phone': ['phone'],
  // The index compares the words of names and the digits of phones. It holds only keyed hashes of national numbers.
  'patients.match_records.facts': ['name', 'phone'],
  // Kept for 24 hours, so that a repeat of the request that registered a family member gets the same answer.
  'patients.idempotency_keys.answer': ['name'],
}

const lata = {
  ...{ phone: '+919876504321', name: 'Kanakalatha Vijayaraghavan', password: 'monsun-kanari over the Kaveri' },
  ...{ aadhaar: aadhaarOf('73918264530'), birthDate: '1984-02-29', gender: 'female', pin: '110001' },
}
const child = { name: 'Thirumalai Vijayaraghavan', birthDate: '1999-12-31', gender: 'male', pin: '110001' }
const nurse = { phone: '+919876504322', name: 'Balasaraswathi Ramamurthy', password: 'kanari-nurse at the gate' }
const wrong = {
  ...{ phone: '+919876504323', name: 'Nobodyhere Wrongname', password: 'kanari-wrong password' },
  ...{ aadhaar: aadhaarOf('84620195731', { isRight: false }), otp: '000000' },
}

const canaries: Canary[] = [
  ...[lata, nurse, wrong].flatMap(({ phone, name, password }): Canary[] => [
    { kind: 'phone', value: phone },
    { kind: 'name', value: name },
    { kind: 'password', value: password },
  ]),
  { kind: 'name', value: child.name },
  { kind: 'aadhaar', value: lata.aadhaar },
  { kind: 'aadhaar', value: aadhaarOf('62847193051') },
  { kind: 'aadhaar', value: wrong.aadhaar },
]

interface Body {
  accessToken: string
  refreshToken: string
  account: { id: string; patientId: string }
  patientId: string
  offerId: string
  bookings: { bookingId: string }[]
  messages: { to: string; text: string }[]
}

const cleanUps: (() => Promise<void>)[] = []
const answers: { url: string; answer: Answer<Body> }[] = []
let place: Setup
let search: Search

const ask: Setup['ask'] = async (method, url, asked) => {
  const answer = await place.ask(method, url, asked)
  if (url !== '/dev/inbox') answers.push({ url, answer: answer as unknown as Answer<Body> })
  return answer
}
const post = (url: string, body?: object, more: { by?: Person; key?: string } = {}) =>
  ask<Body>('POST', url, { ...more, body })

function toPerson({ body }: Answer<Body>): Person {
  canaries.push({ kind: 'token', value: body.accessToken }, { kind: 'token', value: body.refreshToken })
  return { accountId: body.account.id, token: body.accessToken }
}

before(async () => {
  const env = { SEHAT_RATE_LIMITS: 'on', SEHAT_LOGIN_PER_PHONE_MAX: '6' }
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) }, { env })
  const citizen = await becomeCitizen()
  await beVaccinated(citizen)
  await appointNurse()
  await linkFromOutside()
  await failInManyWays(citizen)
  await failInTheDatabase()
  await endSignIns()
  search = searchFor(canaries)
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

async function askCode(phone: string): Promise<string> {
  assert.equal((await post('/v1/auth/otp', { phone })).status, 202)
  return readCode(phone)
}

async function readCode(phone = lata.phone): Promise<string> {
  const { body } = await ask<Body>('GET', '/dev/inbox')
  const otp = codeFor(body.messages, phone)
  canaries.push({ kind: 'otp', value: otp })
  return otp
}

async function becomeCitizen(): Promise<Person> {
  await post('/v1/auth/otp', { phone: lata.phone })
  assert.equal((await post('/v1/auth/register', { ...lata, otp: await readCode() })).status, 201)
  assert.equal((await post('/v1/auth/otp', { phone: lata.phone })).status, 202)
  const otp = await readCode()
  const notIt = otp === '123456' ? '654321' : '123456'
  assert.equal((await post('/v1/auth/login', { phone: lata.phone, otp: notIt })).status, 401)
  const byCode = await post('/v1/auth/login', { phone: lata.phone, otp })
  toPerson(byCode)
  assert.equal((await post('/v1/auth/login', { phone: lata.phone, password: wrong.password })).status, 401)
  const citizen = toPerson(await post('/v1/auth/login', { phone: lata.phone, password: lata.password }))
  toPerson(await post('/v1/auth/refresh', { refreshToken: byCode.body.refreshToken }))
  assert.equal((await ask('GET', '/v1/me', { by: citizen })).status, 200)
  return citizen
}

async function beVaccinated(citizen: Person): Promise<void> {
  const body = { ...child, aadhaar: aadhaarOf('62847193051') }
  const member = await post('/v1/patients', body, { by: citizen, key: 'member-1' })
  assert.equal(member.status, 201)
  assert.deepEqual((await post('/v1/patients', body, { by: citizen, key: 'member-1' })).body, member.body)
  const centre = await openCentre(place)
  const sessionId = await centre.openSession()
  const seat = { sessionId, window: WINDOW, patientIds: [member.body.patientId] }
  const booked = await post('/v1/vaccination/bookings', seat, { by: citizen, key: 'book-1' })
  assert.equal(booked.status, 201)
  const seats = await ask('GET', `/v1/vaccination/bookings?session=${sessionId}`, { by: centre.ravi })
  assert.match(JSON.stringify(seats.body), /Thirumalai/, 'the staff see whom they vaccinate')
  const own = `/v1/vaccination/bookings/${booked.body.bookings[0]?.bookingId}`
  assert.equal((await post(`${own}/arrival`, {}, { by: centre.ravi })).status, 200)
  const url = `${own}/completion`
  assert.equal((await post(url, { lot: centre.lotOf() }, { by: centre.ravi, key: 'give-1' })).status, 200)
  assert.equal((await post('/v1/vaccination/bookings', seat, { by: citizen })).status, 409)
  assert.equal((await ask('GET', `/v1/patients/${member.body.patientId}/doses`, { by: citizen })).status, 200)
}

async function appointNurse(): Promise<void> {
  const boss = { phone: '+919800000009', name: 'Nila Menon', password: 'a lighthouse in Diu' }
  await createAdmin(place.program.context('identity'), boss)
  const admin = toPerson(await post('/v1/auth/login', { phone: boss.phone, password: boss.password }))
  const { facilityId } = await place.centre('110001', 1)
  const { password, ...named } = nurse
  const offer = { ...named, roles: ['vaccinator'], facilityId }
  const offered = await post('/v1/staff', offer, { by: admin, key: 'nurse-1' })
  assert.equal(offered.status, 202)
  assert.equal((await post('/v1/staff', offer, { by: admin, key: 'nurse-1' })).status, 202)
  assert.equal((await ask('GET', '/v1/staff/offers', { by: admin })).status, 200)
  const { phone } = nurse
  const byCode = toPerson(await post('/v1/auth/login', { phone, otp: await askCode(phone) }))
  const url = `/v1/me/offers/${offered.body.offerId}/acceptance`
  assert.equal((await post(url, { otp: await askCode(phone) }, { by: byCode })).status, 200)
  assert.equal((await post('/v1/auth/password/reset', { phone, otp: await askCode(phone), password })).status, 204)
  const signedIn = toPerson(await post('/v1/auth/login', { phone, password }))
  assert.equal((await ask('GET', '/v1/me/sign-ins', { by: signedIn })).status, 200)
  assert.equal((await ask('GET', '/v1/me', { by: signedIn })).status, 200)
}

/** An outside system sends the same person in valid and in invalid requests. */
async function linkFromOutside(): Promise<void> {
  const by = await place.admin()
  const hospital = { name: 'Hospital of the South', webhook: 'https://hospital.example/hooks/sehat' }
  const made = await ask<Record<string, string>>('POST', '/v1/customers', { by, key: 'customer-1', body: hospital })
  assert.equal(made.status, 201)
  const { 'customer-id': id, secret, 'webhook-secret': webhookSecret } = made.body
  const body = { 'customer-id': id, secret }
  const given = await ask<Record<string, string>>('POST', '/v1/customers/token', { body })
  const token = given.body['customer-token'] as string
  for (const value of [secret, webhookSecret, token]) canaries.push({ kind: 'token', value: value as string })
  const headers = { 'customer-token': token, 'idempotency-key': 'link-1' }
  const identifiers = [{ system: 'aadhaar', value: lata.aadhaar }]
  const patient = {
    id: 'MRN-1',
    full_name: lata.name,
    dob: lata.birthDate,
    contact: { phone: lata.phone },
    identifiers,
  }
  const link = (more: object) => ask('POST', '/link', { headers, body: { patient: { ...patient, ...more } } })
  assert.equal((await link({})).status, 202)
  assert.equal((await link({ full_name: wrong.name })).status, 422)
  assert.equal((await link({ full_name: `${wrong.name}\0` })).status, 400)
  assert.equal((await link({ contact: { phone: wrong.name } })).status, 400)
  assert.equal((await link({ identifiers: [{ system: 'aadhaar', value: `${wrong.aadhaar}1` }] })).status, 400)
  const again = { ...headers, 'customer-token': `${token}x` }
  assert.equal((await ask('POST', '/link', { headers: again, body: { patient } })).status, 401)
}

async function failInManyWays(citizen: Person): Promise<void> {
  const { aadhaar, name, phone, password } = wrong
  const refused = [
    await post('/v1/auth/register', { ...lata, otp: '000000', phone, aadhaar }),
    await post('/v1/auth/register', { ...lata, otp: '000000', phone, password: `${password}\ud800` }),
    await post('/v1/auth/register', { ...lata, otp: '000000', phone, name, pin: '999999' }),
    await post('/v1/auth/register', { ...lata, otp: '000000', phone: `${phone}1`, gender: name }),
    await post('/v1/auth/register', { ...lata, otp: '000000', name, password }),
    await post('/v1/auth/login', { phone, password }),
    await post('/v1/auth/login', { phone, password, otp: '000000' }),
    await post('/v1/auth/login', { phone: lata.phone, password: { is: lata.password } }),
    await post('/v1/auth/refresh', { refreshToken: citizen.token }),
    await post('/v1/patients', { ...child, aadhaar }, { by: citizen }),
    await post('/v1/patients', { ...child, name: `${name}\0` }, { by: citizen }),
    await post('/v1/patients', { ...child, name }, { by: citizen, key: 'member-1' }),
    await ask('GET', `/v1/patients/${encodeURIComponent(lata.phone)}`, { by: citizen }),
    await ask('GET', `/v1/nowhere/${lata.aadhaar}?phone=${encodeURIComponent(lata.phone)}`),
    await ask('GET', `/v1/me?q=${encodeURIComponent(lata.name)}`, { by: citizen }),
    await ask('GET', `/v1/me?aadhaar=%zz${lata.aadhaar}`, { by: { ...citizen, token: `${citizen.token}x` } }),
    await ask('GET', `/v1/pins/%zz${lata.aadhaar}`),
  ]
  const statuses = refused.map(({ status }) => status)
  assert.ok(
    statuses.every((status) => status >= 400 && status < 500),
    statuses.join(),
  )
  for (let tries = 0; tries < 8; tries++) await post('/v1/auth/login', { phone: lata.phone, password })
  assert.equal((await post('/v1/auth/login', { phone: lata.phone, password })).status, 429)
}

/** PostgreSQL's error message repeats the row that it refused. */
async function failInTheDatabase(): Promise<void> {
  const { pool } = place.program.context('identity')
  const table = 'identity.accounts'
  await pool.query(`alter table ${table} add constraint refuses_all check (name = '') not valid`)
  await post('/v1/auth/otp', { phone: wrong.phone })
  const { body } = await ask<Body>('GET', '/dev/inbox')
  const otp = codeFor(body.messages, wrong.phone)
  const failed = await post('/v1/auth/register', { ...lata, ...wrong, aadhaar: lata.aadhaar, otp })
  assert.equal(failed.status, 500)
  await pool.query(`alter table ${table} drop constraint refuses_all`)
}

async function endSignIns(): Promise<void> {
  place.clock.advance(20 * 60_000)
  const signedIn = await post('/v1/auth/login', { phone: lata.phone, password: lata.password })
  const citizen = toPerson(signedIn)
  assert.equal((await post('/v1/auth/introspect', { token: citizen.token })).status, 200)
  const refreshToken = signedIn.body.refreshToken
  toPerson(await post('/v1/auth/refresh', { refreshToken }))
  assert.equal((await post('/v1/auth/refresh', { refreshToken })).status, 401, 'reused')
  const again = toPerson(await post('/v1/auth/login', { phone: lata.phone, password: lata.password }))
  assert.equal((await post('/v1/auth/logout', undefined, { by: again })).status, 204)
  assert.equal((await ask('GET', '/v1/me', { by: again })).status, 401)
}

const notDeclared = (found: readonly string[]): string[] =>
  found.filter((one) => {
    const [column, kind] = one.split(' holds ') as [string, Kind]
    return !MAY_HOLD[column]?.includes(kind)
  })

describe('after a whole journey', () => {
  const linesWith = (lines: readonly string[]): string[] => lines.filter((line) => search.find(line).length > 0)

  test('the search can find each of the values', () => {
    for (const { kind, value } of canaries) assert.ok(search.find(`before ${value} after`).includes(kind), value)
  })

  test('no line of the log, even at level debug, contains personal or secret values', () => {
    assert.ok(place.logLines.length > 40)
    assert.ok(
      place.logLines.some((line) => line.includes('"level":"error"')),
      'the failure was logged',
    )
    assert.deepEqual(linesWith(place.logLines), [])
  })

  test('no refusal repeats a value from the request', () => {
    const problems = answers.filter(({ answer }) => answer.status >= 400)
    assert.ok(problems.length > 20)
    assert.deepEqual(linesWith(problems.map(({ answer }) => JSON.stringify(answer))), [])
  })

  test('no answer contains a password, a code or an Aadhaar number', () => {
    const secret = searchFor(canaries.filter(({ kind }) => ['password', 'otp', 'aadhaar'].includes(kind)))
    const found = answers.filter(({ answer }) => secret.find(JSON.stringify(answer)).length > 0)
    assert.deepEqual(found, [])
  })

  test('no metric contains personal or secret values', async () => {
    const { body } = await place.ask<string>('GET', '/metrics')
    assert.match(body, /sehat_http_request_duration_seconds/)
    assert.deepEqual(search.find(body), [])
  })

  test('only the listed columns contain such values; the outbox and the jobs do not', async () => {
    const { pool } = place.program.context('identity')
    const outbox = await pool.query('select count(*)::int as count from identity.outbox')
    assert.ok(outbox.rows[0].count > 0, 'the events still wait')
    const found = await findInTables(pool, search)
    assert.deepEqual(notDeclared(found), [])
    for (const column of Object.keys(MAY_HOLD)) {
      assert.ok(
        found.some((one) => one.startsWith(`${column} `)),
        `${column} holds none: it need not be declared`,
      )
    }
    assert.ok((await place.program.relay.runOnce()) > 0)
    assert.deepEqual(notDeclared(await findInTables(pool, search)), [], 'with the events in the queue of jobs')
  })

  test('the jobs that run afterwards leave no such values either', async (t) => {
    const { databaseUrl } = place
    const worker = await setup(t, { databaseUrl, env: { ROLE: 'worker' }, clock: 'real' })
    const { pool } = place.program.context('identity')
    await until('all jobs are done', async () => {
      const { rows } = await pool.query('select count(*)::int as count from graphile_worker.jobs')
      return rows[0].count === 0
    })
    const { rows } = await pool.query('select task_identifier, last_error from graphile_worker.jobs')
    assert.deepEqual(rows, [])
    assert.deepEqual(linesWith(worker.logLines), [])
    assert.deepEqual(notDeclared(await findInTables(pool, search)), [])
  })

  test('after Lata has closed her account no table holds her phone or a name of her family', async () => {
    place.clock.advance(25 * 3_600_000)
    const { phone } = lata
    const by = toPerson(await post('/v1/auth/login', { phone, otp: await askCode(phone) }))
    const closed = await post('/v1/privacy/closing', { otp: await askCode(phone), isAtOnce: true }, { by })
    assert.equal(closed.status, 202, JSON.stringify(closed.body))
    const own = [
      { kind: 'phone', value: phone } as const,
      ...[lata, child].map(({ name }) => ({ kind: 'name', value: name }) as const),
    ]
    assert.deepEqual(await findInTables(place.program.context('identity').pool, searchFor(own)), [])
    assert.deepEqual(linesWith(place.logLines), [])
  })
})
