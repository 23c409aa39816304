// Tests signing: checks, signatures, warnings, limits of video, amendments, stopping, reading by version, lists.
import assert from 'node:assert/strict'
import { afterEach, describe, test } from 'node:test'
import { exportPersonOf } from '../../../platform/personal.ts'
import type { Citizen, Person, Setup } from '../../../testing/setup.ts'
import { openThere } from '../../visits/testing.ts'
import { subscriptions } from '../jobs.ts'
import {
  type Acts,
  assertPrescriptions,
  type Clinic,
  contextOf,
  endOf,
  hear,
  lot,
  nextKey,
  openPharmacy,
  rx,
  type Seen,
  treat,
} from '../testing.ts'
import { withClinic } from '../testing-clinic.ts'
import { verifyVersions } from './verifying.ts'

let place: Setup
let clinic: Clinic
let acts: Acts
let pharmacist: Person

withClinic(async (held) => {
  ;({ place, clinic, acts } = held)
  pharmacist = await place.staff('pharmacist', clinic.facilityId)
})
afterEach(() => assertPrescriptions(place))

const check = (visitId: string, lines: object[], by: Person = clinic.doctor) =>
  acts.post('/v1/prescriptions/checks', by, { visitId, lines })
const read = (id: string, by: Person, query = '') => acts.get(`/v1/prescriptions/${id}${query}`, by)
const amend = (id: string, lines: object[], more: object = {}, by: Person = clinic.doctor, headers = {}) =>
  place.ask<Seen>('POST', `/v1/prescriptions/${id}/amendments`, {
    ...{ by, key: nextKey(), headers, body: { lines, reason: 'Another dose', ...more } },
  })
const stop = (id: string, by: Person = clinic.doctor) =>
  acts.post(`/v1/prescriptions/${id}/stopping`, by, { reason: 'A rash' })
const note = async (patientId: string, substance: string) => {
  const answer = await acts.post(`/v1/patients/${patientId}/allergies`, clinic.doctor, {
    substance,
    severity: 'severe',
  })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
}
const eventsOf = async (id: string): Promise<string[]> => {
  const text = `select name from prescriptions.outbox where body::text like '%' || $1 || '%' order by name`
  const { rows } = await contextOf(place).pool.query(text, [id])
  return rows.map(({ name }) => name.replace(/^prescriptions\.|\.v1$/g, ''))
}

