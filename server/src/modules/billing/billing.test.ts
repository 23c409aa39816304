// Tests billing: prices, charges at the counter and by calls, reversals, waivers, merged patients, copies, races.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { cellOf, newId } from '../../platform/id.ts'
import { exportPersonOf } from '../../platform/personal.ts'
import { type Asked, type Citizen, type Person, type Setup, setup, TODAY } from '../../testing/setup.ts'
import { type ChargeGroup, type ChargeLine, HEALTH_CARE, raiseCharges, reverseCharges } from './contract.ts'
import { samePeople } from './merging/steps.ts'
import type { BillingContext } from './tables.ts'

interface Charge {
  chargeId: string
  text: string
  status: string
  discountPaise: number
  taxablePaise: number
  cgstPaise: number
  sgstPaise: number
  totalPaise: number
  patient?: { name: string }
}

interface Body {
  type: string
  code: string
  status: string
  version: number
  unitPricePaise: number
  maxPaise: number
  today: string
  group: string
  instead: string[]
  charges: Charge[]
  totalPaise: number
  items: (Charge & { code: string; unitPricePaise: number })[]
  nextCursor?: string
  errors?: { pointer: string }[]
}

let country: Setup
let context: BillingContext
let admin: Person
let adminThere: Person
let cashier: Person
let clerk: Person
let citizen: Citizen
let here: string
let there: string
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  country = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  context = country.program.context('billing') as BillingContext
  const { items } = (await ask('GET', '/v1/facilities?pin=110001&kind=hospital')).body as unknown as {
    items: { facilityId: string }[]
  }
  here = items[0]?.facilityId as string
  there = items[1]?.facilityId as string
  admin = await country.staff('centre-admin', here)
  adminThere = await country.staff('centre-admin', there)
  cashier = await country.staff('cashier', here)
  clerk = await country.staff('reception', here)
  citizen = await country.citizen()
  assert.equal((await setPrice('CBC', { discountMaxBasisPoints: 1_000 })).status, 200)
  const tablet = { name: 'Paracetamol 500 mg', kind: 'medicine', taxCode: 'medicine', unitPricePaise: 105 }
  assert.equal((await setPrice('PCM-500', tablet)).status, 200)
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

type Method = 'GET' | 'POST' | 'PUT'
const ask = (method: Method, url: string, asked: Asked = {}) => country.ask<Body>(method, url, asked)
const slug = ({ status, body }: { status: number; body: Body }) => `${status} ${body.type?.split('/').at(-1)}`
const fields = ({ status, body }: { status: number; body: Body }) =>
  `${status} ${body.errors?.map(({ pointer }) => pointer).join()}`

const price = {
  ...{ validFrom: TODAY, name: 'Complete blood count', kind: 'test', unitPricePaise: 25_000, taxCode: HEALTH_CARE },
}
const setPrice = (code: string, more: object = {}, by = admin, headers = {}) =>
  ask('PUT', `/v1/billing/prices/${here}/${code}`, { by, body: { ...price, ...more }, headers })
const listPrices = async (query = '') => (await ask('GET', `/v1/billing/prices?facility=${here}&${query}`)).body
const codesOf = ({ items }: Body) => items.map(({ code }) => code)

let count = 0
const raise = (lines: object[], more: object = {}, by = cashier, key = `k-${++count}`) =>
  ask('POST', '/v1/billing/charges', {
    ...{ by, key, body: { facilityId: here, patientId: citizen.patientId, lines, ...more } },
  })
const one = [{ priceCode: 'CBC', quantity: 1 }]
const charged = async (by = cashier) => (await raise(one, {}, by)).body.charges[0] as Charge
const waive = (chargeId: string, by = admin, key = `k-${++count}`) =>
  ask('POST', `/v1/billing/charges/${chargeId}/waiver`, { by, key, body: { reason: 'Cannot pay' } })
const list = (query: string, by: Person) => ask('GET', `/v1/billing/charges?${query}`, { by })

