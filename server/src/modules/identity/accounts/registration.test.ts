// Tests registering: valid and invalid requests, known phones, and a crash between the account and the patient.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { hasVerhoeffDigit } from '../../../platform/http/formats.ts'
import { until } from '../../../testing/until.ts'
import { asha, nila, omar, setupIdentity } from '../testing.ts'

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
  const { get, register, signIn, program } = await setupIdentity(t)
  const registered = await register({ ...asha, phone: asha.phone.slice(3), aadhaar: AADHAAR })
  assert.equal(registered.status, 201, JSON.stringify(registered))
  const { accountId, patientId } = registered.body
  const me = await get('/v1/me', await signIn(asha))
  const { powers, ...holder } = me.body
  const roles = ['citizen']
  assert.deepEqual(holder, { id: accountId, name: asha.name, roles, patientId, phone: asha.phone, workplaces: [] })
  assert.deepEqual(powers, program.context('identity').powers.of(['citizen']))
  assert.ok(powers.includes('family.manage'))
  const patient = await get(`/v1/patients/${patientId}`, await signIn(asha))
  assert.equal(patient.status, 200, 'she is her own patient')
})

test('staff find a registered person by phone and birth date, or by national id and name', async (t) => {
  const { post, register, staff, centre, databaseUrl } = await setupIdentity(t)
  const { patientId } = (await register({ ...asha, aadhaar: AADHAAR })).body
  await register(omar)
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
  const { post, readCode, databaseUrl } = await setupIdentity(t)
  await post('/v1/auth/otp', { phone: asha.phone })
  const valid = { ...asha, otp: await readCode(asha.phone) }
  const before = await dump(databaseUrl)
  const { birthDate, ...undated } = valid
  const cases: [object, string][] = [
    [{ ...valid, phone: '+915812345601' }, '/phone'],
    [{ ...valid, phone: '+9198123456011' }, '/phone'],
    [{ ...valid, phone: 9812345601 }, '/phone'],
    [{ ...valid, name: ' ' }, '/name'],
    [{ ...valid, name: 'A\u0000sha' }, '/name'],
    [{ ...valid, name: 'Asha\nRaghunathan' }, '/name'],
    [{ ...valid, name: 'Asha \u202Enahtan' }, '/name'],
    [{ ...valid, name: '\u200B\u200B' }, '/name'],
    [{ ...valid, name: '\u200C\u200D' }, '/name'],
    [{ ...valid, name: 'Asha\u2028' }, '/name'],
    [{ ...valid, name: '.' }, '/name'],
    [{ ...valid, name: '123' }, '/name'],
    [undated, '/birthDate'],
    [{ ...valid, birthYear: 1988 }, '/birthYear'],
    [{ ...undated, birthDate: '2023-02-29' }, '/birthDate'],
    [{ ...undated, birthDate: '2999-01-01' }, '/birthDate'],
    [{ ...undated, birthYear: 1880 }, '/birthYear'],
    [{ ...valid, gender: 'F' }, '/gender'],
    [{ ...valid, pin: '011001' }, '/pin'],
    [{ ...valid, pin: '999999' }, '/pin'],
    [{ ...valid, aadhaar: AADHAAR.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)) }, '/aadhaar'],
    [{ ...valid, aadhaar: `${AADHAAR}0` }, '/aadhaar'],
    [{ ...valid, password: 'short12' }, '/password'],
    [{ ...valid, password: 'x'.repeat(129) }, '/password'],
    [{ ...valid, password: 'PassWord123' }, '/password'],
    [{ ...valid, password: asha.phone }, '/password'],
    [{ ...valid, roles: ['national-admin'] }, '/roles'],
    [{ ...valid, accountId: 'mine' }, '/accountId'],
    [asha, '/otp'],
    [{ ...valid, otp: '12345' }, '/otp'],
  ]
  for (const [body, pointer] of cases) {
    const { status, body: problem } = await post('/v1/auth/register', body)
    assert.equal(status, 400, `${pointer} ${JSON.stringify(problem)}`)
    const pointers = problem.errors?.map((error) => error.pointer)
    assert.ok(pointers?.includes(pointer), `${pointer} ${JSON.stringify(problem)}`)
  }
  assert.equal(await dump(databaseUrl), before)
})

test('a phone that did not answer its code gets no account, and its holder is not kept from one', async (t) => {
  const { post, register, readCode, databaseUrl } = await setupIdentity(t)
  const intruder = { ...omar, phone: asha.phone, password: 'an intruder writes this' }
  const before = await dump(databaseUrl)
  for (const otp of ['000000', '0000000000']) {
    const { status, body } = await post('/v1/auth/register', { ...intruder, otp })
    assert.deepEqual([status, body.errors?.[0]?.pointer], [400, '/otp'])
  }
  assert.equal(await dump(databaseUrl), before)
  await post('/v1/auth/otp', { phone: asha.phone })
  const wrong = (await readCode(asha.phone)) === '000000' ? '000001' : '000000'
  assert.equal((await post('/v1/auth/register', { ...intruder, otp: wrong })).status, 400)
  assert.equal((await register(asha)).status, 201)
  const guess = { phone: asha.phone, password: intruder.password }
  assert.equal((await post('/v1/auth/login', guess)).status, 401, 'what the intruder typed counts for nothing')
})

