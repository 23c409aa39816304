// Tests inventory: items and their list, stores, receipts, levels, lots, movements, reservations, returns.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../../platform/clock.ts'
import { cellOf, newId } from '../../platform/id.ts'
import { type DatedLotState, pickLots } from '../../platform/ledger.ts'
import { type Asked, type Person, type Setup, setup, TODAY } from '../../testing/setup.ts'
import { sized } from '../../testing/size.ts'
import { findItems, itemChanged } from './items/contract.ts'
import { countUse } from './jobs.ts'
import { commitReservation, keepReservation, releaseReservation, reserve } from './reservations/contract.ts'
import { endOverdue } from './reservations/steps.ts'
import { blockExpired } from './stock/blocking.ts'
import { levelChanged, putBack, showLevels } from './stock/contract.ts'
import { tellLevels } from './stock/telling.ts'
import { findStores } from './stores/contract.ts'
import type { InventoryContext } from './tables.ts'
import {
  AMOXICILLIN,
  assertStock,
  contextOf,
  deliver,
  hold,
  importItems,
  LIST,
  MAKER,
  ORIGIN,
  openStore,
  PARACETAMOL,
  type StockedStore,
} from './testing.ts'

interface Body {
  type: string
  errors?: { pointer: string }[]
  items: Record<string, never>[]
  nextCursor?: string
  [member: string]: unknown
}

let country: Setup
let context: InventoryContext
let here: string
let there: string
let national: Person
let store: StockedStore
let other: StockedStore
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  country = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  context = contextOf(country)
  const { body } = await country.ask<{ items: { facilityId: string }[] }>(
    'GET',
    '/v1/facilities?pin=110001&kind=hospital',
  )
  here = body.items[0]?.facilityId as string
  there = body.items[1]?.facilityId as string
  national = await country.admin()
  await importItems(country)
  store = await openStore(country, here)
  other = await openStore(country, there)
})
after(async () => {
  await assertStock(country)
  for (const cleanUp of cleanUps) await cleanUp()
})

type Method = 'GET' | 'POST' | 'PATCH'
const ask = (method: Method, url: string, asked: Asked = {}) => country.ask<Body>(method, url, asked)
const slug = ({ status, body }: { status: number; body: Body }) => `${status} ${body.type?.split('/').at(-1)}`
const fields = ({ status, body }: { status: number; body: Body }) =>
  `${status} ${body.errors?.map(({ pointer }) => pointer).join()}`
const levelOf = async ({ storeId, pharmacist }: StockedStore, itemCode = PARACETAMOL) => {
  const url = `/v1/inventory/stores/${storeId}/levels?limit=100`
  const { body } = await ask('GET', url, { by: pharmacist })
  return body.items.find((one) => one.itemCode === (itemCode as never)) as Record<string, number> | undefined
}
const eventsOf = async (name: string, member: string, value: string) => {
  const text = `select body->'body' as body from inventory.outbox where name = $1 and body->'body'->>'${member}' = $2`
  return (await context.pool.query(text, [name, value])).rows.map(({ body }) => body)
}
const fresh = () => openStore(country, here)

