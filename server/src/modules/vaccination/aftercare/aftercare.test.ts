// Tests aftercare: the people under observation, and the reports of adverse events with their versions and readers.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Citizen, type Person, setup, TEST_NOW, TODAY } from '../../../testing/setup.ts'
import { samePeople } from '../merging/steps.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

const MINUTE_MS = 60_000
const REPORT = {
  ...{ onsetAt: TEST_NOW, reactions: ['fever', 'rash'], severity: 'minor', outcome: 'recovering', toldBy: 'patient' },
}
const SERIOUS = { severity: 'serious', seriousBecause: ['hospitalization'] }
const AGAIN = { version: 1, reason: 'The family called' }

interface Event extends Refused {
  readonly adverseEventId: string
  readonly version: number
  readonly status: string
  readonly severity: string
  readonly outcome: string
  readonly reason?: string
  readonly doseStatus: string
  readonly reportedAt: string
  readonly lot: string
  readonly patient?: { readonly name: string }
  readonly centre?: { readonly district: string }
}

interface Listed extends Refused {
  readonly items: Event[]
  readonly nextCursor?: string
}

interface Observed extends Refused {
  readonly asOf: string
  readonly items: { bookingId: string; observedUntil: string; givenAt: string; patient: { name: string } }[]
}

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const centre = await openCentre(place)
  const { ask, clock } = place
  const book = async (by: Citizen, choice: { dose?: number; date?: string } = {}): Promise<string> => {
    const body = { sessionId: await centre.openSession(choice), window: WINDOW, patientIds: [by.patientId] }
    const booked = await ask<Booked>('POST', '/v1/vaccination/bookings', { by, body })
    return booked.body.bookings[0]?.bookingId as string
  }
  const vaccinated = async (by: Citizen): Promise<string> => {
    const id = await book(by)
    assert.equal((await centre.give(id)).status, 200)
    return id
  }
  const event = (id: string) => `/v1/vaccination/adverse-events/${id}`
  const send = (url: string, body: object, { by = centre.ravi, key }: { by?: Person; key?: string } = {}) =>
    ask<Event>('POST', url, { by, body, ...(key !== undefined && { key }) })
  type Asked = Parameters<typeof send>[2]
  const report = (id: string, body: object = REPORT, asked: Asked = {}) =>
    send(`/v1/vaccination/bookings/${id}/adverse-events`, body, asked)
  const change = (id: string, body: object = { ...REPORT, ...AGAIN }, asked: Asked = {}) =>
    send(`${event(id)}/versions`, body, asked)
  const cancel = (id: string, body: object = AGAIN, asked: Asked = {}) => send(`${event(id)}/cancellation`, body, asked)
  const undo = (id: string) =>
    send(`/v1/vaccination/bookings/${id}/completion/cancellation`, { reason: 'The wrong lot' }, { by: centre.sunita })
  const list = (by: Person, query = '') => ask<Listed>('GET', `/v1/vaccination/adverse-events${query}`, { by })
  const own = (by: Citizen) => ask<Listed>('GET', `/v1/patients/${by.patientId}/adverse-events`, { by })
  const observed = (by: Person = centre.ravi, facility: string = centre.facilityId) =>
    ask<Observed>('GET', `/v1/vaccination/observations?facility=${facility}`, { by })
  const history = (id: string, by: Person = centre.ravi) =>
    ask<Refused & Pick<Event, 'patient' | 'centre'> & { versions: Event[] }>('GET', event(id), { by })
  const rows = async (text: string) => (await place.program.context('vaccination').pool.query(text)).rows
  const readings = { list, own, observed, history, rows }
  return { place, centre, ask, clock, book, vaccinated, report, change, cancel, undo, ...readings }
}