const origin = { actorId: null, requestId: 'r-1' }
const newGroup = () => newId<'charge group'>(cellOf(here))
const fee = (group: ChargeGroup, more: object = {}) =>
  ({
    ...{ sourceKind: 'appointments.fee', sourceId: group, sourceLine: 0, quantity: 1, text: 'Fee of Dr Iyer' },
    ...{ unitPricePaise: 50_000, taxCode: HEALTH_CARE, ...more },
  }) as unknown as ChargeLine
const raiseFor = (group: ChargeGroup, lines = [fee(group)], more: object = {}) =>
  context.call(raiseCharges, {
    ...({ group, facilityId: here, patientId: citizen.patientId, lines, origin, ...more } as never as object),
  } as never)
const reverseFor = (group: ChargeGroup, lines?: object[]) =>
  context.call(reverseCharges, { group, reason: 'Cancelled', origin, ...(lines && { lines }) } as never)
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: { type?: { slug: string } }) => error.type?.slug ?? String(error),
  )
const eventsOf = async (group: string) => {
  const text = `select name from billing.outbox where body->'body'->>'group' = $1 order by name`
  const { rows } = await context.pool.query(text, [group])
  return rows.map(({ name }) => name.replace(/^billing\.|\.v1$/g, ''))
}
const statusesOf = async (group: string) => {
  const text = 'select status from billing.charges where charge_group = $1 order by source_line'
  return (await context.pool.query(text, [group])).rows.map(({ status }) => status)
}

describe('the price list', () => {
  test('is public, shows what holds on a day, and comes in pages', async () => {
    await setPrice('X-RAY', { name: 'X-ray of the chest', validFrom: '2026-03-10' })
    await setPrice('OLD', { name: 'Bleeding' })
    await setPrice('OLD', { name: 'Bleeding', validFrom: '2026-03-05', isOffered: false })
    assert.deepEqual(codesOf(await listPrices()), ['CBC', 'OLD', 'PCM-500'])
    assert.deepEqual(codesOf(await listPrices('day=2026-03-10')), ['CBC', 'PCM-500', 'X-RAY'])
    assert.deepEqual(codesOf(await listPrices('q=blood%20count')), ['CBC'])
    assert.deepEqual(codesOf(await listPrices('q=pcm%20500')), ['PCM-500'])
    const first = await listPrices('limit=1')
    assert.deepEqual(codesOf(first), ['CBC'])
    assert.deepEqual(codesOf(await listPrices(`limit=2&cursor=${first.nextCursor}`)), ['OLD', 'PCM-500'])
    assert.equal(fields(await ask('GET', `/v1/billing/prices?facility=${here}&q=--`)), '400 query/q')
  })

  test('is set by the administrator there, from today on; the same price again makes no version', async () => {
    assert.equal((await setPrice('ECG', {}, adminThere)).status, 403)
    assert.equal((await setPrice('ECG', {}, cashier)).status, 403)
    const past = await setPrice('ECG', { validFrom: '2026-03-01' })
    assert.deepEqual([slug(past), past.body.today], ['409 price-past', TODAY])
    assert.equal(fields(await setPrice('ECG', { taxCode: 'gold' })), '400 /taxCode')
    assert.equal(fields(await setPrice('ECG', { validFrom: '2028-03-01' })), '400 /validFrom')
    assert.equal(fields(await setPrice('ECG', { unitPricePaise: -1 })), '400 /unitPricePaise')
    assert.equal((await setPrice('ECG')).body.version, 1)
    assert.equal((await setPrice('ECG')).body.version, 1)
    assert.equal((await setPrice('ECG', { unitPricePaise: 1 })).body.version, 2)
    const late = await setPrice('ECG', { unitPricePaise: 2 }, admin, { 'if-match': '"v1"' })
    assert.equal(slug(late), '412 price-changed-meanwhile')
    const text = `select 1 from billing.outbox where name = 'billing.price-changed.v1'
      and body->'body'->>'code' = 'ECG'`
    assert.equal((await context.pool.query(text)).rowCount, 2)
  })

  test('two administrators who set one new code at one moment make two versions', async () => {
    const answers = await Promise.all([setPrice('RACE'), setPrice('RACE', { unitPricePaise: 1 })])
    assert.deepEqual(answers.map(({ body }) => body.version).sort(), [1, 2])
  })

  test('an administrator of the chain sets prices of its facilities', async () => {
    const by = await country.admin()
    const stated = { name: 'Asha Care', legalName: 'Asha Care', isGovernment: false }
    const { chainId } = (await ask('POST', '/v1/chains', { by, body: stated })).body as unknown as { chainId: string }
    await country.ask('PATCH', `/v1/facilities/${here}`, { by, body: { chainId } })
    assert.equal((await setPrice('CHAIN', {}, await country.chainAdmin(chainId))).status, 200)
  })
})

