// Tests chains and departments: who may register and change them, refusals, repeats, and the reach of a chain's roles.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { codeFor, type InboxMessage } from '../../../testing/inbox.ts'
import { type Answer, type Asked, type Person, type Setup, setup } from '../../../testing/setup.ts'

interface Body {
  chainId: string
  name: string
  legalName: string
  isGovernment: boolean
  code: string
  kind: string
  isActive: boolean
  version: number
  facilityId: string
  type: string
  items: Body[]
  nextCursor?: string
  errors?: { pointer: string }[]
}

/** Somebody to whom a role was offered signs in with a code, and accepts with another one. */
async function accept(phone: string): Promise<void> {
  const codeOf = async (): Promise<string> => {
    await ask('POST', '/v1/auth/otp', { body: { phone } })
    return codeFor((await country.ask<{ messages: InboxMessage[] }>('GET', '/dev/inbox')).body.messages, phone)
  }
  const login = { phone, otp: await codeOf() }
  const signedIn = await country.ask<{ accessToken: string }>('POST', '/v1/auth/login', { body: login })
  const by = { accountId: '', token: signedIn.body.accessToken }
  const { items } = (await country.ask<{ items: { offerId: string }[] }>('GET', '/v1/me/offers', { by })).body
  const url = `/v1/me/offers/${items[0]?.offerId}/acceptance`
  assert.equal((await ask('POST', url, { by, body: { otp: await codeOf() } })).status, 200)
}

let country: Setup
let admin: Person
let clinic: string
let neighbour: string
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  country = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  admin = await country.admin()
  const { body } = await country.ask<Body>('GET', '/v1/facilities?pin=110001&kind=hospital')
  clinic = body.items[0]?.facilityId as string
  neighbour = body.items[1]?.facilityId as string
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

const ask = (method: 'GET' | 'POST' | 'PATCH', url: string, asked: Asked = {}) => country.ask<Body>(method, url, asked)
const refusedField = ({ status, body }: Answer<Body>) =>
  `${status} ${[...new Set(body.errors?.map((one) => one.pointer))].join()}`

let count = 0
const chainOf = (changes: object = {}) => {
  const name = `Chain Number ${++count}`
  return { name, legalName: `${name} Private Limited`, isGovernment: false, ...changes }
}
const register = async (asked: Asked = {}) => ask('POST', '/v1/chains', { by: admin, body: chainOf(), ...asked })
const join = (facilityId: string, chainId: string | null, by = admin) =>
  ask('PATCH', `/v1/facilities/${facilityId}`, { by, body: { chainId } })
const eventsOf = async (name: string, chainId: string) => {
  const { pool } = country.program.context('facilities')
  const text = `select body->'body' as body from facilities.outbox
    where name = $1 and body->'body'->>'chainId' = $2 order by (body->'body'->>'version')::int`
  return (await pool.query(text, [name, chainId])).rows.map(({ body }) => body as Body)
}

describe('registering a chain', () => {
  test('is allowed to a national-admin, and publishes an event', async () => {
    const body = chainOf({ isGovernment: true })
    const { status, body: chain } = await register({ body })
    assert.deepEqual([status, chain], [201, { chainId: chain.chainId, ...body, version: 1 }])
    assert.deepEqual((await ask('GET', `/v1/chains/${chain.chainId}`)).body, chain)
    assert.deepEqual(await eventsOf('facilities.chain-changed.v1', chain.chainId), [chain])
  })

  test('is forbidden to everybody else', async () => {
    const { chainId } = (await register()).body
    const others = [await country.officer(703), await country.staff('centre-admin', clinic), await country.citizen()]
    for (const by of [...others, await country.chainAdmin(chainId)]) {
      assert.equal((await register({ by })).status, 403)
      assert.equal((await ask('PATCH', `/v1/chains/${chainId}`, { by, body: { name: 'Mine' } })).status, 403)
    }
    assert.equal((await ask('POST', '/v1/chains', { body: chainOf() })).status, 401)
  })

  test('with a wrong value is refused, and the problem names the field', async () => {
    const cases: [object, string][] = [
      [{ name: '' }, '/name'],
      [{ name: '***' }, '/name'],
      [{ legalName: '***' }, '/legalName'],
      [{ legalName: 'x'.repeat(201) }, '/legalName'],
      [{ isGovernment: 'yes' }, '/isGovernment'],
      [{ version: 3 }, '/version'],
    ]
    for (const [changes, pointer] of cases) {
      assert.equal(refusedField(await register({ body: chainOf(changes) })), `400 ${pointer}`)
    }
  })

  test('with the same key again gives the same answer; a second chain with this legal name is refused', async () => {
    const body = chainOf()
    const first = await register({ body, key: 'chain-1' })
    const again = await register({ body, key: 'chain-1' })
    assert.deepEqual([again.status, again.body], [201, first.body])
    const twin = await register({ body: { ...body, legalName: body.legalName.toUpperCase() } })
    assert.deepEqual([twin.status, twin.body.type], [409, '/problems/chain-exists'])
    assert.equal(twin.body.chainId, first.body.chainId)
    const racing = chainOf()
    const answers = await Promise.all(Array.from({ length: 10 }, () => register({ body: racing })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array.from({ length: 9 }, () => 409)])
  })
})