describe('observation', () => {
  test('lasts thirty minutes from the dose, and who ends first comes first', async (t) => {
    const { place, clock, vaccinated, observed } = await begin(t)
    const first = await vaccinated(await place.citizen())
    clock.advance(10 * MINUTE_MS)
    const second = await vaccinated(await place.citizen())
    const { body } = await observed()
    assert.deepEqual(
      body.items.map(({ bookingId, givenAt, observedUntil }) => [bookingId, givenAt, observedUntil]),
      [
        [first, '2026-03-02T05:00:00.000Z', '2026-03-02T05:30:00.000Z'],
        [second, '2026-03-02T05:10:00.000Z', '2026-03-02T05:40:00.000Z'],
      ],
    )
    assert.equal(body.asOf, '2026-03-02T05:10:00.000Z')
    assert.ok(body.items.every(({ patient }) => patient.name !== ''))
    clock.set('2026-03-02T05:29:59.999Z')
    assert.equal((await observed()).body.items.length, 2)
    clock.set('2026-03-02T05:30:00Z')
    assert.deepEqual(
      (await observed()).body.items.map(({ bookingId }) => bookingId),
      [second],
    )
    clock.set('2026-03-02T05:40:00Z')
    assert.deepEqual((await observed()).body.items, [])
  })

  test('is for people with a dose only: an absent person is not listed', async (t) => {
    const { place, centre, ask, book, observed } = await begin(t)
    const absence = `/v1/vaccination/bookings/${await book(await place.citizen())}/absence`
    assert.equal((await ask('POST', absence, { by: centre.ravi })).status, 200)
    assert.deepEqual((await observed()).body.items, [])
  })

  test('ends when the dose is taken back, and goes on over midnight', async (t) => {
    const { place, clock, vaccinated, observed, undo } = await begin(t)
    const gone = await vaccinated(await place.citizen())
    assert.equal((await undo(gone)).status, 200)
    assert.deepEqual((await observed()).body.items, [])
    clock.set('2026-03-02T18:20:00Z')
    const late = await vaccinated(await place.citizen())
    // Half past six in the evening in UTC is midnight in India.
    clock.set('2026-03-02T18:40:00Z')
    assert.deepEqual(
      (await observed()).body.items.map(({ bookingId }) => bookingId),
      [late],
    )
  })

  test('is read by the staff of the centre only', async (t) => {
    const { place, centre, vaccinated, observed } = await begin(t)
    const other = await openCentre(place, '110001', 1)
    const asha = await place.citizen()
    await vaccinated(asha)
    assert.equal((await observed(centre.sunita)).status, 200)
    for (const by of [other.ravi, asha, await place.admin(), await place.officer(centre.facility.cell)]) {
      assert.equal((await observed(by)).status, 403)
    }
    assert.equal((await observed(centre.ravi, 'x')).status, 400)
  })
})

