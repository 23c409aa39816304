// Gives the facilities of a chain. Each request of a chain-admin needs them, so the process keeps them for a second.
import { memoryCache } from '../../../platform/ports/cache.ts'
import type { ChainId } from '../contract.ts'

/** Within this time a process sees a change that another process made. */
const KEPT_MS = 1_000
const CHAINS_MAX = 1_000

export interface ChainDirectory {
  facilitiesOf(chainId: string): Promise<ReadonlySet<string>>
  /** Clears this process's memory. Call it after the commit of a change, so that this process sees it at once. */
  forget(): void
}

export function openChainDirectory(listFacilityIds: (chainId: ChainId) => Promise<readonly string[]>): ChainDirectory {
  const known = memoryCache<Promise<ReadonlySet<string>>>(CHAINS_MAX)
  return {
    facilitiesOf(chainId) {
      const kept = known.get(chainId)
      if (kept) return kept
      const read = listFacilityIds(chainId as ChainId).then((ids) => new Set<string>(ids))
      known.set(chainId, read, KEPT_MS)
      read.catch(() => known.delete(chainId))
      return read
    },
    forget: () => known.clear(),
  }
}
