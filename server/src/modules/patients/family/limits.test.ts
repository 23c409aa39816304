// Tests that an account, and people at one network address, add a limited number of family members in an hour.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, setup } from '../../../testing/setup.ts'

interface Refused {
  readonly type: string
}

const NAMES = ['Kiran', 'Meera', 'Omar', 'Fatima', 'Gopal']

async function begin(t: Parameters<typeof setup>[0], env: Record<string, string>) {
  const settings = { SEHAT_RATE_LIMITS: 'on', SEHAT_TRUST_PROXY_HOPS: '1', ...env }
  const place = await setup(t, { env: settings })
  const second = await setup(t, { env: settings, databaseUrl: place.databaseUrl })
  let nth = 0
  const add = (by: Person, address: string, through = place.ask) => {
    const body = { name: `${NAMES[nth]} Rao`, birthYear: 1950 + 7 * nth++, gender: 'other', pin: '110001' }
    return through<Refused>('POST', '/v1/patients', { by, body, headers: { 'x-forwarded-for': address } })
  }
  return { place, second, add }
}

test('an account adds a limited number of people in an hour', async (t) => {
  const { place, second, add } = await begin(t, { SEHAT_NEW_MEMBERS_PER_ACCOUNT_MAX: '2' })
  const asha = await place.citizen()
  assert.equal((await add(asha, '203.0.113.7')).status, 201)
  assert.equal((await add(asha, '203.0.113.8', second.ask)).status, 201)
  const refused = await add(asha, '203.0.113.9')
  assert.equal(refused.status, 429)
  assert.equal(refused.body.type, '/problems/too-many-new-members')
  assert.equal(refused.headers['retry-after'], '3600')
  assert.equal((await add(await place.citizen(), '203.0.113.9')).status, 201)
})

test('people at one network address add a limited number of people in an hour', async (t) => {
  const { place, second, add } = await begin(t, { SEHAT_NEW_MEMBERS_PER_ADDRESS_MAX: '2' })
  const people = [await place.citizen(), await place.citizen(), await place.citizen()] as const
  assert.equal((await add(people[0], '2001:db8:1:2::1')).status, 201)
  assert.equal((await add(people[1], '2001:db8:1:2::2', second.ask)).status, 201)
  assert.equal((await add(people[2], '2001:db8:1:2::3')).status, 429)
  assert.equal((await add(people[2], '2001:db8:1:3::3')).status, 201)
})
