// Tests dispensing: preparing, paying, handing over, giving up, substitutes, over the counter, returns, recalls,
// registers; each route allowed, forbidden, invalid and repeated.
import assert from 'node:assert/strict'
import { afterEach, describe, test } from 'node:test'
import type { Person, Setup } from '../../../testing/setup.ts'
import type { StockedStore } from '../../inventory/testing.ts'
import { subscriptions } from '../jobs.ts'
import { sweepReturns } from '../returns/steps.ts'
import {
  type Acts,
  type Clinic,
  contextOf,
  drive,
  endOf,
  hear,
  lot,
  MAKER,
  nextKey,
  openPharmacy,
  rx,
  type Seen,
} from '../testing.ts'
import { assertBooks, withClinic } from '../testing-clinic.ts'
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
const freeOf = async ({ storeId }: StockedStore, itemCode: string): Promise<number> => {
  const text =
    'select on_hand - reserved - blocked as free from inventory.levels where store_id = $1 and item_code = $2'
  const { rows } = await contextOf(place).pool.query(text, [storeId, itemCode])
  return rows[0]?.free ?? 0
}
const lineOf = async (prescriptionId: string, key = 1) => {
  const text =
    'select promised, dispensed, returned from prescriptions.lines where prescription_id = $1 and line_key = $2'
  const { rows } = await contextOf(place).pool.query(text, [prescriptionId, key])
  return [rows[0]?.promised, rows[0]?.dispensed, rows[0]?.returned]
}
const statusesOf = async (id: string) => (await acts.chargesOf(id)).map(({ status }) => status)
const eventsOf = async (id: string): Promise<string[]> => {
  const text = `select name from prescriptions.outbox where body->'body'->>'dispenseId' = $1 order by name`
  const { rows } = await contextOf(place).pool.query(text, [id])
  return rows.map(({ name }) => name.replace(/^prescriptions\.|\.v1$/g, ''))
}
const endsOf = (answers: Awaited<ReturnType<Acts['post']>>[]) => answers.map(endOf).sort()
const PCM = [{ lineKey: 1, quantity: 10 }]

