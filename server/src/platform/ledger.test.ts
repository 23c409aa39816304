// Tests the rules of a ledger in another way than ledger.ts computes them, for any stock and any series of events.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from './clock.ts'
import {
  decideLotState,
  fitsSign,
  isUsable,
  LOT_STATES,
  type LotDecision,
  type LotFacts,
  type LotState,
  pickLots,
  refuseMovement,
  sortUsable,
  sumLevel,
} from './ledger.ts'

const TODAY = '2026-03-02'
const day = fc.integer({ min: -60, max: 60 }).map((days) => addDays(TODAY, days))
const anyLot = fc
  .record({
    expiresOn: day,
    onHand: fc.nat(40),
    state: fc.constantFrom(...LOT_STATES),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ share, ...lot }) => ({ ...lot, reserved: Math.floor(lot.onHand * share) }))
const stock = fc.array(anyLot, { maxLength: 6 }).map((lots) => lots.map((lot, nth) => ({ ...lot, lot: `L${nth}` })))

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

const covaxin = (change: Partial<LotFacts> = {}): LotFacts => ({
  ...{ lot: 'L1', expiresOn: '2026-12-31', onHand: 10, state: 'usable' },
  ...change,
})

test('a lot is usable up to its last day, and not while it is quarantined or recalled', () => {
  assert.equal(isUsable(covaxin({ expiresOn: TODAY }), TODAY), true)
  assert.equal(isUsable(covaxin({ expiresOn: '2026-03-01' }), TODAY), false)
  assert.equal(isUsable(covaxin({ state: 'quarantined' }), TODAY), false)
  assert.equal(isUsable(covaxin({ state: 'recalled' }), TODAY), false)
})

