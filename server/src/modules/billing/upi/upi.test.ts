// Tests UPI: what the QR says, the word of the bank in time, late, twice and wrongly signed, and statements; and days.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signatureHeaders, signingKeyOf } from '../../../platform/signing.ts'
import { TEST_NOW, TODAY } from '../../../testing/setup.ts'
import { assertInvariants } from '../testing-invariants.ts'
import { type Body, endOf, ISSUER, openPlace } from '../testing-till.ts'
import { expire } from './steps.ts'

const held = openPlace()
let utrs = 0
const newUtr = (): string => `UTR${String(++utrs).padStart(9, '0')}`

async function request(invoiceId: string, body: object = {}, by = held.till.citizen) {
  const answer = await held.till.post(`invoices/${invoiceId}/upi-requests`, by, body)
  const uri = new URL(String(answer.body.uri ?? 'upi://pay'))
  return { answer, uri, tr: uri.searchParams.get('tr') as string, paymentId: answer.body.paymentId }
}

/** The provider tells what became of a request. */
function tell(tr: string, more: object = {}, secret = ISSUER.callbackSecret) {
  const { till, place } = held
  const body = JSON.stringify({ tr, utr: newUtr(), amountPaise: 25_000, status: 'paid', ...more })
  const signed = signatureHeaders([signingKeyOf(secret)], { id: `msg-${utrs}`, body, now: place.clock.now() })
  const headers = { ...signed, 'content-type': 'application/json' }
  return place.ask<Body>('POST', `/v1/billing/upi-callbacks/${till.here}`, { headers, body })
}
const read = async (invoiceId: string) => (await held.till.get(`invoices/${invoiceId}`, held.till.cashier)).body
const advances = async () => (await held.till.get(`advances?facility=${held.till.here}`, held.till.cashier)).body.items

test('the QR names the sum with two decimals and the bill, and nobody; a repeat gives the same request', async () => {
  const { invoiceId, number } = await held.till.bill([['CBC', 1]])
  const { answer, uri, tr } = await request(invoiceId)
  assert.equal(answer.status, 201)
  assert.deepEqual(Object.fromEntries(uri.searchParams), {
    ...{ pa: ISSUER.upiVpa, pn: ISSUER.legalName, am: '250.00', cu: 'INR', tr, tn: `Bill ${number}` },
  })
  assert.match(String(answer.body.qrSvg), /^<svg [^>]*><rect [^>]*\/><path d="M[\dMhv -z]+" fill="#000000"\/><\/svg>$/)
  assert.equal((await request(invoiceId)).tr, tr)
  const part = await request(invoiceId, { amountPaise: 5 })
  assert.equal(part.uri.searchParams.get('am'), '0.05')
  assert.equal(endOf((await request(invoiceId, { amountPaise: 25_001 })).answer), '409 more-than-due')
  assert.equal((await request(invoiceId, {}, (await held.place.citizen()) as never)).answer.status, 404)
})

test('the word of the bank pays the invoice once, however often it comes, and only when it is signed', async () => {
  const { place } = held
  const { invoiceId } = await held.till.bill([['CBC', 1]])
  const { tr, paymentId } = await request(invoiceId)
  const wrong = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
  assert.equal(endOf(await tell(tr, {}, wrong)), '401 bad-signature')
  assert.equal(endOf(await tell('0'.repeat(32))), '404 not-found')
  assert.equal(endOf(await tell(tr, { status: 'lost' })), '400 /status')
  const utr = newUtr()
  const told = await Promise.all(Array.from({ length: 5 }, () => tell(tr, { utr })))
  for (const { status, body } of told) assert.deepEqual([status, body.paymentId, body.status], [200, paymentId, 'DONE'])
  const paid = await read(invoiceId)
  assert.deepEqual([paid.status, (paid.payments as Body[]).length, await advances()], ['PAID', 1, []])
  await assertInvariants(place)
})

test('a word after a quarter of an hour is an advance: nothing is lost, nothing is counted twice', async () => {
  const { till, place } = held
  const { invoiceId } = await till.bill([['CBC', 1]])
  const { tr, paymentId } = await request(invoiceId)
  place.clock.advance(15 * 60_000 - 1)
  await expire(till.context)
  assert.equal(((await read(invoiceId)).payments as Body[])[0]?.status, 'PENDING')
  place.clock.advance(1)
  await expire(till.context)
  assert.equal(((await read(invoiceId)).payments as Body[])[0]?.status, 'EXPIRED')
  const utr = newUtr()
  for (let times = 0; times < 2; times++) assert.equal((await tell(tr, { utr })).body.status, 'DONE')
  assert.equal((await read(invoiceId)).status, 'ISSUED', 'the invoice is open again')
  const [late] = (await advances()).filter((one) => one.paymentId === paymentId)
  assert.deepEqual([late?.meantFor, late?.leftPaise], [invoiceId, 25_000])
  const used = await till.pay(invoiceId, 25_000, { method: 'advance', advanceId: paymentId })
  assert.equal(used.body.invoice.status, 'PAID')
  place.clock.set(TEST_NOW)
  await assertInvariants(place)
})

