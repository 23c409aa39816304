// The names of all outside systems, read once for all pages, because there are only a few.
import type { Answer } from '../../api/client.ts'
import { useWhole } from '../../api/lists.ts'

export type Customer = Answer<'GET /v1/customers/{customerId}'>

const FRESH_MS = 5 * 60_000

export const useCustomers = () => useWhole('GET /v1/customers', {}, { freshMs: FRESH_MS })

/** The name of an outside system. Until it is known, the end of its id. */
export function useCustomerName(): (id: string) => string {
  const { data = [] } = useCustomers()
  return (id) => data.find((customer) => customer['customer-id'] === id)?.name ?? `…${id.slice(-6)}`
}
