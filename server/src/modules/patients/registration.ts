// Registering a patient: the one way in, for the holder of an account and for members of the family.
import type { Static } from '../../platform/contract.ts'
import type { Tx } from '../../platform/db.ts'
import { cellOf } from '../../platform/id.ts'
import type { Context } from '../../platform/module.ts'
import { type EventOrigin, publish, toOutboxRow } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import { type Birth, familyFull, type Gender, type PatientId, patientRegistered } from './contract.ts'
import { AADHAAR_SYSTEM, type PatientIndex } from './match-index.ts'
import type { StatedPerson } from './matching/profile.ts'
import { insertIdentifiers } from './store/identifiers.ts'
import { addMember, insertPatient, lockFamily, type Patient } from './store.ts'
import type { PatientsTables } from './tables.ts'

/** What the patients module works with: its context, and the index that every registration writes. */
export interface PatientsContext extends Context<PatientsTables> {
  readonly index: PatientIndex
}

export interface NewPatient extends Birth {
  readonly patientId: PatientId
  readonly accountId: NonNullable<Patient['account_id']>
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
  readonly isAccountHolder?: boolean
}

/** Adds a patient to the family of an account, or throws when it is full. An id that is taken changes nothing. */
export async function addToFamily(
  tx: Tx<PatientsTables>,
  { config, clock, keys, index, name: module }: PatientsContext,
  stated: NewPatient,
  origin: EventOrigin,
): Promise<Patient> {
  const { accountId, patientId, aadhaar } = stated
  const cell = cellOf(patientId)
  const patient: Patient = {
    cell,
    id: patientId,
    account_id: accountId,
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
    created_at: clock.now(),
  }
  const members = await lockFamily(tx, accountId)
  const isNew = await insertPatient(tx, patient)
  if (!isNew) return patient
  if (members >= config.familyMembersMax) {
    throw new Problem(familyFull, { detail: `An account has at most ${config.familyMembersMax} family members` })
  }
  const numbers = stated.identifiers ?? []
  await index.save(tx, patientId, toStated(patient, numbers))
  await insertIdentifiers(tx, patientId, index.hashIdentifiers({ identifiers: numbers }), clock.now())
  await addMember(tx, accountId, patientId, clock.now())
  await publish(tx, module, [toOutboxRow(patientRegistered, { patientId, accountId }, origin, cell, clock.now())])
  return patient
}

/** What the index weighs of a patient. The national id is in it as the hash that is kept. */
export function toStated(patient: Patient, numbers: NonNullable<StatedPerson['identifiers']>): StatedPerson {
  const aadhaar = patient.aadhaar_hash === null ? [] : [{ system: AADHAAR_SYSTEM, value: patient.aadhaar_hash }]
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
