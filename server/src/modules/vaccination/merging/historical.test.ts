// Tests merges of people who had doses elsewhere: the doses of both records count for the one that stays.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Citizen, setup, TODAY } from '../../../testing/setup.ts'
import type { Booking } from '../contract.ts'
import type { HistoricalDose } from '../history/contract.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'
import { samePeople } from './steps.ts'

const PLACE = 'Bir Hospital, Kathmandu'
/** COVAXIN: the next dose 28 days later. */
const HAD_ON = addDays(TODAY, -20)

interface DoseSeen {
  readonly dose: number
  readonly givenOn: string
  readonly historical?: { readonly place: string }
}

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const centre = await openCentre(place)
  const { ask } = place
  const [asha, meera] = [await place.citizen(), await place.citizen()]
  const proof = { kind: 'document', document: 'passport' }
  const record = ({ patientId }: Citizen, more: object = {}) => {
    const had = { vaccine: 'COVAXIN', dose: 1, givenOn: HAD_ON, place: PLACE, evidence: 'card' }
    const body = { ...had, ...more, proof }
    return ask<HistoricalDose & Refused & { keptPatientId: string }>('POST', `/v1/patients/${patientId}/doses`, {
      by: centre.ravi,
      body,
    })
  }
  const recorded = async (who: Citizen, more: object = {}): Promise<HistoricalDose> => {
    const { status, body } = await record(who, more)
    assert.equal(status, 201, JSON.stringify(body))
    return body
  }
  const book = (by: Citizen, sessionId: string) =>
    ask<Booked & Refused>('POST', '/v1/vaccination/bookings', {
      by,
      body: { sessionId, window: WINDOW, patientIds: [by.patientId] },
    })
  const context = place.program.context('vaccination') as never
  let version = 0
  const merge = (gone: Citizen, kept: Citizen | null) =>
    samePeople.follow(context, { goneId: gone.patientId, keptId: kept?.patientId ?? null, version: ++version })
  const dosesOf = async (by: Citizen): Promise<(readonly [number, string])[]> => {
    const { body } = await ask<{ items: DoseSeen[] }>('GET', `/v1/patients/${by.patientId}/doses`, { by })
    return body.items.map(({ dose, historical }) => [dose, historical?.place ?? 'here'] as const)
  }
  return { place, ask, centre, asha, meera, record, recorded, book, merge, dosesOf }
}

test('a dose that the merged record had elsewhere counts for the one that stays; an undo parts them', async (t) => {
  const { place, ask, centre, asha, meera, record, recorded, book, merge, dosesOf } = await begin(t)
  await recorded(asha)
  await merge(asha, meera)
  assert.deepEqual(await dosesOf(meera), [[1, PLACE]])
  assert.deepEqual(await dosesOf(asha), [[1, PLACE]], 'the record that is gone shows what was made for it')
  assert.equal(slugOf((await book(meera, await centre.openSession())).body), 'dose-already-given')
  assert.equal(slugOf((await record(meera)).body), 'dose-already-given')
  const early = await book(meera, await centre.openSession({ dose: 2, date: addDays(HAD_ON, 27) }))
  assert.equal(slugOf(early.body), 'dose-too-early')
  const day = addDays(HAD_ON, 28)
  const second = (await book(meera, await centre.openSession({ dose: 2, date: day }))).body.bookings[0] as Booking
  place.clock.set(`${day}T05:00:00Z`)
  const url = `/v1/vaccination/bookings/${second.bookingId}/readiness`
  const ready = await ask<{ earlierDoses: object[] }>('GET', url, { by: centre.ravi })
  const seen = { course: 'COVID-19', dose: 1, vaccine: 'COVAXIN', givenOn: HAD_ON, place: PLACE }
  assert.deepEqual(ready.body.earlierDoses, [seen])
  assert.equal((await centre.give(second.bookingId)).status, 200)
  assert.deepEqual(await dosesOf(meera), [
    [1, PLACE],
    [2, 'here'],
  ])
  await assertInvariants(place)
  await merge(asha, null)
  assert.deepEqual([await dosesOf(asha), await dosesOf(meera)], [[[1, PLACE]], [[2, 'here']]])
  assert.equal((await book(asha, await centre.openSession({ dose: 2, date: day }))).status, 201)
  await assertInvariants(place)
})

test('both records had doses elsewhere: they fit together, and each keeps its own after the undo', async (t) => {
  const { place, asha, meera, record, recorded, merge, dosesOf } = await begin(t)
  await recorded(asha, { place: 'Patna' })
  await recorded(meera, { place: 'Gaya', givenOn: addDays(HAD_ON, -3) })
  await merge(asha, meera)
  const places = (await dosesOf(meera)).map(([, words]) => words).sort()
  assert.deepEqual(places, ['Gaya', 'Patna'], 'both are true: a merge deletes nothing')
  const sameDay = await record(meera, { dose: 2, givenOn: addDays(HAD_ON, -3) })
  assert.equal(sameDay.body.errors?.[0]?.pointer, '/givenOn')
  assert.equal(slugOf((await record(meera, { dose: 2, vaccine: 'COVISHIELD' })).body), 'other-vaccine-needed')
  await recorded(meera, { dose: 2, givenOn: addDays(HAD_ON, 10), place: 'Ranchi' })
  await assertInvariants(place)
  await merge(asha, null)
  assert.deepEqual(await dosesOf(asha), [[1, 'Patna']])
  assert.deepEqual(await dosesOf(meera), [
    [1, 'Gaya'],
    [2, 'Ranchi'],
  ])
  await assertInvariants(place)
})

test('the record that is gone gets no dose, so that of two desks at once only one records it', async (t) => {
  const { place, asha, meera, record, merge } = await begin(t)
  await merge(asha, meera)
  const gone = await record(asha)
  assert.deepEqual([gone.status, slugOf(gone.body), gone.body.keptPatientId], [409, 'patient-merged', meera.patientId])
  const both = await Promise.all([record(asha), record(meera), record(meera)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409, 409])
  await assertInvariants(place)
})

test('a wrong record is cancelled after the merge too, and then counts for neither', async (t) => {
  const { place, ask, centre, asha, meera, recorded, book, merge, dosesOf } = await begin(t)
  const { doseId } = await recorded(asha)
  await merge(asha, meera)
  const url = `/v1/patients/${asha.patientId}/doses/${doseId}/cancellation`
  assert.equal((await ask('POST', url, { by: centre.ravi, body: { reason: 'A twin' } })).status, 200)
  assert.deepEqual([await dosesOf(asha), await dosesOf(meera)], [[], []])
  assert.equal((await book(meera, await centre.openSession())).status, 201)
  await assertInvariants(place)
})
