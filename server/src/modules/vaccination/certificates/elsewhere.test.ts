// Tests the certificates of doses that people had elsewhere: they say so, and a cancelled record withdraws its card.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { compactVerify, importJWK, type JWK } from 'jose'
import { fixedClock } from '../../../platform/clock.ts'
import { openKeys } from '../../../platform/keys.ts'
import { type Citizen, type Person, setup, TEST_NOW, TEST_SECRETS } from '../../../testing/setup.ts'
import type { HistoricalDose } from '../history/contract.ts'
import { samePeople } from '../merging/steps.ts'
import { assertInvariants, openCentre } from '../testing.ts'
import { CARD_LENGTH_MAX, openCards } from './cards.ts'
import type { CardFacts } from './rules.ts'

interface Seen {
  readonly certificateId: string
  readonly reference: string
  readonly dose: number
  readonly lot?: string
  readonly centre?: string
  readonly elsewhere?: { readonly place: string; readonly recordedBy?: string }
  readonly healthCard: string
}

interface Answer {
  readonly items: readonly Seen[]
  readonly withoutCertificate: readonly object[]
}

const PLACE = 'Bir Hospital, Kathmandu'
const HAD = { vaccine: 'COVAXIN', dose: 1, givenOn: '2026-01-15', place: PLACE, evidence: 'card' }
const KEYS = '/v1/vaccination/cards/.well-known'

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const centre = await openCentre(place)
  const { ask } = place
  const record = async (who: Citizen, more: object = {}): Promise<HistoricalDose> => {
    const body = { ...HAD, ...more, proof: { kind: 'document', document: 'passport' } }
    const made = await ask<HistoricalDose>('POST', `/v1/patients/${who.patientId}/doses`, { by: centre.ravi, body })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made.body
  }
  const cancel = ({ doseId, patientId }: HistoricalDose) => {
    const url = `/v1/patients/${patientId}/doses/${doseId}/cancellation`
    return ask('POST', url, { by: centre.ravi, body: { reason: 'A twin' } })
  }
  const read = (patientId: string, by: Person) => ask<Answer>('GET', `/v1/patients/${patientId}/certificates`, { by })
  const certificatesOf = async (by: Citizen): Promise<Answer> => (await read(by.patientId, by)).body
  /** Verifies a card with the published keys and lists only. Gives its immunization, and whether it is withdrawn. */
  const verify = async (card: string) => {
    const { kid } = JSON.parse(Buffer.from(card.split('.')[0] as string, 'base64url').toString()) as JWK
    const { keys } = (await ask<{ keys: JWK[] }>('GET', `${KEYS}/jwks.json`)).body
    const { payload } = await compactVerify(card, await importJWK(keys.find((key) => key.kid === kid) as JWK))
    const { vc } = JSON.parse(inflateRawSync(payload).toString())
    const { rids } = (await ask<{ rids: string[] }>('GET', `${KEYS}/crl/${kid}.json`)).body
    return { shot: vc.credentialSubject.fhirBundle.entry[1].resource as object, isWithdrawn: rids.includes(vc.rid) }
  }
  return { place, centre, ask, record, cancel, read, certificatesOf, verify }
}