describe('charges at the counter', () => {
  test('have the price and the tax of today, and a repeat gets the first answer', async () => {
    const lines = [{ priceCode: 'PCM-500', quantity: 10 }, ...one]
    const first = await raise(lines, {}, clerk, 'once')
    assert.equal(first.status, 201)
    assert.equal(first.body.totalPaise, 26_050)
    const [tablets] = first.body.charges
    assert.deepEqual([tablets?.taxablePaise, tablets?.cgstPaise, tablets?.sgstPaise], [1_000, 25, 25])
    assert.deepEqual((await raise(lines, {}, clerk, 'once')).body, first.body)
    assert.equal(slug(await raise(one, {}, clerk, 'once')), '422 idempotency-key-reused')
    assert.deepEqual(await eventsOf(first.body.group), ['charges-raised'])
  })

  test('keep the tax of their day when the law changes', async () => {
    country.clock.set('2025-09-21T18:29:00Z')
    const old = { ...price, kind: 'medicine', taxCode: 'medicine', unitPricePaise: 11_200, validFrom: '2025-09-21' }
    assert.equal((await setPrice('SYRUP', old)).status, 200)
    const before = (await raise([{ priceCode: 'SYRUP', quantity: 1 }])).body.charges[0] as Charge
    country.clock.advance(60_000)
    const after = (await raise([{ priceCode: 'SYRUP', quantity: 1 }])).body.charges[0] as Charge
    country.clock.set('2026-03-02T05:00:00Z')
    assert.deepEqual([before.cgstPaise, after.cgstPaise], [600, 267])
    const shown = (await list(`patient=${citizen.patientId}`, citizen)).body.items
    assert.equal(shown.find(({ chargeId }) => chargeId === before.chargeId)?.cgstPaise, 600)
  })

  test('need a key, a known price, a known patient and the own counter', async () => {
    const body = { facilityId: here, patientId: citizen.patientId, lines: one }
    assert.equal(slug(await ask('POST', '/v1/billing/charges', { by: cashier, body })), '400 idempotency-key-needed')
    assert.equal(slug(await ask('POST', '/v1/billing/charges', { body })), '401 sign-in-needed')
    assert.equal((await raise(one, {}, await country.staff('cashier', there))).status, 403)
    assert.equal((await raise(one, {}, citizen)).status, 403)
    const unknown = await raise([...one, { priceCode: 'GOLD', quantity: 1 }])
    assert.deepEqual([slug(unknown), unknown.body.code], ['409 no-price', 'GOLD'])
    assert.equal(fields(await raise(one, { patientId: newId(1) })), '400 /patientId')
    assert.equal(fields(await raise([{ priceCode: 'CBC', quantity: 0 }])), '400 /lines/0/quantity')
    await setPrice('IMPLANT', { unitPricePaise: 100_000_000_000 })
    assert.equal(fields(await raise([{ priceCode: 'IMPLANT', quantity: 2 }])), '400 /lines/0/quantity')
  })

  test('give a discount up to the limit of the price list, with its reason', async () => {
    const discounted = (paise: number) => [{ priceCode: 'CBC', quantity: 2, discount: { paise, reason: 'Staff' } }]
    const high = await raise(discounted(5_001))
    assert.deepEqual([slug(high), high.body.maxPaise], ['409 discount-too-high', 5_000])
    const given = await raise(discounted(5_000))
    assert.deepEqual([given.status, given.body.totalPaise], [201, 45_000])
    const none = [{ priceCode: 'PCM-500', quantity: 1, discount: { paise: 1, reason: 'Staff' } }]
    assert.equal(slug(await raise(none)), '409 discount-too-high')
    const silent = [{ priceCode: 'CBC', quantity: 1, discount: { paise: 1 } }]
    assert.equal(fields(await raise(silent)), '400 /lines/0/discount/reason')
  })
})

