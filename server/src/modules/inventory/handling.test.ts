// Tests what people do with stock by hand: issues, corrections, counts, transfers, recalls, proposals.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { type Asked, type Person, type Setup, setup } from '../../testing/setup.ts'
import { countUse } from './jobs.ts'
import { propose } from './proposals/rules.ts'
import { blockRecalled } from './recalls/steps.ts'
import { commitReservation, keepReservation } from './reservations/contract.ts'
import type { InventoryContext } from './tables.ts'
import type { StockedStore } from './testing.ts'
import {
  assertStock,
  contextOf,
  deliver,
  hearReceived,
  hold,
  importItems,
  MAKER,
  openStore,
  PARACETAMOL,
} from './testing.ts'
import { decideTransfer, explains, TRANSFER_EVENTS, TRANSFER_STATUSES } from './transfers/rules.ts'

interface Body {
  type: string
  errors?: { pointer: string }[]
  items: Record<string, unknown>[]
  status: string
  transferId: string
  countId: string
  recallId: string
  lots: { line: number; lot: string; sent: number; received: number }[]
  lines: Record<string, unknown>[]
  stores: Record<string, unknown>[]
  [member: string]: unknown
}

let country: Setup
let context: InventoryContext
let here: string
let there: string
let national: Person
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  country = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  context = contextOf(country)
  const { body } = await country.ask<Body>('GET', '/v1/facilities?pin=110001&kind=hospital')
  here = body.items[0]?.facilityId as string
  there = body.items[1]?.facilityId as string
  national = await country.admin()
  await importItems(country)
  const stated = { name: 'Asha Care', legalName: 'Asha Care', isGovernment: false }
  const { chainId } = (await ask('POST', '/v1/chains', { by: national, body: stated })).body
  for (const facilityId of [here, there]) {
    await country.ask('PATCH', `/v1/facilities/${facilityId}`, { by: national, body: { chainId } })
  }
})
after(async () => {
  await assertStock(country)
  for (const cleanUp of cleanUps) await cleanUp()
})

let count = 0
const ask = (method: 'GET' | 'POST' | 'PUT', url: string, asked: Asked = {}) => country.ask<Body>(method, url, asked)
const post = (by: Person, url: string, body?: object, key = `h-${++count}`) =>
  ask('POST', `/v1/inventory/${url}`, { by, key, ...(body && { body }) })
const slug = ({ status, body }: { status: number; body: Body }) => `${status} ${body.type?.split('/').at(-1)}`
const fields = ({ status, body }: { status: number; body: Body }) =>
  `${status} ${body.errors?.map(({ pointer }) => pointer).join()}`
const fresh = async (quantity = 10, where = here) => {
  const store = await openStore(country, where)
  if (quantity > 0) await deliver(country, store, [{ lot: 'A', quantity }])
  return store
}
const levelOf = async ({ storeId, pharmacist }: StockedStore) => {
  const { body } = await ask('GET', `/v1/inventory/stores/${storeId}/levels`, { by: pharmacist })
  return body.items.find(({ itemCode }) => itemCode === PARACETAMOL) as Record<string, number> | undefined
}
const lot = { itemCode: PARACETAMOL, lot: 'A', maker: MAKER }

