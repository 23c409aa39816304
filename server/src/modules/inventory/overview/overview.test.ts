// Tests the numbers of stores, and the lists that they open: each number is the length of its list.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Asked, type Person, type Setup, setup } from '../../../testing/setup.ts'
import { deliver, hearReceived, importItems, MAKER, openStore, PARACETAMOL, type StockedStore } from '../testing.ts'
import { isCountDue } from './rules.ts'

interface Body {
  [member: string]: unknown
  type: string
  errors?: { pointer: string }[]
  items: Record<string, unknown>[]
  stores: Record<string, unknown>[]
  transfers: Record<string, number>
}

let country: Setup
let here: string
let there: string
let chainId: string
let national: Person
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  country = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  const { body } = await country.ask<Body>('GET', '/v1/facilities?pin=110001&kind=hospital')
  here = body.items[0]?.facilityId as string
  there = body.items[1]?.facilityId as string
  national = await country.admin()
  await importItems(country)
  const stated = { name: 'Asha Care', legalName: 'Asha Care', isGovernment: false }
  chainId = (await ask('POST', '/v1/chains', { by: national, body: stated })).body.chainId as string
  for (const facilityId of [here, there]) {
    await country.ask('PATCH', `/v1/facilities/${facilityId}`, { by: national, body: { chainId } })
  }
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

let count = 0
const ask = (method: 'GET' | 'POST' | 'PUT', url: string, asked: Asked = {}) => country.ask<Body>(method, url, asked)
const get = (url: string, by: Person) => ask('GET', `/v1/inventory/${url}`, { by })
const post = (by: Person, url: string, body?: object) =>
  ask('POST', `/v1/inventory/${url}`, { by, key: `o-${++count}`, ...(body && { body }) })

const numbersOf = async ({ storeId, pharmacist, facilityId }: StockedStore) => {
  const { body } = await get(`overview?facility=${facilityId}`, pharmacist)
  return { store: body.stores.find((one) => one.storeId === storeId) as Record<string, unknown>, ...body.transfers }
}

test('low, expiring and blocked are counted as they are listed; an empty shelf is low', async () => {
  const store = await openStore(country, here)
  assert.deepEqual((await numbersOf(store)).store.isCountDue, false, 'nothing is there to count')
  await deliver(country, store, [
    { lot: 'OLD', quantity: 5, expiresOn: '2026-03-02' },
    { itemCode: 'JA-64', lot: 'SOON', quantity: 5, expiresOn: '2026-05-01' },
    { itemCode: 'JA-39', lot: 'GOOD', quantity: 5 },
  ])
  const at = `stores/${store.storeId}/levels`
  const setting = { reorderAt: 5, target: 50 }
  const put = await ask('PUT', `/v1/inventory/${at}/JA-39`, { by: store.admin, body: setting })
  assert.equal(put.status, 200)
  country.clock.advance(86_400_000)
  const { store: numbers } = await numbersOf(store)
  const { items, low, expiring, blocked, isCountDue: isDue } = numbers
  assert.deepEqual({ items, low, expiring, blocked, isDue }, { items: 3, low: 2, expiring: 1, blocked: 1, isDue: true })
  const lengths = await Promise.all(
    ['low=true', 'expiring=90', 'blocked=true'].map(
      async (part) => (await get(`${at}?${part}`, store.pharmacist)).body.items.length,
    ),
  )
  assert.deepEqual(lengths, [low, expiring, blocked])
})

test('a count is listed with how far it is, and a posted one is not due for a month', async () => {
  const store = await openStore(country, here)
  await deliver(country, store, [{ lot: 'A', quantity: 10 }])
  const counts = `stores/${store.storeId}/counts`
  const { countId, lines } = (await post(store.pharmacist, counts, {})).body
  assert.deepEqual((lines as Record<string, unknown>[])[0]?.name, 'Paracetamol Tablets IP 500 mg')
  assert.equal((await numbersOf(store)).store.openCounts, 1)
  const counted = { lines: [{ itemCode: PARACETAMOL, lot: 'A', maker: MAKER, counted: 9 }] }
  await ask('PUT', `/v1/inventory/${counts}/${countId}/lines`, { by: store.pharmacist, body: counted })
  await post(store.pharmacist, `${counts}/${countId}/posting`)
  country.clock.advance(1_000)
  const second = (await post(store.pharmacist, counts, {})).body.countId
  const { items } = (await get(counts, store.pharmacist)).body
  assert.deepEqual(
    items.map((one) => [one.countId, one.status, one.lots, one.counted]),
    [
      [second, 'OPEN', 1, 0],
      [countId, 'POSTED', 1, 1],
    ],
  )
  const { nextCursor } = (await get(`${counts}?limit=1`, store.pharmacist)).body
  const rest = (await get(`${counts}?limit=1&cursor=${nextCursor}`, store.pharmacist)).body
  assert.deepEqual([rest.items[0]?.countId, rest.nextCursor], [countId, undefined])
  assert.equal((await numbersOf(store)).store.isCountDue, false)
  const now = new Date('2026-03-31T00:00:00Z')
  const posted = (day: string) => isCountDue({ items: 1, lastAt: new Date(`${day}T00:00:00Z`), now })
  assert.deepEqual([posted('2026-03-02'), posted('2026-03-01')], [false, true])
})

