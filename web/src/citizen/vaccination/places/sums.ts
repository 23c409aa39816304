// The free seats of the next week by state and by district, with the names of the places.
import { useAnswer } from '../../../api/queries.ts'

/** Places do not change while a page is open. */
const UNCHANGING = { freshMs: Number.POSITIVE_INFINITY }
const STATES_AT_ONCE = 100

export interface StateSum {
  readonly code: string
  readonly name: string
  readonly available: number
}

export interface DistrictSum {
  readonly cell: number
  readonly name: string
  readonly available: number
}

/** All states, also those without a centre. When the numbers are not known, the names come alone, with zeros. */
export function useStateSums() {
  const names = useAnswer('GET /v1/states', { query: { limit: STATES_AT_ONCE } }, UNCHANGING)
  const sums = useAnswer('GET /v1/vaccination/availability/places', {})
  const isComplete = names.data !== undefined && (sums.data !== undefined || sums.error !== null)
  const states: readonly StateSum[] | undefined = isComplete
    ? names.data.items.map(({ code, name }) => {
        return { code, name, available: sums.data?.items.find((each) => each.code === code)?.available ?? 0 }
      })
    : undefined
  return { states, hasNumbers: sums.data !== undefined, error: names.error, retry: () => void names.refetch() }
}

/** All districts of a state, also those without a centre. */
export function useDistrictSums(state: string) {
  const names = useAnswer('GET /v1/states/{code}/districts', { path: { code: state } }, UNCHANGING)
  const sums = useAnswer('GET /v1/vaccination/availability/places', { query: { state } })
  const isComplete = names.data !== undefined && (sums.data !== undefined || sums.error !== null)
  const districts: readonly DistrictSum[] | undefined = isComplete
    ? names.data.items.map(({ cell, name }) => {
        return { cell, name, available: sums.data?.items.find((each) => each.cell === cell)?.available ?? 0 }
      })
    : undefined
  return { districts, error: names.error, retry: () => void names.refetch() }
}
