// Tests what people hear of appointments with doctors: each event once, in any order, and only reminders that hold.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endOverdue, openPractice } from '../../appointments/testing.ts'
import { begin, type Reachable, type World } from '../testing.ts'
import { noteAppointment, noteAppointmentCancelled, noteOver, noteStanding } from './appointment-steps.ts'

// The clock stands at Monday, 2 March 2026, 10:30 in India.
const TODAY = '2026-03-02'
const DAY = '2026-03-05'
const LATER = '2026-03-06'

const at = (day: string, time: string): string => new Date(`${day}T${time}:00+05:30`).toISOString()

async function beginClinic(t: Parameters<typeof begin>[0], hours: object = {}) {
  const place = await begin(t)
  const clinic = await openPractice(place, {}, hours)
  const post = async (url: string, by: { token: string; accountId: string }, body: object = {}) => {
    const answer = await place.ask<{ appointmentId: string; reference: string }>('POST', url, { by, body })
    assert.ok(answer.status < 300, `${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const book = async (by: Reachable, day = DAY, start = '12:00') => {
    const body = { slotIds: [await clinic.slotAt(start, day)], patientId: by.patientId, reason: 'Cough' }
    const booked = await post('/v1/appointments', by, body)
    await place.settled()
    return booked
  }
  const act = (by: { token: string; accountId: string }, id: string, deed: string, body?: object) =>
    post(`/v1/appointments/${id}/${deed}`, by, body)
  return { ...place, clinic, book, act }
}

const templates = async (place: World, status: string): Promise<string[]> =>
  (await place.notices()).filter((each) => each.status === status).map(({ template }) => template)

/** Lets the time of both reminders, and of the appointment itself, pass. */
async function passDay(place: World, day: string): Promise<void> {
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  for (const time of [at(before, '12:00'), at(day, '10:00'), at(day, '20:00')]) {
    place.clock.set(time)
    await place.settled()
  }
}

test('a booking is told once with day, time and place, and reminded of twice; no health detail', async (t) => {
  const place = await beginClinic(t)
  const asha = await place.register()
  const { appointmentId, reference } = await place.book(asha)
  await place.settled()
  const [text, ...more] = place.texts(asha.phone)
  assert.deepEqual(more, [])
  assert.match(text ?? '', /Thu,? 5 March, 12:00 to 12:15, at /)
  assert.ok(text?.includes(reference))
  await passDay(place, DAY)
  const texts = place.texts(asha.phone)
  assert.match(texts[1] ?? '', /^Sehat reminds you/)
  assert.match(texts[2] ?? '', /begins soon/)
  assert.equal(texts.length, 3)
  assert.doesNotMatch(texts.join(), /Meera|paediatric|Cough|Asha/i)
  const { rows } = await place.context.pool.query('select params::text from notifications.notices')
  assert.doesNotMatch(JSON.stringify(rows), /Meera|paediatric|Cough|Asha/i)
  const log = await place.ask<{ items: { appointmentId: string }[] }>(
    'GET',
    `/v1/notifications/log?subject=${appointmentId}`,
    { by: place.clinic.admin },
  )
  assert.deepEqual(
    log.body.items.map((one) => one.appointmentId),
    [appointmentId, appointmentId, appointmentId],
  )
})

test('an appointment that moves an hour before its reminder: only the reminder of the new time leaves', async (t) => {
  const place = await beginClinic(t)
  const asha = await place.register()
  const { appointmentId } = await place.book(asha)
  place.clock.set(at('2026-03-04', '11:00'))
  const slotIds = [await place.clinic.slotAt('12:30', LATER)]
  await place.act(asha, appointmentId, 'rescheduling', { slotIds })
  await place.settled()
  assert.match(place.texts(asha.phone)[1] ?? '', /new time: Fri,? 6 March, 12:30/)
  place.clock.set(at('2026-03-04', '12:30'))
  await place.settled()
  assert.deepEqual(await templates(place, 'SUPERSEDED'), ['appointment-reminder-day'])
  place.clock.set(at('2026-03-05', '12:30'))
  await place.settled()
  assert.match(place.texts(asha.phone)[2] ?? '', /reminds you.*Fri,? 6 March/)
  assert.equal(place.texts(asha.phone).length, 3)
})

test('every way to the end is told once, and no reminder of it leaves', async (t) => {
  const place = await beginClinic(t)
  const { reception, admin } = place.clinic
  const people = [await place.register(), await place.register(), await place.register(), await place.register()]
  const [asha, ravi, meera, omar] = people as [Reachable, Reachable, Reachable, Reachable]
  const starts = ['12:00', '12:15', '12:30', '12:45']
  const ids: string[] = []
  for (const [nth, one] of people.entries()) ids.push((await place.book(one, DAY, starts[nth])).appointmentId)
  const [own, theirs, wrong, absent] = ids as [string, string, string, string]
  await place.act(asha, own, 'cancellation')
  await place.act(reception, theirs, 'cancellation', { reason: 'The room is closed' })
  await place.act(admin, wrong, 'voiding', { reason: 'Entered twice' })
  await place.settled()
  place.clock.set(at(DAY, '13:30'))
  await place.act(reception, absent, 'absence')
  await place.settled()
  assert.match(place.texts(asha.phone).at(-1) ?? '', /^Sehat: your appointment on Thu,? 5 March at .* is cancelled/)
  for (const one of [ravi, meera]) assert.match(place.texts(one.phone).at(-1) ?? '', /has cancelled your appointment/)
  assert.match(place.texts(omar.phone).at(-1) ?? '', /you did not come to your appointment on Thu,? 5 March/)
  await passDay(place, DAY)
  for (const one of [asha, ravi, meera]) assert.equal(place.texts(one.phone).length, 2)
  assert.deepEqual((await templates(place, 'SENT')).toSorted(), [
    ...Array(4).fill('appointment-booked'),
    ...['appointment-cancelled', 'appointment-cancelled-by-centre', 'appointment-cancelled-by-centre'],
    'appointment-missed',
  ])
})

test('the same events five times and out of order: one notice each, and no reminder of what has ended', async (t) => {
  const place = await beginClinic(t)
  const asha = await place.register()
  const { appointmentId } = await place.book(asha)
  await place.act(asha, appointmentId, 'cancellation')
  await place.settled()
  const before = (await place.notices()).map(({ id }) => id)
  const facts = { appointmentId, facilityId: place.clinic.facilityId, doctorId: place.clinic.doctorId }
  const told = { ...facts, patientId: asha.patientId, date: LATER, start: '12:00', minutes: 15, mode: 'in-person' }
  const head = { occurredAt: place.clock.now().toISOString(), actorId: asha.accountId, requestId: 'r' }
  const event = (id: string, name: string, version: number, more: object = {}) =>
    ({ ...head, id: `00000000-0000-8000-8000-00000000000${id}`, name, body: { ...told, version, ...more } }) as never
  const other = { appointmentId: appointmentId.replace(/.{4}$/, 'abcd') }
  const cancelled = event('1', 'appointments.appointment-cancelled.v1', 4, { ...other, by: 'staff' })
  const standing = event('2', 'appointments.arrival-cancelled.v1', 3, other)
  const arrived = event('3', 'appointments.appointment-arrived.v1', 2, other)
  const booked = event('4', 'appointments.appointment-booked.v1', 1, other)
  for (let times = 0; times < 5; times++) {
    await noteAppointmentCancelled(place.context, cancelled)
    await noteOver(place.context, arrived)
    await noteStanding(place.context, standing)
    await noteAppointment(place.context, booked)
  }
  await place.settled()
  await passDay(place, LATER)
  const more = (await place.notices()).filter(({ id }) => !before.includes(id))
  assert.equal(more.length, 6, 'one word, a word of the booking, and the reminders of two versions')
  const sent = more.filter(({ status }) => status === 'SENT')
  assert.deepEqual(
    sent.map(({ template }) => template),
    ['appointment-cancelled-by-centre'],
  )
})

test('an arrival by mistake keeps the reminder; a changed day makes one message in Sehat for the doctor', async (t) => {
  const place = await beginClinic(t)
  const { clinic, context } = place
  const doctor = await place.register('Meera Iyer')
  const body = { name: 'Meera Iyer', accountId: doctor.accountId }
  const text = 'update doctors.doctors set account_id = $1 where id = $2'
  await context.pool.query(text, [body.accountId, clinic.doctorId])
  const people = [await place.register(), await place.register()]
  const [asha, ravi] = people as [Reachable, Reachable]
  const first = (await place.book(asha, TODAY, '12:45')).appointmentId
  await place.book(ravi, TODAY, '12:30')
  await place.act(clinic.reception, first, 'arrival')
  await place.act(clinic.reception, first, 'arrival/cancellation')
  await place.book(await place.register(), LATER)
  await place.settled()
  const ofDoctor = async () => (await place.notices()).filter(({ template }) => template === 'day-changed')
  assert.deepEqual(
    (await ofDoctor()).map(({ status }) => status),
    ['WAITING'],
  )
  place.clock.set(at(TODAY, '10:45'))
  await place.settled()
  assert.match(place.texts(doctor.accountId)[0] ?? '', /your appointments of today at .* have changed/)
  assert.deepEqual(place.texts(doctor.phone), [], 'no SMS')
  assert.match(place.texts(asha.phone).at(-1) ?? '', /begins soon/, 'the mistake is undone: the reminder leaves')
  place.clock.set(at(TODAY, '11:00'))
  await place.act(asha, first, 'cancellation')
  await place.settled()
  place.clock.set(at(TODAY, '11:15'))
  await place.settled()
  assert.equal((await ofDoctor()).length, 2)
  assert.equal(place.texts(doctor.accountId).length, 2)
})

test('leave of three months: one act, and each patient gets one message', async (t) => {
  const place = await beginClinic(t)
  const { clinic } = place
  const people = [await place.register(), await place.register(), await place.register()]
  const [asha, ravi, meera] = people as [Reachable, Reachable, Reachable]
  await place.book(asha, DAY, '12:00')
  await place.book(asha, LATER, '12:00')
  await place.book(ravi, DAY, '12:15')
  const moved = await place.book(meera, '2026-03-04', '12:00')
  const enter = async (fromOn: string, untilOn: string, more: object = {}): Promise<string> => {
    const body = { kind: 'leave', facilityId: clinic.facilityId, fromOn, untilOn, reason: 'Away', ...more }
    const url = `/v1/doctors/${clinic.doctorId}/exceptions`
    const answer = await place.ask<{ exception: { exceptionId: string } }>('POST', url, { by: clinic.admin, body })
    assert.equal(answer.status, 201)
    await clinic.pull()
    await place.settled()
    return answer.body.exception.exceptionId
  }
  await enter('2026-03-04', '2026-03-04', { starts: '12:00', ends: '12:15' })
  const exceptionId = await enter(DAY, '2026-06-05')
  assert.match(place.texts(asha.phone)[2] ?? '', /cannot keep 2 of your appointments, the first on Thu,? 5 March/)
  assert.match(place.texts(ravi.phone)[1] ?? '', /cannot keep your appointment on .* until Wed,? 4 March, 10:30/)
  assert.match(place.texts(meera.phone)[1] ?? '', /new time: Wed,? 4 March, 12:15 to 12:30/)
  assert.deepEqual(
    people.map(({ phone }) => place.texts(phone).length),
    [3, 2, 2],
  )
  assert.ok(moved)
  const url = `/v1/doctors/${clinic.doctorId}/exceptions/${exceptionId}/cancellation`
  assert.equal((await place.ask('POST', url, { by: clinic.admin })).status, 200)
  await clinic.pull()
  await place.settled()
  assert.match(place.texts(ravi.phone)[2] ?? '', /stands after all: Thu,? 5 March, 12:15/)
  for (const time of [at('2026-03-04', '12:15'), at(DAY, '10:15')]) {
    place.clock.set(time)
    await place.settled()
  }
  assert.match(place.texts(ravi.phone)[3] ?? '', /reminds you/, 'the reminders are back')
  assert.equal(place.texts(ravi.phone).length, 5)
})

test('a freed place is offered with a link that takes it in one tap; the end of waiting is told', async (t) => {
  const place = await beginClinic(t, { ends: '12:15' })
  const { clinic } = place
  const [asha, ravi] = [await place.register(), await place.register()]
  const { appointmentId } = await place.book(asha)
  const wish = { facilityId: clinic.facilityId, doctorId: clinic.doctorId, fromOn: DAY, untilOn: DAY, part: 'any' }
  const body = { ...wish, patientId: ravi.patientId }
  const joined = await place.ask<{ waitingId: string }>('POST', '/v1/appointments/waiting', { by: ravi, body })
  assert.equal(joined.status, 201)
  await place.act(asha, appointmentId, 'cancellation')
  await place.settled()
  const [text, ...more] = place.texts(ravi.phone)
  assert.deepEqual(more, [])
  assert.match(text ?? '', /a place is free for you: Thu,? 5 March, 12:00 to 12:15, .* kept until Mon,? 2 March, 10:45/)
  assert.doesNotMatch(text ?? '', /Meera|paediatric/)
  const link = /\/offer\/([A-Za-z0-9_-]{16})$/.exec(text ?? '')?.[1]
  const taken = await place.ask<{ status: string }>('POST', `/v1/appointments/offers/${link}/acceptance`)
  assert.deepEqual([taken.status, taken.body.status], [200, 'TAKEN'])
  await place.settled()
  assert.match(place.texts(ravi.phone)[1] ?? '', /your appointment is booked: Thu,? 5 March/)
  assert.equal(place.texts(ravi.phone).length, 2)
  const meera = await place.register()
  const later = { ...wish, patientId: meera.patientId }
  assert.equal((await place.ask('POST', '/v1/appointments/waiting', { by: meera, body: later })).status, 201)
  await place.settled()
  place.clock.set(at(LATER, '10:00'))
  await endOverdue({ context: clinic.context, engine: undefined as never })
  await place.settled()
  assert.match(place.texts(meera.phone)[0] ?? '', /you are no longer on the waiting list of /)
})