describe('correcting a chain', () => {
  test('changes only the fields sent and publishes an event; a repeat makes no version', async () => {
    const { body: chain } = await register()
    const url = `/v1/chains/${chain.chainId}`
    const answer = await ask('PATCH', url, { by: admin, body: { name: ' New   Name ' } })
    assert.deepEqual(answer.body, { ...chain, name: 'New Name', version: 2 })
    assert.equal(answer.headers.etag, '"v2"')
    assert.deepEqual((await ask('PATCH', url, { by: admin, body: { name: 'New Name' } })).body, answer.body)
    const events = await eventsOf('facilities.chain-changed.v1', chain.chainId)
    assert.deepEqual(
      events.map(({ version }) => version),
      [1, 2],
    )
    assert.equal((await ask('GET', url, { headers: { 'if-none-match': '"v2"' } })).status, 304)
  })

  test('of an old version, with the name of another chain, or of an unknown chain is refused', async () => {
    const { body: chain } = await register()
    const { body: other } = await register()
    const patch = (body: object, headers = {}) =>
      ask('PATCH', `/v1/chains/${chain.chainId}`, { by: admin, body, headers })
    assert.equal((await patch({ name: 'First' }, { 'if-match': '"v1"' })).status, 200)
    const late = await patch({ name: 'Late' }, { 'if-match': '"v1"' })
    assert.deepEqual([late.status, late.body.type, late.body.version], [412, '/problems/chain-changed-meanwhile', 2])
    const taken = await patch({ legalName: other.legalName })
    assert.deepEqual([taken.status, taken.body.chainId], [409, other.chainId])
    assert.equal(refusedField(await patch({})), '400 /')
    assert.equal((await ask('PATCH', `/v1/chains/${newId(0)}`, { by: admin, body: { name: 'Nobody' } })).status, 404)
  })
})

test('chains are listed by name, in pages, and found by words', async () => {
  const names: string[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const { body }: Answer<Body> = await ask('GET', `/v1/chains?limit=3${cursor && `&cursor=${cursor}`}`)
    assert.ok(body.items.length > 0 && body.items.length <= 3)
    names.push(...body.items.map(({ name }) => name))
    cursor = body.nextCursor
  }
  const { items } = (await ask('GET', '/v1/chains?limit=100')).body
  assert.ok(names.length > 3)
  assert.deepEqual(
    names,
    items.map(({ name }) => name),
  )
  const [known] = items as [Body]
  const found = (await ask('GET', `/v1/chains?q=${encodeURIComponent(known.name.toUpperCase())}`)).body.items
  assert.ok(found.some(({ chainId }) => chainId === known.chainId))
  assert.equal(refusedField(await ask('GET', '/v1/chains?cursor=zz')), '400 query/cursor')
})

