// Reconciliation: puts forgotten workflows back into the queue or ends them FAILED. Also reports stuck workflows.

import type { RequestStore } from '../accepting/request-store.ts'
import { eraseEnded } from '../accepting/store.ts'
import { endOvertaken } from '../objections/steps.ts'
import type { LinkageContext, WorkflowRow } from '../tables.ts'
import { toConcerned } from '../workflows/choosing.ts'
import { type Settler, toFailure, toSettlement } from '../workflows/settlement.ts'
import { ANSWERED, PENDING } from '../workflows/states.ts'
import { completeAnswered, countRequeue, listExpiredChoices, listSilent, type Settlement } from '../workflows/store.ts'
import { countQueue, countStuck, listStuck } from './report-store.ts'
import type { Sweep } from './sweep.ts'

export interface Reconciled {
  readonly requeued: number
  readonly failed: number
  readonly expired: number
}

export interface ReconcilingParts {
  readonly settler: Pick<Settler, 'settle'>
  readonly requests: Pick<RequestStore, 'erase' | 'sweep'>
  readonly sweep: Sweep
}

/** Runs one round. Several processes may do so at once: a move counts only if the workflow has not changed. */
export async function reconcile(
  context: LinkageContext,
  { settler, requests, sweep }: ReconcilingParts,
): Promise<Reconciled> {
  const { pool, config, log } = context
  const { attemptsMax, choiceDays } = config.linkage
  const swept = await sweep()
  await completeAnswered(
    pool,
    swept.filter(({ status }) => ANSWERED.includes(status)),
  )
  const forgotten = [...swept.filter(({ status }) => PENDING.includes(status)), ...(await listSilent(pool))]
  const hopeless = forgotten.filter(({ attempts, requeues }) => Math.max(attempts, requeues) >= attemptsMax)
  const others = forgotten.filter((workflow) => !hopeless.includes(workflow))
  const settleAll = async (rows: readonly WorkflowRow[], toNext: (row: WorkflowRow) => Settlement) => {
    const settled = await Promise.all(rows.map((row) => settler.settle({ ...toNext(row), from: [row.status] })))
    return rows.filter((_, index) => settled[index] === 'done')
  }
  const failed = await settleAll(hopeless, (row) => {
    const reason = row.status === 'REQUESTED' ? 'index-silent' : 'too-many-attempts'
    return toFailure(context, toConcerned(row), reason, null)
  })
  const requeued = await settleAll(others, ({ id }) => ({ id, lease: null, to: 'RECEIVED' }))
  if (requeued.length > 0)
    await countRequeue(
      pool,
      requeued.map(({ id }) => id),
    )
  // Sehat told these customers to wait for a choice. Now it tells them that nobody chose.
  const expired = await settleAll(await listExpiredChoices(pool, choiceDays), (row) =>
    toSettlement(context, toConcerned(row), { status: 'NO_RESULTS', reason: 'no-choice' }, null),
  )
  await endOvertaken(context)
  const done = { requeued: requeued.length, failed: failed.length, expired: expired.length }
  if (done.requeued + done.failed > 0) log.warn(done, 'reconciliation found forgotten workflows')
  // The last step: while the store of requests is away it fails, and the next round does it.
  const { archive, archiveSeconds: seconds } = config.linkage
  const erasing = { seconds, hasArchive: archive !== undefined, eraseElsewhere: requests.erase }
  while ((await eraseEnded(context.db, erasing)) > 0);
  await requests.sweep()
  return done
}

/** The report for operators: counts, and the oldest stuck workflows. */
export async function reportStuck({ pool, config, clock }: LinkageContext, limit = 50) {
  const { staleSeconds } = config.linkage
  const [counts, stuck, queue] = await Promise.all([
    countStuck(pool, config.linkage),
    listStuck(pool, config.linkage, limit),
    countQueue(pool),
  ])
  return {
    'as-of': clock.now().toISOString(),
    'stale-seconds': staleSeconds,
    statuses: counts.map(({ status, count, oldestAt }) => ({ status, count, 'oldest-at': oldestAt.toISOString() })),
    'queue-waiting': queue.waiting,
    'callbacks-pending': queue.callbacks,
    'callbacks-failed-today': queue.failed,
    'erasures-overdue': queue.overdue,
    workflows: stuck.map((row) => ({
      'workflow-id': row.id,
      'customer-id': row.customer_id,
      status: row.status,
      attempts: row.attempts,
      requeues: row.requeues,
      'updated-at': row.updated_at.toISOString(),
    })),
  }
}
