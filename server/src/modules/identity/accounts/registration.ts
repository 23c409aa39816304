// Registers a citizen: first the account, then the patient. An event repeats the second step if the process dies.
import { dayInIndia } from '../../../platform/clock.ts'
import { object, type Static, Type } from '../../../platform/contract.ts'
import { newId } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { locatePin } from '../../facilities/contract.ts'
import { Aadhaar, demographics, PatientId, readBirth, registerPatient } from '../../patients/contract.ts'
import { AccountId, accountRegistered, Password, PhoneAsTyped } from '../contract.ts'
import { toPhone } from '../rules.ts'
import { findWaitSeconds, limitsOf } from '../signing-in/limits.ts'
import { hashNewPassword } from '../signing-in/passwords.ts'
import type { Account, IdentityContext, PendingPatient } from '../tables.ts'
import { claimPhone, clearPendingPatient, findAccount, insertAccount } from './store.ts'

export const Registration = object({
  ...demographics,
  phone: PhoneAsTyped,
  password: Password,
  aadhaar: Type.Optional(Aadhaar),
})
export type Registration = Static<typeof Registration>

export const Registered = object({ accountId: AccountId, patientId: PatientId })
export type Registered = Static<typeof Registered>

type Citizen = Account & { readonly patient_id: PatientId }

/** Gives the account to store; throws a 400 that names the field. Does not check whether the phone has an account. */
export async function readCitizen(context: IdentityContext, stated: Registration): Promise<Citizen> {
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
  return {
    cell: place.cell,
    id: newId(place.cell, now.getTime()),
    phone,
    name: person.name.trim().normalize('NFC'),
    password_hash: await hashNewPassword(password, phone),
    patient_id: newId(place.cell, now.getTime()),
    pending_patient: pending,
    created_at: now,
    deactivated_at: null,
  }
}

/** Opens the account and registers its holder. A known phone changes nothing, and the answer does not show it. */
export async function register(context: IdentityContext, citizen: Citizen, origin: EventOrigin): Promise<Registered> {
  const isNew = await openAccount(context, citizen, origin)
  if (isNew) await registerHolder(context, citizen.id)
  else await tellHolder(context, citizen.phone)
  return { accountId: citizen.id, patientId: citizen.patient_id }
}

async function openAccount(context: IdentityContext, citizen: Citizen, origin: EventOrigin): Promise<boolean> {
  const { db, keys } = context
  const body = { accountId: citizen.id, patientId: citizen.patient_id }
  return transaction(db, async (tx) => {
    const isNew = await claimPhone(tx, keys.hash('phone', citizen.phone), citizen.id)
    if (!isNew) return false
    await insertAccount(tx, citizen)
    await publish(tx, origin, accountRegistered, body)
    return true
  })
}

/** Registers an account's holder as a patient. A repeat changes nothing: the first call clears the pending row. */
export async function registerHolder(context: IdentityContext, accountId: AccountId): Promise<void> {
  const account = await findAccount(context.db, accountId)
  if (!account?.patient_id || !account.pending_patient) return
  const { pending_patient: person, patient_id: patientId, phone, cell } = account
  await context.call(registerPatient, { ...person, phone, patientId, accountId, cell })
  await clearPendingPatient(context.db, accountId)
}

const NOTICE =
  'Sehat: somebody tried to register this phone number, which already has an account. ' +
  'If it was you, sign in with your password or a one-time code. If it was not you, you need not do anything.'

async function tellHolder(context: IdentityContext, phone: string): Promise<void> {
  const waitSeconds = await findWaitSeconds(context, limitsOf(context.config).noticesPerPhone, phone)
  if (waitSeconds === 0) context.messages.send({ to: phone, text: NOTICE })
}
