// Tests the waiting list: the line, offers that hold the seat, acceptance, refusal and time, and who ends waiting how.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import { type Citizen, type Person, TODAY } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { endDisplacements, endHolds, subscriptions } from '../jobs.ts'
import { samePeople } from '../merging.ts'
import {
  assertInvariants,
  fieldOf,
  openPlace,
  openPractice,
  outcome,
  type Practising,
  type Refused,
} from '../testing.ts'
import { endOverdue } from './steps.ts'

interface Seen extends Refused {
  readonly waitingId: string
  readonly appointmentId: string
  readonly status: string
  readonly channel?: string
  readonly ahead?: number
  readonly offersLeft: number
  readonly start?: string
  readonly slotIds?: readonly string[]
  readonly offer?: { appointmentId: string; start: string; date: string; until: string }
  readonly items: readonly Seen[]
}

const DAY = addDays(TODAY, 3)
const START = '12:00'
const { place, engine, ask, at, book } = openPlace<Seen>()

/** A doctor with one slot a day, which somebody has booked on the wanted day. */
async function openFull(hours: object = {}, terms: object = {}) {
  const here = await openPractice(place, terms, { ends: '12:15', ...hours })
  const booker = await place.citizen()
  const slotId = await here.slotAt(START, DAY)
  const booked = await book(booker, slotId, booker.patientId)
  assert.equal(outcome(booked), '201 BOOKED')
  const handled = new Set<string>()
  const desk = { context: here.context, engine }
  /** Handles the waiting events of this module as its jobs would do, each twice. */
  const settle = async (): Promise<void> => {
    const all = subscriptions(here.context, engine)
    for (;;) {
      const text = `select id, name, body from appointments.outbox where body->'body'->>'doctorId' = $1
        or body->'body'->>'waitingId' is not null order by id`
      const { rows } = await here.context.pool.query(text, [here.doctorId])
      const fresh = rows.filter(({ id }) => !handled.has(id))
      if (fresh.length === 0) return
      for (const { id, name, body } of fresh) {
        handled.add(id)
        const found = all.find(({ event }) => event.name === name)
        for (let times = 0; times < 2; times++) await found?.handle(body as never)
      }
    }
  }
  const join = (by: Person, patientId: string, more: object = {}) => {
    const wish = { facilityId: here.facilityId, doctorId: here.doctorId, patientId, fromOn: DAY, untilOn: DAY }
    return ask('POST', '/v1/appointments/waiting', { by, body: { ...wish, part: 'any', ...more } })
  }
  const cancel = async (): Promise<void> => {
    const url = `/v1/appointments/${booked.body.appointmentId}/cancellation`
    assert.equal(outcome(await ask('POST', url, { by: booker, body: {} })), '200 CANCELLED')
    await settle()
  }
  /** Lets people wait, in this order. Each call asks a second later. */
  const line = async (...people: Citizen[]): Promise<string[]> => {
    const ids: string[] = []
    for (const one of people) {
      place.clock.advance(1_000)
      const joined = await join(one, one.patientId)
      assert.equal(outcome(joined), '201 WAITING')
      ids.push(joined.body.waitingId)
    }
    await settle()
    return ids
  }
  return { ...here, desk, booker, slotId, appointmentId: booked.body.appointmentId, settle, join, cancel, line }
}

const people = (count: number): Promise<Citizen[]> => Promise.all(Array.from({ length: count }, () => place.citizen()))
const read = async (by: Citizen, id: string): Promise<Seen> => {
  const { body } = await ask('GET', `/v1/appointments/waiting?patient=${by.patientId}`, { by })
  return body.items.find(({ waitingId }) => waitingId === id) as Seen
}
const act = (by: Person, id: string, deed: string) => ask('POST', `/v1/appointments/waiting/${id}/${deed}`, { by })
const linkOf = async (id: string): Promise<string> => {
  const text = `select body->'body'->>'link' as link from appointments.outbox
    where name like '%waiting-offered%' and body->'body'->>'waitingId' = $1 order by id desc`
  return (await place.program.context('appointments').pool.query(text, [id])).rows[0]?.link
}

