// Tests what a family and a doctor hear of tests: that a result is ready or a new specimen needed, and no value.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actsOf, eventsOf, hear, openLab } from '../../diagnostics/testing.ts'
import { walkIn } from '../../visits/testing.ts'
import { subscriptions } from '../jobs.ts'
import { begin } from '../testing.ts'

async function beginLab(t: Parameters<typeof begin>[0]) {
  const place = await begin(t)
  const lab = await openLab(place)
  const acts = actsOf(place, lab)
  const asha = await place.register()
  assert.equal((await walkIn(place, lab as never, asha.patientId)).status, 201)
  await place.settled()
  const before = place.texts(asha.phone).length
  /** What the family heard after its visit began, the oldest first. */
  const heard = async (): Promise<string[]> => {
    await place.settled()
    return place.texts(asha.phone).slice(before)
  }
  const notices = async (template: string) => (await place.notices()).filter((one) => one.template === template)
  return { place, lab, acts, asha, heard, notices }
}

test('a result is told once, where and not what; a correction is told again', async (t) => {
  const { lab, acts, asha, heard } = await beginLab(t)
  const id = await acts.place(asha.patientId, ['HAEMOGLOBIN'])
  await acts.finish(id, '13.1', { kind: 'blood' })
  const [ready = '', ...more] = await heard()
  assert.deepEqual(more, [])
  assert.match(ready, /^Sehat: a result of .+ for you, or one of your family, is ready\. Sign in .+ Records/)
  assert.doesNotMatch(ready, /Asha|haemoglobin|13/i)
  const body = { value: '11.9', reason: 'Measured again' }
  assert.equal((await acts.act(id, 'correction', { by: lab.second, body })).status, 201)
  const [, corrected = '', ...others] = await heard()
  assert.deepEqual(others, [])
  assert.match(corrected, / has corrected a result of you/)
})

test('what a doctor explains first is told when the family may read it, and only the newest version', async (t) => {
  const { place, lab, acts, asha, heard, notices } = await beginLab(t)
  const id = await acts.place(asha.patientId, ['CEA'])
  await acts.finish(id, '2')
  assert.deepEqual(await heard(), [])
  place.clock.advance(3_600_000)
  const body = { value: '3', reason: 'Measured again' }
  assert.equal((await acts.act(id, 'correction', { by: lab.second, body })).status, 201)
  assert.deepEqual(await heard(), [])
  place.clock.advance(74 * 3_600_000)
  const [text = '', ...more] = await heard()
  assert.deepEqual(more, [])
  assert.match(text, /has corrected a result/)
  assert.deepEqual(
    (await notices('result-ready')).map(({ status }) => status),
    ['SUPERSEDED'],
  )
  // The family can read it now. A further correction must not wait as the first result did.
  const later = { value: '4', reason: 'Measured once more' }
  assert.equal((await acts.act(id, 'correction', { by: lab.second, body: later })).status, 201)
  assert.equal((await heard()).length, 2)
})

test('who does not want to hear of results hears nothing, but must hear that a new specimen is needed', async (t) => {
  const { place, acts, asha, heard, notices } = await beginLab(t)
  const url = '/v1/notifications/preferences'
  const wishes = { language: 'hi', channels: ['sms'], quiet: null, stopped: ['result-ready'] }
  const put = (body: object) => place.ask<{ type: string }>('PUT', url, { by: asha, body })
  for (const template of ['specimen-again', 'result-corrected', 'critical-result']) {
    const { body } = await put({ ...wishes, stopped: [template] })
    assert.equal(body.type, '/problems/cannot-stop-messages')
  }
  assert.equal((await put(wishes)).status, 200)
  const id = await acts.place(asha.patientId, ['POTASSIUM'])
  const specimenId = await acts.bring(id, [1], 'serum')
  assert.equal((await acts.specimen(specimenId, 'rejection', { reason: 'clotted' })).status, 200)
  const [again = '', ...more] = await heard()
  assert.deepEqual(more, [])
  assert.match(again, /नया चाहिए। कृपया फिर आएँ। दोबारा पैसे नहीं लगेंगे।$/)
  await acts.finish(id, '4.0')
  assert.equal((await heard()).length, 1)
  assert.deepEqual(
    (await notices('result-ready')).map(({ status }) => status),
    ['STOPPED'],
  )
})

test('who gives the new specimen in the quiet hours is not asked to come again in the morning', async (t) => {
  const { place, acts, asha, heard, notices } = await beginLab(t)
  const id = await acts.place(asha.patientId, ['POTASSIUM'])
  const specimenId = await acts.bring(id, [1], 'serum')
  place.clock.set('2026-03-02T17:00:00.000Z')
  assert.equal((await acts.specimen(specimenId, 'rejection', { reason: 'clotted' })).status, 200)
  await acts.bring(id, [1], 'serum')
  await place.settled()
  place.clock.set('2026-03-03T02:00:00.000Z')
  assert.deepEqual(await heard(), [])
  assert.deepEqual(
    (await notices('specimen-again')).map(({ status }) => status),
    ['SUPERSEDED'],
  )
})

test('the doctor who ordered hears of a critical value at night too, once, without patient and value', async (t) => {
  const { place, lab, acts, asha, notices } = await beginLab(t)
  const id = await acts.place(asha.patientId, ['POTASSIUM'])
  const meera = await place.register('Meera Iyer')
  const bind = 'update doctors.doctors set account_id = $1 where id = $2'
  await place.context.pool.query(bind, [meera.accountId, lab.doctorId])
  place.clock.set('2026-03-02T20:00:00.000Z')
  await acts.finish(id, '7.2')
  await place.settled()
  const [told, ...more] = await notices('critical-result')
  assert.deepEqual(more, [])
  assert.equal(told?.status, 'SENT')
  const [text = '', ...others] = place.texts(meera.phone)
  assert.deepEqual(others, [])
  assert.match(text, /^Sehat: a critical result waits for you at .+ before 02:00\.$/)
  assert.doesNotMatch(text, /Asha|potassium|7\.2/i)
})

test('an event that comes five times, in any order, makes one notice', async (t) => {
  const place = await begin(t, { env: { ROLE: 'web' } })
  const lab = await openLab(place)
  const acts = actsOf(place, lab)
  const asha = await place.register()
  assert.equal((await walkIn(place, lab as never, asha.patientId)).status, 201)
  const id = await acts.place(asha.patientId, ['POTASSIUM'])
  const specimenId = await acts.bring(id, [1], 'serum')
  await acts.specimen(specimenId, 'rejection', { reason: 'clotted' })
  await acts.finish(id, '7.2')
  await hear(place, await eventsOf(place, id, 'result-final'))
  const events = await eventsOf(place, id)
  const all = subscriptions(place.context, () => undefined)
  for (let nth = 0; nth < 5; nth++) {
    for (const event of nth % 2 === 0 ? events : events.toReversed()) {
      await all.find((one) => one.event.name === (event as { name: string }).name)?.handle(event)
    }
  }
  const templates = (await place.notices()).map(({ template }) => template)
  assert.deepEqual(templates.sort(), ['critical-result', 'result-ready', 'specimen-again'])
})
