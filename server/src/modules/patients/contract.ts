// The parts of patients that other modules may use: ids, demographics, calls to register and find people, and problems.
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
export const AccountId = id('account')
export type AccountId = Static<typeof AccountId>

/** FHIR's administrative gender. */
export const Gender = oneOf(['male', 'female', 'other', 'unknown'], { description: 'Administrative gender (FHIR).' })
export const PersonName = nameText(120, { description: 'Full name, as the person writes it.' })
export const BirthYear = Type.Integer({ minimum: 1880, maximum: 2200, description: 'Use it if the day is not known.' })
export const Aadhaar = Type.String({
  format: 'aadhaar',
  maxLength: 12,
  description:
    'Aadhaar number, 12 digits with a Verhoeff check digit. Only a keyed hash and the last four digits are kept.',
})

/** A birth as we store it: always the year, and the date (YYYY-MM-DD) if it is known. */
export interface Birth {
  readonly birthDate: string | null
  readonly birthYear: number
}

const AGE_YEARS_MAX = 130

/** Reads a stated birth; gives the birth, or the wrong field and the reason. `today` is YYYY-MM-DD. */
export function readBirth(
  stated: { birthDate?: string | undefined; birthYear?: number | undefined },
  today: string,
): Birth | { pointer: string; detail: string } {
  const { birthDate, birthYear } = stated
  if (birthDate !== undefined && birthYear !== undefined) {
    return { pointer: '/birthYear', detail: 'give birthDate or birthYear, not both' }
  }
  if (birthDate === undefined && birthYear === undefined) {
    return { pointer: '/birthDate', detail: 'is missing: give it, or birthYear if the day is not known' }
  }
  const pointer = birthDate !== undefined ? '/birthDate' : '/birthYear'
  const year = birthYear ?? Number(birthDate?.slice(0, 4))
  const thisYear = Number(today.slice(0, 4))
  if (year > thisYear || (birthDate ?? '') > today) return { pointer, detail: 'lies in the future' }
  if (year < thisYear - AGE_YEARS_MAX) return { pointer, detail: `is more than ${AGE_YEARS_MAX} years ago` }
  return { birthDate: birthDate ?? null, birthYear: year }
}

/** What a person states about themselves; exactly one of birthDate and birthYear. */
export const demographics = {
  name: PersonName,
  birthDate: Type.Optional(Day),
  birthYear: Type.Optional(BirthYear),
  gender: Gender,
  pin: Pin,
}

/** The system name for the keyed hash of an Aadhaar number. We store only the hash and the last four digits. */
export const AADHAAR_HASH_SYSTEM = 'sehat:aadhaar-hash'

const ONE_SYSTEM: readonly (readonly [string, RegExp])[] = [
  ['abha', /^(abha([ _-]?(number|no))?|(https?:\/\/)?healthid\.(ndhm|abdm)\.gov\.in\/?)$/],
  ['aadhaar', /^(aadhaar([ _-]?(number|no))?|(https?:\/\/)?(www\.)?uidai\.gov\.in(\/aadhaar)?\/?)$/],
]

/** The one name of a number system. India's systems go by several: the ABHA number has had two addresses. */
export function toNumberSystem(system: string): string {
  const name = system.trim().toLowerCase()
  return ONE_SYSTEM.find(([, names]) => names.test(name))?.[0] ?? name
}

export const isAadhaarSystem = (system: string): boolean => toNumberSystem(system) === 'aadhaar'

/** Numbers as stated. We store only a keyed hash and the last four characters of each. */
export const Identifiers = Type.Array(object({ system: text(200), value: text(100) }), {
  maxItems: 10,
  description: 'Numbers of the person in other systems, for example a hospital record, `abha` or `aadhaar`.',
})

/** Contact details and numbers of a patient. The matcher uses them as evidence; a family may share them. */
export const contact = {
  phone: Type.Optional(text(40, { description: 'In any usual form. Sehat compares the last ten digits.' })),
  email: Type.Optional(text(254)),
  address: Type.Optional(text(400, { description: 'House, street and locality in any order.' })),
  identifiers: Type.Optional(Identifiers),
}

/** A person was registered. `accountId` is absent if staff registered the person without an account. */
export const patientRegistered = defineEvent(
  'patients.patient-registered.v1',
  'patientId',
  object({ patientId: PatientId, accountId: Type.Optional(AccountId) }),
)

const Imported = object({ patientId: PatientId })
/** A hospital's import added this person; the person has no account yet. */
export const patientImported = defineEvent('patients.patient-imported.v1', 'patientId', Imported)

/** `version` grows by one with each merge and each undo of `goneId`, so an older event never wins. */
const Merger = object({ goneId: PatientId, keptId: PatientId, version: Type.Integer({ minimum: 1 }) })

/** Two records belong to one person. What a module knows of `goneId` counts for `keptId` from now on. */
export const patientsMerged = defineEvent('patients.patients-merged.v1', 'goneId', Merger)
/** An administrator has undone the merge: these are two people again. */
export const patientsUnmerged = defineEvent('patients.patients-unmerged.v1', 'goneId', Merger)

/** The account of this record is closed: nobody finds the person any more. */
export const patientClosed = defineEvent('patients.patient-closed.v1', 'patientId', object({ patientId: PatientId }))
/** Staff who treat the person opened who a closed record belongs to. The reason is kept in patients. */
export const patientOpened = defineEvent('patients.patient-opened.v1', 'patientId', object({ patientId: PatientId }))

