// The parts of doctors that other modules may use: ids, words, facts, events, calls, and the reasons for refusals.
import {
  CellNumber,
  defineCall,
  defineEvent,
  defineProblem,
  id,
  nameText,
  object,
  oneOf,
  Paise,
  type Static,
  Type,
} from '../../platform/contract.ts'
import { DepartmentCode, FacilityId } from '../facilities/contract.ts'
import { AccountId } from '../identity/contract.ts'

export const DoctorId = id('doctor')
export type DoctorId = Static<typeof DoctorId>

/** The fields of medicine in which a doctor sees patients. */
export const SPECIALITIES = [
  ...(['general-medicine', 'family-medicine', 'paediatrics', 'obstetrics-gynaecology', 'general-surgery'] as const),
  ...(['orthopaedics', 'cardiology', 'dermatology', 'ear-nose-throat', 'ophthalmology', 'psychiatry'] as const),
  ...(['dentistry', 'neurology', 'pulmonology', 'gastroenterology', 'nephrology', 'urology'] as const),
  ...(['endocrinology', 'oncology', 'anaesthesiology', 'radiology', 'pathology', 'emergency-medicine'] as const),
  'physical-medicine',
] as const
export const Speciality = oneOf(SPECIALITIES, { description: 'A field of medicine.' })
export type Speciality = Static<typeof Speciality>

/** ISO 639 codes of the languages of the Eighth Schedule and English. */
export const SPOKEN_LANGUAGES = [
  ...(['en', 'hi', 'as', 'bn', 'brx', 'doi', 'gu', 'kn', 'kok', 'ks', 'mai', 'ml', 'mni', 'mr', 'ne'] as const),
  ...(['or', 'pa', 'sa', 'sat', 'sd', 'ta', 'te', 'ur'] as const),
] as const
export const SpokenLanguage = oneOf(SPOKEN_LANGUAGES, { description: 'A language that the doctor speaks: ISO 639.' })
export type SpokenLanguage = Static<typeof SpokenLanguage>

/** Who keeps the register: the National Medical Commission, or the council of a state by its ISO 3166-2:IN code. */
export const COUNCILS = [
  ...(['NMC', 'AN', 'AP', 'AR', 'AS', 'BR', 'CG', 'CH', 'DH', 'DL', 'GA', 'GJ', 'HP', 'HR', 'JH', 'JK', 'KA'] as const),
  ...(['KL', 'LA', 'LD', 'MH', 'ML', 'MN', 'MP', 'MZ', 'NL', 'OD', 'PB', 'PY', 'RJ', 'SK', 'TN', 'TR', 'TS'] as const),
  ...(['UK', 'UP', 'WB'] as const),
] as const
export const Council = oneOf(COUNCILS, {
  description: 'The council that registered the doctor: NMC, or the code of the state.',
})
export const RegistrationNo = Type.String({
  pattern: '^[A-Za-z0-9]([A-Za-z0-9 ./-]{0,28}[A-Za-z0-9])?$',
  description: 'The number in the register of the council.',
})

export const DoctorName = nameText(100, { description: 'Name as in the register, without "Dr".' })
export const GENDERS = ['female', 'male', 'other'] as const
export const Gender = oneOf(GENDERS, { description: 'Some patients ask for a doctor of their gender.' })

/** `draft`: nobody has checked the registration yet. Only a verified doctor can be booked. */
export const DOCTOR_STATUSES = ['draft', 'verified', 'suspended', 'ended'] as const
export const DoctorStatus = oneOf(DOCTOR_STATUSES, {
  description: '`draft`: nobody has checked the registration yet. Patients can book only a `verified` doctor.',
})
export type DoctorStatus = Static<typeof DoctorStatus>

const Version = Type.Integer({ minimum: 1, description: 'Grows by one with each change: an older event never wins.' })

/** The facts about a doctor that other modules may copy. All of them are public for a verified doctor. */
export const DoctorFacts = object({
  doctorId: DoctorId,
  name: DoctorName,
  gender: Gender,
  council: Council,
  registrationNo: RegistrationNo,
  qualifications: Type.Array(Type.String()),
  specialities: Type.Array(Speciality),
  languages: Type.Array(SpokenLanguage),
  status: DoctorStatus,
  accountId: Type.Optional(AccountId),
  version: Version,
})
export type DoctorFacts = Static<typeof DoctorFacts>

