// Tests appointing staff: who may appoint whom and where, existing accounts, and the end of an appointment.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import type { Person } from '../../../testing/setup.ts'
import { createDemoAccount } from '../accounts/demo-accounts.ts'
import { asha, nila, setupIdentity } from '../testing.ts'

const mira = { phone: '+919812345611', name: 'Mira Das', password: 'a registrar of clinics' }
const ravi = { phone: '+919812345612', name: 'Ravi Kumar', password: 'a nurse who vaccinates' }

/** Nila is signed in; `clinic` and `neighbour` are in New Delhi, `distant` is in Pune. */
async function setupStaff(t: Parameters<typeof setupIdentity>[0]) {
  const identity = await setupIdentity(t)
  const listHospitals = async (pin: string) => {
    const url = `/v1/facilities?pin=${pin}&kind=hospital`
    return (await identity.ask<{ items: { facilityId: string; cell: number }[] }>('GET', url)).body.items
  }
  const [[clinic, neighbour], [distant]] = await Promise.all([listHospitals('110001'), listHospitals('411001')])
  assert.ok(clinic && neighbour && distant, 'the test places have these hospitals')
  const boss = await identity.signIn(nila)
  return {
    ...identity,
    boss,
    clinic: clinic.facilityId,
    neighbour: neighbour.facilityId,
    distant: distant.facilityId,
    district: clinic.cell,
    appoint: async (by: Person, body: object) => (await identity.post('/v1/staff', body, by)).status,
  }
}

test('a nurse is appointed and works in her centre', async (t) => {
  const { get, signIn, hire, boss, clinic, program } = await setupStaff(t)
  const id = await hire(boss, { ...ravi, roles: ['vaccinator'], facilityId: clinic })
  const { workplaces, ...me } = (await get('/v1/me', await signIn(ravi))).body
  const roles = ['vaccinator' as const]
  const powers = program.context('identity').powers.of(roles)
  assert.ok(powers.includes('dose.give'))
  assert.deepEqual(me, { id, name: ravi.name, roles, powers, facilityId: clinic, phone: ravi.phone })
  const known = (await get(`/v1/facilities/${clinic}`)).body as unknown as { name: string }
  const { workplaceId, since, appoints, ...workplace } = workplaces[0] as (typeof workplaces)[0] & { since: string }
  const place = { kind: 'facility', facilityId: clinic, placeName: known.name }
  assert.deepEqual(workplace, { ...place, roles, powers, isCurrent: true })
  assert.ok(workplaceId && since)
  assert.deepEqual(appoints, [])
})

test('a wrong appointment names the wrong field', async (t) => {
  const { post, boss, clinic, district } = await setupStaff(t)
  const { password: _, ...named } = ravi
  const cases: [object, string][] = [
    [{ ...named, roles: [] }, '/roles'],
    [{ ...named, roles: ['citizen'] }, '/roles/0'],
    [{ ...named, roles: ['client'] }, '/roles/0'],
    [{ ...named, roles: ['doctor', 'doctor'], facilityId: clinic }, '/roles'],
    [{ ...named, roles: ['doctor'] }, '/facilityId'],
    [{ ...named, roles: ['doctor'], facilityId: newId(district) }, '/facilityId'],
    [{ ...named, roles: ['district-officer'] }, '/districtCell'],
    [{ ...named, roles: ['district-officer'], districtCell: 999 }, '/districtCell'],
    [{ ...named, roles: ['chain-admin'] }, '/chainId'],
    [{ ...named, roles: ['chain-admin'], chainId: newId(0) }, '/chainId'],
    [{ ...named, roles: ['doctor', 'auditor'], facilityId: clinic }, '/roles'],
    [{ ...named, roles: ['doctor'], facilityId: clinic, districtCell: district }, '/districtCell'],
    [{ ...named, roles: ['national-admin'], facilityId: clinic }, '/facilityId'],
    [{ ...named, roles: ['doctor'], facilityId: clinic, password: 'typed by somebody else' }, '/password'],
    [{ ...named, roles: ['doctor'], facilityId: clinic, accountId: newId(1) }, '/accountId'],
  ]
  for (const [body, pointer] of cases) {
    const { status, body: problem } = await post('/v1/staff', body, boss)
    assert.deepEqual([status, problem.errors?.[0]?.pointer], [400, pointer])
  }
})

