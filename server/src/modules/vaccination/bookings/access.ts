// Who may reach a booking: the family it is for, the staff of its centre, and the officials of its district and above.
import type { FastifyRequest } from 'fastify'
import { object } from '../../../platform/contract.ts'
import type { Context } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { BookingId } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { type BookingWithSession, findBooking } from './store.ts'

export const bookingParams = object({ bookingId: BookingId })

export type BookingRequest = FastifyRequest<{ Params: { bookingId: BookingId } }>

/** The booking of a request. Another family and another centre get a 404 problem, as if there were no such booking. */
export async function findPermitted(
  { db }: Context<VaccinationTables>,
  request: BookingRequest,
): Promise<BookingWithSession> {
  const booking = await findBooking(db, request.params.bookingId)
  if (!booking) throw new Problem(notFound)
  const { account_id: accountId, facility_id: facilityId, cell } = booking
  request.permit({ accountId: accountId ?? undefined, facilityId, cell })
  return booking
}
