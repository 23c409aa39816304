// Tests doctors: registration and verification, practices, weekly hours, leave, closed days, search, races.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Asked, type Person, type Setup, setup } from '../../testing/setup.ts'
import { createDemoAccount } from '../identity/testing.ts'

interface Body {
  doctorId: string
  status: string
  version: number
  type: string
  nextOn?: string
  name: string
  exceptions: { exceptionId: string; reason?: string }[]
  exception: { exceptionId: string }
  templates: { templateId: string; weekday: number }[]
  with: { facilityId: string }[]
  practices: { facilityId: string; feePaise: number }[]
  items: Body[]
  errors?: { pointer: string }[]
}

let country: Setup
let national: Person
let official: Person
let admin: Person
let adminThere: Person
let here: string
let there: string
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  country = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  national = await country.admin()
  const { items } = (await ask('GET', '/v1/facilities?pin=110001&kind=hospital')).body as unknown as {
    items: { facilityId: string; cell: number }[]
  }
  here = items[0]?.facilityId as string
  there = items[1]?.facilityId as string
  official = await country.officer(items[0]?.cell as number)
  admin = await country.staff('centre-admin', here)
  adminThere = await country.staff('centre-admin', there)
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
const ask = (method: Method, url: string, asked: Asked = {}) => country.ask<Body>(method, url, asked)
const slug = ({ status, body }: { status: number; body: Body }) => `${status} ${body.type?.split('/').at(-1)}`
const fields = ({ status, body }: { status: number; body: Body }) =>
  `${status} ${body.errors?.map(({ pointer }) => pointer).join()}`

let count = 0
const newDoctor = (changes: object = {}) => ({
  ...{ facilityId: here, name: `Dr Test ${'abcdefghij'[count % 10]}`, gender: 'female', qualifications: ['MBBS'] },
  ...{ specialities: ['paediatrics'], languages: ['hi', 'en'], council: 'DL', registrationNo: `DMC/R/${++count}` },
  ...changes,
})
const register = async (changes: object = {}, by = admin) =>
  ask('POST', '/v1/doctors', { by, body: newDoctor(changes) })
const verify = (doctorId: string, by = official) =>
  ask('POST', `/v1/doctors/${doctorId}/verification`, { by, body: { seen: 'register' } })
const practise = (doctorId: string, facilityId = here, by = admin, body: object = { feePaise: 50_000 }) =>
  ask('PUT', `/v1/doctors/${doctorId}/practices/${facilityId}`, { by, body })
const scheduleOf = async (doctorId: string, by = admin) =>
  (await ask('GET', `/v1/doctors/${doctorId}/schedule`, { by })).body
const hours = (changes: object = {}) => ({
  ...{ weekday: 1, starts: '09:00', ends: '12:00', slotMinutes: 15, validFrom: '2026-03-02' },
  ...changes,
})
const keep = async (doctorId: string, templates: object[], facilityId = here, by = admin, version?: number) =>
  ask('PUT', `/v1/doctors/${doctorId}/practices/${facilityId}/templates`, {
    ...{ by, body: { templates } },
    ...(version !== undefined && { headers: { 'if-match': `"v${version}"` } }),
  })
const except = async (doctorId: string, body: object, by = admin) =>
  ask('POST', `/v1/doctors/${doctorId}/exceptions`, {
    ...{ by, body: { reason: 'Wedding', ...body } },
  })
/** The clock of the test stands still, so the order of the events is not known. */
const eventsOf = async (doctorId: string) => {
  const text = `select name from doctors.outbox where body->'body'->>'doctorId' = $1 order by name`
  const { rows } = await country.program.context('doctors').pool.query(text, [doctorId])
  return rows.map(({ name }) => name.replace(/^doctors\.|\.v1$/g, ''))
}
/** A verified doctor who practises at both hospitals. */
const practising = async (changes: object = {}): Promise<string> => {
  const { doctorId } = (await register(changes)).body
  assert.equal((await verify(doctorId)).status, 200)
  assert.equal((await practise(doctorId)).status, 200)
  assert.equal((await practise(doctorId, there, adminThere)).status, 200)
  return doctorId
}

