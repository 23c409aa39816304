// Tests people who come without an appointment or long before theirs, the board, and the place by link.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import type { Person } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { samePeople } from '../merging.ts'
import { assertInvariants, fieldOf, openPlace, outcome } from '../testing.ts'
import { createBoards } from './board.ts'
import { openDay, type Shown } from './testing.ts'

const { place, ask, at } = openPlace<Shown>()

describe('walking in', () => {
  test('gives a number once, to a known patient, and tells reception nothing of the reason', async () => {
    const here = await openDay(place)
    const [asha, meera] = [await place.citizen(), await place.citizen()]
    const body = { facilityId: here.facilityId, doctorId: here.doctorId, patientId: asha.patientId, reason: 'Fever' }
    const first = await ask('POST', '/v1/appointments/walk-ins', { by: here.reception, key: 'walk', body })
    const again = await ask('POST', '/v1/appointments/walk-ins', { by: here.reception, key: 'walk', body })
    assert.deepEqual([outcome(first), first.body.lane, again.body.label], ['201 WAITING', 'walk-in', first.body.label])
    const twice = await here.walkIn(asha.patientId)
    assert.deepEqual([outcome(twice), twice.body.label], ['409 already-in-queue', first.body.label])
    const { queueId } = first.body
    assert.equal(outcome(await here.walkIn(newId(1))), '404 not-found')
    assert.equal(outcome(await here.walkIn(meera.patientId, {}, asha)), '403 forbidden')
    const { facilityId: _facility, ...nowhere } = body
    const ofNowhere = await ask('POST', '/v1/appointments/walk-ins', { by: here.reception, body: nowhere })
    assert.equal(fieldOf(ofNowhere), '400 /queueId')
    const seen = async (by: Person) => (await here.queue(queueId, by)).body.tokens[0]?.reason
    assert.deepEqual([await seen(here.reception), await seen(here.nurse)], [undefined, 'Fever'])
    await samePeople.follow(here.context, { goneId: meera.patientId, keptId: asha.patientId, version: 1 })
    const merged = await here.walkIn(meera.patientId)
    assert.deepEqual([outcome(merged), merged.body.keptPatientId], ['409 patient-merged', asha.patientId])
    await samePeople.follow(here.context, { goneId: meera.patientId, keptId: null, version: 2 })
    const elsewhere = await place.staff('reception', here.otherFacilityId)
    assert.equal(outcome(await here.walkIn(meera.patientId, {}, elsewhere)), '404 not-found')
    assert.equal(
      outcome(await here.token(first.body.tokenId, 'cancellation', undefined, here.reception)),
      '200 CANCELLED',
    )
    assert.equal(outcome(await here.walkIn(asha.patientId)), '201 WAITING')
    await assertInvariants(place)
  })

  test('who is booked later today uses that time now: its place is free, and nothing is cancelled', async () => {
    const here = await openDay(place, { starts: '12:00', ends: '15:30' })
    const asha = await place.citizen()
    const id = await here.bookAt('15:00', asha)
    const offered = await here.walkIn(asha.patientId)
    assert.deepEqual(
      [outcome(offered), offered.body.appointmentId, offered.body.start],
      ['409 booked-later', id, '15:00'],
    )
    const other = await place.citizen()
    assert.equal(outcome(await here.walkIn(other.patientId, { appointmentId: id })), '404 not-found')
    const used = await here.walkIn(asha.patientId, { appointmentId: id })
    assert.deepEqual([outcome(used), used.body.lane], ['201 WAITING', 'walk-in'])
    const now = await ask('GET', `/v1/appointments/${id}`, { by: asha })
    assert.deepEqual([now.body.status, now.body.seat, now.body.token.place.before], ['ARRIVED', 'early', 0])
    assert.equal(outcome({ ...(await here.act(here.reception, id, 'arrival', {})) }), '409 appointment-state')
    await assertInvariants(place)
    const taker = await here.bookAt('15:00', other)
    assert.ok(taker)
    await assertInvariants(place)
    const undone = await here.act(here.reception, id, 'arrival/cancellation')
    assert.deepEqual([outcome(undone), undone.body.seat], ['200 BOOKED', 'over'], 'the place has gone meanwhile')
    await assertInvariants(place)
    await here.walkIn(asha.patientId, { appointmentId: id })
    assert.equal(outcome(await here.act(here.reception, id, 'departure')), '200 LEFT')
    const { pool } = here.context
    const text = `select name from appointments.outbox
      where body->'body'->>'appointmentId' = $1 and name like '%cancelled%'`
    const { rows } = await pool.query(text, [id])
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['appointments.arrival-cancelled.v1'],
    )
    await assertInvariants(place)
  })
})

