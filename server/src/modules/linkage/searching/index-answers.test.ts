// Tests of an index that answers later: very soon, before we have written its promise, or very late.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findByName, type Question, type Said } from '../../../testing/fakes/patient-index.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { reconcile } from '../oversight/reconciliation.ts'
import type { LinkageContext } from '../tables.ts'
import {
  answerLater,
  assertPromises,
  FAST,
  onboard,
  openIndexAndReceiver,
  outside,
  partsOf,
  patientOf,
  poolOf,
  untilAllEnded,
} from '../testing.ts'

const later = (question: Question): Said => ({
  status: 202,
  body: { 'request-id': question['request-id'], 'search-id': question['search-id'] },
})

/** Only the test itself starts reconciliation and makes workflows stale. No failed search is retried in that time. */
async function begin(t: Parameters<typeof setup>[0]) {
  const { index, receiver } = await openIndexAndReceiver(t)
  const env = {
    ...{ ...FAST, ...outside(index, 'http-async'), ROLE: 'both' },
    SEHAT_LINKAGE_RECONCILE_SECONDS: '86400',
    SEHAT_LINKAGE_STALE_SECONDS: '420',
    SEHAT_LINKAGE_INDEX_ANSWER_SECONDS: '3600',
    SEHAT_LINKAGE_SEARCH_RETRY_MS: '3600000',
    SEHAT_LINKAGE_INDEX_TIMEOUT_MS: '15000',
    SEHAT_LINKAGE_LEASE_SECONDS: '60',
  }
  const place = await setup(t, { clock: 'real', env })
  index.behave(later)
  const customer = await onboard(place, receiver)
  const context = place.program.context('linkage') as unknown as LinkageContext
  const link = async (patient: string) => (await customer.link(patientOf('Certain', patient))).body['workflow-id']
  const untilStatus = (id: string, status: string) =>
    until(`it is ${status}`, async () => (await customer.status(id)).status === status)
  /** Lets this time pass for all workflows and reconciles. Gives the number of workflows put back into the queue. */
  const pass = async (time: string): Promise<number> => {
    await poolOf(place).query('update linkage.waiting set ready_at = ready_at - $1::interval', [time])
    return (await reconcile(context, partsOf(context))).requeued
  }
  const answer = (question: Question | undefined) =>
    answerLater(place, question?.['request-id'] as string, findByName(question as Question).body)
  return { index, place, customer, link, untilStatus, pass, answer }
}

test('an index may answer before we receive its promise to answer later', async (t) => {
  const { index, place, customer, link, answer } = await begin(t)
  const said: number[] = []
  index.behave(async (question) => {
    said.push(await answer(question))
    return later(question)
  })
  const id = await link('Q-1')
  await untilAllEnded(place)
  await assertPromises(place, customer, new Map([['Q-1', id]]))
  assert.deepEqual([said, (await customer.status(id)).outcome, index.questions.length], [[204], 'LINKED', 1])
  const refusals = 'select refusal from linkage.workflow_moves'
  assert.deepEqual((await poolOf(place).query(refusals)).rows, [], 'the late promise is not recorded as a refused move')
})

test('an index that answers later gets more time than others, and then is asked again', async (t) => {
  const { index, place, customer, link, untilStatus, pass, answer } = await begin(t)
  const slow = await link('S-1')
  await untilStatus(slow, 'REQUESTED')
  assert.equal(await pass('50 minutes'), 0)
  assert.equal(await answer(index.questions[0]), 204)
  await untilStatus(slow, 'COMPLETED')

  const slower = await link('S-2')
  await untilStatus(slower, 'REQUESTED')
  assert.equal(await pass('70 minutes'), 1)
  await until('the index is asked again', () => index.questions.length === 3)
  await untilStatus(slower, 'REQUESTED')
  const [, first, second] = index.questions
  assert.notEqual(first?.['search-id'], second?.['search-id'])
  assert.deepEqual([await answer(first), await answer(second)], [204, 204], 'the first counts, the second is a repeat')
  await untilAllEnded(place)
  await assertPromises(
    place,
    customer,
    new Map([
      ['S-1', slow],
      ['S-2', slower],
    ]),
  )
  assert.equal((await customer.status(slower)).outcome, 'LINKED')
})

test('an index whose promise was lost may answer while the workflow waits for another try', async (t) => {
  const { index, place, customer, link, untilStatus, answer } = await begin(t)
  index.behave(() => ({ status: 503 }))
  const id = await link('L-1')
  await until('it was asked', () => index.questions.length === 1)
  await untilStatus(id, 'RECEIVED')
  const [question] = index.questions as [Question]
  assert.equal(await answer({ ...question, 'search-id': `${id}-9` }), 404, 'no search has this name')
  assert.equal(await answer({ ...question, 'search-id': `${id}-0` }), 404)
  assert.equal(await answer(question), 204)
  await untilAllEnded(place)
  await assertPromises(place, customer, new Map([['L-1', id]]))
  assert.equal((await customer.status(id)).outcome, 'LINKED')
})
