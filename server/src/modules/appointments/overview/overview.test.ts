// Tests the overview: the numbers of a hospital's day, who comes next, its queues, and what waits for somebody.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Person } from '../../../testing/setup.ts'
import { openPlace, openPractice, type Practising, type Refused } from '../testing.ts'
import { type HourCount, sumDay } from './rules.ts'

interface Seen extends Refused {
  readonly appointmentId: string
  readonly expected: number
  readonly late: number
  readonly arrived: number
  readonly absent: number
  readonly doctors: number
  readonly displaced: number
  readonly stuckFees: number
  readonly hours: readonly { hour: number; booked: number; came: number }[]
  readonly next: readonly { start: string; patient?: { name: string }; reason?: string }[]
  readonly queues: readonly { doctorId?: string; waiting: number }[]
  readonly attendance?: { booked: number; absent: number; medianMinutes?: number }
}

const { place, ask, act, at } = openPlace<Seen>()
const NOON = '2026-03-02T12:20:00+05:30'

const read = (here: Practising, by?: Person) =>
  ask('GET', `/v1/appointments/overview?facility=${here.facilityId}`, by ? { by } : {})

async function book(here: Practising, start: string): Promise<string> {
  const one = await place.citizen()
  const body = { slotIds: [await here.slotAt(start)], patientId: one.patientId, reason: 'Cough' }
  const answer = await ask('POST', '/v1/appointments', { by: one, body })
  assert.equal(answer.status, 201)
  return answer.body.appointmentId
}

describe('the overview of a hospital', () => {
  test('counts its day by state and hour, and shows who comes next and who waits', async () => {
    const here = await openPractice(place, {}, { ends: '14:00' })
    const [first, , cancelled] = [await book(here, '12:00'), await book(here, '12:15'), await book(here, '12:30')]
    await book(here, '13:00')
    await act(here.reception, cancelled as string, 'cancellation', { reason: 'Better' })
    const { status, body } = await at(NOON, async () => {
      await act(here.reception, first as string, 'arrival', {})
      return read(here, here.reception)
    })
    assert.equal(status, 200)
    assert.deepEqual(body.hours, [
      { hour: 12, booked: 2, came: 1 },
      { hour: 13, booked: 1, came: 0 },
    ])
    assert.deepEqual([body.expected, body.late, body.arrived, body.absent, body.doctors], [2, 1, 1, 0, 1])
    assert.deepEqual(
      body.next.map(({ start }) => start),
      ['12:15', '13:00'],
    )
    assert.ok(body.next.every(({ patient, reason }) => patient?.name && reason === undefined))
    assert.deepEqual(
      body.queues.map(({ doctorId, waiting }) => [doctorId, waiting]),
      [[here.doctorId, 1]],
    )
    assert.deepEqual([body.displaced, body.stuckFees], [0, 0])
    const later = await at('2026-03-02T13:40:00+05:30', () => read(here, here.reception))
    assert.deepEqual(
      later.body.next.map(({ start }) => start),
      ['13:00'],
      'who is an hour late is not the next to come',
    )
  })

  test('tells the waits only to who may read attendance, and nothing to others', async () => {
    const here = await openPractice(place, {}, {}, 1)
    await book(here, '12:00')
    assert.equal((await read(here, here.reception)).body.attendance, undefined)
    assert.deepEqual((await read(here, here.admin)).body.attendance, {
      ...{ booked: 1, seen: 0, absent: 0, left: 0, waits: 0 },
    })
    assert.equal((await read(here)).status, 401)
    for (const by of [here.doctor, await place.citizen(), await place.staff('reception', here.otherFacilityId)])
      assert.equal((await read(here, by)).status, 403)
    const wrong = await ask('GET', '/v1/appointments/overview?facility=x', { by: here.reception })
    assert.equal(wrong.status, 400)
  })
})

test('who was displaced counts in no hour, and who left has come', () => {
  const one = (status: HourCount['status'], count: number, due = 0, hour = 9): HourCount => ({
    ...{ hour, status, count, due },
  })
  const sums = sumDay([one('DISPLACED', 3, 3), one('LEFT', 2), one('BOOKED', 4, 1), one('NO_SHOW', 1, 1, 10)])
  assert.deepEqual(sums, {
    ...{ expected: 4, late: 1, arrived: 0, inRoom: 0, seen: 0, absent: 1 },
    hours: [
      { hour: 9, booked: 6, came: 2 },
      { hour: 10, booked: 1, came: 0 },
    ],
  })
})
