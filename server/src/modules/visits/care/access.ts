// Who reaches the record of a patient: the family, and who treats the patient, for a time. Everybody else gets 404.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { object } from '../../../platform/contract.ts'
import { holdingOf } from '../../../platform/powers.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { type DoctorFacts, findDoctorOfAccount } from '../../doctors/contract.ts'
import { findPatients, type PatientFacts, PatientId } from '../../patients/contract.ts'
import { VisitId } from '../contract.ts'
import { listGrants } from '../grants/store.ts'
import { findHospitals } from '../hospitals/store.ts'
import { findPerson } from '../merging.ts'
import { findVisit } from '../opening/store.ts'
import type { Care, Visit, VisitsContext } from '../tables.ts'
import { listCare } from './store.ts'

export const patientParams = object({ patientId: PatientId })
export const visitParams = object({ visitId: VisitId })
export type PatientRequest = FastifyRequest<{ Params: { patientId: PatientId } }>
export type VisitRequest = FastifyRequest<{ Params: { visitId: VisitId } }>

/** Somebody who may read the record of a person. */
export interface Reader {
  readonly isFamily: boolean
  /** The record that stays after merges. */
  readonly patient: PatientFacts
  /** All records of the person. */
  readonly patientIds: readonly PatientId[]
  /** On what the reading rests; empty for the family. */
  readonly care: readonly Care[]
  /** The doctor who reads; undefined for nurses and the family. */
  readonly doctor: DoctorFacts | undefined
}

interface Found extends Omit<Reader, 'isFamily'> {
  readonly accountId: string | undefined
}

async function findReader(context: VisitsContext, request: FastifyRequest, patientId: PatientId): Promise<Found> {
  const actor = actorOf(request)
  const { staysId, ids: patientIds } = await findPerson(context, patientId)
  const people = await context.call(findPatients, { patientIds })
  const patient = people.find((one) => one.patientId === staysId) ?? people[0]
  if (!patient) throw new Problem(notFound)
  const named = people.filter((one) => one.patientId === patientId || one.patientId === staysId)
  const accounts = named.flatMap(({ accountId }) => accountId ?? [])
  const accountId = accounts.find((one) => one === actor.accountId) ?? accounts[0]
  const { facilityId } = actor
  const doctor = request.holds('visit.treat')
    ? ((await context.call(findDoctorOfAccount, { accountId: actor.accountId as never })) ?? undefined)
    : undefined
  const all =
    facilityId === undefined ? [] : await listCare(context.db, { patientIds, facilityId, now: context.clock.now() })
  const care = all.filter((one) => isOwnCare(request, one, doctor))
  return { accountId, patient, patientIds, care, doctor }
}

/** Nurses care for whoever is at their hospital, a doctor for the own patients. */
function isOwnCare(request: FastifyRequest, care: Care, doctor: DoctorFacts | undefined): boolean {
  if (care.basis === 'nursing') return request.holds('visit.nurse')
  if (care.basis === 'emergency') return care.account_id === actorOf(request).accountId
  return doctor !== undefined && care.doctor_id === doctor.doctorId
}

/** Permits the family, and staff by the care that opens this. Says in the trail of reads on what the read rests. */
function permit(request: FastifyRequest, found: Found, opening: readonly Care[]): Reader {
  const { accountId, ...rest } = found
  const { facilityId } = actorOf(request)
  request.permit({ ...(accountId && { accountId }), ...(opening.length > 0 && { facilityId }) })
  const isFamily = request.actingRole !== null && holdingOf(request.actingRole) === 'family'
  if (isFamily) return { ...rest, care: [], isFamily }
  request.readBasis = opening.every(({ basis }) => basis === 'emergency') ? 'emergency' : 'care'
  return { ...rest, care: opening, isFamily }
}

export async function permitRecord(
  context: VisitsContext,
  request: FastifyRequest,
  patientId: PatientId,
): Promise<Reader> {
  const found = await findReader(context, request, patientId)
  return permit(request, found, found.care)
}

/** Reads once which care opens which of a person's visits. */
async function readOpening(
  { db, clock }: VisitsContext,
  { care, patientIds }: Pick<Reader, 'care' | 'patientIds'>,
  visits: readonly Visit[],
): Promise<(one: Care, visit: Visit) => boolean> {
  const grants = await listGrants(db, patientIds, clock.now())
  const hospitals = await findHospitals(db, [
    ...new Set([...visits, ...care, ...grants].map(({ facility_id }) => facility_id)),
  ])
  const chainOf = (id: Visit['facility_id']): string => hospitals.get(id)?.chain_id ?? id
  const granted = new Set(grants.map(({ facility_id }) => chainOf(facility_id)))
  return (one, visit) => {
    if (one.basis === 'emergency') return true
    if (one.basis === 'nursing') return one.visit_id === visit.id
    const chain = chainOf(one.facility_id)
    return granted.has(chain) || chain === chainOf(visit.facility_id)
  }
}

/** The visits of these that a reader may read. */
export async function filterReadable<One extends Visit>(
  context: VisitsContext,
  reader: Reader,
  visits: readonly One[],
): Promise<One[]> {
  const own = visits.filter(({ patient_id }) => reader.patientIds.includes(patient_id))
  if (reader.isFamily) return own
  const opens = await readOpening(context, reader, own)
  return own.filter((visit) => reader.care.some((one) => opens(one, visit)))
}

/** The visit of a request, for who may read it. Who does not reach it gets a 404 problem, as if there were none. */
export async function permitReading(
  context: VisitsContext,
  request: VisitRequest,
): Promise<{ readonly visit: Visit; readonly reader: Reader }> {
  const visit = await findVisit(context.db, request.params.visitId)
  if (!visit) throw new Problem(notFound)
  const found = await findReader(context, request, visit.patient_id)
  const opens = await readOpening(context, found, [visit])
  const opening = found.care.filter((one) => opens(one, visit))
  return { visit, reader: permit(request, found, opening) }
}

/** The visit of a request, for who may write in it: its doctor, and the nurses of its hospital as far as they may. */
export async function permitWriting(
  context: VisitsContext,
  request: VisitRequest,
): Promise<{ readonly visit: Visit; readonly reader: Reader }> {
  const visit = await findVisit(context.db, request.params.visitId)
  if (!visit) throw new Problem(notFound)
  const found = await findReader(context, request, visit.patient_id)
  const opening = found.care.filter(({ visit_id }) => visit_id === visit.id)
  return { visit, reader: permit(request, { ...found, accountId: undefined }, opening) }
}
