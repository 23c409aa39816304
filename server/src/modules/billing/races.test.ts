// Races of billing, between two processes on one database: invoices of one series and over the end of the year, one
// charge on two invoices, payments and reversals. Whoever is first, what must hold holds.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../platform/id.ts'
import { setup, TEST_NOW } from '../../testing/setup.ts'
import { sized } from '../../testing/size.ts'
import { type ChargeGroup, raiseCharges, reverseCharges } from './contract.ts'
import { assertInvariants } from './testing-invariants.ts'
import { type Body, endOf, openPlace } from './testing-till.ts'

const held = openPlace()
const AT_ONCE = sized(40, 200)

type Place = typeof held.place
const issueIn = (place: Place, chargeIds: readonly string[], key: string) =>
  place.ask<Body>('POST', '/v1/billing/invoices', { by: held.till.cashier, key, body: { chargeIds } })
const openOther = (t: Parameters<typeof setup>[0]): Promise<Place> =>
  setup(t, { databaseUrl: held.place.databaseUrl, isStarted: false })
const chargeMany = (count: number) => Promise.all(Array.from({ length: count }, () => held.till.charge([['CBC', 1]])))

test('many invoices of one series at once, while the year turns: no gap in either year', async (t) => {
  const { place } = held
  const other = await openOther(t)
  place.clock.set('2027-03-31T18:29:59Z')
  other.clock.set('2027-03-31T18:30:01Z')
  const charges = await chargeMany(AT_ONCE)
  const refused = charges.map((ids, nth) => issueIn(nth % 2 === 0 ? place : other, ids, `year-${nth}`))
  const answers = await Promise.all(refused)
  assert.deepEqual([...new Set(answers.map(endOf))], ['201'])
  const numbers = answers.map(({ body }) => body.number)
  for (const year of ['26-27', '27-28']) {
    const ofYear = numbers.filter((number) => number.includes(`/${year}/`)).sort()
    assert.equal(ofYear.length, AT_ONCE / 2)
    assert.equal(ofYear.at(-1), `AS0/${year}/${String(AT_ONCE / 2).padStart(6, '0')}`)
  }
  place.clock.set(TEST_NOW)
  await assertInvariants(place)
})

test('two invoices at once take the same charges: one is issued, the other names it', async (t) => {
  const { till, place } = held
  const other = await openOther(t)
  for (let round = 0; round < sized(5, 20); round++) {
    const [first, second, third] = (await till.charge([
      ['CBC', 1],
      ['PCM', 1],
      ['BELT', 1],
    ])) as [string, string, string]
    const answers = await Promise.all([
      issueIn(place, [first, second], `same-${round}-a`),
      issueIn(other, [third, second], `same-${round}-b`),
    ])
    assert.deepEqual(answers.map(endOf).sort(), ['201', '409 charge-invoiced'])
    const issued = answers.find(({ status }) => status === 201)?.body.invoiceId
    assert.equal(answers.find(({ status }) => status === 409)?.body.invoiceId, issued)
  }
  await assertInvariants(place)
})

test('payments of two invoices of one group at once settle it once', async (t) => {
  const { till, place } = held
  const other = await openOther(t)
  for (let round = 0; round < sized(5, 20); round++) {
    const charges = await till.charge([
      ['CBC', 1],
      ['CBC', 1],
    ])
    const bills = await Promise.all(charges.map((id, nth) => issueIn(place, [id], `group-${round}-${nth}`)))
    const pay = (at: Place, { invoiceId }: Body, nth: number) =>
      at.ask<Body>('POST', `/v1/billing/invoices/${invoiceId}/payments`, {
        by: till.cashier,
        key: `pay-${round}-${nth}`,
        body: { method: 'card', amountPaise: 25_000, reference: `GROUP-${round}-${nth}` },
      })
    const [one, two] = bills.map(({ body }) => body) as [Body, Body]
    const paid = await Promise.all([pay(place, one, 0), pay(other, two, 1)])
    assert.deepEqual(paid.map(endOf), ['201', '201'])
    const { group } = (one.lines as { group: string }[])[0] as { group: string }
    assert.equal((await till.eventsOf(group)).filter((name) => name === 'charges-settled').length, 1)
  }
  await assertInvariants(place)
})

test('a group is reversed while it is invoiced and paid: one end, and bill and money agree', async (t) => {
  const { till, place } = held
  const other = await openOther(t)
  for (let round = 0; round < sized(5, 20); round++) {
    const group = newId<'charge group'>(till.cell) as ChargeGroup
    const line = {
      ...{ sourceKind: 'appointments.fee', sourceId: group as never, sourceLine: 1, quantity: 1, text: 'Fee' },
      ...{ unitPricePaise: 50_000, taxCode: 'health-care' },
    }
    const origin = { actorId: null, requestId: 'race' }
    const asked = { group, facilityId: till.here as never, patientId: till.citizen.patientId, lines: [line], origin }
    const { chargeIds } = await till.context.call(raiseCharges, asked)
    const reverse = () => other.program.context('billing').call(reverseCharges, { group, reason: 'Cancelled', origin })
    const bill = async () => {
      const { status, body } = await issueIn(place, chargeIds, `reverse-${round}`)
      if (status !== 201) return
      const reference = `REVERSE-${round}`
      await till.pay(body.invoiceId, 50_000, { method: 'card', reference })
    }
    await Promise.all([bill(), reverse(), reverse()])
    assert.deepEqual(await reverse(), { chargeIds, totalPaise: 50_000 })
    const text = 'select status from billing.charges where charge_group = $1'
    const [charge] = (await till.context.pool.query(text, [group])).rows
    assert.match(charge.status, /^(CANCELLED|CREDITED)$/)
  }
  await assertInvariants(place)
})

test('a drawer is closed while a refund is paid from it: the refund is in it, or was refused', async (t) => {
  const { till, place } = held
  const other = await openOther(t)
  for (let round = 0; round < sized(5, 20); round++) {
    const by = await place.staff('cashier', till.here)
    const { sessionId } = await till.openSession(by, `Refund ${round}`, 50_000)
    const { invoiceId } = await till.bill([['CBC', 1]])
    assert.equal(endOf(await till.pay(invoiceId, 25_000, undefined, by)), '201')
    const lines = [{ line: 1, quantity: 1 }]
    await till.post(`invoices/${invoiceId}/credit-notes`, till.cashier, { lines, reason: 'Wrong' })
    const act = (deed: string, body: object) => till.post(`sessions/${sessionId}/${deed}`, by, body)
    const close = async (): Promise<Body> => {
      await act('count', { denominations: { 50000: 1, 10000: 2, 5000: 1 } })
      return (await act('closure', { handedTo: 'Next shift', reason: 'Race' })).body
    }
    const body = { invoiceId, method: 'cash', amountPaise: 25_000 }
    const refund = () => other.ask<Body>('POST', '/v1/billing/refunds', { by, key: `refund-${round}`, body })
    const [closed, back] = await Promise.all([close(), refund()])
    assert.match(endOf(back), /^(201|409 no-session)$/)
    assert.equal(closed.expectedPaise, back.status === 201 ? 50_000 : 75_000)
    assert.equal(closed.differencePaise, 75_000 - Number(closed.expectedPaise))
    assert.equal(endOf(await till.post(`sessions/${sessionId}/acceptance`, till.admin)), '200')
    if (back.status !== 201) {
      // The money is still due, and another drawer pays it.
      await till.openSession(by, `Again ${round}`, 50_000)
      assert.equal(endOf(await till.post('refunds', by, body)), '201')
    }
  }
  await assertInvariants(place)
})
