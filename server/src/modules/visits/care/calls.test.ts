// Tests the calls with which other modules ask about care: who may read a record, what a visit is, known allergies.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import { type Person, type Setup, setup, TEST_NOW, TODAY } from '../../../testing/setup.ts'
import { contextOf, openThere, openWard, type Ward, walkIn } from '../testing.ts'
import { type CareRecord, findVisit, listAllergies, mayRead } from './contract.ts'

let place: Setup
let here: Ward
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  here = await openWard(place)
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

const open = async (patientId: string, ward = here): Promise<CareRecord> => {
  const { status, body } = await walkIn(place, ward, patientId)
  assert.equal(status, 201, JSON.stringify(body))
  return { patientId, facilityId: ward.facilityId, visitId: body.visitId } as CareRecord
}

/** Why somebody may read these records, in their order. */
const basesFor = async (by: Person, ...records: object[]) => {
  const { accountId, facilityId } = by as Person & { facilityId?: never }
  const may = { treats: by !== here.nurse, nurses: by === here.nurse }
  const reader = { accountId: accountId as never, facilityId: (facilityId ?? here.facilityId) as never, ...may }
  const answers = await contextOf(place).call(mayRead, { reader, records: records as CareRecord[] })
  assert.equal(answers.length, records.length)
  return answers.map(({ basis }) => basis)
}

test('records open to who treats: those of the own chain, of the family, and with a grant others', async () => {
  const asha = await place.citizen()
  const ravi = await place.citizen()
  const visit = await open(asha.patientId)
  const there = await open(asha.patientId, await openThere(place, here))
  const { patientId } = asha
  const outside = { patientId: ravi.patientId, facilityId: here.facilityId }
  const records = [visit, { patientId }, there, outside, { patientId: newId(94) }]
  assert.deepEqual(await basesFor(here.doctor, ...records), ['care', 'care', undefined, undefined, undefined])
  assert.deepEqual(await basesFor(here.nurse, ...records), ['care', undefined, undefined, undefined, undefined])
  assert.deepEqual(await basesFor(here.other, ...records), [undefined, undefined, undefined, undefined, undefined])
  const [answer] = await contextOf(place).call(mayRead, {
    reader: { accountId: asha.accountId as never, treats: false, nurses: false },
    records: [visit],
  })
  assert.deepEqual(answer, { accountId: asha.accountId }, 'the family, and no care')

  const grant = { by: asha, body: { untilOn: addDays(TODAY, 2) } }
  assert.equal((await place.ask('PUT', `/v1/patients/${patientId}/grants/${here.facilityId}`, grant)).status, 200)
  assert.deepEqual(await basesFor(here.doctor, there), ['care'])
  place.clock.set(`${addDays(TODAY, 200)}T05:00:00Z`)
  assert.deepEqual(await basesFor(here.doctor, visit), [undefined], 'care ends')
  place.clock.set(TEST_NOW)
})

test('an emergency opens all records to the account that declared it, and says so', async () => {
  const asha = await place.citizen()
  const there = await open(asha.patientId, await openThere(place, here))
  assert.deepEqual(await basesFor(here.other, there), [undefined])
  const body = { reason: 'Unconscious after an accident, needs blood' }
  const declared = await place.ask('POST', `/v1/patients/${asha.patientId}/emergency-access`, { by: here.other, body })
  assert.equal(declared.status, 201, JSON.stringify(declared.body))
  assert.deepEqual(await basesFor(here.other, there), ['emergency'])
})

test('a visit is found with its doctor and state, an unknown one is null', async () => {
  const asha = await place.citizen()
  const { visitId } = await open(asha.patientId)
  const { call } = contextOf(place)
  const found = await call(findVisit, { visitId: visitId as never })
  const { doctorId, facilityId } = here
  assert.deepEqual(found, {
    ...{ visitId, facilityId, doctorId, patientId: asha.patientId, kind: 'walk-in', status: 'OPEN' },
    openedAt: new Date(TEST_NOW).toISOString(),
  })
  assert.equal(await call(findVisit, { visitId: newId(94) as never }), null)
})

test('only active allergies are listed, and "none known" is not the same as nothing asked', async () => {
  const asha = await place.citizen()
  await open(asha.patientId)
  const ask = async () => contextOf(place).call(listAllergies, { patientId: asha.patientId as never })
  assert.deepEqual(await ask(), { isNoneKnown: false, allergies: [] })
  const note = (body: object) =>
    place.ask<{ findingId: string }>('POST', `/v1/patients/${asha.patientId}/allergies`, { by: here.doctor, body })
  assert.equal((await note({ none: true })).status, 201)
  assert.deepEqual(await ask(), { isNoneKnown: true, allergies: [] })
  const { findingId } = (await note({ substance: 'Amoxicillin', severity: 'severe' })).body
  assert.deepEqual(await ask(), {
    isNoneKnown: false,
    allergies: [{ findingId, name: 'Amoxicillin', severity: 'severe' }],
  })
})
