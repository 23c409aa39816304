// Tests closing an account: what goes, what stays, who may open it again, the days to think, and a crash half way.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { test } from 'node:test'
import type { Person } from '../../../testing/setup.ts'
import { asha, type Body, type IdentityContext, openSession, setupIdentity } from '../../identity/testing.ts'
import { openCentre, WINDOW } from '../../vaccination/testing.ts'
import type { PrivacyContext } from '../tables.ts'
import { finishDue } from './steps.ts'

const DAY_MS = 86_400_000

interface Answered extends Omit<Body, 'items'> {
  closesAt: string
  items: { basis: string; name: string }[]
  bookings: { bookingId: string }[]
  birthDate: string
}

async function begin(t: Parameters<typeof setupIdentity>[0]) {
  const place = await setupIdentity(t)
  const ask = <Of = Answered>(method: 'GET' | 'POST', url: string, asked = {}) => place.ask<Of>(method, url, asked)
  const centre = await openCentre(place)
  const registered = await place.register(asha)
  assert.equal(registered.status, 201)
  const { patientId } = registered.body
  const by = await place.signInByCode(asha.phone)
  const contact = { email: 'chitra@kanari.example', address: '7 Kanari Lane', phone: asha.phone }
  const child = {
    name: 'Chitralekha Raghunathan',
    birthDate: '2001-04-09',
    gender: 'female',
    pin: '110001',
    ...contact,
  }
  const member = (await ask('POST', '/v1/patients', { by, body: child, key: 'child' })).body.patientId
  const book = async (sessionId: string, id: string) => {
    const body = { sessionId, window: WINDOW, patientIds: [id] }
    const { status, body: booked } = await ask('POST', '/v1/vaccination/bookings', { by, body })
    assert.equal(status, 201, JSON.stringify(booked))
    return booked.bookings[0]?.bookingId as string
  }
  const given = await book(await centre.openSession(), patientId)
  assert.equal((await centre.give(given)).status, 200)
  const open = await book(await centre.openSession({ date: '2026-03-05' }), member)
  const context = place.program.context('privacy') as PrivacyContext
  return {
    ...{ place, ask, centre, by, patientId, member, given, open, context },
    close: async (more = {}, who: Person = by) =>
      ask('POST', '/v1/privacy/closing', { by: who, body: { otp: await place.askCode(asha.phone), ...more } }),
    finish: () => finishDue(context),
    text: async (query: string) => JSON.stringify((await context.pool.query(query)).rows),
  }
}

type Begun = Awaited<ReturnType<typeof begin>>

/** No table holds the name, phone, mail or address in clear, and the family is no family any more. */
async function assertGone({ context, patientId, member, by }: Begun): Promise<void> {
  const { rows } = await context.pool.query(
    `select schemaname, tablename from pg_tables where schemaname not in
       ('pg_catalog', 'information_schema', 'graphile_worker', 'facilities')`,
  )
  const found: string[] = []
  for (const { schemaname, tablename } of rows) {
    const { rows: all } = await context.pool.query(`select t::text as row from ${schemaname}.${tablename} t`)
    const words = /Raghunathan|Chitralekha|9812345601|kanari|1988-02-29/i
    found.push(...all.map(({ row }) => `${schemaname}.${tablename} ${row}`).filter((row) => words.test(row)))
  }
  assert.deepEqual(found, [])
  const left = await context.pool.query(
    `select (select count(*) from identity.phones where account_id = $1)::int
       + (select count(*) from identity.sessions where account_id = $1)::int
       + (select count(*) from identity.devices where account_id = $1)::int
       + (select count(*) from patients.family_members where account_id = $1)::int
       + (select count(*) from patients.patients where account_id = $1)::int
       + (select count(*) from vaccination.bookings where account_id = $1)::int
       + (select count(*) from patients.match_records where patient_id = any($2))::int
       + (select count(*) from patients.match_keys where patient_id = any($2))::int as rows`,
    [by.accountId, [patientId, member]],
  )
  assert.equal(left.rows[0].rows, 0)
}

test('a closing takes contact, sign-in and family; doses stay, and treatment opens the name', async (t) => {
  const begun = await begin(t)
  const { place, ask, centre, by, patientId, close, finish, text, open } = begun
  const answer = await close()
  assert.equal(answer.status, 202, JSON.stringify(answer.body))
  assert.equal(answer.body.closesAt, '2026-03-09T05:00:00.000Z')
  assert.equal((await ask('GET', '/v1/me', { by })).status, 401, 'the sign-ins have ended')
  const seat = await ask('GET', `/v1/vaccination/bookings/${open}`, { by: centre.sunita })
  assert.equal((seat.body as unknown as { status: string }).status, 'CANCELLED', 'the seat is free at once')
  await finish()
  assert.match(await text('select phone from identity.accounts'), /9812345601/, 'the days to think are not over')

  place.clock.advance(7 * DAY_MS)
  await finish()
  await assertGone(begun)
  assert.match(await text('select status from privacy.closings'), /closed/)
  const doses = await text(`select patient_id, vaccine from vaccination.doses where status = 'given'`)
  assert.match(doses, new RegExp(patientId), 'the dose stays')

  const url = `/v1/patients/${patientId}/opening`
  const opened = await ask('POST', url, { by: centre.ravi, body: { reason: 'Rash after the dose' } })
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  const { name, phone, birthDate } = opened.body as unknown as Record<string, string>
  assert.deepEqual({ name, phone, birthDate }, { name: asha.name, phone: asha.phone, birthDate: asha.birthDate })
  assert.match(await text('select reason from patients.openings'), /Rash/)
  const reads = await ask('GET', `/v1/audit/reads?patient=${patientId}`, { by: await place.auditor() })
  assert.ok(
    reads.body.items.some(({ basis }) => basis === 'emergency'),
    'audit keeps an emergency read',
  )
  assert.equal((await ask('POST', url, { by: centre.ravi, body: { reason: ' ' } })).status, 400)
  assert.equal((await ask('POST', url, { by: await place.admin(), body: { reason: 'Curious' } })).status, 403)
  place.clock.advance(3_654 * DAY_MS)
  const later = await place.staff('vaccinator', centre.facilityId)
  assert.equal((await ask('POST', url, { by: later, body: { reason: 'Ten years later' } })).status, 404)
})