describe('signing', () => {
  test('1-0-1 for five days is signed as ten tablets, with all that the law asks for', async () => {
    const asha = await treat(place, clinic)
    const key = nextKey()
    const body = { visitId: asha.visitId, lines: [rx('PCM'), rx('SYRUP', { dose: '5 ml', times: SYRUP })] }
    const answers = await Promise.all([1, 2].map(() => acts.post('/v1/prescriptions', clinic.doctor, body, key)))
    const again = await acts.post('/v1/prescriptions', clinic.doctor, body, key)
    const [first] = answers.filter(({ status }) => status === 201)
    assert.equal(endOf(again), '201 SIGNED', JSON.stringify(again.body))
    assert.equal(first?.body.prescriptionId, again.body.prescriptionId, 'the same key signs once')
    const { body: seen } = await read(again.body.prescriptionId, asha)
    assert.deepEqual(
      seen.lines.map(({ lineKey, quantity, left }) => [lineKey, quantity, left]),
      [
        [1, 10, 10],
        [2, 60, 60],
      ],
    )
    const { patient, doctor } = seen as unknown as { patient: Record<string, string>; doctor: Record<string, unknown> }
    assert.deepEqual([patient.name, patient.address], ['Asha Sharma', 'PIN 110001'])
    assert.deepEqual([doctor.name, doctor.qualifications, doctor.council], ['Meera Iyer', ['MBBS'], 'DL'])
    assert.deepEqual([seen.validUntil, seen.mode, seen.repeats], ['2026-03-31', 'in-person', 0])
    assert.match(seen.reference, /^RX-/)
    assert.deepEqual(await eventsOf(seen.prescriptionId), ['prescription-signed'])
  })

  test('only a verified doctor, in the own visit, while it goes on or on its day', async () => {
    const asha = await treat(place, clinic)
    const lines = [rx('PCM')]
    assert.equal(endOf(await acts.sign(asha.visitId, lines, {}, clinic.other)), '404 not-found')
    assert.equal(endOf(await acts.sign(asha.visitId, lines, {}, clinic.elsewhere)), '404 not-found')
    assert.equal(endOf(await acts.sign(asha.visitId, lines, {}, clinic.nurse)), '403 forbidden')
    assert.equal(endOf(await acts.sign(asha.visitId, lines, {}, asha)), '403 forbidden')
    const there = await openThere(place, clinic)
    assert.equal(endOf(await acts.sign(asha.visitId, lines, {}, there.doctor)), '404 not-found')
    await acts.post(`/v1/visits/${asha.visitId}/notes`, clinic.doctor, { note: { complaints: 'Fever' } })
    await acts.post(`/v1/visits/${asha.visitId}/closure`, clinic.doctor)
    assert.equal(endOf(await acts.sign(asha.visitId, lines)), '201 SIGNED')
    place.clock.advance(86_400_000)
    assert.equal(endOf(await acts.sign(asha.visitId, lines, REPEATED)), '409 visit-not-yours')
    place.clock.advance(-86_400_000)
  })

  test('what nobody may sign: a narcotic, an unknown item, no portion, repeats of Schedule X', async () => {
    const { visitId } = await treat(place, clinic)
    const ends = [
      [rx('MORPH')],
      [{ ...rx('PCM'), itemCode: 'NO-SUCH' }],
      [rx('PCM', { times: { morning: 0, noon: 0, evening: 0, night: 0 } })],
      [rx('PCM', { genericName: 'Paracetamol' })],
      [{ ...rx('PCM'), itemCode: undefined }],
      [],
    ].map((lines) => acts.sign(visitId, lines))
    assert.deepEqual((await Promise.all(ends)).map(endOf), [
      ...['409 controlled-drug', '409 unknown-medicine', '400 /lines/0/times', '400 /lines/0/genericName'],
      ...['400 /lines/0/genericName', '400 /lines'],
    ])
    assert.equal(endOf(await acts.sign(visitId, [rx('METHYL')], { repeats: 1 })), '400 /repeats')
    for (const quantity of [-1, 0, 1.5, 10 ** 10]) {
      assert.equal(endOf(await acts.sign(visitId, [rx('PCM', { quantity })])), '400 /lines/0/quantity')
    }
  })

  test('an allergy to amoxicillin warns for a combination that holds it; an override asks for a reason', async () => {
    const asha = await treat(place, clinic)
    await note(asha.patientId, 'Amoxicillin')
    const checked = await check(asha.visitId, [rx('CLAV')])
    assert.deepEqual(kindsOf(checked.body), ['allergy'])
    const open = await acts.sign(asha.visitId, [rx('CLAV')])
    assert.deepEqual([endOf(open), kindsOf(open.body)], ['409 warning-open', ['allergy']])
    const overrides = [{ kind: 'allergy', lineKey: 1, reason: 'Only a mild rash as a child' }]
    const { body } = await acts.sign(asha.visitId, [rx('CLAV')], { overrides })
    assert.equal(body.warnings[0]?.overriddenReason, 'Only a mild rash as a child')
  })

  test('the same substance twice warns, also over two visits and merged records', async () => {
    const asha = await treat(place, clinic)
    assert.equal(endOf(await acts.sign(asha.visitId, [rx('PCM'), rx('PCM-650')])), '409 warning-open')
    assert.equal(endOf(await acts.sign(asha.visitId, [rx('PCM')])), '201 SIGNED')
    assert.deepEqual(kindsOf((await check(asha.visitId, [rx('PCM-B')])).body), ['duplicate'])
    const twin = await treat(place, clinic)
    assert.deepEqual(kindsOf((await check(twin.visitId, [rx('PCM-B')])).body), [])
    const merged = { goneId: asha.patientId, keptId: twin.patientId, version: 1 }
    await tell('patients.patients-merged.v1', merged)
    assert.deepEqual(kindsOf((await check(twin.visitId, [rx('PCM-B')])).body), ['duplicate'])
    const { items } = (await acts.get(`/v1/prescriptions?patient=${twin.patientId}`, twin)).body
    assert.equal(items.length, 1, 'both records lead to one list')
    await tell('patients.patients-unmerged.v1', { ...merged, version: 2 })
    assert.deepEqual(kindsOf((await check(twin.visitId, [rx('PCM-B')])).body), [])
  })

  test('the pharmacies of the hospital show what they had, and how old that is', async () => {
    const store = await openPharmacy(place, clinic.facilityId, [lot('PCM', 30, { mrpPaise: 150 })])
    await hear(place, 'inventory', store.storeId)
    const level = { storeId: store.storeId, facilityId: clinic.facilityId, itemCode: 'PCM', mrpPaise: 150 }
    for (const [version, free] of [
      [2, 30],
      [1, 99],
    ]) {
      await tell('inventory.level-changed.v1', { ...level, free, version }, '2026-03-02T04:59:00.000Z')
    }
    const { visitId } = await treat(place, clinic)
    const { body } = await check(visitId, [rx('PCM')])
    const stock = body.lines[0]?.stock as { storeId: string }[]
    assert.deepEqual(
      stock.filter(({ storeId }) => storeId === store.storeId),
      [{ ...HINT, storeId: store.storeId, storeName: (stock[0] as never as { storeName: string }).storeName }],
    )
    assert.equal(endOf(await check(visitId, [rx('PCM')], clinic.other)), '404 not-found')
    assert.equal(endOf(await check(visitId, [])), '400 /lines')
  })
})

