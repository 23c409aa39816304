// Who reaches a queue: the staff of its hospital, and of the queues of doctors only who may see their patients.
import type { FastifyRequest } from 'fastify'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import { type FacilityId, findFacility } from '../../facilities/contract.ts'
import { findPatients, type PatientId } from '../../patients/contract.ts'
import { patientMerged } from '../../patients/merging/contract.ts'
import { isOwnStaff } from '../booking/access.ts'
import { samePeople } from '../merging.ts'
import { findPractice } from '../slots/practice-store.ts'
import type { AppointmentsContext, Token } from '../tables.ts'
import type { QueueId, TokenId } from './contract.ts'
import type { Served } from './queue-ids.ts'
import { findQueue, findToken, type ShownQueue } from './store.ts'

/** Whether the asker reaches this queue in the own hospital. Who works at another counter sees no patients here. */
function isOpenTo(request: FastifyRequest, queue: Pick<ShownQueue, 'kind' | 'doctor_account_id'>): boolean {
  return queue.kind === 'department' || isOwnStaff(request, queue)
}

export const mayShow = (request: FastifyRequest) => (queue: ShownQueue) => isOpenTo(request, queue)

/** The queue of a request. Who does not reach it gets a 404 problem, as if there were none. */
export async function permitQueue(
  { db }: AppointmentsContext,
  request: FastifyRequest,
  id: QueueId,
): Promise<ShownQueue> {
  const queue = await findQueue(db, id)
  if (!queue) throw new Problem(notFound)
  request.permit(isOpenTo(request, queue) ? { facilityId: queue.facility_id } : {})
  return queue
}

export async function permitToken(
  context: AppointmentsContext,
  request: FastifyRequest,
  id: TokenId,
): Promise<{ token: Token; queue: ShownQueue }> {
  const token = await findToken(context.db, id)
  if (!token) throw new Problem(notFound)
  return { token, queue: await permitQueue(context, request, token.queue_id) }
}

interface Named {
  readonly facilityId: FacilityId
  readonly doctorId?: DoctorId | undefined
  readonly servicePoint?: string | undefined
}

/** What a new queue is for: a doctor who practises at the hospital, or a department of it. */
export async function permitServed(
  { db, call }: AppointmentsContext,
  request: FastifyRequest,
  { facilityId, doctorId, servicePoint }: Named,
): Promise<Served | undefined> {
  if ((doctorId === undefined) === (servicePoint === undefined)) return undefined
  if (servicePoint !== undefined) {
    request.permit({ facilityId })
    const facility = await call(findFacility, { facilityId })
    if (!facility?.isActive) throw new Problem(notFound, { detail: 'There is no such facility, or it has closed' })
    return { facilityId, servicePoint }
  }
  const practice = await findPractice(db, { facility_id: facilityId, doctor_id: doctorId as DoctorId })
  const isReached = practice === undefined || isOwnStaff(request, { doctor_account_id: practice.account_id })
  request.permit(isReached ? { facilityId } : {})
  if (!practice) throw new Problem(notFound, { detail: 'This doctor does not practise at this hospital' })
  return { facilityId, doctorId: doctorId as DoctorId }
}

/** Throws when there is no such patient, or when the record was merged into another one. */
export async function requirePatient({ db, call }: AppointmentsContext, patientId: PatientId): Promise<void> {
  const [patient] = await call(findPatients, { patientIds: [patientId] })
  if (!patient) {
    const errors = [{ pointer: '/patientId', detail: 'is not a known patient' }]
    throw new Problem(notFound, { detail: 'There is no such patient', members: { errors } })
  }
  const { staysId } = await samePeople.find(db, patientId)
  if (staysId !== patientId) throw new Problem(patientMerged, { members: { keptPatientId: staysId } })
}
