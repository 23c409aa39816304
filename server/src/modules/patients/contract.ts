// What others may know of patients: their ids and demographics, the calls to register and find them, and problems.
import {
  CellNumber,
  Day,
  defineCall,
  defineEvent,
  defineProblem,
  Instant,
  id,
  nameText,
  object,
  oneOf,
  Pin,
  type Static,
  Type,
  text,
} from '../../platform/contract.ts'

export const PatientId = id('patient')
export type PatientId = Static<typeof PatientId>
const AccountId = id('account')

/** FHIR's administrative gender. */
export const Gender = oneOf(['male', 'female', 'other', 'unknown'], { description: 'Administrative gender (FHIR).' })
export const PersonName = nameText(120, { description: 'Full name, as the person writes it.' })
export const BirthYear = Type.Integer({ minimum: 1880, maximum: 2200, description: 'Where only the year is known.' })
export const Aadhaar = Type.String({
  format: 'aadhaar',
  maxLength: 12,
  description:
    'Aadhaar number, 12 digits with a Verhoeff check digit. Only a keyed hash and the last four digits are kept.',
})

/** A birth as it is kept: the year always, the day where it is known. */
export interface Birth {
  readonly birthDate: string | null
  readonly birthYear: number
}

const AGE_YEARS_MAX = 130

/** Reads a stated birth: the birth, or which field is wrong and why. `today` is YYYY-MM-DD. */
export function readBirth(
  stated: { birthDate?: string | undefined; birthYear?: number | undefined },
  today: string,
): Birth | { pointer: string; detail: string } {
  const { birthDate, birthYear } = stated
  if (birthDate !== undefined && birthYear !== undefined) {
    return { pointer: '/birthYear', detail: 'give birthDate or birthYear, not both' }
  }
  if (birthDate === undefined && birthYear === undefined) {
    return { pointer: '/birthDate', detail: 'is missing; birthYear is enough where the day is not known' }
  }
  const pointer = birthDate !== undefined ? '/birthDate' : '/birthYear'
  const year = birthYear ?? Number(birthDate?.slice(0, 4))
  const thisYear = Number(today.slice(0, 4))
  if (year > thisYear || (birthDate ?? '') > today) return { pointer, detail: 'lies in the future' }
  if (year < thisYear - AGE_YEARS_MAX) return { pointer, detail: `lies more than ${AGE_YEARS_MAX} years back` }
  return { birthDate: birthDate ?? null, birthYear: year }
}

/** What a person says of themselves; exactly one of birthDate and birthYear. */
export const demographics = {
  name: PersonName,
  birthDate: Type.Optional(Day),
  birthYear: Type.Optional(BirthYear),
  gender: Gender,
  pin: Pin,
}

/** The system under which the keyed hash of an Aadhaar number stands; of the number itself nothing else is kept. */
export const AADHAAR_HASH_SYSTEM = 'sehat:aadhaar-hash'

export const isAadhaarSystem = (system: string): boolean => system.trim().toLowerCase() === 'aadhaar'

/** Numbers as stated; only a keyed hash and the last four signs are kept. */
export const Identifiers = Type.Array(object({ system: text(200), value: text(100) }), {
  maxItems: 10,
  description: 'Numbers that one system gives to one person: hospital record, `abha`, `aadhaar`.',
})

/** How a patient can be reached; evidence for matching, shared by a family and never unique. */
export const contact = {
  phone: Type.Optional(text(40, { description: 'Any usual form; the last ten digits are compared.' })),
  email: Type.Optional(text(254)),
  address: Type.Optional(text(400, { description: 'House, street and locality in free order.' })),
  identifiers: Type.Optional(Identifiers),
}

/** Without an account where staff registered the person. */
export const patientRegistered = defineEvent(
  'patients.patient-registered.v1',
  'patientId',
  object({ patientId: PatientId, accountId: Type.Optional(AccountId) }),
)

const Imported = object({ patientId: PatientId })
/** A hospital brought this person along; no account has claimed them yet. */
export const patientImported = defineEvent('patients.patient-imported.v1', 'patientId', Imported)

const Merger = object({ goneId: PatientId, keptId: PatientId })

/** Two records are one person's: whoever holds the one that is gone may speak of the kept one instead. */
export const patientsMerged = defineEvent('patients.patients-merged.v1', 'goneId', Merger)
export const patientsUnmerged = defineEvent('patients.patients-unmerged.v1', 'goneId', Merger)

/** Registers a patient under an id that the caller made; a second call with that id changes nothing. */
export const registerPatient = defineCall('patients.register-patient', {
  input: object({
    ...demographics,
    ...contact,
    aadhaarHash: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
    aadhaarLast4: Type.Optional(Type.String({ pattern: '^[0-9]{4}$' })),
    patientId: PatientId,
    accountId: AccountId,
    cell: CellNumber,
    isAccountHolder: Type.Boolean(),
  }),
  output: object({ patientId: PatientId }),
  timeoutMs: 5_000,
})

