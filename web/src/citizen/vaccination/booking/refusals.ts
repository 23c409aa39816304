// Why the server refused a booking, in words that name the person, and what is known when no answer came.
import { ApiProblem, isProblem, NoAnswer } from '../../../api/problem.ts'
import { useText } from '../../../i18n/language.ts'
import { nameOfVaccine, useVaccines } from '../../patients/family.ts'

interface Person {
  readonly patientId: string
  readonly name: string
}

/** How many seats are left when there are too few. Undefined when the server refused for another reason. */
export function readNoSeat(error: unknown): { free: number } | undefined {
  if (isProblem(error, 'session-not-open')) return { free: 0 }
  return isProblem(error, 'session-full') ? { free: Number(error.members.available ?? 0) } : undefined
}

/** The words for refusals about one of these people. Undefined when the general words apply. */
export function useRefusalWords(people: readonly Person[]): (error: unknown) => string | undefined {
  const { t, has, format } = useText()
  const vaccines = useVaccines()
  return (error) => {
    if (error instanceof NoAnswer && error.mayBeDone) return t('booking.refused.noAnswer')
    if (!(error instanceof ApiProblem) || !has(`booking.refused.${error.slug}`)) return undefined
    const { patientId, earliestOn, vaccine } = error.members
    const [only] = people.length === 1 ? people : []
    const person = people.find((each) => each.patientId === patientId) ?? only
    if (!person) return undefined
    return t(`booking.refused.${error.slug}`, {
      name: person.name,
      ...(typeof earliestOn === 'string' && { day: format.day(earliestOn) }),
      ...(typeof vaccine === 'string' && { vaccine: nameOfVaccine(vaccines.data, vaccine) }),
    })
  }
}