describe('the desk', () => {
  test('sees who waits by name, and takes somebody off with a reason; the next in line gets the offer', async () => {
    const here = await openFull()
    const [asha, ravi] = [await place.citizen({ name: 'Asha Nair' }), await place.citizen()]
    const [first = '', second = ''] = await here.line(asha, ravi)
    await here.cancel()
    const url = `/v1/appointments/waiting?facility=${here.facilityId}`
    const shown = (await ask('GET', url, { by: here.reception })).body.items.find(
      ({ waitingId }) => waitingId === first,
    )
    assert.equal((shown as { patient?: { name: string } } | undefined)?.patient?.name, 'Asha Nair')
    const remove = (by: Person, body: object = { reason: 'Nobody answers the phone' }) =>
      ask('POST', `/v1/appointments/waiting/${first}/removal`, { by, body })
    const elsewhere = await place.staff('reception', here.otherFacilityId)
    assert.deepEqual([outcome(await remove(elsewhere)), (await remove(asha)).status], ['404 not-found', 403])
    assert.equal((await remove(here.reception, { reason: ' ' })).status, 400)
    for (let times = 0; times < 2; times++) assert.equal(outcome(await remove(here.reception)), '200 LEFT')
    await here.settle()
    assert.equal((await read(ravi, second)).status, 'OFFERED')
    const text = 'select left_reason from appointments.waiting where id = $1'
    assert.deepEqual((await here.context.pool.query(text, [first])).rows, [{ left_reason: 'Nobody answers the phone' }])
  })
})

describe('joining', () => {
  test('only when nothing is free; once for a doctor; the line says how many come before', async () => {
    const here = await openFull()
    const [asha, ravi] = (await people(2)) as [Citizen, Citizen]
    const free = await here.join(asha, asha.patientId, { untilOn: addDays(DAY, 1) })
    assert.equal(outcome(free), '409 seat-free-now')
    assert.equal(free.body.slotIds?.length, 1)
    const joined = await ask('POST', '/v1/appointments/waiting', {
      ...{ by: asha, key: 'join' },
      body: {
        ...{ facilityId: here.facilityId, doctorId: here.doctorId, patientId: asha.patientId },
        ...{ fromOn: DAY, untilOn: DAY, part: 'any' },
      },
    })
    assert.deepEqual([outcome(joined), joined.body.ahead], ['201 WAITING', 0])
    const twice = await here.join(asha, asha.patientId)
    assert.deepEqual([outcome(twice), twice.body.waitingId], ['409 already-waiting', joined.body.waitingId])
    place.clock.advance(1_000)
    assert.equal((await here.join(here.reception, ravi.patientId)).body.ahead, 1)
    assert.equal(outcome(await here.join(ravi, asha.patientId)), '404 not-found')
    assert.equal(outcome(await here.join(asha, asha.patientId, { doctorId: newId(1) })), '404 not-found')
    assert.equal(fieldOf(await here.join(asha, asha.patientId, { speciality: 'paediatrics' })), '400 /doctorId')
    assert.equal(fieldOf(await here.join(asha, asha.patientId, { untilOn: TODAY })), '400 /untilOn')
    assert.equal(fieldOf(await here.join(asha, asha.patientId, { untilOn: addDays(DAY, 61) })), '400 /untilOn')
    assert.equal(fieldOf(await here.join(asha, asha.patientId, { fromOn: addDays(TODAY, -1) })), '400 /fromOn')
    const listed = await ask('GET', `/v1/appointments/waiting?facility=${here.facilityId}`, { by: here.reception })
    assert.ok(listed.body.items.some(({ waitingId }) => waitingId === joined.body.waitingId))
    assert.equal((await ask('GET', `/v1/appointments/waiting?patient=${asha.patientId}`, { by: ravi })).status, 404)
    assert.equal(fieldOf(await ask('GET', '/v1/appointments/waiting', { by: asha })), '400 query/patient')
    assert.equal(outcome(await act(ravi, joined.body.waitingId, 'cancellation')), '404 not-found')
    for (let times = 0; times < 2; times++) {
      assert.equal(outcome(await act(asha, joined.body.waitingId, 'cancellation')), '200 LEFT')
    }
    await assertInvariants(place)
  })
})