test('a failed request pays nothing; money that comes although the invoice is paid is an advance', async () => {
  const { till, place } = held
  const { invoiceId } = await till.bill([['CBC', 1]])
  const { tr } = await request(invoiceId)
  assert.equal((await tell(tr, { status: 'failed' })).body.status, 'FAILED')
  const again = await request(invoiceId)
  assert.notEqual(again.tr, tr)
  await till.pay(invoiceId, 25_000, { method: 'card', reference: 'SLIP-UPI' })
  const before = (await advances()).length
  assert.equal((await tell(again.tr)).body.status, 'DONE')
  assert.equal((await tell(again.tr)).body.status, 'DONE', 'a second transfer for one request')
  assert.equal((await advances()).length, before + 2)
  assert.equal(endOf((await request(invoiceId)).answer), '409 more-than-due')
  await assertInvariants(place)
})

test('one number by the bank and by hand at one moment is one payment', async () => {
  const { till, place } = held
  for (let round = 0; round < 5; round++) {
    const { invoiceId } = await till.bill([['CBC', 2]])
    const { tr } = await request(invoiceId, { amountPaise: 25_000 })
    const utr = newUtr()
    const typed = () => till.pay(invoiceId, 25_000, { method: 'upi', reference: utr })
    const [hand, bank] = await Promise.all([typed(), tell(tr, { utr })])
    assert.equal(bank.status, 200)
    assert.match(endOf(hand), /^(201|409 reference-used)$/)
    const { payments, paidPaise } = await read(invoiceId)
    const done = (payments as Body[]).filter(({ status }) => status === 'DONE')
    assert.deepEqual([paidPaise, done.length, done[0]?.isConfirmed], [25_000, 1, true])
  }
  await assertInvariants(place)
})

test('a statement confirms what was typed and says what it does not know; the day shows money and tax', async () => {
  const { till, place } = held
  const { invoiceId } = await till.bill([['PCM', 100]])
  await till.pay(invoiceId, 10_000, { method: 'upi', reference: 'TYPED-1' })
  await till.pay(invoiceId, 500, { method: 'transfer', reference: 'TYPED-2' })
  const unconfirmed = async () => (await till.get(`days/${till.here}/${TODAY}`, till.admin)).body.unconfirmed as number
  const before = await unconfirmed()
  const send = (by = till.cashier, facility = till.here) =>
    place.ask<Body>('POST', `/v1/billing/statements?facility=${facility}`, {
      by,
      headers: { 'content-type': 'text/csv' },
      body: 'Date,UTR,Amount\n2026-03-02,typed-1,100.00\n,TYPED-2,"7.00"\n,NOBODY-1,5\n,?,x\n',
    })
  const outcomes = async () => ((await send()).body.rows as { outcome: string }[]).map(({ outcome }) => outcome)
  assert.deepEqual(await outcomes(), ['confirmed', 'other-sum', 'unknown', 'unreadable'])
  assert.deepEqual(await outcomes(), ['known', 'other-sum', 'unknown', 'unreadable'])
  assert.deepEqual([await unconfirmed(), (await send(till.citizen)).status], [before - 1, 403])
  assert.equal((await send(till.cashier, till.there)).status, 403)
  const day = await till.get(`days/${till.here}/${TODAY}`, till.admin)
  const medicine = (day.body.byRate as { hsnSac?: string }[]).find(({ hsnSac }) => hsnSac === '3004')
  assert.deepEqual(medicine, {
    ...{ hsnSac: '3004', taxBasisPoints: 500, taxablePaise: 10_000, taxPaise: 500, totalPaise: 10_500 },
  })
  const table = await till.get(`days/${till.here}/${TODAY}/table`, till.admin)
  assert.match(String(table.body), /^part,what,count,in,out,taxable,tax,total\r\n/)
  assert.match(String(table.body), /rate,3004 5 %,,,,100\.00,5\.00,105\.00\r\n/)
  assert.equal((await till.get(`days/${till.there}/${TODAY}`, till.admin)).status, 403)
  assert.equal((await till.get(`days/${till.here}/${TODAY}`, till.cashier)).status, 403)
})
