// Pure decisions of offers: until when one is open, and whether a new one repeats it.
import { isSamePlace } from '../rules.ts'
import type { Offer } from '../tables.ts'

/** People are on leave, and an administrator can make the offer again. */
export const OFFER_DAYS = 14
/** A code that the console printed opens the most powerful account, so its time is short. */
export const CLAIM_HOURS = 24
/** An offer that ended stays for support; then its phone and name go. */
export const KEPT_DAYS = 30

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

export function endOfOffer(now: Date, isFromConsole: boolean): Date {
  return new Date(now.getTime() + (isFromConsole ? CLAIM_HOURS * HOUR_MS : OFFER_DAYS * DAY_MS))
}

export function isOpen({ ended_at, expires_at }: Pick<Offer, 'ended_at' | 'expires_at'>, now: Date): boolean {
  return ended_at === null && expires_at > now
}

type Place = Parameters<typeof isSamePlace>[0]

/** The open offer for the same place; a second one beside it would only confuse the person. */
export function findSamePlace(open: readonly Offer[], place: Place): Offer | undefined {
  return open.find((one) => isSamePlace(one, place))
}
