// Keeps who saw whose record: gathers the reads of a moment into one statement a district, before the answers leave.
import { LRUCache } from 'lru-cache'
import { cellOf, type Id, newId } from '../../../platform/id.ts'
import { Problem, unavailable } from '../../../platform/problem.ts'
import type { Read, RecordReads } from '../../../platform/reads.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import { appendToDay } from '../chain/append.ts'
import { hashRead, type ReadContent } from '../chain/links.ts'
import type { AuditContext } from '../tables.ts'

/** Somebody who sees one record again within this time is not recorded again: a list on a screen renews itself. */
export const SAME_LOOK_MINUTES = 15
const LOOKS_MAX = 100_000

const BATCH = { sizeMax: 200, waitingMax: 5_000, lanes: 2 }

export interface Recorder {
  readonly record: RecordReads
  readonly waiting: number
  idle(): Promise<void>
}

/** A read of one patient, before the day is known. */
type Seen = Omit<ReadContent, 'recorded_on'>

export function createRecorder(context: AuditContext): Recorder {
  const counted = context.metrics.counter('audit_reads_total', 'Reads of records that the audit keeps', ['basis'])
  const looks = new LRUCache<string, number>({ max: LOOKS_MAX })
  const isSameLook = (key: string): boolean => {
    const at = looks.get(key)
    return at !== undefined && context.clock.now().getTime() - at < SAME_LOOK_MINUTES * 60_000
  }
  const batch = createBatch<readonly Seen[], true>({
    ...BATCH,
    run: (requests) => appendReads(context, requests),
    overloaded: () => new Problem(unavailable, { detail: 'Too many reads wait to be recorded', retryAfterSeconds: 1 }),
  })
  return {
    async record(read) {
      const fresh = read.patientIds.filter((patientId) => !isSameLook(lookOf(read, patientId)))
      if (fresh.length === 0) return
      const now = context.clock.now()
      await batch.submit(fresh.map((patientId) => toSeen(read, patientId as Id<'patient'>, now)))
      // Remember only what is committed.
      for (const patientId of fresh) looks.set(lookOf(read, patientId), now.getTime())
      counted.inc({ basis: read.basis }, fresh.length)
    },
    get waiting() {
      return batch.waiting
    },
    idle: () => batch.idle(),
  }
}

const lookOf = ({ actor, power, recordId = '' }: Read, patientId: string): string =>
  [actor.accountId, actor.workplaceId ?? actor.facilityId ?? '', power, recordId, patientId].join(' ')

function toSeen(read: Read, patientId: Id<'patient'>, at: Date): Seen {
  const { actor, role, basis, power, recordId, requestId } = read
  const cell = cellOf(patientId)
  const [record_kind, action] = power.split('.') as [string, string]
  return {
    ...{ cell, id: newId<'read'>(cell, at.getTime()), patient_id: patientId, account_id: actor.accountId, role, basis },
    ...{ facility_id: actor.facilityId ?? null, record_kind, action, record_id: recordId ?? null },
    ...{ at, request_id: requestId },
  }
}

/** Writes the reads of many requests, district by district. A request fails when one of its districts fails. */
async function appendReads(context: AuditContext, requests: readonly (readonly Seen[])[]): Promise<(true | Error)[]> {
  const byCell = new Map<number, Seen[]>()
  for (const seen of requests.flat()) byCell.set(seen.cell, [...(byCell.get(seen.cell) ?? []), seen])
  const failures = new Map<number, Error>()
  for (const [cell, all] of byCell) {
    try {
      await appendToDay(context, 'reads', cell, (recorded_on) =>
        all.map((seen) => ({ ...seen, content: hashRead({ ...seen, recorded_on }).toString('hex') })),
      )
    } catch (error) {
      failures.set(cell, error as Error)
    }
  }
  return requests.map((seen) => seen.map(({ cell }) => failures.get(cell)).find((error) => error) ?? true)
}
