// Tests the index in PostgreSQL: registrations write it, reads are limited, and it decides as the index in memory does.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '../../../platform/id.ts'
import { openKeys } from '../../../platform/keys.ts'
import type { Context } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { type Setup, setup } from '../../../testing/setup.ts'
import { matchPatients, type PatientId, registerPatient } from '../contract.ts'
import type { PatientsTables } from '../tables.ts'
import { hashNumbers } from './hash-numbers.ts'
import { createMemoryIndex } from './matching/memory-index.ts'
import { type StatedPerson, toProfile } from './matching/profile.ts'
import { search } from './matching/search.ts'
import { openPatientIndex } from './patient-index.ts'

const CELL = 94

const contextOf = (world: Setup): Context<PatientsTables> =>
  world.program.context('patients') as unknown as Context<PatientsTables>

async function addAll(world: Setup, people: readonly StatedPerson[]): Promise<PatientId[]> {
  const context = contextOf(world)
  const index = openPatientIndex(context)
  const ids = people.map(() => newId<'patient'>(CELL))
  await transaction(context.db, async (tx) => {
    for (const [number, id] of ids.entries()) await index.save(tx, id, people[number] as StatedPerson)
  })
  return ids
}

test('the call and staff find a registered person at once, and nobody else does', async (t) => {
  const world = await setup(t)
  const { call } = contextOf(world)
  const known = { name: 'Zebunnissa Quraishi', birthDate: '1990-05-14', gender: 'female', pin: '110001' } as const
  const contact = { phone: '+919876501234', email: 'zeb@example.org', address: '12 Gandhi Nagar' }
  const patientId = newId<'patient'>(CELL)
  const accountId = newId<'account'>(CELL)
  await call(registerPatient, { patientId, accountId, cell: CELL, isAccountHolder: true, ...known, ...contact })
  const { name, ...facts } = known
  const query = { fullName: name, ...facts, ...contact }
  const answer = await call(matchPatients, query)
  assert.equal(answer.outcome, 'certain')
  assert.equal(answer.candidates[0]?.patientId, patientId)

  const facility = await world.centre()
  const reception = await world.staff('reception', facility.facilityId)
  const shown = await world.ask<{ candidates: object[] }>('POST', '/v1/patients/match', { by: reception, body: query })
  assert.equal(shown.status, 200, JSON.stringify(shown.body))
  const { explanation: _, bits: __, ...seen } = shown.body.candidates[0] as Record<string, unknown>
  assert.deepEqual(seen, { patientId, grade: 'certain', name, birthYear: 1990, gender: 'female', pin: '110001' })
  const citizen = await world.citizen()
  assert.equal((await world.ask('POST', '/v1/patients/match', { by: citizen, body: query })).status, 403)
})

test('staff who know one fact and guess the other do not see who it is', async (t) => {
  const world = await setup(t)
  const { call } = contextOf(world)
  const stated = { name: 'Zebunnissa Quraishi', birthDate: '1990-05-14', gender: 'female', pin: '110001' } as const
  const identifiers = [{ system: 'abha', value: '91123456789012' }]
  const ids = { patientId: newId<'patient'>(CELL), accountId: newId<'account'>(CELL), cell: CELL }
  const phone = '9876501234'
  await call(registerPatient, { ...ids, ...stated, phone, identifiers, isAccountHolder: true })
  const by = await world.admin()
  const seen = async (body: object): Promise<object> => {
    const { status, body: answer } = await world.ask<{ candidates: [Record<string, unknown>] }>(
      'POST',
      '/v1/patients/match',
      { by, body },
    )
    assert.equal(status, 200, JSON.stringify(answer))
    const { explanation: _, bits: __, grade: ___, ...rest } = answer.candidates[0]
    return rest
  }
  const { patientId } = ids
  const person = { patientId, name: stated.name, birthYear: 1990, gender: 'female', pin: '110001' }
  for (const other of [{ birthDate: '1990-05-14' }, { birthYear: 1990 }, { fullName: stated.name }]) {
    assert.deepEqual(await seen({ ...other, phone }), person)
    assert.deepEqual(await seen({ ...other, identifiers }), person)
  }
  assert.deepEqual(await seen({ phone, identifiers }), person)
  for (const guess of [{ fullName: 'Gopal Menon' }, { birthDate: '1961-11-02' }, { birthYear: 1991 }]) {
    assert.deepEqual(await seen({ ...guess, identifiers, gender: 'female', pin: '110001' }), { patientId })
  }
  assert.deepEqual(await seen({ phone, fullName: 'Z' }), { patientId })

  type Found = { items: object[]; errors?: readonly { pointer: string }[] }
  const find = (body: object, asker = by) => world.ask<Found>('POST', '/v1/patients/desk-search', { by: asker, body })
  for (const letters of ['zeb', 'Zebunnissa', 'QUR']) {
    for (let times = 0; times < 2; times++) assert.deepEqual((await find({ letters, phone })).body.items, [person])
  }
  for (const guess of [
    { letters: 'zed', phone },
    { letters: 'gop', phone },
    { letters: 'zeb', phone: '9876501235' },
  ]) {
    assert.deepEqual((await find(guess)).body.items, [])
  }
  const short = await find({ letters: 'ze', phone })
  assert.deepEqual([short.status, short.body.errors?.[0]?.pointer], [400, '/letters'])
  assert.equal((await find({ letters: 'zeb', phone }, await world.citizen())).status, 403)
})