describe('a dose had elsewhere', () => {
  test('has a certificate that says from what it was recorded, and claims no dose of a centre of Sehat', async (t) => {
    const { place, centre, record, certificatesOf, verify } = await begin(t)
    const asha = await place.citizen()
    await record(asha)
    const { items, withoutCertificate } = await certificatesOf(asha)
    const [seen] = items as [Seen]
    assert.deepEqual(withoutCertificate, [])
    const { certificateId, healthCard, reference, ...facts } = seen
    assert.match(reference, /^DL-/)
    assert.deepEqual(facts, {
      ...{ patientId: asha.patientId, name: 'Asha Sharma', birth: '1990-05-14', course: 'COVID-19', dose: 1, doses: 2 },
      ...{ vaccine: 'COVAXIN', vaccineName: 'Covaxin (BBV152)', manufacturer: 'Bharat Biotech', givenOn: HAD.givenOn },
      elsewhere: { place: PLACE, evidence: 'card', recordedOn: '2026-03-02', recordedBy: centre.facility.name },
      issuedAt: '2026-03-02T05:00:00.000Z',
    })
    const { shot, isWithdrawn } = await verify(healthCard)
    assert.equal(isWithdrawn, false)
    assert.deepEqual(shot, {
      ...{ resourceType: 'Immunization', status: 'completed' },
      vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '502' }] },
      ...{ patient: { reference: 'resource:0' }, occurrenceDateTime: '2026-01-15', primarySource: false },
      reportOrigin: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/immunization-origin', code: 'record' }],
        text: 'Given elsewhere. Recorded from a vaccination card.',
      },
      performer: [{ actor: { display: PLACE } }],
      protocolApplied: [{ doseNumberPositiveInt: 1, seriesDosesPositiveInt: 2 }],
    })
    assert.ok(!JSON.stringify(shot).includes(centre.facility.name))
    assert.equal((await certificatesOf(asha)).items[0]?.certificateId, certificateId, 'one dose has one certificate')
    await assertInvariants(place)
  })

  test('has none when only another document showed it, and the answer says why', async (t) => {
    const { place, record, certificatesOf } = await begin(t)
    const asha = await place.citizen()
    const { doseId } = await record(asha, { evidence: 'other-document' })
    await record(asha, { dose: 2, givenOn: '2026-02-20', evidence: 'other-system' })
    const { items, withoutCertificate } = await certificatesOf(asha)
    assert.deepEqual(
      items.map(({ dose }) => dose),
      [2],
    )
    const dose = { doseId, course: 'COVID-19', vaccine: 'COVAXIN', dose: 1, givenOn: HAD.givenOn }
    assert.deepEqual(withoutCertificate, [{ ...dose, reason: 'evidence' }])
  })

  test('that is cancelled withdraws its card; recorded again it has a new one', async (t) => {
    const { place, record, cancel, certificatesOf, verify } = await begin(t)
    const asha = await place.citizen()
    const made = await record(asha)
    const [first] = (await certificatesOf(asha)).items as [Seen]
    assert.equal((await cancel(made)).status, 200)
    assert.deepEqual(await certificatesOf(asha), { items: [], withoutCertificate: [] })
    assert.equal((await verify(first.healthCard)).isWithdrawn, true)
    await record(asha)
    const [second] = (await certificatesOf(asha)).items as [Seen]
    assert.notEqual(second.certificateId, first.certificateId)
    assert.deepEqual(
      [(await verify(first.healthCard)).isWithdrawn, (await verify(second.healthCard)).isWithdrawn],
      [true, false],
    )
    await assertInvariants(place)
  })

  test('shows to the family and to the centre that recorded it, and to no other', async (t) => {
    const { place, centre, record, read } = await begin(t)
    const other = await openCentre(place, '411001')
    const [asha, omar] = [await place.citizen(), await place.citizen()]
    await record(asha)
    for (const by of [asha, centre.ravi, centre.sunita]) {
      const { status, body } = await read(asha.patientId, by)
      assert.deepEqual([status, body.items?.length], [200, 1])
    }
    for (const by of [omar, other.ravi]) assert.equal((await read(asha.patientId, by)).status, 404)
  })

  test('of a merged record shows under the one that stays, and an undo parts them', async (t) => {
    const { place, record, certificatesOf, verify } = await begin(t)
    const [asha, meera] = [await place.citizen(), await place.citizen()]
    await record(asha)
    const [before] = (await certificatesOf(asha)).items as [Seen]
    const context = place.program.context('vaccination') as never
    await samePeople.follow(context, { goneId: asha.patientId, keptId: meera.patientId, version: 1 })
    assert.equal((await certificatesOf(meera)).items[0]?.certificateId, before.certificateId)
    await samePeople.follow(context, { goneId: asha.patientId, keptId: null, version: 2 })
    assert.deepEqual((await certificatesOf(meera)).items, [])
    assert.equal((await verify(before.healthCard)).isWithdrawn, false)
  })
})

test('a card of the longest name and place still fits into one code, and keeps where it comes from', async () => {
  const { SEHAT_SECRET, SEHAT_IDENTIFIER_KEY } = TEST_SECRETS
  const cards = await openCards({
    keys: openKeys(SEHAT_SECRET, SEHAT_IDENTIFIER_KEY),
    clock: fixedClock(TEST_NOW),
    config: { publicUrl: 'https://vaccination.health.example.gov.in' },
  } as never)
  const letters = (count: number): string =>
    Array.from({ length: count }, (_, nth) => String.fromCharCode(0x905 + ((nth * nth * 7 + nth * 13 + 5) % 53))).join(
      '',
    )
  const longest: CardFacts = {
    person: { name: letters(120), birthDate: '1990-05-14', birthYear: 1990 },
    dose: {
      course: 'X',
      dose: 1,
      vaccine: 'VACCINE WITH A LONG NAME OF 30',
      givenOn: '2026-01-15',
      evidence: 'other-system',
    },
    vaccine: { cvx_code: null, doses: 6 },
    centre: letters(200),
  }
  const card = await cards.sign(longest, { kid: cards.kid, rid: 'abcdefghijkl', issuedAt: new Date(TEST_NOW) })
  assert.ok(card.length <= CARD_LENGTH_MAX, `${card.length}`)
  const said = inflateRawSync(Buffer.from(card.split('.')[1] as string, 'base64url')).toString()
  assert.match(said, /Recorded from another system/)
})
