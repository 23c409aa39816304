// Tests of races between real processes on one database, and of a process that is killed under load.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { type ServeProcess, startServe } from '../../../testing/process.ts'
import { type Citizen, type Setup, setup } from '../../../testing/setup.ts'
import { sized } from '../../../testing/size.ts'
import { until } from '../../../testing/until.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf } from '../testing.ts'

const TODAY_WINDOW = '00:00-24:00'
/** Seats of each of the three sessions in the test with the kill. Four people ask for every three seats. */
const SEATS = sized(30, 60)
/** Number of acknowledged bookings at which the test kills the process. */
const KILLED_AT = 40

/** A setup with the real clock, which the processes use too. `openSession` opens a session of tomorrow. */
async function begin(t: Parameters<typeof setup>[0], processes: number, capacity: number) {
  const place = await setup(t, { clock: 'real' })
  const centre = await openCentre(place)
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const openSession = (more: object = {}) =>
    centre.openSession({ capacity, date: tomorrow, windows: [TODAY_WINDOW], ...more })
  const serving = await Promise.all(Array.from({ length: processes }, () => startServe(place.databaseUrl)))
  t.after(() => Promise.all(serving.map((one) => one.kill())).then(() => {}))
  return { place, centre, openSession, serving: serving as [ServeProcess, ...ServeProcess[]] }
}

// Register a few people at a time, so that a slow machine does not exceed the time limit of a registration.
async function people(place: Setup, count: number): Promise<Citizen[]> {
  const crowd: Citizen[] = []
  while (crowd.length < count) {
    const some = Math.min(8, count - crowd.length)
    crowd.push(...(await Promise.all(Array.from({ length: some }, () => place.citizen()))))
  }
  return crowd
}

const book = (at: ServeProcess, by: Citizen, sessionId: string, key = crypto.randomUUID() as string) =>
  at.ask<Booked & Refused>('POST', '/v1/vaccination/bookings', {
    by,
    key,
    body: { sessionId, window: TODAY_WINDOW, patientIds: [by.patientId] },
  })

