// Challenges: random texts that a browser must bring back once, within minutes.
import { randomBytes } from 'node:crypto'
import type { Db } from '../../../platform/postgres/db.ts'
import type { AccountId } from '../contract.ts'
import type { IdentityContext, IdentityTables } from '../tables.ts'
import { type Challenge, deleteChallenge, findChallenge, insertChallenge } from './store.ts'

/** Long enough to find the security key in a bag. */
export const CHALLENGE_SECONDS = 300

interface NewChallenge {
  readonly purpose: Challenge['purpose']
  readonly accountId?: AccountId
  /** What the server must remember until the challenge comes back. */
  readonly kept?: string
  readonly seconds?: number
}

/** Stores a new challenge, and gives its text. */
export async function openChallenge(
  { db, keys, clock }: IdentityContext,
  { purpose, accountId, kept, seconds = CHALLENGE_SECONDS }: NewChallenge,
): Promise<string> {
  const text = randomBytes(32).toString('base64url')
  const hash = keys.hash('challenge', text)
  await insertChallenge(db, {
    challenge_hash: hash,
    purpose,
    account_id: accountId ?? null,
    sealed: kept === undefined ? null : keys.seal(kept, toBound(hash)),
    expires_at: new Date(clock.now().getTime() + seconds * 1_000),
  })
  return text
}

interface ShownChallenge {
  readonly text: string
  readonly purpose: Challenge['purpose']
  readonly accountId?: AccountId
}

/** Uses a challenge up. Gives what was kept with it; undefined when it is unknown, used, too old or of others. */
export async function takeChallenge(
  { keys, clock }: IdentityContext,
  db: Db<IdentityTables>,
  { text, purpose, accountId }: ShownChallenge,
): Promise<{ readonly kept: string } | undefined> {
  const hash = keys.hash('challenge', text)
  const taken = await deleteChallenge(db, { hash, purpose, accountId: accountId ?? null, now: clock.now() })
  return taken && { kept: taken.sealed === null ? '' : keys.unseal(taken.sealed, toBound(hash)) }
}

/** The same, but the challenge stays valid: for a step that comes before its use. */
export async function peekChallenge(
  { db, keys, clock }: IdentityContext,
  { text, purpose, accountId }: ShownChallenge,
): Promise<{ readonly kept: string } | undefined> {
  const hash = keys.hash('challenge', text)
  const found = await findChallenge(db, { hash, purpose, accountId: accountId ?? null, now: clock.now() })
  return found && { kept: found.sealed === null ? '' : keys.unseal(found.sealed, toBound(hash)) }
}

const toBound = (hash: string): string => `identity.challenges ${hash}`
