// Which range holds for a person on a day, and which people two ranges have in common. Pure.
import { addDays, daysBetween } from '../../../platform/clock.ts'
import type { Range } from '../tables.ts'

export interface Person {
  readonly gender: string
  readonly birthDate: string | null
  readonly birthYear: number
}

/** The youngest and the oldest age in days that the person may have on a day: one age when the birth date is known. */
export function agesOn({ birthDate, birthYear }: Person, day: string): readonly [number, number] {
  const [last, first] = birthDate === null ? [`${birthYear}-12-31`, `${birthYear}-01-01`] : [birthDate, birthDate]
  return [Math.max(0, daysBetween(last, day)), Math.max(0, daysBetween(first, day))]
}

const isOfSex = ({ sex }: Pick<Range, 'sex'>, gender: string): boolean => sex === 'any' || sex === gender

/**
 * The checked range that holds for a person on a day: the last that had begun, and one for the own sex before one for
 * all. Undefined when nobody has checked one, or when the age is not known well enough: then no result has a flag.
 */
export function findRange(ranges: readonly Range[], person: Person, day: string): Range | undefined {
  const [youngest, oldest] = agesOn(person, day)
  return ranges
    .filter((range) => range.checked_by !== null && range.valid_from <= day && isOfSex(range, person.gender))
    .filter(({ from_days, until_days }) => from_days <= youngest && oldest < until_days)
    .toSorted(
      (one, other) =>
        other.valid_from.localeCompare(one.valid_from) || Number(one.sex === 'any') - Number(other.sex === 'any'),
    )[0]
}

/** A range of these that holds for some of the same people from the same day, and is another one. */
export function findOverlap(ranges: readonly Range[], range: Range): Range | undefined {
  return ranges.find(
    (other) =>
      other.checked_by !== null &&
      other.valid_from === range.valid_from &&
      other.sex === range.sex &&
      other.from_days < range.until_days &&
      range.from_days < other.until_days,
  )
}

const VALUES = ['sex', 'from_days', 'until_days', 'valid_from', 'low', 'high', 'critical_low', 'critical_high'] as const

export const isSameRange = (one: Range, other: Range): boolean => VALUES.every((name) => one[name] === other[name])

const DAYS_AHEAD_MAX = 366

/** Why a range may not begin on this day; undefined when it may. */
export function refuseDay(validFrom: string, today: string): string | undefined {
  if (validFrom < today) return 'lies in the past: results of then keep the range of then'
  return validFrom > addDays(today, DAYS_AHEAD_MAX) ? `lies more than ${DAYS_AHEAD_MAX} days ahead` : undefined
}
