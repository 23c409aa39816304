// Steps at which a test kills, pauses or breaks a process. They work only when NODE_ENV=test.
import type { Config } from '../../../platform/config.ts'

export const STEPS = ['taken', 'searched', 'settled', 'sent', 'recorded'] as const
export type Step = (typeof STEPS)[number]

export type Failpoint = (step: Step) => void

export function createFailpoint({ linkage: { failpoint } }: Config): Failpoint {
  const [step, act] = failpoint?.split(':') ?? []
  let isSpent = false
  return (reached) => {
    if (reached !== step || isSpent) return
    isSpent = true
    if (act === 'kill') process.kill(process.pid, 'SIGKILL')
    else if (act === 'stop') process.kill(process.pid, 'SIGSTOP')
    else if (act === 'fail') throw new Error(`The failpoint ${step} was reached`)
  }
}
