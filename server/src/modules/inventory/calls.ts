// The answers to the calls of other modules.
import { dayInIndia } from '../../platform/clock.ts'
import { answerTo, type CallAnswer } from '../../platform/work/calls.ts'
import { findItems } from './items/contract.ts'
import { toItemFacts } from './items/rules.ts'
import { findItems as readItems } from './items/store.ts'
import { commitReservation, keepReservation, releaseReservation, reserve } from './reservations/contract.ts'
import { answerCommit, answerKeep, answerRelease, answerReserve } from './reservations/steps.ts'
import { createTogether } from './reservations/together.ts'
import { putBack, showLevels } from './stock/contract.ts'
import { listFree } from './stock/level-store.ts'
import { answerPutBack } from './stock/returning.ts'
import { findStores } from './stores/contract.ts'
import { toStoreFacts } from './stores/steps.ts'
import { listOfFacilities, findStores as readStores } from './stores/store.ts'
import type { InventoryContext } from './tables.ts'

export function calls(context: InventoryContext): CallAnswer[] {
  const together = createTogether(context)
  return [
    answerTo(reserve, (asked) => answerReserve(context, together, asked)),
    answerTo(keepReservation, (asked) => answerKeep(context, asked)),
    answerTo(commitReservation, (asked) => answerCommit(context, together, asked)),
    answerTo(releaseReservation, (asked) => answerRelease(context, asked)),
    answerTo(putBack, (asked) => answerPutBack(context, asked)),
    answerTo(showLevels, async ({ storeIds, itemCodes }) => ({
      levels: await listFree(context.db, storeIds, itemCodes, dayInIndia(context.clock.now())),
    })),
    answerTo(findItems, async ({ itemCodes }) => (await readItems(context.db, itemCodes)).map(toItemFacts)),
    answerTo(findStores, async (asked) => {
      const found =
        'facilityId' in asked
          ? await listOfFacilities(context.db, [asked.facilityId])
          : await readStores(context.db, asked.storeIds)
      return found.map(toStoreFacts)
    }),
  ]
}
