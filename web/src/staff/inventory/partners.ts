// The stores with which the own facility exchanges stock, and their names.
import { useAnswer } from '../../api/queries.ts'
import { useAccount } from '../../session/session.ts'

const FRESH = { freshMs: 300_000 }

export function usePartners() {
  const { facilityId = '' } = useAccount()
  const { data, error, refetch } = useAnswer(
    'GET /v1/inventory/stores/partners',
    { query: { facility: facilityId } },
    { ...FRESH, enabled: facilityId !== '' },
  )
  const stores = data?.items ?? []
  const nameOf = (storeId: string): string => {
    const store = stores.find((one) => one.storeId === storeId)
    if (!store) return '…'
    return store.facilityId === facilityId ? store.name : `${store.facilityName}: ${store.name}`
  }
  const isOwn = (storeId: string): boolean =>
    stores.some((store) => store.storeId === storeId && store.facilityId === facilityId)
  return { stores, nameOf, isOwn, isKnown: data !== undefined, error, again: () => void refetch() }
}