describe('a dispense', () => {
  test('is reserved and charged, paid, handed over once, and leaves the store', async () => {
    const store = await pharmacy(['PCM', 30], ['PCM', 5, { lot: 'SOON', expiresOn: '2026-09-30', mrpPaise: 100 }])
    const rxed = await acts.signed([rx('PCM')])
    const key = nextKey()
    const answers = [await acts.prepare(store, rxed.prescriptionId, PCM, {}, key)]
    answers.push(await acts.prepare(store, rxed.prescriptionId, PCM, {}, key))
    assert.deepEqual(answers.map(endOf), ['201 CHARGED', '201 CHARGED'])
    const [{ body }] = answers as [(typeof answers)[0]]
    const { dispenseId } = body
    assert.equal(answers[1]?.body.dispenseId, dispenseId)
    assert.deepEqual(
      body.lines.map((line) => [line.lot, line.quantity, line.unitPricePaise]),
      [
        ['SOON', 5, 100],
        ['PCM-1', 5, 200],
      ],
      'what expires first goes first',
    )
    assert.deepEqual([body.totalPaise, body.duePaise], [1_500, 1_500])
    assert.deepEqual([await freeOf(store, 'PCM'), await lineOf(rxed.prescriptionId)], [25, [10, 0, 0]])
    const early = await acts.handOver(store, dispenseId)
    assert.deepEqual([endOf(early), early.body.duePaise], ['409 dispense-not-paid', 1_500])
    await acts.pay(dispenseId)
    await hear(place, 'billing', dispenseId)
    const handed = nextKey()
    for (let times = 0; times < 2; times++) {
      assert.equal(endOf(await acts.handOver(store, dispenseId, {}, handed)), '200 HANDED_OVER')
    }
    assert.equal(endOf(await acts.handOver(store, dispenseId)), '409 dispense-state')
    assert.equal(endOf(await acts.abandon(store, dispenseId)), '409 dispense-state')
    for (let times = 0; times < 5; times++) await hear(place, 'prescriptions', dispenseId)
    assert.deepEqual([await freeOf(store, 'PCM'), await lineOf(rxed.prescriptionId)], [25, [0, 10, 0]])
    assert.deepEqual(await eventsOf(dispenseId), ['dispense-handed-over', 'dispense-prepared'])
    assert.equal((await acts.read(dispenseId, clinic.cashier)).handedTo, 'The patient')
    const labels = await acts.get(`/v1/dispenses/${dispenseId}/labels`, store.pharmacist)
    assert.deepEqual(
      labels.body.items.map((one) => [one.patientName, one.medicine, one.dose, one.lot]),
      ['SOON', 'PCM-1'].map((name) => ['Asha Sharma', 'Paracetamol 500 mg', '1 tablet', name]),
    )
  })

  test('the event of the payment is late, and the hand-over finds it out', async () => {
    const store = await pharmacy(['PCM', 30])
    const { prescriptionId } = await acts.signed([rx('PCM')])
    const { dispenseId } = (await acts.prepare(store, prescriptionId, PCM)).body
    await acts.pay(dispenseId)
    assert.equal(endOf(await acts.handOver(store, dispenseId)), '200 HANDED_OVER')
    await drive(place, dispenseId)
  })

  test('what is not there is said, per line, and nothing is held', async () => {
    const store = await pharmacy(['PCM', 4])
    const { prescriptionId } = await acts.signed([rx('PCM')])
    const refused = await acts.prepare(store, prescriptionId, PCM)
    assert.equal(endOf(refused), '409 dispense-short')
    assert.deepEqual(refused.body.short, [{ line: 0, itemCode: 'PCM', free: 4 }])
    assert.deepEqual([await freeOf(store, 'PCM'), await lineOf(prescriptionId)], [4, [0, 0, 0]])
    const { dispenseId } = refused.body
    assert.equal((await acts.read(dispenseId, store.pharmacist)).status, 'REFUSED')
    assert.equal(endOf(await acts.handOver(store, dispenseId)), '409 dispense-over')
  })

  test('a part is given, what is left is shown, and more is refused with what is left', async () => {
    const store = await pharmacy(['PCM', 30])
    const { prescriptionId } = await acts.signed([rx('PCM')])
    const part = (await acts.prepare(store, prescriptionId, [{ lineKey: 1, quantity: 4 }])).body
    const more = await acts.prepare(store, prescriptionId, PCM)
    assert.deepEqual([endOf(more), more.body.left], ['409 more-than-prescribed', 6])
    await acts.pay(part.dispenseId)
    await acts.handOver(store, part.dispenseId)
    await drive(place, part.dispenseId)
    const { lines } = (await acts.get(`/v1/prescriptions/${prescriptionId}`, store.pharmacist)).body
    assert.deepEqual([lines[0]?.dispensed, lines[0]?.left], [4, 6])
    const below = await place.ask<Seen>('POST', `/v1/prescriptions/${prescriptionId}/amendments`, {
      ...{ by: clinic.doctor, body: { lines: [rx('PCM', { lineKey: 1, days: 1 })], reason: 'Enough' } },
    })
    assert.deepEqual([endOf(below), below.body.dispensed], ['409 already-dispensed', 4])
  })

  test('who may not, what is wrong', async () => {
    const store = await pharmacy(['PCM', 30])
    const far = await openPharmacy(place, clinic.otherFacilityId, [lot('PCM', 30)])
    const ward = await openPharmacy(place, clinic.facilityId, [], {
      kind: 'ward',
      handOver: 'free',
      licenceNo: undefined,
    })
    const rxed = await acts.signed([rx('PCM')])
    const { prescriptionId } = rxed
    const body = { storeId: store.storeId, prescriptionId, lines: PCM }
    const ask = (by: Person, more: object = {}) => acts.post('/v1/dispenses', by, { ...body, ...more })
    for (const by of [rxed, clinic.doctor, clinic.nurse, clinic.cashier, clinic.reception]) {
      assert.equal(endOf(await ask(by)), '403 forbidden')
    }
    assert.equal(endOf(await ask(far.pharmacist)), '403 forbidden', 'the store of another facility')
    assert.equal(endOf(await ask(far.pharmacist, { storeId: far.storeId })), '404 not-found', 'not shown there')
    assert.equal(endOf(await acts.prepare(ward, prescriptionId, PCM)), '400 /storeId')
    for (const [lines, end] of [
      [[{ lineKey: 7, quantity: 1 }], '400 /lines/0/lineKey'],
      [[{ quantity: 1 }], '400 /lines/0/lineKey'],
      [[{ lineKey: 1, itemCode: 'NO-SUCH', quantity: 1 }], '400 /lines/0/itemCode'],
      [[{ lineKey: 1, quantity: 0 }], '400 /lines/0/quantity'],
      [[{ lineKey: 1, quantity: 1.5 }], '400 /lines/0/quantity'],
    ] as const) {
      assert.equal(endOf(await acts.prepare(store, prescriptionId, lines)), end)
    }
    const keyless = await place.ask<Seen>('POST', '/v1/dispenses', { by: store.pharmacist, body })
    assert.equal(endOf(keyless), '400 idempotency-key-needed')
    const { dispenseId } = (await acts.prepare(store, prescriptionId, PCM)).body
    for (const deed of ['handover', 'abandonment', 'witness', 'returns']) {
      const stated = { ...(deed === 'handover' && { to: 'x' }), ...(deed === 'returns' && RETURN) }
      const sent = deed === 'abandonment' || deed === 'witness' ? undefined : stated
      const url = `/v1/dispenses/${dispenseId}/${deed}`
      assert.equal(endOf(await acts.post(url, far.pharmacist, sent)), '404 not-found')
      assert.equal(endOf(await acts.post(url, rxed, sent)), '403 forbidden')
    }
    assert.equal((await acts.get(`/v1/dispenses/${dispenseId}`, far.pharmacist)).status, 404)
    assert.equal((await acts.get(`/v1/dispenses?store=${store.storeId}`, far.pharmacist)).status, 403)
    const listed = (await acts.get(`/v1/dispenses?store=${store.storeId}&status=CHARGED`, store.pharmacist)).body
    assert.deepEqual([listed.items.length, listed.items[0]?.items], [1, ['Paracetamol 500 mg']])
    await acts.abandon(store, dispenseId)
  })
})