const facts = { patientId: PatientId, name: PersonName, birthYear: BirthYear, gender: Gender }

/** What other modules decide by: whose family a patient belongs to, and how old they are. */
export const PatientFacts = object({
  ...facts,
  accountId: Type.Union([AccountId, Type.Null()]),
  birthDate: Type.Union([Day, Type.Null()]),
})
export type PatientFacts = Static<typeof PatientFacts>

/** The patients of these ids; those that do not exist are left out. */
export const findPatients = defineCall('patients.find-patients', {
  input: object({ patientIds: Type.Array(PatientId, { maxItems: 5_000 }) }),
  output: Type.Array(PatientFacts),
  timeoutMs: 5_000,
})

/** What a searcher states of a person: the full name or its parts. Faulty values are weighed, not refused. */
export const MatchQuery = object({
  fullName: Type.Optional(PersonName),
  givenName: Type.Optional(PersonName),
  familyName: Type.Optional(PersonName),
  birthDate: Type.Optional(Day),
  birthYear: Type.Optional(BirthYear),
  gender: Type.Optional(Gender),
  ...contact,
  pin: Type.Optional(text(12, { description: 'Postal code.' })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 10, description: 'Candidates at the most; 10 by default.' }),
  ),
})
export type MatchQuery = Static<typeof MatchQuery>

/** certain: may be linked without a person looking. probable and possible: a person decides. */
export const MatchGrade = oneOf(['certain', 'probable', 'possible'])
export type MatchGrade = Static<typeof MatchGrade>

export const MatchField = oneOf([
  'name',
  'birth',
  'gender',
  'phone',
  'email',
  'address',
  'pin',
  'identifier',
  'household',
  'prior',
])

/** How one field compared, and how many bits (log2 of the likelihood ratio) that is worth. */
export const MatchEvidence = object({
  field: MatchField,
  comparison: Type.String({ description: 'Such as exact, variant, near, swapped, year, conflict, missing.' }),
  bits: Type.Number(),
})
export type MatchEvidence = Static<typeof MatchEvidence>

export const MatchCandidate = object({
  patientId: PatientId,
  grade: MatchGrade,
  bits: Type.Number({ description: 'All evidence less log2 of the size of the index; 13.3 is a posterior of 0.9999.' }),
  explanation: Type.Array(MatchEvidence),
})
export type MatchCandidate = Static<typeof MatchCandidate>

/**
 * The answer of the index. `certain`: the first candidate, and no other, may be linked without a person looking.
 * `candidates`: a person must choose, or refuse all. `none`: nobody like this is known.
 */
export const MatchAnswer = object({
  outcome: oneOf(['certain', 'candidates', 'none']),
  candidates: Type.Array(MatchCandidate, { maxItems: 10, description: 'The most likely first.' }),
  isTruncated: Type.Boolean({ description: 'There were too many similar people to read all of them.' }),
  modelVersion: Type.String(),
})
export type MatchAnswer = Static<typeof MatchAnswer>

/** Finds the patients that a description may be about. Reads a bounded number of rows; changes nothing. */
export const matchPatients = defineCall('patients.match-patients', {
  input: MatchQuery,
  output: object({
    ...MatchAnswer.properties,
    candidates: Type.Array(
      object({
        ...MatchCandidate.properties,
        mayBeShown: Type.Boolean({
          description: 'Two independent facts agree. Of others, who they are would tell who has a phone or a number.',
        }),
      }),
      { maxItems: 10 },
    ),
  }),
  timeoutMs: 5_000,
})

/** A person as staff compare people; of phones and numbers the last four signs. */
export const PersonShown = object({
  ...facts,
  birthDate: Type.Optional(Day),
  pin: Pin,
  phoneLast4: Type.Optional(Type.String()),
  identifiers: Type.Array(object({ system: Type.String(), last4: Type.String() })),
  hasAccount: Type.Boolean({ description: 'The person, or the family, signs in by an account.' }),
  registeredAt: Instant,
})
export type PersonShown = Static<typeof PersonShown>

/** Those candidates of a match who may be shown to staff: two independent facts must agree. */
export const showPatients = defineCall('patients.show-patients', {
  input: object({ candidates: Type.Array(Type.Pick(MatchCandidate, ['patientId', 'explanation']), { maxItems: 10 }) }),
  output: Type.Array(PersonShown),
  timeoutMs: 5_000,
})

export const familyFull = defineProblem(
  'family-full',
  409,
  'This account already has as many family members as it may have',
  'Register further people under an account of their own.',
)

export const patientMayExist = defineProblem(
  'patient-may-exist',
  409,
  'Somebody like this is registered already',
  'Compare with `candidates`. If it is none of them, repeat the request with `confirmedNew` true.',
)
