// Tests where messages about a patient go: the account, the noted phone, and the record that stays after a merge.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { setup } from '../../../testing/setup.ts'
import type { PatientId } from '../contract.ts'
import { reachPatients } from './contract.ts'

test('a patient is reached by the account, or by a phone in any usual form that staff noted', async (t) => {
  const { program, citizen, staff, centre, ask, admin } = await setup(t, { isStarted: false })
  const { call } = program.context('notifications')
  const asha = await citizen()
  const facility = await centre()
  const by = await staff('reception', facility.facilityId)
  const register = async (name: string, phone?: string) => {
    const body = { name, birthYear: 1960, gender: 'male', pin: '110001', confirmedNew: true, ...(phone && { phone }) }
    const { status, body: answer } = await ask<{ patientId: PatientId }>('POST', '/v1/patients/registrations', {
      by,
      body,
    })
    assert.equal(status, 201, JSON.stringify(answer))
    return answer.patientId
  }
  const ramesh = await register('Ramesh Nair', '0 98123-45678')
  const nobody = await register('Suresh Patil')
  const patientIds = [asha.patientId, ramesh, nobody, newId<'patient'>(facility.cell)]
  const reach = new Map((await call(reachPatients, { patientIds })).map((one) => [one.patientId, one]))
  assert.equal(reach.size, 3)
  assert.equal(reach.get(asha.patientId)?.accountId, asha.accountId)
  assert.deepEqual(reach.get(ramesh), { patientId: ramesh, accountId: null, phone: '+919812345678', keptId: null })
  assert.equal(reach.get(nobody)?.phone, null)

  const merged = await ask('POST', `/v1/patients/${nobody}/merger`, {
    by: await admin(),
    body: { keptPatientId: asha.patientId, reason: 'the same person' },
  })
  assert.ok(merged.status < 300)
  const [gone] = await call(reachPatients, { patientIds: [nobody] })
  assert.deepEqual([gone?.accountId, gone?.keptId], [asha.accountId, asha.patientId])
})
