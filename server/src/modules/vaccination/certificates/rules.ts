// Decides what the certificate of a dose states: the FHIR bundle and the claims of its SMART Health Card.
import type { PatientFacts } from '../../patients/contract.ts'
import type { DoseRow, VaccineRow } from '../tables.ts'

/** What a certificate says about a dose. */
export type CertifiedDose = Pick<DoseRow, 'course' | 'dose' | 'vaccine' | 'lot'> & { readonly givenOn: string }

export interface CardFacts {
  readonly person: Pick<PatientFacts, 'name' | 'birthDate' | 'birthYear'>
  readonly dose: CertifiedDose
  readonly vaccine: Pick<VaccineRow, 'cvx_code' | 'doses'>
  /** The name of the centre. Undefined when the card has no room for it. */
  readonly centre: string | undefined
}

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
 * are given names in the order that the person writes. Many names in India have no family name, and we do not guess.
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
    lotNumber: dose.lot,
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
