// The rules of vaccination as pure functions: who may book which dose, when it may be given, how many doses to promise.
import { addDays, dayInIndia, timeInIndia } from '../../platform/clock.ts'
import type { ProblemType } from '../../platform/contract.ts'
import { Problem } from '../../platform/problem.ts'
import type { PatientFacts } from '../patients/contract.ts'
import {
  absenceTooEarly,
  ageNotEligible,
  arrivalOtherDay,
  bookingEnded,
  doseAlreadyBooked,
  doseAlreadyGiven,
  doseTooEarly,
  otherVaccineNeeded,
  previousDoseMissing,
  sessionNotOpen,
} from './contract.ts'
import { arrivalMissing, doseOtherDay } from './problems.ts'
import type { BookingRow, ClaimRow, SessionRow } from './tables.ts'

/** Why something is refused, in words for a person. The rules give undefined when they refuse nothing. */
export interface Refusal {
  readonly problem: ProblemType
  readonly detail: string
  readonly members?: Record<string, unknown>
}

/** The problem that answers a refusal. */
export function toRefusalProblem(refusal: Refusal, members: Record<string, unknown> = {}): Problem {
  return new Problem(refusal.problem, { detail: refusal.detail, members: { ...refusal.members, ...members } })
}

export type SessionFacts = Pick<
  SessionRow,
  | 'held_on'
  | 'course'
  | 'vaccine'
  | 'dose'
  | 'interval_days_min'
  | 'age_min'
  | 'age_max'
  | 'windows'
  | 'opens_at'
  | 'status'
>

/** A dose of a course that a person has booked or had. Each record of the person has at most one for each dose. */
export type Claim = Pick<ClaimRow, 'course' | 'dose' | 'vaccine' | 'given_on'>

/** Why a session takes no booking for this window now; undefined when it does. */
export function refuseSession(session: SessionFacts, window: string, now: Date): Refusal | undefined {
  if (session.status === 'closed') return { problem: sessionNotOpen, detail: 'The session is closed' }
  if (session.opens_at !== null && session.opens_at > now) {
    const opensAt = session.opens_at.toISOString()
    return { problem: sessionNotOpen, detail: `Booking opens at ${opensAt}`, members: { opensAt } }
  }
  if (isPast(session.held_on, window, now)) {
    return { problem: sessionNotOpen, detail: 'This window of the session is over' }
  }
  return undefined
}

/** Whether a window of a day has ended. */
export function isPast(day: string, window: string, now: Date): boolean {
  const today = dayInIndia(now)
  if (day !== today) return day < today
  return window.slice(6) <= timeInIndia(now)
}

/** The windows of a session that have not ended. */
export function windowsAhead(session: Pick<SessionFacts, 'held_on' | 'windows'>, now: Date): string[] {
  const today = dayInIndia(now)
  if (session.held_on > today) return session.windows
  return session.windows.filter((window) => !isPast(session.held_on, window, now))
}

/** Why this person may not have a dose in this session: a wrong age, or earlier doses. */
export function refusePatient(
  session: SessionFacts,
  patient: Pick<PatientFacts, 'birthDate' | 'birthYear'>,
  claims: readonly Claim[],
): Refusal | undefined {
  return refuseAge(session, patient, session.held_on) ?? refuseDose(session, claims, session.held_on)
}

