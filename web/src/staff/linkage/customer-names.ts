// The names of all customers: few enough to be read once and used wherever a page speaks of one.
import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../api/client.ts'
import { readAll } from '../../api/lists.ts'
import { queryClient } from '../../api/queries.ts'

export type Customer = Answer<'GET /v1/customers/{customerId}'>

const FRESH_MS = 5 * 60_000

export function useCustomers() {
  return useQuery(
    {
      queryKey: ['GET /v1/customers', 'all'],
      queryFn: ({ signal }) => readAll('GET /v1/customers', {}, { signal }),
      staleTime: FRESH_MS,
    },
    queryClient,
  )
}

/** The name of a customer; until it is known, the end of its id. */
export function useCustomerName(): (id: string) => string {
  const { data = [] } = useCustomers()
  return (id) => data.find((customer) => customer['customer-id'] === id)?.name ?? `…${id.slice(-6)}`
}