const RETURN = { lines: [{ line: 1, quantity: 1, isSealed: true, isUsable: true }], reason: 'Not needed' }

describe('the way back', () => {
  test('abandoned twice, five at once: one release, one reversal', async () => {
    const store = await pharmacy(['PCM', 30])
    const { prescriptionId } = await acts.signed([rx('PCM')])
    const { dispenseId } = (await acts.prepare(store, prescriptionId, PCM)).body
    const five = await Promise.all([1, 2, 3, 4, 5].map(() => acts.abandon(store, dispenseId)))
    assert.deepEqual(endsOf(five), ['200 ABANDONED', ...Array(4).fill('409 dispense-over')])
    for (let times = 0; times < 2; times++) await hear(place, 'prescriptions', dispenseId)
    assert.deepEqual([await freeOf(store, 'PCM'), await lineOf(prescriptionId)], [30, [0, 0, 0]])
    assert.deepEqual(await statusesOf(dispenseId), ['CANCELLED'])
    assert.deepEqual(await eventsOf(dispenseId), ['dispense-abandoned', 'dispense-prepared'])
  })

  test('what was paid and is given up becomes a refund that is due', async () => {
    const store = await pharmacy(['PCM', 30])
    const { prescriptionId } = await acts.signed([rx('PCM')])
    const { dispenseId } = (await acts.prepare(store, prescriptionId, PCM)).body
    await acts.pay(dispenseId)
    await drive(place, dispenseId)
    assert.equal(endOf(await acts.abandon(store, dispenseId)), '200 ABANDONED')
    assert.deepEqual(await statusesOf(dispenseId), ['CREDITED'])
    assert.equal(await freeOf(store, 'PCM'), 30)
  })

  test('nobody comes: after its time it ends by itself, also when its reservation has ended before', async () => {
    const store = await pharmacy(['PCM', 30])
    const { prescriptionId } = await acts.signed([rx('PCM')])
    const { dispenseId } = (await acts.prepare(store, prescriptionId, PCM)).body
    const later = (await acts.prepare(store, undefined, [{ itemCode: 'PCM', quantity: 1 }], { collection: 'later' }))
      .body
    place.clock.advance(31 * 60_000)
    for (let times = 0; times < 2; times++) await sweepDispenses(contextOf(place))
    const ended = await acts.read(dispenseId, store.pharmacist)
    assert.deepEqual([ended.status, ended.endReason], ['ABANDONED', 'time'])
    assert.equal((await acts.read(later.dispenseId, store.pharmacist)).status, 'CHARGED')
    assert.deepEqual([await statusesOf(dispenseId), await lineOf(prescriptionId)], [['CANCELLED'], [0, 0, 0]])
    place.clock.advance(-31 * 60_000)
  })

  test('what the doctor stops is not handed over, and what is amended only by who has read it', async () => {
    const store = await pharmacy(['PCM', 30], ['AMOX', 30])
    const rxed = await acts.signed([rx('PCM'), rx('AMOX')])
    const { prescriptionId } = rxed
    const both = [{ lineKey: 1, quantity: 4 }]
    const prepared = await Promise.all([1, 2].map(() => acts.prepare(store, prescriptionId, both)))
    const [one, two] = prepared.map(({ body }) => body.dispenseId) as [never, never]
    for (const id of [one, two]) await acts.pay(id)
    const amended = await place.ask<Seen>('POST', `/v1/prescriptions/${prescriptionId}/amendments`, {
      ...{
        by: clinic.doctor,
        body: { lines: [rx('PCM', { lineKey: 1, dose: '1 tablet after food' })], reason: 'Stomach' },
      },
    })
    assert.equal(amended.status, 201)
    const early = await acts.handOver(store, one)
    assert.deepEqual([endOf(early), early.body.version], ['409 prescription-changed', 2])
    assert.equal(endOf(await acts.handOver(store, one, { seenVersion: 2 })), '200 HANDED_OVER')
    await acts.post(`/v1/prescriptions/${prescriptionId}/stopping`, clinic.doctor, { reason: 'A rash' })
    assert.equal(endOf(await acts.handOver(store, two, { seenVersion: 2 })), '409 prescription-over')
    await hear(place, 'prescriptions', prescriptionId)
    assert.equal((await acts.read(two, store.pharmacist)).endReason, 'stopped')
    await drive(place, two)
    assert.equal(endOf(await acts.prepare(store, prescriptionId, both)), '409 prescription-over')
  })

  test('billing refuses for good, or is away for an hour: the dispense ends, and staff see why meanwhile', async () => {
    const store = await pharmacy(['PCM', 30])
    const { prescriptionId } = await acts.signed([rx('PCM')])
    const real = contextOf(place)
    const away = {
      ...real,
      call: (type: { name: string }, input: never) =>
        type.name === 'billing.find-settlements' ? Promise.reject(new Error('away')) : real.call(type as never, input),
    } as typeof real
    const { dispenseId } = (await acts.prepare(store, prescriptionId, PCM, { collection: 'later' })).body
    for (const minutes of [6, 62]) {
      place.clock.advance(minutes * 60_000)
      await sweepDispenses(away)
    }
    const stuck = await acts.read(dispenseId, store.pharmacist)
    assert.deepEqual([stuck.status, stuck.endReason, stuck.problem], ['ABANDONED', 'refused', 'unavailable'])
    await sweepDispenses(real)
    assert.deepEqual([await freeOf(store, 'PCM'), await statusesOf(dispenseId)], [30, ['CANCELLED']])
    place.clock.advance(-68 * 60_000)
  })
})

