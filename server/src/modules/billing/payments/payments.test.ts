// Tests payments at a counter: in parts, by each method, below the limit of cash, and what they settle.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { TEST_NOW } from '../../../testing/setup.ts'
import { type ChargeGroup, findSettlements } from '../contract.ts'
import { assertInvariants } from '../testing-invariants.ts'
import { endOf, openPlace } from '../testing-till.ts'

const held = openPlace()
const cash = (paise: number) => ({ method: 'cash', tenderedPaise: paise })

describe('a payment', () => {
  test('in parts settles the charges with the last one, and tells it once', async () => {
    const { till, place } = held
    const cashier = await place.staff('cashier', till.here)
    const bill = await till.bill([['CBC', 2]])
    const id = bill.invoiceId
    assert.equal(endOf(await till.pay(id, 10_000, cash(10_000), cashier)), '409 no-session')
    await till.openSession(cashier)
    const first = await till.pay(id, 10_000, cash(50_000), cashier, 'pay-once')
    assert.deepEqual(
      [first.body.payment.changePaise, first.body.payment.receiptNumber, first.body.invoice.status],
      [40_000, 'AS0/25-26/R000001', 'PART_PAID'],
    )
    assert.deepEqual((await till.pay(id, 10_000, cash(50_000), cashier, 'pay-once')).body, first.body)
    const more = await till.pay(id, 40_001, cash(50_000), cashier)
    assert.deepEqual([endOf(more), more.body.duePaise], ['409 more-than-due', 40_000])
    const card = await till.pay(id, 40_000, { method: 'card', reference: 'SLIP-77' }, cashier)
    assert.deepEqual([card.body.invoice.status, card.body.payment.isConfirmed], ['PAID', false])
    const { group } = (bill.lines as { group: ChargeGroup }[])[0] as { group: ChargeGroup }
    assert.deepEqual(
      (await till.eventsOf(group)).filter((name) => name === 'charges-settled'),
      ['charges-settled'],
    )
    const unknown = newId<'charge group'>(till.cell)
    assert.deepEqual(await till.context.call(findSettlements, { groups: [group, unknown] }), [
      { group, isSettled: true, totalPaise: 50_000, duePaise: 0 },
      { group: unknown, isSettled: false, totalPaise: 0, duePaise: 0 },
    ])
    await assertInvariants(place)
  })

  test('has what its method needs, is for staff there, and a number of the bank counts once', async () => {
    const { till, place } = held
    const { invoiceId } = await till.bill([['CBC', 2]])
    const ends = async (more: object, by = till.cashier) => endOf(await till.pay(invoiceId, 10_000, more, by))
    assert.equal(await ends({ method: 'cash' }), '400 /tenderedPaise')
    assert.equal(await ends(cash(9_999)), '400 /tenderedPaise')
    assert.equal(await ends({ method: 'upi' }), '400 /reference')
    assert.equal(await ends({ method: 'cheque', reference: 'x' }), '400 /reference')
    assert.equal(await ends({ method: 'advance' }), '400 /advanceId')
    assert.equal(await ends({ method: 'gold' }), '400 /method')
    assert.equal(await ends(cash(10_000), till.citizen), '403 forbidden')
    assert.equal(await ends(cash(10_000), await place.staff('cashier', till.there)), '404 not-found')
    assert.equal(await ends(cash(10_000), await place.staff('pharmacist', till.here)), '404 not-found')
    const upi = { method: 'upi', reference: 'UTR123456789' }
    const first = await till.pay(invoiceId, 10_000, upi)
    assert.equal(endOf(first), '201')
    const again = await till.pay(invoiceId, 10_000, upi)
    assert.deepEqual([endOf(again), again.body.paymentId], ['409 reference-used', first.body.payment.paymentId])
    assert.equal(await ends({ method: 'transfer', reference: 'UTR123456789' }), '201')
    await assertInvariants(place)
  })

  test('in cash stays below the limit of the law: of a person on a day, and of one invoice for ever', async () => {
    const { till, place } = held
    const patient = await place.citizen()
    await till.openSession(till.cashier)
    const bill = async (...lines: [string, number][]) => (await till.bill(lines, patient.patientId)).invoiceId
    const big = await bill(['OPERATION', 2])
    const pay = (id: string, paise: number) => till.pay(id, paise)
    assert.equal(endOf(await pay(big, 15_000_000)), '201')
    const more = await pay(big, 5_000_000)
    assert.deepEqual([endOf(more), more.body.leftPaise], ['409 cash-limit', 4_999_999])
    const other = await pay(await bill(['OPERATION', 1]), 5_000_000)
    assert.deepEqual([endOf(other), other.body.leftPaise], ['409 cash-limit', 4_999_999])
    assert.equal(endOf(await pay(big, 4_999_999)), '201')
    assert.equal(endOf(await pay(await bill(['CBC', 1]), 100)), '409 cash-limit')
    place.clock.advance(86_400_000)
    assert.equal(endOf(await pay(big, 1)), '409 cash-limit')
    assert.equal(endOf(await pay(await bill(['CBC', 1]), 100)), '201')
    place.clock.set(TEST_NOW)
    await assertInvariants(place)
  })

  test('of nothing is not needed: the charge is settled at once, and its group tells it', async () => {
    const { till } = held
    const answer = await till.post('charges', till.cashier, {
      ...{ facilityId: till.here, patientId: till.citizen.patientId, lines: [{ priceCode: 'FREE', quantity: 1 }] },
    })
    const { group } = answer.body
    assert.deepEqual(await till.eventsOf(group), ['charges-raised', 'charges-settled'])
    assert.deepEqual(await till.context.call(findSettlements, { groups: [group] }), [
      { group, isSettled: true, totalPaise: 0, duePaise: 0 },
    ])
  })

  test('is not needed for a group of which the rest is waived or given back', async () => {
    const { till } = held
    const [one, two] = (await till.charge([
      ['CBC', 1],
      ['PCM', 1],
    ])) as [string, string]
    const { invoiceId } = (await till.post('invoices', till.cashier, { chargeIds: [one] })).body
    await till.pay(invoiceId, 25_000, { method: 'card', reference: 'SLIP-99' })
    assert.ok(!(await till.eventsOf(two)).includes('charges-settled'))
    await till.post(`charges/${two}/waiver`, till.admin, { reason: 'Poor' })
    assert.ok((await till.eventsOf(two)).includes('charges-settled'))
  })
})
