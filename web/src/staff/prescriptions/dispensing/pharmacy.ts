// The pharmacy in which somebody works: the one that the address or this browser names, or the first of the facility.
import { reader, useFilters } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { getDispensesWorklist } from '../../../api/limits/get-dispenses-worklist.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useAccount } from '../../../session/session.ts'

export type Store = Answer<'GET /v1/inventory/stores'>['items'][number]

const KEPT = 'sehat.pharmacy'
const readers = { store: reader(getDispensesWorklist.store) }

export function usePharmacy() {
  const { facilityId = '' } = useAccount()
  const { filters, change } = useFilters(readers)
  const { data, error, refetch } = useAnswer('GET /v1/inventory/stores', { query: { facility: facilityId } })
  const pharmacies = (data?.items ?? []).filter(({ kind, isActive }) => kind === 'pharmacy' && isActive)
  const wanted = filters.store ?? localStorage.getItem(KEPT)
  const pharmacy = pharmacies.find(({ storeId }) => storeId === wanted) ?? pharmacies[0]
  const choose = (storeId: string): void => {
    localStorage.setItem(KEPT, storeId)
    change({ store: storeId })
  }
  return { pharmacy, pharmacies, choose, isKnown: data !== undefined, error, again: () => void refetch() }
}