describe('items', () => {
  test('come from the list with their unit, and with the substances that are certain', async () => {
    const found = await context.call(findItems, { itemCodes: [PARACETAMOL, AMOXICILLIN, 'JA-6035'] as never })
    const [paracetamol, amoxicillin, cannula] = [PARACETAMOL, AMOXICILLIN, 'JA-6035'].map((code) =>
      found.find(({ itemCode }) => itemCode === code),
    )
    assert.deepEqual([paracetamol?.unit, paracetamol?.packSize, paracetamol?.schedule], ['tablet', 10, 'unset'])
    assert.deepEqual(paracetamol?.ingredients, [{ substance: 'paracetamol', amount: '500 mg', isChecked: false }])
    assert.deepEqual(
      amoxicillin?.ingredients.map(({ substance }) => substance),
      ['amoxicillin', 'clavulanic acid'],
    )
    assert.deepEqual([cannula?.kind, cannula?.taxCode, cannula?.ingredients], ['consumable', 'goods', []])
    assert.equal((await eventsOf(itemChanged.name, 'itemCode', PARACETAMOL as string)).length, 1)
  })

  test('that are imported again change nothing, and what people entered by hand stays', async () => {
    const by = national
    const change = { schedule: 'H', ingredients: [{ substance: 'Amoxicillin', amount: '500 mg' }] }
    const changed = await ask('PATCH', `/v1/inventory/items/${AMOXICILLIN}`, { by, body: change })
    assert.deepEqual([changed.status, changed.body.version], [200, 2])
    const list = `${LIST.replace('57.85', '60')}\n0x,Bad row,1's,1,Antibiotics\n23,Twice,1's,1,Antibiotics\n`
    const headers = { 'content-type': 'text/csv' }
    const report = await ask('POST', '/v1/inventory/items/imports', { by, body: list, headers })
    assert.deepEqual([report.body.read, report.body.changed], [6, 1])
    assert.deepEqual(
      (report.body.refused as unknown as { line: number }[]).map(({ line }) => line),
      [7, 8],
    )
    const read = (await ask('GET', `/v1/inventory/items/${AMOXICILLIN}`, { by })).body
    assert.deepEqual([read.schedule, read.version], ['H', 3])
    assert.deepEqual(read.ingredients, [{ substance: 'amoxicillin', amount: '500 mg', isChecked: true }])
    const wrong = await ask('POST', '/v1/inventory/items/imports', { by, body: 'a,b\n1,2\n', headers })
    assert.equal(fields(wrong), '400 /')
  })

  test('are found while typing, by beginnings of words, and entered by hand', async () => {
    const { pharmacist: by } = store
    const codes = async (q: string) => {
      const { body } = await ask('GET', `/v1/inventory/items?q=${q}`, { by })
      return body.items.map(({ itemCode }) => itemCode)
    }
    assert.deepEqual(await codes('parac'), [PARACETAMOL])
    assert.deepEqual(await codes('clav%20amox'), [AMOXICILLIN])
    assert.deepEqual(await codes('aracetamol'), [])
    const body = {
      ...{ itemCode: 'REAGENT-1', kind: 'reagent', name: 'Glucose reagent', unit: 'ml', packSize: 100 },
      ...{ schedule: 'none', teleList: 'unset', taxCode: 'goods', isCold: true, gtin: '08901234567890' },
    }
    assert.equal((await ask('POST', '/v1/inventory/items', { by, body })).status, 403)
    const made = await ask('POST', '/v1/inventory/items', { by: national, body, key: 'item-1' })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.deepEqual((await ask('POST', '/v1/inventory/items', { by: national, body, key: 'item-1' })).body, made.body)
    assert.equal(slug(await ask('POST', '/v1/inventory/items', { by: national, body })), '409 item-exists')
    const bad = await ask('POST', '/v1/inventory/items', { by: national, body: { ...body, gtin: '08901234567895' } })
    assert.equal(fields(bad), '400 /gtin')
    const stale = { by: national, body: { isCold: false }, headers: { 'if-match': '"v9"' } }
    assert.equal(slug(await ask('PATCH', '/v1/inventory/items/REAGENT-1', stale)), '412 item-changed-meanwhile')
    const code = encodeURIComponent('(01)08901234567890(17)271200(10)L-7')
    const scan = (await ask('GET', `/v1/inventory/scans?code=${code}`, { by })).body
    assert.deepEqual([scan.itemCode, scan.lot, scan.expiresOn], ['REAGENT-1', 'L-7', '2027-12-31'])
    assert.equal(fields(await ask('GET', '/v1/inventory/scans?code=12345', { by })), '400 query/code')
  })
})