describe('registering a doctor', () => {
  test('makes a draft that nobody outside sees, once for each registration however it is written', async () => {
    const body = newDoctor({ registrationNo: 'dmc/r/7-01' })
    const made = await ask('POST', '/v1/doctors', { by: admin, body, key: 'once' })
    assert.deepEqual([made.status, made.body.status], [201, 'draft'])
    assert.equal((await ask('POST', '/v1/doctors', { by: admin, body, key: 'once' })).body.doctorId, made.body.doctorId)
    const again = await register({ registrationNo: 'DMC R 701' })
    assert.equal(slug(again), '409 registration-taken')
    assert.equal(again.body.doctorId, made.body.doctorId)
    assert.equal((await register({ registrationNo: 'DMC R 701', council: 'MH' })).status, 201)
    assert.equal((await ask('GET', `/v1/doctors/${made.body.doctorId}`)).status, 404)
    assert.deepEqual(await eventsOf(made.body.doctorId), ['doctor-registered'])
  })

  test('is forbidden elsewhere, and refuses bad fields by their names', async () => {
    assert.equal((await register({}, adminThere)).status, 403)
    assert.equal(fields(await register({ name: '12' })), '400 /name')
    assert.equal(fields(await register({ council: 'XX' })), '400 /council')
    assert.equal(fields(await register({ specialities: [] })), '400 /specialities')
    assert.equal(fields(await register({ accountId: admin.accountId })), '400 /accountId')
  })

  test('two at the same moment with one registration: one is registered, the other is told', async () => {
    const body = newDoctor()
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask('POST', '/v1/doctors', { by: admin, body })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409])
  })
})

test('an account reads the doctor that it belongs to, and is told what to do when it belongs to none', async () => {
  const context = country.program.context('identity')
  const stated = { phone: '+919811100002', name: 'Dr Leela Nair', roles: ['doctor'], facilityId: here }
  const accountId = await createDemoAccount(context as never, stated as never)
  const actor = { accountId, sessionId: accountId, roles: ['doctor'], facilityId: here }
  const doctor = { accountId, token: await context.auth.sign(actor as never, 3_600) }
  const own = () => ask('GET', '/v1/me/doctor', { by: doctor })
  assert.equal(slug(await own()), '404 no-doctor-of-account')
  const { doctorId } = (await register({ name: 'Leela Nair', accountId })).body
  const found = await own()
  assert.deepEqual([found.status, found.body.doctorId, found.body.name], [200, doctorId, 'Leela Nair'])
  assert.deepEqual((await own()).body, found.body)
  const other = await country.staff('doctor', here)
  assert.equal(slug(await ask('GET', '/v1/me/doctor', { by: other })), '404 no-doctor-of-account')
  assert.equal((await ask('GET', '/v1/me/doctor', { by: admin })).status, 403)
  assert.equal((await ask('GET', '/v1/me/doctor')).status, 401)
  assert.equal(fields(await ask('GET', '/v1/me/doctor?x=1', { by: doctor })), '400 query/x')
})

test('a doctor sees leave of the whole next year', async () => {
  const doctorId = await practising()
  const leave = { kind: 'leave', facilityId: here, fromOn: '2027-01-15', untilOn: '2027-01-15' }
  assert.equal((await except(doctorId, leave)).status, 201)
  const read = (days: number) => ask('GET', `/v1/doctors/${doctorId}/schedule?days=${days}`, { by: admin })
  assert.equal((await read(366)).body.exceptions.length, 1)
  assert.equal((await read(31)).body.exceptions.length, 0)
  assert.equal(fields(await read(367)), '400 query/days')
})

