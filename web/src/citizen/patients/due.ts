// Finds the next dose of a person, and the person's age.
import { addDays } from '../../i18n/format.ts'
import type { Member, Relative, Vaccine } from './family.ts'

/**
 * Age in whole years. When only the birth year is known, the first of January counts as the birthday, as on the server.
 */
export function ageOn(day: string, { birthDate, birthYear }: Pick<Member, 'birthDate' | 'birthYear'>): number {
  const years = Number(day.slice(0, 4)) - birthYear
  return birthDate !== undefined && day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

export interface DueDose {
  readonly course: string
  readonly vaccine: string
  readonly dose: number
  /** The first day on which the centre may give it. */
  readonly from: string
}

/** The next dose of each course that the person has begun, unless it is booked already or the course is complete. */
export function findDue(
  { doses, bookings }: Pick<Relative, 'doses' | 'bookings'>,
  vaccines: readonly Vaccine[],
): DueDose[] {
  const courses = [...new Set(doses.map(({ course }) => course))].toSorted()
  return courses.flatMap((course) => {
    const last = doses.filter((each) => each.course === course).toSorted((a, b) => b.dose - a.dose)[0]
    const vaccine = vaccines.find(({ code }) => code === last?.vaccine)
    if (!last || !vaccine || last.dose >= vaccine.doses) return []
    const dose = last.dose + 1
    const isNext = (each: Relative['bookings'][number]): boolean => each.course === course && each.dose === dose
    if (bookings.some((booking) => booking.status === 'BOOKED' && isNext(booking))) return []
    const from = addDays(last.givenOn, vaccine.intervalDaysMin)
    return [{ course, vaccine: vaccine.code, dose, from }]
  })
}
