// Tests what a family hears when staff take somebody in without a booking: who did it, and where to object.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begin, type Centre, type World } from '../testing.ts'

const TODAY = '2026-03-02'
const WINDOW = '09:00-24:00'
const SEEN = { kind: 'document', document: 'voter-id' }

async function beginToday(t: Parameters<typeof begin>[0]) {
  const place = await begin(t)
  const asha = await place.register()
  const centre = await place.openCentre()
  const sessionId = await centre.openSession({ date: TODAY, windows: [WINDOW] })
  const seat = (patientId: string) => seatIn(place, centre, sessionId, patientId)
  return { place, asha, centre, seat }
}

async function seatIn(place: World, centre: Centre, sessionId: string, patientId: string): Promise<string> {
  const url = `/v1/vaccination/sessions/${sessionId}/walk-ins`
  const body = { patientId, window: WINDOW, proof: SEEN }
  const { bookingId } = await centre.post<{ bookingId: string }>(url, body, centre.ravi)
  await place.settled()
  return bookingId
}

test('a walk-in is told once: by which centre, and where to object; never that it is booked', async (t) => {
  const { place, asha, centre, seat } = await beginToday(t)
  await seat(asha.patientId)
  const [text = '', ...more] = place.texts(asha.phone)
  assert.deepEqual(more, [])
  assert.match(
    text,
    /^Sehat: staff of .* took you, or one of your family, in today \(Mon,? 2 March\) without a booking\./,
  )
  assert.ok(text.includes(centre.facility.name.slice(0, 12)))
  assert.match(text, /Was it not so\? Tell the centre\. Who saw my records, in Sehat, says whom else to ask\.$/)
  assert.doesNotMatch(text, /booked|COVAXIN|COVID|dose|vaccin|Asha/i)
  assert.deepEqual(
    (await place.notices()).map(({ template, status }) => [template, status]),
    [['walk-in-seated', 'SENT']],
  )
})

test('it comes in Hindi, in quiet hours, also by SMS to who chose no SMS, and nobody can stop it', async (t) => {
  const { place, asha, seat } = await beginToday(t)
  const wishes = { language: 'hi', channels: ['in-app'], quiet: { from: '00:00', until: '23:59' }, stopped: [] }
  const url = '/v1/notifications/preferences'
  const put = (body: object) => place.ask<{ type: string }>('PUT', url, { by: asha, body })
  assert.equal((await put({ ...wishes, stopped: ['walk-in-seated'] })).body.type, '/problems/cannot-stop-messages')
  assert.equal((await put(wishes)).status, 200)
  await seat(asha.patientId)
  const [text = ''] = place.texts(asha.phone)
  assert.match(text, /बिना बुकिंग के लिया/)
  assert.match(text, /“मेरे रिकॉर्ड किसने देखे”/)
})

test('the head of the family hears of a child; who has no account hears at the phone that staff noted', async (t) => {
  const { place, asha, centre, seat } = await beginToday(t)
  const member = { name: 'Kavya Sharma', birthYear: 2000, gender: 'female', pin: '110001', confirmedNew: true }
  const { patientId } = await centre.post<{ patientId: string }>('/v1/patients', member, asha)
  await seat(patientId)
  assert.match(place.texts(asha.phone)[0] ?? '', /without a booking/)
  const stated = { name: 'Gopal Mahto', birthYear: 1980, gender: 'male', pin: '110001', phone: '9812345678' }
  const body = { ...stated, confirmedNew: true }
  const gopal = await centre.post<{ patientId: string }>('/v1/patients/registrations', body, centre.ravi)
  await seat(gopal.patientId)
  assert.match(place.texts('+919812345678')[0] ?? '', /without a booking/)
})

test('a walk-in that was a mistake is told all the same, and its cancellation too', async (t) => {
  const { place, asha, centre, seat } = await beginToday(t)
  const bookingId = await seat(asha.patientId)
  await centre.cancel(centre.sunita, bookingId)
  await place.settled()
  const [first, second, ...more] = place.texts(asha.phone)
  assert.match(first ?? '', /without a booking/)
  assert.match(second ?? '', /has cancelled your appointment/)
  assert.deepEqual(more, [])
})
