// Counts the callbacks under way, so that no receiver gets more at once than its customer allows, or takes all sockets.
import type { CustomerId } from '../contract.ts'
import type { Directory } from '../customers/directory.ts'
import type { DueDelivery } from './store.ts'

/** Limit of open sockets over all customers. A few dead receivers cannot fill it, because each has its own limit. */
const PLACES_MAX = 256
/** So many of them are kept for callbacks that were tried before, or that waited. */
const KEPT_FOR_CLAIMS = 64

export interface Places {
  readonly taken: number
  /** Takes a place for a first try. They leave one place of the customer to callbacks that wait in the database. */
  enterFirst(id: CustomerId): boolean
  leave(id: CustomerId): void
  /** Places of the customer for callbacks that wait in the database. */
  freeOf(id: CustomerId): number
  /** Takes the places of claimed callbacks. Learns from a full claim that more of them wait. */
  onClaimed(free: ReadonlyMap<CustomerId, number>, due: readonly DueDelivery[]): void
  /** True when callbacks of this customer wait in the database. Those go first. */
  isBehind(id: CustomerId): boolean
  /** Whether a new callback of this customer may be tried at once. */
  isReady(id: CustomerId): boolean
}

export function createPlaces(directory: Pick<Directory, 'get'>): Places {
  const busy = new Map<CustomerId, number>()
  const behind = new Set<CustomerId>()
  let taken = 0
  const take = (id: CustomerId): void => {
    busy.set(id, (busy.get(id) ?? 0) + 1)
    taken++
  }
  const maxOf = (id: CustomerId): number => directory.get(id)?.callbacks_at_once ?? 0
  return {
    get taken() {
      return taken
    },
    enterFirst(id) {
      if ((busy.get(id) ?? 0) >= maxOf(id) - 1 || taken >= PLACES_MAX - KEPT_FOR_CLAIMS) return false
      take(id)
      return true
    },
    leave(id) {
      busy.set(id, (busy.get(id) ?? 1) - 1)
      taken--
    },
    freeOf: (id) => Math.min(maxOf(id) - (busy.get(id) ?? 0), PLACES_MAX - taken),
    onClaimed(free, due) {
      const counts = new Map<CustomerId, number>()
      for (const { customerId } of due) {
        take(customerId)
        counts.set(customerId, (counts.get(customerId) ?? 0) + 1)
      }
      for (const [id, places] of free) {
        if (counts.get(id) === places) behind.add(id)
        else behind.delete(id)
      }
    },
    isBehind: (id) => behind.has(id),
    isReady: (id) => maxOf(id) > 1 && !behind.has(id) && !directory.get(id)?.webhook_off_at,
  }
}
