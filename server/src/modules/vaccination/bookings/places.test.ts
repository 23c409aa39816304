// Tests that staff move bookings only within their place, and citizens to any centre.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import { type Person, setup, TODAY } from '../../../testing/setup.ts'
import type { Booking } from '../contract.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const here = await openCentre(place)
  const near = await openCentre(place, '110001', 1)
  const far = await openCentre(place, '411001')
  assert.equal(near.facility.cell, here.facility.cell)
  assert.notEqual(far.facility.cell, here.facility.cell)
  const book = async (sessionId: string): Promise<{ booking: Booking; by: Person }> => {
    const by = await place.citizen()
    const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
    const { body: booked } = await place.ask<Booked>('POST', '/v1/vaccination/bookings', { by, body })
    return { booking: booked.bookings[0] as Booking, by }
  }
  const move = ({ bookingId }: Booking, sessionId: string, by: Person) =>
    place.ask<Booking & Refused>('POST', `/v1/vaccination/bookings/${bookingId}/rescheduling`, {
      by,
      body: { sessionId, window: WINDOW },
    })
  return { place, here, near, far, book, move }
}

test('staff move a booking only within their centre, and nothing changes when they try more', async (t) => {
  const { place, here, near, far, book, move } = await begin(t)
  const { booking, by } = await book(await here.openSession())
  for (const target of [await near.openSession(), await far.openSession()]) {
    for (const staff of [here.ravi, here.sunita]) {
      const refused = await move(booking, target, staff)
      assert.equal(refused.status, 403)
      assert.equal(slugOf(refused.body), 'forbidden')
      assert.equal(refused.body.errors?.[0]?.pointer, '/sessionId')
    }
  }
  const still = await place.ask<Booking>('GET', `/v1/vaccination/bookings/${booking.bookingId}`, { by })
  assert.deepEqual(still.body, booking)
  const later = await here.openSession({ date: addDays(TODAY, 1) })
  assert.equal((await move(booking, later, here.ravi)).status, 201)
  await assertInvariants(place)
})

test('an officer moves bookings within the district, a national administrator and a citizen anywhere', async (t) => {
  const { place, here, near, far, book, move } = await begin(t)
  const [from, around, away] = [await here.openSession(), await near.openSession(), await far.openSession()]
  const officer = await place.officer(here.facility.cell)
  const first = await book(from)
  assert.equal((await move(first.booking, away, officer)).status, 403)
  const moved = await move(first.booking, around, officer)
  assert.equal(moved.status, 201)
  // The staff of the first centre do not see the booking any more.
  assert.equal((await move(moved.body, from, here.ravi)).status, 404)
  const second = await book(from)
  assert.equal((await move(second.booking, away, second.by)).status, 201)
  const third = await book(from)
  assert.equal((await move(third.booking, away, await place.admin())).status, 201)
  await assertInvariants(place)
})

test('a move to a session that does not exist names the field', async (t) => {
  const { here, book, move } = await begin(t)
  const { booking } = await book(await here.openSession())
  const refused = await move(booking, newId(cellOf(booking.sessionId)), here.ravi)
  assert.equal(refused.status, 400)
  assert.equal(refused.body.errors?.[0]?.pointer, '/sessionId')
})
