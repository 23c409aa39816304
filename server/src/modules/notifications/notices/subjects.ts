// The kinds of things that notices speak of, as rows keep them and as answers name them.
import type { NoticeRow } from '../tables.ts'

export const NEXT_DOSE = 'next-dose'
export const BOOKING = 'booking'
export const APPOINTMENT = 'appointment'
export const REPORT = 'report'
export const SPECIMEN = 'specimen'
export const CRITICAL = 'critical'

/** What an answer shows of the thing that a message speaks of, so that a page can lead there. */
export function toSubject({ subject_kind: kind, subject_id: id }: Pick<NoticeRow, 'subject_kind' | 'subject_id'>) {
  return {
    ...(kind === BOOKING && id !== null && { bookingId: id }),
    ...(kind === APPOINTMENT && id !== null && { appointmentId: id }),
  }
}