describe('stores', () => {
  test('belong to a facility, and a pharmacy needs its licence', async () => {
    const body = { facilityId: here, name: 'Main store', kind: 'main', handOver: 'free' }
    const by = store.admin
    const made = await ask('POST', '/v1/inventory/stores', { by, body })
    assert.equal(made.status, 201)
    assert.equal(slug(await ask('POST', '/v1/inventory/stores', { by, body })), '409 store-exists')
    const pharmacy = { ...body, name: 'Other', kind: 'pharmacy' }
    assert.equal(slug(await ask('POST', '/v1/inventory/stores', { by, body: pharmacy })), '409 licence-needed')
    assert.equal((await ask('POST', '/v1/inventory/stores', { by: other.admin, body })).status, 403)
    assert.equal((await ask('POST', '/v1/inventory/stores', { by: store.pharmacist, body })).status, 403)
    const url = `/v1/inventory/stores/${made.body.storeId}`
    assert.equal((await ask('PATCH', url, { by: other.admin, body: { name: 'Theirs' } })).status, 404)
    const renamed = await ask('PATCH', url, { by, body: { name: 'Central store' } })
    assert.deepEqual([renamed.status, renamed.body.version], [200, 2])
    const stale = { by, body: { name: 'Late' }, headers: { 'if-match': '"v1"' } }
    assert.equal(slug(await ask('PATCH', url, stale)), '412 store-changed-meanwhile')
    const listed = await ask('GET', `/v1/inventory/stores?facility=${here}`, { by: store.pharmacist })
    assert.ok(listed.body.items.some(({ name }) => name === ('Central store' as never)))
    assert.equal((await ask('GET', `/v1/inventory/stores?facility=${here}`, { by: other.admin })).status, 403)
    assert.equal((await context.call(findStores, { facilityId: here as never })).length, listed.body.items.length)
    assert.equal((await eventsOf('inventory.store-changed.v1', 'storeId', made.body.storeId as string)).length, 2)
  })
})

describe('a receipt', () => {
  test('brings lots in once, and the same invoice is refused', async () => {
    const own = await fresh()
    const line = { itemCode: PARACETAMOL, lot: 'A1', maker: MAKER, expiresOn: '2027-06-30', quantity: 100 }
    const body = { supplier: 'Kendra', invoiceNo: '17', lines: [{ ...line, mrpPaise: 65, costPaise: 40 }] }
    const url = `/v1/inventory/stores/${own.storeId}/receipts`
    const by = own.pharmacist
    assert.equal(slug(await ask('POST', url, { by, body })), '400 idempotency-key-needed')
    const first = await ask('POST', url, { by, body, key: 'r-1' })
    assert.equal(first.status, 201)
    assert.deepEqual((await ask('POST', url, { by, body, key: 'r-1' })).body, first.body)
    const again = await ask('POST', url, { by, body, key: 'r-2' })
    assert.deepEqual([slug(again), again.body.receiptId], ['409 receipt-entered', first.body.receiptId])
    assert.equal((await levelOf(own))?.onHand, 100)
    assert.equal((await ask('POST', url, { by: other.pharmacist, body, key: 'r-3' })).status, 404)
    const movements = (await ask('GET', `/v1/inventory/stores/${own.storeId}/movements?kind=receive`, { by })).body
      .items
    assert.deepEqual(
      movements.map(({ quantity, balanceAfter }) => [quantity, balanceAfter]),
      [[100, 100]],
    )
    const moved = await eventsOf('inventory.stock-moved.v1', 'storeId', own.storeId)
    assert.equal(moved.length, 1)
  })

  test('-1, 0, 1.5 and 10^10 are refused by field, and so are unknown items', async () => {
    for (const quantity of [-1, 0, 1.5, 1e10]) {
      assert.equal(fields((await deliver(country, store, [{ lot: 'Q', quantity }])) as never), '400 /lines/0/quantity')
    }
    const unknown = await deliver(country, store, [
      { lot: 'Q', quantity: 1 },
      { lot: 'Q', quantity: 1, itemCode: 'NO' },
    ])
    assert.equal(fields(unknown as never), '400 /lines/1/itemCode')
  })

  test('refuses an expired lot, and a lot with another last day or price', async () => {
    const own = await fresh()
    const expired = await deliver(country, own, [{ lot: 'OLD', quantity: 1, expiresOn: '2026-03-01' }])
    assert.equal(slug(expired as never), '409 expired-lot')
    assert.equal((await deliver(country, own, [{ lot: 'TODAY', quantity: 1, expiresOn: '2026-03-02' }])).status, 201)
    const differs = await deliver(country, own, [{ lot: 'TODAY', quantity: 1, expiresOn: '2026-03-03' }])
    assert.equal(slug(differs as never), '409 lot-differs')
    const dearer = await deliver(country, own, [{ lot: 'TODAY', quantity: 1, expiresOn: '2026-03-02', mrpPaise: 66 }])
    assert.equal(slug(dearer as never), '409 lot-differs')
  })

  test('in a closed store is refused', async () => {
    const own = await fresh()
    const closing = { by: own.admin, body: { isActive: false } }
    assert.equal((await ask('PATCH', `/v1/inventory/stores/${own.storeId}`, closing)).status, 200)
    assert.equal(slug((await deliver(country, own, [{ lot: 'A', quantity: 1 }])) as never), '409 store-closed')
  })
})