/** Age in whole years on a day. If only the year of birth is known, its first day counts as the birth date. */
export function ageOn(day: string, { birthDate, birthYear }: Pick<PatientFacts, 'birthDate' | 'birthYear'>): number {
  const years = Number(day.slice(0, 4)) - birthYear
  // The comparison of texts gives people born on 29 February their birthday on 1 March in common years.
  return birthDate !== null && day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

function refuseAge(
  session: SessionFacts,
  patient: Pick<PatientFacts, 'birthDate' | 'birthYear'>,
  day: string,
): Refusal | undefined {
  const age = ageOn(day, patient)
  if (age >= session.age_min && (session.age_max === null || age <= session.age_max)) return undefined
  const ages = session.age_max === null ? `from ${session.age_min}` : `${session.age_min} to ${session.age_max}`
  return { problem: ageNotEligible, detail: `The session is for ages ${ages}` }
}

/**
 * Why the doses that this person has booked or had forbid this one on a day. Doses of another course do not matter: a
 * person who had COVISHIELD may have BCG.
 */
export function refuseDose(session: SessionFacts, held: readonly Claim[], day: string): Refusal | undefined {
  const { course, dose, vaccine } = session
  // Two records of one person may both hold a claim for a dose. What was given last counts first.
  const claims = held.filter((claim) => claim.course === course).sort(byDayGiven)
  const same = claims.find((claim) => claim.dose === dose)
  if (same?.given_on) return { problem: doseAlreadyGiven, detail: `Dose ${dose} was given on ${same.given_on}` }
  if (same) return { problem: doseAlreadyBooked, detail: `Dose ${dose} is booked already` }
  return refuseSequence(session, claims, day) ?? refuseOtherVaccine(vaccine, claims)
}

const byDayGiven = (one: Claim, other: Claim): number =>
  one.given_on === other.given_on ? 0 : (one.given_on ?? '') > (other.given_on ?? '') ? -1 : 1

function refuseSequence(session: SessionFacts, claims: readonly Claim[], day: string): Refusal | undefined {
  if (session.dose === 1) return undefined
  const previous = claims.find((claim) => claim.dose === session.dose - 1)
  if (!previous?.given_on) {
    return { problem: previousDoseMissing, detail: `Dose ${session.dose - 1} has not been given yet` }
  }
  const otherVaccine = refuseOtherVaccine(session.vaccine, claims)
  if (otherVaccine) return otherVaccine
  const earliestOn = addDays(previous.given_on, session.interval_days_min)
  if (day >= earliestOn) return undefined
  return {
    problem: doseTooEarly,
    detail: `Dose ${session.dose} may be given from ${earliestOn} on`,
    members: { earliestOn },
  }
}

// If two records of one person had two vaccines as the same dose, the person may go on with either.
function refuseOtherVaccine(vaccine: string, claims: readonly Claim[]): Refusal | undefined {
  const had = claims.filter((claim) => claim.given_on !== null && claim.vaccine === vaccine).map(({ dose }) => dose)
  const other = claims.find((claim) => claim.vaccine !== vaccine && !had.includes(claim.dose))
  if (!other) return undefined
  return {
    problem: otherVaccineNeeded,
    detail: `This person's vaccine of ${other.course} is ${other.vaccine}`,
    members: { vaccine: other.vaccine },
  }
}

/**
 * Why a booked dose may not be given today. The patient must be here, and age and interval must be right today. Ignores
 * the claim of this booking, and of a second booking of the dose: two records of one person may both have one.
 */
export function refuseCompletion(
  booking: Pick<BookingRow, 'id' | 'status' | 'arrived_at'>,
  session: SessionFacts,
  patient: Pick<PatientFacts, 'birthDate' | 'birthYear'>,
  claims: readonly (Claim & Pick<ClaimRow, 'booking_id'>)[],
  today: string,
): Refusal | undefined {
  const others = claims.filter(
    (claim) => claim.booking_id !== booking.id && (claim.given_on !== null || claim.dose !== session.dose),
  )
  return (
    refuseEnded(booking) ??
    refuseOtherDay(session, today) ??
    refuseAge(session, patient, today) ??
    refuseDose(session, others, today) ??
    refuseNotHere(booking)
  )
}

function refuseOtherDay({ held_on }: Pick<SessionFacts, 'held_on'>, today: string): Refusal | undefined {
  if (held_on === today) return undefined
  return { problem: doseOtherDay, detail: `The session is held on ${held_on}; today is ${today}` }
}

function refuseNotHere({ arrived_at }: Pick<BookingRow, 'arrived_at'>): Refusal | undefined {
  if (arrived_at !== null) return undefined
  return { problem: arrivalMissing, detail: 'The booking has no arrival' }
}

/** Why a booking can no longer change: it has ended. */
export function refuseEnded(booking: Pick<BookingRow, 'status'>): Refusal | undefined {
  if (booking.status === 'BOOKED') return undefined
  return { problem: bookingEnded, detail: `The booking is ${booking.status}` }
}

export function refuseAbsence(
  booking: Pick<BookingRow, 'status'>,
  session: Pick<SessionFacts, 'held_on'>,
  today: string,
): Refusal | undefined {
  if (session.held_on > today) {
    return { problem: absenceTooEarly, detail: `The session is held on ${session.held_on}` }
  }
  return refuseEnded(booking)
}

export function refuseArrival(
  booking: Pick<BookingRow, 'status'>,
  session: Pick<SessionFacts, 'held_on'>,
  today: string,
): Refusal | undefined {
  return refuseToday(session, today) ?? refuseEnded(booking)
}

/** Why nobody can arrive at a session today: it is held on another day. */
export function refuseToday(session: Pick<SessionFacts, 'held_on'>, today: string): Refusal | undefined {
  if (session.held_on === today) return undefined
  return { problem: arrivalOtherDay, detail: `The session is held on ${session.held_on}` }
}

/** Doses that the stock must keep for a session: for free seats while it is open, and for bookings not given yet. */
export function promiseOf({
  status,
  capacity,
  booked,
  given,
}: Pick<SessionRow, 'status' | 'capacity' | 'booked' | 'given'>): number {
  return (status === 'open' ? capacity : booked) - given
}

/** What is wrong with the windows of a session. They must be in order and must not overlap. */
export function findWindowFault(windows: readonly string[]): string | undefined {
  let lastEnd = '00:00'
  for (const window of windows) {
    const [start, end] = window.split('-') as [string, string]
    if (start >= end) return `${window} ends before it begins`
    if (start < lastEnd) return `${window} overlaps the window before it, or comes out of order`
    lastEnd = end
  }
  return undefined
}
