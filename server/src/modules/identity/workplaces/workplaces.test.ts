// Tests workplaces: a sign-in has the roles of one, can change to another, and ends with the appointment.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import type { Role } from '../../../platform/powers.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import { asha, createDemoAccount, nila, type SignedInPerson, setupIdentity } from '../testing.ts'

const HOURS_MS = 3_600_000

/** Asha is a citizen, a doctor at the clinic, and works at the reception of its neighbour. */
async function setupTwo(t: Parameters<typeof setupIdentity>[0]) {
  const identity = await setupIdentity(t)
  const { post, get, signIn } = identity
  const url = '/v1/facilities?pin=110001&kind=hospital'
  const { items } = (await identity.ask<{ items: { facilityId: FacilityId; name: string }[] }>('GET', url)).body
  const [clinic, neighbour] = items
  assert.ok(clinic && neighbour)
  const boss = await signIn(nila)
  await identity.register(asha)
  const appoint = async (role: Role, facilityId: FacilityId): Promise<void> => {
    const { phone, name } = asha
    await createDemoAccount(identity.program.context('identity'), { phone, name, roles: [role], facilityId })
  }
  await appoint('doctor', clinic.facilityId)
  identity.clock.advance(1_000)
  await appoint('reception', neighbour.facilityId)
  const citizen = await signIn(asha)
  const workplaces = (await get('/v1/me/workplaces', citizen)).body.items
  const [atClinic, atNeighbour] = workplaces.map(({ workplaceId }) => workplaceId) as [string, string]
  const choose = (by: SignedInPerson, workplaceId: unknown) => post('/v1/auth/workplace', { workplaceId }, by)
  const goTo = async (by: SignedInPerson, workplaceId: string): Promise<SignedInPerson> => {
    const { status, body } = await choose(by, workplaceId)
    assert.equal(status, 200)
    return { ...by, token: body.accessToken }
  }
  const end = (workplaceId: string) =>
    post(`/v1/staff/${citizen.accountId}/deactivation`, { workplaceId }, boss).then(({ status }) => status)
  return {
    ...identity,
    boss,
    clinic,
    neighbour,
    citizen,
    workplaces,
    atClinic,
    atNeighbour,
    choose,
    goTo,
    end,
    appoint,
  }
}

test('a person with several unused workplaces is a citizen until she chooses one', async (t) => {
  const { get, citizen, clinic, neighbour, workplaces, program } = await setupTwo(t)
  const me = (await get('/v1/me', citizen)).body
  assert.deepEqual([me.roles, 'facilityId' in me], [['citizen'], false])
  assert.deepEqual(
    workplaces.map(({ kind, facilityId, placeName, roles, isCurrent }) => [
      kind,
      facilityId,
      placeName,
      roles,
      isCurrent,
    ]),
    [
      ['facility', clinic.facilityId, clinic.name, ['doctor'], false],
      ['facility', neighbour.facilityId, neighbour.name, ['reception'], false],
    ],
  )
  assert.deepEqual(me.workplaces, workplaces)
  assert.deepEqual(workplaces[0]?.powers, program.context('identity').powers.of(['doctor']))
  assert.ok(workplaces[0]?.powers.includes('patient.match'))
})

test('a chosen workplace gives its roles and place, keeps the family, and survives a refresh', async (t) => {
  const { get, post, citizen, goTo, atClinic, atNeighbour, clinic, neighbour, clock } = await setupTwo(t)
  const doctor = await goTo(citizen, atClinic)
  const me = (await get('/v1/me', doctor)).body as unknown as { roles: string[]; facilityId: string }
  assert.deepEqual([me.roles, me.facilityId], [['citizen', 'doctor'], clinic.facilityId])
  assert.equal((await get('/v1/patients', doctor)).status, 200, 'her own family')
  clock.advance(601_000)
  const refreshed = await post('/v1/auth/refresh', { refreshToken: citizen.refreshToken })
  assert.deepEqual(refreshed.body.account.roles, ['citizen', 'doctor'], 'the refresh token is bound to it')
  assert.equal(refreshed.body.account.facilityId, clinic.facilityId)
  const moved = await goTo({ ...citizen, token: refreshed.body.accessToken }, atNeighbour)
  const again = await post('/v1/auth/refresh', { refreshToken: refreshed.body.refreshToken })
  assert.deepEqual(again.body.account.roles, ['citizen', 'reception'])
  assert.equal(again.body.account.facilityId, neighbour.facilityId)
  assert.equal((await get('/v1/me', moved)).status, 200)
})

