// Decides what an event of an appointment does to its visit, and until when a visit opens the record. Pure.
import type { VISIT_KINDS, VisitStatus } from '../contract.ts'
import { type Move, nextStatus } from './states.ts'

export const APPOINTMENT_DEEDS = ['arrived', 'arrival-cancelled', 'began', 'fulfilled'] as const
export type AppointmentDeed = (typeof APPOINTMENT_DEEDS)[number]

/** What counts of a visit when its appointment changes. */
export interface Followed {
  readonly status: VisitStatus
  readonly kind: (typeof VISIT_KINDS)[number]
  readonly appointmentVersion: number
  readonly isSeen: boolean
  readonly hasConsent: boolean
  readonly isNoteSigned: boolean
  /** Something was measured or written in it. */
  readonly isTouched: boolean
}

export type FollowedState = Pick<Followed, 'status' | 'appointmentVersion' | 'isSeen'>

/**
 * The visit after an event of its appointment; undefined when nothing changes. Events come twice and in any order: an
 * event that is older than the newest one changes nothing. Each state of the appointment implies those before it.
 */
export function followAppointment(
  before: Followed,
  { deed, version }: { readonly deed: AppointmentDeed; readonly version: number },
): FollowedState | undefined {
  if (version <= before.appointmentVersion) return undefined
  const isSeen = before.isSeen || deed === 'fulfilled'
  const status = movesOn(before, deed).reduce((state, move) => nextStatus(state, move) ?? state, before.status)
  return { status, appointmentVersion: version, isSeen }
}

function movesOn({ kind, hasConsent, isNoteSigned, isTouched }: Followed, deed: AppointmentDeed): Move[] {
  if (deed === 'arrival-cancelled') return isTouched ? [] : ['void']
  if (deed === 'arrived') return ['reopen']
  // A visit by video begins with the consent of the patient.
  const begins: Move[] = kind === 'tele' && !hasConsent ? ['reopen'] : ['reopen', 'begin']
  return deed === 'fulfilled' && isNoteSigned ? [...begins, 'close'] : begins
}

const DAY_MS = 86_400_000
/** The doctor reads the record for so many days after the visit: results come, and patients come back. */
export const TREATMENT_DAYS = 90
/** The nurses of the hospital read it until the day after. */
export const NURSING_DAYS = 2

interface CaredVisit {
  readonly status: VisitStatus
  readonly opened_at: Date
  readonly closed_at: Date | null
}

/** Until when a visit opens the record. A visit that nobody closes opens it no longer than one closed at once. */
export function careEnds(visit: CaredVisit, now: Date): Readonly<Record<'treatment' | 'nursing', Date>> {
  const { status, opened_at, closed_at } = visit
  const after = (days: number) => new Date((closed_at ?? opened_at).getTime() + days * DAY_MS)
  if (status === 'VOID') return { treatment: now, nursing: now }
  return { treatment: after(TREATMENT_DAYS), nursing: after(NURSING_DAYS) }
}
