// Tests queues: tokens that follow their appointment, calls and their order, and who reaches a queue.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { type Setup, setup, TODAY } from '../../../testing/setup.ts'
import { assertInvariants, fieldOf, openPlace, outcome } from '../testing.ts'
import type { QueueId } from './contract.ts'
import { closeQueues, issueToken } from './steps.ts'
import { lockQueue } from './store.ts'
import { later, openDay, type Shown } from './testing.ts'

const { place, ask, at } = openPlace<Shown>()

describe('a token follows its appointment', () => {
  test('arrival gives it, also when it is repeated; undo, departure and voiding end it', async () => {
    const here = await openDay(place)
    const asha = await place.citizen()
    const id = await here.bookAt('12:00', asha)
    const asked = { by: here.reception, key: 'arrival', body: {} }
    const first = await ask('POST', `/v1/appointments/${id}/arrival`, asked)
    const again = await ask('POST', `/v1/appointments/${id}/arrival`, asked)
    assert.deepEqual([outcome(first), again.body.token.tokenId], ['200 ARRIVED', first.body.token.tokenId])
    const { label, status, lane, link, tokenId } = first.body.token
    assert.deepEqual([label.slice(1), status, lane, link.length], ['-01', 'WAITING', 'appointment', 48])
    const undone = await here.act(here.reception, id, 'arrival/cancellation')
    assert.deepEqual([outcome(undone), undone.body.token], ['200 BOOKED', undefined])
    assert.equal(outcome(await here.token(tokenId, 'recall')), '409 token-ended')
    const second = await here.act(here.reception, id, 'arrival', { priority: 'senior' })
    assert.deepEqual([second.body.token.label.slice(1), second.body.token.lane], ['-02', 'priority'])
    await here.call(second.body.token.queueId)
    assert.equal(outcome(await here.act(here.reception, id, 'departure')), '200 LEFT')
    assert.equal(outcome(await here.token(second.body.token.tokenId, 'service', {})), '409 token-ended')
    const other = await here.arrive('12:15')
    assert.equal(outcome(await here.act(here.admin, other.id, 'voiding', { reason: 'Wrong person' })), '200 VOID')
    const shown = (await here.queue(other.queueId)).body
    assert.deepEqual(
      shown.tokens.map((one) => one.status),
      ['CANCELLED', 'CANCELLED', 'CANCELLED'],
    )
    assert.deepEqual([shown.waiting, shown.minutesFrom, shown.minutesTo], [0, 0, 0], 'an empty queue')
    await assertInvariants(place)
  })

  test('consultation and completion move it, from either side, and measure the turn', async () => {
    const here = await openDay(place)
    const [one, two] = [await here.arrive('12:00'), await here.arrive('12:15')]
    assert.equal((await here.call(one.queueId)).body.called?.label, one.label)
    assert.equal(outcome(await here.token(one.tokenId, 'service', {})), '200 IN_SERVICE')
    const seen = await ask('GET', `/v1/appointments/${one.id}`, { by: one.who })
    assert.deepEqual([seen.body.status, seen.body.token.room], ['IN_CONSULTATION', '3'])
    await at(later(300), async () => {
      assert.equal(outcome(await here.act(here.doctor, one.id, 'completion')), '200 FULFILLED')
    })
    const queue = (await here.queue(one.queueId)).body
    assert.deepEqual([queue.meanMinutes, queue.tokens.find(({ label }) => label === one.label)?.status], [5, 'DONE'])
    assert.equal(outcome(await here.act(here.doctor, two.id, 'consultation')), '200 IN_CONSULTATION', 'without a call')
    await at(later(900), async () => {
      assert.equal(outcome(await here.token(two.tokenId, 'completion')), '200 DONE')
      assert.equal((await ask('GET', `/v1/appointments/${two.id}`, { by: two.who })).body.status, 'FULFILLED')
    })
    assert.equal((await here.queue(one.queueId)).body.meanMinutes, 7, '0.8 of 5 and 0.2 of 15 minutes')
    await at(later(86_400), async () => {
      const body = { facilityId: here.facilityId, doctorId: here.doctorId }
      const { queueId } = (await ask('POST', '/v1/appointments/queues', { by: here.reception, body })).body
      const next = (await here.queue(queueId)).body
      assert.deepEqual(
        [next.meanMinutes, next.minutesFrom, next.minutesTo],
        [undefined, 0, 0],
        'another day counts not',
      )
    })
    await assertInvariants(place)
  })

  test('a call and a departure at once: the token is cancelled, and the room is free', async () => {
    const here = await openDay(place, { capacity: 10 })
    const people = await Promise.all(Array.from({ length: 6 }, () => here.arrive('12:00')))
    const { queueId } = people[0] as Shown
    for (const one of people) {
      const [, left] = await Promise.all([
        here.call(queueId, { room: '3', tokenId: one.tokenId }),
        here.act(here.reception, one.id, 'departure'),
      ])
      assert.equal(outcome(left), '200 LEFT')
    }
    const { tokens, nowServing } = (await here.queue(queueId)).body
    assert.deepEqual([new Set(tokens.map(({ status }) => status)).size, nowServing], [1, []])
    assert.equal((await here.call(queueId)).body.called, undefined)
    await assertInvariants(place)
  })

  test('ten minutes after and before midnight in India, the queue is that of the day', async () => {
    const here = await openDay(place, { starts: '00:00', ends: '23:59', slotMinutes: 30 })
    const day = addDays(TODAY, 2)
    for (const [time, start] of [
      ['2026-03-03T18:40:00.000Z', '00:00'],
      ['2026-03-04T18:20:00.000Z', '23:00'],
    ] as const) {
      const who = await place.citizen()
      const body = { slotIds: [await here.slotAt(start, day)], patientId: who.patientId }
      const { appointmentId } = (await ask('POST', '/v1/appointments', { by: here.reception, body })).body
      await at(time, async () => {
        const { token } = (await here.act(here.reception, appointmentId, 'arrival', {})).body
        assert.equal((await here.queue(token.queueId)).body.date, day)
      })
    }
    await at('2026-03-05T00:31:00.000Z', () => closeQueues(here.context))
    const listed = await ask('GET', `/v1/appointments/queues?facility=${here.facilityId}&day=${day}`, {
      by: here.reception,
    })
    assert.deepEqual(
      listed.body.items.map(({ status, waiting }) => `${status} ${waiting}`),
      ['closed 0'],
    )
    await assertInvariants(place)
  })
})

