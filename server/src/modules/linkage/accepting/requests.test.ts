// Tests of refused and repeated requests: bad input, keys, tokens, workflows of other customers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { startReceiver } from '../../../testing/fakes/receiver.ts'
import { type Setup, setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import {
  type Customer,
  FAST,
  type Linked,
  onboard,
  patientOf,
  poolOf,
  type Refused,
  slugOf,
  tokenOf,
} from '../testing.ts'

/** No worker runs, so accepted requests stay RECEIVED. */
async function begin(t: Parameters<typeof setup>[0], env: Record<string, string> = {}) {
  const receiver = await startReceiver(t)
  const place = await setup(t, { clock: 'real', env: { ...FAST, ...env } })
  return { receiver, place, customer: await onboard(place, receiver) }
}

const countStored = async (place: Setup): Promise<number> => {
  const { rows } = await poolOf(place).query<{ count: number }>(
    `select ((select count(*) from linkage.workflows) + (select count(*) from linkage.requests)
       + (select count(*) from linkage.queue) + (select count(*) from linkage.idempotency_keys))::int as count`,
  )
  return rows[0]?.count ?? -1
}

test('a request needs both headers, and each refusal names its header', async (t) => {
  const { place, customer } = await begin(t)
  const body = { patient: patientOf('Nobody', 'A-1') }
  const send = (headers: Record<string, string>) => place.ask<Refused>('POST', '/link', { headers, body })
  const noKey = await send(customer.headers)
  assert.deepEqual([noKey.status, noKey.body.errors?.[0]?.pointer], [400, 'header/idempotency-key'])
  const noToken = await send({ 'idempotency-key': 'k-1' })
  assert.deepEqual([noToken.status, noToken.body.errors?.[0]?.pointer], [401, 'header/customer-token'])
  assert.equal(slugOf(noToken.body), 'sign-in-needed')
  for (const token of ['wrong', `${customer.token}x`, 'a b', (await place.admin()).token]) {
    const answer = await send({ 'idempotency-key': 'k-1', 'customer-token': token })
    assert.equal(answer.status, 401, token)
  }
  const longKey = await send({ ...customer.headers, 'idempotency-key': 'x'.repeat(129) })
  assert.deepEqual([longKey.status, longKey.body.errors?.[0]?.pointer], [400, 'header/idempotency-key'])
  assert.equal(await countStored(place), 0)
})

const BAD: readonly (readonly [string, object, string])[] = [
  ['a birth in the future', { dob: '2999-01-01' }, '/patient/dob'],
  ['a birth date that does not exist', { dob: '2020-02-30' }, '/patient/dob'],
  ['a birth long ago', { dob: '1700-01-01' }, '/patient/dob'],
  ['a month in the future', { dob: '2999-01' }, '/patient/dob'],
  ['a month that does not exist', { dob: '1990-13' }, '/patient/dob'],
  ['a time that does not exist', { dob: '1990-05-14T25:00:00Z' }, '/patient/dob'],
  ['a birth date in words', { dob: '14 May 1990' }, '/patient/dob'],
  ['insurance nested too deep', { insurance: { a: { b: { c: { d: { e: 1 } } } } } }, '/patient/insurance/a/b/c/d'],
  ['a name of 10,000 characters', { full_name: 'x'.repeat(10_000) }, '/patient/full_name'],
  ['an empty name', { full_name: '  ' }, '/patient/full_name'],
  ['a name without a letter', { full_name: '-' }, '/patient/full_name'],
  ['a name with a zero character', { full_name: 'a\u0000b' }, '/patient/full_name'],
  ['an unknown field', { role: 'admin' }, '/patient/role'],
  ['an unknown field of the contact', { contact: { fax: '1' } }, '/patient/contact/fax'],
  ['an unknown gender', { gender: 'x' }, '/patient/gender'],
  ['an id with a slash', { id: 'a/b' }, '/patient/id'],
  ['a broken Aadhaar number', { identifiers: [{ system: 'aadhaar', value: '123' }] }, '/patient/identifiers/0/value'],
  ['an invalid e-mail address', { contact: { email: 'asha' } }, '/patient/contact/email'],
]

test('bad input is refused, the refusal names the field, and nothing is stored', async (t) => {
  const { place, customer } = await begin(t)
  for (const [what, change, pointer] of BAD) {
    const answer = await customer.link({ ...patientOf('Nobody', 'A-1'), ...change })
    assert.equal(answer.status, 400, `${what}: ${JSON.stringify(answer.body)}`)
    assert.ok(
      answer.body.errors?.some((error) => error.pointer === pointer),
      `${what}: ${JSON.stringify(answer.body)}`,
    )
  }
  const webhooks = [
    ...['https://10.0.0.5/hook', 'https://169.254.169.254/', 'https://[::ffff:7f00:1]/', 'http://hospital.example/'],
    ...['https://elsewhere.example/hook', 'https://user@elsewhere.example/', 'ftp://elsewhere.example/'],
  ]
  for (const webhook of webhooks) {
    const answer = await customer.link(patientOf('Nobody', 'A-1'), { webhook })
    assert.equal(answer.status, 400, webhook)
    assert.equal(answer.body.errors?.[0]?.pointer, '/webhook', webhook)
  }
  assert.equal(await countStored(place), 0)
})

const BIRTHS = [
  ...([
    ['1990-05-14T00:00:00.000Z', '1990-05-14'],
    ['1990-05-13T18:30:00Z', '1990-05-14'],
  ] as const),
  ...([
    ['1990-05-14T00:00:00+05:30', '1990-05-14'],
    ['1990-05-14T09:30:00', '1990-05-14'],
  ] as const),
  ...([
    ['1990', '1990'],
    ['1990-05', '1990-05'],
    ['1990-05-14', '1990-05-14'],
  ] as const),
] as const

test('a birth date may be a day, a month, a year or a date-time, and insurance may be nested', async (t) => {
  const { place, customer } = await begin(t)
  const { keys } = place.program.context('linkage')
  const insurance = {
    provider: 'Ayushman Bharat',
    policyNumber: 'PMJAY-00123',
    validUntil: null,
    policy: { number: 12, members: [{ relation: 'self', name: 'Asha' }], address: { city: 'Guwahati' } },
  }
  for (const [nth, [stated, kept]] of BIRTHS.entries()) {
    const patient = { ...patientOf('Nobody', `D-${nth}`), dob: stated, insurance }
    const { status, body } = await customer.link(patient)
    assert.equal(status, 202, `${stated}: ${JSON.stringify(body)}`)
    const id = body['workflow-id']
    const { rows } = await poolOf(place).query<{ sealed: Buffer }>(
      'select sealed from linkage.requests where workflow_id = $1',
      [id],
    )
    const sealed = JSON.parse(keys.unseal(rows[0]?.sealed as Buffer, `linkage.requests.sealed ${id}`))
    assert.deepEqual([sealed.patient.dob, sealed.patient.insurance], [kept, insurance], stated)
  }
})

test('names in any script and patients with only a name are accepted, and the data is encrypted', async (t) => {
  const { place, customer } = await begin(t)
  const names = ['आशा शर्मा', 'முத்துக்குமார் ராமசாமி', 'Asha Sharma']
  for (const [index, full_name] of names.entries()) {
    assert.equal((await customer.link({ id: `N-${index}`, full_name })).status, 202, full_name)
  }
  const aadhaar = { system: 'aadhaar', value: '2345 6789 0124' }
  assert.equal((await customer.link({ id: 'N-9', full_name: 'Asha', identifiers: [aadhaar] })).status, 202)
  const { rows } = await poolOf(place).query<{ id: string; sealed: Buffer }>(
    'select workflow_id as id, sealed from linkage.requests',
  )
  assert.equal(rows.length, 4)
  const { keys } = place.program.context('linkage')
  for (const { id, sealed } of rows) {
    assert.equal(sealed.includes('Asha') || sealed.includes('आशा'), false)
    const text = keys.unseal(sealed, `linkage.requests.sealed ${id}`)
    assert.equal(text.includes('23456789') || text.includes('2345 6789'), false, 'an Aadhaar number is never stored')
    const other = rows.find((row) => row.id !== id)?.id
    assert.throws(() => keys.unseal(sealed, `linkage.requests.sealed ${other}`), 'the data opens only in its own row')
  }
})

test('ten requests at once with the same key give one workflow; the key with another body is refused', async (t) => {
  const { place, customer } = await begin(t)
  const patient = patientOf('Nobody', 'K-1')
  const answers = await Promise.all(Array.from({ length: 10 }, () => customer.link(patient, { key: 'same' })))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202])
  assert.equal(new Set(answers.map(({ body }) => body['workflow-id'])).size, 1)
  assert.equal(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true').length, 9)
  for (const other of [patientOf('Nobody', 'K-2'), { ...patient, full_name: 'Somebody else' }]) {
    const reused = await customer.link(other, { key: 'same' })
    assert.deepEqual([reused.status, slugOf(reused.body)], [422, 'idempotency-key-reused'])
  }
  const second = await onboard(place, customer.receiver)
  const independent = await second.link(patient, { key: 'same' })
  assert.notEqual(independent.body['workflow-id'], answers[0]?.body['workflow-id'])
  const { rows } = await poolOf(place).query('select 1 from linkage.workflows')
  assert.equal(rows.length, 2)
})

