// Why the server refused a booking, in words that name the person, and what is known when no answer came.
import { ApiProblem, isProblem, NoAnswer } from '../../../api/problem.ts'
import type { Format } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { nameOfVaccine, useVaccines, type Vaccine } from '../../patients/family.ts'

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
    const person = findPerson(error, people)
    return (
      person && t(`booking.refused.${error.slug}`, { name: person.name, ...toValues(error, format, vaccines.data) })
    )
  }
}

function findPerson({ slug, members: { patientId } }: ApiProblem, people: readonly Person[]): Person | undefined {
  const [only] = people.length === 1 ? people : []
  // This limit is of the whole family when it names no person. The general words tell that.
  const isOfFamily = slug === 'too-many-cancellations' && patientId === undefined
  return isOfFamily ? undefined : (people.find((each) => each.patientId === patientId) ?? only)
}

function toValues({ members }: ApiProblem, format: Format, vaccines: readonly Vaccine[] | undefined) {
  const { earliestOn, vaccine, max, mayBookAt } = members
  return {
    ...(typeof earliestOn === 'string' && { day: format.day(earliestOn) }),
    ...(typeof vaccine === 'string' && { vaccine: nameOfVaccine(vaccines, vaccine) }),
    ...(typeof max === 'number' && { max }),
    ...(typeof mayBookAt === 'string' && { at: format.instant(mayBookAt) }),
  }
}
