// Background work: charges orders, releases and keeps reports, follows facilities and merges, and asks others about
// critical results.
import type { EventType } from '../../platform/contract.ts'
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import { originOfEvent } from '../../platform/work/outbox.ts'
import { chargesSettled } from '../billing/contract.ts'
import { facilityChanged } from '../facilities/contract.ts'
import { patientMerges } from '../patients/merging/contract.ts'
import { orderCancelled, orderPlaced, reportReleased, resultCorrected, resultFinal } from './contract.ts'
import { escalateDue } from './criticals/steps.ts'
import { followSettlement, sweepSettlements } from './fees/settlement.ts'
import { chargeOrder, reverseOrder } from './fees/steps.ts'
import { followFacility } from './menus/steps.ts'
import { mergeSubscriptions } from './merging.ts'
import { keepReports, sweepKept } from './reports/keeping.ts'
import { releaseReports, sweepReports } from './reports/releasing.ts'
import type { DiagnosticsContext } from './tables.ts'

/** The events that this module hears; `subscriptions` says what it does on each. */
export const hears: readonly EventType[] = [
  orderPlaced,
  orderCancelled,
  chargesSettled,
  resultFinal,
  resultCorrected,
  reportReleased,
  facilityChanged,
  ...patientMerges,
]

export const subscriptions = (context: DiagnosticsContext): Subscription[] => [
  on(orderPlaced, (event) => chargeOrder(context, event)),
  on(orderCancelled, (event) => reverseOrder(context, event)),
  on(chargesSettled, (event) => followSettlement(context, event)),
  on(resultFinal, (event) => releaseReports(context, event.body.orderId, originOfEvent(event))),
  on(resultCorrected, (event) => releaseReports(context, event.body.orderId, originOfEvent(event))),
  on(reportReleased, (event) => keepReports(context, event.body.orderId, originOfEvent(event))),
  on(facilityChanged, ({ body }) => followFacility(context, body)),
  ...mergeSubscriptions(context),
]

export const schedules = (context: DiagnosticsContext): Schedule[] => [
  { name: 'escalate-criticals', cron: '* * * * *', run: () => escalateDue(context) },
  { name: 'ask-settlements', cron: '*/5 * * * *', run: () => sweepSettlements(context) },
  { name: 'release-reports', cron: '* * * * *', run: () => sweepReports(context) },
  { name: 'keep-reports', cron: '* * * * *', run: () => sweepKept(context) },
]
