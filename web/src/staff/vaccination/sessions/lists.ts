// Lists of a centre that are read whole: the bookings of a day, asked again every few seconds, and sessions. Those of
// the day before are never shown meanwhile: under the heading of another day they would be read, printed and copied.
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { readAll } from '../../../api/lists.ts'
import { answerKey, queryClient } from '../../../api/queries.ts'

const EVERY_MS = 5_000
/** A day of thousands is read in many pages: then it rests so many times as long as that took. */
const PAUSE = 10

export function useDay(facility: string, day: string) {
  const query = { facility, day }
  const tookMs = useRef(0)
  return useQuery(
    {
      queryKey: answerKey('GET /v1/vaccination/bookings', { query }),
      queryFn: async ({ signal }) => {
        const startMs = performance.now()
        const bookings = await readAll('GET /v1/vaccination/bookings', query, { signal })
        tookMs.current = performance.now() - startMs
        return bookings
      },
      refetchInterval: () => Math.max(EVERY_MS, PAUSE * tookMs.current),
    },
    queryClient,
  )
}

/** The sessions of some days, open and closed. */
export function useSessions(facility: string, from: string, to: string) {
  const query = { facility, from, to }
  return useQuery(
    {
      queryKey: answerKey('GET /v1/vaccination/sessions', { query }),
      queryFn: ({ signal }) => readAll('GET /v1/vaccination/sessions', query, { signal }),
    },
    queryClient,
  )
}