test('when many people ask two processes for ten seats, ten are booked and the others are refused', async (t) => {
  const { place, openSession, serving } = await begin(t, 2, 10)
  const sessionId = await openSession()
  const crowd = await people(place, sized(60, 200))
  const answers = await Promise.all(
    crowd.map((by, index) => book(serving[index % serving.length] as ServeProcess, by, sessionId)),
  )
  const booked = answers.filter(({ status }) => status === 201)
  const refused = answers.filter(({ status }) => status === 409)
  assert.equal(booked.length, 10)
  assert.equal(refused.length, crowd.length - 10)
  assert.ok(refused.every(({ body }) => slugOf(body) === 'session-full'))
  const tokens = booked.map(({ body }) => body.bookings[0]?.token ?? 0).sort((left, right) => left - right)
  assert.deepEqual(tokens, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  await assertInvariants(place, { relayed: true })
})

test('sessions of one centre and day share one queue: no token is given twice, and there is no gap', async (t) => {
  const { place, centre, openSession, serving } = await begin(t, 2, 100)
  const sessions = await Promise.all([openSession(), openSession(), openSession({ vaccine: 'COVISHIELD' })])
  const dayAfter = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  const ofOtherDay = await centre.openSession({ capacity: 100, date: dayAfter, windows: [TODAY_WINDOW] })
  const crowd = await people(place, sized(48, 160))
  const answers = await Promise.all(
    crowd.map((by, index) => {
      const at = serving[index % 2] as ServeProcess
      return book(at, by, [...sessions, ofOtherDay][index % 4] as string)
    }),
  )
  assert.ok(answers.every(({ status }) => status === 201))
  const tokensOf = (isOther: boolean): number[] =>
    answers
      .filter((_, index) => (index % 4 === 3) === isOther)
      .map(({ body }) => body.bookings[0]?.token ?? 0)
      .sort((left, right) => left - right)
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
  assert.deepEqual(tokensOf(false), numbers((crowd.length * 3) / 4))
  assert.deepEqual(tokensOf(true), numbers(crowd.length / 4), 'another day begins with 1')
  await assertInvariants(place, { relayed: true })
})

test('a person who books two sessions at once through two processes gets one booking', async (t) => {
  const { place, openSession, serving } = await begin(t, 2, 100)
  const sessions = await Promise.all([openSession(), openSession({ vaccine: 'COVISHIELD' })])
  const crowd = await people(place, sized(20, 40))
  await Promise.all(
    crowd.map(async (by) => {
      const both = sessions.map((session, index) => book(serving[index] as ServeProcess, by, session))
      const slugs = (await Promise.all(both)).map(({ status, body }) => (status === 201 ? 'booked' : slugOf(body)))
      assert.deepEqual(slugs.sort(), ['booked', 'dose-already-booked'])
    }),
  )
  await assertInvariants(place, { relayed: true })
})

test('bookings and cancellations at once never lose a seat or give it twice', async (t) => {
  const { place, openSession, serving } = await begin(t, 2, 5)
  const sessionId = await openSession()
  const crowd = await people(place, 30)
  await Promise.all(
    crowd.map(async (by, index) => {
      const at = serving[index % serving.length] as ServeProcess
      for (let turn = 0; turn < 5; turn++) {
        const answer = await book(at, by, sessionId)
        if (answer.status !== 201) continue
        const url = `/v1/vaccination/bookings/${answer.body.bookings[0]?.bookingId}/cancellation`
        const cancelled = await at.ask('POST', url, { by, key: crypto.randomUUID() })
        assert.equal(cancelled.status, 200)
      }
    }),
  )
  await assertInvariants(place, { relayed: true })
  // The other process hears of the last cancellation within a second.
  for (const [index, at] of serving.entries()) {
    const isBooked = async () => (await book(at, crowd[index] as Citizen, sessionId)).status === 201
    await until('after all cancellations every process sees free seats', isBooked)
  }
})

test('when bookings move in both directions and are cancelled at once, each ends once, without deadlock', async (t) => {
  const { place, openSession, serving } = await begin(t, 2, 20)
  const [here, there] = (await Promise.all([openSession(), openSession()])) as [string, string]
  const crowd = await people(place, 24)
  const bookings = await Promise.all(
    crowd.map(async (by, index) => {
      const { body } = await book(serving[0], by, index % 2 === 0 ? here : there)
      return body.bookings[0]?.bookingId as string
    }),
  )
  await Promise.all(
    crowd.map(async (by, index) => {
      const [first, second] = (index % 4 < 2 ? serving : serving.toReversed()) as [ServeProcess, ServeProcess]
      const url = `/v1/vaccination/bookings/${bookings[index]}`
      const body = { sessionId: index % 2 === 0 ? there : here, window: TODAY_WINDOW }
      const ends = await Promise.all([
        first.ask<Refused>('POST', `${url}/rescheduling`, { by, key: crypto.randomUUID(), body }),
        second.ask<Refused>('POST', `${url}/cancellation`, { by, key: crypto.randomUUID() }),
      ])
      const lines = ends.map(({ status, body: said }) => (status === 409 ? slugOf(said) : status))
      assert.ok(['201,booking-ended', 'booking-ended,200'].includes(lines.join()), lines.join())
    }),
  )
  await assertInvariants(place, { relayed: true })
})

test('ten requests at once with the same key through two processes make one booking', async (t) => {
  const { place, openSession, serving } = await begin(t, 2, 10)
  const sessionId = await openSession()
  const [asha] = (await people(place, 1)) as [Citizen]
  const tries = Array.from({ length: 10 }, (_, index) =>
    book(serving[index % 2] as ServeProcess, asha, sessionId, 'same'),
  )
  const answers = await Promise.all(tries)
  const booked = answers.filter(({ status }) => status === 201)
  assert.ok(booked.length >= 1)
  assert.equal(new Set(booked.map(({ body }) => JSON.stringify(body))).size, 1)
  assert.ok(answers.every(({ status, body }) => status === 201 || slugOf(body) === 'request-in-progress'))
  await assertInvariants(place, { relayed: true })
})

test('the answers of one process soon show a change through another process', async (t) => {
  const { place, centre, openSession, serving } = await begin(t, 2, 5)
  const sessionId = await openSession()
  const available = async (at: ServeProcess): Promise<number | undefined> => {
    const url = `/v1/vaccination/availability?facility=${centre.facilityId}`
    const { body } = await at.ask<{ centres: { sessions: { sessionId: string; available: number }[] }[] }>('GET', url)
    return body.centres[0]?.sessions.find((session) => session.sessionId === sessionId)?.available
  }
  const until = async (at: ServeProcess, wanted: number): Promise<void> => {
    while ((await available(at)) !== wanted) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const [first, second] = serving as [ServeProcess, ServeProcess]
  await until(first, 5)
  await until(second, 5)
  const [asha] = (await people(place, 1)) as [Citizen]
  await book(first, asha, sessionId)
  assert.equal(await available(first), 4, 'the process that booked shows it at once')
  await until(second, 4)
})

test('when a process is killed under load, every answered booking is stored and nothing is half done', async (t) => {
  const { place, openSession, serving } = await begin(t, 1, SEATS)
  const sessions = await Promise.all([openSession(), openSession(), openSession()])
  const crowd = await people(place, 4 * SEATS)
  const keys = crowd.map(() => crypto.randomUUID())
  const sessionOf = (index: number): string => sessions[index % sessions.length] as string
  const acknowledged = new Map<string, string>()
  let lost = 0
  const run = async (at: ServeProcess, index: number): Promise<void> => {
    const by = crowd[index] as Citizen
    try {
      const answer = await book(at, by, sessionOf(index), keys[index])
      if (answer.status === 201) acknowledged.set(by.patientId, answer.body.bookings[0]?.bookingId as string)
      if (acknowledged.size === KILLED_AT) at.child.kill('SIGKILL')
    } catch {
      lost++
    }
  }
  const first = serving[0]
  const ended = once(first.child, 'exit')
  // Send a few at a time, so that the kill may come inside a batch or between two.
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < crowd.length) await run(first, next++)
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  await ended
  assert.ok(lost > 0, 'the kill must interrupt some requests')
  await assertInvariants(place, { relayed: true })
  for (const [patientId, bookingId] of acknowledged) await assertStored(place, patientId, bookingId)

  // All people repeat their requests with the same keys at a new process, as those without an answer would.
  const second = await startServe(place.databaseUrl)
  t.after(() => second.kill())
  const before = new Map(acknowledged)
  for (let index = 0; index < crowd.length; index++) {
    const by = crowd[index] as Citizen
    const answer = await book(second, by, sessionOf(index), keys[index])
    const known = before.get(by.patientId)
    if (known) assert.equal(answer.body.bookings[0]?.bookingId, known)
    else assert.ok(answer.status === 201 || slugOf(answer.body) === 'session-full', JSON.stringify(answer.body))
  }
  await assertInvariants(place, { relayed: true })
  const { rows } = await place.program
    .context('vaccination')
    .pool.query('select booked, capacity from vaccination.sessions')
  assert.ok(
    rows.every(({ booked, capacity }) => booked === capacity),
    'more people asked than there are seats, so all seats are booked',
  )
})

async function assertStored(place: Setup, patientId: string, bookingId: string): Promise<void> {
  const { rows } = await place.program
    .context('vaccination')
    .pool.query('select patient_id, status from vaccination.bookings where id = $1', [bookingId])
  assert.deepEqual(rows, [{ patient_id: patientId, status: 'BOOKED' }])
}
