// What was chosen while booking, kept over a reload of the tab: ids only, no names.
import { createDraft, keptAs } from '../../../session/draft.ts'

interface BookingDraft {
  readonly patientIds: readonly string[]
  /** The bookings that the last request made. */
  readonly bookingIds: readonly string[]
}

export const bookingDraft = createDraft<BookingDraft>(keptAs('booking'))