describe('a report of an adverse event', () => {
  test('is made once, also with a repeat of the key, and publishes codes but no words', async (t) => {
    const { place, centre, vaccinated, report, rows } = await begin(t)
    const asha = await place.citizen()
    const id = await vaccinated(asha)
    const told = { ...REPORT, description: 'Red spots', treatment: 'Paracetamol' }
    const first = await report(id, told, { key: 'r1' })
    assert.equal(first.status, 201, JSON.stringify(first.body))
    const { adverseEventId, reportedAt, recordedAt, ...rest } = first.body as Event &
      Record<'reportedAt' | 'recordedAt', string>
    const what = { course: 'COVID-19', vaccine: 'COVAXIN', dose: 1 }
    const about = { bookingId: id, patientId: asha.patientId, facilityId: centre.facilityId, ...what }
    const dose = { lot: centre.lotOf(), givenAt: TEST_NOW, doseStatus: 'given' }
    assert.deepEqual(rest, {
      ...{ ...told, ...about, ...dose, version: 1, status: 'reported', recordedBy: centre.ravi.accountId },
    })
    assert.deepEqual([reportedAt, recordedAt], [TEST_NOW, TEST_NOW])
    assert.deepEqual((await report(id, told, { key: 'r1' })).body, first.body)
    assert.equal((await report(id, REPORT, { key: 'r1' })).status, 422)
    assert.equal((await rows('select id from vaccination.adverse_events')).length, 1)
    const name = 'vaccination.adverse-event-reported.v1'
    const events = await rows(`select body -> 'body' as body from vaccination.outbox where name = '${name}'`)
    assert.deepEqual(events, [{ body: { adverseEventId, ...about, version: 1, severity: 'minor' } }])
    await assertInvariants(place)
  })

  test('can be made days later, and about more than one event of a dose', async (t) => {
    const { place, clock, vaccinated, report, ask, centre } = await begin(t)
    const id = await vaccinated(await place.citizen())
    clock.set(`${addDays(TODAY, 9)}T09:00:00Z`)
    const later = { ...REPORT, ...SERIOUS, onsetAt: `${addDays(TODAY, 8)}T20:00:00+05:30`, toldBy: 'family' }
    assert.equal((await report(id, later)).status, 201)
    clock.advance(1_000)
    assert.equal((await report(id, REPORT, { by: centre.sunita })).status, 201)
    const url = `/v1/vaccination/bookings/${id}/adverse-events`
    const { body } = await ask<Listed>('GET', url, { by: centre.ravi })
    assert.deepEqual(
      body.items.map(({ severity }) => severity),
      ['minor', 'serious'],
    )
  })

  test('needs a dose, and the staff of the centre', async (t) => {
    const { place, centre, book, vaccinated, report, change, cancel, undo } = await begin(t)
    const other = await openCentre(place, '411001')
    const asha = await place.citizen()
    const id = await vaccinated(asha)
    const officer = await place.officer(centre.facility.cell)
    for (const by of [asha, officer, await place.admin(), await place.auditor()]) {
      assert.equal((await report(id, REPORT, { by })).status, 403)
    }
    assert.equal((await report(id, REPORT, { by: other.ravi })).status, 404)
    const { adverseEventId } = (await report(id)).body
    for (const act of [change, cancel]) {
      assert.equal((await act(adverseEventId, undefined, { by: other.sunita })).status, 404)
      for (const by of [asha, officer]) assert.equal((await act(adverseEventId, undefined, { by })).status, 403)
    }
    assert.equal(slugOf((await report(await book(await place.citizen()))).body), 'no-dose-given')
    await undo(id)
    assert.equal(slugOf((await report(id)).body), 'no-dose-given')
  })

  test('that cannot be true is refused by its field, and nothing is written', async (t) => {
    const { place, vaccinated, report, rows } = await begin(t)
    const id = await vaccinated(await place.citizen())
    const faults: [string, object][] = [
      ['/onsetAt', { onsetAt: '2026-03-02T04:59:00Z' }],
      ['/onsetAt', { onsetAt: '2026-03-02T05:00:01Z' }],
      ['/onsetAt', { onsetAt: '2026-03-02' }],
      ['/reactions', { reactions: [] }],
      ['/reactions', { reactions: ['fever', 'fever'] }],
      ['/reactions/0', { reactions: ['cold'] }],
      ['/description', { reactions: ['other'] }],
      ['/description', { description: ' ' }],
      ['/severity', { severity: 'mild' }],
      ['/severity', { outcome: 'died' }],
      ['/seriousBecause', { severity: 'serious' }],
      ['/seriousBecause', { seriousBecause: ['cluster'] }],
      ['/outcome', { outcome: 'well' }],
      ['/outcome', { ...SERIOUS, seriousBecause: ['death'] }],
      ['/toldBy', { toldBy: undefined }],
      ['/colour', { colour: 'red' }],
    ]
    for (const [pointer, more] of faults) {
      const { status, body } = await report(id, { ...REPORT, ...more })
      assert.deepEqual([status, body.errors?.[0]?.pointer], [400, pointer], JSON.stringify(body))
    }
    assert.deepEqual(await rows('select id from vaccination.adverse_events'), [])
    assert.deepEqual(await rows(`select id from vaccination.outbox where name like '%adverse-event%'`), [])
  })
})

