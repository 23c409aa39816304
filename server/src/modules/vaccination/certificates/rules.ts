// Decides what the certificate of a dose states: the FHIR bundle and the claims of its SMART Health Card.
import { dayInIndia } from '../../../platform/clock.ts'
import type { PatientFacts } from '../../patients/contract.ts'
import type { Evidence } from '../history/contract.ts'
import type { CertificateRow, DoseRow, HistoricalDoseRow, VaccineRow } from '../tables.ts'

/** What a certificate says about a dose. */
export interface CertifiedDose extends Pick<DoseRow, 'course' | 'dose' | 'vaccine'> {
  readonly givenOn: string
  /** Only of a dose that was given here. */
  readonly lot?: string
  /** Only of a dose that the person had elsewhere: what showed it. */
  readonly evidence?: Evidence
}

/** A dose of either kind, with what its certificate belongs to. */
export interface DoseSource extends CertifiedDose, Pick<CertificateRow, 'patient_id' | 'source_id' | 'version'> {
  /** The centre that gave the dose, or whose staff recorded it. Null when it was imported. */
  readonly facility_id: DoseRow['facility_id'] | null
  readonly elsewhere?: Pick<HistoricalDoseRow, 'place' | 'evidence' | 'recorded_at'>
}

export function toGivenSource({ given_at, booking_id, ...dose }: DoseRow): DoseSource {
  return { ...dose, source_id: booking_id, givenOn: dayInIndia(given_at) }
}

/** A record of a dose had elsewhere has one version: a wrong one is cancelled, and recorded again as another row. */
export function toElsewhereSource({
  id,
  given_on,
  place,
  evidence,
  recorded_at,
  ...dose
}: HistoricalDoseRow): DoseSource {
  const elsewhere = { place, evidence, recorded_at }
  return { ...dose, source_id: id, version: 1, givenOn: given_on, evidence, elsewhere }
}

/**
 * Whether evidence is enough for a certificate. Another document may be a prescription or a letter: it is enough for
 * the next dose, which a vaccinator decides, and not for a paper that others trust.
 */
export const mayBeCertified = (evidence: Evidence): boolean => evidence !== 'other-document'

/** Where the record of a dose had elsewhere comes from, in the words of FHIR and in words for people. */
const ORIGINS: Readonly<Record<Exclude<Evidence, 'other-document'>, { readonly code: string; readonly text: string }>> =
  {
    certificate: { code: 'record', text: 'Given elsewhere. Recorded from a certificate.' },
    card: { code: 'record', text: 'Given elsewhere. Recorded from a vaccination card.' },
    'other-system': { code: 'provider', text: 'Given elsewhere. Recorded from another system.' },
  }

function toOrigin(evidence: Evidence | undefined) {
  if (evidence === undefined) return {}
  if (evidence === 'other-document') throw new Error('this evidence is not enough for a certificate')
  const { code, text } = ORIGINS[evidence]
  return { primarySource: false, reportOrigin: { coding: [{ system: ORIGIN_SYSTEM, code }], text } }
}

export interface CardFacts {
  readonly person: Pick<PatientFacts, 'name' | 'birthDate' | 'birthYear'>
  readonly dose: CertifiedDose
  readonly vaccine: Pick<VaccineRow, 'cvx_code' | 'doses'>
  /** The name of the centre, or the place in words of a dose had elsewhere. Undefined when the card has no room. */
  readonly centre: string | undefined
}

const ORIGIN_SYSTEM = 'http://terminology.hl7.org/CodeSystem/immunization-origin'
const CVX = 'http://hl7.org/fhir/sid/cvx'
const CARD_TYPE = 'https://smarthealth.cards#'

/** Birth as a card states it: the day, or the year when only that is known. */
export const birthOf = ({ birthDate, birthYear }: CardFacts['person']): string => birthDate ?? String(birthYear)

/** The text whose hash tells whether the person of a card has changed since. */
export const subjectOf = (person: CardFacts['person']): string => `${person.name}\n${birthOf(person)}`

/** The address of the code system for vaccines without a code in the list of the CDC (CVX). */
export const vaccineSystemOf = (publicUrl: string): string => `${publicUrl}/fhir/CodeSystem/vaccines`

/**
 * The bundle of a card, as small as the specification asks: no ids, no narrative, no display texts. All words of a name
 * are given names in the order that the person writes. Many names in India have no family name, and we do not guess. A
 * dose had elsewhere says where its record comes from (`primarySource`, `reportOrigin`), so nobody takes it for ours.
 */
export function toBundle({ person, dose, vaccine, centre }: CardFacts, publicUrl: string) {
  const coding =
    vaccine.cvx_code === null
      ? { system: vaccineSystemOf(publicUrl), code: dose.vaccine }
      : { system: CVX, code: vaccine.cvx_code }
  const patient = {
    resourceType: 'Patient',
    name: [{ given: person.name.split(/\s+/).filter(Boolean) }],
    birthDate: birthOf(person),
  }
  const immunization = {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [coding] },
    patient: { reference: 'resource:0' },
    occurrenceDateTime: dose.givenOn,
    ...(dose.lot !== undefined && { lotNumber: dose.lot }),
    ...toOrigin(dose.evidence),
    ...(centre !== undefined && { performer: [{ actor: { display: centre } }] }),
    protocolApplied: [{ doseNumberPositiveInt: dose.dose, seriesDosesPositiveInt: vaccine.doses }],
  }
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { fullUrl: 'resource:0', resource: patient },
      { fullUrl: 'resource:1', resource: immunization },
    ],
  }
}

export interface CardNumber {
  readonly issuer: string
  readonly issuedAt: Date
  /** The name of the card in the revocation list. */
  readonly rid: string
}

/** The claims of a card (SMART Health Cards 1.0, a W3C verifiable credential in its short form). */
export function toClaims(facts: CardFacts, { issuer, issuedAt, rid }: CardNumber, publicUrl: string) {
  const kinds = ['health-card', 'immunization', ...(facts.dose.course === 'COVID-19' ? ['covid19'] : [])]
  return {
    iss: issuer,
    nbf: Math.floor(issuedAt.getTime() / 1000),
    vc: {
      type: kinds.map((kind) => `${CARD_TYPE}${kind}`),
      credentialSubject: { fhirVersion: '4.0.1', fhirBundle: toBundle(facts, publicUrl) },
      rid,
    },
  }
}

const CENTRE_LENGTHS = [80, 40, 0]

/** The same facts with a shorter and shorter name of the centre, until the card fits into one QR code. */
export function* shortenCentre(facts: CardFacts): Generator<CardFacts> {
  for (const length of CENTRE_LENGTHS) {
    const centre = facts.centre?.slice(0, length).trim()
    yield { ...facts, centre: centre === '' ? undefined : centre }
  }
}