describe('calling', () => {
  test('by lane and time; one person a room; again, absent, back, and a pause for a test', async () => {
    const here = await openDay(place, { capacity: 5 })
    const late = await here.arrive('12:15')
    const early = await here.arrive('12:00')
    const senior = await here.arrive('12:15', { priority: 'senior' })
    const urgent = await here.arrive('12:15', { priority: 'emergency' })
    const { queueId } = early
    const order = [urgent, senior, early, late].map(({ label }) => label)
    assert.deepEqual((await here.queue(queueId)).body.next, order.slice(0, 3))
    assert.equal(fieldOf(await here.call(queueId, {})), '400 /room')
    assert.equal(fieldOf(await here.call(queueId, { room: '<3>' })), '400 /room')
    const first = await here.call(queueId)
    assert.equal(first.body.called?.label, urgent.label)
    const busy = await here.call(queueId)
    assert.deepEqual([outcome(busy), busy.body.label], ['409 room-busy', urgent.label])
    assert.equal((await here.call(queueId, { room: '4' })).body.called?.label, senior.label)
    assert.equal(outcome(await here.token(urgent.tokenId, 'recall')), '409 recall-too-early')
    await at(later(61), async () => assert.equal(outcome(await here.token(urgent.tokenId, 'recall')), '200 CALLED'))
    assert.equal(outcome(await here.token(urgent.tokenId, 'absence')), '200 MISSED')
    assert.equal((await here.call(queueId)).body.called?.label, early.label, 'the room is free')
    assert.equal(outcome(await here.token(urgent.tokenId, 'return', undefined, here.reception)), '200 WAITING')
    assert.deepEqual((await here.queue(queueId)).body.next, [urgent.label, late.label])
    await here.token(early.tokenId, 'service', {})
    const paused = await here.token(early.tokenId, 'pause')
    assert.deepEqual([outcome(paused), paused.body.lane, paused.body.label], ['200 WAITING', 'priority', early.label])
    assert.equal((await here.call(queueId)).body.called?.label, early.label)
    assert.equal(outcome(await here.token(early.tokenId, 'service', {})), '200 IN_SERVICE', 'seen again')
    assert.equal(outcome(await here.token(early.tokenId, 'completion')), '200 DONE')
    assert.equal((await ask('GET', `/v1/appointments/${early.id}`, { by: early.who })).body.status, 'FULFILLED')
    await assertInvariants(place)
  })

  test('two rooms in two processes call next: a hundred different tokens, in order', async (t) => {
    const here = await openDay(place)
    const opened = await ask('POST', '/v1/appointments/queues', {
      ...{ by: here.reception, body: { facilityId: here.facilityId, doctorId: here.doctorId } },
    })
    const { queueId } = opened.body
    await transaction(here.context.db, async (tx) => {
      const origin = { actorId: null, requestId: 'test' }
      for (let nth = 0; nth < 100; nth++) {
        const queue = await lockQueue(tx, queueId as QueueId)
        const coming = { patientId: newId<'patient'>(1), lane: 'walk-in', arrivedAt: tx.clock.now(), origin } as const
        await issueToken(tx, queue as never, coming)
      }
    })
    const other = await setup(t, { databaseUrl: place.databaseUrl, isStarted: false })
    const called: number[] = []
    const inRoom = new Map<string, number[]>()
    const serve = async (program: Setup, room: string): Promise<void> => {
      for (;;) {
        const url = `/v1/appointments/queues/${queueId}/calls`
        const { body } = await program.ask<{ called?: { number: number; tokenId: string } }>('POST', url, {
          ...{ by: here.doctor, body: { room } },
        })
        if (!body.called) return
        called.push(body.called.number)
        inRoom.set(room, [...(inRoom.get(room) ?? []), body.called.number])
        const done = `/v1/appointments/tokens/${body.called.tokenId}/absence`
        assert.equal((await program.ask('POST', done, { by: here.doctor })).status, 200)
      }
    }
    await Promise.all([serve(place, '1'), serve(place, '2'), serve(other, '3'), serve(other, '4')])
    assert.deepEqual([called.length, new Set(called).size], [100, 100])
    for (const numbers of inRoom.values())
      assert.deepEqual(
        numbers,
        numbers.toSorted((left, right) => left - right),
      )
    await assertInvariants(place)
  })
})

