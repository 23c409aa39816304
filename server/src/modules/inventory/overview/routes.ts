// The route of the numbers of stores: the first screen of who keeps them, in one answer. Each number opens its list.
import { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Instant, object, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { ChainId, FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { LONG_DAYS } from '../proposals/rules.ts'
import { NamedStore, nameStores } from '../stores/naming.ts'
import { listOfFacilities } from '../stores/store.ts'
import type { InventoryContext, Store } from '../tables.ts'
import { isCountDue, LATE_DAYS } from './rules.ts'
import { type CountNumbers, countCounts, countLevels, countTransfers, type StoreNumbers } from './store.ts'

const Count = Type.Integer({ minimum: 0 })
const DAY_MS = 86_400_000

const Overview = object({
  stores: Type.Array(
    object({
      ...NamedStore.properties,
      items: Count,
      low: { ...Count, description: 'At their reorder point, or used up.' },
      expiring: { ...Count, description: `With usable stock that ends within ${LONG_DAYS} days.` },
      blocked: { ...Count, description: 'With stock of lots that are expired, recalled or in quarantine.' },
      openCounts: Count,
      lastCountedAt: Type.Optional(Instant),
      isCountDue: Type.Boolean({ description: 'It holds stock, and no count was posted for a month.' }),
    }),
  ),
  transfers: object({
    ...{ toApprove: Count, toSend: Count, inTransit: Count, toReceive: Count, toSettle: Count },
    late: { ...Count, description: `Still in transit after ${LATE_DAYS} days: somebody must ask where it is.` },
  }),
})

export const overviewRoutes = (context: InventoryContext) => (app: App) => {
  app.get(
    '/v1/inventory/overview',
    {
      config: { access: may('store.read').at('place') },
      schema: {
        summary: 'Read the numbers of stores',
        description: 'For the stores of a facility, or of the own chain. Counted when asked.',
        querystring: object({ facility: Type.Optional(FacilityId), chain: Type.Optional(ChainId) }),
        response: { 200: Overview },
      },
    },
    async (request) => {
      const { facility, chain } = request.query
      if ((facility === undefined) === (chain === undefined)) {
        throw invalidField('query/facility', 'give facility, or chain, and not both')
      }
      request.permit(facility === undefined ? { chainId: chain } : { facilityId: facility, cell: cellOf(facility) })
      const places = facility === undefined ? [...(actorOf(request).chainFacilities ?? [])] : [facility]
      return readOverview(context, await listOfFacilities(context.db, places))
    },
  )
}

async function readOverview(context: InventoryContext, stores: readonly Store[]) {
  const { db, clock } = context
  const now = clock.now()
  const day = dayInIndia(now)
  const ids = stores.map(({ id }) => id)
  const [named, levels, counts, transfers] = await Promise.all([
    nameStores(context, stores),
    countLevels(db, ids, { day, soon: addDays(day, LONG_DAYS) }),
    countCounts(db, ids),
    countTransfers(db, ids, new Date(now.getTime() - LATE_DAYS * DAY_MS)),
  ])
  const levelsOf = new Map(levels.map((one) => [one.storeId, one]))
  const countsOf = new Map(counts.map((one) => [one.storeId, one]))
  return {
    stores: named.map((store) => ({
      ...store,
      ...toNumbers(levelsOf.get(store.storeId), countsOf.get(store.storeId), now),
    })),
    transfers,
  }
}

function toNumbers(levels: StoreNumbers | undefined, counts: CountNumbers | undefined, now: Date) {
  const { items = 0, low = 0, expiring = 0, blocked = 0 } = levels ?? {}
  const lastAt = counts?.lastAt ?? null
  return {
    ...{ items, low, expiring, blocked, openCounts: counts?.open ?? 0 },
    ...(lastAt && { lastCountedAt: lastAt.toISOString() }),
    isCountDue: isCountDue({ items, lastAt, now }),
  }
}