test('a code of one phone proves no other, and proves once', async (t) => {
  const { post, readCode } = await setupIdentity(t)
  await post('/v1/auth/otp', { phone: omar.phone })
  const otp = await readCode(omar.phone)
  assert.equal((await post('/v1/auth/register', { ...asha, otp })).status, 400)
  assert.equal((await post('/v1/auth/register', { ...omar, otp })).status, 201)
  const again = await post('/v1/auth/register', { ...omar, otp })
  assert.deepEqual([again.status, again.body.errors?.[0]?.pointer], [400, '/otp'], 'a repeat makes no second account')
})

test('who has an account is told so once the phone is proven, and signs in with the same code', async (t) => {
  const { post, register, readCode, databaseUrl } = await setupIdentity(t)
  await register(asha)
  const before = (await dump(databaseUrl)).replace(/.*nonce.*/g, '')
  const again = await register({ ...asha, name: 'Another Name', password: 'another password of hers' })
  assert.deepEqual([again.status, again.body.type], [409, '/problems/account-exists'])
  assert.equal((await dump(databaseUrl)).replace(/.*nonce.*/g, ''), before)
  const signIn = { phone: asha.phone, otp: await readCode(asha.phone) }
  assert.equal((await post('/v1/auth/login', signIn)).status, 200)
})

test('a code of a phone without an account is told so, and registers', async (t) => {
  const { post, readCode } = await setupIdentity(t)
  await post('/v1/auth/otp', { phone: asha.phone })
  const proof = { phone: asha.phone, otp: await readCode(asha.phone) }
  const { status, body } = await post('/v1/auth/login', proof)
  assert.deepEqual([status, body.type], [404, '/problems/no-account'])
  const { password: _, ...noPassword } = asha
  assert.equal((await post('/v1/auth/register', { ...noPassword, ...proof })).status, 201)
  const byPassword = await post('/v1/auth/login', { phone: asha.phone, password: asha.password })
  assert.equal(byPassword.status, 401, 'an account without a password is opened by codes only')
})

test('a person who works for Sehat becomes a citizen too, with the same account', async (t) => {
  const { get, register, signIn } = await setupIdentity(t)
  const { accountId, patientId } = (await register({ ...asha, phone: nila.phone, password: nila.password })).body
  const me = (await get('/v1/me', await signIn(nila))).body
  assert.deepEqual(me.roles, ['citizen', 'national-admin'])
  assert.equal((me as unknown as { id: string }).id, accountId)
  assert.equal((await get(`/v1/patients/${patientId}`, await signIn(nila))).status, 200)
})

test('twenty registrations with one code at the same time make one account', async (t) => {
  const { post, readCode, signIn, databaseUrl } = await setupIdentity(t)
  await post('/v1/auth/otp', { phone: asha.phone })
  const body = { ...asha, otp: await readCode(asha.phone) }
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('/v1/auth/register', body)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(19).fill(400)])
  const { accountId } = await signIn(asha)
  assert.equal(answers.find(({ status }) => status === 201)?.body.accountId, accountId)
  const [counts] = await withClient(databaseUrl, async (client) => {
    const text = `select (select count(*) from identity.accounts where phone = $1)::int as accounts,
      (select count(*) from patients.patients)::int as patients`
    return (await client.query(text, [asha.phone])).rows
  })
  assert.deepEqual(counts, { accounts: 1, patients: 1 })
})

test('the event registers a patient whose registration failed at first', async (t) => {
  const { post, readCode, databaseUrl, peer } = await setupIdentity(t)
  await post('/v1/auth/otp', { phone: asha.phone })
  const body = { ...asha, otp: await readCode(asha.phone) }
  await withClient(databaseUrl, async (client) => {
    await client.query('begin; lock table patients.patients in access exclusive mode')
    const answer = post('/v1/auth/register', body)
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
  const { post, register, readCode, signIn, logLines, databaseUrl } = await setupIdentity(t)
  await register({ ...asha, aadhaar: AADHAAR })
  await register({ ...asha, aadhaar: `${AADHAAR.slice(0, 11)}x` })
  const code = await readCode(asha.phone)
  await post('/v1/auth/login', { phone: asha.phone, password: 'a wrong password' })
  await signIn(asha)
  const log = logLines.join('')
  assert.match(log, /auth\/register/, 'the log was captured')
  for (const secret of [AADHAAR, asha.phone.slice(3), 'Asha', asha.password, code, 'a wrong password']) {
    assert.ok(!log.includes(secret), 'the log holds a secret')
  }
  const rows = await dump(databaseUrl)
  assert.ok(rows.includes(asha.name), 'the rows were read')
  for (const secret of [AADHAAR, asha.password, code]) assert.ok(!rows.includes(secret), 'the database holds a secret')
})
