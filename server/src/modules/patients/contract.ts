// What others may know of patients: their ids and demographics, the calls to register and find them, and problems.
import {
  CellNumber,
  Day,
  defineCall,
  defineEvent,
  defineProblem,
  id,
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
export const PersonName = text(120, { description: 'Full name, as the person writes it.' })
export const BirthYear = Type.Integer({ minimum: 1880, maximum: 2200, description: 'Where only the year is known.' })
export const Aadhaar = Type.String({
  pattern: '^[2-9][0-9]{11}$',
  description: 'Aadhaar number, 12 digits. Only a keyed hash and the last four digits are kept.',
})

/** What a person says of themselves; exactly one of birthDate and birthYear. */
export const demographics = {
  name: PersonName,
  birthDate: Type.Optional(Day),
  birthYear: Type.Optional(BirthYear),
  gender: Gender,
  pin: Pin,
}

export const patientRegistered = defineEvent(
  'patients.patient-registered.v1',
  object({ patientId: PatientId, accountId: AccountId }),
)

const AadhaarTrace = {
  aadhaarHash: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  aadhaarLast4: Type.Optional(Type.String({ pattern: '^[0-9]{4}$' })),
}

/** Registers a patient under an id that the caller made; a second call with that id changes nothing. */
export const registerPatient = defineCall('patients.register-patient', {
  input: object({
    ...demographics,
    ...AadhaarTrace,
    patientId: PatientId,
    accountId: AccountId,
    cell: CellNumber,
    isAccountHolder: Type.Boolean(),
  }),
  output: object({ patientId: PatientId }),
  timeoutMs: 5_000,
})

/** What other modules decide by: whose family a patient belongs to, and how old they are. */
export const PatientFacts = object({
  patientId: PatientId,
  accountId: AccountId,
  name: PersonName,
  birthDate: Type.Union([Day, Type.Null()]),
  birthYear: BirthYear,
  gender: Gender,
})
export type PatientFacts = Static<typeof PatientFacts>

/** The patients of these ids; those that do not exist are left out. */
export const findPatients = defineCall('patients.find-patients', {
  input: object({ patientIds: Type.Array(PatientId, { maxItems: 5_000 }) }),
  output: Type.Array(PatientFacts),
  timeoutMs: 5_000,
})

export const familyFull = defineProblem(
  'family-full',
  409,
  'This account already has as many family members as it may have',
  'Register further people under an account of their own.',
)
