// Makes the answers that show bookings, with their reference.

import { referenceOf } from '../../../platform/id.ts'
import type { Context } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { observedUntil } from '../aftercare/rules.ts'
import type { Availability } from '../availability/projection.ts'
import { findCentre } from '../availability/store.ts'
import type { Booking, BookingId, SessionId } from '../contract.ts'
import { findSession } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import type { Seats } from './requests.ts'
import type { BookingWithSession } from './store.ts'

export interface BookingViews {
  ofBooking(booking: BookingWithSession): Promise<Booking>
  /** The same for a reader to whom the person is `staysId`: names this record if the booking was made for another. */
  ofMerged(booking: BookingWithSession, staysId: PatientId): Promise<Booking>
  /** The answer to a request for seats. It uses only facts that never change, so that a later repeat gets the same. */
  ofSeats(
    request: { sessionId: SessionId; window: string; patientIds: readonly PatientId[] },
    seats: Seats,
  ): Promise<Booking[]>
}

const toGiven = (givenAt: Date) => ({
  givenAt: givenAt.toISOString(),
  observedUntil: observedUntil(givenAt).toISOString(),
})

export function createBookingViews(
  { db }: Pick<Context<VaccinationTables>, 'db'>,
  availability: Availability,
): BookingViews {
  // The two letters of the state, which people know from number plates.
  const prefixOf = async (facilityId: FacilityId): Promise<string> => {
    const centre = availability.centreOf(facilityId) ?? (await findCentre(db, facilityId))
    if (!centre) throw new Error('A booking has no centre')
    return centre.state_code
  }
  const ofBooking = async (booking: BookingWithSession): Promise<Booking> => ({
    bookingId: booking.id,
    reference: referenceOf(await prefixOf(booking.facility_id), booking.id),
    token: booking.token,
    status: booking.status,
    patientId: booking.patient_id,
    sessionId: booking.session_id,
    facilityId: booking.facility_id,
    date: booking.held_on,
    window: booking.time_window,
    course: booking.course,
    vaccine: booking.vaccine,
    dose: booking.dose,
    ...(booking.arrived_at && { arrivedAt: booking.arrived_at.toISOString() }),
    ...(booking.status === 'COMPLETED' && booking.ended_at && toGiven(booking.ended_at)),
    ...(booking.rescheduled_to !== null && { rescheduledTo: booking.rescheduled_to as BookingId }),
    ...(booking.first_id !== null && { firstBookingId: booking.first_id, moves: booking.moves }),
  })
  return {
    ofBooking,
    async ofMerged(booking, staysId) {
      const isMerged = booking.patient_id !== staysId
      return { ...(await ofBooking(booking)), ...(isMerged && { keptPatientId: staysId }) }
    },
    async ofSeats({ sessionId, window, patientIds }, { ids, tokens, arrivedAt, moved }) {
      const session = availability.sessionOf(sessionId) ?? (await findSession(db, sessionId))
      if (!session) throw new Problem(notFound)
      const { facility_id: facilityId, held_on: date, course, vaccine, dose } = session
      const prefix = await prefixOf(facilityId)
      return ids.map((bookingId, index) => ({
        bookingId,
        reference: referenceOf(prefix, bookingId),
        token: tokens[index] as number,
        status: 'BOOKED' as const,
        patientId: patientIds[index] as PatientId,
        sessionId,
        facilityId,
        date,
        window,
        course,
        vaccine,
        dose,
        ...(arrivedAt !== undefined && { arrivedAt }),
        ...moved,
      }))
    },
  }
}
