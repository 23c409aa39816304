// Registers patients: the holder of an account, family members, and people whom staff register.
import { dayInIndia } from '../../../platform/clock.ts'
import type { Static } from '../../../platform/contract.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Context } from '../../../platform/module.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { locatePin } from '../../facilities/contract.ts'
import { HOLDER } from '../access.ts'
import {
  AADHAAR_HASH_SYSTEM,
  type Birth,
  familyFull,
  type Gender,
  type MatchCandidate,
  type PatientId,
  patientRegistered,
  readBirth,
  type registerPatient,
} from '../contract.ts'
import type { StatedPerson } from '../index/matching/profile.ts'
import type { PatientIndex } from '../index/patient-index.ts'
import type { PatientsTables } from '../tables.ts'
import { insertIdentifiers } from './identifier-store.ts'
import { addMember, insertPatient, lockFamily, type Patient, updatePhone } from './store.ts'

/** The context of the module, with the index that every registration writes. */
export interface PatientsContext extends Context<PatientsTables> {
  readonly index: PatientIndex
}

export interface StatedPatient extends Birth {
  readonly patientId: PatientId
  readonly name: string
  readonly gender: Static<typeof Gender>
  readonly pin: string
  readonly phone?: string
  readonly email?: string
  readonly address?: string
  readonly identifiers?: StatedPerson['identifiers']
  readonly aadhaar?: string
  readonly aadhaarHash?: string
  readonly aadhaarLast4?: string
}

type StatedBody = Omit<StatedPatient, 'patientId' | keyof Birth> & { birthDate?: string; birthYear?: number }

/** Gives a new patient from a request; throws a 400 that names the wrong field. */
export async function readPatient(context: PatientsContext, stated: StatedBody): Promise<StatedPatient> {
  const now = context.clock.now()
  const birth = readBirth(stated, dayInIndia(now))
  if ('pointer' in birth) throw invalidField(birth.pointer, birth.detail)
  const place = await context.call(locatePin, { pin: stated.pin })
  if (!place) throw invalidField('/pin', 'is not in the directory of PIN codes: check it')
  return { ...stated, ...birth, patientId: newId<'patient'>(place.cell, now.getTime()) }
}

export interface NewMember extends StatedPatient {
  readonly accountId: NonNullable<Patient['account_id']>
  readonly isAccountHolder?: boolean
}

/** The row of a patient from what was stated. */
export function toPatient({ clock, keys }: PatientsContext, stated: StatedPatient & Partial<NewMember>): Patient {
  const { patientId, aadhaar } = stated
  return {
    cell: cellOf(patientId),
    id: patientId,
    account_id: stated.accountId ?? null,
    is_account_holder: stated.isAccountHolder ?? false,
    name: stated.name.trim().normalize('NFC'),
    birth_date: stated.birthDate,
    birth_year: stated.birthYear,
    gender: stated.gender,
    pin: stated.pin,
    aadhaar_hash: aadhaar ? keys.hash('aadhaar', aadhaar) : (stated.aadhaarHash ?? null),
    aadhaar_last4: aadhaar?.slice(-4) ?? stated.aadhaarLast4 ?? null,
    phone: stated.phone ?? null,
    email: stated.email ?? null,
    address: stated.address ?? null,
    registered_by: null,
    created_at: clock.now(),
    closed_at: null,
  }
}

/** Adds a patient to the family of an account; throws `familyFull`. An id that exists already changes nothing. */
export async function addToFamily(
  tx: Tx<PatientsTables>,
  context: PatientsContext,
  stated: NewMember,
  origin: EventOrigin,
): Promise<Patient> {
  const { config, clock } = context
  const { accountId, patientId } = stated
  const patient = toPatient(context, stated)
  const members = await lockFamily(tx, accountId)
  const isNew = await insertPatient(tx, patient)
  if (!isNew) return patient
  if (members >= config.familyMembersMax) {
    throw new Problem(familyFull, { detail: `An account has at most ${config.familyMembersMax} family members` })
  }
  await addToIndex(tx, context, patient, stated.identifiers)
  await addMember(tx, accountId, patientId, clock.now())
  await publish(tx, origin, patientRegistered, { patientId, accountId })
  return patient
}

/** Replaces the phone of a patient, also in the index. A repeat changes nothing. */
export async function changePatientPhone(
  { db, index }: PatientsContext,
  { patientId, phone }: { readonly patientId: PatientId; readonly phone: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    if (await updatePhone(tx, patientId, phone)) await index.changePhone(tx, patientId, phone)
  })
}

/** Registers a patient for the module identity, under the id that it made. A second call changes nothing. */
export async function registerForAccount(
  context: PatientsContext,
  stated: Static<typeof registerPatient.input>,
): Promise<{ patientId: PatientId }> {
  const birth = readBirth(stated, dayInIndia(context.clock.now()))
  if ('pointer' in birth) throw invalidField(birth.pointer, birth.detail)
  const origin = { actorId: stated.accountId, role: HOLDER, requestId: stated.patientId }
  await transaction(context.db, (tx) => addToFamily(tx, context, { ...stated, ...birth }, origin))
  return { patientId: stated.patientId }
}

/** Adds a patient whom staff register. The patient belongs to no account. */
export async function addWalkIn(
  tx: Tx<PatientsTables>,
  context: PatientsContext,
  stated: StatedPatient,
  origin: EventOrigin,
): Promise<Patient> {
  const patient = { ...toPatient(context, stated), registered_by: origin.actorId as Patient['registered_by'] }
  await insertPatient(tx, patient)
  await addToIndex(tx, context, patient, stated.identifiers)
  await publish(tx, origin, patientRegistered, { patientId: stated.patientId })
  return patient
}

/** Finds registered people who are certainly or probably this person. */
export async function findLikely(context: PatientsContext, stated: StatedPatient): Promise<MatchCandidate[]> {
  const { candidates } = await context.index.match(toStated(toPatient(context, stated), stated.identifiers))
  return candidates.filter(({ grade }) => grade !== 'possible')
}

async function addToIndex(
  tx: Tx<PatientsTables>,
  { index, clock }: PatientsContext,
  patient: Patient,
  numbers: StatedPerson['identifiers'],
): Promise<void> {
  await index.save(tx, patient.id, toStated(patient, numbers))
  await insertIdentifiers(tx, patient.id, index.hashIdentifiers({ identifiers: numbers }), clock.now())
}

/** Gives the facts of a patient for the index. The Aadhaar number is the stored hash. */
function toStated(patient: Patient, numbers: StatedPerson['identifiers'] = []): StatedPerson {
  const aadhaar = patient.aadhaar_hash === null ? [] : [{ system: AADHAAR_HASH_SYSTEM, value: patient.aadhaar_hash }]
  return {
    fullName: patient.name,
    ...(patient.birth_date === null ? { birthYear: patient.birth_year } : { birthDate: patient.birth_date }),
    gender: patient.gender,
    pin: patient.pin,
    phone: patient.phone ?? undefined,
    email: patient.email ?? undefined,
    address: patient.address ?? undefined,
    identifiers: [...aadhaar, ...numbers],
  }
}
