// Registers doctors, corrects them, and moves them from state to state: an official checks each registration.
import type { FastifyRequest } from 'fastify'
import { nameText, object, oneOf, type Static, Type, text } from '../../../platform/contract.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText, toSearchText } from '../../../platform/words.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { AccountId } from '../../identity/contract.ts'
import { listAppointmentsOf } from '../../identity/workplaces/contract.ts'
import {
  accountTaken,
  Council,
  type DoctorId,
  DoctorName,
  doctorChanged,
  doctorRegistered,
  doctorState,
  doctorVerified,
  Gender,
  ownVerification,
  RegistrationNo,
  registrationTaken,
  Speciality,
  SpokenLanguage,
} from '../contract.ts'
import { decideStatus, type StatusEvent, toDoctorFacts, toRegistrationForm } from '../rules.ts'
import { endChange, lockSchedule } from '../schedules/steps.ts'
import { insertVersion } from '../schedules/store.ts'
import type { Doctor, DoctorsContext, DoctorsTables } from '../tables.ts'
import { bindAccount, freeRegistration, insertDoctor, takeRegistration, unbindAccount, updateDoctor } from './store.ts'

type Tables = DoctorsTables
type ByPerson = EventOrigin & PersonActs

const Qualifications = Type.Array(nameText(50), {
  ...{ minItems: 1, maxItems: 10, uniqueItems: true },
  description: 'As on a prescription, for example MBBS, MD (Paediatrics).',
})
const fields = {
  name: DoctorName,
  gender: Gender,
  qualifications: Qualifications,
  specialities: Type.Array(Speciality, { minItems: 1, maxItems: 10, uniqueItems: true }),
  languages: Type.Array(SpokenLanguage, { minItems: 1, maxItems: 23, uniqueItems: true }),
}

export const NewDoctor = object({
  facilityId: FacilityId,
  ...fields,
  council: Council,
  registrationNo: RegistrationNo,
  accountId: Type.Optional(AccountId),
})
export type NewDoctor = Static<typeof NewDoctor>

export const DoctorChange = object(
  {
    name: Type.Optional(fields.name),
    gender: Type.Optional(fields.gender),
    qualifications: Type.Optional(fields.qualifications),
    specialities: Type.Optional(fields.specialities),
    languages: Type.Optional(fields.languages),
    accountId: Type.Optional(Type.Union([AccountId, Type.Null()])),
  },
  { minProperties: 1, description: 'Send only the fields that change. Null as accountId takes the account away.' },
)
export type DoctorChange = Static<typeof DoctorChange>

export const Seeing = oneOf(['register', 'certificate'], {
  description: 'What you compared it with: the register of the council, or the certificate.',
})
export const Reason = text(500, { description: 'Other officials read it.' })

const tidy = (stated: string): string => tidyText(stated).normalize('NFC')

function decideName(stated: string) {
  const name = tidy(stated)
  const search_name = toSearchText(name)
  if (search_name === '') throw invalidField('/name', 'needs at least one letter')
  return { name, search_name }
}

/** Throws unless the holder of the account keeps hours at this facility, as a doctor there does. */
export async function requireDoctorAccount(
  { call, powers }: DoctorsContext,
  accountId: AccountId,
  facilityId: FacilityId,
): Promise<void> {
  const keepers = powers.rolesWith('schedule.keep') as ReadonlySet<string>
  const appointments = await call(listAppointmentsOf, { accountId })
  const worksThere = appointments.some((one) => one.facilityId === facilityId && one.roles.some((r) => keepers.has(r)))
  if (worksThere) return
  throw invalidField('/accountId', 'is not the account of a doctor of this facility: invite the doctor first')
}

async function takeAccount(tx: Tx<Tables>, accountId: AccountId, doctorId: DoctorId): Promise<void> {
  const holder = await bindAccount(tx, accountId, doctorId)
  if (holder !== doctorId) throw new Problem(accountTaken, { members: { doctorId: holder } })
}