test('the powers of a workplace count only at its own place', async (t) => {
  const { post, citizen, goTo, atClinic, atNeighbour } = await setupTwo(t)
  const description = { fullName: asha.name, birthDate: asha.birthDate }
  const register = { name: 'Ravi', birthYear: 1980, gender: 'male', pin: '110001', confirmedNew: true }
  const statuses = async (by: SignedInPerson) => [
    (await post('/v1/patients/match', description, by)).status,
    (await post('/v1/patients/registrations', register, by)).status,
  ]
  assert.deepEqual(await statuses(citizen), [403, 403])
  assert.deepEqual(await statuses(await goTo(citizen, atClinic)), [200, 403])
  assert.deepEqual(await statuses(await goTo(citizen, atNeighbour)), [200, 201])
})

test('the next sign-in begins at the workplace used last', async (t) => {
  const { signIn, get, citizen, goTo, atClinic, atNeighbour, clock } = await setupTwo(t)
  await goTo(citizen, atNeighbour)
  assert.deepEqual((await get('/v1/me', await signIn(asha))).body.roles, ['citizen', 'reception'])
  clock.advance(1_000)
  await goTo(await signIn(asha), atClinic)
  clock.advance(1_000)
  assert.deepEqual((await get('/v1/me', await signIn(asha))).body.roles, ['citizen', 'doctor'])
})

test('a repeated choice changes nothing', async (t) => {
  const { choose, get, post, citizen, atClinic } = await setupTwo(t)
  const answers = await Promise.all(Array.from({ length: 5 }, () => choose(citizen, atClinic)))
  for (const { status, body } of answers) {
    assert.equal(status, 200)
    assert.deepEqual([body.account.roles, body.refreshToken], [['citizen', 'doctor'], undefined])
    assert.equal((await get('/v1/me', { ...citizen, token: body.accessToken })).status, 200)
  }
  assert.equal((await post('/v1/auth/refresh', { refreshToken: citizen.refreshToken })).status, 200)
})

test('a workplace of another person, an ended workplace and an unknown id are refused', async (t) => {
  const { choose, get, citizen, boss, end, atClinic, post } = await setupTwo(t)
  const [office] = (await get('/v1/me/workplaces', boss)).body.items
  assert.equal((await choose(citizen, office?.workplaceId)).status, 404)
  assert.equal((await choose(citizen, newId(703))).status, 404)
  assert.equal(await end(atClinic), 204)
  assert.equal((await choose(citizen, atClinic)).status, 404)
  const bad = await choose(citizen, 'clinic')
  assert.deepEqual([bad.status, bad.body.errors?.[0]?.pointer], [400, '/workplaceId'])
  assert.equal((await post('/v1/auth/workplace', { workplaceId: atClinic })).status, 401)
  assert.equal((await get('/v1/me/workplaces')).status, 401)
  assert.deepEqual((await get('/v1/me', citizen)).body.roles, ['citizen'], 'the roles of the sign-in have not changed')
})

test('when an appointment ends, every process refuses the tokens of that workplace, and no others', async (t) => {
  const { get, post, signIn, citizen, goTo, atClinic, atNeighbour, end, peer } = await setupTwo(t)
  const asDoctor = await goTo(citizen, atClinic)
  // One sign-in has moved to the neighbour and still has a valid token for the clinic. The other stays at the clinic.
  const asReception = await goTo(citizen, atNeighbour)
  const staying = await goTo(await signIn(asha), atClinic)
  const other = await peer()
  assert.equal((await other.get('/v1/me', asDoctor)).status, 200)
  assert.equal(await end(atClinic), 204)
  const late = await peer()
  for (const ask of [get, late.get]) {
    assert.equal((await ask('/v1/me', asDoctor)).status, 401)
    assert.equal((await ask('/v1/me', staying)).status, 401)
    assert.equal((await ask('/v1/me', asReception)).status, 200, 'the token for the other workplace stays valid')
  }
  assert.equal((await post('/v1/auth/refresh', { refreshToken: staying.refreshToken })).status, 401)
  const refreshed = await post('/v1/auth/refresh', { refreshToken: citizen.refreshToken })
  assert.deepEqual(refreshed.body.account.roles, ['citizen', 'reception'])
})

