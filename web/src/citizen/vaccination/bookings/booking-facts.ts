// One booking with its session, its centre and its person.
import { useParams } from 'wouter'
import { useAnswer } from '../../../api/queries.ts'
import { type Booking, type Member, useMembers } from '../../patients/family.ts'
import { type Offer, useOffer } from '../booking/offer.ts'

export interface BookingFacts {
  readonly booking: Booking
  readonly offer: Offer
  readonly member: Member | undefined
}

export const slipHref = (bookingId: string): string => `/account/bookings/${bookingId}`

/** The booking that the address names. */
export function useBookingFacts() {
  const { bookingId } = useParams<{ bookingId: string }>()
  const booking = useAnswer('GET /v1/vaccination/bookings/{bookingId}', { path: { bookingId } })
  const { offer, error, retry } = useOffer(booking.data?.sessionId)
  const members = useMembers()
  const facts: BookingFacts | undefined =
    booking.data && offer && members.data
      ? {
          booking: booking.data,
          offer,
          // The record of the booking may be merged into one of the family.
          member: members.data.find(({ patientId }) =>
            [booking.data.patientId, booking.data.keptPatientId].includes(patientId),
          ),
        }
      : undefined
  return {
    bookingId,
    facts,
    error: facts ? null : (booking.error ?? error ?? members.error),
    retry: () => {
      void booking.refetch()
      retry()
      members.retry()
    },
  }
}
