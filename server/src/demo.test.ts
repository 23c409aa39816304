// Tests that the demo is alive: a past, a running day with people in every state, and that a second start adds nothing.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { seedDemo } from './demo.ts'
import { modules } from './modules.ts'
import { demoClock, fixedClock, instantInIndia } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import type { DemoAccount } from './platform/demo.ts'
import { openLog } from './platform/log.ts'
import { openProgram } from './platform/program.ts'
import { setupDatabase, TEST_SETTINGS } from './testing/setup.ts'
import { until } from './testing/until.ts'

type Test = Parameters<typeof setupDatabase>[0]

interface Review {
  readonly 'workflow-id': string
  readonly candidates: readonly object[]
}

const DAY = '2026-11-26'

/** Makes the demo at this time of a Thursday. */
async function begin(t: Test, time: string) {
  const databaseUrl = await setupDatabase(t)
  const home = await mkdtemp(path.join(tmpdir(), 'sehat-demo-'))
  t.after(() => rm(home, { recursive: true }))
  const config = readConfig({ ...TEST_SETTINGS, SEHAT_HOME: home }, home)
  const log = openLog({ logLevel: 'silent', environment: 'test' })
  const outside = fixedClock(instantInIndia(DAY, time))
  const clock = demoClock(outside)
  const program = await openProgram({ config, databaseUrl, log, modules, clock })
  t.after(() => program.stop())
  await program.start()
  const demo = await seedDemo(program, config, clock)
  const accounts: DemoAccount[] = JSON.parse(readFileSync(path.join(home, 'demo-accounts.json'), 'utf8'))
  const vaccination = program.context('vaccination').pool
  const countStates = async (): Promise<Record<string, number>> => {
    const { rows } = await vaccination.query<{ state: string; count: number }>(
      `select case when b.status = 'BOOKED' and b.arrived_at is not null then 'ARRIVED' else b.status end as state,
        count(*)::int from vaccination.bookings b join vaccination.sessions s on s.id = b.session_id
        where s.held_on = $1 group by 1`,
      [DAY],
    )
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  }
  const countAppointments = async (day: string): Promise<Record<string, number>> => {
    const { rows } = await program
      .context('appointments')
      .pool.query<{ status: string; count: number }>(
        'select status, count(*)::int from appointments.appointments where held_on = $1 group by 1',
        [day],
      )
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
  }
  return { program, config, clock, outside, demo, accounts, vaccination, countStates, countAppointments }
}

