// Faults between real processes: paused workers, an emptied queue, a broken index, a database that cuts connections.
// After each: every accepted request has its end and its callback, no patient a mapping twice or to a wrong person.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FakeIndex, findByName, type Said, startIndex } from '../../../testing/fakes/patient-index.ts'
import { startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { sized } from '../../../testing/size.ts'
import { until } from '../../../testing/until.ts'
import { assertPromises, FAST, onboard, outside, patientOf, poolOf, untilAllEnded } from '../testing.ts'
import { beginWithProcesses, insist, linkMany } from '../testing-faults.ts'

test('a worker paused past its lease writes nothing over the work of its successor', async (t) => {
  const { place, customer, startWorker } = await beginWithProcesses(t)
  const paused = await startWorker({ SEHAT_TEST_FAILPOINT: 'searched:stop' })
  const accepted = await linkMany(customer, 'P', 8)
  const taken = "select count(*)::int as count from linkage.workflows where status = 'IN_PROGRESS'"
  await until('it has taken work', async () => (await poolOf(place).query(taken)).rows[0]?.count > 0)
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

test('an emptied queue, and the same message twice for two workers', async (t) => {
  const { place, customer, startWorker } = await beginWithProcesses(t)
  const pool = poolOf(place)
  const accepted = await linkMany(customer, 'Q', 60)
  await pool.query('delete from linkage.queue')
  await Promise.all([startWorker(), startWorker()])
  await untilAllEnded(place)
  await pool.query('insert into linkage.queue (cell, workflow_id) select cell, id from linkage.workflows')
  await until('the messages of ended workflows are dropped', async () => {
    return (await pool.query('select 1 from linkage.queue')).rowCount === 0
  })
  await assertPromises(place, customer, accepted)
  const { rows } = await pool.query<{ most: number }>('select max(requeues)::int as most from linkage.workflows')
  assert.ok((rows[0]?.most ?? 0) > 0, 'reconciliation found them')
})

/** How an index goes wrong, and what of a patient may come of it. */
const FAULTS: readonly (readonly [string, (index: FakeIndex) => void, RegExp])[] = [
  ['is down', (index) => index.behave(() => ({ status: 503 })), /FAILED index-unavailable/],
  ['says no JSON', (index) => index.behave(() => ({ raw: '<html>' })), /FAILED index-answer-invalid/],
  [
    'says something else',
    (index) => index.behave(() => ({ body: { candidates: [{ id: 1 }] } })),
    /FAILED index-answer/,
  ],
  ['answers about another', (index) => index.behave(sayOther), /FAILED index-answer-invalid/],
  ['answers for another search', (index) => index.behave(saySearch), /FAILED index-answer-invalid/],
  ['hangs', (index) => index.behave(() => new Promise(() => {})), /FAILED index-unavailable/],
  ['gets well again', (index) => index.behave(recover), /COMPLETED LINKED/],
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

test('an index that fails links nobody wrongly, and every request ends with its reason', async (t) => {
  await Promise.all(
    FAULTS.map(async ([what, fail, expected]) => {
      const index = await startIndex(t)
      // Only what hangs is waited for in vain; the others must have their say on a slow machine too.
      const timeoutMs = what === 'hangs' ? '200' : '60000'
      const env = {
        ...{ SEHAT_LINKAGE_ATTEMPTS_MAX: '3', SEHAT_LINKAGE_INDEX_TIMEOUT_MS: timeoutMs },
        // A worker that is only slow would lose its work to another, which counts as an attempt.
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

test('connections to the database are cut under load: what was accepted still ends', async (t) => {
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
  // Cut while requests are under way, and by their progress: a clock would let a slow machine finish none.
  for (let start = 0; start < ids.length; start += 6) {
    const sending = Promise.all(ids.slice(start, start + 6).map(send))
    await cut().catch(() => {})
    await sending
  }
  assert.equal(accepted.size, ids.length, `${unanswered} were tried again`)
  await untilAllEnded(place)
  await assertPromises(place, customer, accepted)
})