describe('a facility in a chain', () => {
  test('shows the chain in its facts and its event, is found by the chain, and can leave it', async () => {
    const { chainId } = (await register()).body
    const joined = await join(clinic, chainId)
    assert.deepEqual([joined.status, joined.body.chainId], [200, chainId])
    assert.equal((await eventsOf('facilities.facility-changed.v1', chainId)).at(-1)?.facilityId, clinic)
    const found = (await ask('GET', `/v1/facilities?chain=${chainId}`)).body.items
    assert.deepEqual(
      found.map(({ facilityId }) => facilityId),
      [clinic],
    )
    const left = await join(clinic, null)
    assert.deepEqual(['chainId' in left.body, left.body.version], [false, joined.body.version + 1])
    assert.deepEqual((await ask('GET', `/v1/facilities?chain=${chainId}`)).body.items, [])
  })

  test('can be put there only with the power chain.manage, and only into a chain that exists', async () => {
    const { chainId } = (await register()).body
    const officer = await country.officer(703)
    assert.equal((await join(clinic, chainId, officer)).status, 403)
    assert.equal((await join(clinic, chainId, await country.chainAdmin(chainId))).status, 403)
    assert.equal(
      (await ask('PATCH', `/v1/facilities/${clinic}`, { by: officer, body: { name: 'By Officer' } })).status,
      200,
    )
    assert.equal(refusedField(await join(clinic, newId(0))), '400 /chainId')
    assert.equal(refusedField(await join(clinic, 'x')), '400 /chainId')
  })
})

describe('departments', () => {
  const open = (by: Person | undefined, body: object, key?: string) =>
    ask('POST', `/v1/facilities/${clinic}/departments`, { by, body, ...(key !== undefined && { key }) })
  const opd = () => ({ code: `OPD-${++count}`, name: 'Outpatients', kind: 'opd' })

  test('are opened, changed and closed by the administrator of the facility, and listed for everybody', async () => {
    const by = await country.staff('centre-admin', clinic)
    const body = opd()
    const made = await open(by, body)
    assert.deepEqual([made.status, made.body], [201, { ...body, isActive: true, version: 1 }])
    const url = `/v1/facilities/${clinic}/departments/${body.code}`
    const closed = await ask('PATCH', url, { by, body: { isActive: false, name: 'Old Wing' } })
    assert.deepEqual(closed.body, { ...body, name: 'Old Wing', isActive: false, version: 2 })
    assert.deepEqual(
      (await ask('PATCH', url, { by, body: { isActive: false } })).body.version,
      2,
      'a repeat makes no version',
    )
    assert.deepEqual((await ask('GET', url)).body, closed.body)
    const late = await ask('PATCH', url, { by, body: { kind: 'ward' }, headers: { 'if-match': '"v1"' } })
    assert.deepEqual([late.status, late.body.type], [412, '/problems/department-changed-meanwhile'])
    await open(by, opd())
    const first = (await ask('GET', `/v1/facilities/${clinic}/departments?limit=1`)).body
    const rest = (await ask('GET', `/v1/facilities/${clinic}/departments?cursor=${first.nextCursor}`)).body
    const all = (await ask('GET', `/v1/facilities/${clinic}/departments`)).body.items
    assert.deepEqual([...first.items, ...rest.items], all)
    assert.deepEqual(
      all.map(({ code }) => code),
      all.map(({ code }) => code).sort(),
    )
  })

  test('cannot be opened by others, and each code is used once', async () => {
    const body = opd()
    const others = [
      await country.staff('centre-admin', neighbour),
      await country.staff('reception', clinic),
      await country.officer(703),
    ]
    for (const by of others) assert.equal((await open(by, body)).status, 403)
    assert.equal((await open(undefined, body)).status, 401)
    const first = await open(admin, body, 'opd-1')
    assert.deepEqual((await open(admin, body, 'opd-1')).body, first.body)
    const twin = await open(admin, body)
    assert.deepEqual([twin.status, twin.body.type], [409, '/problems/department-exists'])
    const nowhere = `/v1/facilities/${newId(703)}/departments`
    assert.equal((await ask('POST', nowhere, { by: admin, body })).status, 404)
    assert.equal((await ask('GET', nowhere)).status, 404)
    assert.equal((await ask('GET', `/v1/facilities/${clinic}/departments/NONE`)).status, 404)
    const unknown = `/v1/facilities/${clinic}/departments/NONE`
    assert.equal((await ask('PATCH', unknown, { by: admin, body: { name: 'x' } })).status, 404)
  })

  test('with a wrong value are refused, and the problem names the field', async () => {
    const cases: [object, string][] = [
      [{ code: 'opd' }, '/code'],
      [{ code: '-A' }, '/code'],
      [{ code: 'A'.repeat(21) }, '/code'],
      [{ kind: 'kitchen' }, '/kind'],
      [{ name: ' ' }, '/name'],
      [{ isActive: false }, '/isActive'],
    ]
    for (const [changes, pointer] of cases) {
      assert.equal(refusedField(await open(admin, { ...opd(), ...changes })), `400 ${pointer}`)
    }
    assert.equal(refusedField(await ask('GET', `/v1/facilities/${clinic}/departments?cursor=!!`)), '400 query/cursor')
  })
})

