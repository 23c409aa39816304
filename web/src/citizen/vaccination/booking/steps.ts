// The way through a booking: who, which window, check, booked. Each is an address of its own.
import { href, reader } from '../../../address.ts'
import { postVaccinationBookings } from '../../../api/limits/post-vaccination-bookings.ts'

export const windowReader = reader(postVaccinationBookings.window)

export const whoHref = (sessionId: string, window?: string): string => href(`/book/${sessionId}`, { window })
export const timeHref = (sessionId: string): string => `/book/${sessionId}/time`
export const checkHref = (sessionId: string, window: string): string => href(`/book/${sessionId}/check`, { window })
export const bookedHref = (sessionId: string): string => `/book/${sessionId}/booked`

/** The next step once the people are known: a window that was chosen, or is the only one, is not asked for. */
export function afterWho(sessionId: string, window: string | undefined, ahead: readonly string[]): string {
  const known = ahead.find((each) => each === window) ?? (ahead.length === 1 ? ahead[0] : undefined)
  return known === undefined ? timeHref(sessionId) : checkHref(sessionId, known)
}