test('after a closing at once the phone is free, and nobody finds the person', async (t) => {
  const begun = await begin(t)
  const { place, ask, close, by } = begun
  assert.equal((await close({ isAtOnce: true })).status, 202)
  await assertGone(begun)
  const found = await ask('POST', '/v1/patients/match', {
    by: await place.admin(),
    body: { fullName: asha.name, birthDate: asha.birthDate, phone: asha.phone },
  })
  assert.equal((found.body as unknown as { outcome: string }).outcome, 'none')
  const again = await place.register(asha)
  assert.equal(again.status, 201)
  assert.notEqual(again.body.accountId, by.accountId)
})

test('a sign-in within the days keeps the account, once and for all', async (t) => {
  const { place, ask, close, finish, text } = await begin(t)
  assert.equal((await close()).status, 202)
  place.clock.advance(3 * DAY_MS)
  const again = await place.signInByCode(asha.phone)
  place.clock.advance(5 * DAY_MS)
  await finish()
  assert.match(await text('select status from privacy.closings'), /undone/)
  const family = await ask('GET', '/v1/patients', { by: await place.signInByCode(asha.phone) })
  assert.deepEqual(family.body.items.map(({ name }) => name).sort(), [asha.name, 'Chitralekha Raghunathan'])
  assert.equal(again.accountId.length, 36)
})

for (const proof of ['passkey', 'provider', 'password'] as const) {
  test(`a sign-in by ${proof} keeps the account too`, async (t) => {
    const { place, by, close, finish, text } = await begin(t)
    assert.equal((await close()).status, 202)
    const origin = { actorId: null, requestId: by.accountId }
    const device = { hash: 'h', name: 'A phone', isSecret: true }
    const identity = place.program.context('identity') as IdentityContext
    assert.ok(await openSession(identity, by.accountId as never, { device, origin, proof }))
    place.clock.advance(8 * DAY_MS)
    await finish()
    assert.match(await text('select status from privacy.closings'), /undone/)
    assert.match(await text('select phone from identity.accounts'), /9812345601/)
  })
}

test('a closing needs a right code and a new sign-in, and nothing changes without them', async (t) => {
  const { place, ask, by, text, close } = await begin(t)
  const right = await place.askCode(asha.phone)
  const wrong = right === '000000' ? '111111' : '000000'
  const refused = await ask('POST', '/v1/privacy/closing', { by, body: { otp: wrong } })
  assert.equal(refused.status, 400)
  assert.equal(refused.body.errors?.[0]?.pointer, '/otp')
  assert.equal((await ask('POST', '/v1/privacy/closing', { by, body: {} })).status, 400)
  place.clock.advance(61 * 60_000)
  const { refreshToken } = by
  const refreshed = await place.post('/v1/auth/refresh', { refreshToken })
  const old = { ...by, token: refreshed.body.accessToken }
  const late = await close({}, old)
  assert.deepEqual([late.status, late.body.type], [403, '/problems/sign-in-too-old'])
  assert.equal(await text('select status from privacy.closings'), '[]')
  assert.equal((await ask('GET', '/v1/me', { by: old })).status, 200)
})

test('somebody who still works somewhere ends the appointment first', async (t) => {
  const { place, ask, centre } = await begin(t)
  const admin = await place.signIn({ phone: '+919812345600', password: 'a lighthouse in Diu' })
  const { facilityId } = centre
  await place.hire(admin, { phone: asha.phone, name: asha.name, roles: ['vaccinator'], facilityId })
  const by = await place.signInByCode(asha.phone)
  const asked = { by, body: { otp: await place.askCode(asha.phone) } }
  const { status, body } = await ask('POST', '/v1/privacy/closing', asked)
  assert.deepEqual([status, body.type], [409, '/problems/appointments-open'])
  assert.equal((await ask('GET', '/v1/me', { by })).status, 200, 'nothing has ended')
})

for (const diesAt of ['patients.close-person', 'vaccination.close-person', 'privacy.close-person']) {
  test(`a closing whose process dies at ${diesAt} is finished by the job`, async (t) => {
    const begun = await begin(t)
    const { place, close, finish, by, text } = begun
    assert.equal((await close()).status, 202)
    place.clock.advance(7 * DAY_MS)
    const file = path.join(import.meta.dirname, 'testing-process.ts')
    const now = place.clock.now().toISOString()
    const child = spawn(process.execPath, [file, place.databaseUrl, by.accountId, diesAt, now], { stdio: 'inherit' })
    const [, signal] = await once(child, 'exit')
    assert.equal(signal, 'SIGKILL')
    assert.match(await text('select status from privacy.closings'), /waiting/)
    await finish()
    await assertGone(begun)
    assert.match(await text('select status from privacy.closings'), /closed/)
    const sealed = await text('select count(*)::int from patients.sealed_people')
    await finish()
    assert.equal(await text('select count(*)::int from patients.sealed_people'), sealed, 'a repeat changes nothing')
  })
}