test('each administrator appoints only to lower roles, and only at places within reach', async (t) => {
  const { appoint, signIn, post, hire, boss, clinic, neighbour, distant, district, register } = await setupStaff(t)
  const officer = { phone: '+919812345613', name: 'Omar Khan', password: 'an officer in Delhi' }
  await hire(boss, { ...officer, roles: ['district-officer'], districtCell: district })
  await hire(boss, { ...mira, roles: ['centre-admin'], facilityId: clinic })
  await register(asha)
  const byOfficer = await signIn(officer)
  const byMira = await signIn(mira)
  let last = 20
  const person = () => ({ phone: `+9198123457${last++}`, name: 'Somebody' })

  assert.equal(await appoint(byMira, { ...person(), roles: ['doctor'], facilityId: clinic }), 202)
  assert.equal(await appoint(byMira, { ...person(), roles: ['doctor'], facilityId: neighbour }), 403)
  assert.equal(await appoint(byMira, { ...person(), roles: ['centre-admin'], facilityId: clinic }), 403)
  assert.equal(await appoint(byMira, { ...person(), roles: ['national-admin'] }), 403)
  assert.equal(await appoint(byOfficer, { ...person(), roles: ['centre-admin'], facilityId: neighbour }), 202)
  assert.equal(await appoint(byOfficer, { ...person(), roles: ['centre-admin'], facilityId: distant }), 403)
  assert.equal(await appoint(byOfficer, { ...person(), roles: ['district-officer'], districtCell: district }), 403)
  assert.equal(await appoint(boss, { ...person(), roles: ['national-admin'] }), 202)
  assert.equal(await appoint(await signIn(asha), { ...person(), roles: ['doctor'], facilityId: clinic }), 403)
  assert.equal((await post('/v1/staff', { ...person(), roles: ['doctor'], facilityId: clinic })).status, 401)
})

test('an appointed citizen keeps name, password and sign-in, and gets the roles at the next sign-in', async (t) => {
  const { post, get, signIn, hire, boss, clinic, register } = await setupStaff(t)
  const { patientId, accountId } = (await register(asha)).body
  const before = await signIn(asha)
  const { password: _, ...named } = ravi
  const appointed = await hire(boss, { ...named, phone: asha.phone, roles: ['doctor'], facilityId: clinic })
  assert.equal(appointed, accountId)
  assert.deepEqual((await get('/v1/me', before)).body.roles, ['citizen'], 'an old token gets no new role')
  const refreshed = await post('/v1/auth/refresh', { refreshToken: before.refreshToken })
  assert.deepEqual(refreshed.body.account.roles, ['citizen'], 'nor does the sign-in before it takes the workplace')
  const { powers, workplaces, ...me } = (await get('/v1/me', await signIn(asha))).body
  const roles = ['citizen', 'doctor']
  assert.deepEqual(me, { id: accountId, name: asha.name, roles, facilityId: clinic, patientId, phone: asha.phone })
  assert.ok(powers.includes('family.manage') && powers.includes('patient.match'))
  assert.deepEqual(
    workplaces.map(({ roles: there, isCurrent }) => [there, isCurrent]),
    [[['doctor'], true]],
  )
})

test('more roles at a place end no sign-in, and the next refresh brings them', async (t) => {
  const { post, get, signIn, hire, boss, clinic } = await setupStaff(t)
  const { password: _, ...named } = ravi
  await hire(boss, { ...ravi, roles: ['vaccinator'], facilityId: clinic })
  const before = await signIn(ravi)
  await hire(boss, { ...named, roles: ['reception'], facilityId: clinic })
  assert.deepEqual((await get('/v1/me', before)).body.roles, ['vaccinator'])
  const refreshed = await post('/v1/auth/refresh', { refreshToken: before.refreshToken })
  assert.deepEqual(refreshed.body.account.roles, ['vaccinator', 'reception'])
  assert.equal(refreshed.body.account.workplaces.length, 1)
})

test('an appointment at a second facility does not end the first one', async (t) => {
  const { post, get, hire, signIn, boss, clinic, neighbour, clock } = await setupStaff(t)
  await hire(boss, { ...ravi, roles: ['vaccinator'], facilityId: clinic })
  await hire(boss, { ...mira, roles: ['centre-admin'], facilityId: neighbour })
  const byMira = await signIn(mira)
  const atClinic = await signIn(ravi)
  clock.advance(1_000)
  const { password: _, ...named } = ravi
  await hire(byMira, { ...named, roles: ['doctor'], facilityId: neighbour })
  const { accountId } = atClinic
  const { roles, workplaces } = (await get('/v1/me', atClinic)).body
  assert.deepEqual(roles, ['vaccinator'], 'his sign-in stays as it was')
  assert.deepEqual(
    workplaces.map((one) => [one.facilityId, one.roles, one.isCurrent]),
    [
      [clinic, ['vaccinator'], true],
      [neighbour, ['doctor'], false],
    ],
  )
  const end = (workplaceId: string | undefined) =>
    post(`/v1/staff/${accountId}/deactivation`, { workplaceId }, byMira).then(({ status }) => status)
  assert.equal(await end(workplaces[0]?.workplaceId), 404, 'Mira has no power at the clinic')
  assert.equal(await end(workplaces[1]?.workplaceId), 204)
  const left = (await get('/v1/me', atClinic)).body
  assert.deepEqual([left.roles, left.workplaces.length], [['vaccinator'], 1])
})