/** Gives the records of a family, and those of no account that are merged into them. */
export const listFamilyRecords = defineCall('patients.list-family-records', {
  input: object({ accountId: AccountId }),
  output: object({ patientIds: Type.Array(PatientId) }),
  timeoutMs: 5_000,
})

/** Registers a patient under an id that the caller makes. A second call with the same id changes nothing. */
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

/** Replaces the phone of an account's holder, who has proven the new one. A repeat changes nothing. */
export const changePhone = defineCall('patients.change-phone', {
  input: object({ patientId: PatientId, phone: text(40) }),
  output: object({}),
  timeoutMs: 5_000,
})

const facts = { patientId: PatientId, name: PersonName, birthYear: BirthYear, gender: Gender }

/** The facts on which other modules base decisions: the account, the birth, the gender and the home of a patient. */
export const PatientFacts = object({
  ...facts,
  pin: Pin,
  accountId: Type.Union([AccountId, Type.Null()]),
  birthDate: Type.Union([Day, Type.Null()]),
  isClosed: Type.Optional(
    Type.Boolean({ description: 'True: the account of the family is closed, and the name is a pseudonym.' }),
  ),
})
export type PatientFacts = Static<typeof PatientFacts>

/** Gives the patients with these ids; leaves out ids that do not exist. */
export const findPatients = defineCall('patients.find-patients', {
  input: object({ patientIds: Type.Array(PatientId, { maxItems: 5_000 }) }),
  output: Type.Array(PatientFacts),
  timeoutMs: 5_000,
})

/** What the caller states about a person, with the full name or its parts. The matcher also weighs faulty values. */
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
    Type.Integer({ minimum: 1, maximum: 10, description: 'The largest number of candidates; 10 by default.' }),
  ),
})
export type MatchQuery = Static<typeof MatchQuery>

/** certain: software may link the records without a person's check. probable and possible: a person decides. */
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

/** How one field compares, and how many bits of evidence (log2 of the likelihood ratio) this gives. */
export const MatchEvidence = object({
  field: MatchField,
  comparison: Type.String({ description: 'For example exact, variant, near, swapped, year, conflict, missing.' }),
  bits: Type.Number(),
})
export type MatchEvidence = Static<typeof MatchEvidence>

export const MatchCandidate = object({
  patientId: PatientId,
  grade: MatchGrade,
  bits: Type.Number({ description: 'Evidence minus log2 of the size of the index; 13.3 is a posterior of 0.9999.' }),
  explanation: Type.Array(MatchEvidence),
})
export type MatchCandidate = Static<typeof MatchCandidate>

/**
 * The answer of the index. `certain`: software may link the first candidate, and no other, without a person's check.
 * `candidates`: a person must choose one or refuse all. `none`: the index has nobody like this.
 */
export const MatchAnswer = object({
  outcome: oneOf(['certain', 'candidates', 'none']),
  candidates: Type.Array(MatchCandidate, { maxItems: 10, description: 'The most likely first.' }),
  isTruncated: Type.Boolean({ description: 'True if there were too many similar people to read all of them.' }),
  modelVersion: Type.String(),
})
export type MatchAnswer = Static<typeof MatchAnswer>

/** Finds the patients that fit a description. Reads a limited number of rows and changes nothing. */
export const matchPatients = defineCall('patients.match-patients', {
  input: object({
    ...MatchQuery.properties,
    verifiedSystems: Type.Optional(
      Type.Array(text(200), {
        maxItems: 20,
        description: 'The caller has verified the numbers of these systems: they belong to the person.',
      }),
    ),
  }),
  output: object({
    ...MatchAnswer.properties,
    candidates: Type.Array(
      object({
        ...MatchCandidate.properties,
        mayBeShown: Type.Boolean({
          description: 'True if two facts agree. Otherwise a name would show who holds a phone or a number.',
        }),
      }),
      { maxItems: 10 },
    ),
  }),
  timeoutMs: 5_000,
})

/** A person as staff see one to compare people: phones and numbers show only the last four characters. */
export const PersonShown = object({
  ...facts,
  birthDate: Type.Optional(Day),
  pin: Pin,
  phoneLast4: Type.Optional(Type.String()),
  identifiers: Type.Array(object({ system: Type.String(), last4: Type.String() })),
  hasAccount: Type.Boolean({ description: 'True if the person belongs to an account, their own or a relative’s.' }),
  registeredAt: Instant,
})
export type PersonShown = Static<typeof PersonShown>

/** Gives the candidates of a match that staff may see: two independent facts must agree. */
export const showPatients = defineCall('patients.show-patients', {
  input: object({ candidates: Type.Array(Type.Pick(MatchCandidate, ['patientId', 'explanation']), { maxItems: 10 }) }),
  output: Type.Array(PersonShown),
  timeoutMs: 5_000,
})

export const familyFull = defineProblem(
  'family-full',
  409,
  'This account already has the largest number of family members',
  'Register this person with an account of their own.',
)

export const patientMayExist = defineProblem(
  'patient-may-exist',
  409,
  'Somebody like this is registered already',
  'Compare the person with `candidates`. If none of them is this person, repeat the request with `confirmedNew` true.',
)

export const patientNotSealed = defineProblem(
  'patient-not-sealed',
  404,
  'Nothing can be opened for this record',
  'Check the number of the record. Its account is open, or the time for which the law keeps the name is over.',
)
