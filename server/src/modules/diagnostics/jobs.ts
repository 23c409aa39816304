// Background work: charges orders, follows facilities and merges, and asks others about critical results.
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import { facilityChanged } from '../facilities/contract.ts'
import { orderCancelled, orderPlaced } from './contract.ts'
import { escalateDue } from './criticals/steps.ts'
import { chargeOrder, reverseOrder } from './fees/steps.ts'
import { followFacility } from './menus/steps.ts'
import { mergeSubscriptions } from './merging.ts'
import type { DiagnosticsContext } from './tables.ts'

export const subscriptions = (context: DiagnosticsContext): Subscription[] => [
  on(orderPlaced, (event) => chargeOrder(context, event)),
  on(orderCancelled, (event) => reverseOrder(context, event)),
  on(facilityChanged, ({ body }) => followFacility(context, body)),
  ...mergeSubscriptions(context),
]

export const schedules = (context: DiagnosticsContext): Schedule[] => [
  { name: 'escalate-criticals', cron: '* * * * *', run: () => escalateDue(context) },
]
