// Tests listing staff: each administrator sees only the staff within reach, by name, in pages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import type { Person } from '../../../testing/setup.ts'
import { nila, setupIdentity } from '../testing.ts'

interface StaffPage {
  items: { accountId: string; name: string; phoneLast4: string; roles: string[]; isActive: boolean }[]
  nextCursor?: string
  errors?: { pointer: string }[]
}

/** Sets up staff of two hospitals in New Delhi and one in Pune, an officer of New Delhi, and Nila. */
async function setupList(t: Parameters<typeof setupIdentity>[0]) {
  const identity = await setupIdentity(t)
  const hospitals = async (pin: string) => {
    const url = `/v1/facilities?pin=${pin}&kind=hospital`
    return (await identity.ask<{ items: { facilityId: string; cell: number }[] }>('GET', url)).body.items
  }
  const [[clinic, neighbour], [distant]] = await Promise.all([hospitals('110001'), hospitals('411001')])
  assert.ok(clinic && neighbour && distant, 'the test places have these hospitals')
  const boss = await identity.signIn(nila)
  let last = 10
  const appoint = async (name: string, role: string, place: object): Promise<string> => {
    return identity.hire(boss, { phone: `+9198123460${last++}`, name, roles: [role], ...place })
  }
  const ravi = await appoint('Ravi Kumar', 'vaccinator', { facilityId: clinic.facilityId })
  await appoint('Kumari Devi', 'doctor', { facilityId: clinic.facilityId })
  await appoint('Anil Rao', 'doctor', { facilityId: neighbour.facilityId })
  await appoint('Zoya Ali', 'doctor', { facilityId: distant.facilityId })
  await appoint('Omar Khan', 'district-officer', { districtCell: clinic.cell })
  const list = (by: Person | undefined, query = '') => identity.ask<StaffPage>('GET', `/v1/staff${query}`, { by })
  return {
    ...identity,
    ...{ boss, ravi, clinic, neighbour, distant, list },
    namesOf: async (by: Person, query = '') => (await list(by, query)).body.items.map(({ name }) => name),
    mira: await identity.staff('centre-admin', clinic.facilityId),
    officer: await identity.officer(clinic.cell),
  }
}

test('each administrator lists the staff within reach, by name', async (t) => {
  const { namesOf, boss, mira, officer, clinic, distant } = await setupList(t)
  assert.deepEqual(await namesOf(mira), ['Kumari Devi', 'Ravi Kumar'])
  assert.deepEqual(await namesOf(officer), ['Anil Rao', 'Kumari Devi', 'Omar Khan', 'Ravi Kumar'])
  const all = ['Anil Rao', 'Kumari Devi', 'Nila Menon', 'Omar Khan', 'Ravi Kumar', 'Zoya Ali']
  assert.deepEqual(await namesOf(boss), all)
  assert.deepEqual(await namesOf(boss, `?facility=${distant.facilityId}`), ['Zoya Ali'])
  assert.deepEqual(await namesOf(boss, `?district=${distant.cell}`), ['Zoya Ali'])
  assert.deepEqual(await namesOf(officer, `?facility=${clinic.facilityId}`), ['Kumari Devi', 'Ravi Kumar'])
})

test('a search finds words anywhere in a name, in upper or lower case', async (t) => {
  const { namesOf, boss } = await setupList(t)
  assert.deepEqual(await namesOf(boss, '?q=kumar'), ['Kumari Devi', 'Ravi Kumar'])
  assert.deepEqual(await namesOf(boss, '?q=KUMAR%20ravi'), ['Ravi Kumar'])
  assert.deepEqual(await namesOf(boss, '?q=%25'), [])
})

test('pages hold each person once, in the order of one long page', async (t) => {
  const { list, namesOf, boss } = await setupList(t)
  const names: string[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const { body }: { body: StaffPage } = await list(boss, `?limit=2${cursor && `&cursor=${cursor}`}`)
    assert.ok(body.items.length > 0 && body.items.length <= 2)
    names.push(...body.items.map(({ name }) => name))
    cursor = body.nextCursor
  }
  assert.deepEqual(names, await namesOf(boss))
})

test('the list shows the last four digits of a phone, and marks an ended appointment', async (t) => {
  const { list, post, mira, boss, ravi } = await setupList(t)
  assert.equal((await post(`/v1/staff/${ravi}/deactivation`, undefined, boss)).status, 204)
  const { items } = (await list(mira, '?q=ravi')).body
  assert.deepEqual(
    items.map(({ accountId, phoneLast4, roles, isActive }) => ({ accountId, phoneLast4, roles, isActive })),
    [{ accountId: ravi, phoneLast4: '6010', roles: ['vaccinator'], isActive: false }],
  )
  assert.doesNotMatch(JSON.stringify(items), /98123460/)
})

test('a citizen who is staff is listed, until the appointment ends', async (t) => {
  const { namesOf, post, mira, boss, clinic, register, hire } = await setupList(t)
  const citizen = { phone: '+919812346099', name: 'Bina Das', password: 'a citizen who helps', gender: 'female' }
  const { body } = await register({ ...citizen, birthDate: '1980-01-02', pin: '411001' })
  assert.ok(!(await namesOf(boss)).includes('Bina Das'))
  const roles = { roles: ['reception'], facilityId: clinic.facilityId }
  await hire(boss, { phone: citizen.phone, name: citizen.name, ...roles })
  assert.deepEqual(await namesOf(mira), ['Bina Das', 'Kumari Devi', 'Ravi Kumar'])
  await post(`/v1/staff/${body.accountId}/deactivation`, undefined, boss)
  assert.deepEqual(await namesOf(mira), ['Kumari Devi', 'Ravi Kumar'])
})

test('people who are not administrators, and administrators of other places, are refused', async (t) => {
  const { list, mira, officer, neighbour, distant, staff, citizen } = await setupList(t)
  assert.equal((await list(undefined)).status, 401)
  assert.equal((await list(await citizen())).status, 403)
  assert.equal((await list(await staff('doctor', neighbour.facilityId))).status, 403)
  assert.equal((await list(mira, `?facility=${neighbour.facilityId}`)).status, 403)
  assert.equal((await list(mira, `?district=${neighbour.cell}`)).status, 403)
  assert.equal((await list(officer, `?district=${distant.cell}`)).status, 403)
  assert.equal((await list(officer, `?facility=${distant.facilityId}`)).status, 403)
})

test('a wrong query names its field', async (t) => {
  const { list, boss, clinic } = await setupList(t)
  const cases: [string, string][] = [
    [`?facility=${clinic.facilityId}&district=${clinic.cell}`, 'query/district'],
    ['?facility=7', 'query/facility'],
    ['?district=Delhi', 'query/district'],
    ['?limit=101', 'query/limit'],
    ['?q=', 'query/q'],
    ['?cursor=x', 'query/cursor'],
    [`?cursor=${Buffer.from(newId(clinic.cell)).toString('base64url')}`, 'query/cursor'],
    ['?phone=9812346010', 'query/phone'],
  ]
  for (const [query, pointer] of cases) {
    const { status, body } = await list(boss, query)
    assert.deepEqual([status, body.errors?.[0]?.pointer], [400, pointer], query)
  }
})