describe('verifying a doctor', () => {
  test('needs another person, and opens the doctor to the public', async () => {
    const own = await register({}, national)
    assert.equal(slug(await verify(own.body.doctorId, national)), '409 own-verification')
    const { doctorId } = (await register({ name: 'Zubin Mehta' })).body
    await practise(doctorId)
    await keep(doctorId, [hours()])
    assert.equal((await ask('GET', '/v1/doctors?q=zubin')).body.items.length, 0)
    assert.equal((await verify(doctorId)).body.status, 'verified')
    const { items } = (await ask('GET', '/v1/doctors?q=zubin&speciality=paediatrics&pin=110001')).body
    assert.deepEqual(
      items.map(({ name, nextOn, practices }) => [name, nextOn, practices[0]?.feePaise]),
      [['Zubin Mehta', '2026-03-02', 50_000]],
    )
    assert.equal((await ask('GET', '/v1/doctors?q=zubin&pin=411001')).body.items.length, 0)
    assert.equal(slug(await verify(doctorId)), '409 doctor-state')
  })

  test('fixes name and qualifications; a suspension takes the doctor out of the search, with a reason', async () => {
    const doctorId = await practising({ name: 'Kavita Rao' })
    const patch = (body: object) => ask('PATCH', `/v1/doctors/${doctorId}`, { by: admin, body })
    assert.equal(slug(await patch({ name: 'Kavita Roy' })), '409 doctor-verified')
    assert.equal((await patch({ specialities: ['cardiology'] })).status, 200)
    const suspend = (body: object) => ask('POST', `/v1/doctors/${doctorId}/suspension`, { by: official, body })
    assert.equal(fields(await suspend({})), '400 /reason')
    assert.equal((await suspend({ reason: 'Asked by the council' })).body.status, 'suspended')
    assert.equal((await ask('GET', '/v1/doctors?q=kavita')).body.items.length, 0)
    assert.equal((await verify(doctorId)).body.status, 'verified')
    const end = { by: official, body: { reason: 'Struck off' } }
    assert.equal((await ask('POST', `/v1/doctors/${doctorId}/cancellation`, end)).body.status, 'ended')
    assert.equal(slug(await verify(doctorId)), '409 doctor-state')
  })

  test('a draft that ends frees its registration', async () => {
    const body = newDoctor()
    const { doctorId } = (await ask('POST', '/v1/doctors', { by: admin, body })).body
    const end = { by: official, body: { reason: 'Wrong number' } }
    assert.equal((await ask('POST', `/v1/doctors/${doctorId}/cancellation`, end)).status, 200)
    assert.equal((await ask('POST', '/v1/doctors', { by: admin, body })).status, 201)
  })
})

test('staff list the doctors of their hospital, and officials those who wait for verification', async () => {
  const visiting = (await register({ name: 'Aaa Visiting' })).body.doctorId
  const own = (await register({ name: 'Aab Own', facilityId: there }, adminThere)).body.doctorId
  const list = async (by: Person, query = '') => {
    const { body } = await ask('GET', `/v1/doctors/registrations?q=aa&${query}`, { by })
    return body.items.map(({ doctorId }) => doctorId)
  }
  assert.deepEqual(await list(adminThere), [own])
  await practise(visiting, there, adminThere)
  assert.deepEqual(await list(adminThere), [visiting, own])
  assert.deepEqual(await list(adminThere, `facility=${there}`), [visiting, own])
  assert.deepEqual(await list(admin), [visiting])
  await verify(visiting)
  assert.deepEqual(await list(official, 'status=draft'), [own])
  const first = await ask('GET', '/v1/doctors/registrations?q=aa&limit=1', { by: adminThere })
  const { nextCursor } = first.body as unknown as { nextCursor: string }
  assert.deepEqual(await list(adminThere, `limit=1&cursor=${nextCursor}`), [own])
  assert.equal((await ask('GET', `/v1/doctors/registrations?facility=${there}`, { by: admin })).status, 403)
})

test('terms that stay the same make no version; an old If-Match and bad terms are refused', async () => {
  const { doctorId } = (await register()).body
  const terms = { feePaise: 50_000, revisitFeePaise: 20_000, revisitDays: 7, room: '12' }
  assert.equal((await practise(doctorId, here, admin, terms)).body.version, 1)
  assert.equal((await practise(doctorId, here, admin, terms)).body.version, 1)
  assert.deepEqual(
    (await eventsOf(doctorId)).filter((name) => name === 'practice-changed'),
    ['practice-changed'],
  )
  assert.equal((await practise(doctorId, here, admin, { feePaise: 60_000 })).body.version, 2)
  const url = `/v1/doctors/${doctorId}/practices/${here}`
  const late = await ask('PUT', url, { by: admin, body: terms, headers: { 'if-match': '"v1"' } })
  assert.equal(slug(late), '412 practice-changed-meanwhile')
  assert.equal(
    fields(await practise(doctorId, here, admin, { ...terms, revisitFeePaise: 50_001 })),
    '400 /revisitFeePaise',
  )
  assert.equal(fields(await practise(doctorId, here, admin, { ...terms, opensDays: 31 })), '400 /opensDays')
  assert.equal((await practise(doctorId, there, admin, terms)).status, 403)
})

