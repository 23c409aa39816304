// The jobs of identity: finish registrations, follow names of places and revocations, and delete expired rows.
import type { EventType } from '../../platform/contract.ts'
import { type Follower, follow } from '../../platform/work/follow.ts'
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import { chainChanged, facilityChanged } from '../facilities/contract.ts'
import { registerHolder } from './accounts/registration.ts'
import { deleteExpiredChallenges } from './challenges/store.ts'
import { accountRegistered, phoneChanged } from './contract.ts'
import { passPhoneOn } from './credentials/steps.ts'
import { deleteUnusedDevices } from './devices/store.ts'
import { DAY_MS, KEPT_DAYS } from './offers/rules.ts'
import { deleteOldOffers } from './offers/store.ts'
import { WRONG_DAY_MS } from './signing-in/code-rules.ts'
import { deleteExpiredCodes } from './signing-in/store.ts'
import type { IdentityContext } from './tables.ts'
import { refuseTokens } from './tokens/refusal.ts'
import { deleteExpiredSessions, listRevocations } from './tokens/store.ts'
import { renamePlace } from './workplaces/store.ts'

/** The events that this module hears; `subscriptions` says what it does on each. */
export const hears: readonly EventType[] = [accountRegistered, phoneChanged, facilityChanged, chainChanged]

/** Registers the patient if the process died after it opened the account. Usually the patient is registered already. */
export function finishRegistrations(context: IdentityContext): Subscription {
  return on(accountRegistered, ({ body }) => registerHolder(context, body.accountId))
}

/** Tells the module patients a new phone if the process died after it changed the account. */
export function passPhonesOn(context: IdentityContext): Subscription {
  return on(phoneChanged, ({ body }) => passPhoneOn(context, body.accountId))
}

/** Updates the names of places in workplaces when facilities and chains change. */
export function followPlaces({ db }: IdentityContext): Subscription[] {
  return [
    on(facilityChanged, ({ body: { facilityId, name } }) => renamePlace(db, { facilityId }, name)),
    on(chainChanged, ({ body: { chainId, name } }) => renamePlace(db, { chainId }, name)),
  ]
}

/** As long as browsers keep the cookie of the device. */
const DEVICE_DAYS = 400

export function clearExpired({ db, clock }: IdentityContext): Schedule {
  return {
    name: 'clear-expired',
    cron: '*/10 * * * *',
    run: async () => {
      await deleteExpiredSessions(db, clock.now())
      // Expired codes keep the count of wrong tries of their day.
      await deleteExpiredChallenges(db, clock.now())
      await deleteOldOffers(db, new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS))
      await deleteUnusedDevices(db, new Date(clock.now().getTime() - DEVICE_DAYS * DAY_MS))
      await deleteExpiredCodes(db, new Date(clock.now().getTime() - WRONG_DAY_MS))
    },
  }
}

export const PAUSE_MS = 300

/** Refuses the tokens of sign-ins and workplaces that any process ended; does so within a second. */
export function followRevocations(context: IdentityContext): Pick<Follower, 'start' | 'stop'> {
  const { pool, log } = context
  const { start, stop } = follow({
    name: 'revocations',
    pool,
    log,
    pauseMs: PAUSE_MS,
    load: async () => refuseTokens(context, await listRevocations(pool)),
    read: (since) => listRevocations(pool, since),
    onChanges: (revoked) => refuseTokens(context, revoked),
  })
  return { start, stop }
}
