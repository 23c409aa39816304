// Tests registering: valid and invalid requests, known phones, and a crash between the account and the patient.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { hasVerhoeffDigit } from '../../../platform/http/formats.ts'
import { until } from '../../../testing/until.ts'
import { asha, omar, setupIdentity, shapeOf } from '../testing.ts'

const AADHAAR = [...'0123456789'].map((digit) => `23412341234${digit}`).find(hasVerhoeffDigit) as string

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Gives all rows of both modules and of the job queue as text. */
async function dump(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query(`select schemaname || '.' || tablename as name from pg_tables
      where schemaname in ('identity', 'patients', 'graphile_worker') order by 1`)
    const texts: string[] = []
    for (const { name } of tables) {
      const { rows } = await client.query(`select row_to_json(t)::text as line from ${name} t order by 1`)
      texts.push(name, ...rows.map(({ line }) => line))
    }
    return texts.join('\n')
  })
}

test('a citizen registers, signs in and sees herself', async (t) => {
  const { get, post, signIn } = await setupIdentity(t)
  const registered = await post('/v1/auth/register', { ...asha, phone: asha.phone.slice(3), aadhaar: AADHAAR })
  assert.equal(registered.status, 201, JSON.stringify(registered))
  const { accountId, patientId } = registered.body
  const me = await get('/v1/me', await signIn(asha))
  const { powers, ...holder } = me.body
  const roles = ['citizen']
  assert.deepEqual(holder, { id: accountId, name: asha.name, roles, patientId, phone: asha.phone, workplaces: [] })
  assert.deepEqual(powers, ['booking.make', 'booking.manage', 'booking.read', 'dose.read', 'family.manage'])
  const patient = await get(`/v1/patients/${patientId}`, await signIn(asha))
  assert.equal(patient.status, 200, 'she is her own patient')
})

test('staff find a registered person by phone and birth date, or by national id and name', async (t) => {
  const { post, staff, centre, databaseUrl } = await setupIdentity(t)
  const { patientId } = (await post('/v1/auth/register', { ...asha, aadhaar: AADHAAR })).body
  await post('/v1/auth/register', omar)
  const reception = await staff('reception', (await centre()).facilityId)
  const { birthDate, name } = asha
  const descriptions = [
    { phone: asha.phone.slice(3), birthDate },
    { fullName: name, identifiers: [{ system: 'aadhaar', value: AADHAAR }] },
  ]
  for (const description of descriptions) {
    const { status, body } = await post('/v1/patients/match', description, reception)
    const found = body.candidates.map((one) => [one.patientId, one.name])
    assert.deepEqual([status, found], [200, [[patientId, name]]])
  }
  const [kept] = await withClient(databaseUrl, async (client) => {
    const text = 'select phone, aadhaar_hash, aadhaar_last4 from patients.patients where id = $1'
    return (await client.query(text, [patientId])).rows
  })
  assert.match(kept.aadhaar_hash, /^[0-9a-f]{64}$/)
  assert.deepEqual([kept.phone, kept.aadhaar_last4], [asha.phone, AADHAAR.slice(-4)])
})

test('a wrong registration names the wrong field and stores nothing', async (t) => {
  const { post, databaseUrl } = await setupIdentity(t)
  const before = await dump(databaseUrl)
  const { birthDate, ...undated } = asha
  const cases: [object, string][] = [
    [{ ...asha, phone: '+915812345601' }, '/phone'],
    [{ ...asha, phone: '+9198123456011' }, '/phone'],
    [{ ...asha, phone: 9812345601 }, '/phone'],
    [{ ...asha, name: ' ' }, '/name'],
    [{ ...asha, name: 'A\u0000sha' }, '/name'],
    [{ ...asha, name: 'Asha\nRaghunathan' }, '/name'],
    [{ ...asha, name: 'Asha \u202Enahtan' }, '/name'],
    [{ ...asha, name: '\u200B\u200B' }, '/name'],
    [{ ...asha, name: '\u200C\u200D' }, '/name'],
    [{ ...asha, name: 'Asha\u2028' }, '/name'],
    [{ ...asha, name: '.' }, '/name'],
    [{ ...asha, name: '123' }, '/name'],
    [undated, '/birthDate'],
    [{ ...asha, birthYear: 1988 }, '/birthYear'],
    [{ ...undated, birthDate: '2023-02-29' }, '/birthDate'],
    [{ ...undated, birthDate: '2999-01-01' }, '/birthDate'],
    [{ ...undated, birthYear: 1880 }, '/birthYear'],
    [{ ...asha, gender: 'F' }, '/gender'],
    [{ ...asha, pin: '011001' }, '/pin'],
    [{ ...asha, pin: '999999' }, '/pin'],
    [{ ...asha, aadhaar: AADHAAR.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)) }, '/aadhaar'],
    [{ ...asha, aadhaar: `${AADHAAR}0` }, '/aadhaar'],
    [{ ...asha, password: 'short12' }, '/password'],
    [{ ...asha, password: 'x'.repeat(129) }, '/password'],
    [{ ...asha, password: 'PassWord123' }, '/password'],
    [{ ...asha, password: asha.phone }, '/password'],
    [{ ...asha, roles: ['national-admin'] }, '/roles'],
    [{ ...asha, accountId: 'mine' }, '/accountId'],
  ]
  for (const [body, pointer] of cases) {
    const { status, body: problem } = await post('/v1/auth/register', body)
    assert.equal(status, 400, `${pointer} ${JSON.stringify(problem)}`)
    const pointers = problem.errors?.map((error) => error.pointer)
    assert.ok(pointers?.includes(pointer), `${pointer} ${JSON.stringify(problem)}`)
  }
  assert.equal(await dump(databaseUrl), before)
})

