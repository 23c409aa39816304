// The steps of a booking: who, which window, check, booked. Each step has its own address.
import { href, reader } from '../../../address.ts'
import { postVaccinationBookings } from '../../../api/limits/post-vaccination-bookings.ts'

export const windowReader = reader(postVaccinationBookings.window)

export const whoHref = (sessionId: string, window?: string): string => href(`/book/${sessionId}`, { window })
export const timeHref = (sessionId: string): string => `/book/${sessionId}/time`
export const checkHref = (sessionId: string, window: string): string => href(`/book/${sessionId}/check`, { window })
export const bookedHref = (sessionId: string): string => `/book/${sessionId}/booked`

/** The step after choosing the people. It skips the question of the window when one is chosen or only one is left. */
export function afterWho(sessionId: string, window: string | undefined, ahead: readonly string[]): string {
  const known = ahead.find((each) => each === window) ?? (ahead.length === 1 ? ahead[0] : undefined)
  return known === undefined ? timeHref(sessionId) : checkHref(sessionId, known)
}
