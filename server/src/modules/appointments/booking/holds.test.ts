// Tests holds: their two minutes, their confirmation, races for the last place, and holds that nobody swept.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Citizen, type Person, setup, TEST_NOW, TODAY } from '../../../testing/setup.ts'
import { samePeople } from '../merging.ts'
import {
  assertInvariants,
  fieldOf,
  openEngine,
  openPlace,
  openPractice,
  outcome,
  type Practising,
  type Refused,
  slugOf,
} from '../testing.ts'

interface Seen extends Refused {
  readonly appointmentId: string
  readonly status: string
  readonly feePaise: number
  readonly heldUntil?: string
  readonly reason?: string
  readonly nearest?: readonly { start: string }[]
  readonly items: readonly Seen[]
}

const TOMORROW = addDays(TODAY, 1)
const { place, ask, at, act, book, eventsOf } = openPlace<Seen>()
const hold = (by: Person, slotId: string, patientId: string) =>
  ask('POST', '/v1/appointments/holds', { by, body: { slotId, patientId } })
const confirm = (by: Person, holdId: string, more: object = {}) =>
  ask('POST', '/v1/appointments', { by, body: { holdId, ...more } })

describe('holding and confirming', () => {
  let here: Practising
  let asha: Citizen
  before(async () => {
    here = await openPractice(place)
    asha = await place.citizen()
  })

  test('a hold keeps the place for two minutes, and its confirmation books it', async () => {
    const slotId = await here.slotAt('12:00', TOMORROW)
    const held = await hold(asha, slotId, asha.patientId)
    assert.equal(outcome(held), '201 HELD')
    assert.equal(held.body.heldUntil, '2026-03-02T05:02:00.000Z')
    assert.ok(!(await here.slots()).some((slot) => slot.slotId === slotId), 'a held place is not free')
    const ravi = await place.citizen()
    const full = await hold(ravi, slotId, ravi.patientId)
    assert.equal(outcome(full), '409 slot-full')
    assert.deepEqual(
      full.body.nearest?.map(({ start }) => start),
      ['12:15', '12:30', '12:45'],
    )
    assert.equal(outcome(await confirm(ravi, held.body.appointmentId)), '404 not-found')
    const another = await confirm(asha, held.body.appointmentId, { patientId: ravi.patientId })
    assert.equal(fieldOf(another), '400 /patientId', 'a hold is for the person who was named')
    const booked = await confirm(asha, held.body.appointmentId, { reason: 'Cough' })
    assert.equal(outcome(booked), '201 BOOKED')
    assert.deepEqual([booked.body.reason, booked.body.feePaise], ['Cough', 50_000])
    assert.deepEqual(await eventsOf(held.body.appointmentId), ['appointment-booked'])
    assert.equal(outcome(await confirm(asha, held.body.appointmentId)), '409 appointment-state')
    await assertInvariants(place)
  })

  test('a hold ends by itself: nobody must sweep it', async () => {
    const slotId = await here.slotAt('12:15', TOMORROW)
    const meera = await place.citizen()
    const held = await hold(meera, slotId, meera.patientId)
    const ravi = await place.citizen()
    await at('2026-03-02T05:02:01.000Z', async () => {
      assert.equal(outcome(await confirm(meera, held.body.appointmentId)), '409 hold-expired')
      assert.equal(outcome(await book(ravi, slotId, ravi.patientId)), '201 BOOKED')
      const other = await here.slotAt('12:30', TOMORROW)
      assert.equal(outcome(await hold(meera, other, meera.patientId)), '201 HELD', 'an old hold claims nothing')
    })
    await assertInvariants(place)
  })

  test('a second hold of the day replaces the first; an account has two holds at most', async () => {
    const meera = await place.citizen()
    const first = await hold(meera, await here.slotAt('12:00', addDays(TODAY, 5)), meera.patientId)
    const second = await hold(meera, await here.slotAt('12:15', addDays(TODAY, 5)), meera.patientId)
    assert.equal(outcome(second), '201 HELD')
    assert.equal(outcome(await confirm(meera, first.body.appointmentId)), '409 appointment-ended')
    const third = await hold(meera, await here.slotAt('12:00', addDays(TODAY, 6)), meera.patientId)
    assert.equal(outcome(third), '201 HELD')
    const more = await hold(meera, await here.slotAt('12:00', addDays(TODAY, 7)), meera.patientId)
    assert.equal(outcome(more), '409 too-many-holds')
    assert.equal(outcome(await act(meera, third.body.appointmentId, 'cancellation', {})), '200 CANCELLED')
    const again = await hold(meera, await here.slotAt('12:00', addDays(TODAY, 7)), meera.patientId)
    assert.equal(outcome(again), '201 HELD')
    assert.deepEqual(await eventsOf(third.body.appointmentId), [], 'a hold that goes is no cancellation')
    await assertInvariants(place)
  })

  test('fifty for the last place: one books it, and the others are told the nearest', async () => {
    const slotId = await here.slotAt('12:30', addDays(TODAY, 3))
    const people = await Promise.all(Array.from({ length: 50 }, () => place.citizen()))
    const other = openEngine(here.context)
    const answers = await Promise.all(
      people.map(async (one, nth) => {
        if (nth % 2 === 0) return outcome(await book(one, slotId, one.patientId))
        const origin = { actorId: one.accountId, role: 'citizen', requestId: `race ${nth}` } as const
        const asked = {
          kind: 'hold',
          slotId,
          patientId: one.patientId,
          accountId: one.accountId,
          by: 'family',
        } as const
        return other.give({ ...asked, slotId: slotId as never, origin, repeatable: undefined }).then(
          () => 'held',
          (error) => slugOf({ type: `/problems/${error.type.slug}` }),
        )
      }),
    )
    await other.stop()
    const given = answers.filter((answer) => answer === '201 BOOKED' || answer === 'held')
    assert.equal(given.length, 1, answers.join())
    await assertInvariants(place)
  })
})

