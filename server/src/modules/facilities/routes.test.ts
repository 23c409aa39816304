// Tests the routes of facilities and places through HTTP, on a database with a small country.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { newId } from '../../platform/id.ts'
import { type Answer, type Asked, type Person, type Setup, setup } from '../../testing/setup.ts'

const NEW_DELHI = 703
const CENTRAL_DELHI = 701

interface Facility {
  facilityId: string
  cell: number
  kinds: string[]
  name: string
  address: string
  pin: string
  district: string
  state: string
  stateCode: string
  latitude: number
  longitude: number
  positionSource: string
  isActive: boolean
  version: number
  distanceKm?: number
}
interface Page {
  items: Facility[]
  nextCursor?: string
  nearest?: Facility[]
}
interface Refusal {
  type: string
  errors?: { pointer: string; detail: string }[]
  facilityId?: string
}
type Body = Facility & Page & Refusal

let country: Setup
let admin: Person
let officer: Person
let pool: pg.Pool
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  country = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  admin = await country.admin()
  officer = await country.officer(NEW_DELHI)
  pool = new pg.Pool({ connectionString: country.databaseUrl })
})
after(async () => {
  await pool.end()
  for (const cleanUp of cleanUps) await cleanUp()
})

const get = (url: string, asked?: Asked): Promise<Answer<Body>> => country.ask('GET', url, asked)
const list = async (query: string) => (await get(`/v1/facilities?${query}`)).body
const post = (body: object, asked: Asked = {}) =>
  country.ask<Body>('POST', '/v1/facilities', { by: admin, body, ...asked })
const patch = (id: string, body: object, asked: Asked = {}) =>
  country.ask<Body>('PATCH', `/v1/facilities/${id}`, { by: admin, body, ...asked })
const eventsOf = async (facilityId: string): Promise<{ name: string; body: Facility; actorId: string }[]> => {
  const text = `select body from facilities.outbox where body->'body'->>'facilityId' = $1
    order by (body->'body'->>'version')::int`
  return (await pool.query(text, [facilityId])).rows.map((row) => row.body)
}

let count = 0
const clinic = (changes: object = {}) => ({
  name: `Test Clinic ${++count}`,
  kinds: ['lab', 'pharmacy'],
  address: '12 Janpath',
  pin: '110001',
  ...changes,
})
const refusedField = ({ status, body }: Answer<Body>) =>
  `${status} ${[...new Set(body.errors?.map((one) => one.pointer))].join()}`