describe('what a pharmacist may give', () => {
  test('a substitute has the same ingredients and strength, a reason, and the word of the doctor', async () => {
    const store = await pharmacy(['PCM-B', 30], ['PCM-650', 30])
    const { prescriptionId } = await acts.signed([rx('PCM')])
    const ask = (itemCode: string, more: object = {}) =>
      acts.prepare(store, prescriptionId, [{ lineKey: 1, itemCode, quantity: 10, ...more }])
    const reason = { substitutedReason: 'The generic is out of stock' }
    assert.equal(endOf(await ask('PCM-650', reason)), '409 substitute-not-same')
    assert.equal(endOf(await ask('PCM-B')), '400 /lines/0/substitutedReason')
    const { body } = await ask('PCM-B', reason)
    assert.deepEqual(
      [body.status, body.lines[0]?.substitutedReason, body.lines[0]?.quantity],
      [...['CHARGED', 'The generic is out of stock', 10]],
    )
    assert.ok(body.totalPaise > 0, 'a substitute flips no sign')
    await acts.pay(body.dispenseId)
    await acts.handOver(store, body.dispenseId)
    await drive(place, body.dispenseId)
    assert.equal(await freeOf(store, 'PCM-B'), 20)
    const asking = await acts.signed([rx('PCM', { substitution: 'ask' })])
    const refused = await acts.prepare(store, asking.prescriptionId, [
      { lineKey: 1, itemCode: 'PCM-B', quantity: 1, ...reason },
    ])
    assert.equal(endOf(refused), '409 substitution-not-allowed')
    const named = await acts.signed([
      { ...rx('PCM'), itemCode: undefined, genericName: 'Paracetamol', strength: '500 mg' },
    ])
    const give = (itemCode: string) =>
      acts.prepare(store, named.prescriptionId, [{ lineKey: 1, itemCode, quantity: 1, ...reason }])
    assert.equal(endOf(await give('PCM-650')), '409 substitute-not-same')
    const given = await give('PCM-B')
    assert.equal(endOf(given), '201 CHARGED')
    await acts.abandon(store, given.body.dispenseId)
  })

  test('over the counter only what no schedule holds, or Schedule G', async () => {
    const store = await pharmacy(['PCM', 30], ['AMOX', 30], ['UNSET', 30], ['INSULIN', 3], ['MORPH', 3])
    const sell = (itemCode: string, more: object = {}) =>
      acts.prepare(store, undefined, [{ itemCode, quantity: 1 }], more)
    assert.deepEqual((await Promise.all(['AMOX', 'UNSET', 'MORPH'].map((code) => sell(code)))).map(endOf), [
      ...['409 prescription-needed', '409 prescription-needed', '409 controlled-drug'],
    ])
    for (const code of ['PCM', 'INSULIN']) {
      const { body } = await sell(code)
      assert.equal(body.status, 'CHARGED')
      await acts.pay(body.dispenseId)
      assert.equal(endOf(await acts.handOver(store, body.dispenseId)), '200 HANDED_OVER')
    }
    assert.equal(
      endOf(await acts.prepare(store, undefined, [{ lineKey: 1, itemCode: 'PCM', quantity: 1 }])),
      '400 /lines/0/lineKey',
    )
  })

  test('an allergy warns at dispensing too; an override asks for a reason', async () => {
    const store = await pharmacy(['CLAV', 30], ['PCM', 30])
    const rxed = await acts.signed([rx('CLAV')])
    const substance = { substance: 'Amoxicillin', severity: 'severe' }
    await acts.post(`/v1/patients/${rxed.patientId}/allergies`, clinic.doctor, substance)
    const refused = await acts.prepare(store, rxed.prescriptionId, PCM)
    assert.equal(endOf(refused), '409 warning-open')
    const overrides = [{ kind: 'allergy', lineKey: 1, reason: 'The doctor knows, asked by telephone' }]
    const { body } = await acts.prepare(store, rxed.prescriptionId, PCM, { overrides })
    assert.equal(body.warnings[0]?.overriddenReason, 'The doctor knows, asked by telephone')
    await acts.abandon(store, body.dispenseId)
    const sold = await acts.prepare(store, undefined, [{ itemCode: 'PCM', quantity: 1 }], { patientId: rxed.patientId })
    assert.equal(endOf(sold), '201 CHARGED')
  })

  test('a store that gives freely charges nothing and hands over at once', async () => {
    const store = await openPharmacy(place, clinic.facilityId, [lot('PCM', 30)], { handOver: 'free' })
    const { prescriptionId } = await acts.signed([rx('PCM')])
    const { body } = await acts.prepare(store, prescriptionId, PCM)
    assert.deepEqual([body.status, body.totalPaise, body.isFree], ['READY', 0, true])
    assert.equal(endOf(await acts.handOver(store, body.dispenseId)), '200 HANDED_OVER')
    await drive(place, body.dispenseId)
    assert.deepEqual(await statusesOf(body.dispenseId), [])
    const back = await acts.takeBack(store, body.dispenseId, [{ line: 1, quantity: 2, isSealed: true, isUsable: true }])
    assert.equal(endOf(back), '200 HANDED_OVER')
    await hear(place, 'prescriptions', body.dispenseId)
    assert.equal(await freeOf(store, 'PCM'), 22)
  })
})