describe('an offer', () => {
  test('holds the freed seat for the first in line, who takes it; the public gets it at no moment', async () => {
    const here = await openFull()
    const [asha, ravi, omar] = (await people(3)) as [Citizen, Citizen, Citizen]
    const [first, second] = (await here.line(asha, ravi)) as [string, string]
    await here.cancel()
    const offered = await read(asha, first)
    assert.deepEqual([offered.status, offered.offer?.start, offered.offersLeft], ['OFFERED', START, 3])
    assert.equal((await read(ravi, second)).status, 'WAITING', 'one seat, one offer')
    assert.equal(outcome(await book(omar, here.slotId, omar.patientId)), '409 slot-full')
    await until('the search does not show it', async () => {
      return !(await here.slots()).some(({ slotId }) => slotId === here.slotId)
    })
    assert.equal(outcome(await act(omar, first, 'acceptance')), '404 not-found')
    assert.equal(outcome(await act(ravi, second, 'acceptance')), '409 offer-over')
    for (let times = 0; times < 2; times++) {
      const taken = await act(asha, first, 'acceptance')
      assert.deepEqual([outcome(taken), taken.body.channel], ['200 BOOKED', 'waiting-list'])
    }
    await here.settle()
    assert.equal((await read(asha, first)).status, 'TAKEN')
    assert.equal(outcome(await act(asha, first, 'cancellation')), '200 TAKEN', 'an entry that has ended stays')
    await assertInvariants(place)
  })

  test('that is declined, or whose time is over, goes to the next; the third one ends the waiting', async () => {
    const here = await openFull()
    const [asha, ravi] = (await people(2)) as [Citizen, Citizen]
    const [first, second] = (await here.line(asha, ravi)) as [string, string]
    await here.cancel()
    for (let times = 0; times < 2; times++) {
      const declined = await act(asha, first, 'refusal')
      assert.deepEqual([outcome(declined), declined.body.offersLeft], ['200 WAITING', 2])
    }
    await here.settle()
    const { offer } = await read(ravi, second)
    assert.ok(offer, 'the next in line has it')
    assert.equal((await read(asha, first)).status, 'WAITING', 'the same slot is not offered twice')
    const late = new Date(offer.until).toISOString()
    await at(late, async () => {
      assert.equal(outcome(await act(ravi, second, 'acceptance')), '409 offer-over')
      await endOverdue(here.desk)
      await endOverdue(here.desk)
      await here.settle()
      assert.deepEqual([(await read(ravi, second)).status, (await read(ravi, second)).offersLeft], ['WAITING', 2])
      const omar = await place.citizen()
      assert.equal(outcome(await book(omar, here.slotId, omar.patientId)), '201 BOOKED', 'nobody else waits for it')
    })
    await here.context.pool.query('update appointments.waiting set offers_made = 2 where id = $1', [first])
    await openOther(here)
    assert.equal((await read(asha, first)).status, 'OFFERED')
    assert.equal(outcome(await act(asha, first, 'refusal')), '200 LEFT')
    await here.settle()
    assert.equal((await read(ravi, second)).status, 'OFFERED')
    await assertInvariants(place)
  })

  test('comes to who was displaced first, to nobody for other days, and from hours that were added', async () => {
    const here = await openFull()
    const [asha, ravi, meera] = (await people(3)) as [Citizen, Citizen, Citizen]
    const [first, second] = (await here.line(asha, ravi)) as [string, string]
    const other = await here.join(meera, meera.patientId, { part: 'evening' })
    await here.context.pool.query('update appointments.waiting set is_displaced = true where id = $1', [second])
    await openOther(here)
    assert.deepEqual([(await read(ravi, second)).status, (await read(asha, first)).status], ['OFFERED', 'WAITING'])
    assert.equal((await read(meera, other.body.waitingId)).status, 'WAITING')
    await assertInvariants(place)
  })

  test('is opened, taken and declined by its link without sign-in, and shows no name', async () => {
    const here = await openFull()
    const [asha, ravi] = (await people(2)) as [Citizen, Citizen]
    const [first, second] = (await here.line(asha, ravi)) as [string, string]
    await here.cancel()
    const url = `/v1/appointments/offers/${await linkOf(first)}`
    const seen = await ask('GET', url)
    assert.deepEqual([seen.status, seen.body.status, seen.body.start], [200, 'OFFERED', START])
    assert.doesNotMatch(JSON.stringify(seen.body), /Asha|Meera|paediatrics/)
    assert.equal(outcome(await ask('POST', `${url}/refusal`)), '200 WAITING')
    await here.settle()
    assert.equal(outcome(await ask('POST', `${url}/acceptance`)), '409 offer-over')
    const next = `/v1/appointments/offers/${await linkOf(second)}`
    for (let times = 0; times < 2; times++) {
      assert.equal(outcome(await ask('POST', `${next}/acceptance`)), '200 TAKEN')
    }
    assert.equal((await ask('GET', '/v1/appointments/offers/abcdefghijklmnop')).status, 404)
    assert.equal((await ask('POST', '/v1/appointments/offers/x/acceptance')).status, 400)
    await assertInvariants(place)
  })

  test('at night stands until 08:15', async () => {
    const here = await openFull()
    const [asha] = (await people(1)) as [Citizen]
    const [first] = (await here.line(asha)) as [string]
    await at('2026-03-02T17:00:00.000Z', async () => {
      await here.cancel()
      assert.equal((await read(asha, first)).offer?.until, '2026-03-03T02:45:00.000Z')
    })
    await assertInvariants(place)
  })
})

/** Frees another slot of the wanted day: the doctor sees patients a little longer. */
async function openOther(here: Practising & { settle: () => Promise<void> }): Promise<void> {
  await here.keep({ ends: '12:30' }, [4])
  await here.settle()
}

