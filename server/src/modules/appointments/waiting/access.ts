// Who reaches an entry of the waiting list: the family, the staff of the hospital, and the doctor who is waited for.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { object, type Static } from '../../../platform/contract.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { findFamily, isOwnStaff } from '../booking/access.ts'
import { listPracticesOf } from '../slots/practice-store.ts'
import type { AppointmentsContext, WaitingEntry } from '../tables.ts'
import { WaitingId } from './contract.ts'
import { findWaiting } from './store.ts'

export const params = object({ waitingId: WaitingId })
export type WaitingRequest = FastifyRequest<{ Params: Static<typeof params> }>

/** The entry of a request. Who does not reach it gets a 404 problem, as if there were none. */
export async function findPermitted(context: AppointmentsContext, request: WaitingRequest): Promise<WaitingEntry> {
  const entry = await findWaiting(context.db, request.params.waitingId)
  if (!entry) throw new Problem(notFound)
  const accountId = await findFamily(context, entry.patient_id, actorOf(request).accountId)
  const { facility_id: facilityId } = entry
  const places = await listPracticesOf(context.db, { facilityId })
  const isOwn = places.some((place) => {
    const isOf = entry.speciality === null ? place.doctor_id === entry.doctor_id : true
    return isOf && isOwnStaff(request, { doctor_account_id: place.account_id })
  })
  request.permit({ ...(accountId !== undefined && { accountId }), ...(isOwn && { facilityId }) })
  return entry
}