describe('finding facilities', () => {
  test('by PIN, district, state, kind and words gives only the matching facilities', async () => {
    const byPin = await list('pin=110001&limit=100')
    assert.ok(byPin.items.length > 3)
    assert.ok(
      byPin.items.every(({ pin, cell, district }) => pin === '110001' && cell === 703 && district === 'New Delhi'),
    )
    const names = byPin.items.map(({ name }) => name)
    const byDistrict = await list(`district=${NEW_DELHI}&limit=100`)
    assert.deepEqual(new Set(byDistrict.items.map(({ name }) => name)), new Set(names))
    const inState = await list('state=KA&limit=100')
    assert.ok(inState.items.length > 0 && inState.items.every(({ stateCode }) => stateCode === 'KA'))
    assert.deepEqual((await list('state=KA&kind=lab')).items, [])
    const lohia = await list('q=LOHIA%20man')
    assert.ok(lohia.items.length > 0 && lohia.items.every(({ name }) => /lohia/i.test(name) && /man/i.test(name)))
    assert.deepEqual((await list('pin=110001&state=KA')).items, [])
  })

  test('in pages gives each facility once, in the order of one long page', async () => {
    for (const query of ['state=DL', 'near=28.63,77.22&radiusKm=20', 'q=hospital']) {
      const whole = await list(`${query}&limit=100`)
      const ids: string[] = []
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const page: Page = await list(`${query}&limit=7${cursor && `&cursor=${cursor}`}`)
        assert.ok(page.items.length <= 7 && page.items.length > 0)
        ids.push(...page.items.map(({ facilityId }) => facilityId))
        cursor = page.nextCursor
      }
      assert.deepEqual(
        ids.slice(0, 100),
        whole.items.map(({ facilityId }) => facilityId),
        query,
      )
      assert.equal(new Set(ids).size, ids.length)
    }
  })

  test('near a point gives the nearest first, within the radius', async () => {
    const { items } = await list('near=28.63,77.22&radiusKm=5&limit=100')
    const distances = items.map(({ distanceKm }) => distanceKm as number)
    assert.ok(distances.length > 3 && distances.every((km) => km <= 5))
    assert.deepEqual(
      distances,
      distances.toSorted((one, other) => one - other),
    )
    assert.deepEqual((await list('near=34.5,74.5&radiusKm=1')).items, [])
  })

  test('by a PIN without facilities offers the nearest of that kind, at any distance', async () => {
    const jaisalmer = await list('pin=345022&kind=hospital&limit=3')
    assert.deepEqual(jaisalmer.items, [])
    assert.equal(jaisalmer.nearest?.length, 3)
    const [first, second] = jaisalmer.nearest as [Facility, Facility]
    assert.ok((first.distanceKm as number) > 100 && (first.distanceKm as number) <= (second.distanceKm as number))
    assert.equal((await list('pin=110001&kind=hospital')).nearest, undefined)
    assert.deepEqual((await list('pin=110001&q=nosuchname')).nearest, [])
  })

  const bad: [string, string][] = [
    ['pin=000000', 'query/pin'],
    ['pin=12345', 'query/pin'],
    ['pin=abcdef', 'query/pin'],
    ['pin=1100011', 'query/pin'],
    ['pin=999999', 'query/pin'],
    ['district=799', 'query/district'],
    ['district=Delhi', 'query/district'],
    ['district=100', 'query/district'],
    ['state=XX', 'query/state'],
    ['state=delhi', 'query/state'],
    ['kind=temple', 'query/kind'],
    ['near=91,77', 'query/near'],
    ['near=28.6', 'query/near'],
    ['near=77.2,28.6', 'query/near'],
    ['near=NaN,77', 'query/near'],
    ['radiusKm=5', 'query/radiusKm'],
    ['near=28.6,77.2&radiusKm=0', 'query/radiusKm'],
    ['near=28.6,77.2&radiusKm=201', 'query/radiusKm'],
    ['q=%00', 'query/q'],
    ['q=a%00b', 'query/q'],
    ['q=%20', 'query/q'],
    ['q=%25%5F', 'query/q'],
    ['q=', 'query/q'],
    ['limit=0', 'query/limit'],
    ['limit=101', 'query/limit'],
    ['limit=1.5', 'query/limit'],
    ['cursor=x', 'query/cursor'],
    ['cursor=!!', 'query/cursor'],
    [`cursor=${Buffer.from(newId(703)).toString('base64url')}`, 'query/cursor'],
    ['page=2', 'query/page'],
  ]
  for (const [query, pointer] of bad) {
    test(`with ${query} is refused and names ${pointer}`, async () => {
      assert.equal(refusedField(await get(`/v1/facilities?${query}`)), `400 ${pointer}`)
    })
  }

  test('by id gives a tag, and 304 to a client that has that version', async () => {
    const [first] = (await list('pin=110001&limit=1')).items as [Facility]
    const answer = await get(`/v1/facilities/${first.facilityId}`)
    assert.equal(answer.status, 200)
    assert.equal(answer.body.name, first.name)
    const etag = answer.headers.etag as string
    assert.equal((await get(`/v1/facilities/${first.facilityId}`, { headers: { 'if-none-match': etag } })).status, 304)
    assert.equal((await get(`/v1/facilities/${newId(703)}`)).status, 404)
    assert.equal(refusedField(await get('/v1/facilities/7')), '400 path/facilityId')
  })
})

