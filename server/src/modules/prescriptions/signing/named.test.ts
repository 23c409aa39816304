// Tests a medicine that a doctor names in words, the way of an injection, and what repeats and validity allow.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Setup } from '../../../testing/setup.ts'
import { type Acts, type Clinic, endOf, hear, lot, openPharmacy, rx, treat } from '../testing.ts'
import { withClinic } from '../testing-clinic.ts'

let place: Setup
let clinic: Clinic
let acts: Acts

withClinic((held) => {
  ;({ place, clinic, acts } = held)
})

const named = (genericName: string, more: object = {}) => ({ ...rx('PCM', more), itemCode: undefined, genericName })
const DAY_MS = 86_400_000

test('words do not get around the lists of narcotics and of Schedule X', async () => {
  const { visitId } = await treat(place, clinic)
  // Who names an item has it copied from inventory, as its event does.
  assert.equal(endOf(await acts.sign(visitId, [rx('METHYL'), rx('MORPH')])), '409 controlled-drug')
  assert.equal(endOf(await acts.sign(visitId, [named('Morphine sulphate tablets 10 mg')])), '409 controlled-drug')
  assert.equal(endOf(await acts.sign(visitId, [named('Methylphenidate 5 mg')], { repeats: 1 })), '400 /repeats')
  const { body } = await acts.sign(visitId, [named('Herbal balm of the market')])
  assert.deepEqual([body.status, body.lines[0]?.schedule, body.lines[0]?.itemCode], ['SIGNED', 'unset', undefined])
})

test('an injection is not signed before its way is said', async () => {
  const { visitId } = await treat(place, clinic)
  const sign = (route: string, more: object = {}) =>
    acts.sign(visitId, [named('Ceftriaxone 1 g', { form: 'injection', dose: '1 vial', route, ...more })])
  assert.equal(endOf(await sign('other')), '400 /lines/0/route')
  assert.equal(endOf(await sign('oral')), '400 /lines/0/route')
  assert.equal(endOf(await sign('intramuscular')), '201 SIGNED')
})

test('a line is given as often as the repeats allow, and never after the last day', async () => {
  const store = await openPharmacy(place, clinic.facilityId, [lot('PCM', 60)])
  await hear(place, 'inventory', store.storeId)
  const signed = await acts.signed([rx('PCM')], { repeats: 1, validDays: 2 })
  const give = (quantity: number) => acts.prepare(store, signed.prescriptionId, [{ lineKey: 1, quantity }])
  const end = endOf(await give(21))
  assert.equal(end, '409 more-than-prescribed', 'ten, and ten once more')
  assert.equal(endOf(await give(10)), '201 CHARGED')
  assert.equal(endOf(await give(11)), '409 more-than-prescribed')
  place.clock.advance(2 * DAY_MS)
  assert.equal(endOf(await give(10)), '409 prescription-over')
  place.clock.advance(-2 * DAY_MS)
  assert.equal(endOf(await give(10)), '201 CHARGED')
})
