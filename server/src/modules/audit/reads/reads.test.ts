// Tests the reads: whoever sees a patient outside the family is kept before they see it, and the family sees who.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { setup } from '../../../testing/setup.ts'
import { subscriptions } from '../merges/hearing.ts'
import { book, contextOf, openCentre, readsOf } from '../testing.ts'

interface Shown {
  readonly items: { readonly [name: string]: string }[]
  readonly nextCursor?: string
}

/** Asha, and a centre where she has booked for today. */
async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t, { isStarted: false })
  const centre = await openCentre(place)
  const { sessionId } = centre
  const asha = await place.citizen()
  const { bookingId } = await book(place, sessionId, asha)
  const readsOfAsha = async () => {
    const rows = await readsOf(contextOf(place), asha.patientId)
    return rows.map(({ role, basis, record_kind, action }) => `${role} ${basis} ${record_kind}.${action}`)
  }
  const followed = (by = asha, patientId: string = asha.patientId, query = '') =>
    place.ask<Shown>('GET', `/v1/patients/${patientId}/reads${query}`, { by })
  return { ...place, centre, sessionId, asha, bookingId, readsOfAsha, followed }
}

test('a vaccinator who reads a booking is kept with account, role, centre, record and request', async (t) => {
  const place = await begin(t)
  const { ask, centre, asha, bookingId } = place
  const answer = await ask('GET', `/v1/vaccination/bookings/${bookingId}/readiness`, { by: centre.ravi })
  assert.equal(answer.status, 200)
  const [row] = await readsOf(contextOf(place), asha.patientId)
  assert.ok(row)
  const { account_id, role, facility_id, basis, record_kind, action, record_id, request_id, at } = row
  assert.deepEqual(
    { account_id, role, facility_id, basis, record_kind, action, record_id, request_id, at: at.toISOString() },
    {
      ...{ account_id: centre.ravi.accountId, role: 'vaccinator', facility_id: centre.facilityId, basis: 'facility' },
      ...{ record_kind: 'dose', action: 'give', record_id: bookingId, request_id: answer.headers['x-request-id'] },
      at: place.clock.now().toISOString(),
    },
  )
})

test('a list counts as a read of each patient in it, and a list renewed within 15 minutes as one', async (t) => {
  const place = await begin(t)
  const { ask, centre, sessionId, clock } = place
  for (const name of ['Bela Rao', 'Charu Devi']) await book(place, sessionId, await place.citizen({ name }))
  const list = () => ask('GET', `/v1/vaccination/bookings?session=${sessionId}`, { by: centre.ravi })
  const counts = async () => {
    const { rows } = await contextOf(place).pool.query(
      'select count(*)::int, count(distinct patient_id)::int as people from audit.reads',
    )
    return rows[0]
  }
  await list()
  assert.deepEqual(await counts(), { count: 3, people: 3 })
  clock.advance(14 * 60_000)
  await list()
  assert.deepEqual(await counts(), { count: 3, people: 3 })
  clock.advance(2 * 60_000)
  await list()
  assert.deepEqual(await counts(), { count: 6, people: 3 })
  await ask('GET', `/v1/vaccination/bookings?session=${sessionId}`, { by: centre.sunita })
  assert.deepEqual(await counts(), { count: 9, people: 3 }, 'another person is another read')
})

test('what a family reads of itself is not kept, also not when a member works at the centre', async (t) => {
  const place = await begin(t)
  const { ask, asha, bookingId, centre, readsOfAsha } = place
  const { auth } = place.program.context('identity')
  const roles = ['vaccinator', 'citizen']
  const actor = { accountId: asha.accountId, sessionId: newId(0), roles, facilityId: centre.facilityId }
  const works = { ...asha, token: await auth.sign(actor as never, 600) }
  for (const by of [asha, works]) {
    assert.equal((await ask('GET', '/v1/patients', { by })).status, 200)
    assert.equal((await ask('GET', `/v1/patients/${asha.patientId}`, { by })).status, 200)
    assert.equal((await ask('GET', `/v1/vaccination/bookings/${bookingId}`, { by })).status, 200)
  }
  assert.deepEqual(await readsOfAsha(), [])
})

