// Tests the pure decisions about money: parts of a charge, numbers, and all states of invoice, payment and session.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { partOf, sumAmounts } from './amounts.ts'
import type { InvoiceStatus } from './invoices/contract.ts'
import { decideInvoice, dueOf, INVOICE_EVENTS, type InvoiceMoney, refundableOf, toKind } from './invoices/rules.ts'
import { toFy, toNumber } from './numbers.ts'
import { PAYMENT_STATUSES, type PaymentStatus } from './payments/contract.ts'
import { decidePayment, PAYMENT_EVENTS, type PaymentEvent } from './payments/rules.ts'
import { SESSION_STATUSES, type SessionStatus } from './sessions/contract.ts'
import { decideSession, SESSION_EVENTS, type SessionEvent, sumOfCounted } from './sessions/rules.ts'
import { fromTr, toTr, toUri } from './upi/rules.ts'

const priced = fc.record({
  quantity: fc.integer({ min: 1, max: 100_000 }),
  total_paise: fc.integer({ min: 0, max: 100_000_000_000 }),
  basis_points: fc.integer({ min: 0, max: 4_000 }),
})

test('the parts of a charge, however it is cut, are exactly the whole, and both halves of each are equal', () => {
  fc.assert(
    fc.property(priced, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (charge, shares) => {
      const cuts = [0, ...shares.map((share) => Math.floor(share * charge.quantity)), charge.quantity].sort(
        (one, other) => one - other,
      )
      const parts = cuts.slice(1).map((to, nth) => partOf(charge, cuts[nth] as number, to))
      assert.deepEqual(sumAmounts(parts), partOf(charge, 0, charge.quantity))
      for (const { totalPaise, taxablePaise, cgstPaise, sgstPaise } of parts) {
        assert.equal(taxablePaise + cgstPaise + sgstPaise, totalPaise)
        assert.equal(cgstPaise, sgstPaise)
        assert.ok(totalPaise >= 0 && cgstPaise >= 0 && taxablePaise >= -1)
      }
    }),
  )
})

test('one by one, the units of a small charge sum up to the whole', () => {
  for (let total_paise = 0; total_paise <= 60; total_paise++) {
    for (const basis_points of [0, 500, 1_200, 1_800, 4_000]) {
      const charge = { quantity: 7, total_paise, basis_points }
      const units = Array.from({ length: 7 }, (_, nth) => partOf(charge, nth, nth + 1))
      assert.deepEqual(sumAmounts(units), partOf(charge, 0, 7))
    }
  }
})

test('a financial year begins on 1 April, and a number has at most 16 characters', () => {
  assert.deepEqual(['2026-03-31', '2026-04-01', '2026-12-31', '2027-01-01'].map(toFy), [2025, 2026, 2026, 2026])
  assert.equal(toNumber('ASH', 2026, 'invoice', 1), 'ASH/26-27/000001')
  assert.equal(toNumber('A', 2099, 'credit-note', 12), 'A/99-00/C00012')
  assert.equal(toNumber('A', 2026, 'receipt', 12), 'A/26-27/R000012')
  for (const series of ['invoice', 'credit-note'] as const) {
    assert.ok(toNumber('ASH', 2026, series, series === 'invoice' ? 999_999 : 99_999).length <= 16)
  }
})

test('the lines choose the kind of the bill', () => {
  const kind = (...rates: number[]) => toKind(rates.map((basis_points) => ({ basis_points })))
  assert.deepEqual([kind(0, 0), kind(500), kind(0, 500)], ['bill-of-supply', 'tax-invoice', 'invoice-cum-bill'])
})

/** All sums of invoices of up to 4 paise that may stand. */
function* invoices(): Generator<InvoiceMoney> {
  for (let total_paise = 1; total_paise <= 4; total_paise++)
    for (let credited_paise = 0; credited_paise <= total_paise; credited_paise++)
      for (let refunded_paise = 0; refunded_paise <= 3; refunded_paise++)
        for (let kept = 0; kept <= total_paise; kept++)
          yield { total_paise, credited_paise, refunded_paise, paid_paise: refunded_paise + kept }
}

const statusOf = ({ total_paise, credited_paise, paid_paise, refunded_paise }: InvoiceMoney): InvoiceStatus => {
  if (credited_paise === total_paise) return 'CREDITED'
  if (paid_paise - refunded_paise >= total_paise - credited_paise) return 'PAID'
  return paid_paise > refunded_paise ? 'PART_PAID' : 'ISSUED'
}

test('every invoice takes every sum of every event up to what is left, and nothing beyond', () => {
  const columns = { pay: 'paid_paise', credit: 'credited_paise', refund: 'refunded_paise' } as const
  for (const money of invoices()) {
    const kept = money.paid_paise - money.refunded_paise
    const cost = money.total_paise - money.credited_paise
    const left = { pay: Math.max(0, cost - kept), credit: cost, refund: Math.max(0, kept - cost) }
    assert.deepEqual([dueOf(money), refundableOf(money)], [left.pay, left.refund])
    for (const event of INVOICE_EVENTS) {
      for (let paise = 0; paise <= 6; paise++) {
        const decision = decideInvoice(money, event, paise)
        if (paise === 0 || paise > left[event]) assert.deepEqual(decision, { leftPaise: left[event] })
        else {
          const after = { ...money, [columns[event]]: money[columns[event]] + paise }
          assert.deepEqual(decision, { next: { ...after, status: statusOf(after) } })
        }
      }
    }
  }
})

test('every state of a payment answers every event; what is done is final, and the bank has the last word', () => {
  const next: Record<PaymentStatus, Partial<Record<PaymentEvent, PaymentStatus>>> = {
    PENDING: { confirm: 'DONE', fail: 'FAILED', expire: 'EXPIRED' },
    EXPIRED: { confirm: 'DONE' },
    FAILED: { confirm: 'DONE' },
    DONE: {},
  }
  for (const status of PAYMENT_STATUSES) {
    for (const event of PAYMENT_EVENTS) {
      const to = next[status][event]
      const isLate = event === 'confirm' && status !== 'PENDING'
      assert.deepEqual(decidePayment(status, event), to ? { next: to, isLate } : { instead: Object.keys(next[status]) })
    }
  }
})

test('every state of a session answers every event, and nothing happens to one that is accepted', () => {
  const next: Record<SessionStatus, Partial<Record<SessionEvent, SessionStatus>>> = {
    OPEN: { count: 'COUNTED' },
    COUNTED: { count: 'COUNTED', close: 'CLOSED' },
    CLOSED: { accept: 'CLOSED' },
  }
  for (const status of SESSION_STATUSES) {
    for (const event of SESSION_EVENTS) {
      const to = next[status][event]
      assert.deepEqual(decideSession(status, event), to ? { next: to } : { instead: Object.keys(next[status]) })
      assert.deepEqual(decideSession(status, event, true), { instead: [] })
    }
  }
  assert.equal(sumOfCounted({ 50000: 2, 1000: 3, 50: 1 }), 103_050)
})

test('a UPI address carries its payment, and no sign of a name can break out of it', () => {
  const id = '019cacea-e080-802b-bf46-ea44ba0e158d'
  assert.equal(fromTr(toTr(id)), id)
  assert.ok(toTr(id).length <= 35)
  const uri = toUri({ vpa: 'a@b', name: 'A & B?am=1#x', paise: 1_005, tr: toTr(id), number: 'A/26-27/000001' })
  assert.match(uri, /^upi:\/\/pay\?pa=a%40b&pn=A%20%26%20B%3Fam%3D1%23x&am=10\.05&cu=INR&tr=[0-9a-f]{32}&tn=Bill%20A/)
})