describe('registering a facility', () => {
  test('is allowed to officials in their own district and to a national-admin, and publishes an event', async () => {
    const answer = await post(clinic({ latitude: 28.62, longitude: 77.21 }), { by: officer })
    assert.equal(answer.status, 201)
    const { facilityId, version, positionSource, district, isActive } = answer.body
    assert.deepEqual([version, positionSource, district, isActive], [1, 'given', 'New Delhi', true])
    assert.deepEqual((await get(`/v1/facilities/${facilityId}`)).body, answer.body)
    const [event] = await eventsOf(facilityId)
    assert.equal(event?.name, 'facilities.facility-registered.v1')
    assert.equal(event?.actorId, officer.accountId)
    assert.equal(event?.body.name, answer.body.name)
    assert.equal((await post(clinic({ pin: '411001' }))).status, 201)
  })

  test('without a position gives it the point of its PIN', async () => {
    const { body } = await post(clinic())
    const pin = (await get('/v1/pins/110001')).body
    assert.deepEqual([body.positionSource, body.latitude, body.longitude], ['pin', pin.latitude, pin.longitude])
  })

  test('is forbidden to everybody else', async () => {
    const elsewhere = await country.officer(CENTRAL_DELHI)
    const centreAdmin = await country.staff('centre-admin', newId(703))
    const citizen = await country.citizen()
    for (const by of [elsewhere, centreAdmin, citizen]) assert.equal((await post(clinic(), { by })).status, 403)
    assert.equal((await country.ask('POST', '/v1/facilities', { body: clinic() })).status, 401)
    assert.equal((await post(clinic({ pin: '411001' }), { by: officer })).status, 403)
  })

  const bad: [object, string][] = [
    [{ name: '' }, '/name'],
    [{ name: ' \n ' }, '/name'],
    [{ name: '***' }, '/name'],
    [{ name: 'Nul\0' }, '/name'],
    [{ name: 'x'.repeat(201) }, '/name'],
    [{ name: 7 }, '/name'],
    [{ kinds: [] }, '/kinds'],
    [{ kinds: ['temple'] }, '/kinds/0'],
    [{ kinds: ['lab', 'lab'] }, '/kinds'],
    [{ address: 'a\0' }, '/address'],
    [{ address: 'x'.repeat(501) }, '/address'],
    [{ pin: '000000' }, '/pin'],
    [{ pin: 110001 }, '/pin'],
    [{ pin: '999999' }, '/pin'],
    [{ latitude: 91, longitude: 77 }, '/latitude'],
    [{ latitude: 28.6, longitude: 181 }, '/longitude'],
    [{ latitude: 28.6 }, '/longitude'],
    [{ longitude: 77.2 }, '/latitude'],
    [{ latitude: 18.5, longitude: 73.8 }, '/latitude'],
    [{ latitude: null, longitude: null }, '/latitude,/longitude'],
    [{ cell: 703 }, '/cell'],
    [{ version: 5 }, '/version'],
  ]
  for (const [changes, pointer] of bad) {
    test(`with ${JSON.stringify(changes).slice(0, 60)} is refused and names ${pointer}`, async () => {
      assert.equal(refusedField(await post(clinic(changes))), `400 ${pointer}`)
    })
  }

  test('with the same key again gives the same answer, and with another body is refused', async () => {
    const body = clinic()
    const first = await post(body, { key: 'register-1' })
    const again = await post(body, { key: 'register-1' })
    assert.deepEqual([again.status, again.body], [201, first.body])
    assert.equal((await list(`pin=110001&q=${encodeURIComponent(body.name)}`)).items.length, 1)
    assert.equal((await eventsOf(first.body.facilityId)).length, 1)
    assert.equal((await post(clinic(), { key: 'register-1' })).status, 422)
  })

  test('with the same name, PIN and address again is refused, and the problem names the first', async () => {
    const body = clinic({ name: 'Twin Clinic' })
    const first = await post(body)
    const twin = await post({ ...body, name: 'TWIN  clinic.' })
    assert.equal(twin.status, 409)
    assert.equal(twin.body.type, '/problems/facility-exists')
    assert.equal(twin.body.facilityId, first.body.facilityId)
    assert.equal((await post({ ...body, address: 'Another street' })).status, 201)
  })
})

