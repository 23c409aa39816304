// Permits a route for who may read a document. Everybody else gets 404, as if there were none.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { careReaderOf, permitByCare } from '../../../platform/care.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { findDoctorOfAccount } from '../../doctors/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { CARE_POWERS, type CareReader, mayRead } from '../../visits/care/contract.ts'
import type { DocumentId } from '../contract.ts'
import { isStaying } from '../staying/store.ts'
import type { DocumentsContext } from '../tables.ts'
import type { Owned, Owners, Person } from './owners.ts'
import { decideReading, type Reader } from './rules.ts'

export const readerOf = (request: FastifyRequest): CareReader => careReaderOf(request, CARE_POWERS) as CareReader

export async function findReader({ call }: DocumentsContext, request: FastifyRequest): Promise<Reader> {
  const { accountId, facilityId } = actorOf(request)
  const treats = request.holds(CARE_POWERS.treats) && facilityId !== undefined
  const doctor = treats ? await call(findDoctorOfAccount, { accountId: accountId as never }) : null
  const dispenses = request.holds('document.dispense') && facilityId !== undefined
  return { accountId, facilityId, treats, dispenses, doctorId: doctor?.doctorId }
}

/** The document of a request, for who may read it. The trail of reads says on what the read rests. */
export async function permitReading(
  context: DocumentsContext,
  owners: Owners,
  request: FastifyRequest,
  id: DocumentId,
): Promise<Owned> {
  const owned = await owners.document(id)
  if (owned?.status !== 'STORED') throw new Problem(notFound)
  const person = await owners.person(owned.patient_id)
  const grants = await owners.grants(person.patientIds)
  const reader = await findReader(context, request)
  const facts = { owned, person, grants, nowMs: context.clock.now().getTime() }
  const { accountId, facilityId } = reader
  switch (decideReading(reader, facts)) {
    case 'family':
      request.permit({ accountId })
      break
    case 'uploader':
      request.permit({ facilityId })
      break
    case 'grant':
      request.permit({ accountId, facilityId })
      request.readBasis = 'grant'
      break
    case 'care':
      await permitCare(context, request, owned)
      break
    case 'dispensing':
      request.permit((await isHere(context, reader, person)) ? { facilityId } : {})
      break
    default:
      request.permit({})
  }
  return owned
}

/** Whether the patient is at the facility of the reader, or was a short time ago. */
export async function isHere(
  { db, clock }: DocumentsContext,
  reader: Reader,
  { patientIds }: Person,
): Promise<boolean> {
  const { facilityId } = reader
  return facilityId !== undefined && isStaying(db, { patientIds, facilityId, now: clock.now() })
}

async function permitCare({ call }: DocumentsContext, request: FastifyRequest, owned: Owned): Promise<void> {
  const { patient_id: patientId, facility_id } = owned
  const records = [{ patientId, ...(facility_id !== null && { facilityId: facility_id }) }]
  const [care] = await call(mayRead, { reader: readerOf(request), records })
  permitByCare(request, { basis: care?.basis })
}

/** Permits the family of a patient only. Gives all records of the person. */
export async function permitFamily(owners: Owners, request: FastifyRequest, patientId: PatientId) {
  const { accountId } = actorOf(request)
  const { accountIds, patientIds } = await owners.person(patientId)
  request.permit(accountIds.includes(accountId) ? { accountId } : {})
  return patientIds
}
