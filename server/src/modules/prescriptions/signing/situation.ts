// Gathers what a prescription is judged by: the visit, the doctor, the patient, the allergies, what is taken now.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { careReaderOf, permitByCare } from '../../../platform/care.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import type { Static } from '../../../platform/contract.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { type DoctorFacts, findDoctorOfAccount } from '../../doctors/contract.ts'
import { type FacilityFacts, findFacility } from '../../facilities/contract.ts'
import { findPatients, type PatientFacts, type PatientId } from '../../patients/contract.ts'
import { CARE_POWERS, type CareReader, findVisit, listAllergies, mayRead } from '../../visits/care/contract.ts'
import { consentNeeded, doctorNotVerified, type VisitId } from '../../visits/contract.ts'
import { type PrescriptionId, visitNotYours } from '../contract.ts'
import { listRecordsOf } from '../merging.ts'
import type { PrescriptionsContext } from '../tables.ts'
import type { Header } from './sealing.ts'
import { hasPrescribed, listRunning } from './store.ts'

export type VisitFacts = NonNullable<Static<(typeof findVisit)['output']>>

/** Everything that a signature needs beside the lines. */
export interface Situation {
  readonly visit: VisitFacts
  readonly doctor: DoctorFacts
  readonly patient: PatientFacts
  readonly facility: FacilityFacts
  readonly isTele: boolean
  readonly isFollowUp: boolean
  readonly allergies: readonly string[]
  readonly takes: readonly { readonly name: string; readonly substances: readonly string[] }[]
  readonly today: string
}

/** Who treats this patient, and the doctor who asks. Everybody else gets a 404 problem, as if there were no visit. */
export async function permitTreating(context: PrescriptionsContext, request: FastifyRequest, visit: VisitFacts) {
  const reader = careReaderOf(request, CARE_POWERS) as CareReader
  const { patientId, facilityId, visitId } = visit
  const [opened] = await context.call(mayRead, { reader, records: [{ patientId, facilityId, visitId }] })
  permitByCare(request, { basis: opened?.basis })
  const doctor = await context.call(findDoctorOfAccount, { accountId: reader.accountId })
  if (!doctor) throw new Problem(notFound)
  return doctor
}

export async function requireVisit(context: PrescriptionsContext, visitId: VisitId): Promise<VisitFacts> {
  const visit = await context.call(findVisit, { visitId })
  if (!visit) throw new Problem(notFound)
  return visit
}

/** The doctor of a visit who may sign in it. */
export async function permitPrescribing(
  context: PrescriptionsContext,
  request: FastifyRequest,
  visit: VisitFacts,
): Promise<DoctorFacts> {
  const doctor = await permitTreating(context, request, visit)
  const isOwn = visit.doctorId === doctor.doctorId && visit.facilityId === actorOf(request).facilityId
  if (!isOwn) throw new Problem(visitNotYours)
  return doctor
}

/** Refuses a visit in which nobody signs any more, or not yet. */
export function requireOpen({ status, closedAt, kind, consentAt }: VisitFacts, today: string): void {
  if (kind === 'tele' && consentAt === undefined) throw new Problem(consentNeeded)
  const isToday = closedAt !== undefined && dayInIndia(new Date(closedAt)) === today
  if (status === 'IN_PROGRESS' || (status === 'CLOSED' && isToday)) return
  throw new Problem(visitNotYours, { members: { status } })
}

export function requireVerified(doctor: DoctorFacts): void {
  if (doctor.status !== 'verified') throw new Problem(doctorNotVerified)
}

/** The guidelines count a visit as a follow-up within six months. */
const FOLLOW_UP_MS = 180 * 86_400_000

/** Reads what the lines are judged by. `except`: the prescription that is amended, which is no duplicate of itself. */
export async function readSituation(
  context: PrescriptionsContext,
  { visit, doctor, except }: { visit: VisitFacts; doctor: DoctorFacts; except?: PrescriptionId },
): Promise<Situation> {
  const { patientId, facilityId, doctorId } = visit
  const now = context.clock.now()
  const today = dayInIndia(now)
  const patientIds = await listRecordsOf(context, patientId)
  const since = new Date(now.getTime() - FOLLOW_UP_MS)
  const [people, facility, known, running, isFollowUp] = await Promise.all([
    context.call(findPatients, { patientIds: [patientId] }),
    context.call(findFacility, { facilityId }),
    context.call(listAllergies, { patientId }),
    listRunning(context.db, patientIds, today),
    hasPrescribed(context.db, { patientIds, doctorId, since }),
  ])
  const [patient] = people
  if (!patient || !facility) throw new Problem(notFound)
  return {
    ...{ visit, doctor, patient, facility, isTele: visit.kind === 'tele', isFollowUp, today },
    allergies: known.allergies.map(({ name }) => name),
    takes: running
      .filter((one) => one.prescription_id !== except)
      .map(({ generic_name, substances }) => ({ name: generic_name, substances })),
  }
}

/** The allergies of a person, over all records that are merged. */
export async function readAllergies({ call }: PrescriptionsContext, patientId: PatientId): Promise<string[]> {
  const { allergies } = await call(listAllergies, { patientId })
  return allergies.map(({ name }) => name)
}

/** Whole years; by the year alone when the day is not known. */
function ageOf({ birthDate, birthYear }: PatientFacts, today: string): number {
  const years = Number(today.slice(0, 4)) - birthYear
  return birthDate !== null && today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** What the paper must say of the people and the place. The home of a patient is known by its PIN code. */
export function toHeader({ patient, doctor, facility, today }: Situation): Header {
  const { name, qualifications, council, registrationNo } = doctor
  return {
    patient: {
      ...{ name: patient.name, birthYear: patient.birthYear, ageYears: ageOf(patient, today) },
      ...{ gender: patient.gender, address: `PIN ${patient.pin}` },
    },
    doctor: { name, qualifications, council, registrationNo },
    facility: { name: facility.name, address: `${facility.address}, ${facility.district} ${facility.pin}` },
  }
}
