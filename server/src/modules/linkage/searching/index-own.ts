// The own patient index: asks the module `patients` of this installation through its call.
import type { Static } from '../../../platform/contract.ts'
import { isDay } from '../../../platform/http/formats.ts'
import { type MatchEvidence, type MatchQuery, matchPatients } from '../../patients/contract.ts'
import type { LinkPatient } from '../contract.ts'
import type { LinkageContext } from '../tables.ts'
import {
  type Candidate,
  type IndexAnswer,
  IndexFailure,
  type IndexQuestion,
  type PatientIndex,
} from '../workflows/patient-index.ts'

const CANDIDATES_MAX = 5

export function ownIndex({ call }: Pick<LinkageContext, 'call'>): PatientIndex {
  const searchOne = async ({ patient, verifiedSystems }: IndexQuestion): Promise<IndexAnswer | Error> => {
    try {
      const answer = await call(matchPatients, { ...toQuery(patient), verifiedSystems: [...verifiedSystems] })
      return { kind: 'found', candidates: toCandidates(answer) }
    } catch (error) {
      return new IndexFailure('index-unavailable', 'The module patients did not answer', { cause: error })
    }
  }
  return { atOnce: 1, search: (questions) => Promise.all(questions.map(searchOne)) }
}

const PIN = /(?<!\d)[1-9]\d{2} ?\d{3}(?!\d)/

function toQuery(patient: LinkPatient): MatchQuery {
  const { full_name, dob, gender, contact = {}, identifiers } = patient
  const pin = contact.pin ?? PIN.exec(contact.address ?? '')?.[0].replace(' ', '')
  return {
    fullName: full_name,
    ...toBirth(dob),
    ...(gender !== undefined && { gender }),
    ...(contact.phone !== undefined && { phone: contact.phone }),
    ...(contact.email !== undefined && { email: contact.email }),
    ...(contact.address !== undefined && { address: contact.address }),
    ...(pin !== undefined && { pin }),
    ...(identifiers && identifiers.length > 0 && { identifiers: [...identifiers] }),
    limit: CANDIDATES_MAX,
  }
}

/** The index takes a day or a year. The month alone would not narrow a search. */
const toBirth = (dob: string | undefined): Pick<MatchQuery, 'birthDate' | 'birthYear'> => {
  if (dob === undefined) return {}
  return isDay(dob) ? { birthDate: dob } : { birthYear: Number(dob.slice(0, 4)) }
}

type Answer = Static<(typeof matchPatients)['output']>

/** Gives only the first candidate of a certain answer the grade `certain`, which may link without a person. */
function toCandidates({ outcome, candidates, isTruncated }: Answer): Candidate[] {
  const isCertain = outcome === 'certain' && !isTruncated
  return candidates.map(({ patientId, grade, explanation, mayBeShown }, index) => ({
    patientId,
    grade: grade === 'certain' && !(isCertain && index === 0) ? 'probable' : grade,
    agreed: explanation.filter((one) => isField(one) && one.bits > 0 && !disagrees(one)).map(({ field }) => field),
    disagreed: explanation.filter((one) => isField(one) && disagrees(one)).map(({ field }) => field),
    evidence: explanation,
    isGuess: !mayBeShown,
    isProven: explanation.some(({ field, comparison }) => field === 'identifier' && comparison === 'verified'),
  }))
}

// `household` and `prior` are not fields of a person. They correct the sum of the evidence.
const isField = ({ field }: MatchEvidence): boolean => field !== 'household' && field !== 'prior'

// The family name of a relative agrees and gives bits. The given name says that it is somebody else.
const disagrees = ({ field, comparison, bits }: MatchEvidence): boolean =>
  bits < 0 || (field === 'name' && comparison.startsWith('given conflict'))
