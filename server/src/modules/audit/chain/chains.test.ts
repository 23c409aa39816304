// Tests the chains of a day: many writers make one unbroken chain, days are sealed, and old keys still verify.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAuth } from '../../../platform/auth.ts'
import { openKeys } from '../../../platform/keys.ts'
import { inParallel } from '../../../testing/in-parallel.ts'
import { runSehat } from '../../../testing/process.ts'
import { setup, setupDatabase, TEST_SECRETS, TODAY } from '../../../testing/setup.ts'
import { sized } from '../../../testing/size.ts'
import { until } from '../../../testing/until.ts'
import { keepEvents } from '../changes/hearing.ts'
import { schedules } from '../jobs.ts'
import { createRecorder } from '../reads/recorder.ts'
import type { AuditContext } from '../tables.ts'
import { CELL, contextOf, someEvent, someRead, uncounted, writeTrail } from '../testing.ts'
import { sealDays } from './sealing.ts'
import { verify, verifyAndKeep } from './verifying.ts'

const count = async ({ pool }: AuditContext, what: string): Promise<number> =>
  (await pool.query<{ count: number }>(`select count(*)::int as count from ${what}`)).rows[0]?.count ?? 0

test('many writers in several processes make one unbroken chain for each district', async (t) => {
  const databaseUrl = await setupDatabase(t)
  const contexts: AuditContext[] = []
  for (let nth = 0; nth < 3; nth++) contexts.push(contextOf(await setup(t, { databaseUrl, isStarted: false })))
  const writers = contexts.flatMap((context) => {
    const own = { ...context, metrics: uncounted(context) }
    return [createRecorder(own), createRecorder(own)].map((recorder) => ({ recorder, own }))
  })
  const rounds = sized(40, 400)
  const again: ReturnType<typeof someEvent>[] = []
  await inParallel(
    Array.from({ length: writers.length * rounds }, (_, nth) => nth),
    async (nth) => {
      const { recorder, own } = writers[nth % writers.length] as (typeof writers)[number]
      const cell = CELL + (nth % 3)
      const event = someEvent(cell, own.clock.now())
      again.push(event)
      // Each event comes twice, to two writers at the same time.
      const other = writers[(nth + 1) % writers.length] as (typeof writers)[number]
      const twice = [keepEvents(own, [event]), keepEvents(other.own, [event, event])]
      await Promise.all([recorder.record(someRead(cell)), ...twice])
    },
    32,
  )
  const [context] = contexts as [AuditContext]
  const all = writers.length * rounds
  assert.equal(await count(context, 'audit.reads'), all)
  assert.equal(await count(context, 'audit.changes'), all, 'a second delivery writes nothing')
  assert.equal(await count(context, 'audit.chains'), 6)
  const { fault, rows } = await verify(context)
  assert.deepEqual({ fault, rows }, { fault: undefined, rows: 2 * all })
})

test('a sealed day takes no more rows: they go to the next day', async (t) => {
  const place = await setup(t, { isStarted: false })
  const context = contextOf(place)
  await writeTrail(context, 2)
  place.clock.advance(86_400_000)
  assert.deepEqual(await sealDays(context), [TODAY])
  assert.deepEqual(await sealDays(context), [], 'a second run changes nothing')
  // The clock of another process is a day late. One district has a chain on the signed day, the other has none.
  place.clock.advance(-86_400_000)
  await writeTrail(context, 1)
  await writeTrail(context, 1, CELL + 1)
  const { rows } = await context.pool.query('select distinct recorded_on::text from audit.reads order by 1')
  assert.deepEqual(
    rows.map(({ recorded_on }) => recorded_on),
    [TODAY, '2026-03-03'],
  )
  place.clock.advance(86_400_000)
  assert.equal((await verify(context)).fault, undefined)
})

