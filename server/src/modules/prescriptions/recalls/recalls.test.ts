// Tests recalls as people declare them, by the route of inventory, before, while and after medicines are handed over.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { Setup } from '../../../testing/setup.ts'
import { sized } from '../../../testing/size.ts'
import { hearReceived, type StockedStore } from '../../inventory/testing.ts'
import type { DispenseId } from '../dispensing/contract.ts'
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
} from '../testing.ts'
import { assertBooks, withClinic } from '../testing-clinic.ts'

let place: Setup
let clinic: Clinic
let acts: Acts

withClinic((held) => {
  ;({ place, clinic, acts } = held)
})
afterEach(() => assertBooks(place))

const PAIRS = sized(3, 20)
const LINES = [{ lineKey: 1, quantity: 10 }]

let count = 0
/** A dispense that is paid and ready, of a lot that nothing else has. */
async function ready(handOver: 'paid' | 'free' = 'paid') {
  const bad = `BAD-${++count}`
  const lots = [lot('CEFIX', 10, { lot: bad, expiresOn: '2026-09-30' }), lot('CEFIX', 10, { lot: `GOOD-${count}` })]
  const store = await openPharmacy(place, clinic.facilityId, lots, { handOver })
  const { prescriptionId } = await acts.signed([rx('CEFIX')])
  const { body } = await acts.prepare(store, prescriptionId, LINES)
  const { dispenseId, lines } = body
  assert.deepEqual(
    lines.map((line) => line.lot),
    [bad],
  )
  if (handOver === 'paid') await acts.pay(dispenseId)
  await drive(place, dispenseId)
  return { store, dispenseId, bad }
}

/** An official recalls the lot; its stores hear of it, and then this module. */
async function recall(bad: string, dispenseId: DispenseId): Promise<void> {
  const body = { itemCode: 'CEFIX', lot: bad, maker: MAKER, scope: { kind: 'national' }, reason: 'Glass in it' }
  const by = await place.admin()
  const declared = await place.ask('POST', '/v1/inventory/recalls', { by, key: nextKey(), body })
  assert.equal(declared.status, 201, JSON.stringify(declared.body))
  await hearReceived(place, 2)
  await hearEnded(dispenseId)
}

async function hearEnded(dispenseId: DispenseId): Promise<void> {
  const text = 'select reservation_id as id from prescriptions.dispenses where id = $1'
  const { rows } = await contextOf(place).pool.query<{ id: string }>(text, [dispenseId])
  await hear(place, 'inventory', rows[0]?.id as string)
}

async function readLot({ storeId, pharmacist }: StockedStore, bad: string) {
  const { items } = (await acts.get(`/v1/inventory/stores/${storeId}/lots?item=CEFIX`, pharmacist)).body
  return items.find((one) => one.lot === bad)
}

const recipientsOf = async (bad: string) => {
  const url = `/v1/dispenses/recipients?facility=${clinic.facilityId}&itemCode=CEFIX&lot=${bad}&maker=${MAKER}`
  return (await acts.get(url, clinic.admin)).body.items.map(({ dispenseId }) => dispenseId)
}

const statusesOf = async (id: string) => (await acts.chargesOf(id)).map(({ status }) => status)

test('recalled before the hand-over: it has ended, what was paid is due back, and nobody got the lot', async () => {
  const { store, dispenseId, bad } = await ready()
  await recall(bad, dispenseId)
  const late = await acts.handOver(store, dispenseId)
  assert.equal(endOf(late), '409 dispense-over')
  await drive(place, dispenseId)
  const { status, endReason } = await acts.read(dispenseId, store.pharmacist)
  assert.deepEqual([status, endReason], ['ABANDONED', 'recall'])
  assert.deepEqual(await statusesOf(dispenseId), ['CREDITED'])
  const held = await readLot(store, bad)
  assert.deepEqual([held?.state, held?.onHand, held?.reserved], ['recalled', 10, 0])
  assert.deepEqual(await recipientsOf(bad), [])
})

test('where nobody pays, other lots are picked, and they are handed over', async () => {
  const { store, dispenseId, bad } = await ready('free')
  await recall(bad, dispenseId)
  const { lines } = await acts.read(dispenseId, store.pharmacist)
  assert.ok(
    lines.every((line) => line.lot !== bad),
    'the recalled lot is gone',
  )
  assert.equal(endOf(await acts.handOver(store, dispenseId)), '200 HANDED_OVER')
  await drive(place, dispenseId)
  assert.deepEqual(await recipientsOf(bad), [])
})

test('recalled after the hand-over, before the stock has left: it leaves, and the receiver is listed', async () => {
  const { store, dispenseId, bad } = await ready()
  assert.equal(endOf(await acts.handOver(store, dispenseId)), '200 HANDED_OVER')
  await recall(bad, dispenseId)
  await drive(place, dispenseId)
  assert.equal(await readLot(store, bad), undefined, 'the shelf holds nothing of it')
  assert.deepEqual(await recipientsOf(bad), [dispenseId])
})

test('recalled while it is handed over: one end, and ledger, register and bill agree with it', async () => {
  for (let nth = 0; nth < PAIRS; nth++) {
    const { store, dispenseId, bad } = await ready()
    const [answer] = await Promise.all([acts.handOver(store, dispenseId), recall(bad, dispenseId)])
    await hearEnded(dispenseId)
    await drive(place, dispenseId)
    const { status } = await acts.read(dispenseId, store.pharmacist)
    const isHanded = status === 'HANDED_OVER'
    assert.equal(answer.status === 200, isHanded, `${endOf(answer)} and ${status}`)
    const held = await readLot(store, bad)
    if (isHanded) assert.equal(held, undefined)
    else assert.deepEqual([status, held?.state, held?.onHand, held?.reserved], ['ABANDONED', 'recalled', 10, 0])
    assert.deepEqual(await recipientsOf(bad), isHanded ? [dispenseId] : [])
    const entries = 'select number from prescriptions.register_entries where dispense_id = $1'
    const { rows } = await contextOf(place).pool.query(entries, [dispenseId])
    assert.equal(rows.length, isHanded ? 1 : 0)
    assert.deepEqual(await statusesOf(dispenseId), [isHanded ? 'SETTLED' : 'CREDITED'])
  }
})
