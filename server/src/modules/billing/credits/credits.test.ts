// Tests what is given back: reversals by modules, credit notes, refunds, advances.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { TEST_NOW } from '../../../testing/setup.ts'
import { type ChargeGroup, findSettlements, raiseCharges, reverseCharges } from '../contract.ts'
import { assertInvariants } from '../testing-invariants.ts'
import { type Body, endOf, openPlace } from '../testing-till.ts'

const held = openPlace()
const origin = { actorId: null, requestId: 'r-1' }
const lineOf = (group: ChargeGroup, more: object = {}) =>
  ({
    ...{ sourceKind: 'prescriptions.dispense', sourceId: group as never, sourceLine: 1, quantity: 10 },
    ...{ text: 'Paracetamol 500 mg', unitPricePaise: 105, taxCode: 'medicine', ...more },
  }) as never
async function dispense(more: object = {}) {
  const { till } = held
  const group = newId<'charge group'>(till.cell)
  const asked = { group, facilityId: till.here as never, patientId: till.citizen.patientId, origin }
  const { chargeIds } = await till.context.call(raiseCharges, { ...asked, lines: [lineOf(group, more)] })
  return { group, chargeIds }
}
const source = (group: ChargeGroup, quantity?: number) => ({
  ...{ sourceKind: 'prescriptions.dispense', sourceId: group as never, sourceLine: 1 },
  ...(quantity !== undefined && { quantity }),
})
const reverse = (group: ChargeGroup, quantity?: number, reversalId = newId<'reversal'>(held.till.cell)) =>
  held.till.context.call(reverseCharges, {
    ...{ group, reason: 'Returned', origin },
    ...(quantity !== undefined && { lines: [source(group, quantity)], reversalId }),
  })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: { type?: { slug: string } }) => error.type?.slug ?? String(error),
  )
const billOf = async (chargeIds: readonly string[]) =>
  (await held.till.post('invoices', held.till.cashier, { chargeIds })).body
const card = () => ({ method: 'card', reference: `SLIP-${newId(1).slice(-12).toUpperCase()}` })
const credit = (id: string, lines: object[], by = held.till.cashier) =>
  held.till.post(`invoices/${id}/credit-notes`, by, { lines, reason: 'Wrong' })
const refund = (body: object, by = held.till.cashier) => held.till.post('refunds', by, body)

test('a part of an open charge is given back once, and the invoice has the rest', async () => {
  const { till, place } = held
  const { group, chargeIds } = await dispense()
  const reversalId = newId<'reversal'>(till.cell)
  const first = await reverse(group, 3, reversalId)
  assert.deepEqual(first, { chargeIds, totalPaise: 315 })
  assert.deepEqual(await reverse(group, 3, reversalId), first)
  assert.equal(await refusal(reverse(group, 4, reversalId)), 'reversal-differs')
  assert.equal(await refusal(reverse(group, 8)), 'more-than-invoiced')
  const part = { group, lines: [source(group, 1)], reason: 'x', origin }
  assert.equal(await refusal(till.context.call(reverseCharges, part)), 'invalid-request')
  assert.equal((await billOf(chargeIds)).totalPaise, 735)
  assert.equal((await reverse(group)).totalPaise, 1_050)
  assert.equal((await reverse(group)).totalPaise, 1_050)
  await assertInvariants(place)
})

