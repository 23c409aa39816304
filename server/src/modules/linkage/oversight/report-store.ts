// SQL of the report of stuck workflows, and of the workflows in which staff must choose.
import type pg from 'pg'
import type { CustomerId, WorkflowId } from '../contract.ts'
import type { WorkflowRow } from '../tables.ts'
import { isStale, OPEN, type StaleAfter } from '../workflows/store.ts'

export interface StuckCount {
  readonly status: string
  readonly count: number
  readonly oldestAt: Date
}

/** Counts, by status, open workflows that have not changed for so long, and choices that have waited so long. */
export async function countStuck(
  pool: Pick<pg.Pool, 'query'>,
  { staleSeconds, indexAnswerSeconds }: StaleAfter,
): Promise<StuckCount[]> {
  const { rows } = await pool.query<StuckCount>(
    `select status, count(*)::int as count, min(updated_at) as "oldestAt" from (${OPEN}) o
     join linkage.workflows w on w.cell = o.cell and w.id = o.workflow_id
     where ended_at is null and choice_at is null
       and ${isStale('$1', '$2')}
     group by status
     union all
     select 'CHOICE', count(*)::int, min(choice_at) from linkage.workflows
     where choice_at < now() - make_interval(secs => $1) having count(*) > 0
     order by status`,
    [staleSeconds, indexAnswerSeconds],
  )
  return rows
}

export async function listStuck(
  pool: Pick<pg.Pool, 'query'>,
  { staleSeconds, indexAnswerSeconds }: StaleAfter,
  limit: number,
): Promise<WorkflowRow[]> {
  const { rows } = await pool.query<WorkflowRow>(
    `select w.* from (${OPEN}) o join linkage.workflows w on w.cell = o.cell and w.id = o.workflow_id
     where ended_at is null and choice_at is null
       and ${isStale('$1', '$2')}
     order by updated_at limit $3`,
    [staleSeconds, indexAnswerSeconds, limit],
  )
  return rows
}

export async function countQueue(
  pool: Pick<pg.Pool, 'query'>,
): Promise<{ waiting: number; callbacks: number; failed: number; overdue: number }> {
  const { rows } = await pool.query<{ waiting: number; callbacks: number; failed: number; overdue: number }>(
    `select (select count(*)::int from linkage.queue where delivery_id is null and leased_until <= now()) as waiting,
       (select count(*)::int from linkage.deliveries where status = 'pending')
         + (select count(*)::int from linkage.queue where delivery_id is not null) as callbacks,
       (select count(*)::int from linkage.deliveries
        where status = 'failed' and ended_at > now() - interval '1 day') as failed,
       -- With an archive that fails, data stays that should be erased.
       (select count(*)::int from linkage.requests
        where erase_at < now() - interval '1 hour' and sealed is not null) as overdue`,
  )
  return rows[0] as { waiting: number; callbacks: number; failed: number; overdue: number }
}

export interface ReviewSearch {
  readonly customerId: CustomerId | undefined
  readonly afterId: string | undefined
  readonly limit: number
}

/** Workflows in which the staff of Sehat must choose now. */
export async function listReviews(
  pool: Pick<pg.Pool, 'query'>,
  { customerId, afterId, limit }: ReviewSearch,
): Promise<(WorkflowRow & { candidates: Buffer | null; id: WorkflowId })[]> {
  const { rows } = await pool.query<WorkflowRow & { candidates: Buffer | null }>(
    `select w.*, r.candidates from linkage.workflows w
     join linkage.requests r on r.cell = w.cell and r.workflow_id = w.id
     where w.choice_at is not null and w.status = 'CHOICE' and w.choice_by = 'staff'
       and ($1::uuid is null or w.id > $1::uuid) and ($2::uuid is null or w.customer_id = $2::uuid)
     order by w.id limit $3`,
    [afterId ?? null, customerId ?? null, limit],
  )
  return rows
}
