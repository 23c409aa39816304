// Who reaches the record of a patient: the family, and who treats the patient, for a time. Everybody else gets 404.
import type { FastifyRequest } from 'fastify'
import { careReaderOf, permitByCare } from '../../../platform/care.ts'
import { object } from '../../../platform/contract.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { PatientId } from '../../patients/contract.ts'
import { VisitId } from '../contract.ts'
import { findVisit } from '../opening/store.ts'
import type { Care, Visit, VisitsContext } from '../tables.ts'
import { CARE_POWERS, type CareReader } from './contract.ts'
import { basisOf, type Found, findFor, readOpening, toOpened } from './readers.ts'

export const patientParams = object({ patientId: PatientId })
export const visitParams = object({ visitId: VisitId })
export type PatientRequest = FastifyRequest<{ Params: { patientId: PatientId } }>
export type VisitRequest = FastifyRequest<{ Params: { visitId: VisitId } }>

/** Somebody who may read the record of a person. */
export interface Reader extends Omit<Found, 'accountId'> {
  readonly isFamily: boolean
}

async function findReader(context: VisitsContext, request: FastifyRequest, patientId: PatientId): Promise<Found> {
  const found = await findFor(context, careReaderOf(request, CARE_POWERS) as CareReader, patientId)
  if (!found) throw new Problem(notFound)
  return found
}

/** Permits the family, and staff by the care that opens this. Says in the trail of reads on what the read rests. */
function permit(request: FastifyRequest, found: Found, opening: readonly Care[]): Reader {
  const { accountId, ...rest } = found
  const { isFamily } = permitByCare(request, { accountId, basis: basisOf(opening) })
  return { ...rest, care: isFamily ? [] : opening, isFamily }
}

export async function permitRecord(
  context: VisitsContext,
  request: FastifyRequest,
  patientId: PatientId,
): Promise<Reader> {
  const found = await findReader(context, request, patientId)
  return permit(request, found, found.care)
}

/** The visits of these that a reader may read. */
export async function filterReadable<One extends Visit>(
  context: VisitsContext,
  reader: Reader,
  visits: readonly One[],
): Promise<One[]> {
  const own = visits.filter(({ patient_id }) => reader.patientIds.includes(patient_id))
  if (reader.isFamily) return own
  const opens = await readOpening(context, reader, own.map(toOpened))
  return own.filter((visit) => reader.care.some((one) => opens(one, toOpened(visit))))
}

/** The visit of a request, for who may read it. Who does not reach it gets a 404 problem, as if there were none. */
export async function permitReading(
  context: VisitsContext,
  request: VisitRequest,
): Promise<{ readonly visit: Visit; readonly reader: Reader }> {
  const visit = await findVisit(context.db, request.params.visitId)
  if (!visit) throw new Problem(notFound)
  const found = await findReader(context, request, visit.patient_id)
  const opened = toOpened(visit)
  const opens = await readOpening(context, found, [opened])
  const opening = found.care.filter((one) => opens(one, opened))
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
