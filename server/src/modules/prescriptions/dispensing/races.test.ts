// Tests what runs at once, and kills a process at each point of the sagas of dispensing and of returns. Whatever died,
// the sweep or the same request brings each to an end, and prescriptions, stock and bills agree.
import assert from 'node:assert/strict'
import path from 'node:path'
import { afterEach, before, describe, test } from 'node:test'
import { killAt as killProcessAt, type Point } from '../../../testing/dying.ts'
import type { Setup } from '../../../testing/setup.ts'
import { sized } from '../../../testing/size.ts'
import { assertStock, type StockedStore } from '../../inventory/testing.ts'
import { subscriptions } from '../jobs.ts'
import { sweepReturns } from '../returns/steps.ts'
import {
  type Acts,
  assertPrescriptions,
  type Clinic,
  contextOf,
  drive,
  endOf,
  hear,
  lot,
  nextKey,
  openPharmacy,
  rx,
  type Seen,
} from '../testing.ts'
import { assertBooks, withClinic } from '../testing-clinic.ts'
import type { Deed } from '../testing-process.ts'
import type { DispenseId } from './contract.ts'
import { sweepDispenses } from './saga.ts'

let place: Setup
let clinic: Clinic
let acts: Acts

withClinic((held) => {
  ;({ place, clinic, acts } = held)
})
afterEach(() => assertBooks(place))

const pharmacy = (...lots: Parameters<typeof lot>[]) =>
  openPharmacy(
    place,
    clinic.facilityId,
    lots.map((one) => lot(...one)),
  )
const endsOf = (answers: Awaited<ReturnType<Acts['post']>>[]) => answers.map(endOf).sort()
const PCM = [{ lineKey: 1, quantity: 10 }]

const PAIRS = sized(3, 20)

describe('races', () => {
  test('two pharmacists, last strip: one is prepared, one is told; the sum of the ledger is the balance', async () => {
    for (let nth = 0; nth < PAIRS; nth++) {
      const store = await pharmacy(['PCM', 10])
      const two = [await acts.signed([rx('PCM')]), await acts.signed([rx('PCM')])]
      const answers = await Promise.all(two.map(({ prescriptionId }) => acts.prepare(store, prescriptionId, PCM)))
      assert.deepEqual(endsOf(answers), ['201 CHARGED', '409 dispense-short'])
    }
  })

  test('one prescription at two pharmacies of two districts: never more than prescribed', async () => {
    const { items } = (await acts.get('/v1/facilities?pin=411001', clinic.doctor)).body
    const elsewhere = (items[0]?.facilityId ?? clinic.otherFacilityId) as string
    const here = await pharmacy(['PCM', 30 * PAIRS])
    const there = await openPharmacy(place, elsewhere, [lot('PCM', 30 * PAIRS)])
    for (let nth = 0; nth < PAIRS; nth++) {
      const rxed = await acts.signed([rx('PCM')])
      const { patient } = rxed as unknown as { patient: { birthYear: number } }
      const shown = { facilityId: elsewhere, reference: rxed.reference, birthYear: patient.birthYear }
      assert.equal((await acts.post('/v1/prescriptions/presentations', there.pharmacist, shown)).status, 200)
      const answers = await Promise.all([here, there].map((store) => acts.prepare(store, rxed.prescriptionId, PCM)))
      assert.deepEqual(endsOf(answers), ['201 CHARGED', '409 more-than-prescribed'])
    }
  })

  test('hand-over while abandon, while the sweep ends it: one end, and ledger, register and bill agree', async () => {
    const store = await pharmacy(['CEFIX', 30 * PAIRS])
    for (let nth = 0; nth < PAIRS; nth++) {
      const { prescriptionId } = await acts.signed([rx('CEFIX')])
      const { dispenseId } = (await acts.prepare(store, prescriptionId, PCM)).body
      await acts.pay(dispenseId)
      await drive(place, dispenseId)
      const answers = await Promise.all([
        acts.handOver(store, dispenseId),
        acts.abandon(store, dispenseId),
        acts.handOver(store, dispenseId),
      ])
      assert.equal(answers.filter(({ status }) => status === 200).length, 1, JSON.stringify(answers.map(endOf)))
      await drive(place, dispenseId)
      const { status } = await acts.read(dispenseId, store.pharmacist)
      assert.ok(status === 'HANDED_OVER' || status === 'ABANDONED')
    }
  })

  test('a patient is merged while dispensing: both records lead to one list', async () => {
    const store = await pharmacy(['PCM', 30])
    const rxed = await acts.signed([rx('PCM')])
    const { dispenseId } = (await acts.prepare(store, rxed.prescriptionId, PCM)).body
    const kept = await place.citizen()
    const found = subscriptions(contextOf(place)).find(({ event }) => event.name === 'patients.patients-merged.v1')
    await found?.handle({ body: { goneId: rxed.patientId, keptId: kept.patientId, version: 1 } } as never)
    await acts.pay(dispenseId)
    assert.equal(endOf(await acts.handOver(store, dispenseId)), '200 HANDED_OVER')
    const { items } = (await acts.get(`/v1/prescriptions?patient=${kept.patientId}`, kept)).body
    assert.deepEqual(
      items.map((one) => [one.prescriptionId, one.fulfilment]),
      [[rxed.prescriptionId, 'full']],
    )
  })
})

