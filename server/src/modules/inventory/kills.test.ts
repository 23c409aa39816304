// Kills a process at each point of a dispense that is inventory's (S6: reserve, keep, release, commit), of a transfer
// (S9) and of a recall (S12). What comes again brings each to the same end, once.
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { cellOf, newId } from '../../platform/id.ts'
import { killAt, type Point } from '../../testing/dying.ts'
import { type Person, type Setup, setup } from '../../testing/setup.ts'
import { sized } from '../../testing/size.ts'
import { blockRecalled } from './recalls/steps.ts'
import { commitReservation, keepReservation, releaseReservation, reserve } from './reservations/contract.ts'
import { createTogether } from './reservations/together.ts'
import type { StockedStore } from './testing.ts'
import {
  assertStock,
  contextOf,
  deliver,
  hearReceived,
  importItems,
  MAKER,
  ORIGIN,
  openStore,
  PARACETAMOL,
} from './testing.ts'
import type { Deed } from './testing-process.ts'

const PROGRAM = path.join(import.meta.dirname, 'testing-process.ts')
let place: Setup
let here: string
let store: StockedStore
let national: Person
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  const { body } = await place.ask<{ items: { facilityId: string }[] }>(
    'GET',
    '/v1/facilities?pin=110001&kind=hospital',
  )
  here = body.items[0]?.facilityId as string
  national = await place.admin()
  await importItems(place)
  store = await openStore(place, here)
  await deliver(place, store, [{ lot: 'A', quantity: 100 }])
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

/** All of the points, or at the small size one of them, in turn. */
const some = <One>(points: readonly One[], nth: number): readonly One[] =>
  points
    .slice(0, sized(1, points.length))
    .map((one) => (sized(1, 2) === 1 ? (points[nth % points.length] as One) : one))

const dieAt = (point: Point, deed: Deed) => killAt(place, PROGRAM, point, deed)
const EVENT = { name: 'test.taken.v1', body: {} }
const call = <Input extends object>(name: string, input: Input) => ({ call: name, input })
const asked = () => {
  const named = { reservationId: newId<'reservation'>(1), storeId: store.storeId, origin: ORIGIN }
  const expiresAt = new Date(place.clock.now().getTime() + 3_600_000).toISOString()
  return { named, whole: { ...named, expiresAt, lines: [{ line: 0, itemCode: PARACETAMOL as never, quantity: 3 }] } }
}
const levelOf = async ({ storeId, pharmacist }: StockedStore) => {
  const url = `/v1/inventory/stores/${storeId}/levels`
  const { body } = await place.ask<{ items: Record<string, number>[] }>('GET', url, { by: pharmacist })
  const [level] = body.items
  return [level?.onHand, level?.reserved]
}

test('killed at reserve, keep, commit or release: each is done once or not, and a repeat ends it', async () => {
  const context = contextOf(place)
  const points: readonly Point[] = ['after sql inventory.', 'before sql inventory.']
  const [onHand = 0] = await levelOf(store)
  let gone = 0
  for (const point of some(points, 0)) {
    const { named, whole } = asked()
    await dieAt(point, call(reserve.name, whole))
    await assertStock(place)
    assert.equal((await context.call(reserve, whole)).status, 'reserved')
    await dieAt(point, call(keepReservation.name, named))
    await assertStock(place)
    assert.deepEqual(await context.call(keepReservation, named), { status: 'kept' })
    await dieAt(point, call(commitReservation.name, named))
    await assertStock(place)
    for (let times = 0; times < 2; times++) {
      assert.deepEqual(await context.call(commitReservation, named), { status: 'committed' })
    }
    gone += 3
    assert.deepEqual(await levelOf(store), [onHand - gone, 0])
    const other = asked()
    await context.call(reserve, other.whole)
    await dieAt(point, call(releaseReservation.name, other.named))
    await assertStock(place)
    assert.deepEqual(await context.call(releaseReservation, other.named), { status: 'released' })
    assert.deepEqual(await levelOf(store), [onHand - gone, 0])
    await assertStock(place)
  }
})

test('killed before the caller heard the answer of reserve: the time ends it, also when the sweep dies', async () => {
  const { whole } = asked()
  const [onHand] = await levelOf(store)
  await dieAt('after sql inventory.reserve_stock', call(reserve.name, whole))
  place.clock.advance(3_600_000)
  await dieAt('before sql inventory.end_reservation', { job: 'end-reservations' })
  await assertStock(place)
  await dieAt('after sql inventory.end_reservation', { job: 'end-reservations' })
  assert.deepEqual(await levelOf(store), [onHand, 0])
  await assertStock(place)
  place.clock.set('2026-03-02T05:00:00Z')
})

/** Before a request is whole, and when it is whole but nobody has heard it. */
const ENDS: readonly Point[] = ['before sql insert into "inventory"."outbox"', 'after sql commit']

let count = 0
const post = (by: Person, url: string, body?: object, key = `k-${++count}`) =>
  place.ask<{ transferId: string; status: string; recallId: string }>('POST', `/v1/inventory/${url}`, {
    ...{ by, key, ...(body && { body }) },
  })
const request = (by: Person, url: string, key: string, body?: object): Deed => ({
  url: `/v1/inventory/${url}`,
  asked: { by, key, ...(body && { body }) },
})