describe('the hours of a doctor', () => {
  let doctorId: string
  beforeEach(async () => {
    doctorId = await practising()
  })

  test('are replaced as one, keep the ids of what stays, and count the change', async () => {
    const first = await keep(doctorId, [hours(), hours({ weekday: 2 })])
    assert.equal(first.status, 200)
    const second = await keep(doctorId, [hours(), hours({ weekday: 3 })])
    const idOn = ({ body }: { body: Body }, day: number) =>
      body.templates.find((one) => one.weekday === day)?.templateId
    assert.equal(idOn(second, 1), idOn(first, 1))
    assert.deepEqual(
      second.body.templates.map(({ weekday }) => weekday),
      [1, 3],
    )
    assert.equal(second.body.version, first.body.version + 1)
    assert.equal((await keep(doctorId, [hours(), hours({ weekday: 3 })])).body.version, second.body.version)
    assert.equal(slug(await keep(doctorId, [], here, admin, first.body.version)), '412 schedule-changed-meanwhile')
  })

  test('never overlap, in one hospital or over two, and the answer names the other', async () => {
    assert.equal((await keep(doctorId, [hours()])).status, 200)
    const clash = await keep(doctorId, [hours({ starts: '11:00', ends: '13:00' })], there, adminThere)
    assert.equal(slug(clash), '409 schedule-overlaps')
    assert.ok(clash.body.with.some(({ facilityId }) => facilityId === here))
    assert.equal(
      slug(await keep(doctorId, [hours(), hours({ starts: '11:45', ends: '13:00' })])),
      '409 schedule-overlaps',
    )
    assert.equal((await keep(doctorId, [hours({ starts: '12:00', ends: '13:00' })], there, adminThere)).status, 200)
  })

  test('two hospitals that enter overlapping hours at one moment: one wins', async () => {
    const { version } = await scheduleOf(doctorId)
    const answers = await Promise.all([
      keep(doctorId, [hours()], here, admin, version),
      keep(doctorId, [hours({ starts: '10:00' })], there, adminThere, version),
    ])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412])
  })

  test('refuse bad hours by their field', async () => {
    assert.equal(fields(await keep(doctorId, [hours({ ends: '09:00' })])), '400 /templates/0/ends')
    assert.equal(fields(await keep(doctorId, [hours({ starts: '9:00' })])), '400 /templates/0/starts')
    assert.equal(fields(await keep(doctorId, [hours({ slotMinutes: 200 })])), '400 /templates/0/slotMinutes')
    assert.equal(fields(await keep(doctorId, [hours({ validUntil: '2026-01-01' })])), '400 /templates/0/validUntil')
    assert.equal(fields(await keep(doctorId, [hours({ weekday: 8 })])), '400 /templates/0/weekday')
    assert.equal((await keep(doctorId, [hours()], there, admin, 0)).status, 403)
  })

  test('of an ended practice do not stand in the way of another hospital', async () => {
    await keep(doctorId, [hours()])
    await practise(doctorId, here, admin, { feePaise: 50_000, status: 'ended' })
    assert.equal((await keep(doctorId, [hours()], there, adminThere)).status, 200)
    const back = await practise(doctorId, here, admin, { feePaise: 50_000 })
    assert.equal(slug(back), '409 schedule-overlaps')
  })
})

