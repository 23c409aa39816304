// Tests likely duplicates: a registration finds them, only administrators compare them, and a decision closes them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Setup, setup } from '../../../testing/setup.ts'
import { openPatientIndex } from '../index/patient-index.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { recordDuplicates } from './duplicates.ts'

interface Pair {
  readonly duplicateId: string
  readonly status: string
  readonly people: { patientId: string; name: string; phoneLast4?: string; birthDate?: string }[]
  readonly explanation: { field: string; bits: number }[]
  readonly goneId?: string
  readonly reason?: string
}

const ZEBUNNISSA = {
  name: 'Zebunnissa Quraishi',
  birthDate: '1990-05-14',
  gender: 'female',
  pin: '110001',
  phone: '+919876501234',
}

async function openWorld(t: Parameters<typeof setup>[0]) {
  const world = await setup(t)
  const admin = await world.admin()
  const register = async (stated: object = {}): Promise<string> => {
    const { status, body } = await world.ask<{ patientId: string }>('POST', '/v1/patients/registrations', {
      by: admin,
      body: { ...ZEBUNNISSA, ...stated, confirmedNew: true },
    })
    assert.equal(status, 201, JSON.stringify(body))
    await recordDuplicates(contextOf(world), body.patientId as never)
    return body.patientId
  }
  const list = async (query = ''): Promise<{ items: Pair[]; nextCursor?: string }> => {
    const { status, body } = await world.ask<{ items: Pair[]; nextCursor?: string }>(
      'GET',
      `/v1/patients/duplicates${query}`,
      { by: admin },
    )
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }
  return { world, admin, register, list }
}

const contextOf = ({ program }: Setup): PatientsContext => {
  const context = program.context('patients') as unknown as PatientsContext
  return { ...context, index: openPatientIndex(context) }
}

test('a second registration makes one pair, with the evidence and the last four digits of the phone', async (t) => {
  const { world, register, list } = await openWorld(t)
  const first = await register()
  await register({ name: 'Harpreet Singh', birthDate: '1971-01-02', gender: 'male', phone: '+919876509999' })
  assert.deepEqual((await list()).items, [])
  const second = await register({ name: 'Zebunisa Quraishi' })
  await recordDuplicates(contextOf(world), first as never)
  const [pair, ...others] = (await list()).items
  assert.equal(others.length, 0)
  assert.deepEqual(pair?.people.map(({ patientId }) => patientId).sort(), [first, second].sort())
  assert.equal(pair?.people[0]?.phoneLast4, '1234')
  assert.ok(pair?.explanation.some(({ field, bits }) => field === 'birth' && bits > 10))
  assert.ok(!JSON.stringify(pair).includes('98765'))
})

test('the count has only the pairs that nobody has decided, and only an administrator reads it', async (t) => {
  const { world, admin, register, list } = await openWorld(t)
  const count = async () =>
    (await world.ask<{ open: number }>('GET', '/v1/patients/duplicates/count', { by: admin })).body
  assert.deepEqual(await count(), { open: 0 })
  await register()
  await register({ name: 'Zebunisa Quraishi' })
  assert.deepEqual(await count(), { open: 1 })
  const [pair] = (await list()).items
  const url = `/v1/patients/duplicates/${pair?.duplicateId}/dismissal`
  await world.ask('POST', url, { by: admin, body: { reason: 'Twins' }, key: 'twins' })
  assert.deepEqual(await count(), { open: 0 })
  const { status } = await world.ask('GET', '/v1/patients/duplicates/count', { by: await world.citizen() })
  assert.equal(status, 403)
})

test('the list finds the pairs of a person by either of the two records', async (t) => {
  const { register, list } = await openWorld(t)
  const pairs = [[await register(), await register()]]
  const other = { name: 'Gurpreet Dhillon', birthDate: '1971-01-02', gender: 'male', phone: '+919876509999' }
  pairs.push([await register(other), await register(other)])
  for (const [at, pair] of pairs.entries()) {
    for (const patientId of pair) {
      const { items } = await list(`?patient=${patientId}`)
      assert.deepEqual(
        items.map(({ people }) => people.map((one) => one.patientId).sort()),
        [pairs[at]?.toSorted()],
      )
    }
  }
  assert.deepEqual((await list(`?patient=${pairs[0]?.[0]}&status=merged`)).items, [])
})