describe('correcting a facility', () => {
  const register = async (changes: object = {}) => (await post(clinic(changes))).body

  test('changes only the fields sent, keeps the old version, and publishes an event', async () => {
    const before = await register({ latitude: 28.62, longitude: 77.21 })
    const answer = await patch(before.facilityId, { name: ' New   Name ', kinds: ['hospital'] }, { by: officer })
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.body, { ...before, name: 'New Name', kinds: ['hospital'], version: 2 })
    assert.equal(answer.headers.etag, '"v2"')
    const kept = await pool.query('select * from facilities.facility_versions where facility_id = $1', [
      before.facilityId,
    ])
    assert.equal(kept.rows.length, 1)
    assert.deepEqual(
      [kept.rows[0].name, kept.rows[0].version, kept.rows[0].replaced_by],
      [before.name, 1, officer.accountId],
    )
    const events = await eventsOf(before.facilityId)
    assert.deepEqual(
      events.map(({ name, body }) => [name, body.version]),
      [
        ['facilities.facility-registered.v1', 1],
        ['facilities.facility-changed.v1', 2],
      ],
    )
    assert.equal((await list('q=new%20name')).items[0]?.facilityId, before.facilityId)
  })

  test('with the same values again changes nothing and makes no version', async () => {
    const { facilityId } = await register()
    const change = { kinds: ['hospital', 'vaccination-centre'] }
    const first = await patch(facilityId, change)
    const again = await patch(facilityId, change)
    assert.deepEqual(again.body, first.body)
    assert.equal((await eventsOf(facilityId)).length, 2)
  })

  test('closes it: no search finds it, but a read by id does', async () => {
    const { facilityId, name } = await register()
    assert.equal((await patch(facilityId, { isActive: false })).body.isActive, false)
    const words = `q=${encodeURIComponent(name)}`
    assert.deepEqual((await list(words)).items, [])
    assert.deepEqual(
      (await list(`${words}&isActive=false`)).items.map((found) => found.facilityId),
      [facilityId],
    )
    assert.equal((await get('/v1/facilities?isActive=perhaps')).status, 400)
    assert.equal((await get(`/v1/facilities/${facilityId}`)).body.isActive, false)
    assert.equal((await patch(facilityId, { isActive: true })).body.isActive, true)
    assert.equal((await list(words)).items.length, 1)
  })

  test('can move it only within its district', async () => {
    const { facilityId } = await register()
    const answer = await patch(facilityId, { pin: '411001' })
    assert.equal(answer.status, 409)
    assert.equal(answer.body.type, '/problems/facility-in-other-district')
    assert.equal(refusedField(await patch(facilityId, { pin: '999999' })), '400 /pin')
  })

  test('can give it a position and remove it again', async () => {
    const { facilityId, latitude } = await register()
    const placed = await patch(facilityId, { latitude: 28.65, longitude: 77.25 })
    assert.deepEqual([placed.body.latitude, placed.body.positionSource], [28.65, 'given'])
    const taken = await patch(facilityId, { latitude: null, longitude: null })
    assert.deepEqual([taken.body.latitude, taken.body.positionSource, taken.body.version], [latitude, 'pin', 3])
    assert.equal(refusedField(await patch(facilityId, { latitude: 28.65 })), '400 /longitude')
    assert.equal(refusedField(await patch(facilityId, { latitude: null, longitude: 77 })), '400 /latitude')
  })

  test('of an old version is refused after somebody else has changed it', async () => {
    const { facilityId } = await register()
    const stale = { headers: { 'if-match': '"v1"' } }
    assert.equal((await patch(facilityId, { name: 'First Here' }, stale)).status, 200)
    const late = await patch(facilityId, { name: 'Too Late' }, stale)
    assert.deepEqual([late.status, late.body.type, late.body.version], [412, '/problems/facility-changed-meanwhile', 2])
    assert.equal((await get(`/v1/facilities/${facilityId}`)).body.name, 'First Here')
  })

  test('by twenty people at the same time keeps every version', async () => {
    const { facilityId } = await register()
    const names = Array.from({ length: 20 }, (_, index) => `At Once ${index}`)
    const answers = await Promise.all(names.map((name) => patch(facilityId, { name })))
    assert.ok(answers.every(({ status }) => status === 200))
    const versions = answers.map(({ body }) => body.version).sort((one, other) => one - other)
    assert.deepEqual(
      versions,
      Array.from({ length: 20 }, (_, index) => index + 2),
    )
    const kept = await pool.query('select from facilities.facility_versions where facility_id = $1', [facilityId])
    assert.equal(kept.rows.length, 20)
  })

  test('is forbidden to officials of other districts and to everybody else', async () => {
    const { facilityId } = await register()
    const owner = await country.staff('centre-admin', facilityId)
    for (const by of [await country.officer(CENTRAL_DELHI), owner, await country.citizen()]) {
      assert.equal((await patch(facilityId, { name: 'Mine' }, { by })).status, 403)
    }
    assert.equal((await country.ask('PATCH', `/v1/facilities/${facilityId}`, { body: { name: 'x' } })).status, 401)
    assert.equal((await patch(newId(703), { name: 'Nobody' })).status, 404)
  })

  test('without fields, with unknown fields or with wrong values is refused', async () => {
    const { facilityId } = await register()
    assert.equal(refusedField(await patch(facilityId, {})), '400 /')
    assert.equal(refusedField(await patch(facilityId, { cell: 1 })), '400 /cell')
    assert.equal(refusedField(await patch(facilityId, { name: '\0' })), '400 /name')
    assert.equal(refusedField(await patch(facilityId, { isActive: 'no' })), '400 /isActive')
    assert.equal(refusedField(await patch(facilityId, { kinds: [] })), '400 /kinds')
  })
})