const PROGRAM = path.join(import.meta.dirname, '../testing-process.ts')
const killAt = (point: Point, deed: Deed) => killProcessAt(place, PROGRAM, point, deed)

/** A store of which this module has copied everything, so that the commits of a request can be counted. */
async function openKnown(): Promise<StockedStore> {
  const store = await pharmacy(['CEFIX', 500])
  await hear(place, 'inventory', store.storeId)
  await acts.prepare(store, (await acts.signed([rx('CEFIX')])).prescriptionId, [{ lineKey: 1, quantity: 1 }])
  return store
}

const latestOf = async (prescriptionId: string): Promise<DispenseId> => {
  const text = 'select id from prescriptions.dispenses where prescription_id = $1'
  const { rows } = await contextOf(place).pool.query(text, [prescriptionId])
  assert.equal(rows.length, 1, 'a repeat begins nothing new')
  return rows[0]?.id
}

/** The sweep comes, a minute later. */
async function sweep(minutes = 6): Promise<void> {
  place.clock.advance(minutes * 60_000)
  for (let times = 0; times < 2; times++) {
    await sweepDispenses(contextOf(place))
    await sweepReturns(contextOf(place))
  }
}

const ENTRIES = 'select number from prescriptions.register_entries where dispense_id = $1'

describe('kills', () => {
  let store: StockedStore
  before(async () => {
    store = await openKnown()
  })

  const PREPARING: readonly Point[] = [
    'after sql inventory.reserve_stock',
    'before sql#2 update "prescriptions"."dispenses"',
    'after sql commit',
    'before sql inventory.reserve_stock',
    'before sql insert into "prescriptions"."dispense_lines"',
    'after sql#2 commit',
    'before sql insert into "billing"."charges"',
    'after sql#4 commit',
  ]

  test('S6, points 1 to 5: killed while it is prepared, the sweep goes on, and the same request finds it', async () => {
    for (const point of first(PREPARING, 2)) {
      const { prescriptionId } = await acts.signed([rx('CEFIX')])
      const key = nextKey()
      const body = { storeId: store.storeId, prescriptionId, lines: PCM }
      const asked = { by: store.pharmacist, key, body }
      await killAt(point, { url: '/v1/dispenses', asked })
      await assertPrescriptions(place)
      const id = await latestOf(prescriptionId)
      await sweep()
      const found = await acts.prepare(store, prescriptionId, PCM, {}, key)
      assert.deepEqual([endOf(found), found.body.dispenseId], ['201 CHARGED', id], point)
      assert.equal((await acts.chargesOf(id)).length, 1)
      await assertPrescriptions(place)
      await assertStock(place)
    }
  })

  const prepared = async (): Promise<Seen> => {
    const { prescriptionId } = await acts.signed([rx('CEFIX')])
    const { body } = await acts.prepare(store, prescriptionId, PCM, { collection: 'later' })
    assert.equal(body.status, 'CHARGED')
    await acts.pay(body.dispenseId)
    return { ...body, prescriptionId }
  }

  test('S6, points 6 to 9: killed at the payment, the keeping or the hand-over, it has one end', async () => {
    const points: readonly Point[] = [
      'after sql inventory.keep_reservation',
      'before sql insert into "prescriptions"."outbox"',
      'before sql update "prescriptions"."dispenses"',
      'before sql inventory.keep_reservation',
      'before sql insert into "prescriptions"."register_entries"',
    ]
    for (const point of first(points, 2)) {
      const { dispenseId } = await prepared()
      const asked = { by: store.pharmacist, key: nextKey(), body: { to: 'The patient' } }
      await killAt(point, { url: `/v1/dispenses/${dispenseId}/handover`, asked })
      await sweep()
      const { body } = await contextOf(place)
        .pool.query(ENTRIES, [dispenseId])
        .then(({ rows }) => ({ body: rows }))
      assert.equal(body.length, 0, `${point}: half a hand-over is none`)
      const answer = await acts.handOver(store, dispenseId, {}, asked.key)
      assert.equal(endOf(answer), '200 HANDED_OVER', point)
      await drive(place, dispenseId)
      assert.equal((await contextOf(place).pool.query(ENTRIES, [dispenseId])).rows.length, 1)
      await assertStock(place)
    }
  })

  test('S6, points 8b and 9: killed after the hand-over, the stock leaves the store once', async () => {
    const points: readonly Point[] = ['after inventory.commit-reservation', 'before inventory.commit-reservation']
    for (const point of first(points, 1)) {
      const { dispenseId } = await prepared()
      assert.equal(endOf(await acts.handOver(store, dispenseId)), '200 HANDED_OVER')
      await killAt(point, { advance: dispenseId })
      await sweep()
      const text = `select sum(m.quantity)::int as quantity from inventory.movements m
        join prescriptions.dispenses d on d.reservation_id = m.source_id where d.id = $1`
      assert.deepEqual((await contextOf(place).pool.query(text, [dispenseId])).rows, [{ quantity: -10 }])
    }
  })

  const ENDING: readonly Point[] = ['after inventory.release-reservation', 'after billing.reverse-charges']

  test('killed between the release and the reversal, nobody owes anything and nothing is held', async () => {
    for (const point of first(ENDING, 1)) {
      const { prescriptionId } = await acts.signed([rx('CEFIX')])
      const { dispenseId } = (await acts.prepare(store, prescriptionId, PCM)).body
      await killAt(point, { abandon: dispenseId })
      await sweep()
      assert.deepEqual(
        (await acts.chargesOf(dispenseId)).map(({ status }) => status),
        ['CANCELLED'],
      )
    }
  })

  test('S7: killed at the stock or at the money, what came back comes back once', async () => {
    const sold = await pharmacy(['PCM', 100])
    const points: readonly Point[] = [
      'after billing.reverse-charges',
      'after inventory.put-back',
      'before inventory.put-back',
      'before billing.reverse-charges',
    ]
    for (const point of first(points, 1)) {
      const { dispenseId } = (await acts.prepare(sold, undefined, [{ itemCode: 'PCM', quantity: 10 }])).body
      await acts.pay(dispenseId)
      assert.equal(endOf(await acts.handOver(sold, dispenseId)), '200 HANDED_OVER')
      const back = [{ line: 1, quantity: 4, isSealed: true, isUsable: true }]
      assert.equal(endOf(await acts.takeBack(sold, dispenseId, back)), '200 HANDED_OVER')
      await drive(place, dispenseId)
      await killAt(point, { settle: { dispenseId, number: 1 } })
      await sweep()
      const text = `select sum(quantity)::int as quantity from inventory.movements
        where store_id = $1 and kind = 'return'`
      const { rows } = await contextOf(place).pool.query(text, [sold.storeId])
      assert.equal(rows[0]?.quantity % 4, 0)
      const credited = 'select credited_quantity from billing.charges where source_id = $1'
      assert.deepEqual((await contextOf(place).pool.query(credited, [dispenseId])).rows, [{ credited_quantity: 4 }])
    }
  })
})

/** Each kill starts a process, so the usual tests look at the first points of each list only. */
const first = <One>(points: readonly One[], count: number): readonly One[] => points.slice(0, sized(count, 99))
