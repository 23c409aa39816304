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

// Between two turns at least so long: what ends or arrives meanwhile is then taken by one statement.
const GATHER_MS = 25

/** `turn` says whether there may be more to do at once. */
export function createLoop(name: string, log: Logger, pauseMs: number, turn: () => Promise<boolean>): Loop {
  let stopping = false
  let isNudged = false
  let wake: () => void = () => {}
  let running: Promise<void> = Promise.resolve()

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      if (isNudged || stopping) return resolve()
      const timer = setTimeout(resolve, pauseMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const run = async (): Promise<void> => {
    while (!stopping) {
      isNudged = false
      const more = await turn().catch((error: unknown) => {
        log.warn({ err: error, loop: name }, 'a turn failed; it is tried again')
        return false
      })
      await sleep(GATHER_MS)
      if (!more) await pause()
    }
  }
  return {
    start() {
      running = run()
    },
    nudge() {
      isNudged = true
      wake()
    },
    async stop() {
      stopping = true
      wake()
      await running
    },
  }
}