describe('an issue', () => {
  test('takes the first to expire, all lines or none, and never what is reserved', async () => {
    const store = await fresh()
    const by = store.pharmacist
    await deliver(country, store, [{ lot: 'SOON', quantity: 2, expiresOn: '2026-04-01' }])
    await hold(country, store, 4)
    const url = `stores/${store.storeId}/issues`
    const more = await post(by, url, { to: 'Ward 3', lines: [{ itemCode: PARACETAMOL, quantity: 9 }] })
    assert.deepEqual(
      [slug(more), more.body.short],
      ['409 stock-too-low', [{ line: 0, itemCode: PARACETAMOL, free: 8 }]],
    )
    const first = await post(by, url, { to: 'Ward 3', lines: [{ itemCode: PARACETAMOL, quantity: 8 }] }, 'issue-1')
    assert.equal(first.status, 201)
    assert.equal(
      (await post(by, url, { to: 'Ward 3', lines: [{ itemCode: PARACETAMOL, quantity: 8 }] }, 'issue-1')).status,
      201,
    )
    assert.equal((await levelOf(store))?.onHand, 4)
    const stranger = await fresh(0, there)
    assert.equal(
      (await post(stranger.pharmacist, url, { to: 'x', lines: [{ itemCode: PARACETAMOL, quantity: 1 }] })).status,
      404,
    )
    for (const quantity of [-1, 0, 1.5, 1e10]) {
      const bad = await post(by, url, { to: 'Ward 3', lines: [{ itemCode: PARACETAMOL, quantity }] })
      assert.equal(fields(bad), '400 /lines/0/quantity')
    }
  })

  test('of an expired lot is refused by name; wastage is its only way out', async () => {
    const store = await fresh(0)
    const by = store.pharmacist
    await deliver(country, store, [{ lot: 'A', quantity: 5, expiresOn: '2026-03-02' }])
    country.clock.set('2026-03-03T05:00:00Z')
    const named = { to: 'Ward', lines: [{ itemCode: PARACETAMOL, quantity: 1, lot: 'A', maker: MAKER }] }
    assert.equal(slug(await post(by, `stores/${store.storeId}/issues`, named)), '409 stock-too-low')
    const waste = { ...lot, quantity: 5, reason: 'Expired', expectedOnHand: 5 }
    assert.equal((await post(by, `stores/${store.storeId}/wastages`, waste)).status, 201)
    assert.equal((await levelOf(store))?.onHand, 0)
    country.clock.set('2026-03-02T05:00:00Z')
  })
})

describe('a correction', () => {
  test('needs a reason and what the person saw, and leaves what is reserved', async () => {
    const store = await fresh()
    const by = store.pharmacist
    const url = `stores/${store.storeId}/adjustments`
    const body = { ...lot, quantity: -3, reason: 'Miscounted', expectedOnHand: 10 }
    assert.equal(fields(await post(by, url, { ...body, reason: ' ' })), '400 /reason')
    assert.equal(fields(await post(by, url, { ...body, quantity: 0 })), '400 /quantity')
    const stale = await post(by, url, { ...body, expectedOnHand: 9 })
    assert.deepEqual([slug(stale), stale.body.onHand], ['409 stock-changed-meanwhile', 10])
    assert.equal((await post(by, url, body)).status, 201)
    await hold(country, store, 6)
    assert.equal(slug(await post(by, url, { ...body, expectedOnHand: 7 })), '409 stock-too-low')
    assert.equal((await post(await country.staff('lab-technician', here), url, body)).status, 403)
    const unknown = { ...body, lot: 'NEVER', expectedOnHand: 0 }
    assert.equal(slug(await post(by, url, unknown)), '409 lot-not-usable')
    for (const quantity of [1.5, 1e10])
      assert.equal(fields(await post(by, url, { ...body, quantity })), '400 /quantity')
  })
})

