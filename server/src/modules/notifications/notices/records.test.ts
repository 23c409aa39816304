// Tests what a family hears when a record is opened in an emergency or without an appointment: where and when.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWard, walkIn } from '../../visits/testing.ts'
import { begin } from '../testing.ts'

const REASON = 'Unconscious after a fall'

async function beginWard(t: Parameters<typeof begin>[0]) {
  const place = await begin(t)
  const ward = await openWard(place)
  const asha = await place.register()
  const declare = async (key: string) => {
    const url = `/v1/patients/${asha.patientId}/emergency-access`
    const answer = await place.ask('POST', url, { by: ward.elsewhere, body: { reason: REASON }, key })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    await place.settled()
  }
  return { place, asha, declare }
}

test('each emergency is told once, with hospital and day, without the reason', async (t) => {
  const { place, asha, declare } = await beginWard(t)
  await declare('one')
  await declare('one')
  const [text = '', ...more] = place.texts(asha.phone)
  assert.deepEqual(more, [])
  assert.match(text, /^Sehat: staff of .+ opened your record, or that of one of your family, on Mon,? 2 March/)
  assert.match(text, /Who saw my records, in Sehat, says whom else to ask\.$/)
  assert.doesNotMatch(text, /Unconscious|Asha/)
  await declare('two')
  assert.equal(place.texts(asha.phone).length, 2)
})

test('it comes in Hindi, in quiet hours, also to who chose no SMS, and nobody can stop it', async (t) => {
  const { place, asha, declare } = await beginWard(t)
  const wishes = { language: 'hi', channels: ['in-app'], quiet: { from: '00:00', until: '23:59' }, stopped: [] }
  const url = '/v1/notifications/preferences'
  const put = (body: object) => place.ask<{ type: string }>('PUT', url, { by: asha, body })
  assert.equal((await put({ ...wishes, stopped: ['emergency-access'] })).body.type, '/problems/cannot-stop-messages')
  assert.equal((await put(wishes)).status, 200)
  await declare('one')
  assert.match(place.texts(asha.phone)[0] ?? '', /आपात स्थिति बताकर/)
})

test('a visit without an appointment is told, because it opens the record', async (t) => {
  const place = await begin(t)
  const ward = await openWard(place)
  const asha = await place.register()
  assert.equal((await walkIn(place, ward, asha.patientId)).status, 201)
  await place.settled()
  const [text = '', ...more] = place.texts(asha.phone)
  assert.deepEqual(more, [])
  assert.match(text, /took you, or one of your family, in today \(Mon,? 2 March\) without a booking\./)
})