describe('a hold that is over, or whose hours or patient change', () => {
  const after = (minutes: number): string => new Date(Date.parse(TEST_NOW) + minutes * 60_000 + 1).toISOString()

  test('keeps no account from holding on other days before it is swept, of a family or of staff', async () => {
    const here = await openPractice(place)
    const [meera, ravi] = [await place.citizen(), await place.citizen()]
    for (let nth = 0; nth < 4; nth++) {
      const slotId = await here.slotAt('12:00', addDays(TODAY, nth + 1))
      assert.equal(outcome(await at(after(2 * nth), () => hold(meera, slotId, meera.patientId))), '201 HELD')
    }
    const [first, second, third] = [
      await here.slotAt('12:15', TOMORROW),
      await here.slotAt('12:30', TOMORROW),
      await here.slotAt('12:45', TOMORROW),
    ]
    assert.equal(outcome(await hold(here.reception, first, ravi.patientId)), '201 HELD')
    await at(after(2), async () => {
      assert.equal(outcome(await hold(ravi, second, ravi.patientId)), '201 HELD', 'it takes the day of the old hold')
      assert.equal(outcome(await hold(here.reception, third, meera.patientId)), '201 HELD')
      await assertInvariants(place)
    })
  })

  test('keeps nobody from moving to its day before it is swept', async () => {
    const here = await openPractice(place)
    const meera = await place.citizen()
    const held = await hold(meera, await here.slotAt('12:00', addDays(TODAY, 2)), meera.patientId)
    await at(after(2), async () => {
      const booked = await book(meera, await here.slotAt('12:00', TOMORROW), meera.patientId)
      const slotIds = [await here.slotAt('12:15', addDays(TODAY, 2))]
      assert.equal(outcome(await act(meera, booked.body.appointmentId, 'rescheduling', { slotIds })), '201 BOOKED')
      const old = await ask('GET', `/v1/appointments/${held.body.appointmentId}`, { by: meera })
      assert.equal(old.body.status, 'EXPIRED')
      await assertInvariants(place)
    })
  })

  test('whose hours change: what was shown is booked, or nothing', async () => {
    const here = await openPractice(place)
    const [meera, ravi, omar] = [await place.citizen(), await place.citizen(), await place.citizen()]
    const day = addDays(TODAY, 8)
    const [shorter, same, gone] = [
      await hold(meera, await here.slotAt('12:00', day), meera.patientId),
      await hold(ravi, await here.slotAt('12:30', day), ravi.patientId),
      await hold(omar, await here.slotAt('12:45', day), omar.patientId),
    ]
    const templates = [
      { starts: '12:00', ends: '12:20', slotMinutes: 10 },
      { starts: '12:30', ends: '12:45', slotMinutes: 15 },
    ].map((one) => ({ weekday: 2, validFrom: TODAY, ...one }))
    const kept = await ask('PUT', `${here.practice}/templates`, { by: here.admin, body: { templates } })
    assert.equal(kept.status, 200)
    await here.pull()
    assert.equal(outcome(await confirm(meera, shorter.body.appointmentId)), '409 slot-not-open')
    assert.equal(outcome(await confirm(omar, gone.body.appointmentId)), '409 slot-not-open')
    assert.equal(outcome(await confirm(ravi, same.body.appointmentId)), '201 BOOKED')
    await assertInvariants(place)
  })

  test('of a patient who is merged meanwhile: it is booked, and both records lead to one list', async () => {
    const here = await openPractice(place)
    const [gone, kept] = [await place.citizen(), await place.citizen({ name: 'Asha Sarma' })]
    const held = await hold(gone, await here.slotAt('12:00', TOMORROW), gone.patientId)
    const merge = { goneId: gone.patientId, keptId: kept.patientId, version: 1 }
    for (let times = 0; times < 2; times++) await samePeople.follow(here.context, merge)
    const twice = await hold(kept, await here.slotAt('12:15', TOMORROW), kept.patientId)
    assert.equal(outcome(twice), '409 already-booked', 'the hold of the other record counts')
    assert.equal(outcome(await confirm(gone, held.body.appointmentId)), '201 BOOKED')
    const listOf = async (one: Citizen) => {
      const { body } = await ask('GET', `/v1/appointments?patient=${one.patientId}`, { by: one })
      return body.items.map(({ appointmentId }) => appointmentId)
    }
    assert.deepEqual(await listOf(kept), [held.body.appointmentId])
    await samePeople.follow(here.context, { ...merge, keptId: null, version: 2 })
    assert.deepEqual([await listOf(kept), await listOf(gone)], [[], [held.body.appointmentId]])
    await assertInvariants(place)
  })
})