test('killed at each step of a transfer: the stock is in one store, in the other, or in transit', async () => {
  const receiver = await openStore(place, here)
  const [onHand = 0] = await levelOf(store)
  const lines = [{ itemCode: PARACETAMOL, quantity: 2 }]
  const { body } = await post(store.pharmacist, 'transfers', { from: store.storeId, to: receiver.storeId, lines })
  const at = `transfers/${body.transferId}`
  await post(store.admin, `${at}/approval`)
  const steps: readonly (readonly [string, Person, object | undefined])[] = [
    ['dispatch', store.pharmacist, undefined],
    ['receipt', receiver.pharmacist, { lines: [{ line: 0, received: 1, damaged: 0, lost: 1, reason: 'Gone' }] }],
    ['settlement', store.pharmacist, undefined],
  ]
  for (const [nth, [step, by, sent]] of steps.entries()) {
    for (const point of some(ENDS, nth)) {
      await dieAt(point, request(by, `${at}/${step}`, `kill-${step}`, sent))
      await assertStock(place)
    }
    assert.equal((await post(by, `${at}/${step}`, sent, `kill-${step}`)).status, 200)
    await hearReceived(place, 2)
    await assertStock(place)
  }
  assert.deepEqual(await levelOf(store), [onHand - 2, 0])
  assert.deepEqual(await levelOf(receiver), [1, 0])
})

test('killed while the halves of a transfer hear of each other: the event comes again, and is heard once', async () => {
  const receiver = await openStore(place, here)
  const lines = [{ itemCode: PARACETAMOL, quantity: 2 }]
  const { body } = await post(store.pharmacist, 'transfers', { from: store.storeId, to: receiver.storeId, lines })
  const at = `transfers/${body.transferId}`
  await post(store.admin, `${at}/approval`)
  await post(store.pharmacist, `${at}/dispatch`)
  const told = async (name: string) => {
    const text = `select body from inventory.outbox where name = $1 and body->'body'->>'transferId' = $2`
    return (await contextOf(place).pool.query(text, [name, body.transferId])).rows[0]?.body
  }
  await dieAt('before sql insert into "inventory"."arrival_lots"', { event: await told('inventory.transfer-sent.v1') })
  await post(receiver.pharmacist, `${at}/return`)
  const back = await told('inventory.transfer-received.v1')
  await dieAt('before sql insert into "inventory"."outbox"', { event: back })
  await assertStock(place)
  await dieAt('after sql commit', { event: back })
  await hearReceived(place, 2)
  const url = `/v1/inventory/${at}`
  const shown = await place.ask<{ status: string }>('GET', url, { by: store.pharmacist })
  assert.equal(shown.body.status, 'RETURNED')
  await assertStock(place)
})

test('killed at a recall: it is declared once, and every store blocks the lot when its turn comes', async () => {
  const stores = [await openStore(place, here), await openStore(place, here)]
  for (const one of stores) await deliver(place, one, [{ lot: 'R', quantity: 5 }])
  const body = { itemCode: PARACETAMOL, lot: 'R', maker: MAKER, scope: { kind: 'national' }, reason: 'Dust in it' }
  for (const point of some(ENDS, 1)) {
    await dieAt(point, request(national, 'recalls', 'recall-1', body))
  }
  assert.equal((await post(national, 'recalls', body, 'recall-1')).status, 201)
  await dieAt('after sql commit', { job: 'block-recalled' })
  await assertStock(place)
  await blockRecalled(contextOf(place))
  const text = `select state from inventory.lots where lot = 'R'`
  const { rows } = await contextOf(place).pool.query(text)
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['recalled', 'recalled'],
  )
  await assertStock(place)
})

test('two pharmacists, last strip, fifty times: one is reserved, and never more than there is', async () => {
  const own = await openStore(place, here)
  await deliver(place, own, [{ lot: 'LAST', quantity: 10 }])
  const context = contextOf(place)
  const tries = Array.from({ length: 50 }, () => {
    const { whole } = asked()
    const named = { ...whole, storeId: own.storeId, lines: [{ ...whole.lines[0], line: 0, quantity: 10 }] }
    return context.call(reserve, named as never)
  })
  const answers = await Promise.all(tries)
  assert.equal(answers.filter(({ status }) => status === 'reserved').length, 1)
  assert.equal(answers.filter(({ status }) => status === 'short').length, 49)
  await assertStock(place)
})

test('callers of one moment share a transaction; repeats get one answer; errors stay with their callers', async () => {
  const { reserve: hold, commit } = createTogether(contextOf(place))
  const [onHand = 0] = await levelOf(store)
  const many = Array.from({ length: 6 }, () => {
    const { named, whole } = asked()
    return { ...named, cell: cellOf(store.storeId), lines: whole.lines, expiresAt: whole.expiresAt }
  })
  const [first, broken] = [many[0], many[3]] as [(typeof many)[0], (typeof many)[0]]
  Object.assign(broken, { expiresAt: 'never' })
  const answers = await Promise.allSettled([...many, first].map(hold))
  const statuses = answers.map((one) => (one.status === 'fulfilled' ? one.value.status : 'refused'))
  assert.deepEqual(statuses, [...Array(3).fill('reserved'), 'refused', ...Array(3).fill('reserved')])
  assert.deepEqual(await levelOf(store), [onHand, 15])
  const taking = (one: (typeof many)[0], nth: number) =>
    commit({ ...one, actorId: null, event: { ...EVENT, id: nth === 1 ? 'no id' : newId(1) } as never })
  const taken = await Promise.allSettled(many.map(taking))
  const states = taken.map((one) => (one.status === 'fulfilled' ? one.value : 'refused'))
  assert.deepEqual(states, ['COMMITTED', 'refused', 'COMMITTED', 'UNKNOWN', 'COMMITTED', 'COMMITTED'])
  assert.deepEqual(await levelOf(store), [onHand - 12, 3])
  await contextOf(place).pool.query(`delete from inventory.outbox where name = $1`, [EVENT.name])
  await assertStock(place)
})