test('transfers are counted by who must act, and one is late after seven days in transit, for both sides', async () => {
  const [sender, receiver] = [await openStore(country, here), await openStore(country, there)]
  await deliver(country, sender, [{ lot: 'T', quantity: 50 }])
  const body = { from: sender.storeId, to: receiver.storeId, lines: [{ itemCode: PARACETAMOL, quantity: 5 }] }
  const asked = (await post(sender.pharmacist, 'transfers', body)).body
  assert.deepEqual((asked.lines as Record<string, unknown>[])[0]?.name, 'Paracetamol Tablets IP 500 mg')
  const id = asked.transferId
  const seen = async (store: StockedStore) => {
    const { store: _own, ...transfers } = await numbersOf(store)
    return Object.entries(transfers as Record<string, number>)
      .filter(([, value]) => value > 0)
      .map(([name]) => name)
  }
  assert.deepEqual(await seen(sender), ['toApprove'])
  await post(sender.admin, `transfers/${id}/approval`)
  assert.deepEqual(await seen(sender), ['toSend'])
  assert.deepEqual(await seen(receiver), [])
  await post(sender.pharmacist, `transfers/${id}/dispatch`)
  assert.deepEqual(await seen(sender), ['inTransit'])
  assert.deepEqual(await seen(receiver), ['inTransit', 'toReceive'])
  country.clock.advance(7 * 86_400_000 - 1_000)
  assert.deepEqual(await seen(receiver), ['inTransit', 'toReceive'])
  country.clock.advance(1_000)
  assert.deepEqual(await seen(sender), ['inTransit', 'late'])
  assert.deepEqual(await seen(receiver), ['inTransit', 'toReceive', 'late'])
  await hearReceived(country)
  const lines = [{ line: 0, received: 4, damaged: 1, lost: 0, reason: 'Wet' }]
  assert.equal((await post(receiver.pharmacist, `transfers/${id}/receipt`, { lines })).status, 200)
  await hearReceived(country)
  assert.deepEqual(await seen(sender), ['toSettle'])
  assert.deepEqual(await seen(receiver), [])
})

test('a chain reads the numbers of its hospitals; partners are named with their facilities', async () => {
  const { pharmacist } = await openStore(country, here)
  const chain = await country.chainAdmin(chainId)
  const all = await get(`overview?chain=${chainId}`, chain)
  assert.equal(all.status, 200)
  assert.ok(new Set(all.body.stores.map(({ facilityId }) => facilityId)).size === 2)
  assert.ok(all.body.stores.every(({ facilityName }) => facilityName !== ''))
  const partners = (await get(`stores/partners?facility=${here}`, pharmacist)).body.items
  assert.deepEqual([...new Set(partners.map(({ facilityId }) => facilityId))], [here, there])
  assert.equal((await get(`stores/partners?facility=${there}`, pharmacist)).status, 403)
  assert.equal((await get(`overview?chain=${chainId}`, pharmacist)).status, 403)
  const both = await get(`overview?chain=${chainId}&facility=${here}`, chain)
  assert.deepEqual([both.status, both.body.errors?.[0]?.pointer], [400, 'query/facility'])
})

test('recalls are listed for the chain and the country, without those of other chains', async () => {
  const { admin } = await openStore(country, here)
  const stated = { name: 'Other Care', legalName: 'Other Care', isGovernment: false }
  const other = (await ask('POST', '/v1/chains', { by: national, body: stated })).body.chainId as string
  const declare = async (lot: string, scope: object) => {
    const body = { itemCode: PARACETAMOL, lot, maker: MAKER, scope, reason: 'Dust in it' }
    return (await post(national, 'recalls', body)).body.recallId as string
  }
  const all = await declare('R1', { kind: 'national' })
  const own = await declare('R2', { kind: 'chain', chainId })
  const far = await declare('R3', { kind: 'chain', chainId: other })
  const idsOf = async (by: Person, more = '') =>
    (await get(`recalls?${more}`, by)).body.items.map((one) => one.recallId)
  const mine = new Set(await idsOf(admin))
  assert.deepEqual([mine.has(all), mine.has(own), mine.has(far)], [true, true, false])
  assert.ok((await idsOf(national)).includes(far))
  await post(national, `recalls/${own}/cancellation`, { reason: 'It is good' })
  assert.ok(!(await idsOf(admin, 'open=true')).includes(own))
  const [first] = (await get('recalls?limit=1', admin)).body.items
  assert.equal(first?.name, 'Paracetamol Tablets IP 500 mg')
})