describe('board and place', () => {
  test('the board shows numbers and rooms, never who waits, and is ready for the next asker', async () => {
    const here = await openDay(place)
    const [one, two] = [await here.arrive('12:00'), await here.arrive('12:15')]
    await here.call(one.queueId)
    const url = `/v1/appointments/boards/${here.facilityId}`
    const { body, headers } = await ask('GET', url)
    const shown = body.queues.find(({ queueId }) => queueId === one.queueId)
    assert.deepEqual(
      [shown?.nowServing.map(({ label, room, isInside }) => [label, room, isInside]), shown?.next, shown?.waiting],
      [[[one.label, '3', false]], [two.label], 1],
    )
    assert.ok(!JSON.stringify(body).includes('Asha'))
    const unchanged = await ask('GET', url, { headers: { 'if-none-match': headers.etag as string } })
    assert.equal(unchanged.status, 304)
    assert.equal(outcome(await ask('GET', `/v1/appointments/boards/${newId(1)}`)), '404 not-found')
    const home = `http://localhost:${place.port}${url}`
    await until('the board tells the change', async () => {
      await here.token(one.tokenId, 'service', {})
      return (await (await fetch(home)).text()).includes('"isInside":true')
    })
    let nowMs = 0
    const boards = createBoards(here.context, () => nowMs)
    const made = await boards.answer(here.facilityId as never)
    assert.equal(boards.recall(url), made)
    nowMs = 999
    assert.equal(boards.recall(url), made, 'and a new one is made meanwhile')
    nowMs = 2_000
    assert.equal(boards.recall(url), undefined)
    const isOver = async (): Promise<boolean> => {
      nowMs += 2_000
      const { text } = await boards.answer(here.facilityId as never)
      return JSON.parse(text).queues.find((queue: { queueId: string }) => queue.queueId === one.queueId).isOver
    }
    assert.equal(await isOver(), false)
    // The last slot ends at 13:00.
    assert.equal(await at('2026-03-02T13:00:00+05:30', isOver), true)
  })

  test('the place by link: no sign-in, no personal data, over with the day; the family sees it too', async () => {
    const here = await openDay(place)
    const [one, two] = [await here.arrive('12:00'), await here.arrive('12:15')]
    const url = `/v1/appointments/places/${two.link}`
    const { body, headers } = await ask('GET', url)
    assert.deepEqual(
      [body.label, body.status, body.before, headers['cache-control']],
      [two.label, 'WAITING', 1, 'no-store'],
    )
    assert.ok(
      body.minutesTo > 0 && !JSON.stringify(body).includes('Asha') && !JSON.stringify(body).includes(two.who.patientId),
    )
    const own = await ask('GET', `/v1/appointments/${two.id}`, { by: two.who })
    assert.deepEqual([own.body.token.place.before, own.body.token.link], [1, two.link])
    await here.call(one.queueId)
    assert.deepEqual((await ask('GET', url)).body.nowServing.length, 1)
    await here.act(here.reception, two.id, 'departure')
    assert.equal((await ask('GET', url)).body.status, 'CANCELLED')
    const forged = `${two.link.slice(0, 20)}${two.link[20] === 'A' ? 'B' : 'A'}${two.link.slice(21)}`
    assert.equal(outcome(await ask('GET', `/v1/appointments/places/${forged}`)), '404 not-found')
    assert.equal((await ask('GET', '/v1/appointments/places/short')).status, 400)
    await at('2026-03-02T20:31:00.000Z', async () => assert.equal(outcome(await ask('GET', url)), '410 link-over'))
  })
})
