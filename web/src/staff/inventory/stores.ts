// The stores that somebody works with: those of the own facility or chain, and the one that is looked at.
import { reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getInventoryStoresLots } from '../../api/limits/get-inventory-stores-lots.ts'
import { useAnswer } from '../../api/queries.ts'
import { useAccount, useMay, useWorkplace } from '../../session/session.ts'

export type Overview = Answer<'GET /v1/inventory/overview'>
export type StoreNumbers = Overview['stores'][number]

const KEPT = 'sehat.store'
const readers = { store: reader(getInventoryStoresLots.storeId) }

/** What the overview is asked for: the own facility, or the own chain. */
export function useScope(): { readonly facility?: string; readonly chain?: string } {
  const { facilityId } = useAccount()
  const { chainId } = useWorkplace() ?? {}
  return chainId === undefined ? { facility: facilityId ?? '' } : { chain: chainId }
}

export function useOverview(everyMs?: number) {
  const query = useScope()
  const enabled = useMay('store.read')
  return useAnswer('GET /v1/inventory/overview', { query }, { enabled, ...(everyMs !== undefined && { everyMs }) })
}

/** The store of the address, of this browser, or the first: a pharmacy before the others. */
export function useStore() {
  const { filters, change } = useFilters(readers)
  const { data, error, refetch } = useOverview()
  const stores = data?.stores ?? []
  const wanted = filters.store ?? localStorage.getItem(KEPT)
  const store = stores.find(({ storeId }) => storeId === wanted) ?? firstOf(stores)
  const choose = (storeId: string): void => {
    localStorage.setItem(KEPT, storeId)
    change({ store: storeId })
  }
  return { store, stores, choose, isKnown: data !== undefined, error, again: () => void refetch() }
}

const firstOf = (stores: readonly StoreNumbers[]): StoreNumbers | undefined =>
  stores.find(({ kind }) => kind === 'pharmacy') ?? stores[0]