test('people of one family are not a pair', async (t) => {
  const { world, list } = await openWorld(t)
  const by = await world.citizen({ name: 'Asha Sharma' })
  const twins = ['Kavita Sharma', 'Savita Sharma'].map(async (name) => {
    const body = { name, birthDate: '2019-07-01', gender: 'female', pin: '110001', phone: '+919876501234' }
    return (await world.ask<{ patientId: string }>('POST', '/v1/patients', { by, body })).body.patientId
  })
  for (const patientId of await Promise.all(twins)) await recordDuplicates(contextOf(world), patientId as never)
  assert.deepEqual((await list()).items, [])
})

test('a merge closes the pair, and an undo opens it again', async (t) => {
  const { world, admin, register, list } = await openWorld(t)
  const [gone, keptPatientId] = [await register(), await register()]
  const body = { keptPatientId, reason: 'Seen at two hospitals' }
  assert.equal((await world.ask('POST', `/v1/patients/${gone}/merger`, { by: admin, body })).status, 201)
  assert.deepEqual((await list()).items, [])
  const [merged] = (await list('?status=merged')).items
  assert.deepEqual([merged?.goneId, merged?.reason], [gone, body.reason])
  await world.ask('POST', `/v1/patients/${gone}/merger/cancellation`, { by: admin })
  assert.equal((await list()).items[0]?.status, 'open')
})

test('a pair is dismissed once, with a reason; a repeat gets the same answer', async (t) => {
  const { world, admin, register, list } = await openWorld(t)
  await register()
  await register()
  const url = `/v1/patients/duplicates/${(await list()).items[0]?.duplicateId}`
  const dismiss = (key: string, body: object) => world.ask<Pair>('POST', `${url}/dismissal`, { by: admin, key, body })
  assert.equal((await dismiss('no-reason', {})).status, 400)
  const [one, again] = [await dismiss('a', { reason: 'Twins' }), await dismiss('a', { reason: 'Twins' })]
  assert.deepEqual([one.status, one.body.status, one.body.reason], [200, 'different', 'Twins'])
  assert.deepEqual(again.body, one.body)
  assert.equal((await dismiss('b', { reason: 'Twins' })).status, 409)
  assert.deepEqual((await list()).items, [])
  assert.equal((await world.ask<Pair>('GET', url, { by: admin })).body.status, 'different')
})

test('a dismissed pair stays dismissed after a merge of one record, and after its undo', async (t) => {
  const { world, admin, register, list } = await openWorld(t)
  const people = [await register(), await register()]
  const [pair] = (await list()).items
  const url = `/v1/patients/duplicates/${pair?.duplicateId}`
  const dismissed = await world.ask<Pair>('POST', `${url}/dismissal`, { by: admin, body: { reason: 'Twins' } })
  assert.equal(dismissed.status, 200)
  const keptPatientId = await register({ name: 'Harpreet Singh', birthDate: '1971-01-02', gender: 'male' })
  // We merge each of the two in turn, because a pair stores the later record in another column.
  for (const gone of people) {
    const body = { keptPatientId, reason: 'Seen at two hospitals' }
    assert.equal((await world.ask('POST', `/v1/patients/${gone}/merger`, { by: admin, body })).status, 201)
    assert.deepEqual((await world.ask<Pair>('GET', url, { by: admin })).body, dismissed.body)
    await world.ask('POST', `/v1/patients/${gone}/merger/cancellation`, { by: admin })
    assert.deepEqual((await world.ask<Pair>('GET', url, { by: admin })).body, dismissed.body)
  }
  assert.deepEqual((await list()).items, [])
})

test('pages follow each other, and only an administrator reads them', async (t) => {
  const { world, register, list } = await openWorld(t)
  for (let count = 0; count < 3; count++) await register()
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await list(`?limit=1${cursor === undefined ? '' : `&cursor=${cursor}`}`)
    seen.push(...page.items.map(({ duplicateId }) => duplicateId))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  assert.equal(new Set(seen).size, 3)
  const by = await world.citizen()
  for (const url of ['/v1/patients/duplicates', `/v1/patients/duplicates/${seen[0]}`]) {
    assert.equal((await world.ask('GET', url, { by })).status, 403)
    assert.equal((await world.ask('GET', url)).status, 401)
  }
  const dismissal = `/v1/patients/duplicates/${seen[0]}/dismissal`
  assert.equal((await world.ask('POST', dismissal, { by, body: { reason: 'Twins' } })).status, 403)
})