describe('a change of a report', () => {
  test('is a further version with its reason, and the earlier one stays', async (t) => {
    const { place, centre, clock, vaccinated, report, change, history, list } = await begin(t)
    const { adverseEventId } = (await report(await vaccinated(await place.citizen()))).body
    const died = { ...REPORT, severity: 'serious', seriousBecause: ['death'], outcome: 'died' }
    const asked = { by: centre.sunita, key: 'c1' }
    clock.advance(86_400_000)
    const changed = await change(adverseEventId, { ...died, ...AGAIN }, asked)
    assert.equal(changed.status, 201, JSON.stringify(changed.body))
    assert.deepEqual((await change(adverseEventId, { ...died, ...AGAIN }, asked)).body, changed.body)
    const stale = await change(adverseEventId)
    assert.deepEqual([stale.status, slugOf(stale.body), stale.body.version], [409, 'adverse-event-changed', 2])
    const { versions, patient, centre: where } = (await history(adverseEventId)).body
    assert.deepEqual([patient?.name !== '', where?.district], [true, 'New Delhi'])
    assert.deepEqual(
      versions.map(({ version, severity, outcome, reason, reportedAt }) => [
        version,
        severity,
        outcome,
        reason,
        reportedAt,
      ]),
      [
        [2, 'serious', 'died', AGAIN.reason, TEST_NOW],
        [1, 'minor', 'recovering', undefined, TEST_NOW],
      ],
    )
    const { items } = (await list(centre.ravi)).body
    assert.deepEqual([items.length, items[0]?.version], [1, 2])
    // Only the last version counts, also for a search.
    assert.deepEqual((await list(centre.ravi, '?severity=minor')).body.items, [])
    assert.equal((await list(centre.ravi, '?severity=serious')).body.items[0]?.version, 2)
  })

  test('by two people at once keeps one of them, and the other reads again', async (t) => {
    const { place, centre, vaccinated, report, change, rows } = await begin(t)
    const { adverseEventId } = (await report(await vaccinated(await place.citizen()))).body
    const both = await Promise.all([
      change(adverseEventId),
      change(adverseEventId, { ...REPORT, ...SERIOUS, ...AGAIN }, { by: centre.sunita }),
    ])
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409])
    const refused = both.find(({ status }) => status === 409)?.body as Event
    assert.deepEqual([slugOf(refused), refused.version], ['adverse-event-changed', 2])
    assert.equal((await rows('select version from vaccination.adverse_events')).length, 2)
  })

  test('is refused by its field when it cannot be true', async (t) => {
    const { place, vaccinated, report, change, cancel, history } = await begin(t)
    const { adverseEventId } = (await report(await vaccinated(await place.citizen()))).body
    for (const [pointer, more] of [
      ['/onsetAt', { onsetAt: '2026-03-01T05:00:00Z' }],
      ['/reason', { reason: ' ' }],
      ['/version', { version: 0 }],
      ['/seriousBecause', { severity: 'serious' }],
    ] as const) {
      const { status, body } = await change(adverseEventId, { ...REPORT, ...AGAIN, ...more })
      assert.deepEqual([status, body.errors?.[0]?.pointer], [400, pointer])
    }
    assert.equal((await cancel(adverseEventId, { version: 1 })).status, 400)
    assert.equal((await history(adverseEventId)).body.versions.length, 1)
  })

  test('cancels a mistake, which then counts nowhere, until a further version makes it count', async (t) => {
    const { place, centre, vaccinated, report, change, cancel, own, list, rows } = await begin(t)
    const asha = await place.citizen()
    const { adverseEventId } = (await report(await vaccinated(asha))).body
    const cancelled = await cancel(adverseEventId, AGAIN, { key: 'k1' })
    assert.deepEqual([cancelled.status, cancelled.body.status, cancelled.body.version], [201, 'cancelled', 2])
    assert.deepEqual((await cancel(adverseEventId, AGAIN, { key: 'k1' })).body, cancelled.body)
    assert.deepEqual((await own(asha)).body.items, [])
    assert.equal((await list(centre.sunita)).body.items[0]?.status, 'cancelled')
    const twice = await cancel(adverseEventId, { ...AGAIN, version: 2 })
    assert.deepEqual([twice.status, slugOf(twice.body)], [409, 'adverse-event-cancelled'])
    const names = await rows(`select name from vaccination.outbox where name like '%adverse-event%'`)
    assert.deepEqual(names.map(({ name }) => name.split('.')[1]).sort(), [
      'adverse-event-cancelled',
      'adverse-event-reported',
    ])
    assert.equal((await change(adverseEventId, { ...REPORT, ...AGAIN, version: 2 })).body.status, 'reported')
    assert.equal((await own(asha)).body.items.length, 1)
  })
})

