// Who reads a prescription: the family, who treats the patient, and pharmacists where it was signed or shown.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { type CareOfRecord, careReaderOf, permitByCare } from '../../../platform/care.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { CARE_POWERS, type CareReader, mayRead } from '../../visits/care/contract.ts'
import type { PrescriptionId } from '../contract.ts'
import { listRecordsOf } from '../merging.ts'
import { findPrescription, isPresented } from '../signing/store.ts'
import type { Prescription, PrescriptionsContext } from '../tables.ts'

async function readCare(
  context: PrescriptionsContext,
  request: FastifyRequest,
  all: readonly Prescription[],
): Promise<readonly CareOfRecord[]> {
  if (all.length === 0) return []
  const reader = careReaderOf(request, CARE_POWERS) as CareReader
  const records = all.map((one) => ({
    ...{ patientId: one.patient_id, facilityId: one.facility_id, visitId: one.visit_id },
  }))
  return context.call(mayRead, { reader, records })
}

/** Whether pharmacists of the facility of the request may read and fill it. */
export async function isOpenHere(
  { db }: PrescriptionsContext,
  request: FastifyRequest,
  prescription: Prescription,
): Promise<boolean> {
  const { facilityId } = actorOf(request)
  if (facilityId === undefined || !request.holds('prescription.fill')) return false
  return prescription.facility_id === facilityId || isPresented(db, prescription, facilityId as FacilityId)
}

/** The prescription of a request, for who may read it. Everybody else gets a 404 problem. */
export async function permitPrescription(
  context: PrescriptionsContext,
  request: FastifyRequest,
  id: PrescriptionId,
): Promise<Prescription> {
  const prescription = await findPrescription(context.db, id)
  if (!prescription) throw new Problem(notFound)
  const [opened = {}] = await readCare(context, request, [prescription])
  if (opened.basis === undefined && (await isOpenHere(context, request, prescription))) {
    const { facilityId } = actorOf(request)
    request.permit({ facilityId, ...(opened.accountId !== undefined && { accountId: opened.accountId }) })
  } else permitByCare(request, opened)
  return prescription
}

/** All records of a person, for the family and who treats the patient. Pharmacists read one at a time. */
export async function permitPatient(context: PrescriptionsContext, request: FastifyRequest, patientId: PatientId) {
  const reader = careReaderOf(request, CARE_POWERS) as CareReader
  const { facilityId } = actorOf(request)
  const records = [{ patientId, ...(facilityId !== undefined && { facilityId: facilityId as FacilityId }) }]
  const [opened = {}] = await context.call(mayRead, { reader, records })
  const { isFamily } = permitByCare(request, opened)
  return { isFamily, patientIds: await listRecordsOf(context, patientId) }
}

/** The prescriptions of these that care opens to the reader. */
export async function filterReadable(
  context: PrescriptionsContext,
  request: FastifyRequest,
  all: readonly Prescription[],
): Promise<Prescription[]> {
  const opened = await readCare(context, request, all)
  return all.filter((_one, index) => opened[index]?.basis !== undefined)
}