const HINT = { free: 30, unitPricePaise: 150, asOf: '2026-03-02T04:59:00.000Z' }
const SYRUP = { morning: 5, noon: 0, evening: 0, night: 5 }
const REPEATED = { overrides: [{ kind: 'duplicate', lineKey: 1, reason: 'It has not helped yet' }] }
const kindsOf = ({ warnings }: Seen) => warnings.map(({ kind }) => kind)
const tell = async (name: string, body: object, occurredAt?: string): Promise<void> => {
  const found = subscriptions(contextOf(place)).find(({ event }) => event.name === name)
  await found?.handle({ body, occurredAt } as never)
}

describe('versions', () => {
  test('a dose changes in one request: a new version, and the pharmacist sees what is different', async () => {
    const rxed = await acts.signed([rx('PCM'), rx('AMOX')])
    const kept = rx('AMOX', { lineKey: 2 })
    const stronger = rx('PCM', { lineKey: 1, days: 3 })
    const answer = await amend(rxed.prescriptionId, [stronger, kept], {}, clinic.doctor, { 'if-match': '"v1"' })
    assert.deepEqual([endOf(answer), answer.body.version], ['201 SIGNED', 2])
    const { body } = await read(rxed.prescriptionId, pharmacist)
    assert.deepEqual(body.changes, [{ lineKey: 1, kind: 'changed', fields: ['days', 'quantity'] }])
    assert.deepEqual([body.lines[0]?.quantity, body.amends], [6, 'Another dose'])
    const { body: old } = await read(rxed.prescriptionId, rxed, '?version=1')
    assert.deepEqual([old.version, old.newestVersion, old.lines[0]?.quantity, old.hash], [1, 2, 10, rxed.hash])
    assert.equal(endOf(await amend(rxed.prescriptionId, [stronger, kept])), '409 prescription-unchanged')
    const late = await amend(rxed.prescriptionId, [kept], {}, clinic.doctor, { 'if-match': '"v1"' })
    assert.equal(endOf(late), '412 prescription-changed-meanwhile')
    assert.equal(endOf(await amend(rxed.prescriptionId, [kept], {}, clinic.other)), '404 not-found')
    assert.equal(endOf(await amend(rxed.prescriptionId, [rx('PCM', { lineKey: 2 })])), '400 /lines/0/itemCode')
    assert.equal(endOf(await amend(rxed.prescriptionId, [rx('PCM', { lineKey: 9 })])), '400 /lines/0/lineKey')
    assert.equal(endOf(await amend(rxed.prescriptionId, [kept, kept])), '400 /lines')
    assert.deepEqual(await eventsOf(rxed.prescriptionId), ['prescription-amended', 'prescription-signed'])
  })

  test('a missing line is stopped, a new one has a new number, and of two amendments at once one wins', async () => {
    const { prescriptionId } = await acts.signed([rx('PCM'), rx('AMOX')])
    const two = await Promise.all(
      [3, 4].map((days) =>
        amend(prescriptionId, [rx('PCM', { lineKey: 1, days })], {}, clinic.doctor, { 'if-match': '"v1"' }),
      ),
    )
    assert.deepEqual(two.map(({ status }) => status).sort(), [201, 412])
    const { body } = await amend(prescriptionId, [rx('PCM', { lineKey: 1 }), rx('CEFIX')])
    assert.deepEqual(
      body.lines.map(({ lineKey }) => lineKey),
      [1, 3],
    )
  })

  test('a signed version is unchanged: by no route, by no statement, and the night would see it', async () => {
    const { prescriptionId } = await acts.signed([rx('PCM')])
    for (const method of ['PUT', 'DELETE'] as const) {
      const { status } = await place.ask(method, `/v1/prescriptions/${prescriptionId}`, { by: clinic.doctor, body: {} })
      assert.equal(status, 405)
    }
    const { pool } = contextOf(place)
    for (const [text, code] of [
      [`update prescriptions.versions set sealed = replace(sealed, '10', '99') where prescription_id = $1`, '23514'],
      [`update prescriptions.versions set version = 7 where prescription_id = $1`, '23503'],
      [`delete from prescriptions.versions where prescription_id = $1`, '23503'],
      [
        `update prescriptions.versions set sealed = 'x', hash = encode(sha256('x'), 'hex') where prescription_id = $1`,
        '23503',
      ],
    ] as const) {
      await assert.rejects(pool.query(text, [prescriptionId]), (error: { code: string }) => {
        assert.ok(error.code === code || error.code === '23514', `${text}: ${error.code}`)
        return true
      })
    }
    assert.deepEqual(await verifyVersions(contextOf(place)), [])
    await pool.query('alter table prescriptions.versions drop constraint versions_hash_right')
    await pool.query(`update prescriptions.versions set sealed = sealed || ' ' where prescription_id = $1`, [
      prescriptionId,
    ])
    assert.deepEqual(await verifyVersions(contextOf(place)), [{ prescriptionId, version: 1 }])
    await pool.query(`update prescriptions.versions set sealed = rtrim(sealed) where prescription_id = $1`, [
      prescriptionId,
    ])
  })

  test('what is stopped, and what is over, takes nothing more', async () => {
    const { prescriptionId, ...asha } = await acts.signed([rx('PCM')])
    assert.equal(endOf(await stop(prescriptionId, clinic.other)), '404 not-found')
    assert.equal(endOf(await stop(prescriptionId, pharmacist)), '403 forbidden')
    const answer = await stop(prescriptionId)
    assert.deepEqual([endOf(answer), answer.body.stopReason], ['200 STOPPED', 'A rash'])
    assert.equal(endOf(await stop(prescriptionId)), '409 prescription-over')
    assert.equal(endOf(await amend(prescriptionId, [rx('PCM', { lineKey: 1, days: 1 })])), '409 prescription-over')
    assert.equal((await read(prescriptionId, asha)).body.status, 'STOPPED')
    const other = await acts.signed([rx('AMOX')], { validDays: 1 })
    place.clock.advance(86_400_000)
    assert.equal((await read(other.prescriptionId, other)).body.status, 'EXPIRED')
    place.clock.advance(-86_400_000)
  })
})

