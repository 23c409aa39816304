// Tests of what staff see in a choice and in a workflow: the sent patient, the candidates and the history.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answering, startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { FAST, onboard, type Refused } from '../testing.ts'

interface Person {
  readonly name: string
  readonly 'birth-date'?: string
  readonly 'phone-last4'?: string
  readonly identifiers: { system: string; last4?: string }[]
}

interface Review {
  readonly sent: Person
  readonly 'expires-at': string
  readonly candidates: {
    readonly candidate: string
    readonly evidence: { field: string; bits: number }[]
    readonly person?: Person
  }[]
}

interface Workflow {
  readonly 'workflow-id': string
  readonly status: string
  readonly outcome?: string
  readonly moves: { to: string; refusal?: string }[]
  readonly deliveries: { type: string; status: string; attempts: unknown[] }[]
}

const PERSON = { name: 'Zebunnissa Quraishi', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
const PHONE = '+919876501234'

/** Two records of one person, a customer whose choices staff make, and a request that matches both. */
async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t, { clock: 'real', env: { ...FAST, ROLE: 'both' } })
  const by = await place.admin()
  for (const phone of [PHONE, '+919876505678']) {
    const body = { ...PERSON, phone, confirmedNew: true }
    assert.equal((await place.ask('POST', '/v1/patients/registrations', { by, body })).status, 201)
  }
  const customer = await onboard(place, await startReceiver(t), { 'choice-by': 'staff' })
  const link = async (id: string, more: object = {}): Promise<string> => {
    const patient = { id, full_name: PERSON.name, dob: PERSON.birthDate, ...more }
    return (await customer.link(patient)).body['workflow-id']
  }
  const read = async <Body>(url: string) => place.ask<Body>('GET', url, { by })
  return { place, by, customer, link, read }
}

test('staff see the sent patient and each candidate, with bits for each field and masked numbers', async (t) => {
  const { place, by, customer, link, read } = await begin(t)
  const identifiers = [{ system: 'abha', value: '91-2345-6789-0123' }]
  const id = await link('Z-1', { gender: 'female', identifiers, contact: { pin: '110001', phone: '+919876509012' } })
  await until('staff may choose', async () => (await customer.status(id)).status === 'CHOICE')
  const { status, body } = await read<Review>(`/v1/linkage/reviews/${id}`)
  assert.equal(status, 200, JSON.stringify(body))
  const sent = {
    name: PERSON.name,
    'birth-date': PERSON.birthDate,
    'birth-year': 1990,
    gender: 'female',
    pin: '110001',
  }
  const numbers = [{ system: 'abha', last4: '0123' }]
  assert.deepEqual(body.sent, { ...sent, 'phone-last4': '9012', identifiers: numbers })
  assert.deepEqual(body.candidates.map(({ person }) => person?.['phone-last4']).sort(), ['1234', '5678'])
  for (const { evidence, person } of body.candidates) {
    assert.equal(person?.name, PERSON.name)
    assert.ok(evidence.some(({ field, bits }) => field === 'birth' && bits > 10))
  }
  assert.ok(!JSON.stringify(body).includes('98765'))
  assert.ok(Date.parse(body['expires-at']) > Date.now() + 13 * 86_400_000)

  const choice = { by, body: { candidate: body.candidates[0]?.candidate } }
  assert.equal((await place.ask('POST', `/v1/linkage/reviews/${id}/choice`, choice)).status, 200)
  assert.equal((await read(`/v1/linkage/reviews/${id}`)).status, 409)
})

test('staff do not see who a candidate is when only one fact agrees', async (t) => {
  const { customer, link, read } = await begin(t)
  const id = await link('Z-2', { dob: undefined, contact: { pin: '110001' } })
  await until('staff may choose', async () => (await customer.status(id)).status === 'CHOICE')
  const { candidates } = (await read<Review>(`/v1/linkage/reviews/${id}`)).body
  assert.deepEqual(
    candidates.map(({ person, evidence }) => [person, evidence.length > 0]),
    [
      [undefined, true],
      [undefined, true],
    ],
  )
})