describe('a count', () => {
  const enter = ({ storeId, pharmacist: by }: StockedStore, id: string, counted: number, more: object = {}) =>
    ask('PUT', `/v1/inventory/stores/${storeId}/counts/${id}/lines`, {
      by,
      body: { lines: [{ ...lot, counted, ...more }] },
    })

  test('is posted as the difference, once', async () => {
    const store = await fresh()
    const by = store.pharmacist
    const url = `stores/${store.storeId}/counts`
    const { countId } = (await post(by, url, {})).body
    assert.equal(fields(await post(by, `${url}/${countId}/posting`)), '400 /')
    assert.equal(fields(await enter(store, countId, -1)), '400 /lines/0/counted')
    assert.equal(fields(await enter(store, countId, 1, { lot: 'OTHER' })), '400 /lines')
    assert.equal((await enter(store, countId, 8)).status, 200)
    const [one, other] = await Promise.all([
      post(by, `${url}/${countId}/posting`),
      post(by, `${url}/${countId}/posting`),
    ])
    assert.deepEqual([one.status, other.status].sort(), [200, 409])
    assert.equal((await levelOf(store))?.onHand, 8)
    assert.equal(slug(await enter(store, countId, 7)), '409 count-posted')
    assert.equal(slug(await post(by, `${url}/${countId}/dropping`)), '409 count-posted')
  })

  test('posted while dispensing: refused with the lots that moved, posted when counted again', async () => {
    const store = await fresh()
    const by = store.pharmacist
    const url = `stores/${store.storeId}/counts`
    const { countId } = (await post(by, url, { items: [PARACETAMOL] })).body
    await enter(store, countId, 9)
    await context.call(commitReservation, await hold(country, store, 2))
    const refused = await post(by, `${url}/${countId}/posting`)
    assert.equal(slug(refused), '409 stock-changed-meanwhile')
    const moved = { ...lot, name: 'Paracetamol Tablets IP 500 mg', line: 0, expected: 10, onHand: 8 }
    assert.deepEqual(refused.body.lines, [moved])
    await enter(store, countId, 7, { expectedOnHand: 8 })
    assert.equal((await post(by, `${url}/${countId}/posting`)).body.status, 'POSTED')
    assert.equal((await levelOf(store))?.onHand, 7)
    const stranger = await fresh(0, there)
    assert.equal((await ask('GET', `/v1/inventory/${url}/${countId}`, { by: stranger.pharmacist })).status, 404)
  })
})

describe('the rules of a transfer', () => {
  test('it goes from state to state, and nothing else is allowed: every pair is decided', () => {
    const moves: Record<string, string> = {
      ...{ 'ASKED approve': 'APPROVED', 'ASKED refuse': 'REFUSED', 'ASKED cancel': 'CANCELLED' },
      ...{ 'APPROVED send': 'SENT', 'APPROVED cancel': 'CANCELLED', 'SENT receive': 'RECEIVED' },
      ...{ 'SENT return': 'RETURNED', 'RECEIVED settle': 'SETTLED' },
    }
    for (const status of TRANSFER_STATUSES) {
      for (const event of TRANSFER_EVENTS) {
        const decision = decideTransfer(status, event)
        const next = moves[`${status} ${event}`]
        if (next) assert.deepEqual(decision, { next })
        else {
          const instead = TRANSFER_EVENTS.filter((one) => moves[`${status} ${one}`])
          assert.deepEqual(decision, { instead })
        }
      }
    }
  })

  test('it is explained only when received, damaged and lost are what was sent, and none is negative', () => {
    const part = fc.integer({ min: -3, max: 8 })
    fc.assert(
      fc.property(part, part, part, fc.integer({ min: 1, max: 8 }), (received, damaged, lost, wanted) => {
        const isWhole = received >= 0 && damaged >= 0 && lost >= 0 && received + damaged + lost === wanted
        assert.equal(explains(wanted, { received, damaged, lost, reason: 'x' }) === 'whole', isWhole)
      }),
    )
    assert.equal(explains(2, { received: 1, damaged: 1, lost: 0 }), 'no-reason')
  })
})

