// Revocations in processes without this module: they ask for them, and admit nobody when no answer comes.
import type { StandIn, StandInContext } from '../../../platform/module.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { findPosition, type Position } from '../../../platform/work/follow.ts'
import { createLoop } from '../../../platform/work/loop.ts'
import type { IdentityContext } from '../tables.ts'
import { readRevocations } from './contract.ts'
import { listRevocations } from './store.ts'

export const revocationAnswers = ({ pool }: Pick<IdentityContext, 'pool'>): CallAnswer[] => [
  answerTo(readRevocations, async ({ since }) => {
    // The position comes first, so that a change during the reading comes again, and none is missed.
    const position = await findPosition(pool)
    const revoked = await listRevocations(pool, (since as Position | null) ?? undefined)
    return { position, revoked: revoked.map(({ id, expiresAt }) => ({ id, expiresAt: expiresAt.toISOString() })) }
  }),
]

const PAUSE_MS = 300
/** An identity that restarts is away for a moment. After this time nobody is admitted any more. */
export const SILENCE_MS_MAX = 10_000

/** Refuses the tokens of sign-ins that ended in any process; does so within a second. */
export function followFromElsewhere({ auth, call, log }: Pick<StandInContext, 'auth' | 'call' | 'log'>): StandIn {
  let position: string | null = null
  let heardAtMs = Number.NEGATIVE_INFINITY
  const ask = async (): Promise<void> => {
    const askedAtMs = performance.now()
    const news = await call(readRevocations, { since: position })
    for (const { id, expiresAt } of news.revoked) auth.revoke(id, Date.parse(expiresAt))
    position = news.position
    heardAtMs = askedAtMs
  }
  auth.admitOnlyWhile(() => performance.now() - heardAtMs < SILENCE_MS_MAX)
  const loop = createLoop({
    ...{ name: 'revocations', log, pauseMs: PAUSE_MS },
    turn: async () => {
      await ask()
      return false
    },
  })
  return {
    // A process that cannot ask at its start serves those who need no sign-in, and asks again.
    start: async () => loop.start(),
    stop: () => loop.stop(),
  }
}
