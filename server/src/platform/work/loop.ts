// A loop that works whenever there is something to do and looks again after a pause; it can be nudged and stopped.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../log.ts'

export interface Loop {
  start(): void
  /** Looks again at once. */
  nudge(): void
  /** Resolves when the turn under way has ended. */
  stop(): Promise<void>
}

export interface LoopOptions {
  /** Names the loop in the log. */
  readonly name: string
  readonly log: Logger
  /** How long it rests when there is nothing more to do, and after a turn that failed. */
  readonly pauseMs: number
  /** At least so long between two turns: what ends or arrives meanwhile is then taken by one statement. */
  readonly gatherMs?: number
  /** Says whether there may be more to do at once. */
  readonly turn: () => Promise<boolean>
}

/** A turn that throws is logged, and the loop goes on after its pause, however often it is nudged. */
export function createLoop({ name, log, pauseMs, gatherMs = 0, turn }: LoopOptions): Loop {
  let isStopping = false
  let isNudged = false
  let hasFailed = false
  let wake = (): void => {}
  let running: Promise<void> | undefined

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      if (isStopping || (isNudged && !hasFailed)) return resolve()
      const timer = setTimeout(resolve, pauseMs)
      wake = () => {
        if (hasFailed && !isStopping) return
        clearTimeout(timer)
        resolve()
      }
    })

  const tryTurn = async (): Promise<boolean> => {
    isNudged = false
    try {
      const isMore = await turn()
      hasFailed = false
      return isMore
    } catch (error) {
      log.warn({ err: error, loop: name }, 'a turn failed; it is tried again')
      hasFailed = true
      return false
    }
  }

  const run = async (): Promise<void> => {
    while (!isStopping) {
      const isMore = await tryTurn()
      // Also without a time to gather: other work of this process gets its turn.
      await sleep(gatherMs)
      if (!isMore) await pause()
    }
  }

  return {
    start() {
      running ??= run()
    },
    nudge() {
      isNudged = true
      wake()
    },
    async stop() {
      isStopping = true
      wake()
      await running
    },
  }
}