describe('registers', () => {
  test('Schedule H1 is entered by the hand-over, without a gap, and Schedule X needs a second person', async () => {
    const store = await pharmacy(['CEFIX', 100], ['METHYL', 30])
    const six = await Promise.all([1, 2, 3, 4, 5, 6].map(() => acts.signed([rx('CEFIX')])))
    const ready: Seen[] = []
    for (const { prescriptionId } of six) {
      const { body } = await acts.prepare(store, prescriptionId, [{ lineKey: 1, quantity: 10 }])
      await acts.pay(body.dispenseId)
      ready.push(body)
    }
    const handed = await Promise.all(ready.map(({ dispenseId }) => acts.handOver(store, dispenseId)))
    assert.deepEqual(handed.map(endOf), Array(6).fill('200 HANDED_OVER'))
    const url = `/v1/registers/H1?facility=${clinic.facilityId}&from=2026-03-02&until=2026-03-02`
    const { items } = (await acts.get(url, store.pharmacist)).body
    assert.deepEqual(
      items.map(({ number }) => number),
      [1, 2, 3, 4, 5, 6],
    )
    assert.match(String(items[0]?.prescriber), /^Dr Meera Iyer, DL DMC\/A/)
    assert.deepEqual([items[0]?.lot, items[0]?.maker, items[0]?.quantity], ['CEFIX-1', MAKER, 10])
    const far = await place.staff('pharmacist', clinic.otherFacilityId)
    assert.equal((await acts.get(url, far)).status, 403)
    assert.equal((await acts.get(url, clinic.doctor)).status, 403)
    assert.equal((await acts.get(url.replace('until=2026-03-02', 'until=2026-03-01'), store.pharmacist)).status, 400)

    const { prescriptionId } = await acts.signed([rx('METHYL')])
    const { dispenseId } = (await acts.prepare(store, prescriptionId, [{ lineKey: 1, quantity: 10 }])).body
    await acts.pay(dispenseId)
    const witness = (by: Person) => acts.post(`/v1/dispenses/${dispenseId}/witness`, by)
    assert.equal(endOf(await acts.handOver(store, dispenseId)), '409 second-person-needed')
    await witness(store.pharmacist)
    assert.equal(endOf(await acts.handOver(store, dispenseId)), '409 second-person-needed', 'one person is not two')
    assert.equal(endOf(await witness(await place.staff('pharmacist', clinic.facilityId))), '200 READY')
    assert.equal(endOf(await acts.handOver(store, dispenseId)), '200 HANDED_OVER')
    const entries = (await acts.get(url.replace('H1', 'X'), store.pharmacist)).body.items
    assert.deepEqual([entries.length, entries[0]?.number], [1, 1])
  })
})