describe('the lists of charges', () => {
  test('show a family its own, and staff only what is of their facility, with the name', async () => {
    const own = await charged()
    const stranger = await country.citizen({ name: 'Ravi Kumar' })
    const query = `patient=${citizen.patientId}&limit=100`
    const ids = ({ body }: { body: Body }) => body.items.map(({ chargeId }) => chargeId)
    const family = await list(query, citizen)
    assert.ok(ids(family).includes(own.chargeId))
    assert.ok(family.body.items.every(({ patient }) => patient === undefined))
    assert.equal((await list(query, stranger)).status, 404)
    assert.equal((await list(query, await country.staff('cashier', there))).status, 404)
    assert.equal((await list(`patient=${stranger.patientId}`, cashier)).status, 404)
    const atCounter = await list(query, cashier)
    assert.deepEqual(ids(atCounter).sort(), ids(family).sort())
    assert.equal(atCounter.body.items[0]?.patient?.name, 'Asha Sharma')
    assert.ok(ids(await list(`facility=${here}&limit=100`, clerk)).includes(own.chargeId))
    assert.equal((await list(`facility=${there}`, clerk)).status, 403)
    assert.equal((await list(`facility=${here}`, citizen)).status, 403)
    assert.equal(fields(await list('', clerk)), '400 query/patient')
  })

  test('come in pages, and leave out what is no longer open when asked', async () => {
    const patient = await country.citizen()
    const { charges } = (await raise([...one, ...one, ...one], { patientId: patient.patientId })).body
    const query = `patient=${patient.patientId}&limit=2`
    const first = (await list(query, patient)).body
    const second = (await list(`${query}&cursor=${first.nextCursor}`, patient)).body
    const seen = [...first.items, ...second.items].map(({ chargeId }) => chargeId)
    assert.deepEqual(seen.sort(), charges.map(({ chargeId }) => chargeId).sort())
    assert.equal((await waive(charges[0]?.chargeId as string)).status, 200)
    assert.equal((await list(`patient=${patient.patientId}&open=true`, cashier)).body.items.length, 2)
  })

  test('of a merged record show under the one that stays, until the merge is undone', async () => {
    const [gone, kept] = [await country.citizen(), await country.citizen()]
    const { chargeId } = (await raise(one, { patientId: gone.patientId })).body.charges[0] as Charge
    const shown = async () => (await list(`patient=${kept.patientId}`, kept)).body.items.map((each) => each.chargeId)
    const merge = (keptId: Citizen['patientId'] | null, version: number) =>
      samePeople.follow(context, { goneId: gone.patientId, keptId, version })
    await merge(kept.patientId, 1)
    assert.deepEqual(await shown(), [chargeId])
    assert.equal((await list(`patient=${gone.patientId}`, kept)).status, 200)
    await merge(null, 2)
    await merge(kept.patientId, 1)
    assert.deepEqual(await shown(), [])
    assert.equal((await list(`patient=${gone.patientId}`, kept)).status, 404)
  })

  test('stand in the copy of what is kept of a person', async () => {
    const patient = await country.citizen()
    const { charges } = (await raise(one, { patientId: patient.patientId })).body
    const asked = { accountId: patient.accountId as never, patientIds: [patient.patientId] }
    const { sections } = await context.call(exportPersonOf('billing'), asked)
    assert.deepEqual(
      sections[0]?.rows.map((each) => [each.chargeId, each.totalPaise]),
      [[charges[0]?.chargeId, 25_000]],
    )
  })
})