test('a further request for a patient gets the running workflow, whatever its key', async (t) => {
  const { place, customer } = await begin(t)
  const answers = await Promise.all(Array.from({ length: 10 }, () => customer.link(patientOf('Nobody', 'P-1'))))
  assert.equal(new Set(answers.map(({ body }) => body['workflow-id'])).size, 1)
  const id = answers[0]?.body['workflow-id'] as string
  const other = await onboard(place, customer.receiver)
  const hidden = await place.ask('GET', `/link/status/${id}`, { headers: other.headers })
  assert.equal(hidden.status, 404)
  assert.equal((await place.ask('GET', '/patient/P-1', { headers: customer.headers })).status, 404)
})

test('only national administrators onboard customers, and the secrets are shown once', async (t) => {
  const { place, receiver, customer } = await begin(t)
  const citizen = await place.citizen()
  const body = { name: 'A', webhook: receiver.url }
  assert.equal((await place.ask('POST', '/v1/customers', { body })).status, 401)
  assert.equal((await place.ask('POST', '/v1/customers', { by: citizen, body })).status, 403)
  const by = await place.admin()
  for (const webhook of [
    'https://192.168.1.1/',
    'https://[fe80::1]/',
    'http://public.example/',
    'https://localhost./',
  ]) {
    const answer = await place.ask<Refused>('POST', '/v1/customers', { by, body: { ...body, webhook } })
    if (webhook.includes('localhost')) continue
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [400, '/webhook'], webhook)
  }
  const read = await place.ask<object>('GET', `/v1/customers/${customer.id}`, { by })
  assert.equal(read.status, 200)
  for (const secret of [customer.secret, customer.webhookSecret]) {
    assert.equal(JSON.stringify(read.body).includes(secret), false)
    const { rows } = await poolOf(place).query<{ row: string }>('select c::text as row from linkage.customers c')
    assert.equal(
      rows.some(({ row }) => row.includes(secret)),
      false,
    )
  }
  const changed = await place.ask('PATCH', `/v1/customers/${customer.id}`, { by, body: { 'choice-by': 'staff' } })
  assert.equal(changed.status, 200)
})