describe('what stock is shown', () => {
  test('is true in the next request, and low and expiring stock is listed', async () => {
    const own = await fresh()
    const by = own.pharmacist
    const list = async (query: string) => {
      const { body } = await ask('GET', `/v1/inventory/stores/${own.storeId}/levels?${query}`, { by })
      return body.items.map(({ itemCode }) => itemCode)
    }
    await deliver(country, own, [
      { lot: 'A', quantity: 5, expiresOn: '2026-04-01' },
      { lot: 'B', quantity: 5, itemCode: AMOXICILLIN },
    ])
    assert.deepEqual(await list('expiring=90'), [PARACETAMOL])
    assert.deepEqual(await list('low=true'), [])
    await hold(country, own, 5)
    assert.deepEqual(await list('low=true'), [PARACETAMOL])
    assert.deepEqual(await list('q=amoxy'), [AMOXICILLIN])
    const page = await ask('GET', `/v1/inventory/stores/${own.storeId}/levels?limit=1`, { by })
    const next = `/v1/inventory/stores/${own.storeId}/levels?limit=1&cursor=${page.body.nextCursor}`
    assert.notDeepEqual((await ask('GET', next, { by })).body.items, page.body.items)
    assert.equal((await ask('GET', next, { by: other.pharmacist })).status, 404)
    const lots = (await ask('GET', `/v1/inventory/stores/${own.storeId}/lots?item=${PARACETAMOL}`, { by })).body.items
    assert.deepEqual(
      lots.map(({ lot, onHand, reserved }) => [lot, onHand, reserved]),
      [['A', 5, 5]],
    )
  })

  test('expired stock counts as none: only expired left means free 0, and the lot is blocked at midnight', async () => {
    const own = await fresh()
    await deliver(country, own, [{ lot: 'A', quantity: 5, expiresOn: '2026-03-02' }])
    const held = await hold(country, own, 2)
    country.clock.set('2026-03-02T18:31:00Z')
    const before = await levelOf(own)
    assert.deepEqual([before?.free, before?.blocked], [0, 3])
    // The list says it at once, before the job of the night has written it.
    const lots = await ask('GET', `/v1/inventory/stores/${own.storeId}/lots`, { by: own.pharmacist })
    assert.deepEqual(
      lots.body.items.map(({ state, reason }) => [state, reason]),
      [['expired', 'its last day is over']],
    )
    await blockExpired(context)
    const after = await levelOf(own)
    assert.deepEqual([after?.free, after?.blocked, after?.reserved], [0, 5, 0])
    const told = await eventsOf('inventory.reservation-ended.v1', 'reservationId', held.reservationId)
    assert.deepEqual(
      told.map(({ why }) => why),
      ['lot-expired'],
    )
    const { answer } = await hold(country, own, 1)
    assert.deepEqual(answer, { status: 'short', short: [{ line: 0, itemCode: PARACETAMOL, free: 0 }] })
    country.clock.set('2026-03-02T05:00:00Z')
  })

  test('others are told of a level once for many changes', async () => {
    const own = await fresh()
    while (await tellLevels(context));
    await deliver(country, own, [{ lot: 'A', quantity: 9 }])
    for (let times = 0; times < 3; times++) await hold(country, own, 1)
    await tellLevels(context)
    await tellLevels(context)
    const told = await eventsOf(levelChanged.name, 'storeId', own.storeId)
    assert.deepEqual(
      told.map(({ free, mrpPaise, version }) => [free, mrpPaise, version]),
      [[6, 65, 2]],
    )
  })

  test('the use of a day is the average since the first movement, and gives days of cover', async () => {
    const own = await fresh()
    await deliver(country, own, [{ lot: 'A', quantity: 100 }])
    const held = await hold(country, own, 20)
    await context.call(commitReservation, held)
    country.clock.set('2026-03-04T05:00:00Z')
    await countUse(context)
    assert.equal((await levelOf(own))?.daysOfCover, 8)
    country.clock.set('2026-03-02T05:00:00Z')
  })
})

