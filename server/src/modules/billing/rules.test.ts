// Tests of the pure decisions: the tax inside a price, the rate of a day, discounts, and every state with every event.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { AMOUNT_PAISE_MAX } from '../../platform/contract.ts'
import { CHARGE_STATUSES, type ChargeStatus, HEALTH_CARE } from './contract.ts'
import { CHARGE_EVENTS, type ChargeEvent, decideCharge, findRate, splitTax, toDiscountMax } from './rules.ts'
import { readRates } from './taxes/load.ts'

const FILE = path.resolve(import.meta.dirname, '../../../../data/taxes/tax_rates.csv')
const rates = readRates(readFileSync(FILE, 'utf8'))

const amount = fc.integer({ min: 0, max: AMOUNT_PAISE_MAX })
const basisPoints = fc.integer({ min: 0, max: 4_000 })

test('the parts of a price sum up to it, the halves are equal, and no part is negative', () => {
  fc.assert(
    fc.property(amount, basisPoints, (total, rate) => {
      const { taxablePaise, cgstPaise, sgstPaise } = splitTax(total, rate)
      assert.equal(taxablePaise + cgstPaise + sgstPaise, total)
      assert.equal(cgstPaise, sgstPaise)
      assert.ok([taxablePaise, cgstPaise].every((part) => Number.isSafeInteger(part) && part >= 0))
    }),
  )
})

test('each half is the exact tax rounded half up, also where floating point would be wrong', () => {
  fc.assert(
    fc.property(amount, basisPoints, (total, rate) => {
      const divisor = 2n * (10_000n + BigInt(rate))
      const exact = (2n * BigInt(total) * BigInt(rate) + divisor) / (2n * divisor)
      assert.equal(BigInt(splitTax(total, rate).cgstPaise), exact)
    }),
  )
})

test('a price of Rs 112 with 12 % inside is Rs 100 and two times Rs 6', () => {
  assert.deepEqual(splitTax(11_200, 1_200), { taxablePaise: 10_000, cgstPaise: 600, sgstPaise: 600 })
  assert.deepEqual(splitTax(100, 500), { taxablePaise: 96, cgstPaise: 2, sgstPaise: 2 })
  assert.deepEqual(splitTax(30_000, 0), { taxablePaise: 30_000, cgstPaise: 0, sgstPaise: 0 })
})

test('medicines have 12 % until 2025-09-21 and 5 % from the day after, whatever the order of the rows', () => {
  for (const rows of [rates, rates.toReversed()]) {
    assert.equal(findRate(rows, 'medicine', '2025-09-21')?.basis_points, 1_200)
    assert.equal(findRate(rows, 'medicine', '2025-09-22')?.basis_points, 500)
    assert.equal(findRate(rows, 'medicine', '2017-06-30'), undefined)
    assert.equal(findRate(rows, 'goods', '2026-03-02')?.basis_points, 1_800)
  }
})

test('health care is exempt, life-saving medicines are nil, and an unknown code has no rate', () => {
  const care = findRate(rates, HEALTH_CARE, '2026-03-02')
  assert.deepEqual([care?.exempt, care?.basis_points, care?.hsn_sac], [true, 0, '9993'])
  assert.equal(findRate(rates, 'life-saving-medicine', '2025-09-22')?.basis_points, 0)
  assert.equal(findRate(rates, 'life-saving-medicine', '2025-09-21'), undefined)
  assert.equal(findRate(rates, 'gold', '2026-03-02'), undefined)
  assert.ok(rates.every(({ note }) => /^Notification \d+\/20\d\d/.test(note)))
})

test('a faulty row of the rates stops the load and is named', () => {
  const head = 'tax_code,valid_from,hsn_sac,basis_points,exempt,note\n'
  for (const row of ['gold,2026-1-1,,300,false,x', 'gold,2026-01-01,,3 %,false,x', 'gold,2026-01-01,,300,no,x']) {
    assert.throws(() => readRates(head + row), /row 1 /)
  }
})

test('the largest discount never goes above its part of the price', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (gross, limit) => {
      const max = toDiscountMax(gross, limit)
      assert.ok(Number.isSafeInteger(max) && max >= 0 && max <= gross)
      assert.ok(BigInt(max) * 10_000n <= BigInt(gross) * BigInt(limit))
    }),
  )
  assert.deepEqual([toDiscountMax(999, 1_000), toDiscountMax(999, 10_000), toDiscountMax(999, 0)], [99, 999, 0])
})

test('every state answers every event: with the next state, or with what may be done instead', () => {
  const next: Record<ChargeStatus, Partial<Record<ChargeEvent, ChargeStatus>>> = {
    OPEN: { invoice: 'INVOICED', settle: 'SETTLED', waive: 'WAIVED', cancel: 'CANCELLED' },
    INVOICED: { settle: 'SETTLED', credit: 'CREDITED' },
    SETTLED: { credit: 'CREDITED' },
    WAIVED: {},
    CANCELLED: {},
    CREDITED: {},
  }
  for (const status of CHARGE_STATUSES) {
    for (const event of CHARGE_EVENTS) {
      const to = next[status][event]
      const decision = decideCharge(status, event)
      if (to) assert.deepEqual(decision, { next: to }, `${status} ${event}`)
      else assert.deepEqual(decision, { instead: Object.keys(next[status]) }, `${status} ${event}`)
    }
  }
})
