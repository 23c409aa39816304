// Two programs whose clocks jump by hours, ahead and back: each accepted request still ends, once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastFirst } from '../../../testing/database.ts'
import { findByName, startIndex } from '../../../testing/fakes/patient-index.ts'
import { answering, startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import {
  type Askable,
  assertPromises,
  FAST,
  onboard,
  outside,
  patientOf,
  poolOf,
  tokenOf,
  untilAllEnded,
} from '../testing.ts'
import { linkMany } from '../testing-faults.ts'

const HOUR_MS = 3_600_000

async function begin(t: Parameters<typeof setup>[0]) {
  const index = await startIndex(t)
  const later = lastFirst(t)
  const env = { ...FAST, ...outside(index), ROLE: 'both' }
  const first = await setup(later, { env })
  const second = await setup(later, { env, databaseUrl: first.databaseUrl })
  for (const { clock } of [first, second]) clock.set(new Date())
  const customer = await onboard(first, await startReceiver(t))
  const renewToken = async (at: Askable): Promise<void> => {
    customer.headers['customer-token'] = await tokenOf(at as typeof first, customer.id, customer.secret)
  }
  return { index, first, second, customer, renewToken }
}

test('when clocks jump by hours, every accepted request ends once and gets its callback', async (t) => {
  const { index, first, second, customer, renewToken } = await begin(t)
  const answers = Promise.withResolvers<void>()
  index.behave(async (question) => {
    await answers.promise
    return findByName(question)
  })
  const accepted = await linkMany(customer, 'A', 20)
  await until('all searches are under way', () => index.questions.length >= 20)

  first.clock.advance(HOUR_MS)
  second.clock.advance(-HOUR_MS)
  const key = 'on-both-sides-of-a-jump'
  const early = await customer.link(patientOf('Certain', 'B-1'), { key, at: second as Askable })
  assert.equal(early.status, 202, JSON.stringify(early.body))
  assert.equal((await customer.link(patientOf('Certain', 'B-1'), { key })).status, 401, 'the token has expired here')
  await renewToken(first as Askable)
  const repeat = await customer.link(patientOf('Certain', 'B-1'), { key })
  assert.deepEqual([repeat.status, repeat.body['workflow-id']], [202, early.body['workflow-id']])
  accepted.set('B-1', early.body['workflow-id'])

  customer.receiver.reply(answering(503))
  answers.resolve()
  await until('callbacks are tried', () => customer.receiver.list.length >= 10)
  first.clock.advance(-2 * HOUR_MS)
  second.clock.advance(2 * HOUR_MS)
  customer.receiver.reply(answering(204))
  await renewToken(second as Askable)
  for (const at of [first, second] as Askable[]) {
    for (const [patient, id] of await linkMany(customer, at === first ? 'C' : 'D', 10, at)) accepted.set(patient, id)
  }
  await untilAllEnded(first)
  await assertPromises(first, customer, accepted, { isClockRight: false })
  const pool = poolOf(first)
  const { rows } = await pool.query<{ odd: number }>(
    `select count(*)::int as odd from linkage.workflows w
     where not status = any ('{COMPLETED,CHOICE}') or updated_at < created_at or ended_at < created_at`,
  )
  assert.equal(rows[0]?.odd, 0, 'no workflow failed, and the times of the database did not jump')
})