test('a deactivation ends all tokens and sign-ins in every process, and no reset brings them back', async (t) => {
  const { post, get, signIn, hire, boss, clinic, peer, askCode } = await setupStaff(t)
  await hire(boss, { ...ravi, roles: ['vaccinator'], facilityId: clinic })
  const sessions = [await signIn(ravi), await signIn(ravi)]
  const accountId = sessions[0]?.accountId
  assert.equal((await post(`/v1/staff/${accountId}/deactivation`, undefined, boss)).status, 204)
  const other = await peer()
  for (const session of sessions) {
    assert.equal((await get('/v1/me', session)).status, 401)
    assert.equal((await other.get('/v1/me', session)).status, 401)
    assert.equal((await post('/v1/auth/refresh', { refreshToken: session.refreshToken })).status, 401)
  }
  const refused = await post('/v1/auth/login', { phone: ravi.phone, password: ravi.password })
  assert.deepEqual([refused.status, refused.body.type], [401, '/problems/sign-in-failed'])
  assert.equal((await post(`/v1/staff/${accountId}/deactivation`, undefined, boss)).status, 204, 'a repeat')
  const reset = { phone: ravi.phone, otp: await askCode(ravi.phone), password: 'a heron at dawn' }
  assert.equal((await post('/v1/auth/password/reset', reset)).body.type, '/problems/no-account')
})

test('a citizen whose appointment ends stays a citizen', async (t) => {
  const { post, get, signIn, hire, boss, clinic, register } = await setupStaff(t)
  await register(asha)
  await hire(boss, { phone: asha.phone, name: asha.name, roles: ['doctor'], facilityId: clinic })
  const { accountId } = await signIn(asha)
  assert.equal((await post(`/v1/staff/${accountId}/deactivation`, undefined, boss)).status, 204)
  const me = (await get('/v1/me', await signIn(asha))).body
  assert.deepEqual(me.roles, ['citizen'])
  assert.equal('facilityId' in me, false)
  assert.equal(
    (await post(`/v1/staff/${accountId}/deactivation`, undefined, boss)).status,
    404,
    'she is no longer staff',
  )
})

test('only those who could have made an appointment can end it; for others it does not exist', async (t) => {
  const { post, signIn, hire, boss, clinic, neighbour } = await setupStaff(t)
  await hire(boss, { ...mira, roles: ['centre-admin'], facilityId: clinic })
  const rita = { phone: '+919812345614', name: 'Rita Sen', password: 'rita runs the clinic' }
  await hire(boss, { ...rita, roles: ['centre-admin'], facilityId: clinic })
  const away = await hire(boss, { ...ravi, roles: ['vaccinator'], facilityId: neighbour })
  const byMira = await signIn(mira)
  const end = async (accountId: string) => (await post(`/v1/staff/${accountId}/deactivation`, undefined, byMira)).status
  assert.equal(await end(away), 404)
  assert.equal(await end(newId(7)), 404)
  assert.equal(await end(boss.accountId), 404)
  assert.equal(await end((await signIn(rita)).accountId), 403, 'she cannot end the appointment of a peer')
  assert.equal(await end('7'), 400)
  assert.equal((await post(`/v1/staff/${away}/deactivation`)).status, 401)
})

test('a lower role does not bring an administrator into the reach of lower administrators', async (t) => {
  const { post, hire, get, signIn, boss, clinic, clock } = await setupStaff(t)
  await hire(boss, { ...mira, roles: ['centre-admin'], facilityId: clinic })
  const byMira = await signIn(mira)
  clock.advance(1_000)
  await hire(byMira, { phone: nila.phone, name: 'Nila', roles: ['reception'], facilityId: clinic })
  const { workplaces } = (await get('/v1/me', boss)).body
  assert.deepEqual(
    workplaces.map(({ kind, roles }) => [kind, roles]),
    [
      ['nation', ['national-admin']],
      ['facility', ['reception']],
    ],
  )
  const end = async (workplaceId?: string) =>
    (await post(`/v1/staff/${boss.accountId}/deactivation`, { workplaceId }, byMira)).status
  assert.equal(await end(workplaces[0]?.workplaceId), 404)
  assert.equal(await end(), 204, 'she may end the appointment that she made')
  assert.deepEqual((await get('/v1/me', boss)).body.roles, ['national-admin'], 'the other appointment has not ended')
  assert.equal((await get('/v1/me', await signIn(nila))).body.workplaces.length, 1)
})

test('a demo account is made only once', async (t) => {
  const { program, get, signIn } = await setupIdentity(t)
  const context = program.context('identity')
  const person = { ...mira, birthYear: 1990, gender: 'female', pin: '110001' } as const
  const accountId = await createDemoAccount(context, person)
  const session = await signIn(mira)
  assert.equal(await createDemoAccount(context, person), accountId)
  assert.equal(await createDemoAccount(context, { ...nila, roles: ['national-admin'] }), (await signIn(nila)).accountId)
  assert.equal((await get('/v1/me', session)).status, 200, 'a second run signs nobody out')
})