describe('a reservation', () => {
  test('takes the first to expire, never an expired or blocked lot, and all lines or none', async () => {
    const own = await fresh()
    await deliver(country, own, [
      { lot: 'LATE', quantity: 10, expiresOn: '2027-01-01' },
      { lot: 'SOON', quantity: 3, expiresOn: '2026-05-01' },
      { lot: 'AMOX', quantity: 1, itemCode: AMOXICILLIN },
    ])
    const first = await hold(country, own, 5)
    assert.ok(first.answer.status === 'reserved')
    const taken = first.answer.lines.map(({ line, lot, quantity, mrpPaise }) => [line, lot, quantity, mrpPaise])
    assert.deepEqual(taken, [
      [0, 'SOON', 3, 65],
      [0, 'LATE', 2, 65],
    ])
    const lines = [
      { line: 1, itemCode: PARACETAMOL, quantity: 4 },
      { line: 2, itemCode: AMOXICILLIN, quantity: 2 },
      { line: 3, itemCode: PARACETAMOL, quantity: 5 },
    ]
    const short = await hold(country, own, 0, { lines })
    assert.deepEqual(short.answer, {
      status: 'short',
      short: [
        { line: 3, itemCode: PARACETAMOL, free: 4 },
        { line: 2, itemCode: AMOXICILLIN, free: 1 },
      ],
    })
    assert.equal((await levelOf(own))?.free, 8)
    const named = [{ line: 0, itemCode: PARACETAMOL, quantity: 1, allowLots: [{ lot: 'SOON', maker: MAKER }] }]
    assert.equal((await hold(country, own, 0, { lines: named })).answer.status, 'short')
  })

  test('is kept, then committed, each as often as it is asked, and leaves the ledger once', async () => {
    const own = await fresh()
    await deliver(country, own, [{ lot: 'A', quantity: 10 }])
    const held = await hold(country, own, 4)
    const asked = {
      ...held,
      lines: [{ line: 0, itemCode: PARACETAMOL as never, quantity: 9 }],
      expiresAt: '2027-01-01T00:00:00Z',
    }
    const { answer, ...named } = held
    const { answer: _answer, ...repeated } = asked
    assert.deepEqual(await context.call(reserve, repeated), answer)
    for (let times = 0; times < 2; times++) {
      assert.deepEqual(await context.call(keepReservation, named), { status: 'kept' })
    }
    country.clock.advance(7_200_000)
    await endOverdue(context)
    for (let times = 0; times < 2; times++) {
      assert.deepEqual(await context.call(commitReservation, named), { status: 'committed' })
    }
    assert.deepEqual(await context.call(releaseReservation, named), { status: 'committed' })
    assert.equal((await levelOf(own))?.onHand, 6)
    assert.deepEqual(await context.call(reserve, repeated), { ...answer, status: 'committed' })
    const events = await eventsOf('inventory.stock-moved.v1', 'sourceId', held.reservationId)
    assert.deepEqual(
      events.map(({ kind, lines }) => [kind, lines[0].quantity]),
      [['dispense', -4]],
    )
    country.clock.set('2026-03-02T05:00:00Z')
  })

  test('that is over is not kept and not committed, and its stock is free again', async () => {
    const own = await fresh()
    await deliver(country, own, [{ lot: 'A', quantity: 10 }])
    const swept = await hold(country, own, 4)
    const late = await hold(country, own, 6)
    assert.equal((await hold(country, own, 1)).answer.status, 'short')
    country.clock.advance(3_600_000)
    assert.deepEqual(await context.call(commitReservation, late), { status: 'expired' })
    await endOverdue(context)
    const told = await eventsOf('inventory.reservation-ended.v1', 'reservationId', swept.reservationId)
    assert.deepEqual(
      told.map(({ why }) => why),
      ['time'],
    )
    assert.deepEqual(await context.call(keepReservation, swept), { status: 'expired' })
    assert.equal((await levelOf(own))?.free, 10)
    country.clock.set('2026-03-02T05:00:00Z')
  })

  test('released twice, five at once: one release; released before it was made, it reserves nothing', async () => {
    const own = await fresh()
    await deliver(country, own, [{ lot: 'A', quantity: 10 }])
    const held = await hold(country, own, 4)
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => context.call(releaseReservation, held)))
    assert.ok(answers.every(({ status }) => status === 'released'))
    assert.equal((await levelOf(own))?.free, 10)
    const reservationId = newId<'reservation'>(1)
    await context.call(releaseReservation, { reservationId, storeId: own.storeId, origin: ORIGIN })
    const { answer } = await hold(country, own, 4, { reservationId })
    assert.deepEqual([answer.status, (await levelOf(own))?.free], ['released', 10])
    const unknown = { reservationId: newId<'reservation'>(1), storeId: own.storeId, origin: ORIGIN }
    assert.deepEqual(await context.call(keepReservation, unknown), { status: 'unknown' })
    assert.deepEqual(await context.call(commitReservation, unknown), { status: 'unknown' })
  })

  test('on a closed or unknown store: unknown is refused', async () => {
    await assert.rejects(hold(country, { storeId: newId<'store'>(707) }, 1))
  })
})