describe('a transfer', () => {
  const begin = async (quantity = 6, from = here, to = there) => {
    const sender = await fresh(10, from)
    const receiver = await fresh(0, to)
    const lines = [{ itemCode: PARACETAMOL, quantity }]
    const body = { from: sender.storeId, to: receiver.storeId, lines }
    const asked = await post(receiver.pharmacist, 'transfers', body)
    assert.equal(asked.status, 201, JSON.stringify(asked.body))
    return { sender, receiver, id: asked.body.transferId }
  }
  const sent = async (quantity = 6) => {
    const made = await begin(quantity)
    assert.equal((await post(made.sender.admin, `transfers/${made.id}/approval`)).status, 200)
    assert.equal((await post(made.sender.pharmacist, `transfers/${made.id}/dispatch`)).status, 200)
    return made
  }
  const statusOf = async ({ sender, id }: { sender: StockedStore; id: string }) =>
    (await ask('GET', `/v1/inventory/transfers/${id}`, { by: sender.pharmacist })).body.status

  test('leaves the sender, is in transit, arrives at the receiver, and its difference is written off', async () => {
    const { sender, receiver, id } = await sent()
    assert.equal((await levelOf(sender))?.onHand, 4)
    await assertStock(country)
    const line = { line: 0, received: 4, damaged: 1, lost: 1 }
    const url = `transfers/${id}/receipt`
    const by = receiver.pharmacist
    assert.equal(fields(await post(by, url, { lines: [line] })), '400 /lines/0/reason')
    const more = await post(by, url, { lines: [{ ...line, received: 7, reason: 'x' }] })
    assert.deepEqual([slug(more), more.body.lines], ['409 more-than-sent', [{ line: 0, sent: 6 }]])
    assert.equal(fields(await post(by, url, { lines: [{ ...line, received: -1 }] })), '400 /lines/0/received')
    assert.equal((await post(sender.pharmacist, url, { lines: [{ ...line, reason: 'x' }] })).status, 404)
    assert.equal((await post(by, url, { lines: [{ ...line, reason: 'Wet box' }] })).status, 200)
    assert.equal((await levelOf(receiver))?.onHand, 4)
    await assertStock(country)
    await hearReceived(country, 3)
    assert.equal(await statusOf({ sender, id }), 'RECEIVED')
    assert.equal((await post(sender.pharmacist, `transfers/${id}/settlement`)).body.status, 'SETTLED')
    assert.equal((await levelOf(sender))?.onHand, 4)
    const wastes = `/v1/inventory/stores/${sender.storeId}/movements?kind=waste`
    const { items } = (await ask('GET', wastes, { by: sender.pharmacist })).body
    assert.deepEqual(
      items.map(({ quantity, reason }) => [quantity, reason]),
      [[-2, 'Wet box']],
    )
    await assertStock(country)
  })

  test('received twice, by two at once: once', async () => {
    const { sender, receiver, id } = await sent()
    const body = { lines: [{ line: 0, received: 6, damaged: 0, lost: 0 }] }
    const answers = await Promise.all(
      [receiver.pharmacist, receiver.admin, receiver.pharmacist].map((by) => post(by, `transfers/${id}/receipt`, body)),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409])
    assert.equal((await levelOf(receiver))?.onHand, 6)
    await hearReceived(country)
    const late = await post(receiver.pharmacist, `transfers/${id}/receipt`, body)
    assert.equal(slug(late), '409 transfer-state')
    assert.equal(await statusOf({ sender, id }), 'RECEIVED')
    await assertStock(country)
  })

  test('called back by the sender while the receiver takes it: one of both', async () => {
    const { sender, receiver, id } = await sent()
    const body = { lines: [{ line: 0, received: 6, damaged: 0, lost: 0 }] }
    const [back, taken] = await Promise.all([
      post(sender.pharmacist, `transfers/${id}/return`),
      post(receiver.pharmacist, `transfers/${id}/receipt`, body),
    ])
    assert.deepEqual([back.status, taken.status].sort(), [200, 409])
    await assertStock(country)
    await hearReceived(country, 2)
    assert.equal(await statusOf({ sender, id }), back.status === 200 ? 'RETURNED' : 'RECEIVED')
    assert.equal((await levelOf(sender))?.onHand, back.status === 200 ? 10 : 4)
    await assertStock(country)
  })

  test('is asked within a chain, approved by the sender, and refused or cancelled before it leaves', async () => {
    const { sender, receiver, id } = await begin()
    assert.equal(slug(await post(sender.pharmacist, `transfers/${id}/dispatch`)), '409 transfer-state')
    assert.equal((await post(receiver.admin, `transfers/${id}/approval`)).status, 404)
    assert.equal((await post(sender.pharmacist, `transfers/${id}/approval`)).status, 403)
    assert.equal((await post(sender.admin, `transfers/${id}/refusal`)).body.status, 'REFUSED')
    const second = await begin()
    assert.equal(
      (await post(second.receiver.pharmacist, `transfers/${second.id}/cancellation`)).body.status,
      'CANCELLED',
    )
    const others = await country.ask<Body>('GET', '/v1/facilities?pin=110001&kind=hospital&limit=10')
    const outside = await fresh(0, others.body.items[2]?.facilityId as string)
    const lines = [{ itemCode: PARACETAMOL, quantity: 1 }]
    const far = await post(sender.pharmacist, 'transfers', { from: sender.storeId, to: outside.storeId, lines })
    assert.equal(fields(far), '400 /to')
    const self = await post(sender.pharmacist, 'transfers', { from: sender.storeId, to: sender.storeId, lines })
    assert.equal(fields(self), '400 /to')
    const listed = await ask('GET', `/v1/inventory/transfers?facility=${here}`, { by: sender.pharmacist })
    assert.ok(listed.body.items.some(({ transferId }) => transferId === id))
  })

  test('of a high value is approved by another administrator', async () => {
    const { sender, receiver } = await begin()
    await deliver(country, sender, [{ lot: 'GOLD', quantity: 10, mrpPaise: 1_000_000 }])
    const body = { from: sender.storeId, to: receiver.storeId, lines: [{ itemCode: PARACETAMOL, quantity: 2 }] }
    const { transferId } = (await post(sender.admin, 'transfers', body)).body
    assert.equal(slug(await post(sender.admin, `transfers/${transferId}/approval`)), '409 own-approval')
    const another = await country.staff('centre-admin', here)
    assert.equal((await post(another, `transfers/${transferId}/approval`)).status, 200)
    const short = await post(sender.pharmacist, `transfers/${transferId}/dispatch`)
    assert.equal(short.status, 200)
  })
})