test('a return after the payment is credited at the price and the rate of the sale, and a refund is due', async () => {
  const { till, place } = held
  place.clock.set('2025-09-21T06:00:00Z')
  const { group, chargeIds } = await dispense({ unitPricePaise: 1_120 })
  const { invoiceId } = await billOf(chargeIds)
  await till.pay(invoiceId, 11_200, card())
  place.clock.set(TEST_NOW)
  const reversalId = newId<'reversal'>(till.cell)
  const answers = await Promise.all([reverse(group, 5, reversalId), reverse(group, 5, reversalId)])
  assert.deepEqual(answers, [answers[0], answers[0]])
  const { body } = await till.get(`invoices/${invoiceId}`, till.cashier)
  const notes = body.creditNotes as { totalPaise: number; cgstPaise: number; number: string }[]
  assert.deepEqual(
    notes.map((one) => [one.totalPaise, one.cgstPaise, /^AS0\/25-26\/C\d{5}$/.test(one.number)]),
    [[5_600, 300, true]],
    'the old 12 % are right after the law has changed',
  )
  assert.deepEqual([body.refundablePaise, body.status], [5_600, 'PAID'])
  assert.deepEqual(
    (await till.eventsOf(group)).filter((name) => /settled|due/.test(name)),
    ['charges-settled', 'refund-due'],
  )
  const due = await till.get(`refunds?facility=${till.here}`, till.cashier)
  assert.ok(due.body.items.some((one) => one.invoiceId === invoiceId))
  assert.equal((await reverse(group)).totalPaise, 11_200)
  assert.equal((await till.get(`invoices/${invoiceId}`, till.cashier)).body.status, 'CREDITED')
  assert.deepEqual(await till.context.call(findSettlements, { groups: [group] }), [
    { group, isSettled: false, totalPaise: 0, duePaise: 0 },
  ])
  await assertInvariants(place)
})

test('a credit note gives back at most what is invoiced, and above the limit an administrator writes it', async () => {
  const { till, place } = held
  const { invoiceId } = await till.bill([
    ['PCM', 7],
    ['OPERATION', 1],
  ])
  const more = await credit(invoiceId, [{ line: 1, quantity: 8 }])
  assert.deepEqual([endOf(more), more.body.left], ['409 more-than-invoiced', 7])
  assert.equal(endOf(await credit(invoiceId, [{ line: 3, quantity: 1 }])), '400 /lines/0/line')
  const twice = [
    { line: 1, quantity: 1 },
    { line: 1, quantity: 1 },
  ]
  assert.equal(endOf(await credit(invoiceId, twice)), '400 /lines/1/line')
  const large = await credit(invoiceId, [{ line: 2, quantity: 1 }])
  assert.deepEqual([endOf(large), large.body.maxPaise], ['409 credit-limit', 500_000])
  assert.equal(endOf(await credit(invoiceId, [{ line: 1, quantity: 1 }], till.citizen)), '403 forbidden')
  const elsewhere = await place.staff('cashier', till.there)
  assert.equal(endOf(await credit(invoiceId, [{ line: 1, quantity: 1 }], elsewhere)), '404 not-found')
  await till.pay(invoiceId, 735, card())
  const signed = await credit(invoiceId, [{ line: 2, quantity: 1 }], till.admin)
  assert.deepEqual([endOf(signed), signed.body.invoice.status, signed.body.invoice.duePaise], ['201', 'PAID', 0])
  for (let nth = 0; nth < 7; nth++) {
    assert.equal(endOf(await credit(invoiceId, [{ line: 1, quantity: 1 }], till.admin)), '201')
  }
  assert.equal(endOf(await credit(invoiceId, [{ line: 1, quantity: 1 }], till.admin)), '409 more-than-invoiced')
  const { body } = await till.get(`invoices/${invoiceId}`, till.citizen)
  assert.deepEqual([body.status, body.refundablePaise, (body.creditNotes as Body[]).length], ['CREDITED', 735, 8])
  await assertInvariants(place)
})