describe('what is put back', () => {
  test('comes back once as `return`, and what is not usable into quarantine', async () => {
    const own = await fresh()
    await deliver(country, own, [{ lot: 'A', quantity: 10 }])
    const held = await hold(country, own, 4)
    await context.call(commitReservation, held)
    const line = { itemCode: PARACETAMOL as never, lot: 'A', maker: MAKER, expiresOn: '2027-06-30' }
    const lines = [
      { ...line, quantity: 1, isUsable: true },
      { ...line, quantity: 2, isUsable: false },
    ]
    const returnId = newId<'return'>(1)
    const asked = { returnId, storeId: own.storeId, lines, origin: ORIGIN }
    const answers = await Promise.all([1, 2, 3].map(() => context.call(putBack, asked)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['put-back', 'repeated', 'repeated'])
    const level = await levelOf(own)
    assert.deepEqual([level?.onHand, level?.free, level?.blocked], [9, 7, 2])
    const url = `/v1/inventory/stores/${own.storeId}/movements?kind=return`
    const { items } = (await ask('GET', url, { by: own.pharmacist })).body
    assert.deepEqual(items.map(({ lot }) => lot).sort(), ['A', 'A (returned)'])
    const shown = await context.call(showLevels, { storeIds: [own.storeId], itemCodes: [PARACETAMOL as never] })
    assert.deepEqual(
      shown.levels.map(({ free, mrpPaise }) => [free, mrpPaise]),
      [[7, 65]],
    )
  })
})

describe('the database', () => {
  test('picks the same lots as the rules of the ledger, whatever the stock and what is reserved', async () => {
    const day = fc.integer({ min: -3, max: 3 }).map((days) => addDays(TODAY, days))
    const state = fc.constantFrom<DatedLotState>('usable', 'usable', 'quarantined', 'recalled', 'expired')
    const someLot = fc.record({ expiresOn: day, onHand: fc.nat(9), share: fc.nat(9), state })
    const stock = fc.array(fc.tuple(someLot, fc.constantFrom('A', 'b', 'É')), { minLength: 1, maxLength: 6 })
    const own = await fresh()
    const place = [cellOf(own.storeId), own.storeId, PARACETAMOL] as const
    const run = async ([given, quantity]: [
      [{ expiresOn: string; onHand: number; share: number; state: DatedLotState }, string][],
      number,
    ]) => {
      const client = await context.pool.connect()
      try {
        await client.query('begin')
        const lots = given.map(([lot, maker], nth) => ({
          ...lot,
          lot: `L${nth % 3}`,
          maker: `${maker}${nth}`,
          reserved: Math.min(lot.share, lot.onHand),
        }))
        for (const { lot, maker, expiresOn, onHand, reserved, state: held } of lots) {
          const values = [...place, lot, maker, expiresOn, onHand, reserved, held]
          await client.query(
            `insert into inventory.lots values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'why', 1, 1)`,
            values,
          )
        }
        const levels = `insert into inventory.levels (cell, store_id, item_code, on_hand, reserved, blocked,
          daily_use_milli, version, is_untold) values ($1, $2, $3, 1000, 0, 0, 0, 1, false)`
        await client.query(levels, [...place])
        const line = { line: 0, itemCode: PARACETAMOL, quantity }
        const asked = { id: newId(1), storeId: place[1], lines: [line], expiresAt: '2027-01-01T00:00:00Z' }
        const text = `select inventory.reserve_stock($1, $2::json, $3, $4)->0 as answer`
        const { answer } = (await client.query(text, [place[0], JSON.stringify([asked]), '2026-03-02', TODAY])).rows[0]
        const { lines, short } = pickLots(lots, quantity, TODAY)
        if (short > 0) assert.deepEqual(answer.short, [{ line: 0, itemCode: PARACETAMOL, free: quantity - short }])
        else {
          const taken = answer.lines.map((line: { lot: string; maker: string; quantity: number }) => [
            line.lot,
            line.maker,
            line.quantity,
          ])
          assert.deepEqual(
            taken,
            lines.map((line) => [line.lot.lot, line.lot.maker, line.quantity]),
          )
        }
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    await fc.assert(fc.asyncProperty(fc.tuple(stock, fc.integer({ min: 1, max: 25 })), run), {
      numRuns: sized(60, 2_000),
    })
  })

  test('holds what the checks of the tables say, also against SQL written by hand', async () => {
    const own = await fresh()
    await deliver(country, own, [{ lot: 'A', quantity: 10 }])
    const refused = (text: string) =>
      context.pool.query(text, [own.storeId]).then(
        () => 'nothing',
        (error: { constraint: string }) => error.constraint,
      )
    const where = 'where store_id = $1'
    assert.equal(await refused(`update inventory.levels set reserved = 11 ${where}`), 'levels_promise_kept')
    assert.equal(await refused(`update inventory.levels set on_hand = -1 ${where}`), 'levels_never_negative')
    assert.equal(await refused(`update inventory.lots set reserved = 11 ${where}`), 'lots_reserved_of_on_hand')
    assert.equal(await refused(`update inventory.movements set quantity = -10 ${where}`), 'movements_sign_of_kind')
    assert.equal(
      await refused(`update inventory.movements set balance_after = -1 ${where}`),
      'movements_balance_positive',
    )
  })
})
