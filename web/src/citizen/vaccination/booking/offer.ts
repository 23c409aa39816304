// What a person books: a session with its centre and the name of its vaccine.
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { windowsAhead } from '../../../windows.ts'
import { nameOfVaccine, useVaccines } from '../../patients/family.ts'

export type Session = Answer<'GET /v1/vaccination/sessions/{sessionId}'>
export type Facility = Answer<'GET /v1/facilities/{facilityId}'>

export interface Offer {
  readonly session: Session
  readonly centre: Facility
  readonly vaccineName: string
}

/** The offer of a session. Asks nothing while the session is unknown. */
export function useOffer(sessionId: string | undefined) {
  const session = useAnswer(
    'GET /v1/vaccination/sessions/{sessionId}',
    { path: { sessionId: sessionId ?? '' } },
    { enabled: sessionId !== undefined },
  )
  const facilityId = session.data?.facilityId ?? ''
  const centre = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } }, { enabled: facilityId !== '' })
  const vaccines = useVaccines()
  const isComplete = session.data !== undefined && centre.data !== undefined && vaccines.data !== undefined
  return {
    offer: isComplete
      ? { session: session.data, centre: centre.data, vaccineName: nameOfVaccine(vaccines.data, session.data.vaccine) }
      : undefined,
    // When asking again fails, the last answer stays on the page.
    error: isComplete ? null : (session.error ?? centre.error ?? vaccines.error),
    retry: () => void Promise.all([session.refetch(), centre.refetch(), vaccines.retry()]),
  }
}

/** One line above the heading: the vaccine, the day and the centre. */
export function useCaption(offer: Offer | undefined): string {
  const { t, format } = useText()
  if (!offer) return ''
  const { session, centre, vaccineName } = offer
  const what = t('booking.vaccineAndDose', { course: session.course, vaccine: vaccineName, dose: session.dose })
  return [what, format.weekdayAndDay(session.date), centre.name].join(' · ')
}

/** Whether a seat can be booked now, according to the last answer. */
export function takesBookings(session: Session, nowMs: number): boolean {
  const isOpen = session.opensAt === undefined || Date.parse(session.opensAt) <= nowMs
  return isOpen && session.available > 0 && windowsAhead(session, nowMs).length > 0
}