describe('a waiver', () => {
  test('ends an open charge once, and a repeat gets the first answer', async () => {
    const { chargeId } = await charged()
    const first = await waive(chargeId, admin, 'waive-once')
    assert.deepEqual([first.status, first.body.status], [200, 'WAIVED'])
    assert.deepEqual((await waive(chargeId, admin, 'waive-once')).body, first.body)
    const again = await waive(chargeId)
    assert.deepEqual([slug(again), again.body.instead], ['409 charge-state', []])
    assert.deepEqual(await eventsOf((first.body as unknown as { group: string }).group), [
      ...['charge-waived', 'charges-raised', 'charges-settled'],
    ])
  })

  test('is for the administrator there, and not for who raised the charge or for the own family', async () => {
    const { chargeId } = await charged()
    assert.equal((await waive(chargeId, cashier)).status, 403)
    assert.equal((await waive(chargeId, adminThere)).status, 404)
    assert.equal((await waive(newId(1))).status, 404)
    const body = { reason: 'Cannot pay' }
    const url = `/v1/billing/charges/${chargeId}/waiver`
    assert.equal(slug(await ask('POST', url, { by: admin, body })), '400 idempotency-key-needed')
    const sign = async (accountId: string, roles: string[]) => {
      const actor = { accountId, sessionId: newId(0), roles, facilityId: here }
      return { accountId, token: await country.program.context('identity').auth.sign(actor as never, 3_600) }
    }
    const both = await sign(newId(0), ['cashier', 'centre-admin'])
    assert.equal(slug(await waive((await charged(both)).chargeId, both)), '409 own-waiver')
    assert.equal(slug(await waive(chargeId, await sign(citizen.accountId, ['centre-admin']))), '409 own-waiver')
  })
})

describe('charges of other modules', () => {
  test('are raised once for a source: the second time the same answer, other lines are refused', async () => {
    const group = newGroup()
    const lines = [fee(group), fee(group, { sourceLine: 1, text: 'Dressing', unitPricePaise: 10_000 })]
    const first = await raiseFor(group, lines)
    assert.deepEqual([first.chargeIds.length, first.totalPaise], [2, 60_000])
    assert.deepEqual(await raiseFor(group, lines), first)
    const swapped = await raiseFor(group, lines.toReversed())
    assert.deepEqual(swapped.chargeIds, first.chargeIds.toReversed())
    const others: [ChargeLine[], object?][] = [
      ...[{ unitPricePaise: 1 }, { quantity: 2 }, { text: 'Other' }, { taxCode: 'medicine' }].map(
        (more): [ChargeLine[]] => [[fee(group, more), lines[1] as ChargeLine]],
      ),
      [[...lines, fee(group, { sourceLine: 2 })]],
      [lines, { patientId: undefined }],
      [lines, { facilityId: there }],
    ]
    for (const [other, more] of others) {
      assert.equal(await refusal(raiseFor(group, other, more)), 'charges-differ', JSON.stringify([other, more]))
    }
    assert.deepEqual(await eventsOf(group), ['charges-raised'])
  })

  test('keep their price when the list changes between two tries', async () => {
    const group = newGroup()
    const lines = [{ sourceKind: 'diagnostics.test', sourceId: group, sourceLine: 0, quantity: 1, priceCode: 'LIPID' }]
    await setPrice('LIPID')
    const first = await raiseFor(group, lines as never)
    await setPrice('LIPID', { unitPricePaise: 99_000 })
    assert.deepEqual(await raiseFor(group, lines as never), first)
  })

  test('are refused without a rate, a price, or a group of the district', async () => {
    const group = newGroup()
    assert.equal(await refusal(raiseFor(group, [fee(group, { taxCode: 'gold' })])), 'no-tax-rate')
    const elsewhere = newId<'charge group'>(cellOf(here) + 1)
    assert.equal(await refusal(raiseFor(elsewhere)), 'invalid-request')
    assert.equal(await refusal(raiseFor(group, [fee(group), fee(group)])), 'charges-differ')
    assert.deepEqual(await statusesOf(group), [])
  })

  test('twenty tries of one source at one moment make one charge and one event', async () => {
    const group = newGroup()
    const lines = [fee(group), fee(group, { sourceLine: 1 })]
    const tries = Array.from({ length: 20 }, (_, index) => raiseFor(group, index % 2 ? lines : lines.toReversed()))
    const answers = await Promise.all(tries)
    assert.equal(new Set(answers.map(({ chargeIds }) => chargeIds.toSorted().join())).size, 1)
    assert.deepEqual(await statusesOf(group), ['OPEN', 'OPEN'])
    assert.deepEqual(await eventsOf(group), ['charges-raised'])
  })

  test('two different bodies of one source at one moment: one wins, the other is refused', async () => {
    const group = newGroup()
    const outcomes = await Promise.all([
      refusal(raiseFor(group)),
      refusal(raiseFor(group, [fee(group, { unitPricePaise: 1 })])),
    ])
    assert.deepEqual(outcomes.sort(), ['charges-differ', 'nothing'])
  })
})

