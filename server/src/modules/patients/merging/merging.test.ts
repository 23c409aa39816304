// Tests merges: searches find only one of two records until an undo, and circles and races are refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '../../../platform/module.ts'
import { type Setup, setup } from '../../../testing/setup.ts'
import { matchPatients } from '../contract.ts'
import type { PatientsTables } from '../tables.ts'

const QUERY = { fullName: 'Zebunnissa Quraishi', birthDate: '1990-05-14', gender: 'female', pin: '110001' } as const

async function openWorld(t: Parameters<typeof setup>[0]) {
  const world = await setup(t)
  const { call } = world.program.context('patients') as unknown as Context<PatientsTables>
  const admin = await world.admin()
  const person = async (): Promise<string> => (await world.citizen({ name: QUERY.fullName })).patientId
  const found = async (): Promise<string[]> =>
    (await call(matchPatients, QUERY)).candidates.map(({ patientId }) => patientId).sort()
  return { world, admin, person, found }
}

const merge = (world: Setup, by: { token: string }, gone: string, kept: string) =>
  world.ask<{ keptPatientId: string }>('POST', `/v1/patients/${gone}/merger`, {
    by: by as never,
    body: { keptPatientId: kept, reason: 'The same person, seen at two hospitals' },
  })

test('a merged record is not found until the merge is undone, and the history holds both merges', async (t) => {
  const { world, admin, person, found } = await openWorld(t)
  const [one, other] = [await person(), await person()]
  assert.deepEqual(await found(), [one, other].sort())
  assert.equal((await merge(world, admin, one, other)).status, 201)
  assert.deepEqual(await found(), [other])
  const undone = await world.ask('POST', `/v1/patients/${one}/merger/cancellation`, { by: admin })
  assert.equal(undone.status, 200, JSON.stringify(undone.body))
  assert.deepEqual(await found(), [one, other].sort())
  await merge(world, admin, one, other)
  const history = await world.ask<{ items: { undoneAt?: string }[] }>('GET', `/v1/patients/${one}/mergers`, {
    by: admin,
  })
  assert.deepEqual(history.body.items.map(({ undoneAt }) => undoneAt !== undefined).sort(), [false, true])
})

test('a circle, a second merge, and a merge with itself or with an unknown patient are refused', async (t) => {
  const { world, admin, person } = await openWorld(t)
  const [one, other] = [await person(), await person()]
  assert.equal((await merge(world, admin, one, one)).status, 400)
  assert.equal((await merge(world, admin, one, one.replace(/.{6}$/, '000000'))).status, 400)
  assert.equal((await merge(world, admin, one.replace(/.{6}$/, '000000'), one)).status, 404)
  assert.equal((await world.ask('POST', `/v1/patients/${one}/merger/cancellation`, { by: admin })).status, 409)
  assert.equal((await merge(world, admin, one, other)).status, 201)
  assert.equal((await merge(world, admin, one, other)).status, 409)
  assert.equal((await merge(world, admin, other, one)).status, 409)
})

test('only one of two parallel merges in opposite directions succeeds', async (t) => {
  const { world, admin, person, found } = await openWorld(t)
  const [one, other] = [await person(), await person()]
  const answers = await Promise.all([merge(world, admin, one, other), merge(world, admin, other, one)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409])
  assert.equal((await found()).length, 1)
})
