// What the banner says of a patient: the age, and what is new since the reader's last visit. Pure.
import type { Finding, Visit } from '../tables.ts'

/** Whole years; by the year alone when the day is not known. */
export function ageOf(
  { birthDate, birthYear }: { birthDate: string | null; birthYear: number },
  today: string,
): number {
  const years = Number(today.slice(0, 4)) - birthYear
  return birthDate !== null && today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

export interface News {
  readonly kind: 'visit' | 'allergy' | 'problem'
  readonly at: Date
  readonly id: string
}

const isLive = ({ status }: Visit): boolean => status === 'OPEN' || status === 'IN_PROGRESS'

/** The last visit before those that go on now. */
export const lastVisit = (visits: readonly Visit[]): Visit | undefined => visits.find((visit) => !isLive(visit))

/** What came into the record since the last visit with this doctor; everything when there was none. */
export function newsOf(visits: readonly Visit[], findings: readonly Finding[], doctorId: string | undefined): News[] {
  const own = visits.find((visit) => visit.doctor_id === doctorId && !isLive(visit))
  const since = own?.closed_at ?? own?.opened_at ?? new Date(0)
  const newVisits = visits.filter((visit) => !isLive(visit) && visit.id !== own?.id && visit.opened_at > since)
  const newFindings = findings.filter(({ noted_at }) => noted_at > since)
  return [
    ...newVisits.map(({ id, opened_at }): News => ({ kind: 'visit', at: opened_at, id })),
    ...newFindings.map(({ id, kind, noted_at }): News => ({ kind, at: noted_at, id })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime() || (one.id < other.id ? -1 : 1))
}