describe('after the dose is taken back', () => {
  test('a report stays and is marked, can be corrected, and names the lot of a dose recorded again', async (t) => {
    const { place, centre, clock, vaccinated, report, change, undo, own, list } = await begin(t)
    const asha = await place.citizen()
    const id = await vaccinated(asha)
    const { adverseEventId } = (await report(id)).body
    clock.advance(20 * MINUTE_MS)
    await undo(id)
    assert.equal((await list(centre.ravi)).body.items[0]?.doseStatus, 'cancelled')
    assert.equal((await own(asha)).body.items[0]?.doseStatus, 'cancelled')
    assert.equal((await change(adverseEventId)).status, 201)
    const lot = { facilityId: centre.facilityId, vaccine: 'COVAXIN', lot: 'RIGHT', expiresOn: '2027-12-31' }
    await place.ask('POST', '/v1/vaccination/stock', { by: centre.sunita, body: { ...lot, quantity: 5 } })
    assert.equal((await centre.give(id, 'RIGHT')).status, 200)
    const [seen] = (await list(centre.ravi)).body.items
    assert.deepEqual([seen?.doseStatus, seen?.lot], ['given', 'RIGHT'])
    // The person had the dose when it was first recorded: what happened since then is after the dose.
    assert.equal((await report(id, { ...REPORT, onsetAt: '2026-03-02T05:10:00Z' })).status, 201)
    await assertInvariants(place)
  })
})

