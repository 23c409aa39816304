// A loop that works while there is something to do, then looks again after a pause. Callers can nudge and stop it.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../log.ts'

export interface Loop {
  start(): void
  /** Makes the loop look again at once. */
  nudge(): void
  /** Stops the loop. Resolves when the running turn has ended. */
  stop(): Promise<void>
}

export interface LoopOptions {
  /** Names the loop in the log. */
  readonly name: string
  readonly log: Logger
  /** How long the loop rests when there is nothing more to do, and after a failed turn. */
  readonly pauseMs: number
  /** The shortest time between two turns. One statement then handles all that arrives in this time. */
  readonly gatherMs?: number
  /** Does one turn. Gives true when there may be more to do at once. */
  readonly turn: () => Promise<boolean>
}

/** Makes a loop. When a turn throws, the loop logs the error and goes on after its pause, even when it is nudged. */
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
      log.warn({ err: error, loop: name }, 'a turn failed; the loop tries again')
      hasFailed = true
      return false
    }
  }

  const run = async (): Promise<void> => {
    while (!isStopping) {
      const isMore = await tryTurn()
      // Sleep even for 0 ms, so that other work of this process gets its turn.
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