test('a change sets the limits it names, keeps the others, and null restores the default limit', async (t) => {
  const { place, customer } = await begin(t)
  const by = await place.admin()
  const limitsAfter = async (body: object) => {
    const answer = await place.ask<{ limits: object }>('PATCH', `/v1/customers/${customer.id}`, { by, body })
    return answer.body.limits
  }
  const usual = { 'requests-per-second': 1_000, 'callbacks-at-once': 8, 'batch-rows': 500 }
  const own = { 'requests-per-second': 7, 'callbacks-at-once': 2, 'batch-rows': 3 }
  assert.deepEqual(await limitsAfter({ limits: own }), own)
  assert.deepEqual(await limitsAfter({ limits: { 'batch-rows': null } }), { ...own, 'batch-rows': 500 })
  const none = { 'requests-per-second': null, 'callbacks-at-once': null }
  assert.deepEqual(await limitsAfter({ limits: none }), usual)
})

test('a repeat of onboarding creates no second customer and shows no secret', async (t) => {
  const { place, receiver } = await begin(t)
  const by = await place.admin()
  const body = { name: 'Hospital of the North', webhook: receiver.url }
  const send = (key: string, asked: object = body) =>
    place.ask<Record<string, string> & Refused>('POST', '/v1/customers', { by, key, body: asked })
  const answers = await Promise.all(Array.from({ length: 5 }, () => send('new-customer')))
  assert.ok(answers.every(({ status }) => status === 201 || status === 409))
  const repeat = await send('new-customer')
  const shown = [...answers, repeat].filter((answer) => answer.body.secret !== undefined)
  assert.equal(shown.length, 1)
  const { secret, 'webhook-secret': webhookSecret, ...customer } = (shown[0] as (typeof shown)[0]).body
  assert.deepEqual([repeat.status, repeat.headers['idempotent-replayed'], repeat.body], [201, 'true', customer])
  const { rows } = await poolOf(place).query<{ row: string }>('select k::text as row from linkage.idempotency_keys k')
  assert.equal(rows.length, 1)
  for (const one of [secret, webhookSecret]) assert.equal(rows[0]?.row.includes(one as string), false)
  assert.equal((await send('new-customer', { ...body, name: 'Another' })).status, 422)
  const list = await place.ask<{ items: { name: string }[] }>('GET', '/v1/customers', { by })
  assert.equal(list.body.items.filter(({ name }) => name === body.name).length, 1)
  const url = `/v1/customers/${repeat.body['customer-id']}/secret`
  const lost = await place.ask<{ secret: string }>('POST', url, { by })
  await tokenOf(place, repeat.body['customer-id'] as string, lost.body.secret)
})

