// Tests attendance: who came and how long people waited, at a hospital and at the hospitals of a chain.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Person, type Setup, setup, TEST_NOW, TODAY } from '../../../testing/setup.ts'
import { openPractice, type Practising, type Refused } from '../testing.ts'

interface Counted extends Refused {
  readonly seen: number
  readonly booked: number
  readonly absent: number
  readonly left: number
  readonly waits: number
  readonly medianMinutes?: number
  readonly shortMinutes?: number
  readonly longMinutes?: number
}

interface Shown extends Refused {
  readonly total: Counted
  readonly days: readonly (Counted & { date: string })[]
  readonly doctors: readonly (Counted & { doctorId: string; name: string })[]
  readonly each: readonly (Counted & { date: string; doctorId: string })[]
  readonly items: readonly (Counted & { facilityId: string; name: string; oldViews: number; doctorId: string })[]
  readonly nextCursor?: string
}

let place: Setup
const cleanUps: (() => Promise<void>)[] = []
before(async () => {
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

const URL = '/v1/appointments/attendance'
const ask = (url: string, by?: Person) => place.ask<Shown>('GET', url, by ? { by } : {})
const numbersOf = ({ booked, seen, absent, left, waits, shortMinutes, medianMinutes, longMinutes }: Counted) => [
  ...[booked, seen, absent, left, waits],
  ...[shortMinutes, medianMinutes, longMinutes],
]

/** The doctor of the practice signs in, so that the test can see patients. */
async function openSeen(nth = 0): Promise<Practising> {
  const here = await openPractice(place, {}, {}, nth)
  const text = 'update appointments.practices set account_id = $1 where doctor_id = $2'
  await here.context.pool.query(text, [here.doctor.accountId, here.doctorId])
  return here
}

interface Course {
  readonly start: string
  /** When the patient comes, in India; undefined when they do not come. */
  readonly comes?: string
  /** When the doctor begins; undefined when the patient leaves before. */
  readonly begins?: string
}

/** Books a slot of today, and lives the time of the patient there. */
async function live(here: Practising, { start, comes, begins }: Course): Promise<void> {
  const patient = await place.citizen()
  const body = { slotIds: [await here.slotAt(start)], patientId: patient.patientId }
  const booked = await place.ask<{ appointmentId: string }>('POST', '/v1/appointments', { by: patient, body })
  assert.equal(booked.status, 201)
  const act = async (at: string, deed: string, by: Person): Promise<void> => {
    place.clock.set(`${TODAY}T${at}:00+05:30`)
    const url = `/v1/appointments/${booked.body.appointmentId}/${deed}`
    const { status } = await place.ask('POST', url, { by, ...(deed === 'arrival' && { body: {} }) })
    place.clock.set(TEST_NOW)
    assert.equal(status, 200, deed)
  }
  if (comes === undefined) return act('14:30', 'absence', here.reception)
  await act(comes, 'arrival', here.reception)
  if (begins === undefined) return act('13:30', 'departure', here.reception)
  await act(begins, 'consultation', here.doctor)
  await act('13:40', 'completion', here.doctor)
}

test('a hospital reads who came and how long they waited, from the time that was due', async () => {
  const here = await openSeen()
  // Early by half an hour, and on time: the wait begins at 12:00 and at the arrival at 12:20.
  await live(here, { start: '12:00', comes: '11:30', begins: '12:10' })
  await live(here, { start: '12:15', comes: '12:20', begins: '12:40' })
  await live(here, { start: '12:30', comes: '12:25' })
  await live(here, { start: '12:45' })
  const { status, body } = await ask(`${URL}?facility=${here.facilityId}`, here.admin)
  assert.equal(status, 200)
  const doctor = body.doctors.find(({ doctorId }) => doctorId === here.doctorId)
  assert.deepEqual(numbersOf(doctor as Counted), [4, 2, 1, 1, 2, 11, 15, 19])
  assert.equal(doctor?.name, 'Meera Iyer')
  const day = body.each.find(({ doctorId }) => doctorId === here.doctorId)
  assert.deepEqual([day?.date, ...numbersOf(day as Counted)], [TODAY, ...numbersOf(doctor as Counted)])
  assert.deepEqual(numbersOf(body.total), numbersOf(body.days[0] as Counted), 'one day is the whole span')
  const earlier = await ask(
    `${URL}?facility=${here.facilityId}&from=${addDays(TODAY, -3)}&to=${addDays(TODAY, -1)}`,
    here.admin,
  )
  assert.deepEqual(numbersOf(earlier.body.total), [0, 0, 0, 0, 0, undefined, undefined, undefined])
  assert.deepEqual(earlier.body.days, [])
})

test('who walks in without an appointment is counted by the token', async () => {
  const here = await openSeen()
  const patient = await place.citizen()
  // All places of the day are taken, so the walk-in has only a token.
  await here.context.pool.query('update appointments.slots set booked = capacity where doctor_id = $1', [here.doctorId])
  const body = { doctorId: here.doctorId, facilityId: here.facilityId, patientId: patient.patientId }
  const come = await place.ask<{ tokenId: string; queueId: string; appointmentId?: string }>(
    ...(['POST', '/v1/appointments/walk-ins', { by: here.reception, body }] as const),
  )
  assert.equal(come.status, 201, JSON.stringify(come.body))
  assert.equal(come.body.appointmentId, undefined)
  place.clock.advance(7 * 60_000)
  const room = { room: '7' }
  await place.ask('POST', `/v1/appointments/queues/${come.body.queueId}/calls`, { by: here.doctor, body: room })
  const served = await place.ask('POST', `/v1/appointments/tokens/${come.body.tokenId}/service`, {
    ...{ by: here.doctor, body: {} },
  })
  place.clock.set(TEST_NOW)
  assert.equal(served.status, 200, JSON.stringify(served.body))
  const answer = await ask(`${URL}?facility=${here.facilityId}`, here.admin)
  const doctor = answer.body.doctors.find(({ doctorId }) => doctorId === here.doctorId)
  assert.deepEqual(numbersOf(doctor as Counted), [0, 1, 0, 0, 1, 7, 7, 7])
})

test('only the hospital and its chain read it, for at most 31 days', async () => {
  const here = await openPractice(place)
  const url = `${URL}?facility=${here.facilityId}`
  assert.equal((await ask(url)).status, 401)
  for (const by of [here.reception, here.doctor, await place.citizen()]) assert.equal((await ask(url, by)).status, 403)
  assert.equal((await ask(url, await place.staff('centre-admin', here.otherFacilityId))).status, 403)
  const at = async (query: string) => {
    const { status, body } = await ask(`${url}&${query}`, here.admin)
    return `${status} ${body.errors?.[0]?.pointer}`
  }
  assert.equal(await at(`from=${TODAY}&to=${addDays(TODAY, -1)}`), '400 query/to')
  assert.equal(await at(`from=${addDays(TODAY, -31)}&to=${TODAY}`), '400 query/to')
  assert.equal(await at(`from=${addDays(TODAY, -30)}&to=${TODAY}`), '200 undefined')
  assert.equal(await at(`to=${addDays(TODAY, 90)}`), '400 query/to')
  assert.equal(await at('from=yesterday'), '400 query/from')
})

test('a chain compares its own hospitals, page by page, and sees hours on view that are old', async () => {
  const [here, there, foreign] = [
    await openSeen(0),
    await openPractice(place, {}, {}, 1),
    await openPractice(place, {}, {}, 2),
  ]
  const own = [here.facilityId, there.facilityId].sort()
  const body = { name: 'Chain of attendance', legalName: 'Chain of attendance', isGovernment: false }
  const made = await place.ask<{ chainId: string }>('POST', '/v1/chains', { by: here.national, body })
  const { chainId } = made.body
  for (const facilityId of own) {
    const joined = await place.ask('PATCH', `/v1/facilities/${facilityId}`, { by: here.national, body: { chainId } })
    assert.equal(joined.status, 200)
  }
  await live(here, { start: '12:00', comes: '12:00', begins: '12:05' })
  const old = new Date(Date.parse(TEST_NOW) - 25 * 3_600_000)
  const text = 'update appointments.practices set pulled_at = $1, failed_at = $1 where doctor_id = $2'
  await here.context.pool.query(text, [old, there.doctorId])
  place.clock.advance(2_000)
  const chain = await place.chainAdmin(chainId)
  const { status, body: all } = await ask(`${URL}/hospitals`, chain)
  place.clock.set(TEST_NOW)
  assert.equal(status, 200)
  assert.deepEqual(
    all.items.map(({ facilityId }) => facilityId),
    own,
  )
  assert.ok(!own.includes(foreign.facilityId))
  const [seen, stale] = [here, there].map((one) => all.items.find(({ facilityId }) => facilityId === one.facilityId))
  assert.ok((seen?.seen ?? 0) >= 1 && seen?.medianMinutes !== undefined)
  assert.equal(stale?.oldViews, 1)

  const first = await ask(`${URL}/hospitals?limit=1`, chain)
  assert.deepEqual(
    first.body.items.map(({ facilityId }) => facilityId),
    own.slice(0, 1),
  )
  const second = await ask(`${URL}/hospitals?limit=1&cursor=${first.body.nextCursor}`, chain)
  assert.deepEqual(
    second.body.items.map(({ facilityId }) => facilityId),
    own.slice(1),
  )
  assert.equal(second.body.nextCursor, undefined)
  assert.equal((await ask(`${URL}/hospitals?cursor=x`, chain)).status, 400)

  assert.equal((await ask(`${URL}?facility=${here.facilityId}`, chain)).status, 200)
  assert.equal((await ask(`${URL}?facility=${foreign.facilityId}`, chain)).status, 403)
  const views = await ask(`${URL}/old-views?facility=${there.facilityId}`, chain)
  assert.deepEqual(
    views.body.items.map(({ doctorId }) => doctorId),
    [there.doctorId],
  )
  assert.equal((await ask(`${URL}/old-views?facility=${foreign.facilityId}`, chain)).status, 403)
  assert.deepEqual((await ask(`${URL}/hospitals`, await place.chainAdmin(crypto.randomUUID()))).body.items, [])
  assert.equal((await ask(`${URL}/hospitals`, here.admin)).status, 403)
})