test('a known phone gets the same answer, nothing changes, and its holder gets a message', async (t) => {
  const { post, messages, databaseUrl } = await setupIdentity(t)
  const first = await post('/v1/auth/register', asha)
  const before = await dump(databaseUrl)
  const again = await post('/v1/auth/register', { ...omar, phone: asha.phone, password: 'an intruder writes this' })
  assert.deepEqual(shapeOf(again), shapeOf(first))
  assert.notEqual(again.body.accountId, first.body.accountId)
  assert.equal(await dump(databaseUrl), before)
  assert.deepEqual(
    (await messages()).map(({ to }) => to),
    [asha.phone],
  )
  const intruder = await post('/v1/auth/login', { phone: asha.phone, password: 'an intruder writes this' })
  assert.equal(intruder.status, 401)
})

test('twenty registrations of one phone at the same time make one account', async (t) => {
  const { post, signIn, databaseUrl } = await setupIdentity(t)
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('/v1/auth/register', asha)))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
  const { accountId } = await signIn(asha)
  assert.equal(answers.filter(({ body }) => body.accountId === accountId).length, 1)
  const [counts] = await withClient(databaseUrl, async (client) => {
    const text = `select (select count(*) from identity.accounts where phone = $1)::int as accounts,
      (select count(*) from patients.patients)::int as patients`
    return (await client.query(text, [asha.phone])).rows
  })
  assert.deepEqual(counts, { accounts: 1, patients: 1 })
})

test('the event registers a patient whose registration failed at first', async (t) => {
  const { post, databaseUrl, peer } = await setupIdentity(t)
  await withClient(databaseUrl, async (client) => {
    await client.query('begin; lock table patients.patients in access exclusive mode')
    const answer = post('/v1/auth/register', asha)
    // Cancels the waiting statement, as a time limit does, at a moment that the test chooses.
    const cancel = `select pg_cancel_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    await until('the waiting statement is cancelled', async () => (await client.query(cancel)).rows.length > 0)
    assert.equal((await answer).status, 503)
    await client.query('commit')
  })
  assert.match(await dump(databaseUrl), /"pending_patient":\{/)
  const { signIn, get } = await peer({ env: { ROLE: 'both' } })
  const session = await signIn(asha)
  const { patientId } = (await get('/v1/me', session)).body
  const isThere = async () => (await get(`/v1/patients/${patientId}`, session)).status === 200
  await until('the patient is registered', isThere)
  await until('nothing is pending', async () => !/"pending_patient":\{/.test(await dump(databaseUrl)))
})

test('no national id stands in the log or the database, and no phone, name or password in the log', async (t) => {
  const { post, signIn, logLines, databaseUrl } = await setupIdentity(t)
  await post('/v1/auth/register', { ...asha, aadhaar: AADHAAR })
  await post('/v1/auth/register', { ...asha, aadhaar: `${AADHAAR.slice(0, 11)}x` })
  await post('/v1/auth/otp', { phone: asha.phone })
  await post('/v1/auth/login', { phone: asha.phone, password: 'a wrong password' })
  await signIn(asha)
  const log = logLines.join('')
  assert.match(log, /auth\/register/, 'the log was captured')
  for (const secret of [AADHAAR, asha.phone.slice(3), 'Asha', asha.password, 'a wrong password']) {
    assert.ok(!log.includes(secret), 'the log holds a secret')
  }
  const rows = await dump(databaseUrl)
  assert.ok(rows.includes(asha.name), 'the rows were read')
  for (const secret of [AADHAAR, asha.password]) assert.ok(!rows.includes(secret), 'the database holds a secret')
})
