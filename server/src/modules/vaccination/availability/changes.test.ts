// Tests that availability hears at once of each change of a session or a centre by its own process. The program of
// these tests does not read changes from the database, so the changes can only come from the stores, after the commit.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { type Citizen, setup, TODAY } from '../../../testing/setup.ts'
import type { SessionId } from '../contract.ts'
import { closePastSessions, subscriptions } from '../jobs.ts'
import { lockSessions, updateSession } from '../sessions/store.ts'
import { assertInvariants, type Booked, openCentre, WINDOW } from '../testing.ts'

interface Shown {
  readonly centres: {
    readonly name: string
    readonly sessions: { readonly sessionId: string; readonly capacity: number; readonly available: number }[]
  }[]
}

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t, { isStarted: false })
  const centre = await openCentre(place)
  const look = async (): Promise<Shown['centres'][0] | undefined> => {
    const url = `/v1/vaccination/availability?facility=${centre.facilityId}`
    return (await place.ask<Shown>('GET', url)).body.centres[0]
  }
  /** The free seats of a session that availability shows now; undefined when it does not show the session. */
  const free = async (sessionId: string) =>
    (await look())?.sessions.find((session) => session.sessionId === sessionId)?.available
  const done = async <Body = never>(status: number, ...asked: Parameters<typeof place.ask>): Promise<Body> => {
    const answer = await place.ask<Body>(...asked)
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    return answer.body
  }
  const book = async (by: Citizen, sessionId: string): Promise<string> => {
    const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
    return (await done<Booked>(201, 'POST', '/v1/vaccination/bookings', { by, body })).bookings[0]?.bookingId as string
  }
  return { place, centre, look, free, done, book }
}

test('availability shows at once that a session was opened, enlarged and closed', async (t) => {
  const { place, centre, look, free, done } = await begin(t)
  const { sunita: by } = centre
  const sessionId = await centre.openSession({ capacity: 5 })
  assert.equal(await free(sessionId), 5)
  await centre.receive(2)
  await done(200, 'PATCH', `/v1/vaccination/sessions/${sessionId}`, { by, body: { capacity: 7 } })
  assert.equal(await free(sessionId), 7)
  await done(200, 'POST', `/v1/vaccination/sessions/${sessionId}/closure`, { by, body: {} })
  assert.equal(await look(), undefined)
  await assertInvariants(place)
})

test('availability shows at once each booking, move, cancellation, walk-in, absence and completion', async (t) => {
  const { place, centre, free, done, book } = await begin(t)
  const { ravi } = centre
  const [here, there] = [await centre.openSession({ capacity: 5 }), await centre.openSession({ capacity: 5 })] as const
  const [asha, omar, kiran] = [await place.citizen(), await place.citizen(), await place.citizen()] as const
  const booking = await book(asha, here)
  assert.equal(await free(here), 4)

  const move = { by: asha, body: { sessionId: there, window: WINDOW } }
  const moved = await done<Booked['bookings'][0]>(201, 'POST', `/v1/vaccination/bookings/${booking}/rescheduling`, move)
  assert.deepEqual([await free(here), await free(there)], [5, 4])

  await done(200, 'POST', `/v1/vaccination/bookings/${moved.bookingId}/cancellation`, { by: asha })
  assert.equal(await free(there), 5)

  const proof = { kind: 'document', document: 'voter-id' }
  const walkIn = { by: ravi, body: { patientId: omar.patientId, window: WINDOW, proof } }
  const url = `/v1/vaccination/sessions/${here}/walk-ins`
  const seated = await done<Booked['bookings'][0]>(201, 'POST', url, walkIn)
  assert.equal(await free(here), 4)

  const missed = await book(kiran, here)
  assert.equal(await free(here), 3)
  await done(200, 'POST', `/v1/vaccination/bookings/${missed}/absence`, { by: ravi })
  assert.equal(await free(here), 4)

  const completion = { by: ravi, body: { lot: centre.lotOf() } }
  await done(200, 'POST', `/v1/vaccination/bookings/${seated.bookingId}/completion`, completion)
  assert.equal(await free(here), 4)
  // Availability has heard of the dose. So it does not reject the next state of the session as an older one.
  await book(asha, here)
  assert.equal(await free(here), 3)
  await assertInvariants(place)
})

test('availability hides at once a session that closes with its bookings, and one whose day is over', async (t) => {
  const { place, centre, look, done, book } = await begin(t)
  const [cancelled, past] = [await centre.openSession(), await centre.openSession()] as const
  await book(await place.citizen(), cancelled)
  const closure = { by: centre.sunita, body: { cancelBookings: true } }
  await done(200, 'POST', `/v1/vaccination/sessions/${cancelled}/closure`, closure)
  assert.deepEqual(
    (await look())?.sessions.map(({ sessionId }) => sessionId),
    [past],
  )
  const tomorrow = await centre.openSession({ date: addDays(TODAY, 1) })
  place.clock.set(`${addDays(TODAY, 1)}T05:00:00Z`)
  await closePastSessions(place.program.context('vaccination') as never)
  assert.deepEqual(
    (await look())?.sessions.map(({ sessionId }) => sessionId),
    [tomorrow],
  )
  await assertInvariants(place)
})

test('availability shows at once the new name of a centre', async (t) => {
  const { place, centre, look } = await begin(t)
  await centre.openSession()
  const before = await look()
  const context = place.program.context('vaccination')
  const copy = subscriptions(context as never).find(({ event }) => event.name === 'facilities.facility-changed.v1')
  const { body } = await place.ask<object>('GET', `/v1/facilities/${centre.facilityId}`)
  const facts = { ...body, ...centre.facility, kinds: ['vaccination-centre'], version: 99, name: 'Renamed Centre' }
  assert.notEqual(before?.name, 'Renamed Centre')
  await copy?.handle({
    body: { ...facts, district: 'New Delhi', state: 'Delhi', stateCode: 'DL', address: 'x' },
  } as never)
  assert.equal((await look())?.name, 'Renamed Centre')
})

test('availability does not hear of a change that is rolled back', async (t) => {
  const { place, centre, free } = await begin(t)
  const sessionId = await centre.openSession({ capacity: 5 })
  const { db } = place.program.context('vaccination')
  const undone = transaction(db as never, async (tx) => {
    const [session] = await lockSessions(tx as never, [sessionId as SessionId])
    await updateSession(tx as never, session?.id as SessionId, { capacity: 6 })
    throw new Error('no')
  })
  await assert.rejects(undone, { message: 'no' })
  assert.equal(await free(sessionId), 5)
})

test('only the stores that hand rows out write the rows that availability shows', () => {
  const root = path.resolve(import.meta.dirname, '..')
  const writes = (table: string): string[] => {
    const writing = new RegExp(`(?:update|insert into|delete from) ${table}\\b|(?:To|Table|From)\\('${table}'`, 'i')
    const stores = globSync('**/*.ts', { cwd: root }).filter((file) => !/\.test\.ts$/.test(file))
    return stores.filter((file) =>
      writing.test(readFileSync(path.join(root, file), 'utf8').replaceAll('selectFrom', '')),
    )
  }
  assert.deepEqual(writes('vaccination.sessions').sort(), ['bookings/seat-store.ts', 'sessions/store.ts'])
  assert.deepEqual(writes('vaccination.centres'), ['availability/store.ts'])
})
