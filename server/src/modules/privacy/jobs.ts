// The jobs of privacy: gather exports, obey consents and close accounts, also when a process died before it was done.
import type { EventType } from '../../platform/contract.ts'
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import { closingAsked, closingUndone } from '../identity/contract.ts'
import { finishDue, followAsked, followUndone } from './closing/steps.ts'
import { obey } from './consents/steps.ts'
import { consentChanged, exportAsked } from './contract.ts'
import { buildExport, tidyExports } from './exports/steps.ts'
import type { PrivacyContext } from './tables.ts'

/** The events that this module hears; `subscriptions` says what it does on each. */
export const hears: readonly EventType[] = [exportAsked, consentChanged, closingAsked, closingUndone]

export function subscriptions(context: PrivacyContext): Subscription[] {
  return [
    on(exportAsked, ({ body }) => buildExport(context, body.exportId)),
    on(consentChanged, ({ body }) => obey(context, body)),
    on(closingAsked, ({ occurredAt, requestId, body: { accountId, closesAt } }) =>
      followAsked(context, { accountId, closesAt: new Date(closesAt), at: new Date(occurredAt), requestId }),
    ),
    on(closingUndone, ({ occurredAt, body }) => followUndone(context, body.accountId, new Date(occurredAt))),
  ]
}

export function schedules(context: PrivacyContext): Schedule[] {
  return [
    { name: 'tidy-exports', cron: '*/10 * * * *', run: () => tidyExports(context) },
    { name: 'finish-closings', cron: '*/10 * * * *', run: () => finishDue(context) },
  ]
}