describe('leave, extra hours and closed days', () => {
  test('leave is entered, read with its reason by those who arrange hours, and taken back once', async () => {
    const doctorId = await practising()
    const clerk = await country.staff('reception', here)
    const body = { kind: 'leave', facilityId: here, fromOn: '2026-03-09', untilOn: '2026-03-10' }
    const { status, body: taken } = await except(doctorId, body)
    assert.equal(status, 201)
    assert.equal((await scheduleOf(doctorId)).exceptions[0]?.reason, 'Wedding')
    assert.equal((await scheduleOf(doctorId, clerk)).exceptions[0]?.reason, undefined)
    const url = `/v1/doctors/${doctorId}/exceptions/${taken.exception.exceptionId}/cancellation`
    assert.equal((await ask('POST', url, { by: adminThere })).status, 403)
    assert.equal((await ask('POST', url, { by: admin })).status, 200)
    assert.equal(slug(await ask('POST', url, { by: admin })), '409 exception-past')
    assert.deepEqual(
      (await eventsOf(doctorId)).filter((name) => name.startsWith('leave')),
      ['leave-taken', 'leave-withdrawn'],
    )
  })

  test('an administrator enters no leave for other hospitals, and nobody enters the past', async () => {
    const doctorId = await practising()
    const day = { kind: 'leave', fromOn: '2026-03-09', untilOn: '2026-03-09' }
    assert.equal(fields(await except(doctorId, day)), '400 /facilityId')
    assert.equal((await except(doctorId, { ...day, facilityId: there })).status, 403)
    const past = { ...day, facilityId: here, fromOn: '2026-03-01' }
    assert.equal(fields(await except(doctorId, past)), '400 /fromOn')
    assert.equal(fields(await except(doctorId, { ...day, facilityId: here, untilOn: '2027-04-01' })), '400 /untilOn')
    assert.equal(fields(await except(doctorId, { ...day, facilityId: here, slotMinutes: 15 })), '400 /slotMinutes')
  })

  test('the doctor keeps the own hours at every hospital, and those of nobody else', async () => {
    const context = country.program.context('identity')
    const stated = { phone: '+919811100001', name: 'Dr Own', roles: ['doctor'], facilityId: here }
    const accountId = await createDemoAccount(context as never, stated as never)
    const token = await context.auth.sign(
      { accountId, sessionId: accountId, roles: ['doctor'], facilityId: here } as never,
      3_600,
    )
    const by = { accountId, token }
    const [mine, other] = [await practising({ accountId }), await practising()]
    const day = { kind: 'leave', fromOn: '2026-03-09', untilOn: '2026-03-09' }
    assert.equal((await except(mine, day, by)).status, 201)
    assert.equal((await keep(mine, [hours()], there, by)).status, 200)
    assert.equal((await except(other, { ...day, facilityId: here }, by)).status, 403)
    assert.equal((await keep(other, [hours()], here, by)).status, 403)
    assert.equal(slug(await register({ accountId })), '409 account-taken')
    assert.equal((await scheduleOf(mine, by)).exceptions[0]?.reason, 'Wedding')
  })

  test('extra hours that overlap are refused, unless a closed day makes room; reopening is then refused', async () => {
    const doctorId = await practising()
    await keep(doctorId, [hours()], there, adminThere)
    const extra = {
      ...{ kind: 'extra', facilityId: here, fromOn: '2026-03-09', untilOn: '2026-03-09' },
      ...{ starts: '10:00', ends: '11:00', slotMinutes: 15 },
    }
    assert.equal(slug(await except(doctorId, extra)), '409 schedule-overlaps')
    const closure = `/v1/facilities/${there}/closures/2026-03-09`
    assert.equal((await ask('PUT', closure, { by: admin, body: { reason: 'Holi' } })).status, 403)
    assert.equal((await ask('PUT', closure, { by: adminThere, body: { reason: 'Holi' } })).status, 200)
    assert.equal((await except(doctorId, extra)).status, 201)
    assert.equal(slug(await ask('DELETE', closure, { by: adminThere })), '409 schedule-overlaps')
    assert.equal((await ask('GET', `/v1/facilities/${there}/closures`)).body.items.length, 1)
  })

  test('extra hours on a closed day are refused, because nobody could book them', async () => {
    const doctorId = await practising()
    const closure = `/v1/facilities/${here}/closures/2026-03-16`
    await ask('PUT', closure, { by: admin, body: { reason: 'Id' } })
    const extra = { kind: 'extra', facilityId: here, fromOn: '2026-03-16', untilOn: '2026-03-16' }
    const answer = await except(doctorId, { ...extra, starts: '10:00', ends: '11:00', slotMinutes: 15 })
    assert.equal(fields(answer), '400 /fromOn')
    assert.equal((await ask('DELETE', closure, { by: admin })).status, 204)
    assert.equal((await ask('DELETE', closure, { by: admin })).status, 204)
  })
})

test('no doctor has hours that overlap, whatever this file has tried', async () => {
  const { rows } = await country.program.context('doctors').pool.query(`
    select a.id from doctors.templates a
    join doctors.practices pa using (cell, doctor_id, facility_id)
    join doctors.templates b on b.cell = a.cell and b.doctor_id = a.doctor_id and b.id > a.id
      and b.weekday = a.weekday and b.starts_minute < a.ends_minute and a.starts_minute < b.ends_minute
      and b.valid_from <= coalesce(a.valid_until, 'infinity') and a.valid_from <= coalesce(b.valid_until, 'infinity')
    join doctors.practices pb on pb.cell = b.cell and pb.doctor_id = b.doctor_id and pb.facility_id = b.facility_id
    where pa.status = 'active' and pb.status = 'active'`)
  assert.deepEqual(rows, [])
})
