// Tests of an outside index that takes several searches in one request: each answer counts for its own search only.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findByName, type Question, type Said } from '../../../testing/fakes/patient-index.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import {
  answerLater,
  assertPromises,
  FAST,
  onboard,
  openIndexAndReceiver,
  outside,
  patientOf,
  poolOf,
  untilAllEnded,
} from '../testing.ts'

/** Accepts patients before a worker starts, so that it finds all of them at once. */
async function linkAll(t: Parameters<typeof setup>[0], kind: 'http' | 'http-async', count: number) {
  const { index, receiver } = await openIndexAndReceiver(t)
  const env = { ...FAST, ...outside(index, kind), SEHAT_LINKAGE_INDEX_AT_ONCE: '8', SEHAT_LINKAGE_LEASE_SECONDS: '60' }
  const place = await setup(t, { clock: 'real', env: { ...env, ROLE: 'web' } })
  const customer = await onboard(place, receiver)
  const accepted = new Map<string, string>()
  for (let nth = 0; nth < count; nth++) {
    const { body } = await customer.link(patientOf(nth % 5 === 4 ? 'Nobody' : 'Certain', `O-${nth}`))
    accepted.set(`O-${nth}`, body['workflow-id'])
  }
  const startWorker = () => setup(t, { clock: 'real', databaseUrl: place.databaseUrl, env: { ...env, ROLE: 'both' } })
  return { index, place, customer, accepted, startWorker }
}

const outcomes = async (place: Awaited<ReturnType<typeof linkAll>>['place']) =>
  (await poolOf(place).query('select outcome, count(*)::int from linkage.workflows group by 1 order by 1')).rows

test('one request carries several searches, and each patient gets the answer to its own', async (t) => {
  const { index, place, customer, accepted, startWorker } = await linkAll(t, 'http', 20)
  await startWorker()
  await untilAllEnded(place)
  assert.equal(index.questions.length, 20)
  assert.ok(index.requests() <= 4, `${index.requests()} requests`)
  await assertPromises(place, customer, accepted)
  assert.deepEqual(await outcomes(place), [
    { outcome: 'LINKED', count: 16 },
    { outcome: 'NO_RESULTS', count: 4 },
  ])
})

test('an answer that is missing, or names another search, fails only its own, which is tried again', async (t) => {
  const { index, place, customer, accepted, startWorker } = await linkAll(t, 'http', 12)
  const asked = new Map<string, number>()
  index.behave((question: Question): Said => {
    const times = (asked.get(question['request-id']) ?? 0) + 1
    asked.set(question['request-id'], times)
    const nth = [...asked.keys()].indexOf(question['request-id'])
    if (times === 1 && nth === 0) return { status: 500 }
    if (times === 1 && nth === 1) return findByName({ ...question, 'search-id': 'another' })
    // The right search with the ids of another workflow: nobody may be linked by it.
    if (times === 1 && nth === 2) return findByName({ ...question, 'request-id': [...asked.keys()][0] as string })
    return findByName(question)
  })
  await startWorker()
  await untilAllEnded(place)
  assert.deepEqual([...asked.values()].toSorted(), [...Array.from({ length: 9 }, () => 1), 2, 2, 2])
  await assertPromises(place, customer, accepted)
})

test('an index may answer some of the searches later', async (t) => {
  const { index, place, customer, accepted, startWorker } = await linkAll(t, 'http-async', 6)
  const late: Question[] = []
  index.behave((question) => {
    if (late.length >= 2) return findByName(question)
    late.push(question)
    return { body: { 'request-id': question['request-id'], 'search-id': question['search-id'] } }
  })
  await startWorker()
  await until('two are promised', () => late.length === 2)
  for (const question of late) {
    assert.equal(await answerLater(place, question['request-id'], findByName(question).body), 204)
  }
  await untilAllEnded(place)
  await assertPromises(place, customer, accepted)
})