describe('a recall', () => {
  const scope = { kind: 'national' }
  const declare = (lotName: string, by = national) =>
    post(by, 'recalls', { ...lot, lot: lotName, scope, reason: 'Dust in it' })

  test('blocks the lot in each store, ends what is held, and leaves what is kept to be handed over', async () => {
    const stores = [await fresh(0), await fresh(0, there)] as const
    for (const store of stores) await deliver(country, store, [{ lot: 'R1', quantity: 10 }])
    const held = await hold(country, stores[0], 3)
    const kept = await hold(country, stores[0], 2)
    await context.call(keepReservation, kept)
    const made = await declare('R1')
    assert.equal(made.status, 201)
    assert.equal(slug(await declare('R1')), '409 recall-exists')
    await hearReceived(country, 2)
    const levels = await Promise.all(stores.map(levelOf))
    assert.deepEqual(
      levels.map((level) => [level?.free, level?.blocked, level?.reserved]),
      [
        [0, 8, 2],
        [0, 10, 0],
      ],
    )
    assert.deepEqual(await context.call(keepReservation, held), { status: 'expired' })
    assert.deepEqual(await context.call(commitReservation, kept), { status: 'committed' })
    await assertStock(country)
    // What comes later, also by a delivery, is blocked at once.
    const late = await fresh(0)
    await deliver(country, late, [{ lot: 'R1', quantity: 4 }])
    assert.deepEqual([(await levelOf(late))?.free, (await levelOf(late))?.blocked], [0, 4])
    const seen = await ask('GET', `/v1/inventory/recalls/${made.body.recallId}`, { by: stores[1].admin })
    assert.deepEqual(
      seen.body.stores.map(({ state, onHand }) => [state, onHand]),
      [['recalled', 10]],
    )
    const by = national
    const url = `/v1/inventory/recalls/${made.body.recallId}/cancellation`
    assert.equal((await ask('POST', url, { by: stores[0].admin, body: { reason: 'Good' } })).status, 403)
    assert.equal((await ask('POST', url, { by, body: { reason: 'Good' } })).status, 200)
    assert.equal((await levelOf(stores[1]))?.free, 10)
  })

  test('while twenty reserve: who holds it afterwards has kept it, and the books agree', async () => {
    const store = await fresh(0)
    await deliver(country, store, [{ lot: 'R2', quantity: 100 }])
    const [, ...holds] = await Promise.all([
      declare('R2').then(() => blockRecalled(context)),
      ...Array.from({ length: 20 }, () => hold(country, store, 2)),
    ])
    await blockRecalled(context)
    for (const one of holds) {
      if (one.answer.status !== 'reserved') continue
      assert.deepEqual(await context.call(keepReservation, one), { status: 'expired' })
    }
    assert.deepEqual([(await levelOf(store))?.reserved, (await levelOf(store))?.blocked], [0, 100])
    await assertStock(country)
  })
})

