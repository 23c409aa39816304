// Tests what the pages of a laboratory ask for: numbers of work, tubes, the course of a value, a code at the counter.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeFor } from '../../testing/inbox.ts'
import { comeIn, fieldOf, openPlace, outcome, slugOf } from './testing-lab.ts'

const { place, here, acts } = openPlace()

interface Course {
  readonly unit?: string
  readonly points: readonly { readonly number: number; readonly flag: string }[]
}

const countsOf = async (by = here.lab) =>
  place.ask<Record<string, number>>('GET', `/v1/diagnostics/worklists?lab=${here.facilityId}`, { by })

test('a laboratory counts its work, and finds an order by the number of a tube', async () => {
  const asha = await comeIn(place, here)
  const before = (await countsOf()).body
  const orderId = await acts.place(asha.patientId, ['POTASSIUM', 'SODIUM', 'BLOOD-GROUP'])
  assert.equal((await countsOf()).body.collect, (before.collect ?? 0) + 1, 'an order with three lines counts once')
  const taken = await acts.collect(orderId, [1, 2], 'serum')
  const accession = taken.body.label.accession
  const after = (await countsOf()).body
  assert.deepEqual([after.collect, after.receive], [(before.collect ?? 0) + 1, (before.receive ?? 0) + 1])
  assert.equal((await countsOf(here.doctor)).status, 403)
  assert.equal((await countsOf(here.labElsewhere)).status, 403)
  const find = (number: string, by = here.lab, lab = here.facilityId) =>
    acts.ask('GET', `/specimens/${number}?lab=${lab}`, { by })
  const found = (await find(accession)).body
  assert.equal(found.orderId, orderId)
  const group = found.lines.find((line) => line.test === 'BLOOD-GROUP') as unknown as { choices?: string[] }
  assert.ok((group.choices?.length ?? 0) > 1, 'the laboratory sees what a result can be')
  const label = (by = here.lab) =>
    place.ask<string>('GET', `/v1/diagnostics/specimens/${taken.body.specimen.specimenId}/label`, { by })
  const page = String((await label()).body)
  for (const part of [accession, 'POTASSIUM', '<svg']) assert.ok(page.includes(part), part)
  assert.equal((await label(here.labElsewhere)).status, 404)
  assert.equal((await find('260302-9999')).status, 404)
  assert.equal((await find('1')).status, 400)
  assert.equal((await find(accession, here.doctor)).status, 403)
  assert.equal((await find(accession, here.labElsewhere)).status, 403)
})

test('a course has final results of one test and unit, for the family and who treats the patient', async () => {
  const asha = await comeIn(place, here)
  const first = await acts.place(asha.patientId, ['POTASSIUM', 'CEA'])
  await acts.bring(first, [1, 2], 'serum')
  for (const [line, value] of [
    [1, '4.1'],
    [2, '3'],
  ] as const) {
    await acts.enter(first, value, { line })
    assert.equal((await acts.act(first, 'authorisation', { line, by: here.second })).status, 200)
  }
  const second = await acts.place(asha.patientId, ['POTASSIUM'], { confirmed: true })
  await acts.finish(second, '6.0')
  const third = await acts.place(asha.patientId, ['POTASSIUM'], { confirmed: true })
  await acts.bring(third, [1], 'serum')
  await acts.enter(third, '5.0')
  const course = (by: typeof here.doctor, code = 'POTASSIUM') =>
    place.ask<Course>('GET', `/v1/diagnostics/courses?patient=${asha.patientId}&test=${code}`, { by })
  for (const by of [asha, here.doctor]) {
    const { status, body } = await course(by)
    assert.equal(status, 200)
    assert.deepEqual(
      body.points.map(({ number, flag }) => [number, flag]).toSorted(),
      [
        [4.1, 'none'],
        [6, 'high'],
      ],
      'the draft is not shown',
    )
    assert.ok(body.unit)
  }
  assert.equal((await course(here.doctor, 'CEA')).body.points.length, 1)
  assert.equal((await course(asha, 'CEA')).body.points.length, 0, 'a doctor explains it first')
  assert.equal((await course(await place.citizen())).status, 404)
})

test('the counter proves that the patient is there, also by a code on the phone, which is used once', async () => {
  const phone = '+919700000077'
  const messages = () => place.program.context('identity').channels.inbox?.list ?? []
  await place.ask('POST', '/v1/auth/otp', { body: { phone } })
  const person = { name: 'Asha Sharma', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
  const stated = { ...person, phone, otp: codeFor(messages(), phone) }
  const { patientId } = (await place.ask<{ patientId: string }>('POST', '/v1/auth/register', { body: stated })).body
  const sent = await place.ask('POST', `/v1/patients/${patientId}/presence-codes`, { by: here.reception })
  assert.equal(sent.status, 202)
  const proof = { kind: 'code', code: codeFor(messages(), phone) }
  const order = (shown: object, tests = ['POTASSIUM']) =>
    acts.order(patientId, tests, { priority: 'routine', proof: shown }, here.reception)
  assert.equal(fieldOf(await order({ ...proof, code: '000000' })), '400 /proof/code')
  assert.equal(slugOf((await order(proof, ['HB'])).body), 'test-not-offered')
  assert.equal(outcome(await order(proof)), '201 PLACED', 'the refused order gave the code back')
  assert.equal(fieldOf(await order(proof, ['SODIUM'])), '400 /proof/code', 'used')
  assert.equal(outcome(await order({ kind: 'document', document: 'voter-id' }, ['SODIUM'])), '201 PLACED')
})

test('an administrator reads the policy of the own laboratory', async () => {
  const url = `/laboratories/${here.facilityId}`
  const read = async (by = here.admin) => acts.ask('GET', url, { by })
  assert.equal((await read()).status, 200)
  const body = { paysFirst: false, language: 'hi' }
  assert.equal((await acts.ask('PUT', url, { by: here.admin, body })).status, 200)
  assert.deepEqual({ ...(await read()).body }, { facilityId: here.facilityId, ...body })
  assert.equal((await read(here.lab)).status, 403)
})
