// What was chosen while booking, kept over a reload of the tab: ids only, no names.
import { createDraft } from '../../../session/draft.ts'

interface BookingDraft {
  readonly patientIds: readonly string[]
  /** What the last booking gave. */
  readonly bookingIds: readonly string[]
}

export const bookingDraft = createDraft<BookingDraft>({ keptAs: 'booking' })