describe('returns', () => {
  const given = async (code: 'PCM' | 'CEFIX' | 'INSULIN', more: object = {}) => {
    const store = await pharmacy([code, 30])
    const { prescriptionId } = await acts.signed([rx(code, more)])
    const { dispenseId } = (await acts.prepare(store, prescriptionId, [{ lineKey: 1, quantity: 10 }])).body
    await acts.pay(dispenseId)
    await acts.handOver(store, dispenseId)
    return { store, prescriptionId, dispenseId }
  }
  const part = (quantity: number, more: object = {}) => [{ line: 1, quantity, isSealed: true, isUsable: true, ...more }]

  test('come back once: the stock, and the money at the price that was paid', async () => {
    const { store, prescriptionId, dispenseId } = await given('PCM')
    const key = nextKey()
    for (let times = 0; times < 2; times++) {
      assert.equal(endOf(await acts.takeBack(store, dispenseId, part(4), key)), '200 HANDED_OVER')
    }
    for (let times = 0; times < 5; times++) await hear(place, 'prescriptions', dispenseId)
    assert.deepEqual([await freeOf(store, 'PCM'), await lineOf(prescriptionId)], [24, [0, 10, 4]])
    const credit = 'select total_paise::int as paise from billing.credit_notes n where n.facility_id = $1'
    const { rows } = await contextOf(place).pool.query(credit, [clinic.facilityId])
    assert.ok(
      rows.some(({ paise }) => paise === 800),
      JSON.stringify(rows),
    )
    assert.equal(endOf(await acts.takeBack(store, dispenseId, part(2, { isUsable: false }))), '200 HANDED_OVER')
    await sweepReturns(contextOf(place))
    assert.equal(await freeOf(store, 'PCM'), 24, 'what is not usable waits in quarantine')
    const kinds = `select distinct kind from inventory.movements where store_id = $1 order by kind`
    const moved = await contextOf(place).pool.query(kinds, [store.storeId])
    assert.deepEqual(
      moved.rows.map(({ kind }) => kind),
      ['dispense', 'receive', 'return'],
    )
  })

  test('more is returned than was sold, also by two at once: never', async () => {
    const { store, dispenseId } = await given('PCM')
    const two = await Promise.all([1, 2].map(() => acts.takeBack(store, dispenseId, part(6))))
    assert.deepEqual(endsOf(two), ['200 HANDED_OVER', '409 return-too-much'])
    assert.equal(two.find(({ status }) => status === 409)?.body.left, 4)
    await sweepReturns(contextOf(place))
  })

  test('after seven days, cold, opened, or of a register: not at all', async () => {
    const { store, dispenseId } = await given('PCM')
    const why = async (id: string, lines: object[], from: StockedStore = store) =>
      (await acts.takeBack(from, id, lines)).body.why
    assert.equal(await why(dispenseId, part(1, { isSealed: false })), 'opened')
    assert.equal(endOf(await acts.takeBack(store, dispenseId, [{ ...part(1)[0], line: 9 }])), '400 /lines/0/line')
    assert.equal(endOf(await acts.takeBack(store, dispenseId, [...part(1), ...part(2)])), '400 /lines')
    const cold = await given('INSULIN', { quantity: 10, dose: '10 units', route: 'subcutaneous' })
    assert.equal(await why(cold.dispenseId, part(1), cold.store), 'cold')
    const h1 = await given('CEFIX')
    assert.equal(await why(h1.dispenseId, part(1), h1.store), 'schedule')
    place.clock.advance(8 * 86_400_000)
    assert.equal(await why(dispenseId, part(1)), 'time')
    place.clock.advance(-8 * 86_400_000)
    const open = (await acts.prepare(store, undefined, [{ itemCode: 'PCM', quantity: 1 }])).body
    assert.equal(endOf(await acts.takeBack(store, open.dispenseId, part(1))), '409 dispense-state')
  })
})