describe('reading', () => {
  test('the family, who treats, pharmacists there; another pharmacy by reference and year of birth', async () => {
    const rxed = await acts.signed([rx('PCM')])
    const stranger: Citizen = await place.citizen()
    const far = await place.staff('pharmacist', clinic.otherFacilityId)
    const reads = async () =>
      Promise.all(
        [rxed, clinic.doctor, clinic.nurse, pharmacist, far, clinic.other, stranger].map((by) =>
          read(rxed.prescriptionId, by),
        ),
      )
    const statuses = async () => (await reads()).map(({ status }) => status)
    assert.deepEqual(await statuses(), [200, 200, 200, 200, 404, 404, 404])
    assert.equal((await read(rxed.prescriptionId, clinic.reception)).status, 403)
    const { patient } = rxed as unknown as { patient: { birthYear: number } }
    const show = (more: object = {}, by: Person = far) =>
      acts.post('/v1/prescriptions/presentations', by, {
        ...{ facilityId: clinic.otherFacilityId, reference: rxed.reference, birthYear: patient.birthYear, ...more },
      })
    assert.equal(endOf(await show({ birthYear: patient.birthYear + 1 })), '404 not-found')
    assert.equal(endOf(await show({ reference: 'RX-AAAA-AAAA' })), '400 /reference')
    assert.equal(endOf(await show({}, pharmacist)), '403 forbidden')
    assert.equal(endOf(await show()), '200 SIGNED')
    assert.equal(endOf(await show()), '200 SIGNED')
    assert.deepEqual(await statuses(), [200, 200, 200, 200, 200, 404, 404])
  })

  test('lists: of a patient for the family and who treats, and what is open for a pharmacy', async () => {
    place.clock.advance(60_000)
    const rxed = await acts.signed([rx('PCM'), rx('AMOX')])
    const of = (by: Person) => acts.get(`/v1/prescriptions?patient=${rxed.patientId}`, by)
    for (const by of [rxed, clinic.doctor]) {
      const { items } = (await of(by)).body
      assert.deepEqual([items.length, items[0]?.fulfilment], [1, 'none'])
    }
    assert.equal((await of(pharmacist)).status, 404)
    assert.equal((await of(clinic.other)).status, 404)
    const open = await acts.get(`/v1/prescriptions?facility=${clinic.facilityId}&limit=1`, pharmacist)
    assert.equal(open.body.items[0]?.prescriptionId, rxed.prescriptionId)
    const next = await acts.get(
      `/v1/prescriptions?facility=${clinic.facilityId}&limit=1&cursor=${open.body.nextCursor}`,
      pharmacist,
    )
    assert.notEqual(next.body.items[0]?.prescriptionId, rxed.prescriptionId)
    const far = await place.staff('pharmacist', clinic.otherFacilityId)
    assert.equal((await acts.get(`/v1/prescriptions?facility=${clinic.facilityId}`, far)).status, 404)
    assert.equal((await acts.get('/v1/prescriptions', pharmacist)).status, 400)
    await stop(rxed.prescriptionId)
    const { items } = (await acts.get(`/v1/prescriptions?facility=${clinic.facilityId}`, pharmacist)).body
    assert.ok(items.every((one) => one.prescriptionId !== rxed.prescriptionId))
  })

  test('a person gets a copy of all of it', async () => {
    const rxed = await acts.signed([rx('PCM')])
    const { sections } = await contextOf(place).call(exportPersonOf('prescriptions'), {
      ...{ accountId: rxed.accountId, patientIds: [rxed.patientId] },
    } as never)
    assert.deepEqual(
      sections.map(({ kind, rows }) => [kind, rows.length]),
      [
        ['prescriptions', 1],
        ['dispenses', 0],
        ['registers', 0],
        ['presentations', 0],
      ],
    )
  })
})