test('a person who is appointed again at the same place can work there at once', async (t) => {
  const { get, signIn, citizen, goTo, atClinic, end, appoint, clinic } = await setupTwo(t)
  await goTo(citizen, atClinic)
  assert.equal(await end(atClinic), 204)
  await appoint('cashier', clinic.facilityId)
  const { workplaces } = (await get('/v1/me', await signIn(asha))).body
  const anew = workplaces.find(({ facilityId }) => facilityId === clinic.facilityId)
  assert.deepEqual(anew?.roles, ['cashier'], 'the new appointment does not keep the old roles')
  const cashier = await goTo(await signIn(asha), anew?.workplaceId as string)
  assert.deepEqual((await get('/v1/me', cashier)).body.roles, ['citizen', 'cashier'])
})

test('no token survives when a choice and the end of that appointment happen at the same time', async (t) => {
  const { get, post, signIn, choose, end, appoint, clinic } = await setupTwo(t)
  for (let round = 0; round < 10; round++) {
    const person = await signIn(asha)
    const { items } = (await get('/v1/me/workplaces', person)).body
    const { workplaceId } = items.find(({ facilityId }) => facilityId === clinic.facilityId) as (typeof items)[0]
    const [chosen, ended] = await Promise.all([choose(person, workplaceId), end(workplaceId)])
    assert.equal(ended, 204)
    if (chosen.status === 200) {
      assert.equal((await get('/v1/me', { ...person, token: chosen.body.accessToken })).status, 401)
      assert.equal((await post('/v1/auth/refresh', { refreshToken: person.refreshToken })).status, 401)
    } else assert.ok([401, 404].includes(chosen.status))
    await appoint('doctor', clinic.facilityId)
  }
})

test('the sign-in of a citizen can take a workplace within a working day, and then ends with that day', async (t) => {
  const { post, get, signIn, boss, clinic, clock, choose, atClinic, register, hire } = await setupTwo(t)
  const bina = { ...asha, phone: '+919812345677', name: 'Bina Das' }
  await register(bina)
  const [young, old] = [await signIn(bina), await signIn(bina)]
  await hire(boss, { phone: bina.phone, name: bina.name, roles: ['doctor'], facilityId: clinic.facilityId })
  const [workplace] = (await get('/v1/me/workplaces', young)).body.items
  const chosen = await choose(young, workplace?.workplaceId)
  assert.deepEqual([chosen.status, chosen.body.endsInSeconds], [200, 43_200])
  assert.notEqual(workplace?.workplaceId, atClinic)
  clock.advance(12 * HOURS_MS)
  assert.equal((await post('/v1/auth/refresh', { refreshToken: young.refreshToken })).status, 401)
  const { body } = await post('/v1/auth/refresh', { refreshToken: old.refreshToken })
  assert.deepEqual(body.account.roles, ['citizen'], 'the other sign-in stays valid for weeks, as a citizen')
  assert.equal((await choose({ ...old, token: body.accessToken }, workplace?.workplaceId)).status, 401)
})

test('workplaces show the current name of a facility', async (t) => {
  const { get, ask, peer, admin, citizen, clinic } = await setupTwo(t)
  const body = { name: 'Clinic of the New Name' }
  const by = await admin()
  assert.equal((await ask('PATCH', `/v1/facilities/${clinic.facilityId}`, { by, body })).status, 200)
  await peer({ env: { ROLE: 'worker' } })
  const nameOf = async () => (await get('/v1/me/workplaces', citizen)).body.items[0]?.placeName
  for (let tries = 0; tries < 200 && (await nameOf()) !== body.name; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.equal(await nameOf(), body.name)
})