export async function registerDoctor(tx: Tx<Tables>, stated: NewDoctor, origin: ByPerson): Promise<Doctor> {
  const now = tx.clock.now()
  const cell = cellOf(stated.facilityId)
  const id = newId<'doctor'>(cell, now.getTime())
  const doctor: Doctor = {
    ...{ cell, id, account_id: stated.accountId ?? null, facility_id: stated.facilityId },
    ...decideName(stated.name),
    ...{ gender: stated.gender, council: stated.council },
    registration_no: stated.registrationNo.toUpperCase(),
    qualifications: stated.qualifications.map(tidy),
    ...{ specialities: stated.specialities, languages: stated.languages },
    ...{ status: 'draft', status_reason: null, registered_by: origin.actorId },
    ...{ verified_by: null, verified_at: null, verified_seeing: null },
    ...{ version: 1, created_at: now, updated_at: now },
  }
  const registration = { council: doctor.council, registration_no: toRegistrationForm(doctor.registration_no) }
  const holder = await takeRegistration(tx, registration, id)
  if (holder !== id) throw new Problem(registrationTaken, { members: { doctorId: holder } })
  if (doctor.account_id) await takeAccount(tx, doctor.account_id, id)
  await insertDoctor(tx, doctor)
  await insertVersion(tx, id)
  await publish(tx, origin, doctorRegistered, toDoctorFacts(doctor))
  return doctor
}

/** Corrects a locked doctor. A change that changes nothing makes no version and no event. */
export async function correctDoctor(
  tx: Tx<Tables>,
  before: Doctor,
  change: DoctorChange,
  origin: EventOrigin,
): Promise<Doctor> {
  if (before.status === 'ended') throw refuseState(before)
  const stated = applyChange(before, change)
  if (JSON.stringify(stated) === JSON.stringify(before)) return before
  if (before.status !== 'draft' && checked(stated) !== checked(before)) throw new Problem(doctorVerified)
  if (stated.account_id !== before.account_id) await changeAccount(tx, before, stated.account_id)
  return saveDoctor(tx, stated, origin)
}

function applyChange(before: Doctor, change: DoctorChange): Doctor {
  const { name, gender = before.gender, qualifications, accountId = before.account_id } = change
  const { specialities = before.specialities, languages = before.languages } = change
  return {
    ...before,
    ...(name !== undefined && decideName(name)),
    ...(qualifications !== undefined && { qualifications: qualifications.map(tidy) }),
    ...{ gender, specialities, languages, account_id: accountId },
  }
}

async function changeAccount(tx: Tx<Tables>, before: Doctor, accountId: AccountId | null): Promise<void> {
  if (accountId !== null && accountId === before.verified_by) throw new Problem(ownVerification)
  if (before.account_id) await unbindAccount(tx, before.account_id)
  if (accountId) await takeAccount(tx, accountId, before.id)
}

/** The facts that an official compares with the register. */
const checked = ({ name, gender, qualifications }: Doctor): string => JSON.stringify([name, gender, qualifications])

const refuseState = ({ status }: Doctor): Problem => new Problem(doctorState, { members: { status } })

interface Move {
  readonly event: StatusEvent
  readonly reason?: string
  readonly seeing?: Static<typeof Seeing>
}

/** Moves a locked doctor into another state. The hours change with it, because only a verified doctor has slots. */
export async function moveDoctor(tx: Tx<Tables>, before: Doctor, move: Move, origin: ByPerson): Promise<Doctor> {
  const status = decideStatus(before.status, move.event)
  if (!status) throw refuseState(before)
  if (move.event === 'verify' && [before.registered_by, before.account_id].includes(origin.actorId)) {
    throw new Problem(ownVerification)
  }
  const verified = { verified_by: origin.actorId, verified_at: tx.clock.now(), verified_seeing: move.seeing ?? null }
  // A mistake in a draft is entered anew: the registration is free again.
  if (status === 'ended' && before.status === 'draft') {
    await freeRegistration(tx, { ...before, registration_no: toRegistrationForm(before.registration_no) })
  }
  if (status === 'ended' && before.account_id) await unbindAccount(tx, before.account_id)
  await lockSchedule(tx, before.id)
  const after = await saveDoctor(
    tx,
    { ...before, ...(move.event === 'verify' && verified), status, status_reason: move.reason ?? null },
    origin,
  )
  await endChange(tx, before.id, {}, origin)
  return after
}

async function saveDoctor(tx: Tx<Tables>, stated: Doctor, origin: EventOrigin): Promise<Doctor> {
  const after = { ...stated, version: stated.version + 1, updated_at: tx.clock.now() }
  await updateDoctor(tx, after)
  await publish(tx, origin, doctorChanged, toDoctorFacts(after))
  return after
}

/** Permits the request to staff of a facility where the doctor practises or was registered, and to officials there. */
export function permitDoctor(request: FastifyRequest, doctor: Doctor, facilityIds: readonly FacilityId[]): void {
  const at = facilityIds.find((one) => one === request.actor?.facilityId || request.actor?.chainFacilities?.has(one))
  request.permit({ facilityId: at ?? doctor.facility_id, cell: doctor.cell })
}