describe('a chain-admin', () => {
  const openAt = (facilityId: string, by: Person) => {
    const body = { code: `WARD-${++count}`, name: 'Ward', kind: 'ward' }
    return ask('POST', `/v1/facilities/${facilityId}/departments`, { by, body }).then(({ status }) => status)
  }

  test('reaches only facilities of the chain, and sees at once which facilities join or leave', async () => {
    const { chainId } = (await register()).body
    const by = await country.chainAdmin(chainId)
    assert.equal(await openAt(clinic, by), 403, 'a chain without facilities reaches nothing')
    await join(clinic, chainId)
    assert.deepEqual([await openAt(clinic, by), await openAt(neighbour, by)], [201, 403])
    await join(clinic, null)
    assert.equal(await openAt(clinic, by), 403)
    await join(clinic, (await register()).body.chainId)
    assert.equal(await openAt(clinic, by), 403, 'another chain')
    await join(clinic, null)
  })

  test('reaches a new facility within a second in a process that did not make the change', async (t) => {
    const { chainId } = (await register()).body
    const by = await country.chainAdmin(chainId)
    const other = await setup(t, { databaseUrl: country.databaseUrl })
    const url = `/v1/vaccination/stock?facility=${clinic}`
    const status = async () => (await other.ask('GET', url, { by })).status
    assert.equal(await status(), 403)
    await join(clinic, chainId)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    assert.equal(await status(), 200)
    await join(clinic, null)
  })

  test('offers roles at its facilities, also to their administrators, and lists offers and staff', async () => {
    const { chainId } = (await register()).body
    await join(clinic, chainId)
    const by = await country.chainAdmin(chainId)
    let last = 0
    const appoint = async (roles: string[], place: object) => {
      const body = { phone: `+9198123${String(++last).padStart(5, '0')}`, name: `Member ${last}`, roles, ...place }
      return (await ask('POST', '/v1/staff', { by, body })).status
    }
    assert.equal(await appoint(['centre-admin'], { facilityId: clinic }), 202)
    assert.equal(await appoint(['nurse', 'cashier'], { facilityId: clinic }), 202)
    assert.equal(await appoint(['doctor'], { facilityId: neighbour }), 403)
    assert.equal(await appoint(['chain-admin'], { chainId }), 403)
    const vikram = { phone: '+919812399999', name: 'Vikram Mehta', roles: ['chain-admin'], chainId }
    assert.equal((await ask('POST', '/v1/staff', { by: admin, body: vikram })).status, 202)
    const neha = { phone: '+919812399998', name: 'Neha Rao', roles: ['doctor'], facilityId: neighbour }
    assert.equal((await ask('POST', '/v1/staff', { by: admin, body: neha })).status, 202)
    const namesOf = async (url: string) => (await ask('GET', url, { by })).body.items.map(({ name }) => name)
    assert.deepEqual(await namesOf('/v1/staff/offers'), ['Member 1', 'Member 2', 'Vikram Mehta'])
    await accept(vikram.phone)
    await accept(neha.phone)
    assert.deepEqual(await namesOf('/v1/staff'), ['Vikram Mehta'])
    assert.equal((await ask('GET', `/v1/staff?facility=${neighbour}`, { by })).status, 403)
    await join(clinic, null)
  })
})
