// What happens later: unfinished registrations, revocations made by other processes, and clearing what has expired.
import { setTimeout as sleep } from 'node:timers/promises'
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import { chainChanged, facilityChanged } from '../facilities/contract.ts'
import { registerHolder } from './accounts/registration.ts'
import { accountRegistered } from './contract.ts'
import { refuseTokens } from './signing-in/steps.ts'
import { deleteExpiredCodes } from './signing-in/store.ts'
import type { IdentityContext } from './tables.ts'
import { deleteExpiredSessions, listRevocationsSince } from './tokens/store.ts'
import { renamePlace } from './workplaces/store.ts'

/** Almost always finds the patient registered; not so when the process died right after the account was opened. */
export function finishRegistrations(context: IdentityContext): Subscription {
  return on(accountRegistered, ({ body }) => registerHolder(context, body.accountId))
}

/** Keeps the names of places that workplaces show. */
export function followPlaces({ db }: IdentityContext): Subscription[] {
  return [
    on(facilityChanged, ({ body: { facilityId, name } }) => renamePlace(db, { facilityId }, name)),
    on(chainChanged, ({ body: { chainId, name } }) => renamePlace(db, { chainId }, name)),
  ]
}

export function clearExpired({ db, clock }: IdentityContext): Schedule {
  return {
    name: 'clear-expired',
    cron: '*/10 * * * *',
    run: async () => {
      await deleteExpiredSessions(db, clock.now())
      await deleteExpiredCodes(db, clock.now())
    },
  }
}

const POLL_EVERY_MS = 300

/** Refuses, within a second, the tokens of sessions that ended in any process. */
export function followRevocations(context: IdentityContext): { start(): Promise<void>; stop(): Promise<void> } {
  // A row is stamped when it is written and seen when it is committed: reading on from the newest stamp alone would
  // miss one that was committed late. No transaction lasts longer than this; what is read twice does no harm.
  const overlapMs = context.config.statementTimeoutMs * 8
  const stopping = new AbortController()
  let newestAtMs = 0
  let loop: Promise<void> = Promise.resolve()

  const readOn = async (): Promise<void> => {
    const revoked = await listRevocationsSince(context.db, new Date(newestAtMs - overlapMs))
    refuseTokens(context, revoked)
    newestAtMs = revoked.at(-1)?.revokedAt.getTime() ?? newestAtMs
  }
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await readOn().catch((error: unknown) => context.log.warn({ err: error }, 'revocations could not be read'))
      await sleep(POLL_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  return {
    async start() {
      await readOn()
      loop = run()
    },
    async stop() {
      stopping.abort()
      await loop
    },
  }
}
