// Tests cash sessions: one a person and a counter, counted, closed with a difference, and accepted by another.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertInvariants } from '../testing-invariants.ts'
import { type Body, endOf, openPlace } from '../testing-till.ts'

const held = openPlace()
const cashier = () => held.place.staff('cashier', held.till.here)
const act = (id: string, deed: string, by: Awaited<ReturnType<typeof cashier>>, body?: object, key?: string) =>
  held.till.post(`sessions/${id}/${deed}`, by, body, key)
const count = (rupees: number) => ({ denominations: { 10000: Math.floor(rupees / 100), 100: rupees % 100 } })

test('a person has one drawer, and a counter too', async () => {
  const { till } = held
  const [asha, ravi] = [await cashier(), await cashier()]
  const { sessionId } = await till.openSession(asha, 'Cash A')
  const open = (by: typeof asha, counter: string, facilityId = till.here) =>
    till.post('sessions', by, { facilityId, counter, floatPaise: 0 })
  const again = await open(asha, 'Cash B')
  assert.deepEqual([endOf(again), again.body.sessionId], ['409 session-open', sessionId])
  const other = await open(ravi, 'Cash A')
  assert.deepEqual([endOf(other), other.body.sessionId], ['409 session-open', sessionId])
  const both = await Promise.all([open(ravi, 'Cash C'), open(ravi, 'Cash D')])
  assert.deepEqual(both.map(endOf).sort(), ['201', '409 session-open'])
  assert.equal(endOf(await open(ravi, 'Cash E', till.there)), '403 forbidden')
  assert.equal(endOf(await open(till.citizen, 'Cash E')), '403 forbidden')
  assert.match(endOf(await open(ravi, '')), /^400 \/counter/)
  const own = (await till.get(`sessions?facility=${till.here}&open=true`, asha)).body.items
  assert.ok(own.some((one) => one.sessionId === sessionId))
})

test('a drawer with a float and a payment to an old invoice is expected right', async () => {
  const { till, place } = held
  const old = await till.bill([['CBC', 1]])
  place.clock.advance(7 * 86_400_000)
  const by = await cashier()
  const { sessionId } = await till.openSession(by, 'Cash 47', 100_000)
  assert.equal(endOf(await till.pay(old.invoiceId, 25_000, { method: 'cash', tenderedPaise: 50_000 }, by)), '201')
  const counted = await act(sessionId, 'count', by, count(1_250))
  assert.deepEqual([counted.body.expectedPaise, counted.body.differencePaise], [125_000, 0])
  const next = await till.bill([['CBC', 1]])
  const late = await till.pay(next.invoiceId, 100, { method: 'cash', tenderedPaise: 100 }, by)
  assert.equal(endOf(late), '409 no-session', 'a counted drawer takes no money')
  const first = await act(sessionId, 'closure', by, { handedTo: 'Bank' }, 'close-once')
  assert.deepEqual([endOf(first), first.body.status], ['200', 'CLOSED'])
  assert.deepEqual((await act(sessionId, 'closure', by, { handedTo: 'Bank' }, 'close-once')).body, first.body)
  assert.ok((await till.eventsOf(sessionId)).includes('session-closed'))
  place.clock.advance(-7 * 86_400_000)
  await assertInvariants(place)
})

test('a difference of one rupee is stored with its reason and accepted by another, never refused', async () => {
  const { till, place } = held
  const by = await cashier()
  const { sessionId } = await till.openSession(by, 'Cash 48', 100_000)
  assert.equal(endOf(await act(sessionId, 'closure', by, { handedTo: 'Bank' })), '409 session-state')
  assert.equal(endOf(await act(sessionId, 'acceptance', till.admin)), '409 session-state')
  assert.equal(endOf(await act(sessionId, 'count', by, { denominations: { 7: 1 } })), '400 /denominations/7')
  await act(sessionId, 'count', by, count(900))
  await act(sessionId, 'count', by, count(999))
  const silent = await act(sessionId, 'closure', by, { handedTo: 'Bank' })
  assert.deepEqual([endOf(silent), silent.body.differencePaise], ['409 difference-needs-reason', -100])
  const reason = 'A coin is lost'
  const closed = await act(sessionId, 'closure', by, { handedTo: 'Bank', reason })
  assert.deepEqual([closed.body.differencePaise, closed.body.reason], [-100, reason])
  assert.equal(endOf(await act(sessionId, 'acceptance', by)), '409 own-acceptance')
  const elsewhere = await place.staff('cashier', till.there)
  assert.equal(endOf(await act(sessionId, 'acceptance', elsewhere)), '404 not-found')
  const accepted = await act(sessionId, 'acceptance', till.admin)
  assert.equal(accepted.body.acceptedBy, till.admin.accountId)
  assert.equal(endOf(await act(sessionId, 'acceptance', await cashier())), '409 session-state')
  assert.equal(endOf(await act(sessionId, 'count', await cashier(), count(1))), '404 not-found')
  assert.equal(endOf(await act(sessionId, 'count', till.citizen, count(1))), '403 forbidden')
  await assertInvariants(place)
})

test('two who close one session, and a payment while it is counted: one close, the payment in it or not', async () => {
  const { till, place } = held
  for (let round = 0; round < 5; round++) {
    const by = await cashier()
    const { sessionId } = await till.openSession(by, `Race ${round}`, 0)
    const { invoiceId } = await till.bill([['CBC', 1]])
    const [paid] = await Promise.all([
      till.pay(invoiceId, 10_000, undefined, by),
      act(sessionId, 'count', by, count(0)),
    ])
    assert.match(endOf(paid), /^(201|409 no-session)$/)
    const closing = { handedTo: 'Bank', reason: 'Race' }
    const ends = await Promise.all([act(sessionId, 'closure', by, closing), act(sessionId, 'closure', by, closing)])
    assert.deepEqual(ends.map(endOf).sort(), ['200', '409 session-state'])
    const closed = ends.find(({ status }) => status === 200)?.body as Body
    assert.equal(closed.expectedPaise, paid.status === 201 ? 10_000 : 0)
  }
  await assertInvariants(place)
})
