// Registers a citizen: first the account, then the patient. An event repeats the second step if the process dies.
import { dayInIndia } from '../../../platform/clock.ts'
import { object, type Static, Type } from '../../../platform/contract.ts'
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { locatePin } from '../../facilities/contract.ts'
import { Aadhaar, demographics, PatientId, readBirth, registerPatient } from '../../patients/contract.ts'
import { AccountId, accountExists, accountRegistered, OneTimeCode, Password, PhoneAsTyped } from '../contract.ts'
import { toPhone } from '../rules.ts'
import { withCode } from '../signing-in/codes.ts'
import { hashNewPassword } from '../signing-in/passwords.ts'
import type { Account, IdentityContext, IdentityTables, PendingPatient } from '../tables.ts'
import { newAccount } from './account.ts'
import { clearPendingPatient, findAccount, insertOrLockAccount, joinCitizen } from './store.ts'

export const Registration = object({
  ...demographics,
  phone: PhoneAsTyped,
  otp: OneTimeCode,
  password: Type.Optional(Password),
  aadhaar: Type.Optional(Aadhaar),
})
export type Registration = Static<typeof Registration>

/** Who registers, without the proof of the phone. */
export type NewCitizen = Omit<Registration, 'otp'>

export const Registered = object({ accountId: AccountId, patientId: PatientId })
export type Registered = Static<typeof Registered>

type Citizen = Account & { readonly patient_id: PatientId }

/** Gives the account to store; throws a 400 that names the field. Does not check whether the phone has an account. */
export async function readCitizen(context: IdentityContext, stated: NewCitizen): Promise<Citizen> {
  const { clock, keys } = context
  const { phone: typed, password, aadhaar, ...person } = stated
  const phone = toPhone(typed)
  const now = clock.now()
  const birth = readBirth(person, dayInIndia(now))
  if ('pointer' in birth) throw invalidField(birth.pointer, birth.detail)
  const place = await context.call(locatePin, { pin: person.pin })
  if (!place) throw invalidField('/pin', 'is not in the directory of PIN codes: check it')
  const pending: PendingPatient = {
    ...person,
    ...(aadhaar && { aadhaarHash: keys.hash('aadhaar', aadhaar), aadhaarLast4: aadhaar.slice(-4) }),
    isAccountHolder: true,
  }
  const patientId: PatientId = newId(place.cell, now.getTime())
  const password_hash = password === undefined ? null : await hashNewPassword(password, phone)
  const known = { cell: place.cell, phone, name: person.name, password_hash, pending_patient: pending }
  return { ...newAccount(context, known), patient_id: patientId }
}

/**
 * Opens the account of a phone that answered its code, and registers its holder. Gives undefined when the code is
 * wrong. Throws `accountExists`, and then the code stays valid for signing in.
 */
export async function register(
  context: IdentityContext,
  citizen: Citizen,
  otp: string,
  origin: EventOrigin,
): Promise<Registered | undefined> {
  const open = (tx: Tx<IdentityTables>) => openAccount(tx, context, citizen, origin)
  const accountId = await withCode(context, { phone: citizen.phone, otp }, open)
  if (accountId === undefined) return undefined
  await registerHolder(context, accountId)
  return { accountId, patientId: citizen.patient_id }
}

/**
 * Opens the account, or makes the holder of a staff account a citizen too. Call it only when the phone is proven.
 * Throws `accountExists` when the phone's account has a patient already.
 */
export async function openAccount(
  tx: Tx<IdentityTables>,
  { keys }: IdentityContext,
  citizen: Citizen,
  origin: EventOrigin,
): Promise<AccountId> {
  const phoneHash = keys.hash('phone', citizen.phone)
  const { account, isNew } = await insertOrLockAccount(tx, phoneHash, citizen)
  if (!isNew && account.patient_id !== null) throw new Problem(accountExists)
  if (!isNew) await joinCitizen(tx, account.id, citizen)
  await publish(tx, origin, accountRegistered, { accountId: account.id, patientId: citizen.patient_id })
  return account.id
}

/** Registers an account's holder as a patient. A repeat changes nothing: the first call clears the pending row. */
export async function registerHolder(context: IdentityContext, accountId: AccountId): Promise<void> {
  const account = await findAccount(context.db, accountId)
  if (!account?.patient_id || !account.pending_patient) return
  const { pending_patient: person, patient_id: patientId, phone, cell } = account
  await context.call(registerPatient, { ...person, phone, patientId, accountId, cell })
  await clearPendingPatient(context.db, accountId)
}