describe('the readers of reports', () => {
  test('officials read those of their place, by days, severity, vaccine and centre, in pages', async (t) => {
    const { place, centre, clock, vaccinated, report, list } = await begin(t)
    const pune = await openCentre(place, '411001')
    const { cell } = centre.facility
    const ids: string[] = []
    for (const more of [{}, SERIOUS, { severity: 'severe' }]) {
      ids.unshift((await report(await vaccinated(await place.citizen()), { ...REPORT, ...more })).body.adverseEventId)
      clock.advance(1_000)
    }
    const officer = await place.officer(cell)
    const admin = await place.admin()
    const idsOf = async (by: Person, query = '') =>
      (await list(by, query)).body.items.map((each) => each.adverseEventId)
    assert.deepEqual(await idsOf(officer), ids)
    const one = `?from=${TODAY}&to=${TODAY}&severity=serious&vaccine=COVAXIN&district=${cell}`
    for (const by of [officer, admin]) assert.deepEqual(await idsOf(by, one), [ids[1]])
    for (const query of [`?from=${addDays(TODAY, 1)}`, `?to=${addDays(TODAY, -1)}`, '?vaccine=COVISHIELD']) {
      assert.deepEqual(await idsOf(officer, query), [], query)
    }
    const first = (await list(officer, '?limit=2')).body
    assert.deepEqual([first.items.length, first.items[0]?.centre?.district], [2, 'New Delhi'])
    const second = (await list(officer, `?limit=2&cursor=${first.nextCursor}`)).body
    assert.deepEqual(
      second.items.map((each) => each.adverseEventId),
      [ids[2]],
    )
    for (const query of [`?facility=${centre.facilityId}`, '?state=DL', '']) {
      assert.deepEqual(await idsOf(admin, query), ids, query)
    }
    assert.deepEqual(await idsOf(admin, '?state=MH'), [])
    assert.deepEqual(await idsOf(officer, `?facility=${centre.facilityId}`), ids)
    assert.deepEqual(await idsOf(pune.ravi), [])
    assert.deepEqual(await idsOf(await place.officer(pune.facility.cell)), [])
  })

  test('nobody reads those of another place, and a search that contradicts itself is refused', async (t) => {
    const { place, centre, vaccinated, report, list, history, own } = await begin(t)
    const pune = await openCentre(place, '411001')
    const [asha, omar] = [await place.citizen(), await place.citizen()]
    const id = await vaccinated(asha)
    const { adverseEventId } = (await report(id)).body
    const { cell } = centre.facility
    const elsewhere = await place.officer(pune.facility.cell)
    for (const query of [`?district=${cell}`, `?facility=${centre.facilityId}`, '?state=DL']) {
      assert.equal((await list(elsewhere, query)).status, 403, query)
      assert.equal((await list(pune.ravi, query)).status, 403, query)
    }
    assert.equal((await list(await place.officer(cell), '?state=DL')).status, 403)
    for (const by of [asha, await place.auditor()]) assert.equal((await list(by)).status, 403)
    for (const by of [elsewhere, pune.sunita]) assert.equal((await history(adverseEventId, by)).status, 404)
    assert.equal((await own({ ...omar, patientId: asha.patientId })).status, 404)
    const admin = await place.admin()
    for (const query of [`?to=${TODAY}&from=${addDays(TODAY, 1)}`, `?state=DL&district=${cell}`, '?cursor=x']) {
      assert.equal((await list(admin, query)).status, 400, query)
    }
  })

  test('the family reads what was reported, without the account of the member of staff', async (t) => {
    const { place, vaccinated, report, own } = await begin(t)
    const asha = await place.citizen()
    await report(await vaccinated(asha), { ...REPORT, treatment: 'Paracetamol' })
    const [event] = (await own(asha)).body.items as unknown as Record<string, unknown>[]
    assert.deepEqual([event?.treatment, event?.severity, event?.recordedBy], ['Paracetamol', 'minor', undefined])
  })

  test('every read of staff and officials is kept', async (t) => {
    const { place, centre, vaccinated, report, list, history, observed } = await begin(t)
    const asha = await place.citizen()
    const { adverseEventId } = (await report(await vaccinated(asha))).body
    const officer = await place.officer(centre.facility.cell)
    await list(officer)
    await history(adverseEventId, centre.sunita)
    await observed(centre.sunita)
    const { rows } = await place.program
      .context('audit')
      .pool.query('select account_id, record_kind, action from audit.reads where patient_id = $1', [asha.patientId])
    const kept = rows.map(({ account_id, record_kind, action }) => `${account_id} ${record_kind}.${action}`)
    for (const [by, power] of [
      [officer, 'adverse-event.read'],
      [centre.sunita, 'adverse-event.read'],
      [centre.sunita, 'dose.give'],
    ] as const) {
      assert.ok(kept.includes(`${by.accountId} ${power}`), `${power} of ${kept.join()}`)
    }
  })

  test('the vaccinator of the next dose is warned, also after a merge, and no more after its undo', async (t) => {
    const { place, centre, ask, book, vaccinated, report, own } = await begin(t)
    const [asha, meera] = [await place.citizen(), await place.citizen()]
    const first = await vaccinated(asha)
    await report(first, { ...REPORT, severity: 'severe' })
    const warnings = async (id: string) => {
      const url = `/v1/vaccination/bookings/${id}/readiness`
      return (await ask<{ adverseEvents: object[] }>('GET', url, { by: centre.ravi })).body.adverseEvents
    }
    const next = await book(meera)
    assert.deepEqual(await warnings(next), [])
    assert.deepEqual(await warnings(first), [], 'the own dose is no earlier dose')
    const merge = (keptId: Citizen['patientId'] | null, version: number) =>
      samePeople.follow(place.program.context('vaccination') as never, { goneId: asha.patientId, keptId, version })
    await merge(meera.patientId, 1)
    const what = { course: 'COVID-19', vaccine: 'COVAXIN', dose: 1, givenOn: TODAY, doseStatus: 'given' }
    const { onsetAt, reactions, outcome } = REPORT
    assert.deepEqual(await warnings(next), [{ ...what, onsetAt, reactions, outcome, severity: 'severe' }])
    assert.equal((await own(meera)).body.items.length, 1)
    assert.equal((await report(first)).status, 201, 'staff report for a record that was merged away')
    assert.equal((await warnings(next)).length, 2)
    await merge(null, 2)
    assert.deepEqual([await warnings(next), (await own(meera)).body.items], [[], []])
  })
})
