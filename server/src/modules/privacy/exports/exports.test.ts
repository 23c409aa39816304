// Tests copies of everything that Sehat keeps of a family: who gets one, what is in it, and when it goes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asha, omar, setupIdentity } from '../../identity/testing.ts'
import { openCentre, WINDOW } from '../../vaccination/testing.ts'
import type { ExportId } from '../contract.ts'
import type { PrivacyContext } from '../tables.ts'
import { buildExport, type ExportDocument, tidyExports } from './steps.ts'

interface Answered extends ExportDocument {
  type: string
  exportId: ExportId
  status: string
  patientId: string
  expiresAt: string
  items: { exportId: string; status: string }[]
  bookings: { bookingId: string }[]
}

async function begin(t: Parameters<typeof setupIdentity>[0]) {
  const place = await setupIdentity(t)
  const ask = (method: 'GET' | 'POST', url: string, asked = {}) => place.ask<Answered>(method, url, asked)
  await place.register(asha)
  const by = await place.signInByCode(asha.phone)
  const context = place.program.context('privacy') as PrivacyContext
  const fetch = (id: string, who = by) => ask('GET', `/v1/privacy/exports/${id}/document`, { by: who })
  return {
    place,
    ask,
    by,
    context,
    fetch,
    askExport: (key?: string) => ask('POST', '/v1/privacy/exports', { by, key }),
  }
}

test('a copy has all that every module keeps of the family, and no name of staff', async (t) => {
  const { place, ask, by, context, fetch, askExport } = await begin(t)
  const centre = await openCentre(place)
  const child = { name: 'Chitra Raghunathan', birthDate: '2001-04-09', gender: 'female', pin: '110001' }
  const { patientId } = (await ask('POST', '/v1/patients', { by, body: child })).body
  const seat = { sessionId: await centre.openSession(), window: WINDOW, patientIds: [patientId] }
  const booked = await ask('POST', '/v1/vaccination/bookings', { by, body: seat })
  await centre.give(booked.body.bookings[0]?.bookingId as string)
  const asked = await askExport()
  assert.deepEqual([asked.status, asked.body.status], [202, 'waiting'])
  const { exportId } = asked.body
  const early = await fetch(exportId)
  assert.deepEqual([early.status, early.body.type], [409, '/problems/export-not-ready'])
  await buildExport(context, exportId)
  await buildExport(context, exportId)
  const { status, body, headers } = await fetch(exportId)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(headers['cache-control'], 'no-store')
  const kinds = body.sections.map(({ module, kind }) => `${module}.${kind}`)
  for (const kind of ['identity.account', 'patients.people', 'vaccination.doses', 'audit.reads', 'linkage.links']) {
    assert.ok(kinds.includes(kind), kind)
  }
  for (const { module } of context.kept)
    assert.ok(
      kinds.some((kind) => kind.startsWith(`${module}.`)),
      module,
    )
  const text = JSON.stringify(body)
  for (const own of [asha.name, asha.phone, child.name, child.birthDate, 'COVAXIN', centre.lotOf()]) {
    assert.ok(text.includes(own), own)
  }
  assert.ok(!text.includes(centre.ravi.accountId) && !text.includes(centre.sunita.accountId), 'staff are left out')
  for (const { fields, rows } of body.sections) {
    const names = fields.map(({ field }) => field).sort()
    for (const row of rows) assert.deepEqual(Object.keys(row).sort(), names)
  }
  const { rows } = await context.pool.query('select document from privacy.exports')
  assert.ok(!rows[0].document.toString('utf8').includes('Raghunathan'), 'it is kept encrypted')
  const { rows: events } = await context.pool.query('select name from privacy.outbox order by name')
  assert.deepEqual(
    events.map(({ name }) => name),
    ['privacy.export-asked.v1', 'privacy.export-ready.v1', 'privacy.export-taken.v1'],
  )
})

test('a copy belongs to one account, lasts a day, and is deleted then', async (t) => {
  const { place, ask, by, context, fetch, askExport } = await begin(t)
  await place.register(omar)
  const { exportId } = (await askExport()).body
  await buildExport(context, exportId)
  assert.equal((await fetch(exportId, await place.signInByCode(omar.phone))).status, 404)
  assert.equal((await ask('GET', '/v1/privacy/exports', { by })).body.items[0]?.status, 'ready')
  place.clock.advance(86_400_000)
  const again = await place.signInByCode(asha.phone)
  assert.equal((await fetch(exportId, again)).status, 404)
  assert.deepEqual((await ask('GET', '/v1/privacy/exports', { by: again })).body.items, [])
  await tidyExports(context)
  assert.equal((await context.pool.query('select 1 from privacy.exports')).rowCount, 0)
})

test('a copy needs a new sign-in, and a second request within the hour gets the same one', async (t) => {
  const { place, ask, by, askExport } = await begin(t)
  const [first, second] = await Promise.all([askExport('copy-1'), askExport('copy-2')])
  assert.equal(first.body.exportId, second.body.exportId)
  assert.equal((await askExport('copy-1')).headers['idempotent-replayed'], 'true')
  assert.equal((await ask('POST', '/v1/privacy/exports', { by, key: 'a b' })).status, 400)
  assert.equal((await ask('POST', '/v1/privacy/exports', { by: await place.admin() })).status, 403)
  place.clock.advance(61 * 60_000)
  const { body } = await place.post('/v1/auth/refresh', { refreshToken: by.refreshToken })
  const late = await ask('POST', '/v1/privacy/exports', { by: { ...by, token: body.accessToken } })
  assert.deepEqual([late.status, late.body.type], [403, '/problems/sign-in-too-old'])
})

test('a copy whose job was lost is gathered by the next round', async (t) => {
  const { place, context, fetch, askExport } = await begin(t)
  const { exportId } = (await askExport()).body
  await tidyExports(context)
  assert.equal((await fetch(exportId)).status, 409, 'its job may still run')
  place.clock.advance(11 * 60_000)
  await tidyExports(context)
  assert.equal((await fetch(exportId, await place.signInByCode(asha.phone))).status, 200)
})
