// Kills a process while it issues an invoice, takes money, hears the bank or gives back. What comes again, with its key
// or from the bank, brings each to the same end, once.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { newId } from '../../platform/id.ts'
import { signatureHeaders, signingKeyOf } from '../../platform/signing.ts'
import { killAt as killProcessAt, type Point } from '../../testing/dying.ts'
import { TEST_NOW } from '../../testing/setup.ts'
import { sized } from '../../testing/size.ts'
import { until } from '../../testing/until.ts'
import { assertInvariants } from './testing-invariants.ts'
import type { Deed } from './testing-process.ts'
import { type Body, endOf, ISSUER, openPlace } from './testing-till.ts'
import { expire } from './upi/steps.ts'

const PROGRAM = path.join(import.meta.dirname, 'testing-process.ts')
const held = openPlace()
const killAt = (point: Point, deed: Deed) => killProcessAt(held.place, PROGRAM, point, deed)
/** Few at the small size: each starts a process. */
const some = <One>(all: readonly One[], few: number): readonly One[] => all.slice(0, sized(few, all.length))

/** Kills a process that answers the request at the point, and gives what a repeat with the same key answers. */
async function repeat(
  point: Point,
  url: string,
  asked: { by?: object; key?: string; body: unknown; headers?: object },
) {
  const request = { url: `/v1/billing/${url}`, asked } as { url: string; asked: never }
  await killAt(point, request)
  await assertInvariants(held.place)
  const send = () => held.place.ask<Body>('POST', request.url, asked as never)
  const answers: Awaited<ReturnType<typeof send>>[] = []
  // The database notices a moment later that the process is gone, and frees its locks then.
  await until('the database has noticed', async () => {
    const answer = await send()
    if (/request-in-progress/.test(answer.body.type ?? '')) return false
    return answers.push(answer) > 0
  })
  answers.push(await held.place.ask<Body>('POST', request.url, asked as never))
  assert.deepEqual(answers[1]?.body, answers[0]?.body, point)
  await assertInvariants(held.place)
  return answers[0] as (typeof answers)[0]
}

test('killed while an invoice is issued: no gap, and the same key gets one invoice', async () => {
  const { till } = held
  const points: readonly Point[] = [
    'after sql insert into billing.series',
    'after sql commit',
    'before sql insert into "billing"."invoice_lines"',
    'after sql insert into "billing"."invoices"',
    'before sql commit',
  ]
  for (const [nth, point] of some(points, 2).entries()) {
    const chargeIds = await till.charge([['CBC', 1]])
    const answer = await repeat(point, 'invoices', { by: till.cashier, key: `kill-${nth}`, body: { chargeIds } })
    assert.equal(endOf(answer), '201')
  }
})

test('killed while money is taken: it is in the books once, with its receipt, and the drawer agrees', async () => {
  const { till } = held
  await till.openSession(till.cashier)
  const points: readonly Point[] = [
    'after sql update "billing"."invoices"',
    'after sql commit',
    'after sql insert into "billing"."payments"',
    'before sql commit',
  ]
  for (const [nth, point] of some(points, 2).entries()) {
    const { invoiceId } = await till.bill([['CBC', 1]])
    const body = { method: 'cash', amountPaise: 25_000, tenderedPaise: 25_000 }
    const asked = { by: till.cashier, key: `kill-pay-${nth}`, body }
    const answer = await repeat(point, `invoices/${invoiceId}/payments`, asked)
    assert.equal(answer.body.invoice.status, 'PAID')
  }
})

test('S11: killed at the request, at the word of the bank, at the end of the wait: paid once, or open', async () => {
  const { till, place } = held
  const { invoiceId } = await till.bill([['CBC', 1]])
  const url = `invoices/${invoiceId}/upi-requests`
  const asked = { by: till.citizen, key: 'kill-upi', body: {} }
  const { body: request } = await repeat('after sql commit', url, asked)
  const tr = new URL(String(request.uri)).searchParams.get('tr')
  const word = (utr: string, of = tr) => {
    const body = JSON.stringify({ tr: of, utr, amountPaise: 25_000, status: 'paid' })
    const key = signingKeyOf(ISSUER.callbackSecret)
    const headers = signatureHeaders([key], { id: 'msg', body, now: place.clock.now() })
    return { body, headers: { ...headers, 'content-type': 'application/json' } }
  }
  const points: readonly Point[] = ['after sql insert into billing.series', 'after sql commit', 'before sql commit']
  for (const point of some(points, 2)) {
    const told = await repeat(point, `upi-callbacks/${till.here}`, word('UTR-KILL-1'))
    assert.deepEqual([told.body.status, told.body.paymentId], ['DONE', request.paymentId])
  }
  const bill = (await till.get(`invoices/${invoiceId}`, till.cashier)).body
  assert.deepEqual([bill.status, (bill.payments as Body[]).length], ['PAID', 1])
  const other = await till.bill([['CBC', 1]])
  const waiting = (await till.post(`invoices/${other.invoiceId}/upi-requests`, till.citizen, {})).body
  place.clock.advance(15 * 60_000)
  await killAt('before sql commit', 'expire-upi')
  for (let times = 0; times < 2; times++) await expire(till.context)
  const [expired] = (await till.get(`invoices/${other.invoiceId}`, till.cashier)).body.payments as Body[]
  assert.deepEqual([expired?.paymentId, expired?.status], [waiting.paymentId, 'EXPIRED'])
  place.clock.set(TEST_NOW)
  await assertInvariants(place)
})

test('S7: killed while a return is credited: one credit note for the reversal', async () => {
  const { till, place } = held
  const bill = await till.bill([['PCM', 10]])
  const [line] = bill.lines as { chargeId: string; group: string }[]
  const text = 'select source_kind, source_id, source_line from billing.charges where id = $1'
  const source = (await till.context.pool.query(text, [line?.chargeId])).rows[0]
  const reversal = {
    ...{ group: line?.group, reason: 'Returned', reversalId: newId(till.cell) },
    lines: [
      { sourceKind: source.source_kind, sourceId: source.source_id, sourceLine: source.source_line, quantity: 4 },
    ],
    origin: { actorId: null, requestId: 'kill' },
  }
  const points: readonly Point[] = ['after sql insert into "billing"."credit_notes"', 'after sql commit']
  for (const point of points) {
    await killAt(point, { reversal })
    await assertInvariants(place)
  }
  const { body } = await till.get(`invoices/${bill.invoiceId}`, till.cashier)
  assert.deepEqual([(body.creditNotes as Body[]).length, body.creditedPaise], [1, 420])
})
