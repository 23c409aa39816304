// Faults between real processes: paused workers, an emptied queue, a broken index, a database that cuts connections.
// After each fault, every accepted request has ended and has its callback, and every patient has one, right mapping.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FakeIndex, findByName, type Said, startIndex } from '../../../testing/fakes/patient-index.ts'
import { startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { sized } from '../../../testing/size.ts'
import { until } from '../../../testing/until.ts'
import { assertPromises, FAST, onboard, outside, patientOf, poolOf, untilAllEnded } from '../testing.ts'
import { beginWithProcesses, insist, linkMany } from '../testing-faults.ts'

test('a worker that was paused past its lease overwrites nothing of the next worker', async (t) => {
  const { place, customer, startWorker } = await beginWithProcesses(t)
  const paused = await startWorker({ SEHAT_TEST_FAILPOINT: 'searched:stop' })
  const accepted = await linkMany(customer, 'P', 8)
  const taken = 'select count(*)::int as count from linkage.queue where lease > 0'
  await until('the worker has taken work', async () => (await poolOf(place).query(taken)).rows[0]?.count > 0)
  await new Promise((resolve) => setTimeout(resolve, 300))
  await startWorker()
  await untilAllEnded(place)
  const before = await poolOf(place).query('select id, status, outcome, lease from linkage.workflows order by id')
  paused.child.kill('SIGCONT')
  const refused = "select count(*)::int as count from linkage.workflow_moves where refusal <> ''"
  await until('its write is refused', async () => (await poolOf(place).query(refused)).rows[0]?.count > 0)
  const after = await poolOf(place).query('select id, status, outcome, lease from linkage.workflows order by id')
  assert.deepEqual(after.rows, before.rows)
  await assertPromises(place, customer, accepted)
})

test('every request ends once, even if the queue is emptied or a message comes twice', async (t) => {
  const { place, customer, startWorker } = await beginWithProcesses(t)
  const pool = poolOf(place)
  const accepted = await linkMany(customer, 'Q', 60)
  await pool.query('delete from linkage.queue')
  await Promise.all([startWorker(), startWorker()])
  await untilAllEnded(place)
  await pool.query(
    `insert into linkage.queue (cell, workflow_id, customer_id, patient_id, choice_by)
     select cell, id, customer_id, patient_id, choice_by from linkage.workflows`,
  )
  await until('the messages of ended workflows are dropped', async () => {
    return (await pool.query('select 1 from linkage.queue')).rowCount === 0
  })
  await assertPromises(place, customer, accepted)
  const { rows } = await pool.query<{ most: number }>('select max(requeues)::int as most from linkage.workflows')
  assert.ok((rows[0]?.most ?? 0) > 0, 'reconciliation found them')
})

/** How an index can fail, and how the workflow must end. */
const FAULTS: readonly (readonly [string, (index: FakeIndex) => void, RegExp])[] = [
  ['is down', (index) => index.behave(() => ({ status: 503 })), /FAILED index-unavailable/],
  ['does not answer in JSON', (index) => index.behave(() => ({ raw: '<html>' })), /FAILED index-answer-invalid/],
  [
    'answers in another form',
    (index) => index.behave(() => ({ body: { candidates: [{ id: 1 }] } })),
    /FAILED index-answer/,
  ],
  ['answers for another request', (index) => index.behave(sayOther), /FAILED index-answer-invalid/],
  ['answers for another search', (index) => index.behave(saySearch), /FAILED index-answer-invalid/],
  ['hangs', (index) => index.behave(() => new Promise(() => {})), /FAILED index-unavailable/],
  ['fails once and then works', (index) => index.behave(recover), /COMPLETED LINKED/],
]

function sayOther(question: Parameters<typeof findByName>[0]): Said {
  return findByName({ ...question, 'request-id': '00000000-0000-8000-8000-000000000000' })
}

function saySearch(question: Parameters<typeof findByName>[0]): Said {
  return findByName({ ...question, 'search-id': 'earlier' })
}

function recover(question: Parameters<typeof findByName>[0], count: number): Said {
  return count % 2 === 1 ? { status: 500 } : findByName(question)
}

test('a failing index links no wrong person, and every request ends with its reason', async (t) => {
  await Promise.all(
    FAULTS.map(async ([what, fail, expected]) => {
      const index = await startIndex(t)
      // Only the index that hangs gets a short timeout. The others must be able to answer on a slow machine too.
      const timeoutMs = what === 'hangs' ? '200' : '60000'
      const env = {
        ...{ SEHAT_LINKAGE_ATTEMPTS_MAX: '3', SEHAT_LINKAGE_INDEX_TIMEOUT_MS: timeoutMs },
        // With a short lease, a slow worker would lose its work to another, and that counts as an attempt.
        ...{ SEHAT_LINKAGE_LEASE_SECONDS: '3600', SEHAT_LINKAGE_STALE_SECONDS: '3600' },
      }
      fail(index)
      const place = await setup(t, { clock: 'real', env: { ...FAST, ...outside(index), ...env, ROLE: 'both' } })
      const customer = await onboard(place, await startReceiver(t))
      const { body } = await customer.link(patientOf('Certain', 'X-1'))
      await untilAllEnded(place)
      const { rows } = await poolOf(place).query<{ end: string }>(
        "select status || ' ' || coalesce(reason, outcome) as end from linkage.workflows",
      )
      assert.match(rows[0]?.end ?? '', expected, what)
      await assertPromises(place, customer, new Map([['X-1', body['workflow-id']]]))
    }),
  )
})

test('accepted requests still end when the database cuts its connections under load', async (t) => {
  const { place, customer, startWorker } = await beginWithProcesses(t)
  const serving = await startWorker()
  const accepted = new Map<string, string>()
  const cut = (): Promise<unknown> =>
    poolOf(place).query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    )
  let unanswered = 0
  const send = async (patient: string): Promise<void> => {
    const { id, repeats } = await insist(customer, patient, serving)
    accepted.set(patient, id)
    unanswered += repeats
  }
  const ids = Array.from({ length: sized(48, 120) }, (_, index) => `Z-${index}`)
  // We cut while requests are under way, once for each six of them. Cuts by the clock could stop all requests on a slow
  // machine.
  for (let start = 0; start < ids.length; start += 6) {
    const sending = Promise.all(ids.slice(start, start + 6).map(send))
    await cut().catch(() => {})
    await sending
  }
  assert.equal(accepted.size, ids.length, `${unanswered} were tried again`)
  await untilAllEnded(place)
  await assertPromises(place, customer, accepted)
})
