// Background work: follows visits and merges; ends uploads, erases what is out of time, compares storage and rows.

import { randomUUID } from 'node:crypto'
import type { EventType } from '../../platform/contract.ts'
import type { Schedule, Subscription } from '../../platform/work/jobs.ts'
import { patientMerges } from '../patients/merging/contract.ts'
import { visitClosed, visitOpened, visitVoided } from '../visits/contract.ts'
import { countMissing, eraseEnded, sweepBlobs } from './ending/steps.ts'
import { mergeSubscriptions } from './merging.ts'
import { visitSubscriptions } from './staying/steps.ts'
import type { DocumentsContext } from './tables.ts'
import type { Uploads } from './uploads/steps.ts'

/** The events that this module hears; `subscriptions` says what it does on each. */
export const hears: readonly EventType[] = [visitOpened, visitClosed, visitVoided, ...patientMerges]

export const subscriptions = (context: DocumentsContext): Subscription[] => [
  ...mergeSubscriptions(context),
  ...visitSubscriptions(context),
]

// 20:00 UTC is 01:30 in India.
export function schedules(context: DocumentsContext, uploads: Uploads): Schedule[] {
  const missing = { count: 0 }
  context.metrics.gauge('documents_missing_parts', 'Parts of documents that the storage lacks', () => missing.count)
  return [
    {
      name: 'end-uploads',
      cron: '*/15 * * * *',
      run: () => uploads.endExpired({ actorId: null, requestId: randomUUID() }),
    },
    { name: 'erase-ended', cron: '0 20 * * *', run: async () => void (await eraseEnded(context)) },
    { name: 'sweep-blobs', cron: '15 20 * * *', run: async () => void (await sweepBlobs(context)) },
    {
      name: 'count-missing',
      cron: '45 20 * * *',
      run: async () => {
        missing.count = await countMissing(context)
      },
    },
  ]
}
