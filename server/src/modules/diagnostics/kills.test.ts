// Kills a process at the points of a test (S8): placing, charging, cancelling, taking, rejecting, making final,
// and keeping the report.
// What comes again, the job or the request with its key, brings each to the same end, once.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import type { EventEnvelope } from '../../platform/work/outbox.ts'
import { killAt, type Point } from '../../testing/dying.ts'
import type { Deed } from '../../testing/dying-process.ts'
import type { Asked } from '../../testing/setup.ts'
import { sized } from '../../testing/size.ts'
import { sweepKept } from './reports/keeping.ts'
import { assertDiagnostics } from './testing-invariants.ts'
import { comeIn, eventsOf, hear, openPlace, type Seen } from './testing-lab.ts'

const PROGRAM = path.join(import.meta.dirname, 'testing-process.ts')
/** A kill before a step leaves what a repeat finds anyway, so only the long tests look at it. */
const WHEN = (['after', 'before'] as const).slice(0, sized(1, 2))
const { place, here, acts } = openPlace()

const dieAt = (point: Point, deed: Deed) => killAt(place, PROGRAM, point, deed)
const chargesOf = async (id: string): Promise<string[]> => {
  const text = 'select status from billing.charges where charge_group = $1'
  return (await here.context.pool.query(text, [id])).rows.map(({ status }) => status)
}
const told = async (id: string, name: string): Promise<EventEnvelope<never>> => {
  const found = await eventsOf(place, id, name)
  assert.equal(found.length, 1, name)
  return found[0] as EventEnvelope<never>
}

/** Sends a request that dies at the commit, and then twice with its key: both get the one answer. */
async function repeat(url: string, asked: Asked): Promise<Seen> {
  await dieAt('after sql commit', { url, asked })
  const answers = [await place.ask<Seen>('POST', url, asked), await place.ask<Seen>('POST', url, asked)]
  assert.ok(
    answers.every(({ status }) => status < 300),
    JSON.stringify(answers[0]?.body),
  )
  assert.deepEqual(answers[0]?.body, answers[1]?.body)
  await assertDiagnostics(place)
  return answers[0]?.body as Seen
}

test('S8: killed at the charge, or at its reversal, each is there once', async () => {
  for (const when of WHEN) {
    const id = await acts.place((await comeIn(place, here)).patientId, ['POTASSIUM'])
    const placed = await told(id, 'order-placed')
    await dieAt(`${when} billing.raise-charges`, { event: placed })
    await hear(place, [placed], 2)
    assert.deepEqual(await chargesOf(id), ['OPEN'])
    await acts.ask('POST', `/orders/${id}/cancellation`, { by: here.doctor, body: { reason: 'Not needed' } })
    const cancelled = await told(id, 'order-cancelled')
    await dieAt(`${when} billing.reverse-charges`, { event: cancelled })
    await hear(place, [cancelled, placed], 2)
    assert.deepEqual(await chargesOf(id), ['CANCELLED'])
  }
})

test('S8: killed when it is placed, taken, rejected and made final: the same key gets the answer', async () => {
  const { patientId } = await comeIn(place, here)
  const body = { patientId, labFacilityId: here.facilityId, tests: ['POTASSIUM'], priority: 'urgent' }
  const order = await repeat('/v1/diagnostics/orders', { by: here.doctor, key: 'kill-order', body })
  const url = `/v1/diagnostics/orders/${order.orderId}`
  const lab = (key: string, sent?: object): Asked => ({ by: here.lab, key, ...(sent && { body: sent }) })
  const taking = { lines: [1], kind: 'serum' }
  const first = await repeat(`${url}/specimens`, lab('kill-take', taking))
  const of = (specimen: Seen, act: string) => `/v1/diagnostics/specimens/${specimen.specimen.specimenId}/${act}`
  await repeat(of(first, 'receipt'), lab('kill-receive'))
  await repeat(of(first, 'rejection'), lab('kill-reject', { reason: 'clotted' }))
  const second = await repeat(`${url}/specimens`, lab('kill-again', taking))
  await repeat(of(second, 'receipt'), lab('kill-received'))
  await acts.enter(order.orderId, '7.2')
  await repeat(`${url}/lines/1/authorisation`, lab('kill-final'))
  await repeat(`${url}/lines/1/correction`, lab('kill-correct', { value: '7.0', reason: 'Measured again' }))
  const final = await told(order.orderId, 'result-final')
  await dieAt('before sql update "diagnostics"."reports"', { event: final })
  await hear(place, await eventsOf(place, order.orderId), 3)
  const released = await eventsOf(place, order.orderId, 'report-released')
  assert.equal(released.length, 2)
  assert.equal((await eventsOf(place, order.orderId, 'specimen-collected')).length, 2)
  await assertDiagnostics(place)
})

test('S8: killed before or after a report is kept: one document for each version, and the newer replaces', async () => {
  const { patientId } = await comeIn(place, here)
  const documents = async () => {
    const text = `select id, version, status, replaces, sha256 from documents.documents
      where patient_id = $1 and kind = 'lab-report' order by version`
    return (await here.context.pool.query(text, [patientId])).rows
  }
  const kept = async (id: string) => {
    const text = 'select kept_at from diagnostics.reports where order_id = $1 order by version'
    return (await here.context.pool.query<{ kept_at: Date | null }>(text, [id])).rows.map(({ kept_at }) => kept_at)
  }
  const id = await acts.place(patientId, ['SODIUM'])
  await acts.finish(id, '140')
  await hear(place, await eventsOf(place, id, 'result-final'))
  const released = await told(id, 'report-released')
  await dieAt('before documents.keep-document', { event: released })
  assert.deepEqual(await documents(), [])
  await dieAt('after documents.keep-document', { event: released })
  assert.deepEqual(await kept(id), [null])
  const [first, ...more] = await documents()
  assert.deepEqual([first.status, first.replaces, more], ['STORED', null, []])
  await hear(place, [released], 2)
  assert.deepEqual(await documents(), [first])
  assert.ok((await kept(id))[0])
  assert.equal((await acts.act(id, 'correction', { body: { value: '138', reason: 'Measured again' } })).status, 201)
  await hear(place, await eventsOf(place, id, 'result-corrected'))
  const next = (await eventsOf(place, id, 'report-released')).find((one) => one.id !== released.id)
  await dieAt('after documents.keep-document', { event: next as EventEnvelope<never> })
  await sweepKept(here.context)
  await hear(place, await eventsOf(place, id, 'report-released'), 2)
  const [old, newer, ...others] = await documents()
  assert.deepEqual([old.status, newer.status, newer.version, newer.replaces], ['WITHDRAWN', 'STORED', 2, first.id])
  assert.deepEqual([others, (await kept(id)).includes(null)], [[], false])
})

test('a report with a result that a doctor explains first is no document before the family may read it', async () => {
  const { patientId, ...asha } = await comeIn(place, here)
  const id = await acts.place(patientId, ['CEA'])
  await acts.finish(id, '2')
  await hear(place, await eventsOf(place, id), 2)
  const list = async () => {
    const url = `/v1/documents?patient=${patientId}`
    const { body } = await place.ask<{ items: { kind: string }[] }>('GET', url, { by: { ...asha, patientId } as never })
    return body.items.filter(({ kind }) => kind === 'lab-report').length
  }
  await sweepKept(here.context)
  assert.equal(await list(), 0)
  place.clock.advance(72 * 3_600_000)
  await sweepKept(here.context)
  await sweepKept(here.context)
  assert.equal(await list(), 1)
})
