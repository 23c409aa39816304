// The names of all customers: few enough to be read once and used wherever a page speaks of one.
import type { Answer } from '../../api/client.ts'
import { useWhole } from '../../api/lists.ts'

export type Customer = Answer<'GET /v1/customers/{customerId}'>

const FRESH_MS = 5 * 60_000

export const useCustomers = () => useWhole('GET /v1/customers', {}, { freshMs: FRESH_MS })

/** The name of a customer; until it is known, the end of its id. */
export function useCustomerName(): (id: string) => string {
  const { data = [] } = useCustomers()
  return (id) => data.find((customer) => customer['customer-id'] === id)?.name ?? `…${id.slice(-6)}`
}