describe('a reversal', () => {
  test('cancels open charges once, in part or as a whole, and never what is waived', async () => {
    const group = newGroup()
    const lines = [0, 1, 2].map((sourceLine) => fee(group, { sourceLine }))
    const { chargeIds } = await raiseFor(group, lines)
    assert.equal((await waive(chargeIds[2] as string)).status, 200)
    const part = [{ sourceKind: 'appointments.fee', sourceId: group, sourceLine: 1 }]
    const first = await reverseFor(group, part)
    assert.deepEqual(first, { chargeIds: [chargeIds[1]], totalPaise: 50_000 })
    assert.deepEqual(await reverseFor(group, part), first)
    assert.equal((await reverseFor(group)).totalPaise, 100_000)
    assert.equal((await reverseFor(group)).totalPaise, 100_000)
    assert.deepEqual(await statusesOf(group), ['CANCELLED', 'CANCELLED', 'WAIVED'])
    assert.equal((await eventsOf(group)).filter((name) => name === 'charges-reversed').length, 2)
    assert.deepEqual((await raiseFor(group, lines)).chargeIds, chargeIds)
    assert.deepEqual(await statusesOf(group), ['CANCELLED', 'CANCELLED', 'WAIVED'])
  })

  test('of an unknown group finds nothing', async () => {
    assert.deepEqual(await reverseFor(newGroup()), { chargeIds: [], totalPaise: 0 })
  })

  test('is refused as a whole when one charge is invoiced, but the invoice has no line of it', async () => {
    const group = newGroup()
    await raiseFor(group, [fee(group), fee(group, { sourceLine: 1 })])
    await context.pool.query(
      `update billing.charges set status = 'INVOICED' where charge_group = $1 and source_line = 1`,
      [group],
    )
    assert.equal(await refusal(reverseFor(group)), 'charge-state')
    assert.deepEqual(await statusesOf(group), ['OPEN', 'INVOICED'])
  })

  test('two at one moment, and a waiver beside them, leave one end', async () => {
    const group = newGroup()
    const { chargeIds } = await raiseFor(group)
    const [left, right, waived] = await Promise.all([
      reverseFor(group),
      reverseFor(group),
      waive(chargeIds[0] as string),
    ])
    assert.deepEqual(left, right)
    const [end, ...told] =
      waived.status === 200 ? ['WAIVED', 'charge-waived', 'charges-settled'] : ['CANCELLED', 'charges-reversed']
    assert.deepEqual(await statusesOf(group), [end])
    assert.deepEqual(await eventsOf(group), [...told, 'charges-raised'].sort())
  })
})