test('a description with long values, few facts or unknown fields is refused and names the field', async (t) => {
  const world = await setup(t)
  const by = await world.admin()
  const refused: readonly [object, RegExp][] = [
    [{ fullName: 'a'.repeat(10_000) }, /fullName/],
    [{ birthYear: 1990, pin: '110001' }, /fullName/],
    [{ phone: '9876501234', email: 'zeb@example.org', gender: 'female' }, /fullName/],
    [{ identifiers: [{ system: 'aadhaar', value: '234123412346' }] }, /fullName/],
    [{ fullName: 'Asha Sharma', pin: '110001', identifiers: [] }, /birthDate/],
    [{ fullName: 'Asha', shoeSize: 38 }, /shoeSize/],
    [{ fullName: 'Asha', birthDate: '1990-02-31' }, /birthDate/],
    [{ fullName: 'Asha', limit: 11 }, /limit/],
  ]
  for (const [body, field] of refused) {
    const answer = await world.ask<{ detail: string }>('POST', '/v1/patients/match', { by, body })
    assert.equal(answer.status, 400)
    assert.match(answer.body.detail, field)
  }
})

test('the index holds no national id and no key in clear text', async (t) => {
  const world = await setup(t)
  const [id] = await addAll(world, [
    { fullName: 'Asha Patil', identifiers: [{ system: 'abha', value: '91-1234-5678-9012' }], phone: '9876501234' },
  ])
  const { rows } = await contextOf(world).pool.query('select * from patients.match_records where patient_id = $1', [id])
  assert.doesNotMatch(JSON.stringify(rows), /91123456789012|91-1234/)
  const keys = (secret: string) => openKeys('a'.repeat(44), secret)
  const index = (secret: string) => openPatientIndex({ ...contextOf(world), keys: keys(secret) })
  const person = { fullName: 'Asha Patil', phone: '9876501234' }
  const one = index('b'.repeat(44)).toRecord(id as PatientId, person).keys
  assert.notDeepEqual(one, index('c'.repeat(44)).toRecord(id as PatientId, person).keys)
})

test('a change of facts leaves no old key in the index', async (t) => {
  const world = await setup(t)
  const context = contextOf(world)
  const index = openPatientIndex(context)
  const id = newId<'patient'>(CELL)
  const save = (stated: StatedPerson) => transaction(context.db, (tx) => index.save(tx, id, stated))
  await save({ fullName: 'Asha Patil', birthDate: '1990-05-14', phone: '9876501234' })
  await save({ fullName: 'Asha Kulkarni', birthDate: '1990-05-14', phone: '9811100022' })
  const { rows } = await context.pool.query(
    `select (select count(*)::int from patients.match_keys where patient_id = $1) as stored,
            (select cardinality(keys) from patients.match_records where patient_id = $1) as said`,
    [id],
  )
  assert.equal(rows[0].stored, rows[0].said)
  assert.equal((await index.search({ fullName: 'Asha', phone: '9876501234' })).outcome, 'none')
  assert.equal((await index.search({ fullName: 'Asha Kulkarni', phone: '9811100022' })).candidates.length, 1)
})

test('a key with too many people is not read whole, and nobody found is certain', async (t) => {
  const world = await setup(t)
  const crowd = Array.from({ length: 300 }, (_, nth) => ({
    fullName: 'Sunita Devi',
    birthDate: '1990-05-14',
    pin: '110001',
    phone: nth < 150 ? '9876501234' : `98${10_000_000 + nth}`,
  }))
  await addAll(world, [...crowd, { fullName: 'Sunita Devi', birthDate: '1990-05-14', phone: '9811100022' }])
  const index = openPatientIndex(contextOf(world))
  const found = await index.search({ fullName: 'Sunita Devi', birthDate: '1990-05-14', phone: '9811100022' })
  assert.equal(found.isTruncated, true)
  assert.equal(found.outcome, 'candidates')
  assert.ok(found.keyRowsRead <= 250, String(found.keyRowsRead))
})

const given = fc.constantFrom(
  'Baby of Sunita',
  'Anvita',
  'Anvika',
  'Sunita',
  'Anil',
  'Sunil',
  'Laxmi',
  'Rahul',
  'मीरा',
  'முத்துக்குமார்',
  'R.',
  '',
)
const family = fc.constantFrom('Sharma', 'Devi', 'Patil', 'Shaikh', 'Sharrma', '')
const personArbitrary: fc.Arbitrary<StatedPerson> = fc.record({
  fullName: fc.tuple(given, family).map((parts) => parts.join(' ')),
  birthDate: fc.constantFrom('1990-05-14', '1990-05-15', '1990-01-01', '1991-05-14', undefined),
  gender: fc.constantFrom('female', 'male', undefined),
  phone: fc.constantFrom('9876501234', '9876501243', undefined),
  pin: fc.constantFrom('110001', '110010', '600004', undefined),
  address: fc.constantFrom('12 Gandhi Nagar', '2/1 Karol Bagh', undefined),
  identifiers: fc.constantFrom(
    [{ system: 'abha', value: '91123456789012' }],
    [{ system: 'abha', value: '91123456789012', isVerified: true }],
    [{ system: 'abha', value: '91132456789012' }],
    undefined,
  ),
})

test('the index in the database and the index in memory decide equally', async (t) => {
  const world = await setup(t)
  const people = fc.sample(personArbitrary, { numRuns: 400, seed: 7 })
  const ids = await addAll(world, people)
  const index = openPatientIndex(contextOf(world))
  await index.countNames()
  const memory = createMemoryIndex()
  const { keys } = contextOf(world)
  const profileOf = (stated: StatedPerson) => toProfile(stated, hashNumbers(keys, stated))
  for (const [number, id] of ids.entries()) memory.add(id, profileOf(people[number] as StatedPerson))
  for (const query of fc.sample(personArbitrary, { numRuns: 300, seed: 8 })) {
    const inDatabase = await index.search(query as never)
    const inMemory = await search(memory, profileOf(query))
    assert.deepEqual(inDatabase, inMemory, JSON.stringify(query))
  }
})
