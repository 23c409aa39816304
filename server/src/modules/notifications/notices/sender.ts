// The sender: leases notices that are due, and writes what became of them. Any number of processes may run one.
import { Problem, unavailable } from '../../../platform/problem.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import { createLoop } from '../../../platform/work/loop.ts'
import type { NotificationsContext } from '../tables.ts'
import { createSending, type Recorded, toWaiting } from './sending.ts'
import { type ClaimedNotice, claimDue, claimLost, recordResults } from './store.ts'

export interface Sender {
  start(): void
  nudge(): void
  stop(): Promise<void>
}

const PAUSE_MS = 500
const GATHER_MS = 10
const RECORD_GATHER_MS = 20
const LOST_EVERY_MS = 2_000

export function createSender(context: NotificationsContext): Sender {
  const { pool, log, clock, config, metrics } = context
  const { workersMax, leaseSeconds, retryMs } = config.notifications
  const sending = createSending(context)
  const record = createRecord(context)
  const working = new Set<Promise<void>>()
  const open = new Set<string>()
  metrics.gauge('notices_sending', 'Notices under way', () => open.size)
  let lookedForLostAtMs = Number.NEGATIVE_INFINITY

  const claim = async (places: number): Promise<ClaimedNotice[]> => {
    const isTime = performance.now() - lookedForLostAtMs > LOST_EVERY_MS
    if (isTime) lookedForLostAtMs = performance.now()
    const lost = isTime ? await claimLost(pool, places, leaseSeconds) : []
    if (lost.length === places) return lost
    return [...lost, ...(await claimDue(pool, places - lost.length, leaseSeconds, clock.now()))]
  }

  const settle = async (recorded: Recorded): Promise<void> => {
    open.delete(recorded.result.id)
    loop.nudge()
    await record.write(recorded)
  }

  // What failed for all, such as a call without an answer, must not wait for the end of the lease.
  const putBack = async (notices: readonly ClaimedNotice[]): Promise<void> => {
    const due_at = new Date(clock.now().getTime() + retryMs)
    const left = notices.filter(({ id }) => open.has(id))
    await Promise.all(left.map((notice) => settle({ result: { ...toWaiting(notice), due_at } })))
  }

  const work = async (notices: readonly ClaimedNotice[]): Promise<void> => {
    try {
      await sending.send(notices, settle)
    } catch (error) {
      log.warn({ err: error, notices: notices.length }, 'the work on notices failed')
      await putBack(notices).catch((cause: unknown) => log.warn({ err: cause }, 'notices stay leased for a while'))
    } finally {
      for (const { id } of notices) open.delete(id)
    }
  }

  const turn = async (): Promise<boolean> => {
    const places = workersMax - open.size
    if (places <= 0) return false
    const notices = await claim(places)
    if (notices.length === 0) return false
    for (const { id } of notices) open.add(id)
    const running = work(notices).finally(() => working.delete(running))
    working.add(running)
    return notices.length === places
  }
  const loop = createLoop({ name: 'notifications sender', log, pauseMs: PAUSE_MS, gatherMs: GATHER_MS, turn })

  return {
    start: () => loop.start(),
    nudge: () => loop.nudge(),
    async stop() {
      await loop.stop()
      await Promise.all(working)
      await record.idle()
    },
  }
}

/** Gathers results, so that many notices share one transaction. */
function createRecord({ pool, clock, log, metrics }: NotificationsContext) {
  const ended = metrics.counter('notices_ended_total', 'Notices that ended, by their end', ['status'])
  const tries = metrics.counter('notice_tries_total', 'Tries of notices, by channel and result', ['channel', 'result'])
  const batch = createBatch<Recorded, boolean>({
    sizeMax: 256,
    waitingMax: 10_000,
    lanes: 1,
    gatherMs: RECORD_GATHER_MS,
    overloaded: () => new Problem(unavailable),
    run: async (all) => {
      const results = all.map(({ result }) => result)
      const attempts = all.flatMap(({ attempt }) => attempt ?? [])
      const written = await recordResults(pool, results, attempts, clock.now())
      return results.map(({ id }) => written.has(id))
    },
  })
  return {
    async write(recorded: Recorded): Promise<void> {
      const { result, attempt } = recorded
      if (attempt) tries.inc({ channel: attempt.channel, result: attempt.status })
      if (!(await batch.submit(recorded))) log.warn({ notice: result.id }, 'another worker had taken this notice')
      else if (result.status !== 'WAITING') ended.inc({ status: result.status })
    },
    idle: () => batch.idle(),
  }
}