describe('who reaches a queue, and its states', () => {
  test('only who may see the patients; another hospital and a wrong queue do not exist', async () => {
    const here = await openDay(place)
    const { queueId, tokenId } = await here.arrive('12:00')
    const stranger = await place.staff('doctor', here.facilityId)
    const elsewhere = await place.staff('nurse', here.otherFacilityId)
    const cashier = await place.staff('cashier', here.facilityId)
    for (const by of [stranger, elsewhere, cashier]) {
      assert.equal(outcome(await here.call(queueId, { room: '3' }, by)), '404 not-found')
      assert.equal((await here.queue(queueId, by)).status, 404)
    }
    assert.equal(outcome(await here.call(queueId, { room: '3' }, here.reception)), '403 forbidden')
    const mine = await ask('GET', `/v1/appointments/queues?facility=${here.facilityId}`, { by: here.doctor })
    assert.deepEqual(
      mine.body.items.map((one) => one.queueId),
      [queueId],
    )
    const none = await ask('GET', `/v1/appointments/queues?facility=${here.facilityId}`, { by: cashier })
    assert.deepEqual(none.body.items, [])
    const other = await (await openDay(place)).arrive('12:00')
    assert.equal(outcome(await here.call(queueId, { room: '3', tokenId: other.tokenId })), '404 not-found')
    const shown = (await here.queue(queueId, here.nurse)).body.tokens[0]
    assert.deepEqual([shown?.tokenId, shown?.patient?.name], [tokenId, 'Asha Sharma'])
  })

  test('a closed queue takes nobody, a call ends a pause, and a transfer keeps lane and arrival', async () => {
    const here = await openDay(place)
    const lab = await place.staff('lab-technician', here.facilityId)
    const servicePoint = `LAB-${here.doctorId.slice(-4).toUpperCase()}`
    const asked = { by: here.reception, body: { facilityId: here.facilityId, servicePoint } }
    const opened = await ask('POST', '/v1/appointments/queues', asked)
    assert.equal(outcome(opened), '201 open')
    const twice = await ask('POST', '/v1/appointments/queues', asked)
    assert.deepEqual([outcome(twice), twice.body.queueId], ['409 queue-exists', opened.body.queueId])
    const both = { facilityId: here.facilityId, servicePoint, doctorId: here.doctorId }
    assert.equal(
      fieldOf(await ask('POST', '/v1/appointments/queues', { by: here.reception, body: both })),
      '400 /doctorId',
    )
    const one = await here.arrive('12:00', { priority: 'pregnant' })
    const keep = (body: object) => ask('PATCH', `/v1/appointments/queues/${one.queueId}`, { by: here.reception, body })
    assert.equal(outcome(await keep({ status: 'paused', delayMinutes: 20 })), '200 paused')
    assert.equal(fieldOf(await keep({ delayMinutes: 481 })), '400 /delayMinutes')
    const { arrivedAt } = (await here.queue(one.queueId)).body.tokens[0] as Shown
    const sent = await at(later(600), () => here.token(one.tokenId, 'transfer', { queueId: opened.body.queueId }))
    assert.deepEqual([outcome(sent), sent.body.lane, sent.body.arrivedAt], ['200 WAITING', 'priority', arrivedAt])
    assert.equal(
      fieldOf(await here.token(sent.body.tokenId, 'transfer', { queueId: sent.body.queueId })),
      '400 /queueId',
    )
    const called = await here.call(sent.body.queueId, { room: 'Lab 2' }, lab)
    assert.equal(called.body.called?.tokenId, sent.body.tokenId)
    const moved = await ask('GET', `/v1/appointments/places/${one.link}`)
    assert.deepEqual([moved.body.status, moved.body.room], ['CALLED', 'Lab 2'], 'the link follows the person')
    const second = await here.arrive('12:15')
    await here.call(second.queueId)
    assert.equal((await here.queue(second.queueId)).body.status, 'open')
    await keep({ status: 'closed' })
    assert.equal(outcome(await here.call(second.queueId, { room: '5' })), '409 queue-closed')
    const id = await here.bookAt('12:30', await place.citizen())
    assert.equal(outcome(await here.act(here.reception, id, 'arrival', {})), '409 queue-closed')
    await assertInvariants(place)
  })
})
