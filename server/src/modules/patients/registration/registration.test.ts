// Tests registering at the counter: who may do so, refused requests, people known already, and repeats.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, type Setup, setup } from '../../../testing/setup.ts'

const AADHAAR = '234123412346'
const zeb = { name: 'Zebunnissa Quraishi', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
const phone = '9876501234'

interface Registered {
  patientId: string
  name: string
  type: string
  candidates: { patientId: string; grade: string; name?: string; birthYear?: number }[]
  errors: { pointer: string }[]
}

async function openCounter(t: Parameters<typeof setup>[0]) {
  const world = await setup(t)
  const { facilityId } = await world.centre()
  const reception = await world.staff('reception', facilityId)
  const register = (body: object, key?: string, by: Person = reception) =>
    world.ask<Registered>('POST', '/v1/patients/registrations', { by, body, ...(key !== undefined && { key }) })
  return { world, facilityId, reception, register }
}

async function countPatients({ program }: Setup): Promise<number> {
  const { rows } = await program.context('patients').pool.query('select count(*)::int as count from patients.patients')
  return rows[0].count
}

test('staff register a person without an account, and a search finds the person at once', async (t) => {
  const { world, facilityId, reception, register } = await openCounter(t)
  const numbers = [{ system: 'city-hospital', value: 'MRN 0012345' }]
  const made = await register({ ...zeb, phone, identifiers: numbers, aadhaar: AADHAAR })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { patientId } = made.body
  const descriptions = [
    { phone, birthDate: zeb.birthDate },
    { fullName: zeb.name, identifiers: numbers },
    { fullName: zeb.name, identifiers: [{ system: 'aadhaar', value: AADHAAR }] },
  ]
  for (const body of descriptions) {
    const found = await world.ask<Registered>('POST', '/v1/patients/match', { by: reception, body })
    assert.deepEqual(
      found.body.candidates.map((one) => [one.patientId, one.name]),
      [[patientId, zeb.name]],
    )
  }
  const { pool } = world.program.context('patients')
  const { rows } = await pool.query('select * from patients.patients where id = $1', [patientId])
  assert.deepEqual([rows[0].account_id, rows[0].aadhaar_last4], [null, AADHAAR.slice(-4)])
  for (const table of ['patients', 'patient_identifiers', 'match_records', 'outbox']) {
    const stored = await pool.query(`select json_agg(t)::text as text from patients.${table} t`)
    assert.doesNotMatch(stored.rows[0].text, /234123412346|0012345/, table)
  }
  const citizen = await world.citizen()
  assert.equal((await world.ask('GET', `/v1/patients/${patientId}`, { by: citizen })).status, 404)
  const admins = [await world.staff('centre-admin', facilityId), await world.admin()]
  for (const [nth, by] of admins.entries()) {
    const other = { ...zeb, name: ['Gopal Menon', 'Laxmi Patil'][nth], birthDate: `196${nth}-11-02` }
    assert.equal((await register(other, undefined, by)).status, 201)
  }
})

test('neither citizens nor doctors register patients at the counter', async (t) => {
  const { world, facilityId, register } = await openCounter(t)
  const before = await countPatients(world)
  for (const role of ['doctor', 'pharmacist', 'lab-technician'] as const) {
    assert.equal((await register(zeb, undefined, await world.staff(role, facilityId))).status, 403)
  }
  assert.equal((await world.ask('POST', '/v1/patients/registrations', { body: zeb })).status, 401)
  assert.equal(await countPatients(world), before)
  assert.equal((await register(zeb, undefined, await world.citizen())).status, 403)
})

test('a wrong value is refused and names its field, and nothing is written', async (t) => {
  const { world, register } = await openCounter(t)
  const { birthDate, ...undated } = zeb
  const refused: readonly [object, string][] = [
    [undated, '/birthDate'],
    [{ ...zeb, birthYear: 1990 }, '/birthYear'],
    [{ ...zeb, birthDate: '2990-01-01' }, '/birthDate'],
    [{ ...zeb, pin: '999999' }, '/pin'],
    [{ ...zeb, name: '' }, '/name'],
    [{ ...zeb, aadhaar: '234123412340' }, '/aadhaar'],
    [{ ...zeb, confirmedNew: 'yes' }, '/confirmedNew'],
    [{ ...zeb, accountId: 'mine' }, '/accountId'],
  ]
  for (const [body, pointer] of refused) {
    const { status, body: problem } = await register(body)
    assert.equal(status, 400, pointer)
    assert.ok(
      problem.errors.some((error) => error.pointer === pointer),
      `${pointer} ${JSON.stringify(problem)}`,
    )
  }
  assert.equal(await countPatients(world), 0)
})

test('a repeat with the same Idempotency-Key gives the first answer and no second patient', async (t) => {
  const { world, register } = await openCounter(t)
  const first = await register({ ...zeb, phone }, 'counter-1')
  const again = await register({ ...zeb, phone }, 'counter-1')
  assert.deepEqual([first.status, again.status], [201, 201])
  assert.deepEqual(again.body, first.body)
  assert.equal((await register({ ...zeb, phone, confirmedNew: true }, 'counter-1')).status, 422)
  assert.equal(await countPatients(world), 1)
})

test('a person who is probably known is registered only after staff confirm that it is somebody else', async (t) => {
  const { world, register } = await openCounter(t)
  const { patientId } = (await register({ ...zeb, phone })).body
  const written = { ...zeb, name: 'Zebunisa Quraishi', phone }
  const warned = await register(written, 'counter-2')
  assert.deepEqual([warned.status, warned.body.type], [409, '/problems/patient-may-exist'])
  const [candidate] = warned.body.candidates
  assert.deepEqual([candidate?.patientId, candidate?.name, candidate?.birthYear], [patientId, zeb.name, 1990])
  assert.equal(await countPatients(world), 1)
  const confirmed = await register({ ...written, confirmedNew: true }, 'counter-2')
  assert.equal(confirmed.status, 201, 'a refusal does not use up the key')
  assert.notEqual(confirmed.body.patientId, patientId)
})

test('a relative with the same phone is no duplicate, and a known number with wrong facts shows nobody', async (t) => {
  const { register } = await openCounter(t)
  const identifiers = [{ system: 'abha', value: '91123456789012' }]
  const { patientId } = (await register({ ...zeb, phone, identifiers })).body
  const daughter = { name: 'Farah Quraishi', birthDate: '2015-02-03', gender: 'female', pin: '110001', phone }
  assert.equal((await register(daughter)).status, 201)
  const stranger = { name: 'Gopal Menon', birthDate: '1961-11-02', gender: 'female', pin: '110001', identifiers }
  const warned = await register(stranger)
  assert.equal(warned.status, 409)
  const { grade: _, ...shown } = warned.body.candidates[0] as { grade: string }
  assert.deepEqual(Object.keys(shown).sort(), ['bits', 'explanation', 'patientId'])
  assert.equal((shown as { patientId: string }).patientId, patientId)
})