describe('races', () => {
  test('accepted while it ends and while the public books: one owner of the seat', async () => {
    for (let round = 0; round < 5; round++) {
      const here = await openFull()
      const [asha, ravi, omar] = (await people(3)) as [Citizen, Citizen, Citizen]
      const [first, second] = (await here.line(asha, ravi)) as [string, string]
      await here.cancel()
      const { offer } = await read(asha, first)
      const end = new Date(new Date(offer?.until as string).getTime() - (round % 2)).toISOString()
      await at(end, async () => {
        const link = await linkOf(first)
        await Promise.all([
          act(asha, first, 'acceptance'),
          ask('POST', `/v1/appointments/offers/${link}/acceptance`),
          endOverdue(here.desk),
          endOverdue(here.desk),
          act(asha, first, 'refusal'),
          book(omar, here.slotId, omar.patientId),
        ])
        await here.settle()
        await endOverdue(here.desk)
        await here.settle()
      })
      const { rows } = await here.context.pool.query(
        `select patient_id from appointments.appointments where slot_id = $1 and (status = 'BOOKED'
          or (status = 'HELD' and held_until > $2))`,
        [here.slotId, place.clock.now()],
      )
      assert.equal(rows.length, 1, `one owner in round ${round}`)
      const statuses = [(await read(asha, first)).status, (await read(ravi, second)).status]
      const owner = rows[0].patient_id
      assert.equal(statuses[0] === 'TAKEN', owner === asha.patientId, `${statuses} ${owner}`)
      assert.equal(statuses[1] === 'OFFERED', owner === ravi.patientId)
      await assertInvariants(place)
    }
  })
})

describe('waiting ends', () => {
  test('with a booking in these days, and the offer goes on to the next', async () => {
    const here = await openFull({ ends: '12:30' })
    const [asha, ravi] = (await people(2)) as [Citizen, Citizen]
    const blocker = await place.citizen()
    const other = await here.slotAt('12:15', DAY)
    assert.equal(outcome(await book(blocker, other, blocker.patientId)), '201 BOOKED')
    const [first, second] = (await here.line(asha, ravi)) as [string, string]
    await here.cancel()
    assert.equal((await read(asha, first)).status, 'OFFERED')
    const override = { override: { because: 'Urgent', over: true } }
    const body = { slotIds: [other], patientId: asha.patientId, ...override }
    assert.equal(outcome(await ask('POST', '/v1/appointments', { by: here.reception, body })), '201 BOOKED')
    await here.settle()
    assert.deepEqual([(await read(asha, first)).status, (await read(ravi, second)).status], ['TAKEN', 'OFFERED'])
    await assertInvariants(place)
  })

  test('when its days are over', async () => {
    const here = await openFull()
    const [asha] = (await people(1)) as [Citizen]
    const [first] = (await here.line(asha)) as [string]
    await at(`${DAY}T20:00:00.000Z`, () => endOverdue(here.desk))
    assert.equal((await read(asha, first)).status, 'EXPIRED')
  })

  test('whose displaced appointment nobody could save joins the line at its head', async () => {
    const here = await openFull()
    const body = { kind: 'leave', facilityId: here.facilityId, fromOn: DAY, untilOn: DAY, reason: 'Ill' }
    await place.ask('POST', `/v1/doctors/${here.doctorId}/exceptions`, { by: here.admin, body })
    await here.pull()
    await here.settle()
    await at('2026-03-04T05:00:00.000Z', async () => {
      await endDisplacements(here.context, engine)
      await here.settle()
    })
    const { body: own } = await ask('GET', `/v1/appointments/waiting?patient=${here.booker.patientId}`, {
      by: here.booker,
    })
    assert.deepEqual(
      own.items.map(({ status }) => status),
      ['OFFERED'],
      'other days are free, so it is offered at once',
    )
    await assertInvariants(place)
  })

  test('a hold that nobody confirms goes to who waits; a merged record waits on as the one that stays', async () => {
    const here = await openFull()
    const [asha, meera] = (await people(2)) as [Citizen, Citizen]
    const [first] = (await here.line(asha)) as [string]
    await samePeople.follow(here.context, { goneId: asha.patientId, keptId: meera.patientId, version: 1 })
    await here.context.pool.query('update appointments.waiting set from_on = $2 where id = $1', [
      first,
      addDays(DAY, -1),
    ])
    const holder = await place.citizen()
    const slotId = await here.slotAt(START, addDays(DAY, -1))
    await ask('POST', '/v1/appointments/holds', { by: holder, body: { slotId, patientId: holder.patientId } })
    await at('2026-03-02T05:02:01.000Z', async () => {
      await endHolds(here.context)
      await here.settle()
      const { rows } = await here.context.pool.query(
        `select patient_id from appointments.appointments where slot_id = $1 and status = 'HELD'`,
        [slotId],
      )
      assert.deepEqual(rows, [{ patient_id: meera.patientId }])
      assert.equal(outcome(await act(meera, first, 'acceptance')), '200 BOOKED')
    })
    await assertInvariants(place)
  })
})
