// Who may reach a booking: the family it is for, the staff of its centre, and the officials of its district and above.
// When the record of its patient was merged into another one, the family of that record reaches it too.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { object } from '../../../platform/contract.ts'
import type { Context } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { findPatients } from '../../patients/contract.ts'
import { BookingId } from '../contract.ts'
import { samePeople } from '../merging/steps.ts'
import type { VaccinationTables } from '../tables.ts'
import { type BookingWithSession, findBooking } from './store.ts'

export const bookingParams = object({ bookingId: BookingId })

export type BookingRequest = FastifyRequest<{ Params: { bookingId: BookingId } }>

/** The booking of a request. Another family and another centre get a 404 problem, as if there were no such booking. */
export async function findPermitted(
  context: Context<VaccinationTables>,
  request: BookingRequest,
): Promise<BookingWithSession> {
  const booking = await findBooking(context.db, request.params.bookingId)
  if (!booking) throw new Problem(notFound)
  const { facility_id: facilityId, cell } = booking
  const accountId = await findFamily(context, booking, actorOf(request).accountId)
  request.permit({ accountId, facilityId, cell })
  return booking
}

/** The family of a booking. Of two families, it gives the one of the actor. */
async function findFamily(
  context: Context<VaccinationTables>,
  { account_id, patient_id }: BookingWithSession,
  actorId: string,
): Promise<string | undefined> {
  if (account_id === actorId) return account_id
  const { staysId } = await samePeople.find(context.db, patient_id)
  const [kept] = staysId === patient_id ? [] : await context.call(findPatients, { patientIds: [staysId] })
  return (kept?.accountId === actorId ? kept.accountId : account_id) ?? undefined
}
