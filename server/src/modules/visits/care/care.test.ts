// Tests who reads the record of a patient, until when, and what of it; emergencies; allergies and problems; codes.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import { type Asked, type Citizen, type Person, type Setup, setup, TEST_NOW, TODAY } from '../../../testing/setup.ts'
import { slugOf } from '../../appointments/testing.ts'
import { importCodes } from '../codes/import.ts'
import { subscriptions } from '../jobs.ts'
import { contextOf, openThere, openWard, type Ward, walkIn } from '../testing.ts'
import { assertVisits } from '../testing-invariants.ts'

interface Entry {
  readonly findingId: string
  readonly name?: string
  readonly isNone: boolean
  readonly status: string
  readonly version: number
}

interface Seen extends Entry {
  readonly type: string
  readonly errors?: readonly { pointer: string }[]
  readonly patient: { readonly name: string; readonly ageYears: number }
  readonly allergies: readonly Entry[]
  readonly problems: readonly Entry[]
  readonly lastVisit?: { readonly visitId: string; readonly doctorName: string }
  readonly isNew: readonly { readonly kind: string }[]
  readonly openUntil?: string
  readonly until: string
  readonly visitId: string
  readonly findingIds?: readonly string[]
  readonly items: readonly (Seen & {
    basis: string
    recordKind: string
    role: string
    code: string
    reason: string
    initials: string
    patientId: string
    doctorName?: string
  })[]
}

let place: Setup
let here: Ward
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  here = await openWard(place)
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})
afterEach(() => assertVisits(place))

const ask = (method: 'GET' | 'POST', url: string, asked: Asked = {}) => place.ask<Seen>(method, url, asked)
const outcome = ({ status, body }: { status: number; body: Seen }) =>
  status < 300 ? String(status) : `${status} ${slugOf(body)}`
const fieldOf = ({ status, body }: { status: number; body: Seen }) => `${status} ${body.errors?.[0]?.pointer}`
const record = (patientId: string, by: Person) => ask('GET', `/v1/patients/${patientId}/record`, { by })
const close = (visitId: string, by: Person = here.doctor) => ask('POST', `/v1/visits/${visitId}/closure`, { by })
const open = async (patientId: string, ward = here): Promise<string> => {
  const { status, body } = await walkIn(place, ward, patientId)
  assert.equal(status, 201, JSON.stringify(body))
  return body.visitId
}
/** Who read what of a patient, as the family sees it. */
const readsOf = async ({ patientId, ...by }: Citizen): Promise<string[]> => {
  const { items } = (await ask('GET', `/v1/patients/${patientId}/reads`, { by })).body
  return [...new Set(items.map(({ role, basis, recordKind }) => `${role} ${basis} ${recordKind}`))].sort()
}
const at = async <Result>(day: string, work: () => Promise<Result>): Promise<Result> => {
  place.clock.set(`${day}T05:00:00Z`)
  try {
    return await work()
  } finally {
    place.clock.set(TEST_NOW)
  }
}

