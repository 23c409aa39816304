// What was chosen while booking, kept over a reload of the tab: ids only, no names.
import { createDraft } from '../../session/draft.ts'
import type { Booking } from '../family/family.ts'

interface BookingDraft {
  readonly patientIds: readonly string[]
  /** What the last booking gave. */
  readonly bookings: readonly Booking[]
}

export const bookingDraft = createDraft<BookingDraft>({ keptAs: 'booking' })