describe('places', () => {
  interface Place {
    cell: number
    code: string
    name: string
    otherNames: string[]
  }
  const getPlaces = async (url: string) => (await country.ask<{ items: Place[]; nextCursor?: string }>('GET', url)).body

  test('a PIN has a district, a state, a position and post offices', async () => {
    const { status, body, headers } = await country.ask<Record<string, unknown>>('GET', '/v1/pins/110001')
    assert.equal(status, 200)
    assert.deepEqual(body.district, { cell: NEW_DELHI, name: 'New Delhi' })
    assert.deepEqual(body.state, { code: 'DL', name: 'Delhi' })
    assert.equal(body.mainOffice, 'New Delhi GPO')
    const offices = body.offices as object[]
    assert.equal(offices.length, 23)
    assert.deepEqual(offices[0], { name: 'Baroda House SO', kind: 'post', isDelivering: false })
    const again = await get('/v1/pins/110001', { headers: { 'if-none-match': headers.etag as string } })
    assert.equal(again.status, 304)
    assert.match(headers['cache-control'] as string, /public, max-age/)
  })

  test('an unknown PIN is not found, and a malformed PIN is refused', async () => {
    assert.equal((await get('/v1/pins/999999')).status, 404)
    for (const pin of ['000000', '12345', 'abcdef', '1234567', '11000%00']) {
      assert.equal(refusedField(await get(`/v1/pins/${pin}`)), '400 path/pin')
    }
  })

  test('the states come on one page or on several pages', async () => {
    const all = await getPlaces('/v1/states')
    assert.equal(all.items.length, 36)
    assert.equal(all.nextCursor, undefined)
    const first = await getPlaces('/v1/states?limit=20')
    const second = await getPlaces(`/v1/states?limit=20&cursor=${first.nextCursor}`)
    assert.deepEqual([...first.items, ...second.items], all.items)
    assert.equal(second.nextCursor, undefined)
    assert.equal(refusedField(await get('/v1/states?limit=0')), '400 query/limit')
    assert.equal(refusedField(await get('/v1/states?cursor=zz')), '400 query/cursor')
    assert.equal(refusedField(await get('/v1/states?x=1')), '400 query/x')
  })

  test('the districts of a state come with their numbers and other names', async () => {
    const { items } = await getPlaces('/v1/states/KA/districts')
    assert.equal(items.length, 31)
    const mysuru = items.find(({ name }) => name === 'Mysuru')
    assert.ok(mysuru?.otherNames.includes('Mysore') && Math.floor(mysuru.cell / 100) === 29)
    assert.equal((await getPlaces('/v1/states/KA/districts?limit=5')).items.length, 5)
    assert.equal((await get('/v1/states/XX/districts')).status, 404)
    assert.equal(refusedField(await get('/v1/states/karnataka/districts')), '400 path/code')
  })
})