describe('two processes, and clocks that differ', () => {
  test('confirmed at the instant of its end, while a process whose clock is ahead gives the place away', async (t) => {
    const other = await setup(t, { databaseUrl: place.databaseUrl, isStarted: false })
    const here = await openPractice(place, {}, { starts: '12:00', ends: '16:00' })
    const day = addDays(TODAY, 3)
    const ends: string[] = []
    const url = '/v1/appointments'
    const slots = (await here.slots('&days=31')).filter(({ date }) => date === day)
    for (const [round, { slotId }] of slots.entries()) {
      const [meera, ravi] = [await place.citizen(), await place.citizen()]
      const { appointmentId: holdId } = (await hold(meera, slotId, meera.patientId)).body
      place.clock.set(new Date(Date.parse(TEST_NOW) + 119_850))
      other.clock.set(new Date(Date.parse(TEST_NOW) + 120_150))
      const taken = { by: ravi, body: { slotIds: [slotId], patientId: ravi.patientId } }
      const asks = [
        () => confirm(meera, holdId),
        async () => {
          if (round % 2 === 0) return other.ask<Seen>('POST', url, taken)
          const held = await other.ask<Seen>('POST', `${url}/holds`, {
            by: ravi,
            body: { slotId, patientId: ravi.patientId },
          })
          if (held.status !== 201) return held
          return other.ask<Seen>('POST', url, { by: ravi, body: { holdId: held.body.appointmentId } })
        },
      ]
      // Who asks first changes, so that both ends come about.
      const answers = await Promise.all((round % 4 < 2 ? asks : asks.toReversed()).map((one) => one()))
      const booked = answers.filter(({ status }) => status === 201)
      assert.equal(booked.length, 1, `round ${round}: ${answers.map(outcome).join()}`)
      assert.match(answers.map(outcome).join(), /409 (slot-full|hold-expired|appointment-ended)/)
      ends.push((booked[0] as { body: Seen }).body.appointmentId === holdId ? 'confirmed' : 'given away')
      place.clock.set(TEST_NOW)
    }
    assert.equal(ends.length, 16)
    await assertInvariants(place, { areClocksOne: false })
  })
})
