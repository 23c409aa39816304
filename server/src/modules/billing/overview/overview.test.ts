// Tests the numbers of the first screens: of a hospital, and of the hospitals of a chain; and the kinds of tax.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellOf } from '../../../platform/id.ts'
import { endOf, openPlace } from '../testing-till.ts'

const held = openPlace()
const read = async (by = held.till.cashier) => (await held.till.get(`overview?facility=${held.till.here}`, by)).body

test('charges, refunds, drawers and differences are counted, and those of other days are not', async () => {
  const { till, place } = held
  const none = await read()
  assert.deepEqual([none.people, none.openPaise, none.refunds, none.drawersToAccept], [0, 0, 0, 0])
  await till.charge([['CBC', 2]])
  await till.charge([['CBC', 1]], (await place.citizen()).patientId)
  const by = await place.staff('cashier', till.here)
  const account = `insert into identity.accounts (cell, id, phone, name, created_at) values ($1, $2, $3, $4, now())`
  await till.context.pool.query(account, [cellOf(by.accountId), by.accountId, '+919800000001', 'Ravi Rao'])
  const { sessionId } = await till.openSession(by, 'Cash 1', 10_000)
  const { invoiceId } = await till.bill([['CBC', 1]])
  await till.pay(invoiceId, 25_000, { method: 'cash', tenderedPaise: 25_000 }, by)
  await till.post(`invoices/${invoiceId}/credit-notes`, till.cashier, {
    ...{ lines: [{ line: 1, quantity: 1 }], reason: 'Wrong test' },
  })
  const now = await read()
  assert.deepEqual([now.people, now.charges, now.openPaise], [2, 2, 75_000])
  assert.deepEqual([now.refunds, now.refundPaise, now.takenPaise, now.drawersOpen], [1, 25_000, 25_000, 1])
  await till.post(`sessions/${sessionId}/count`, by, { denominations: { 10000: 3, 2000: 2, 200: 4 } })
  const closing = { handedTo: 'Bank', reason: 'Two coins are lost' }
  assert.equal(endOf(await till.post(`sessions/${sessionId}/closure`, by, closing)), '200')
  const closed = await read(till.admin)
  assert.deepEqual([closed.drawersToAccept, closed.differences, closed.overPaise, closed.shortPaise], [1, 1, 0, 200])
  place.clock.advance(86_400_000)
  const later = await read()
  assert.deepEqual([later.drawersToAccept, later.differences, later.takenPaise, later.people], [1, 0, 0, 2])
  place.clock.advance(-86_400_000)
  assert.equal(endOf(await till.get(`overview?facility=${till.there}`, till.cashier)), '403 forbidden')
  assert.equal(endOf(await till.get('overview?facility=x', till.cashier)), '400 query/facility')
  const list = await till.get(`sessions?facility=${till.here}`, till.admin)
  const mine = list.body.items.find((one) => one.sessionId === sessionId)
  assert.equal(mine?.openedByName, 'Ravi Rao')
  const day = await till.get(`days/${till.here}/2026-03-02`, till.admin)
  const people = (day.body.byCashier as { name?: string }[]).map(({ name }) => name)
  assert.deepEqual(people, ['Ravi Rao'])
})

test('the kinds of tax have the rate of the day', async () => {
  const { till } = held
  const rateOf = async (query: string, code: string) => {
    const { body } = await till.get(`tax-codes${query}`, till.citizen)
    return body.items.find(({ taxCode }) => taxCode === code)
  }
  assert.equal((await rateOf('', 'medicine'))?.taxBasisPoints, 500)
  assert.equal((await rateOf('?day=2025-09-21', 'medicine'))?.taxBasisPoints, 1_200)
  assert.equal(await rateOf('?day=2025-09-21', 'life-saving-medicine'), undefined)
  assert.equal((await rateOf('', 'health-care'))?.isExempt, true)
})
