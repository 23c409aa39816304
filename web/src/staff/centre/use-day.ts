// The bookings of a day at a centre: read whole, and asked again every few seconds.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Answer, ask } from '../../api/client.ts'
import { answerKey } from '../../api/queries.ts'
import type { Booking } from './day.ts'

const EVERY_MS = 5_000
const PAGE_ROWS = 100

/** All bookings of a day, page after page. */
export function useDay(facility: string, day: string) {
  return useQuery({
    queryKey: answerKey('GET /v1/vaccination/bookings', { query: { facility, day } }),
    queryFn: async ({ signal }) => {
      const bookings: Booking[] = []
      for (let cursor: string | undefined; ; ) {
        const query = { facility, day, limit: PAGE_ROWS, ...(cursor !== undefined && { cursor }) }
        const page: Answer<'GET /v1/vaccination/bookings'> = await ask('GET /v1/vaccination/bookings', {
          query,
          signal,
        })
        bookings.push(...page.items)
        cursor = page.nextCursor
        if (cursor === undefined) return bookings
      }
    },
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  })
}