test('a day without rows is sealed too, and a day that stays unsigned is a fault', async (t) => {
  const place = await setup(t, { isStarted: false })
  const context = contextOf(place)
  assert.equal((await verify(context)).fault, undefined, 'nothing was written yet')
  await writeTrail(context, 1)
  place.clock.set('2026-03-02T19:30:00Z')
  assert.equal((await verify(context)).fault, undefined, 'one hour after midnight the day may still be open')
  place.clock.set('2026-03-02T20:31:00Z')
  assert.deepEqual((await verify(context)).fault, { fault: 'unsigned', day: TODAY })
  place.clock.set('2026-03-05T05:00:00Z')
  assert.deepEqual(await sealDays(context), [TODAY, '2026-03-03', '2026-03-04'])
  const { fault, until } = await verify(context)
  assert.deepEqual({ fault, until }, { fault: undefined, until: '2026-03-05' })
})

test('after a change of the secret, the old days verify with the public keys that were kept', async (t) => {
  const place = await setup(t, { isStarted: false })
  const context = contextOf(place)
  const withSecret = async (secret: string): Promise<AuditContext> => {
    const keys = openKeys(secret, TEST_SECRETS.SEHAT_IDENTIFIER_KEY)
    return { ...context, keys, auth: await openAuth(keys, context.clock) }
  }
  for (const secret of ['first', 'second', 'third']) {
    await writeTrail(context, 2)
    place.clock.advance(86_400_000)
    assert.equal((await sealDays(await withSecret(secret.repeat(10)))).length, 1)
  }
  const held = await withSecret('third'.repeat(10))
  assert.equal((await verify(held)).fault, undefined)
  assert.equal(await count(context, 'audit.signing_keys'), 3)
  const lost = await verify(await withSecret('a secret that never signed'))
  assert.deepEqual(lost.fault, { fault: 'rewritten', day: '2026-03-04' }, 'the newest day needs a key of the server')
})

test('sehat audit verify ends with code 0, or with code 1 and the first wrong row', async (t) => {
  const place = await setup(t, { isStarted: false, clock: 'real' })
  const context = contextOf(place)
  await writeTrail(context, 3)
  const env = { DATABASE_URL: place.databaseUrl }
  assert.equal((await runSehat('audit verify', env)).code, 0)
  const { rows } = await context.pool.query("update audit.reads set action = 'give' where seq = 2 returning id")
  const broken = await runSehat('audit verify', env)
  assert.equal(broken.code, 1)
  assert.match(broken.errors, new RegExp(`reads of district ${CELL} row 2 \\(${rows[0].id}\\) was altered`))
  assert.equal((await runSehat('audit verify --to 2020-01-01', env)).code, 0, 'it checks only the days asked for')
  assert.match((await runSehat('audit verify --from yesterday', env)).errors, /--from yesterday is not a day/)
})

test('the nightly verification keeps its result for the auditor, and the metric shows it', async (t) => {
  const place = await setup(t)
  const context = contextOf(place)
  const { ask } = place
  const by = await place.auditor()
  const run = (name: string) =>
    schedules(context)
      .find((schedule) => schedule.name === name)
      ?.run()
  await writeTrail(context, 2)
  place.clock.set('2026-03-02T18:45:00Z')
  await run('seal-days')
  place.clock.set('2026-03-02T22:00:00Z')
  await run('verify')
  type Verifications = { items: { outcome: string; rows: number; fault?: { seq: number } }[]; sealedUntil: string }
  const intact = (await ask<Verifications>('GET', '/v1/audit/verifications', { by })).body
  assert.equal(intact.sealedUntil, TODAY)
  assert.deepEqual(
    intact.items.map(({ outcome, rows }) => ({ outcome, rows })),
    [{ outcome: 'intact', rows: 4 }],
  )
  await context.pool.query("update audit.changes set role = 'doctor' where seq = 1")
  place.clock.advance(60_000)
  assert.equal((await verifyAndKeep(context, {})).fault?.fault, 'altered')
  const [broken] = (await ask<Verifications>('GET', '/v1/audit/verifications', { by })).body.items
  assert.deepEqual([broken?.outcome, broken?.fault?.seq], ['broken', 1])
  const events = await context.pool.query("select 1 from audit.outbox where name = 'audit.tampering-found.v1'")
  assert.equal(events.rowCount, 1, 'other modules hear of it')
  const later = await setup(t, { databaseUrl: place.databaseUrl })
  const metrics = async () => (await later.ask<string>('GET', '/metrics')).body
  await until('the metric shows it', async () => (await metrics()).includes('sehat_audit_intact 0'))
})
