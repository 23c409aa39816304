// Which facilities a chain has: asked with each request of somebody who answers for one, so it is kept for a second.
import { memoryCache } from '../../../platform/ports/cache.ts'
import type { ChainId } from '../contract.ts'
import type { FacilitiesContext } from '../tables.ts'
import { listFacilityIds } from './store.ts'

/** A process that did not make a change knows of it within this time. */
const KEPT_MS = 1_000
const CHAINS_MAX = 1_000

export interface ChainDirectory {
  facilitiesOf(chainId: string): Promise<ReadonlySet<string>>
  /** After the commit of a change: this process knows of it at once. */
  forget(): void
}

export function openChainDirectory({ db }: FacilitiesContext): ChainDirectory {
  const known = memoryCache<Promise<ReadonlySet<string>>>(CHAINS_MAX)
  return {
    facilitiesOf(chainId) {
      const kept = known.get(chainId)
      if (kept) return kept
      const read = listFacilityIds(db, chainId as ChainId).then((ids) => new Set<string>(ids))
      known.set(chainId, read, KEPT_MS)
      read.catch(() => known.delete(chainId))
      return read
    },
    forget: () => known.clear(),
  }
}