async function assertToken(place: Setup, customer: Customer, token: string, status: number): Promise<void> {
  const headers = { 'customer-token': token, 'idempotency-key': crypto.randomUUID() }
  const answer = await place.ask<Linked>('POST', '/link', { headers, body: { patient: patientOf('Nobody', 'T-1') } })
  assert.equal(answer.status, status, customer.id)
}

test('a wrong secret gets no token, tokens expire, and all processes soon refuse revoked tokens', async (t) => {
  const { place, receiver } = await begin(t)
  const env = { ...FAST, SEHAT_ACCESS_TOKEN_SECONDS: '1' }
  const second = await setup(t, { clock: 'real', databaseUrl: place.databaseUrl, env })
  const customer = await onboard(place, receiver)
  const by = await place.admin()
  const wrong = await place.ask<Refused>('POST', '/v1/customers/token', {
    body: { 'customer-id': customer.id, secret: 'wrong' },
  })
  assert.deepEqual([wrong.status, slugOf(wrong.body)], [401, 'credentials-refused'])
  const token = await tokenOf(place, customer.id, customer.secret)
  for (const one of [place, second]) await assertToken(one, customer, token, 202)
  const revoked = await place.ask('POST', `/v1/customers/${customer.id}/revocation`, { by })
  assert.equal(revoked.status, 200)
  await assertToken(place, customer, token, 401)
  await until('the other process refuses the token', async () => {
    const headers = { 'customer-token': token, 'idempotency-key': crypto.randomUUID() }
    const body = { patient: patientOf('Nobody', 'T-1') }
    return (await second.ask('POST', '/link', { headers, body })).status === 401
  })
  const old = await place.ask('POST', '/v1/customers/token', {
    body: { 'customer-id': customer.id, secret: customer.secret },
  })
  assert.equal(old.status, 401)
  const { body } = await place.ask<{ secret: string }>('POST', `/v1/customers/${customer.id}/secret`, { by })
  const fresh = await tokenOf(place, customer.id, body.secret)
  await assertToken(second, customer, fresh, 202)
  const short = await tokenOf(second, customer.id, body.secret)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  await assertToken(place, customer, short, 401)
})