test('who is refused has read nothing', async (t) => {
  const place = await begin(t)
  const { ask, bookingId, asha, readsOfAsha } = place
  const by = await place.staff('vaccinator', newId(94))
  assert.equal((await ask('GET', `/v1/vaccination/bookings/${bookingId}`, { by })).status, 404)
  assert.equal((await ask('GET', `/v1/patients/${asha.patientId}`, { by })).status, 403)
  assert.deepEqual(await readsOfAsha(), [])
})

test('searches for a person and refusals that show people are reads of these people', async (t) => {
  const place = await begin(t)
  const { ask, centre, readsOfAsha } = place
  const asked = { fullName: 'Asha Sharma', birthDate: '1990-05-14', pin: '110001' }
  const reception = await place.staff('reception', centre.facilityId)
  assert.equal((await ask('POST', '/v1/patients/match', { by: reception, body: asked })).status, 200)
  assert.deepEqual(await readsOfAsha(), ['reception facility patient.match'])
  const stated = { name: 'Asha Sharma', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
  const refused = await ask<{ type: string }>('POST', '/v1/patients/registrations', { by: reception, body: stated })
  assert.equal(refused.body.type, '/problems/patient-may-exist')
  const seen = (await readsOfAsha()).sort()
  assert.deepEqual(seen, ['reception facility patient.match', 'reception facility patient.register'])
  assert.equal((await ask('POST', '/v1/patients/match', { by: await place.admin(), body: asked })).status, 200)
  assert.ok((await readsOfAsha()).includes('national-admin official patient.match'))
})

test('when a read cannot be recorded, nobody sees the record: the answer is 503 and holds no patient', async (t) => {
  const { ask, centre, bookingId, sessionId, asha, ...place } = await begin(t)
  const { pool } = contextOf(place as never)
  await pool.query('alter table audit.reads rename to away')
  const urls = [`/v1/vaccination/bookings/${bookingId}`, `/v1/vaccination/bookings?session=${sessionId}`]
  for (const url of urls) {
    const answer = await ask<string>('GET', url, { by: centre.ravi })
    assert.ok(answer.status >= 500, String(answer.status))
    assert.doesNotMatch(JSON.stringify(answer.body), new RegExp(`${asha.patientId}|Asha`))
  }
  assert.equal((await ask('GET', urls[0] as string, { by: asha })).status, 200, 'the family still reads its own')
  await pool.query('alter table audit.away rename to reads')
  assert.equal((await ask('GET', urls[0] as string, { by: centre.ravi })).status, 200)
})

test('the family sees role, place, kind, reason and time, but no name or account of staff', async (t) => {
  const place = await begin(t)
  const { ask, centre, bookingId, followed, clock } = place
  await ask('GET', `/v1/vaccination/bookings/${bookingId}`, { by: centre.ravi })
  clock.advance(60_000)
  await ask('GET', `/v1/vaccination/bookings/${bookingId}`, { by: centre.sunita })
  const { status, body } = await followed()
  assert.equal(status, 200)
  const [newest, oldest] = body.items
  assert.deepEqual(
    { ...newest, readId: '' },
    {
      ...{ readId: '', at: clock.now().toISOString(), role: 'centre-admin', facilityId: centre.facilityId },
      ...{ basis: 'facility', recordKind: 'booking', recordId: bookingId, action: 'read' },
    },
  )
  assert.equal(oldest?.role, 'vaccinator')
  const page = await followed(undefined, undefined, '?limit=1')
  assert.equal(page.body.items[0]?.readId, newest?.readId)
  const next = await followed(undefined, undefined, `?limit=1&cursor=${page.body.nextCursor}`)
  assert.equal(next.body.items[0]?.readId, oldest?.readId)
  assert.equal((await followed(undefined, undefined, '?from=2026-03-03')).body.items.length, 0)
  assert.equal((await followed(undefined, undefined, '?from=2026-03-02&until=2026-03-02')).body.items.length, 2)
  assert.equal((await followed(undefined, undefined, '?from=2026-03-03&until=2026-03-02')).status, 400)
  assert.equal((await followed(undefined, undefined, '?from=yesterday')).status, 400)
  assert.equal((await followed(await place.citizen())).status, 404, 'another family')
  assert.equal((await followed(undefined, newId(94))).status, 404)
})

test('an auditor searches by patient, account or facility, and leaves a read; a chain sees its own', async (t) => {
  const place = await begin(t)
  const { ask, centre, bookingId, asha, readsOfAsha } = place
  await ask('GET', `/v1/vaccination/bookings/${bookingId}`, { by: centre.ravi })
  const by = await place.auditor()
  const search = (query: string, who = by) => ask<Shown>('GET', `/v1/audit/reads?${query}`, { by: who })
  for (const query of [
    `patient=${asha.patientId}`,
    `account=${centre.ravi.accountId}`,
    `facility=${centre.facilityId}`,
  ]) {
    const { status, body } = await search(`${query}&basis=facility`)
    assert.equal(status, 200, query)
    assert.deepEqual(
      body.items.map(({ accountId, patientId, recordId }) => ({ accountId, patientId, recordId })),
      [{ accountId: centre.ravi.accountId, patientId: asha.patientId, recordId: bookingId }],
      query,
    )
  }
  assert.deepEqual((await readsOfAsha()).sort(), ['auditor official reads.search', 'vaccinator facility booking.read'])
  assert.equal((await search('basis=facility')).status, 400, 'somebody or some place must be named')
  assert.equal((await search('basis=because')).status, 400)

  const admin = await place.admin()
  const made = await ask<{ chainId: string }>('POST', '/v1/chains', {
    by: admin,
    body: { name: 'Hospitals', legalName: 'Hospitals', isGovernment: true },
  })
  const chained = await ask('PATCH', `/v1/facilities/${centre.facilityId}`, {
    by: admin,
    body: { chainId: made.body.chainId },
  })
  assert.equal(chained.status, 200, JSON.stringify(chained.body))
  const chain = await place.chainAdmin(made.body.chainId)
  assert.equal((await search(`facility=${centre.facilityId}`, chain)).status, 200)
  assert.equal((await search(`facility=${newId(94)}`, chain)).status, 403)
  assert.equal((await search(`patient=${asha.patientId}`, chain)).status, 403)
})

test('the reads of a merged record show under the person who stays, until the merge is undone', async (t) => {
  const place = await begin(t)
  const { ask, asha, centre, bookingId, followed } = place
  await ask('GET', `/v1/vaccination/bookings/${bookingId}`, { by: centre.ravi })
  const [bela, chitra] = [await place.citizen({ name: 'Asha Sarma' }), await place.citizen({ name: 'A Sharma' })]
  const [merged, unmerged] = subscriptions(contextOf(place))
  const at = (minute: number): string => new Date(Date.parse('2026-03-02T05:00:00Z') + minute * 60_000).toISOString()
  const tell = async (kind: typeof merged, goneId: string, keptId: string, minute: number) =>
    kind?.handle({ occurredAt: at(minute), body: { goneId, keptId } } as never)
  await tell(merged, asha.patientId, bela.patientId, 1)
  await tell(merged, bela.patientId, chitra.patientId, 2)
  const seen = async (who: typeof asha) => (await followed(who, who.patientId)).body.items.length
  assert.deepEqual([await seen(bela), await seen(chitra)], [1, 1], 'also through a second merge')
  await tell(unmerged, bela.patientId, chitra.patientId, 3)
  assert.deepEqual([await seen(bela), await seen(chitra)], [1, 0])
  await tell(merged, bela.patientId, chitra.patientId, 2)
  assert.equal(await seen(chitra), 0, 'an old event that comes again changes nothing')
})
