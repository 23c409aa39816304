// Tests what a pharmacy sees at first: open prescriptions with what is short, dispenses under way, the numbers of the
// home page; the shelf of a prescription with its substitutes; and the labels.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Setup } from '../../../testing/setup.ts'
import { type Acts, type Clinic, drive, endOf, hear, lot, openPharmacy, rx, type Seen } from '../testing.ts'
import { withClinic } from '../testing-clinic.ts'

let place: Setup
let clinic: Clinic
let acts: Acts

withClinic((held) => {
  ;({ place, clinic, acts } = held)
})

interface Worklist {
  readonly open: readonly (Seen & { readonly shortLines: readonly number[] })[]
  readonly underWay: readonly Seen[]
}

test('the work of a pharmacy: what is open and short, what is under way, and the same in numbers', async () => {
  const store = await openPharmacy(place, clinic.facilityId, [lot('PCM', 15)])
  const url = `/v1/dispenses/worklist?store=${store.storeId}`
  const numbers = async () =>
    (await acts.get(`/v1/dispenses/overview?facility=${clinic.facilityId}`, clinic.admin)).body
  const read = async () => (await acts.get(url, store.pharmacist)).body as unknown as Worklist
  const earlier = (await numbers()).open as number
  const enough = await acts.signed([rx('PCM')])
  const short = await acts.signed([rx('PCM', { days: 10 }), rx('AMOX')])
  const lists = await read()
  const shortOf = (id: string) => lists.open.find((one) => one.prescriptionId === id)?.shortLines
  assert.deepEqual([shortOf(enough.prescriptionId), shortOf(short.prescriptionId)], [[], [1, 2]])
  assert.deepEqual(lists.underWay, [])
  const { dispenseId } = (await acts.prepare(store, enough.prescriptionId, [{ lineKey: 1, quantity: 10 }])).body
  const after = await read()
  assert.ok(!after.open.some((one) => one.prescriptionId === enough.prescriptionId), 'all of it is promised')
  assert.deepEqual(
    after.underWay.map((one) => [one.dispenseId, one.status]),
    [[dispenseId, 'CHARGED']],
  )
  assert.deepEqual(await numbers(), { open: earlier + 1, unpaid: 1, ready: 0, stuck: 0 })
  await acts.pay(dispenseId)
  await drive(place, dispenseId)
  assert.deepEqual(await numbers(), { open: earlier + 1, unpaid: 0, ready: 1, stuck: 0 })
  assert.equal(endOf(await acts.handOver(store, dispenseId)), '200 HANDED_OVER')
  await drive(place, dispenseId)
  assert.deepEqual((await read()).underWay, [])
  const far = await place.staff('pharmacist', clinic.otherFacilityId)
  assert.equal((await acts.get(url, far)).status, 403)
  assert.equal((await acts.get('/v1/dispenses/worklist?store=x', store.pharmacist)).status, 400)
  assert.equal((await acts.get(`/v1/dispenses/overview?facility=${clinic.facilityId}`, far)).status, 403)
})

interface Shelf {
  readonly lines: readonly {
    readonly lineKey: number
    readonly left: number
    readonly item?: { readonly itemCode: string; readonly free: number }
    readonly substitutes: readonly { readonly itemCode: string; readonly free: number; readonly mrpPaise?: number }[]
  }[]
}

test('the shelf asks the store now, and names the same medicine unless the doctor wants to be asked', async () => {
  const lots = [lot('PCM', 4), lot('PCM-B', 30, { mrpPaise: 150 }), lot('PCM-650', 30)]
  const store = await openPharmacy(place, clinic.facilityId, lots)
  // The items are copied by their events.
  await hear(place, 'inventory', 'PCM')
  const words = { itemCode: undefined, genericName: 'Paracetamol', strength: '500 mg', form: 'tablet' }
  const asked = rx('PCM', { substitution: 'ask' })
  const signed = await acts.signed([rx('PCM'), asked, rx('PCM', words)], {
    overrides: [1, 2, 3].map((lineKey) => ({ kind: 'duplicate', lineKey, reason: 'Test' })),
  })
  const url = `/v1/prescriptions/${signed.prescriptionId}/shelf?store=${store.storeId}`
  const { lines } = (await acts.get(url, store.pharmacist)).body as unknown as Shelf
  const codes = lines.map(({ item, substitutes }) => [
    item && `${item.itemCode} ${item.free}`,
    substitutes.filter(({ free }) => free > 0).map(({ itemCode }) => itemCode),
  ])
  assert.deepEqual(codes[0], ['PCM 4', ['PCM-B']])
  assert.deepEqual(codes[1], ['PCM 4', []])
  assert.deepEqual(codes[2], [undefined, ['PCM-B', 'PCM']])
  assert.equal(lines[0]?.substitutes[0]?.mrpPaise, 150)
  assert.equal((await acts.get(url, clinic.doctor)).status, 403)
  const far = await place.staff('pharmacist', clinic.otherFacilityId)
  assert.equal((await acts.get(url, far)).status, 404)
  assert.equal((await acts.get(url.replace(store.storeId, 'x'), store.pharmacist)).status, 400)
})

test('labels are a page for each lot, in two languages, with nothing of the outside as HTML', async () => {
  const early = { lot: '<b>1</b>', expiresOn: '2026-09-30' }
  const store = await openPharmacy(place, clinic.facilityId, [lot('PCM', 4, early), lot('PCM', 30)])
  const signed = await acts.signed([rx('PCM', { instructions: 'after food' })])
  const { dispenseId } = (await acts.prepare(store, signed.prescriptionId, [{ lineKey: 1, quantity: 10 }])).body
  const page = async (language: string) => {
    const answer = await acts.get(`/v1/dispenses/${dispenseId}/label-sheet?language=${language}`, store.pharmacist)
    return answer.body as unknown as string
  }
  const english = await page('en')
  assert.match(english, /size: 50mm 25mm/)
  assert.match(english, /Morning 1, Night 1/)
  assert.match(english, /after food\. 5 days/)
  assert.ok(english.includes('&lt;b&gt;1&lt;/b&gt;') && !english.includes('<b>1</b>'))
  assert.equal(english.match(/class="next"/g)?.length, 1, 'the second lot has a sheet of its own')
  assert.match(await page('hi'), /सुबह 1, रात 1/)
  assert.equal((await acts.get(`/v1/dispenses/${dispenseId}/label-sheet`, clinic.doctor)).status, 403)
})
