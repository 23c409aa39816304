// Tests the printed prescription, and what a doctor sees of the stock while typing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person, Setup } from '../../../testing/setup.ts'
import { subscriptions } from '../jobs.ts'
import { type Acts, type Clinic, contextOf, hear, lot, nextKey, openPharmacy, rx } from '../testing.ts'
import { withClinic } from '../testing-clinic.ts'
import { toTimes } from './page.ts'

let place: Setup
let clinic: Clinic
let acts: Acts

withClinic((held) => {
  ;({ place, clinic, acts } = held)
})

const print = (id: string, by: Person, query = '') =>
  place.ask<string>('GET', `/v1/prescriptions/${id}/print${query}`, { by })

test('the print names medicines in capitals, how to take them, and who signed; no typed text is HTML', async () => {
  const night = { morning: 0, noon: 0.5, evening: 0, night: 1.5 }
  const signed = await acts.signed([
    rx('PCM', { instructions: 'after <b>food</b>' }),
    rx('AMOX', { times: night, substitution: 'ask' }),
  ])
  const { body: page, status, headers } = await print(signed.prescriptionId, signed)
  assert.equal(status, 200)
  assert.match(headers['content-type'] ?? '', /text\/html/)
  assert.match(page, /size: A5/)
  assert.match(page, /<b>PARACETAMOL 500 MG<\/b>[\s\S]*morning 1, night 1<br>for 5 days[\s\S]*10 tablet/)
  assert.match(page, /<b>AMOXICILLIN 500 MG<\/b>[\s\S]*noon ½, night 1½[\s\S]*No other brand/)
  assert.ok(page.includes('after &lt;b&gt;food&lt;/b&gt;'), 'what was typed is text')
  assert.ok(page.includes(signed.reference) && page.includes('<svg'), 'the code that another pharmacy asks for')
  assert.ok(page.includes('Meera Iyer') && page.includes('MBBS') && page.includes(signed.hash.slice(0, 16)))
  assert.ok(!page.includes('AMENDED'))
  const { body: hindi } = await print(signed.prescriptionId, signed, '?language=hi')
  assert.match(hindi, /दवा का पर्चा[\s\S]*<b>PARACETAMOL 500 MG<\/b>[\s\S]*सुबह 1, रात 1<br>5 दिन/)
})

test('an amended version says why, the old one what replaced it, and a stopped one that it ended', async () => {
  const signed = await acts.signed([rx('PCM')])
  const id = signed.prescriptionId
  const body = { lines: [rx('PCM', { lineKey: 1, days: 3 })], reason: 'Three days are enough' }
  const amended = await place.ask('POST', `/v1/prescriptions/${id}/amendments`, {
    ...{ by: clinic.doctor, key: nextKey(), body },
  })
  assert.equal(amended.status, 201, JSON.stringify(amended.body))
  assert.match((await print(id, signed)).body, /Version 2[\s\S]*AMENDED[\s\S]*Three days are enough/)
  const { body: old } = await print(id, signed, '?version=1')
  assert.ok(old.includes('REPLACED BY VERSION 2') && !old.includes('AMENDED'))
  await acts.post(`/v1/prescriptions/${id}/stopping`, clinic.doctor, { reason: 'A rash' })
  assert.match((await print(id, signed)).body, /STOPPED[\s\S]*A rash/)
})

test('who may read it prints it; a PDF needs a browser on the server', async () => {
  const signed = await acts.signed([rx('PCM')])
  const id = signed.prescriptionId
  const ends = await Promise.all(
    [signed, clinic.doctor, clinic.nurse, clinic.other, await place.citizen()].map((by) => print(id, by)),
  )
  assert.deepEqual(
    ends.map(({ status }) => status),
    [200, 200, 200, 404, 404],
  )
  assert.equal((await print(id, clinic.reception)).status, 403)
  assert.deepEqual(
    [(await print(id, signed, '?version=9')).status, (await print(id, signed, '?language=fr')).status],
    [404, 400],
  )
  const pdf = await print(id, signed, '?form=pdf')
  assert.ok(pdf.status === 501 || (pdf.status === 200 && String(pdf.body).startsWith('%PDF-')), `${pdf.status}`)
})

test('a doctor sees what the pharmacies of the hospital have; others and other hospitals do not', async () => {
  const store = await openPharmacy(place, clinic.facilityId, [lot('PCM', 40)])
  await hear(place, 'inventory', store.storeId)
  const level = { facilityId: clinic.facilityId, itemCode: 'PCM', free: 40, mrpPaise: 200, version: 1 }
  const told = { occurredAt: '2026-03-02T04:59:00.000Z', body: { storeId: store.storeId, ...level } }
  for (const one of subscriptions(contextOf(place))) {
    if (one.event.name === 'inventory.level-changed.v1') await one.handle(told as never)
  }
  const ask = (by: Person, query: string) =>
    place.ask<{ items: { itemCode: string; storeId: string; free: number; unitPricePaise: number }[] }>(
      ...(['GET', `/v1/prescriptions/stock?${query}`, { by }] as const),
    )
  const here = `facility=${clinic.facilityId}`
  const { body } = await ask(clinic.doctor, `${here}&items=PCM,AMOX,NO-SUCH`)
  assert.deepEqual(
    body.items.map(({ itemCode, storeId, free, unitPricePaise }) => [itemCode, storeId, free, unitPricePaise]),
    [['PCM', store.storeId, 40, 200]],
  )
  assert.equal((await ask(clinic.doctor, `facility=${clinic.otherFacilityId}&items=PCM`)).status, 403)
  assert.equal((await ask(clinic.nurse, `${here}&items=PCM`)).status, 403)
  assert.equal((await ask(clinic.doctor, `${here}&items=pcm`)).status, 400)
})

test('portions are read as quarters', () => {
  const times = { morning: 0.25, noon: 0, evening: 0.75, night: 2 }
  assert.equal(toTimes(times, 'en'), 'morning ¼, evening ¾, night 2')
  assert.equal(toTimes({ asNeeded: true, perDayMax: 3 }, 'en'), 'When needed, at most 3 a day')
})
