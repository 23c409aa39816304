// Long polls: one query every 200 ms serves all requests of this process that wait for a workflow to change.
import { createLoop } from '../../../platform/work/loop.ts'
import type { WorkflowId } from '../contract.ts'
import type { LinkageContext, ShownWorkflowRow } from '../tables.ts'
import { listChanged } from '../workflows/store.ts'

export interface Waiting {
  /** Gives the workflow when `isEnough` is true, or its current state when the seconds are over. */
  until(
    workflow: ShownWorkflowRow,
    seconds: number,
    isEnough: (workflow: ShownWorkflowRow) => boolean,
    gone: AbortSignal,
  ): Promise<ShownWorkflowRow>
  start(): void
  /** Answers all waiting requests at once, with the current state. */
  stop(): Promise<void>
}

interface Waiter {
  row: ShownWorkflowRow
  readonly isEnough: (workflow: ShownWorkflowRow) => boolean
  readonly wake: () => void
}

const LOOK_EVERY_MS = 200
const WAITERS_MAX = 2_000

export function createWaiting({ pool, log, metrics }: LinkageContext): Waiting {
  const waiters = new Set<Waiter>()
  let isStopped = false
  metrics.gauge('link_status_waiting', 'Requests that wait for a workflow to change', () => waiters.size)

  const look = async (): Promise<boolean> => {
    if (waiters.size === 0) return false
    const seen = new Map<WorkflowId, number>()
    for (const { row } of waiters) seen.set(row.id, row.revision)
    const changed = await listChanged(
      pool,
      [...seen].map(([id, revision]) => ({ id, revision })),
    )
    const byId = new Map(changed.map((row) => [row.id, row]))
    for (const waiter of waiters) {
      waiter.row = byId.get(waiter.row.id) ?? waiter.row
      if (waiter.isEnough(waiter.row)) waiter.wake()
    }
    return false
  }
  const loop = createLoop({ name: 'linkage long-polls', log, pauseMs: LOOK_EVERY_MS, turn: look })

  return {
    start: () => loop.start(),
    async until(row, seconds, isEnough, gone) {
      if (seconds <= 0 || isEnough(row) || isStopped || waiters.size >= WAITERS_MAX) return row
      let waiter: Waiter | undefined
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, seconds * 1_000)
        const wake = (): void => {
          clearTimeout(timer)
          resolve()
        }
        gone.addEventListener('abort', wake, { once: true })
        waiter = { row, isEnough, wake }
        waiters.add(waiter)
      })
      waiters.delete(waiter as unknown as Waiter)
      return (waiter as unknown as Waiter).row
    },
    stop() {
      isStopped = true
      for (const { wake } of waiters) wake()
      return loop.stop()
    },
  }
}