export const PRACTICE_STATUSES = ['active', 'ended'] as const

/** A doctor at a facility: the fees there, and how patients may book. */
export const PracticeFacts = object({
  doctorId: DoctorId,
  facilityId: FacilityId,
  facilityCell: CellNumber,
  department: Type.Optional(DepartmentCode),
  room: Type.Optional(Type.String()),
  feePaise: Paise,
  revisitFeePaise: Paise,
  revisitDays: Type.Integer({
    minimum: 0,
    maximum: 90,
    description: 'A visit within so many days costs the lower fee.',
  }),
  opensDays: Type.Integer({ minimum: 1, maximum: 30, description: 'Patients may book so many days ahead.' }),
  noticeMinutes: Type.Integer({ minimum: 0, maximum: 10_080, description: 'The last booking before a slot begins.' }),
  cancelUntilMinutes: Type.Integer({ minimum: 0, maximum: 10_080, description: 'The last cancellation by a patient.' }),
  isPublic: Type.Boolean({ description: 'False: only staff book. Patients do not find the doctor here.' }),
  status: oneOf(PRACTICE_STATUSES),
  version: Version,
})
export type PracticeFacts = Static<typeof PracticeFacts>

/** A doctor is new. Nobody has verified the registration yet. */
export const doctorRegistered = defineEvent('doctors.doctor-registered.v1', 'doctorId', DoctorFacts)

/** A doctor has changed: other facts, or verified, suspended or ended. */
export const doctorChanged = defineEvent('doctors.doctor-changed.v1', 'doctorId', DoctorFacts)

/** A doctor began or ended to practise at a facility, or the terms there have changed. */
export const practiceChanged = defineEvent('doctors.practice-changed.v1', 'doctorId', PracticeFacts)

/** Gives doctors by their ids. Leaves out ids that no doctor has. */
export const findDoctors = defineCall('doctors.find-doctors', {
  input: object({ doctorIds: Type.Array(DoctorId, { maxItems: 500 }) }),
  output: Type.Array(DoctorFacts),
  timeoutMs: 2_000,
})

/** Gives the doctor to whom an account belongs; null when it belongs to none. */
export const findDoctorOfAccount = defineCall('doctors.find-doctor-of-account', {
  input: object({ accountId: AccountId }),
  output: Type.Union([DoctorFacts, Type.Null()]),
  timeoutMs: 2_000,
})

export const registrationTaken = defineProblem(
  'registration-taken',
  409,
  'A doctor with this council and registration number is registered already',
  'Use the doctor of `doctorId`. If the number is wrong there, ask the official who verified it.',
)
export const accountTaken = defineProblem(
  'account-taken',
  409,
  'This account belongs to another doctor',
  'An account is one doctor at most. Choose the account of this doctor.',
)
export const ownVerification = defineProblem(
  'own-verification',
  409,
  'You may not verify this doctor yourself',
  'Another official must check the registration: not the person who entered it, and not the doctor.',
)
export const doctorState = defineProblem(
  'doctor-state',
  409,
  'The doctor is in a state that does not allow this',
  'Look at `status`: only a draft or a suspended doctor can be verified, and only a verified one suspended.',
)
export const doctorVerified = defineProblem(
  'doctor-verified',
  409,
  'Somebody has verified these facts against the register',
  'Name, gender and qualifications do not change after the verification. Suspend the doctor if they are wrong.',
)
export const doctorChangedMeanwhile = defineProblem(
  'doctor-changed-meanwhile',
  412,
  'Somebody else has changed this doctor since you read it',
  'Read it again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
export const practiceChangedMeanwhile = defineProblem(
  'practice-changed-meanwhile',
  412,
  'Somebody else has changed this practice since you read it',
  'Read it again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
export const facilityNotMedical = defineProblem(
  'facility-not-a-hospital',
  409,
  'Doctors see patients only in an open hospital',
  'Choose a facility of the kind hospital that is open.',
)
export const noDoctorOfAccount = defineProblem(
  'no-doctor-of-account',
  404,
  'No doctor is registered with your account',
  'Ask the administrator of your hospital to register you as a doctor with this account, or to add it to your record.',
)