describe('the record of a patient', () => {
  test('opens to who treats the patient with the visit, and the patient sees each read', async () => {
    const asha = await place.citizen()
    assert.equal(outcome(await record(asha.patientId, here.doctor)), '404 not-found')
    assert.deepEqual(
      (await record(asha.patientId, here.doctor)).body.type,
      (await record(newId(94), here.doctor)).body.type,
      'as if there were no such patient',
    )
    const visitId = await open(asha.patientId)
    const seen = await record(asha.patientId, here.doctor)
    assert.deepEqual([seen.status, seen.body.patient.name, seen.body.patient.ageYears], [200, 'Asha Sharma', 35])
    assert.equal(seen.body.openUntil, '2026-05-31T05:00:00.000Z')
    assert.equal((await record(asha.patientId, here.nurse)).status, 200)
    assert.equal((await record(asha.patientId, asha)).status, 200)
    for (const by of [here.other, here.elsewhere]) assert.equal((await record(asha.patientId, by)).status, 404)
    for (const by of [here.reception, here.admin, here.national]) {
      assert.equal((await record(asha.patientId, by)).status, 403)
    }
    const ravi = await place.citizen()
    assert.equal((await record(asha.patientId, ravi)).status, 404, 'another family')
    assert.equal((await ask('GET', `/v1/visits/${visitId}`, { by: ravi })).status, 404)
    const expected = ['doctor care visit', 'nurse care visit', 'reception facility visit']
    assert.deepEqual(await readsOf(asha), expected)
  })

  test('closes again: to the nurses two days after the visit, to the doctor after 90 days', async () => {
    const asha = await place.citizen()
    const visitId = await open(asha.patientId)
    assert.equal((await close(visitId)).status, 200)
    const statuses = (day: number) =>
      at(addDays(TODAY, day), async () => {
        const both = [await record(asha.patientId, here.nurse), await record(asha.patientId, here.doctor)]
        const visit = await ask('GET', `/v1/visits/${visitId}`, { by: here.doctor })
        return [...both, visit].map(({ status }) => status)
      })
    assert.deepEqual(await statuses(1), [200, 200, 200])
    assert.deepEqual(await statuses(2), [404, 200, 200])
    assert.deepEqual(await statuses(89), [404, 200, 200])
    assert.deepEqual(await statuses(90), [404, 404, 404])
    assert.equal((await at(addDays(TODAY, 90), () => record(asha.patientId, asha))).status, 200)
  })

  test('shows the visits at hospitals of the same chain, and only those', async () => {
    const there = await openThere(place, here)
    const asha = await place.citizen()
    const visitThere = await open(asha.patientId, there)
    assert.equal((await close(visitThere, there.doctor)).status, 200)
    const visitHere = await open(asha.patientId)
    const seen = async () => {
      const list = await ask('GET', `/v1/patients/${asha.patientId}/visits`, { by: here.doctor })
      const whole = await ask('GET', `/v1/visits/${visitThere}`, { by: here.doctor })
      return [list.body.items.length, whole.status]
    }
    assert.deepEqual(await seen(), [1, 404])
    const { lastVisit } = (await record(asha.patientId, here.doctor)).body
    assert.equal(lastVisit?.visitId, visitThere, 'that there was one, the banner says')
    await joinChain([here.facilityId, there.facilityId])
    assert.deepEqual(await seen(), [2, 200])
    assert.deepEqual(
      (await record(asha.patientId, here.doctor)).body.isNew.map(({ kind }) => kind),
      ['visit'],
    )
    // A nurse reads the visit of the day alone.
    const listed = await ask('GET', `/v1/patients/${asha.patientId}/visits`, { by: here.nurse })
    assert.deepEqual(
      listed.body.items.map((one) => one.visitId),
      [visitHere],
    )
  })

  test('an event of a hospital that comes late does not undo a newer one', async () => {
    const [change] = subscriptions(contextOf(place)).filter(
      ({ event }) => event.name === 'facilities.facility-changed.v1',
    )
    const facility = (await ask('GET', `/v1/facilities/${here.facilityId}`)).body as unknown as { version: number }
    await change?.handle({ body: { ...facility, name: 'Old name', version: 0 } } as never)
    const { rows } = await contextOf(place).pool.query('select name from visits.hospitals where id = $1', [
      here.facilityId,
    ])
    assert.notEqual(rows[0]?.name, 'Old name')
  })
})

async function joinChain(facilityIds: readonly string[]): Promise<void> {
  const chain = { name: 'Hospitals', legalName: 'Hospitals', isGovernment: true }
  const { chainId } = (await place.ask<{ chainId: string }>('POST', '/v1/chains', { by: here.national, body: chain }))
    .body
  const all = subscriptions(contextOf(place))
  for (const facilityId of facilityIds) {
    const changed = await place.ask<object>('PATCH', `/v1/facilities/${facilityId}`, {
      ...{ by: here.national, body: { chainId } },
    })
    assert.equal(changed.status, 200)
    const { pool } = place.program.context('facilities')
    const text = `select body from facilities.outbox where name = 'facilities.facility-changed.v1'
      and body->'body'->>'facilityId' = $1 and body->'body'->>'chainId' is not null`
    const { rows } = await pool.query(text, [facilityId])
    const [change] = all.filter(({ event }) => event.name === 'facilities.facility-changed.v1')
    await change?.handle(rows[0]?.body as never)
  }
}