test('at a quarter past ten people are in every state of the day', async (t) => {
  const { accounts, vaccination, countStates, countAppointments } = await begin(t, '10:15')
  const states = await countStates()
  const [before, now, ahead] = [
    await countAppointments('2026-11-25'),
    await countAppointments(DAY),
    await countAppointments('2026-11-28'),
  ]
  assert.deepEqual(before, { FULFILLED: 8, NO_SHOW: 1 }, 'the day before is over')
  for (const status of ['BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'FULFILLED']) {
    assert.ok((now[status] ?? 0) > 0, `${status}: ${JSON.stringify(now)}`)
  }
  assert.deepEqual(await countAppointments('2026-12-04'), { DISPLACED: 1 }, 'the citizen must choose another time')
  assert.deepEqual(Object.keys(ahead), ['BOOKED'])
  for (const state of ['BOOKED', 'ARRIVED', 'COMPLETED', 'CANCELLED']) {
    assert.ok((states[state] ?? 0) > 0, `${state}: ${JSON.stringify(states)}`)
  }
  assert.ok(accounts.some(({ role }) => role === 'vaccinator'))
  const { rows } = await vaccination.query(
    `select count(distinct s.held_on)::int as days from vaccination.bookings b
      join vaccination.sessions s on s.id = b.session_id where b.status = 'COMPLETED' and s.held_on < $1`,
    [DAY],
  )
  assert.ok(rows[0].days > 10, 'doses were given on many days before')
  const { rows: visits } = await vaccination.query(
    `select v.opened_on < $1 as is_past, count(*) > 0 as are_there, bool_or(v.note_version > 0) as is_signed,
      bool_or(exists (select from visits.vitals m where m.visit_id = v.id)) as is_measured
      from visits.visits v where v.status <> 'VOID' group by 1 order by 1`,
    [DAY],
  )
  assert.deepEqual(visits, [
    { is_past: false, are_there: true, is_signed: true, is_measured: true },
    { is_past: true, are_there: true, is_signed: true, is_measured: true },
  ])
  const { rows: lots } = await vaccination.query("select 1 from vaccination.stock_lots where expires_on < '2026-12-10'")
  assert.ok(lots.length > 0, 'a lot expires soon')
  const { rows: doctors } = await vaccination.query(
    `select count(*)::int as doctors, count(*) filter (where status = 'draft')::int as drafts,
      count(account_id)::int as accounts, (select count(*)::int from doctors.exceptions) as leave,
      (select count(distinct facility_cell)::int from doctors.practices) as districts from doctors.doctors`,
  )
  assert.deepEqual(doctors, [{ doctors: 12, drafts: 2, accounts: 1, leave: 2, districts: 2 }])
  const { rows: days } = await vaccination.query(
    `select facility_id, weekday, min(starts_minute) as first, max(ends_minute) as last
      from doctors.templates group by 1, 2`,
  )
  assert.equal(days.length, 3 * 7, 'somebody sees patients on each day at each hospital')
  assert.ok(days.every(({ first, last }) => first === 540 && last === 1_020))
})

test('a choice about a person who is registered twice waits for the staff, and no second one comes', async (t) => {
  const { program, config, clock, accounts, vaccination } = await begin(t, '10:15')
  const admin = accounts.find(({ role }) => role === 'national-admin') as DemoAccount
  const ask = async <Answer>(method: 'GET' | 'POST', url: string, body?: object, token = ''): Promise<Answer> => {
    const headers = token === '' ? {} : { authorization: `Bearer ${token}` }
    const answer = await program.app.inject({ method, url, headers, ...(body && { payload: body }) })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json() as Answer
  }
  const { phone, password } = admin
  const { accessToken } = await ask<{ accessToken: string }>('POST', '/v1/auth/login', { phone, password })
  const listReviews = async (): Promise<readonly Review[]> =>
    (await ask<{ items: Review[] }>('GET', '/v1/linkage/reviews', undefined, accessToken)).items
  await until('the choice waits', async () => (await listReviews()).length === 1)
  const [review] = (await listReviews()) as [Review]
  assert.equal(review.candidates.length, 2)
  const { sent } = await ask<{ sent: { name: string } }>(
    'GET',
    `/v1/linkage/reviews/${review['workflow-id']}`,
    undefined,
    accessToken,
  )
  assert.equal(sent.name, 'Gopal Krishna Das')
  await seedDemo(program, config, clock)
  assert.deepEqual(await listReviews(), [review])
  const { rows } = await vaccination.query('select webhook_url from linkage.customers')
  assert.deepEqual(rows, [{ webhook_url: 'https://clinic.invalid/sehat' }])
})

test('after five everybody has come or is absent, and a second start adds nothing', async (t) => {
  const { program, config, clock, countStates, demo } = await begin(t, '18:30')
  const states = await countStates()
  assert.deepEqual([states.BOOKED, states.ARRIVED], [undefined, undefined])
  assert.ok((states.ABSENT ?? 0) > 0 && (states.COMPLETED ?? 0) > 20, JSON.stringify(states))
  const count = async (): Promise<unknown> => {
    const { pool } = program.context('vaccination')
    const counts = ['bookings', 'sessions', 'stock_lots'].map((table) => `(select count(*) from vaccination.${table})`)
    counts.push('(select count(*) from patients.patients)', '(select count(*) from doctors.doctors)')
    counts.push('(select sum(version) from doctors.schedule_versions)')
    counts.push('(select count(*) from appointments.appointments)', '(select count(*) from visits.notes)')
    counts.push('(select count(*) from visits.vitals)', '(select count(*) from visits.findings)')
    return (await pool.query(`select ${counts.join(', ')}`)).rows
  }
  await demo.openCentres()
  const before = await count()
  const again = await seedDemo(program, config, clock)
  await again.openCentres()
  assert.deepEqual(await count(), before)
})

test('while people use it, the day goes on, and it leaves people who are not of the demo alone', async (t) => {
  const { outside, demo, countStates, countAppointments } = await begin(t, '08:00')
  assert.deepEqual(Object.keys(await countStates()).sort(), ['BOOKED', 'CANCELLED'])
  assert.deepEqual(Object.keys(await countAppointments(DAY)), ['BOOKED'])
  outside.set(instantInIndia(DAY, '12:40'))
  await demo.goOn()
  const states = await countStates()
  assert.ok((states.COMPLETED ?? 0) > 0 && (states.BOOKED ?? 0) > 0, JSON.stringify(states))
  const seen = await countAppointments(DAY)
  assert.ok((seen.FULFILLED ?? 0) > 0 && (seen.NO_SHOW ?? 0) > 0 && (seen.BOOKED ?? 0) > 0, JSON.stringify(seen))
})