test('each kind of movement has its direction, and a movement of zero or of a fraction is refused', () => {
  assert.deepEqual([fitsSign('in', 1), fitsSign('in', -1)], [true, false])
  assert.deepEqual([fitsSign('out', 1), fitsSign('out', -1)], [false, true])
  assert.deepEqual([fitsSign('either', 1), fitsSign('either', -1)], [true, true])
  for (const quantity of [0, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.equal(fitsSign('either', quantity), false, String(quantity))
  }
})

test('first expiry, first out: when lots expire on the same day, their names decide', () => {
  const lots = [
    covaxin({ lot: 'late', expiresOn: '2027-01-01' }),
    covaxin({ lot: 'b', expiresOn: '2026-05-01' }),
    covaxin({ lot: 'recalled', expiresOn: '2026-04-01', state: 'recalled' }),
    covaxin({ lot: 'a', expiresOn: '2026-05-01', onHand: 3 }),
    covaxin({ lot: 'empty', expiresOn: '2026-04-01', onHand: 0 }),
  ]
  assert.deepEqual(
    sortUsable(lots, TODAY).map(({ lot }) => lot),
    ['a', 'b', 'late'],
  )
  const { lines, short } = pickLots(lots, 15, TODAY)
  assert.deepEqual(
    lines.map(({ lot, quantity }) => [lot.lot, quantity]),
    [
      ['a', 3],
      ['b', 10],
      ['late', 2],
    ],
  )
  assert.equal(short, 0)
})

test('for any stock a pick is as large as possible, uses only usable lots, and leaves no earlier expiry behind', () => {
  fc.assert(
    fc.property(stock, fc.nat(200), day, (lots, quantity, on) => {
      const before = structuredClone(lots)
      const { lines, short } = pickLots(lots, quantity, on)
      assert.deepEqual(lots, before)
      const good = lots.filter((lot) => lot.state === 'usable' && lot.expiresOn >= on)
      const there = total(good.map((lot) => lot.onHand - lot.reserved))
      assert.equal(total(lines.map((line) => line.quantity)), Math.min(quantity, there))
      assert.equal(short, Math.max(quantity - there, 0))
      for (const line of lines) {
        assert.ok(good.includes(line.lot as (typeof lots)[number]))
        assert.ok(line.quantity > 0 && line.quantity <= line.lot.onHand - line.lot.reserved)
      }
      const last = lines.at(-1)
      for (const lot of last ? good : []) {
        const taken = lines.find((line) => line.lot === lot)?.quantity ?? 0
        if (lot.expiresOn < (last?.lot.expiresOn as string)) assert.equal(taken, lot.onHand - lot.reserved)
      }
    }),
    { numRuns: 5_000 },
  )
})

test('for any stock a level adds up: all stock is free, promised, blocked or expired, and the rest is short', () => {
  fc.assert(
    fc.property(stock, fc.nat(100), day, (lots, promised, on) => {
      const unreserved = lots.map((lot) => ({ ...lot, reserved: 0 }))
      const level = sumLevel(unreserved, promised, on)
      assert.equal(level.onHand, total(lots.map(({ onHand }) => onHand)))
      assert.equal(level.free + level.promised + level.blocked + level.expired - level.short, level.onHand)
      assert.ok(level.free === 0 || level.short === 0)
      assert.ok(level.free <= total(sortUsable(unreserved, on).map(({ onHand }) => onHand)))
    }),
    { numRuns: 5_000 },
  )
})

test('a count is refused when the expected stock differs from the stock of the lot', () => {
  const count = (expectedOnHand: number) =>
    refuseMovement([covaxin()], covaxin(), 0, { sign: 'either', quantity: -1, expectedOnHand }, TODAY)
  assert.equal(count(10), undefined)
  assert.equal(count(9), 'changed-meanwhile')
  assert.equal(count(11), 'changed-meanwhile')
})

test('nobody may take promised stock away; blocked or expired stock covers no promise and may leave', () => {
  const usable = covaxin()
  const spoilt = covaxin({ lot: 'L2', expiresOn: '2026-03-01' })
  const held = covaxin({ lot: 'L3', state: 'quarantined' })
  const take = (lot: LotFacts, quantity: number, promised: number) =>
    refuseMovement([usable, spoilt, held], lot, promised, { sign: 'out', quantity }, TODAY)
  assert.equal(take(usable, -3, 7), undefined)
  assert.equal(take(usable, -4, 7), 'promised')
  assert.equal(take(usable, -1, 12), 'promised')
  assert.equal(take(spoilt, -10, 12), undefined)
  assert.equal(take(held, -10, 12), undefined)
  assert.equal(take(held, -11, 0), 'lot-too-low')
})

test('quarantine ends by a release or a recall; a recall ends by a release only', () => {
  const decisions: LotDecision[] = ['quarantine', 'release', 'recall']
  const after = (state: LotState) => decisions.map((decision) => decideLotState(state, decision))
  assert.deepEqual(after('usable'), ['quarantined', 'usable', 'recalled'])
  assert.deepEqual(after('quarantined'), ['quarantined', 'usable', 'recalled'])
  assert.deepEqual(after('recalled'), [undefined, 'usable', 'recalled'])
})

interface Store {
  readonly lots: readonly LotFacts[]
  readonly promised: number
}

const change = ({ lots, promised }: Store, lot: LotFacts, after: Partial<LotFacts>): Store => ({
  lots: lots.map((other) => (other === lot ? { ...lot, ...after } : other)),
  promised,
})

/** The events of a store, each with the rule that decides it. A refused event leaves the store unchanged. */
const happenings = {
  move(store: Store, lot: LotFacts, quantity: number): Store {
    const refusal = refuseMovement(store.lots, lot, store.promised, { sign: 'either', quantity }, TODAY)
    return refusal ? store : change(store, lot, { onHand: lot.onHand + quantity })
  },
  give(store: Store, lot: LotFacts): Store {
    if (store.promised === 0 || sortUsable([lot], TODAY).length === 0) return store
    return change({ ...store, promised: store.promised - 1 }, lot, { onHand: lot.onHand - 1 })
  },
  promise(store: Store, _: LotFacts, quantity: number): Store {
    const promised = store.promised + Math.abs(quantity)
    return pickLots(store.lots, promised, TODAY).short > 0 ? store : { ...store, promised }
  },
  decide(store: Store, lot: LotFacts, quantity: number): Store {
    const decision = (['quarantine', 'release', 'recall'] as const)[Math.abs(quantity) % 3] as LotDecision
    return change(store, lot, { state: decideLotState(lot.state, decision) ?? lot.state })
  },
}

const happening = fc.record({
  act: fc.constantFrom('move' as const, 'give' as const, 'promise' as const, 'decide' as const),
  nth: fc.nat(5),
  quantity: fc.integer({ min: -40, max: 40 }),
})

test('after any events in any order no balance is negative, and only a block leaves promises without stock', () => {
  const run = (
    lots: readonly LotFacts[],
    acts: readonly { act: keyof typeof happenings; nth: number; quantity: number }[],
  ) => {
    let store: Store = { lots: lots.map((lot) => ({ ...lot, reserved: 0 })), promised: 0 }
    for (const { act, nth, quantity } of acts) {
      const before = sumLevel(store.lots, store.promised, TODAY)
      store = happenings[act](store, store.lots[nth % lots.length] as LotFacts, quantity)
      const after = sumLevel(store.lots, store.promised, TODAY)
      assert.ok(store.promised >= 0 && store.lots.every(({ onHand }) => onHand >= 0))
      if (act !== 'decide') assert.ok(after.short <= before.short, JSON.stringify({ act, before, after }))
    }
  }
  const someLots = stock.filter((lots) => lots.length > 0)
  fc.assert(fc.property(someLots, fc.array(happening, { maxLength: 40 }), run), { numRuns: 3_000 })
})
