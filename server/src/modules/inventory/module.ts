// The module inventory: what stores keep, where it is, and how it moves.
import { defineModule } from '../../platform/module.ts'
import { findFacility } from '../facilities/contract.ts'
import { rows } from './access.ts'
import { calls } from './calls.ts'
import { addCommands } from './commands.ts'
import { correctionRoutes } from './correcting/routes.ts'
import { countListRoutes } from './counts/list-routes.ts'
import { countRoutes } from './counts/routes.ts'
import { demo } from './demo.ts'
import { issueRoutes } from './issuing/routes.ts'
import { importRoutes } from './items/import-routes.ts'
import { itemRoutes } from './items/routes.ts'
import { hears, schedules, subscriptions } from './jobs.ts'
import { overviewRoutes } from './overview/routes.ts'
import { inventoryProblems } from './problems.ts'
import { proposalRoutes } from './proposals/routes.ts'
import { recallListRoutes } from './recalls/list-routes.ts'
import { recallRoutes } from './recalls/routes.ts'
import { receiptRoutes } from './receipts/routes.ts'
import { scanRoutes } from './scanning/routes.ts'
import { stockRoutes } from './stock/routes.ts'
import { settingRoutes } from './stock/settings-routes.ts'
import { createTelling } from './stock/telling.ts'
import { partnerRoutes } from './stores/partner-routes.ts'
import { storeRoutes } from './stores/routes.ts'
import type { InventoryTables } from './tables.ts'
import { transferRoutes } from './transfers/routes.ts'

export const inventory = defineModule<InventoryTables>({
  name: 'inventory',
  summary: 'Stores of facilities, their stock by lots, and how it moves.',
  uses: ['facilities'],
  asks: [findFacility],
  hears,
  problems: inventoryProblems,
  powers: rows,
  addCommands,
  demo,
  open: (context) => {
    const telling = createTelling(context)
    const isWorker = context.config.role !== 'web'
    return {
      routes: [
        ...[itemRoutes(context), importRoutes(context), scanRoutes(context), storeRoutes(context)],
        ...[stockRoutes(context), settingRoutes(context), receiptRoutes(context)],
        ...[issueRoutes(context), correctionRoutes(context), countRoutes(context), transferRoutes(context)],
        ...[proposalRoutes(context), recallRoutes(context), recallListRoutes(context)],
        ...[countListRoutes(context), partnerRoutes(context), overviewRoutes(context)],
      ],
      calls: calls(context),
      subscriptions: subscriptions(context),
      schedules: schedules(context),
      start: async () => {
        if (isWorker) telling.start()
      },
      stop: () => telling.stop(),
    }
  },
})
