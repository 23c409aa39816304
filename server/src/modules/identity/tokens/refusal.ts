// Makes this process refuse the tokens of sign-ins and workplaces that have ended.
import type { IdentityContext } from '../tables.ts'
import type { Ending, Revocation } from './store.ts'

// A process signs a token a moment after it wrote the session. A repeated refresh signs a token without a write. The
// clock of another process may be ahead.
const TOKEN_LIFE_MARGIN_SECONDS = 60

export function endingNow({ clock, config }: IdentityContext): Ending {
  return { now: clock.now(), tokenLifeMs: (config.accessTokenSeconds + TOKEN_LIFE_MARGIN_SECONDS) * 1_000 }
}

/** Makes this process refuse tokens at once. Call it after the commit; other processes read it within a second. */
export function refuseTokens({ auth }: IdentityContext, revoked: readonly Revocation[]): void {
  for (const { id, expiresAt } of revoked) auth.revoke(id, expiresAt.getTime())
}