test('tries with wrong secrets are limited, and the right secret still gets a token', async (t) => {
  const { place, customer } = await begin(t, { SEHAT_RATE_LIMITS: 'on' })
  const ask = (secret: string) =>
    place.ask('POST', '/v1/customers/token', { body: { 'customer-id': customer.id, secret } })
  const statuses = await Promise.all(Array.from({ length: 100 }, async () => (await ask('a guess')).status))
  assert.deepEqual([...new Set(statuses)].toSorted(), [401, 429])
  assert.equal((await ask(customer.secret)).status, 200)
})

test('the limit of a customer holds over all processes together, and for batches too', async (t) => {
  const env = { ...FAST, SEHAT_RATE_LIMITS: 'on' }
  // The test moves the clock. So all requests fall into one window, even on a slow machine.
  const first = await setup(t, { env })
  const second = await setup(t, { env, databaseUrl: first.databaseUrl })
  const receiver = await startReceiver(t)
  const [limited, other] = [
    await onboard(first, receiver, { limits: { 'requests-per-second': 50 } }),
    await onboard(first, receiver),
  ]
  const link = (customer: Customer, name: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, nth) => {
        const at = nth % 2 === 0 ? first : second
        return (await customer.link(patientOf('Nobody', `${name}-${nth}`), { at })).status
      }),
    )
  const statuses = await link(limited, 'A', 160)
  assert.equal(statuses.filter((status) => status === 202).length, 50)
  assert.equal(statuses.filter((status) => status === 429).length, 110)
  assert.deepEqual(new Set(await link(other, 'B', 20)), new Set([202]))

  const sendBatch = (at: Setup, name: string, rows: number) =>
    at.ask('POST', '/link/batch', {
      key: crypto.randomUUID(),
      headers: { ...limited.headers, 'content-type': 'application/x-ndjson' },
      body: Array.from({ length: rows }, (_, nth) =>
        JSON.stringify({ patient: patientOf('Nobody', `${name}-${nth}`) }),
      ).join('\n'),
    })
  const refused = await sendBatch(second, 'C', 2)
  assert.deepEqual([refused.status, refused.headers['retry-after']], [429, '1'])
  for (const place of [first, second]) place.clock.advance(1_000)
  assert.equal((await sendBatch(first, 'C', 40)).status, 200)
  assert.equal((await sendBatch(second, 'D', 11)).status, 429)
  assert.equal((await sendBatch(second, 'D', 10)).status, 200)
})

test('all processes see a revocation of a customer restored from a server with higher transaction ids', async (t) => {
  const { place, customer } = await begin(t)
  await poolOf(place).query("update linkage.customers set changed_xid = '99999999999'")
  // These two processes read the restored customer at their start.
  const [second, third] = [
    await setup(t, { clock: 'real', databaseUrl: place.databaseUrl, env: FAST }),
    await setup(t, { clock: 'real', databaseUrl: place.databaseUrl, env: FAST }),
  ]
  // A token with an unknown session makes a process read its customer again.
  const { auth } = second.program.context('identity')
  const ended = await auth.sign({ accountId: customer.id as never, sessionId: newId(0), roles: ['client'] }, 60)
  for (const one of [second, third]) {
    await assertToken(one, customer, customer.token, 202)
    await assertToken(one, customer, ended, 401)
  }
  const by = await second.admin()
  assert.equal((await second.ask('POST', `/v1/customers/${customer.id}/revocation`, { by })).status, 200)
  await assertToken(second, customer, customer.token, 401)
  const body = { patient: patientOf('Nobody', 'T-2') }
  await until('the other process refuses the token', async () => {
    const headers = { ...customer.headers, 'idempotency-key': crypto.randomUUID() }
    return (await third.ask('POST', '/link', { headers, body })).status === 401
  })
  const { body: fresh } = await second.ask<{ secret: string }>('POST', `/v1/customers/${customer.id}/secret`, { by })
  for (const one of [second, third]) {
    await assertToken(one, customer, await tokenOf(one, customer.id, fresh.secret), 202)
  }
})
