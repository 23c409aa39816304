// Tests of linking as a customer sees it: the request, the status and the signed callback.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findByName, type Question } from '../../../testing/fakes/patient-index.ts'
import { answering, startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import type { CallbackBody } from '../contract.ts'
import {
  answerLater,
  assertPromises,
  type Customer,
  callbacksOf,
  FAST,
  onboard,
  openIndexAndReceiver,
  outside,
  patientOf,
  poolOf,
  type Refused,
  type Status,
  slugOf,
  untilAllEnded,
} from '../testing.ts'

async function begin(t: Parameters<typeof setup>[0], more: object = {}, env: Record<string, string> = {}) {
  const { index, receiver } = await openIndexAndReceiver(t)
  const place = await setup(t, { clock: 'real', env: { ...FAST, ...outside(index), ROLE: 'both', ...env } })
  return { index, receiver, place, customer: await onboard(place, receiver, more) }
}

test('Sehat accepts a request, links the patient, sends a signed callback, and then shows the patient', async (t) => {
  const { place, customer } = await begin(t)
  const accepted = await customer.link(patientOf('Certain', 'A-1'))
  assert.equal(accepted.status, 202, JSON.stringify(accepted.body))
  const id = accepted.body['workflow-id']
  assert.equal(accepted.headers.location, `/link/status/${id}`)
  assert.ok(Number(accepted.headers['retry-after']) > 0)
  const status = await place.ask<Status>('GET', `/link/status/${id}?wait=10`, { headers: customer.headers })
  assert.equal(status.body.outcome, 'LINKED')
  await untilAllEnded(place)
  assert.equal((await customer.status(id)).status, 'COMPLETED')
  await assertPromises(place, customer, new Map([['A-1', id]]))
  const read = await place.ask<{ status: string }>('GET', '/patient/A-1', { headers: customer.headers })
  assert.equal(read.body.status, 'LINKED')
})

const received = (customer: Customer, id: string) =>
  customer.receiver.of(id).map(({ body }) => JSON.parse(body) as CallbackBody)

test('when several people match, the customer chooses one candidate, once', async (t) => {
  const { place, customer } = await begin(t)
  const id = (await customer.link(patientOf('Choice', 'B-1'))).body['workflow-id']
  await until('the offer has arrived', () => customer.receiver.of(id).length > 0)
  const [offer] = received(customer, id)
  assert.equal(offer?.type, 'link.choice')
  assert.deepEqual(
    offer.data.candidates?.map(({ candidate, grade }) => [candidate, grade]),
    [
      ['c1', 'probable'],
      ['c2', 'possible'],
    ],
  )
  assert.equal(JSON.stringify(offer).includes('p-B-1'), false, 'the callback holds no id of the index')
  assert.deepEqual([(await customer.status(id)).status, (await customer.status(id)).outcome], ['CHOICE', 'CHOICE'])
  const choose = (candidate: string | null, headers = customer.headers) =>
    place.ask<Refused>('POST', `/link/${id}/choice`, { headers, body: { candidate } })
  assert.equal((await choose('c3')).status, 400)
  const other = await onboard(place, customer.receiver)
  assert.equal((await choose('c1', other.headers)).status, 404, 'another customer does not see the workflow')
  assert.equal((await choose('c2')).status, 200)
  assert.equal((await choose('c2')).status, 200, 'the same choice again changes nothing')
  assert.equal(slugOf((await choose('c1')).body), 'not-in-choice')
  await untilAllEnded(place)
  const { rows } = await poolOf(place).query('select patient_id, internal_patient_id from linkage.patient_mappings')
  assert.deepEqual(rows, [{ patient_id: 'B-1', internal_patient_id: 'p-B-1-b' }])
  await assertPromises(place, customer, new Map([['B-1', id]]))
})

test('when several people match, staff choose if the customer has the setting choice-by staff', async (t) => {
  const { place, customer } = await begin(t, { 'choice-by': 'staff' })
  const id = (await customer.link(patientOf('Choice', 'C-1'))).body['workflow-id']
  await until('the callback has arrived', () => customer.receiver.of(id).length > 0)
  assert.equal(received(customer, id)[0]?.data.candidates, undefined)
  const own = await place.ask<Refused>('POST', `/link/${id}/choice`, {
    headers: customer.headers,
    body: { candidate: 'c1' },
  })
  assert.equal(slugOf(own.body), 'choice-by-staff')
  const by = await place.admin()
  const read = (of: string) =>
    place.ask<{ items: { 'workflow-id': string; candidates: object[] }[] }>(
      'GET',
      `/v1/linkage/reviews?customer=${of}`,
      { by },
    )
  assert.deepEqual((await read(id)).body.items, [], 'no customer has this id')
  const list = await read(customer.id)
  assert.deepEqual([list.body.items[0]?.['workflow-id'], list.body.items[0]?.candidates.length], [id, 2])
  const body = { candidate: null }
  assert.equal((await place.ask('POST', `/v1/linkage/reviews/${id}/choice`, { by, body })).status, 200)
  await untilAllEnded(place)
  assert.deepEqual(
    received(customer, id).map(({ type }) => type),
    ['link.choice', 'link.no-results'],
  )
})

test('a customer ends a link and makes a new one, and the history of both stays', async (t) => {
  const { place, customer } = await begin(t)
  const other = await startReceiver(t)
  const first = (await customer.link(patientOf('Certain', 'D-1'))).body['workflow-id']
  await untilAllEnded(place)
  assert.equal((await customer.link(patientOf('Certain', 'D-1'), { webhook: other.url })).status, 202)
  const before = (await place.ask('GET', `/link/status/${first}`, { headers: customer.headers })).headers.etag
  const again = await customer.link(patientOf('Certain', 'D-1'))
  assert.equal(again.body['workflow-id'], first, 'a request for a linked patient gets the workflow of that link')
  const delink = () => place.ask<Refused>('POST', '/patient/D-1/delink', { headers: customer.headers })
  assert.equal((await delink()).status, 200)
  assert.equal(slugOf((await delink()).body), 'patient-not-linked')
  assert.equal((await place.ask('GET', '/patient/D-1', { headers: customer.headers })).status, 404)
  await until('both webhooks hear of it', () => {
    const heard = [...callbacksOf(customer, first), ...callbacksOf({ receiver: other }, first)]
    const ends = heard.filter(({ type }) => type === 'link.delinked').map(({ data }) => [data.outcome, data.reason])
    return JSON.stringify(ends) === JSON.stringify(Array(2).fill(['DE-LINKED', 'asked-by-customer']))
  })
  const status = await place.ask<Status>('GET', `/link/status/${first}`, { headers: customer.headers })
  assert.deepEqual([status.body.status, status.body.outcome], ['DE-LINKED', 'LINKED'])
  assert.notEqual(status.headers.etag, before)
  const second = (await customer.link(patientOf('Certain', 'D-1'))).body['workflow-id']
  assert.notEqual(second, first)
  await untilAllEnded(place)
  assert.deepEqual(
    [(await customer.status(first)).status, (await customer.status(second)).status],
    ['DE-LINKED', 'COMPLETED'],
  )
  const { rows } = await poolOf(place).query(
    'select status, is_live, workflow_id from linkage.patient_mappings order by created_at',
  )
  assert.deepEqual(rows, [
    { status: 'LINKED', is_live: false, workflow_id: first },
    { status: 'DE-LINKED', is_live: false, workflow_id: first },
    { status: 'LINKED', is_live: true, workflow_id: second },
  ])
  const left = "select 1 from linkage.outbox where name like 'linkage.%'"
  await until('the relay has taken all events', async () => (await poolOf(place).query(left)).rowCount === 0)
})

test('the worker handles a new request while the callback of the last answer waits for its receiver', async (t) => {
  const { place, customer } = await begin(t)
  customer.receiver.reply(answering(500))
  const outcomeOf = async (name: string): Promise<[string, string | undefined]> => {
    const id = (await customer.link({ ...patientOf('Nobody', 'P-1'), full_name: name })).body['workflow-id']
    await until('it is answered', async () => (await customer.status(id)).outcome !== undefined)
    return [id, (await customer.status(id)).outcome]
  }
  const [first, nobody] = await outcomeOf('Nobody P-1')
  const [second, somebody] = await outcomeOf('Certain P-1')
  assert.deepEqual([nobody, somebody], ['NO_RESULTS', 'LINKED'])
  assert.equal((await outcomeOf('Certain P-1'))[0], second, 'no new search for a linked patient')
  assert.equal((await place.ask('POST', '/patient/P-1/delink', { headers: customer.headers })).status, 200)
  const [third, again] = await outcomeOf('Certain P-1')
  assert.equal(again, 'LINKED')
  assert.equal(new Set([first, second, third]).size, 3)
  customer.receiver.reply(answering(204))
  await untilAllEnded(place)
  for (const id of [first, second, third]) assert.equal(received(customer, id).length > 0, true)
})

test('an index that answers later links when it calls back; only its own signed answer counts', async (t) => {
  const { index, receiver } = await openIndexAndReceiver(t)
  const env = { ...FAST, ...outside(index, 'http-async'), SEHAT_LINKAGE_STALE_SECONDS: '60', ROLE: 'both' }
  const place = await setup(t, { clock: 'real', env })
  const customer = await onboard(place, receiver)
  index.behave(({ 'request-id': requestId, 'search-id': searchId }) => ({
    status: 202,
    body: { 'request-id': requestId, 'search-id': searchId },
  }))
  const id = (await customer.link(patientOf('Certain', 'E-1'))).body['workflow-id']
  await until('the index is asked', async () => (await customer.status(id)).status === 'REQUESTED')
  const question = index.questions[0] as Question
  const answer = (body: unknown, secret?: string) => answerLater(place, id, body, secret)
  const { body } = findByName(question)
  assert.equal(await answer(body, 'for tests: the secret of somebody else 0123456789'), 401)
  assert.equal(await answer({ ...(body as object), 'search-id': 'another' }), 404)
  assert.equal(await answer({ ...(body as object), 'request-id': 'another' }), 404)
  assert.equal(await answer({ ...(body as object), candidates: 'nobody' }), 400)
  assert.equal((await customer.status(id)).status, 'REQUESTED')
  assert.deepEqual([await answer(body), await answer(body)], [204, 204])
  await untilAllEnded(place)
  await assertPromises(place, customer, new Map([['E-1', id]]))
  assert.equal((await customer.status(id)).outcome, 'LINKED')
})

test('a status has an ETag, and a long poll answers as soon as the status changes', async (t) => {
  const { place, customer, index } = await begin(
    t,
    {},
    { SEHAT_LINKAGE_INDEX_TIMEOUT_MS: '10000', SEHAT_LINKAGE_LEASE_SECONDS: '30' },
  )
  let release: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  index.behave(async (question) => {
    await held
    return findByName(question)
  })
  const id = (await customer.link(patientOf('Certain', 'F-1'))).body['workflow-id']
  await until('it is in progress', async () => (await customer.status(id)).status === 'IN_PROGRESS')
  const url = `/link/status/${id}`
  const { headers } = await place.ask('GET', url, { headers: customer.headers })
  const same = { headers: { ...customer.headers, 'if-none-match': headers.etag as string } }
  assert.equal((await place.ask('GET', url, same)).status, 304)
  assert.equal((await place.ask('GET', `${url}?wait=1`, same)).status, 304)
  for (const tags of ['*', `"other", ${headers.etag}`, (headers.etag as string).replace('W/', '')]) {
    const answer = await place.ask('GET', url, { headers: { ...customer.headers, 'if-none-match': tags } })
    assert.equal(answer.status, 304, tags)
  }
  const stale = { headers: { ...customer.headers, 'if-none-match': 'W/"0", W/"999"' } }
  assert.equal((await place.ask('GET', url, stale)).status, 200)
  const waiting = place.ask<Status>('GET', `${url}?wait=20`, same)
  release()
  const answer = await waiting
  assert.deepEqual([answer.status, answer.body.outcome], [200, 'LINKED'])
  assert.equal((await place.ask('GET', `${url}?wait=21`, { headers: customer.headers })).status, 400)
})

test('a batch answers each row separately, and a repeat gets the same answers and what became of them', async (t) => {
  const { place, customer } = await begin(t, { limits: { 'batch-rows': 4 } })
  const rows = [
    JSON.stringify({ patient: patientOf('Certain', 'G-1') }),
    '{"patient": {"id": "G-2"}}',
    'no json',
    JSON.stringify({ patient: patientOf('Nobody', 'G-4') }),
  ]
  const send = (lines: string[], key = 'batch-1') =>
    place.program.app.inject({
      method: 'POST',
      url: '/link/batch',
      headers: { ...customer.headers, 'idempotency-key': key, 'content-type': 'application/x-ndjson' },
      payload: lines.join('\n'),
    })
  const read = async (lines: string[]) =>
    (await send(lines)).body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { row: number; status: number; problem?: Refused; workflow?: Status })
  const results = await read(rows)
  assert.deepEqual(
    results.map(({ row, status }) => [row, status]),
    [
      [1, 202],
      [2, 400],
      [3, 400],
      [4, 202],
    ],
  )
  const withBlanks = ['', rows[0] as string, ' \r', '', rows[1] as string, '']
  const numbered = (await send(withBlanks, 'batch-3')).body.trim().split('\n')
  assert.deepEqual(
    numbered.map((line) => JSON.parse(line) as { row: number; status: number }).map(({ row, status }) => [row, status]),
    [
      [2, 202],
      [5, 400],
    ],
  )
  assert.equal(results[1]?.problem?.errors?.[0]?.pointer, '/patient/full_name')
  assert.equal((await send([...rows, ...rows], 'batch-2')).statusCode, 400)
  await untilAllEnded(place)
  const repeated = await read(rows)
  assert.deepEqual(
    repeated.map(({ workflow }) => workflow?.outcome),
    ['LINKED', undefined, undefined, 'NO_RESULTS'],
  )
  assert.deepEqual(
    repeated.map(({ workflow, ...row }) => row),
    results,
  )
})