describe('proposals', () => {
  const cover = { itemCode: PARACETAMOL as never, incoming: 0, reorderAt: null, target: null, expiring: 0 }

  test('move what another store does not use, first what would expire, and order the rest', () => {
    const [taker, giver, expiring] = ['T', 'G', 'E'] as never[]
    const found = propose([
      { ...cover, storeId: taker as never, free: 10, dailyUseMilli: 10_000 },
      { ...cover, storeId: giver as never, free: 120, dailyUseMilli: 1_000 },
      { ...cover, storeId: expiring as never, free: 200, dailyUseMilli: 1_000, expiring: 150 },
    ])
    assert.deepEqual(found, [
      { kind: 'transfer', from: 'E', to: 'T', itemCode: PARACETAMOL, quantity: 60, why: 'expiring' },
      { kind: 'transfer', from: 'G', to: 'T', itemCode: PARACETAMOL, quantity: 30, why: 'surplus' },
      { kind: 'order', storeId: 'T', itemCode: PARACETAMOL, quantity: 200 },
    ])
  })

  test('never take more than a store can give, and never propose nothing', () => {
    const one = fc.record({
      ...{ free: fc.nat(500), incoming: fc.nat(50), dailyUseMilli: fc.nat(20_000), expiring: fc.nat(500) },
      ...{ reorderAt: fc.option(fc.nat(100)), target: fc.option(fc.integer({ min: 100, max: 300 })) },
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (given) => {
        const covers = given.map((each, nth) => ({
          ...{ ...cover, ...each, storeId: `S${nth}` as never, expiring: Math.min(each.expiring, each.free) },
        }))
        const proposals = propose(covers)
        for (const { storeId, free } of covers) {
          const out = proposals.flatMap((each) =>
            each.kind === 'transfer' && each.from === storeId ? each.quantity : [],
          )
          assert.ok(out.reduce((sum, quantity) => sum + quantity, 0) <= free)
        }
        assert.ok(proposals.every(({ quantity }) => quantity > 0))
      }),
    )
  })

  test('are shown for a facility to its administrator', async () => {
    const store = await fresh(10)
    await context.call(commitReservation, await hold(country, store, 8))
    country.clock.set('2026-03-03T05:00:00Z')
    await countUse(context)
    const { items } = (await ask('GET', `/v1/inventory/suggestions?facility=${here}`, { by: store.admin })).body
    assert.ok(items.some(({ storeId, to }) => storeId === store.storeId || to === store.storeId))
    assert.equal(fields(await ask('GET', '/v1/inventory/suggestions', { by: store.admin })), '400 query/facility')
    assert.equal((await ask('GET', `/v1/inventory/suggestions?facility=${there}`, { by: store.admin })).status, 403)
    country.clock.set('2026-03-02T05:00:00Z')
  })
})