describe('an emergency', () => {
  const declare = (patientId: string, by: Person, reason = 'Unconscious after an accident', key?: string) =>
    ask('POST', `/v1/patients/${patientId}/emergency-access`, {
      ...{ by, body: { reason } },
      ...(key !== undefined && { key }),
    })

  test('opens the record to one account for a day; the patient and the hospital see it', async () => {
    const asha = await place.citizen()
    const visitId = await open(asha.patientId)
    assert.equal(fieldOf(await declare(asha.patientId, here.elsewhere, 'Urgent')), '400 /reason')
    assert.equal(fieldOf(await declare(asha.patientId, here.elsewhere, 'Urgent         ')), '400 /reason')
    assert.equal((await declare(newId(94), here.elsewhere)).status, 404)
    assert.equal((await declare(asha.patientId, here.nurse)).status, 403)
    const opened = await declare(asha.patientId, here.elsewhere)
    assert.deepEqual([opened.status, opened.body.until], [201, '2026-03-03T05:00:00.000Z'])
    assert.equal((await record(asha.patientId, here.elsewhere)).status, 200)
    assert.equal((await ask('GET', `/v1/visits/${visitId}`, { by: here.elsewhere })).status, 200)
    const write = { by: here.elsewhere, body: { note: { advice: 'x' } } }
    assert.equal((await ask('POST', `/v1/visits/${visitId}/notes`, write)).status, 404, 'it is a read')
    assert.equal((await record(asha.patientId, here.other)).status, 404, 'for this account alone')
    const later = await at(addDays(TODAY, 1), () => record(asha.patientId, here.elsewhere))
    assert.equal(later.status, 404)
    const reads = await readsOf(asha)
    assert.ok(reads.includes('doctor emergency visit') && reads.includes('doctor emergency emergency'), String(reads))
    const admin = await place.staff('centre-admin', here.otherFacilityId)
    const list = (by: Person) => ask('GET', `/v1/visits/emergencies?facility=${here.otherFacilityId}`, { by })
    assert.deepEqual(
      (await list(admin)).body.items.map(({ reason, initials, doctorName }) => [reason, initials, doctorName]),
      [['Unconscious after an accident', 'AS', undefined]],
    )
    assert.equal((await list(here.admin)).status, 403)
    const { rows } = await contextOf(place).pool.query(
      `select 1 from visits.outbox where name = 'visits.emergency-declared.v1'
       and body->'body'->>'patientId' = $1`,
      [asha.patientId],
    )
    assert.equal(rows.length, 1)
  })

  test('is possible five times a day, also for requests at once; a repeat of one request counts once', async () => {
    const doctor = await place.staff('doctor', here.facilityId)
    const asha = await place.citizen()
    const again = () => declare(asha.patientId, doctor, 'Stroke, no relatives here', 'once')
    assert.deepEqual([(await again()).status, (await again()).status], [201, 201])
    const more = await Promise.all(Array.from({ length: 6 }, () => declare(asha.patientId, doctor)))
    assert.deepEqual(more.map(({ status }) => status).sort(), [201, 201, 201, 201, 429, 429])
    const refused = await declare(asha.patientId, doctor)
    // It is 10:30 in India: the day ends in 13 and a half hours.
    assert.deepEqual([outcome(refused), refused.headers['retry-after']], ['429 too-many-emergencies', '48600'])
    assert.equal((await again()).status, 201, 'the answer of the first request stands')
    assert.equal((await at(addDays(TODAY, 1), () => declare(asha.patientId, doctor))).status, 201)
  })

  test('says in the list of the hospital which doctor opened the record', async () => {
    const asha = await place.citizen({ name: 'Asha Devi Sharma' })
    assert.equal((await declare(asha.patientId, here.doctor)).status, 201)
    const list = await ask('GET', `/v1/visits/emergencies?facility=${here.facilityId}`, { by: here.admin })
    assert.deepEqual(
      list.body.items
        .filter(({ patientId }) => patientId === asha.patientId)
        .map(({ initials, doctorName }) => [initials, doctorName]),
      [['ADS', (await ask('GET', '/v1/me/doctor', { by: here.doctor })).body.name]],
    )
  })
})