test('staff read a workflow with its moves and callbacks', async (t) => {
  const { place, by, customer, link, read } = await begin(t)
  const id = await link('Z-3')
  await until('staff may choose', async () => (await customer.status(id)).status === 'CHOICE')
  customer.receiver.reply(answering(500))
  await place.ask('POST', `/v1/linkage/reviews/${id}/choice`, { by, body: { candidate: 'c1' } })
  const url = `/v1/linkage/workflows/${id}`
  await until('the callback was tried twice', async () => {
    return ((await read<Workflow>(url)).body.deliveries.at(-1)?.attempts.length ?? 0) >= 2
  })
  assert.deepEqual(await movesOf(), ['RECEIVED', 'CHOICE', 'LINKED'])
  customer.receiver.reply(answering(204))
  await until('it is complete', async () => (await read<Workflow>(url)).body.status === 'COMPLETED')
  assert.deepEqual(await movesOf(), ['RECEIVED', 'CHOICE', 'LINKED', 'COMPLETED'])
  assert.equal((await place.ask('POST', '/patient/Z-3/delink', { headers: customer.headers })).status, 200)
  const { body } = await read<Workflow & { 'delinked-at': string }>(url)
  assert.ok(Date.parse(body['delinked-at']) <= Date.now())
  assert.ok(!JSON.stringify(body).includes(PERSON.name))

  async function movesOf(): Promise<string[]> {
    return (await read<Workflow>(url)).body.moves.map(({ to }) => to)
  }
})

test('the list of workflows has pages, newest first, and filters for customer, patient and status', async (t) => {
  const { place, customer, link, read } = await begin(t)
  const other = await onboard(place, customer.receiver)
  const ids = [await link('Z-4'), await link('Z-5', { full_name: 'Nobody Likethis', dob: '1933-03-03' })]
  await other.link({ id: 'O-1', full_name: 'Nobody Likethis', dob: '1933-03-03' })
  await until('all are answered', async () => {
    const { body } = await read<{ items: Workflow[] }>('/v1/linkage/workflows')
    return body.items.filter(({ status }) => status === 'COMPLETED').length === 2
  })
  const list = async (query: string): Promise<string[]> => {
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await read<{ items: Workflow[]; nextCursor?: string }>(
        `/v1/linkage/workflows?limit=1${query}${cursor}`,
      )
      assert.equal(page.status, 200, JSON.stringify(page.body))
      seen.push(...page.body.items.map((one) => one['workflow-id']))
      cursor = page.body.nextCursor === undefined ? '' : `&cursor=${page.body.nextCursor}`
    } while (cursor !== '')
    return seen
  }
  assert.equal((await list('')).length, 3)
  assert.deepEqual(await list(`&customer=${customer.id}`), ids.toReversed())
  assert.deepEqual(await list(`&customer=${customer.id}&status=CHOICE`), [ids[0]])
  assert.deepEqual(await list('&status=FAILED'), [])
  assert.deepEqual(await list(`&customer=${customer.id}&patient=Z-5`), [ids[1]])
  assert.deepEqual(await list(`&customer=${customer.id}&patient=Z-5&status=CHOICE`), [])
  assert.deepEqual(await list(`&customer=${other.id}&patient=Z-5`), [])
  const alone = await read<Refused>('/v1/linkage/workflows?patient=Z-5')
  assert.deepEqual([alone.status, alone.body.errors?.[0]?.pointer], [400, 'query/customer'])
  assert.equal((await read('/v1/linkage/workflows?status=LOST')).status, 400)
  const citizen = await place.citizen()
  for (const url of ['/v1/linkage/workflows', `/v1/linkage/workflows/${ids[0]}`, `/v1/linkage/reviews/${ids[0]}`]) {
    assert.equal((await place.ask('GET', url, { by: citizen })).status, 403, url)
    assert.equal((await place.ask('GET', url)).status, 401, url)
  }
  for (const kind of ['workflows', 'reviews']) {
    const { status } = await read(`/v1/linkage/${kind}/${ids[0]?.replace(/.{12}$/, '000000000000')}`)
    assert.equal(status, 404, kind)
  }
})