describe('a recall', () => {
  const block = async (store: StockedStore, name: string, id: string): Promise<void> => {
    const { pool } = place.program.context('inventory')
    await pool.query(
      `update inventory.lots set state = 'recalled', state_reason = 'Test' where store_id = $1 and lot = $2`,
      [store.storeId, name],
    )
    await pool.query(
      `update inventory.levels l set blocked = blocked + (select sum(on_hand - reserved) from inventory.lots k
        where k.store_id = l.store_id and k.item_code = l.item_code and k.lot = $2) where l.store_id = $1`,
      [store.storeId, name],
    )
    const release = await import('../../inventory/contract.ts')
    const asked = { reservationId: id, storeId: store.storeId, origin: { actorId: null, requestId: 'recall' } } as never
    await contextOf(place).call(release.releaseReservation, asked)
    const found = subscriptions(contextOf(place)).find(({ event }) => event.name === 'inventory.reservation-ended.v1')
    const body = { reservationId: id, storeId: store.storeId, facilityId: store.facilityId, why: 'recalled' }
    for (let times = 0; times < 2; times++) await found?.handle({ body, actorId: null, requestId: 'recall' } as never)
  }

  test('ends what was charged, picks other lots where nobody pays, and lists who got the lot', async () => {
    const lots = [lot('PCM', 30, { lot: 'BAD', expiresOn: '2026-09-30' }), lot('PCM', 30, { lot: 'GOOD' })]
    const paid = await openPharmacy(place, clinic.facilityId, lots)
    const free = await openPharmacy(place, clinic.facilityId, lots, { handOver: 'free' })
    const before = await acts.signed([rx('PCM')])
    const got = (await acts.prepare(free, before.prescriptionId, PCM)).body
    await acts.handOver(free, got.dispenseId)
    await drive(place, got.dispenseId)
    const [one, two] = [await acts.signed([rx('PCM')]), await acts.signed([rx('PCM')])]
    const charged = (await acts.prepare(paid, one.prescriptionId, PCM)).body
    const ready = (await acts.prepare(free, two.prescriptionId, PCM)).body
    await block(paid, 'BAD', charged.dispenseId)
    await block(free, 'BAD', ready.dispenseId)
    const ended = await acts.read(charged.dispenseId, paid.pharmacist)
    assert.deepEqual([ended.status, ended.endReason], ['ABANDONED', 'recall'])
    assert.deepEqual(await statusesOf(charged.dispenseId), ['CANCELLED'])
    const picked = await acts.read(ready.dispenseId, free.pharmacist)
    assert.deepEqual([picked.status, picked.lines.map((line) => line.lot)], ['READY', ['GOOD']])
    assert.equal(endOf(await acts.handOver(free, ready.dispenseId)), '200 HANDED_OVER')
    await drive(place, ready.dispenseId)
    const url = `/v1/dispenses/recipients?facility=${clinic.facilityId}&itemCode=PCM&lot=BAD&maker=${MAKER}`
    const { items } = (await acts.get(url, clinic.admin)).body
    assert.deepEqual(
      items.map(({ dispenseId, quantity, patientName }) => [dispenseId, quantity, patientName]),
      [[got.dispenseId, 10, 'Asha Sharma']],
    )
    const far = await place.staff('centre-admin', clinic.otherFacilityId)
    assert.equal((await acts.get(url, far)).status, 403)
    assert.equal((await acts.get(url, clinic.doctor)).status, 403)
  })

  test('a reservation that has ended is made anew with the same lots, or the end says what is short', async () => {
    const store = await pharmacy(['PCM', 10])
    const release = async (id: string) => {
      const { releaseReservation } = await import('../../inventory/contract.ts')
      const asked = { reservationId: id, storeId: store.storeId, origin: { actorId: null, requestId: 'test' } } as never
      await contextOf(place).call(releaseReservation, asked)
    }
    const [one, two] = [await acts.signed([rx('PCM')]), await acts.signed([rx('PCM')])]
    const first = (await acts.prepare(store, one.prescriptionId, [{ lineKey: 1, quantity: 5 }])).body
    await acts.pay(first.dispenseId)
    await release(first.dispenseId)
    assert.equal(endOf(await acts.handOver(store, first.dispenseId)), '200 HANDED_OVER')
    await drive(place, first.dispenseId)
    const second = (await acts.prepare(store, two.prescriptionId, [{ lineKey: 1, quantity: 5 }])).body
    await acts.pay(second.dispenseId)
    await release(second.dispenseId)
    const sold = (await acts.prepare(store, undefined, [{ itemCode: 'PCM', quantity: 3 }])).body
    const late = await acts.handOver(store, second.dispenseId)
    assert.equal(endOf(late), '409 dispense-short')
    assert.deepEqual(late.body.short, [{ line: 0, itemCode: 'PCM', free: 2 }])
    await drive(place, second.dispenseId)
    assert.deepEqual(await statusesOf(second.dispenseId), ['CREDITED'])
    await acts.abandon(store, sold.dispenseId)
  })
})
