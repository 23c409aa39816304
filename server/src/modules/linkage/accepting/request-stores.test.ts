// The conformance test of the stores of requests: PostgreSQL and Redis keep the same promises.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redis, startRedis } from '../../../testing/debian/redis.ts'
import { needs } from '../../../testing/debian/service.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { reconcile } from '../oversight/reconciliation.ts'
import {
  assertPromises,
  callbacksOf,
  onboard,
  partsOf,
  patientOf,
  poolOf,
  type Refused,
  slugOf,
  untilAllEnded,
} from '../testing.ts'
import { beginOn, countRows, STORES } from './testing-stores.ts'

type Test = Parameters<typeof setup>[0]

for (const store of STORES) {
  const options = store === 'redis' ? needs(redis) : {}
  const begin = async (t: Test, more: Record<string, string> = {}) =>
    beginOn(t, store === 'redis' ? await startRedis(t) : undefined, more)
  const promise = (what: string, run: (t: Test) => Promise<void>): void => void test(`${store}: ${what}`, options, run)

  promise('the whole walk from a link to its callback', async (t) => {
    const { place, customer, kept } = await begin(t, { ROLE: 'both' })
    const accepted = new Map<string, string>()
    for (const [id, kind] of Object.entries({ 'W-1': 'Certain', 'W-2': 'Choice', 'W-3': 'Nobody' })) {
      const { status, body } = await customer.link(patientOf(kind, id))
      assert.equal(status, 202, JSON.stringify(body))
      accepted.set(id, body['workflow-id'])
      assert.ok(await kept(body['workflow-id']))
    }
    await untilAllEnded(place)
    const choice = accepted.get('W-2') as string
    await until('the offer has arrived', () => customer.receiver.of(choice).length === 1)
    const chosen = { headers: customer.headers, body: { candidate: 'c1' } }
    assert.equal((await place.ask('POST', `/link/${choice}/choice`, chosen)).status, 200)
    await untilAllEnded(place)
    await assertPromises(place, customer, accepted)
    const outcomes = [...accepted.values()].map((id) => callbacksOf(customer, id).at(-1)?.data.outcome)
    assert.deepEqual(outcomes, ['LINKED', 'LINKED', 'NO_RESULTS'])
  })

  promise(
    'ten equal requests at once, at two programs, make one workflow; the key with another body is refused',
    async (t) => {
      const { place, customer, env } = await begin(t)
      const second = await setup(t, { clock: 'real', databaseUrl: place.databaseUrl, env })
      const patient = patientOf('Nobody', 'K-1')
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, nth) => customer.link(patient, { key: 'same', at: nth % 2 ? second : place })),
      )
      assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202])
      assert.equal(new Set(answers.map(({ body }) => body['workflow-id'])).size, 1)
      assert.equal(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true').length, 9)
      for (const other of [patientOf('Nobody', 'K-2'), { ...patient, full_name: 'Somebody else' }]) {
        const reused = await customer.link(other, { key: 'same' })
        assert.deepEqual([reused.status, slugOf(reused.body)], [422, 'idempotency-key-reused'])
      }
      const another = await onboard(place, customer.receiver)
      const independent = await another.link(patient, { key: 'same' })
      assert.notEqual(independent.body['workflow-id'], answers[0]?.body['workflow-id'])
      assert.equal(await countRows(place, 'workflows'), 2)
    },
  )

  promise('a repeat gets its first answer, also after the end and if another workflow answered', async (t) => {
    const { place, customer } = await begin(t, { ROLE: 'both' })
    const link = async (key: string) => {
      const { status, body, headers } = await customer.link(patientOf('Nobody', 'R-1'), { key })
      assert.equal(status, 202, JSON.stringify(body))
      const { 'workflow-id': id, workflow } = body
      return { id, replayed: headers['idempotent-replayed'] === 'true', outcome: workflow?.outcome }
    }
    const [first, joined] = await Promise.all([link('first'), link('joined')])
    await untilAllEnded(place)
    const next = await link('next')
    assert.deepEqual([next.replayed, [first.id, joined.id].includes(next.id)], [false, false])
    await untilAllEnded(place)
    const ended = { replayed: true, outcome: 'NO_RESULTS' }
    assert.deepEqual(await link('first'), { id: first.id, ...ended })
    assert.deepEqual(await link('joined'), { id: joined.id, ...ended })
    assert.deepEqual(await link('next'), { id: next.id, ...ended })
  })

  promise('a repeat tells what has become of the request: nothing yet, then its end', async (t) => {
    const { place, customer } = await begin(t)
    const link = async () => {
      const { status, body, headers } = await customer.link(patientOf('Certain', 'U-1'), { key: 'same' })
      assert.deepEqual([status, headers.location], [202, `/link/status/${body['workflow-id']}`])
      return body
    }
    const first = await link()
    assert.deepEqual(Object.keys(first), ['workflow-id'], 'a new request has no past')
    const waiting = await link()
    assert.deepEqual([waiting['workflow-id'], waiting.workflow?.status], [first['workflow-id'], 'RECEIVED'])
    const stop = `/v1/linkage/workflows/${first['workflow-id']}/stop`
    assert.equal((await place.ask('POST', stop, { by: await place.admin() })).status, 200)
    const ended = await link()
    const shown = await place.ask('GET', `/link/status/${first['workflow-id']}`, { headers: customer.headers })
    assert.deepEqual([shown.status, ended.workflow], [200, shown.body])
    assert.deepEqual([ended.workflow?.status, ended.workflow?.outcome], ['FAILED', 'FAILED'])
  })

  promise('a refused request leaves its key free', async (t) => {
    const { place, customer } = await begin(t)
    const id = (await customer.link(patientOf('Certain', 'F-1'))).body['workflow-id']
    const other = { ...patientOf('Certain', 'F-1'), dob: '1985-02-12' }
    const refused = await customer.link(other, { key: 'later' })
    assert.deepEqual([refused.status, slugOf(refused.body)], [409, 'link-occupied'])
    const by = await place.admin()
    assert.equal((await place.ask('POST', `/v1/linkage/workflows/${id}/stop`, { by })).status, 200)
    const third = { ...patientOf('Certain', 'F-1'), dob: '1985-02-13' }
    assert.equal((await customer.link(third, { key: 'later' })).status, 202)
    assert.equal((await customer.link(other, { key: 'later' })).status, 422)
  })

  promise('the data is encrypted for its workflow alone, and holds no Aadhaar number', async (t) => {
    const { customer, context, kept, everything } = await begin(t)
    const identifiers = [{ system: 'aadhaar', value: '2345 6789 0124' }]
    const ids = await Promise.all(
      ['N-1', 'N-2'].map(
        async (id) => (await customer.link({ id, full_name: 'Asha', identifiers })).body['workflow-id'],
      ),
    )
    for (const id of ids) {
      const sealed = (await kept(id)) as Buffer
      assert.equal(sealed.includes('Asha'), false)
      const text = context.keys.unseal(sealed, `linkage.requests.sealed ${id}`)
      assert.match(text, /Asha/)
      assert.doesNotMatch(text, /2345 ?6789/)
      const other = ids.find((one) => one !== id)
      assert.throws(() => context.keys.unseal(sealed, `linkage.requests.sealed ${other}`))
    }
    assert.doesNotMatch(await everything(), /Asha|2345 ?6789/)
  })

  promise('a failed workflow runs again with its data, until the data is erased', async (t) => {
    const { index, place, customer, context, kept, openStore } = await begin(t, {
      ROLE: 'both',
      SEHAT_LINKAGE_RECONCILE_SECONDS: '86400',
    })
    index.behave(() => ({ status: 503 }))
    const id = (await customer.link(patientOf('Certain', 'E-1'))).body['workflow-id']
    const by = await place.admin()
    const act = (what: 'stop' | 'restart') => place.ask<Refused>('POST', `/v1/linkage/workflows/${id}/${what}`, { by })
    assert.equal((await act('stop')).status, 200)
    assert.ok(await kept(id))
    assert.equal((await act('restart')).status, 200)
    assert.equal((await act('stop')).status, 200)
    await poolOf(place).query(
      "update linkage.workflows set ended_at = now() - interval '2 days'; update linkage.requests set erase_at = now()",
    )
    await reconcile(context, { ...partsOf(context), requests: await openStore() })
    assert.equal(await kept(id), undefined)
    const refused = await act('restart')
    assert.deepEqual([refused.status, slugOf(refused.body)], [409, 'cannot-restart'])
    assert.match(refused.body.detail, /erased/)
    assert.equal((await customer.link(patientOf('Certain', 'E-1'))).status, 202)
  })
}