test('money goes back the way it came, another way needs an administrator, and never more than there is', async () => {
  const { till, place } = held
  const { invoiceId } = await till.bill([['CBC', 2]])
  await till.openSession(till.cashier)
  await till.pay(invoiceId, 20_000)
  await till.pay(invoiceId, 30_000, { method: 'upi', reference: 'UTR-REFUND-1' })
  assert.equal(endOf(await refund({ invoiceId, method: 'cash', amountPaise: 1 })), '409 more-than-refundable')
  await credit(invoiceId, [{ line: 1, quantity: 2 }])
  const cash = await refund({ invoiceId, method: 'cash', amountPaise: 20_001 })
  assert.deepEqual([endOf(cash), cash.body.leftPaise], ['409 refund-method', 20_000])
  assert.equal(endOf(await refund({ invoiceId, method: 'cash', amountPaise: 20_000 })), '201')
  assert.equal(endOf(await refund({ invoiceId, method: 'upi', amountPaise: 1 })), '400 /reference')
  const back = { invoiceId, method: 'upi', amountPaise: 10_000, reference: 'UTR-BACK-1' }
  assert.equal(endOf(await refund(back)), '201')
  assert.equal(endOf(await refund(back)), '409 reference-used')
  const inCash = { invoiceId, method: 'cash', amountPaise: 20_000 }
  assert.equal(endOf(await refund(inCash)), '409 refund-method')
  assert.equal(endOf(await refund(inCash, till.admin)), '409 no-session')
  const { items } = (await till.get(`sessions?facility=${till.here}&open=true`, till.admin)).body
  const sessionId = items[0]?.sessionId
  assert.equal(endOf(await refund({ ...inCash, sessionId }, till.admin)), '201')
  assert.equal(endOf(await refund(inCash, till.citizen)), '403 forbidden')
  assert.equal(endOf(await refund(inCash, await place.staff('cashier', till.there))), '404 not-found')
  assert.equal(endOf(await refund({ method: 'cash', amountPaise: 1 })), '400 /invoiceId')
  await assertInvariants(place)
})

test('an advance is used for invoices of its patient, and what is left is given back', async () => {
  const { till, place } = held
  const { patientId } = till.citizen
  const take = (more: object, by = till.cashier) =>
    till.post('advances', by, { facilityId: till.here, patientId, amountPaise: 30_000, ...more })
  assert.equal(endOf(await take({ method: 'card' })), '400 /reference')
  assert.equal(endOf(await take(card(), till.citizen)), '403 forbidden')
  assert.equal(endOf(await take({ ...card(), patientId: newId(1) })), '400 /patientId')
  const advance = (await take(card())).body
  const advanceId = advance.paymentId
  const { invoiceId } = await till.bill([['CBC', 1]])
  const stranger = await till.bill([['CBC', 1]], (await place.citizen()).patientId)
  const by = { method: 'advance', advanceId }
  assert.equal(endOf(await till.pay(stranger.invoiceId, 25_000, by)), '400 /advanceId')
  const answers = await Promise.all([till.pay(invoiceId, 20_000, by), till.pay(invoiceId, 20_000, by)])
  assert.deepEqual(answers.map(endOf).sort(), ['201', '409 more-than-due'])
  const other = await till.bill([['CBC', 1]])
  const small = await till.pay(other.invoiceId, 10_001, by)
  assert.deepEqual([endOf(small), small.body.leftPaise], ['409 advance-too-small', 10_000])
  const own = await till.get(`advances?patient=${patientId}`, till.citizen)
  assert.deepEqual(
    own.body.items.map((one) => [one.paymentId, one.leftPaise]),
    [[advanceId, 10_000]],
  )
  assert.equal((await till.get(`advances?patient=${patientId}`, await place.citizen())).status, 404)
  assert.equal((await till.get(`advances?facility=${till.here}`, till.cashier)).body.items.length, 1)
  const back = { advanceId, method: 'card', amountPaise: 10_000, reference: 'BACK-77' }
  assert.equal(endOf(await refund({ ...back, amountPaise: 10_001 })), '409 more-than-refundable')
  assert.equal(endOf(await refund(back)), '201')
  assert.equal((await till.get(`advances?facility=${till.here}`, till.cashier)).body.items.length, 0)
  await assertInvariants(place)
})