describe('allergies and problems', () => {
  const note = (patientId: string, what: string, body: object, by: Person = here.doctor) =>
    ask('POST', `/v1/patients/${patientId}/${what}`, { by, body })
  const allergiesOf = async ({ patientId, ...by }: Citizen) =>
    (await record(patientId, by)).body.allergies.map(
      ({ name, isNone, status }) => `${isNone ? 'none' : name} ${status}`,
    )

  test('"no known allergy" is an entry of its own, that a named allergy ends and contradicts', async () => {
    const asha = await place.citizen()
    const { patientId } = asha
    assert.equal((await note(patientId, 'allergies', { none: true })).status, 404, 'without care')
    await open(patientId)
    assert.deepEqual(await allergiesOf(asha), [], 'nobody has asked')
    assert.equal((await note(patientId, 'allergies', { none: true }, here.nurse)).status, 201)
    assert.equal(outcome(await note(patientId, 'allergies', { none: true })), '409 finding-known')
    assert.deepEqual(await allergiesOf(asha), ['none active'])
    const both = await Promise.all([
      note(patientId, 'allergies', { substance: 'Penicillin', severity: 'severe' }),
      note(patientId, 'allergies', { substance: 'PENICILLIN' }, here.nurse),
    ])
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409])
    const [noted] = both.filter(({ status }) => status === 201)
    const findingId = noted?.body.findingId
    assert.deepEqual((await allergiesOf(asha)).map((one) => one.toLowerCase()).sort(), [
      'none refuted',
      'penicillin active',
    ])
    const none = await note(patientId, 'allergies', { none: true })
    assert.deepEqual([outcome(none), none.body.findingIds], ['409 none-contradicts', [findingId]])
    const refute = (tag: string, by: Person = here.doctor) =>
      ask('POST', `/v1/patients/${patientId}/allergies/${findingId}/refutation`, {
        ...{ by, body: { reason: 'Tested' }, headers: { 'if-match': tag } },
      })
    assert.equal(outcome(await refute('"v2"')), '412 finding-changed-meanwhile')
    assert.deepEqual((await refute('"v1"')).body.status, 'refuted')
    assert.equal(outcome(await refute('"v2"')), '409 finding-ended')
    assert.equal((await refute('"v2"', here.other)).status, 404)
    const { rows } = await contextOf(place).pool.query('select 1 from visits.findings where id = $1', [findingId])
    assert.equal(rows.length, 2, 'nothing is deleted')
    assert.equal((await note(patientId, 'allergies', { none: true })).status, 201)
    for (const [body, pointer] of [
      [{}, '/substance'],
      [{ none: true, substance: 'Latex' }, '/substance'],
      [{ substance: 'Latex', severity: 'huge' }, '/severity'],
    ] as const) {
      assert.equal(fieldOf(await note(patientId, 'allergies', body)), `400 ${pointer}`)
    }
  })

  test('a problem ends, and those of merged records count together', async () => {
    const [asha, double] = [await place.citizen(), await place.citizen({ name: 'Asha Sarma' })]
    await open(double.patientId)
    const made = await note(double.patientId, 'problems', { condition: 'Asthma', icd10: 'J45.9' })
    assert.equal(made.status, 201)
    assert.equal(fieldOf(await note(double.patientId, 'problems', { condition: 'x', icd10: 'asthma' })), '400 /icd10')
    const merge = subscriptions(contextOf(place)).find(({ event }) => event.name === 'patients.patients-merged.v1')
    const body = { goneId: double.patientId, keptId: asha.patientId, version: 1 }
    await merge?.handle({ body } as never)
    assert.deepEqual(
      (await record(asha.patientId, asha)).body.problems.map(({ name }) => name),
      ['Asthma'],
    )
    assert.equal((await record(asha.patientId, here.doctor)).status, 200, 'the care of one record is that of both')
    const refutation = `/v1/patients/${asha.patientId}/problems/${made.body.findingId}/refutation`
    const ended = await ask('POST', refutation, {
      ...{ by: here.doctor, body: { status: 'resolved', reason: 'No attack for years' } },
    })
    assert.deepEqual([ended.status, ended.body.status], [200, 'resolved'])
    const wrongKind = `/v1/patients/${asha.patientId}/allergies/${made.body.findingId}/refutation`
    assert.equal((await ask('POST', wrongKind, { by: here.doctor, body: { reason: 'x' } })).status, 404)
  })
})

describe('the codes of diagnoses', () => {
  test('are imported from a table, and found by the beginnings of words or of the code', async () => {
    const file = path.join(tmpdir(), `codes-${newId(0)}.csv`)
    const rows = ['code,name', 'E119,"Type 2 diabetes mellitus, without complications"', 'J00,Common cold', 'nothing,x']
    await writeFile(file, rows.join('\n'))
    const first = await importCodes(contextOf(place), file)
    assert.deepEqual([first.read, first.changed, first.refused.map(({ line }) => line)], [3, 2, [4]])
    assert.equal((await importCodes(contextOf(place), file)).changed, 0, 'a second import changes nothing')
    const search = async (q: string, by: Person | undefined = here.doctor) =>
      (await ask('GET', `/v1/visits/diagnosis-codes?q=${encodeURIComponent(q)}`, { by })).body.items.map(
        ({ code }) => code,
      )
    assert.deepEqual(await search('diab mell'), ['E11.9'])
    assert.deepEqual(await search('e11'), ['E11.9'])
    assert.deepEqual(await search('j0'), ['J00'])
    assert.deepEqual(await search("' | 'x"), [])
    assert.deepEqual(await search('!!'), [])
    assert.equal((await ask('GET', '/v1/visits/diagnosis-codes?q=cold')).status, 401)
  })
})
