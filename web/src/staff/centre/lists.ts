// Lists of a centre that are read whole: the bookings of a day, asked again every few seconds, and sessions.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { readAll } from '../../api/lists.ts'
import { answerKey } from '../../api/queries.ts'

const EVERY_MS = 5_000

export function useDay(facility: string, day: string) {
  const query = { facility, day }
  return useQuery({
    queryKey: answerKey('GET /v1/vaccination/bookings', { query }),
    queryFn: ({ signal }) => readAll('GET /v1/vaccination/bookings', query, { signal, onRead: () => undefined }),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  })
}

/** The sessions of some days, open and closed. */
export function useSessions(facility: string, from: string, to: string) {
  const query = { facility, from, to }
  return useQuery({
    queryKey: answerKey('GET /v1/vaccination/sessions', { query }),
    queryFn: ({ signal }) => readAll('GET /v1/vaccination/sessions', query, { signal, onRead: () => undefined }),
    placeholderData: keepPreviousData,
  })
}
