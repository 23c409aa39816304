// A customer replaces its own secrets: for a while the former one works beside the new one, so that nothing breaks.

import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { newWebhookSecret } from '../../../platform/signing.ts'
import { secretPlace } from '../callbacks/callbacks.ts'
import { type CustomerId, credentialsRefused, formerSecretValid, noFormerSecret } from '../contract.ts'
import { change, formerSecretUntil, isSecretOf, newSecret, WRONG_SECRETS } from '../customers/onboarding.ts'
import { findCustomer } from '../customers/store.ts'
import type { CustomerRow, LinkageContext, LinkageTables } from '../tables.ts'
import { lockCustomer } from './store.ts'

export type SecretKind = 'secret' | 'webhook-secret'

/** Until when the former secret works; undefined when there is none, or when its time is over. */
export function formerUntil(context: LinkageContext, kind: SecretKind, row: CustomerRow): Date | undefined {
  if (kind === 'secret') return formerSecretUntil(context, row)
  const { config, clock } = context
  if (!row.webhook_secret_previous) return undefined
  const until = new Date(row.webhook_secret_changed_at.getTime() + config.linkage.webhookOverlapSeconds * 1_000)
  return until > clock.now() ? until : undefined
}

/**
 * Checks the client secret once more: a token alone, which somebody may have found in a log, changes no secret. With
 * `mayBeFormer`, the former secret will do while it works.
 */
export async function requireSecret(
  context: LinkageContext,
  id: CustomerId,
  secret: string,
  { mayBeFormer }: { mayBeFormer: boolean },
): Promise<void> {
  const row = await findCustomer(context.db, id)
  const known = mayBeFormer ? row : row && { ...row, secret_hash_previous: null }
  if (known?.status === 'active' && isSecretOf(context, known, secret)) return
  await context.meter.require(WRONG_SECRETS, id)
  const detail = mayBeFormer ? 'is not a valid secret of this customer' : 'is not the newest secret of this customer'
  throw new Problem(credentialsRefused, { detail: `/secret: ${detail}`, errors: [{ pointer: '/secret', detail }] })
}

/**
 * Gives a new secret of one kind. While a former one works, only `isLost` gives another: it replaces the newest secret,
 * which nobody has, and the former one keeps its time. Otherwise a second press would end the secret that is in use.
 */
export async function rotate(
  tx: Tx<LinkageTables>,
  context: LinkageContext,
  id: CustomerId,
  kind: SecretKind,
  isLost: boolean,
): Promise<{ row: CustomerRow; made: string }> {
  const { keys, clock } = context
  const made = kind === 'secret' ? newSecret() : newWebhookSecret()
  await lockCustomer(tx, id)
  const row = await change(tx, id, (before) => {
    const now = clock.now()
    const overlap = formerUntil(context, kind, before)
    if (overlap && !isLost) throw new Problem(formerSecretValid, { members: { formerUntil: overlap.toISOString() } })
    if (kind === 'secret') {
      const fresh = { secret_hash: keys.hash('client-secret', made) }
      return overlap ? fresh : { ...fresh, secret_hash_previous: before.secret_hash, secret_changed_at: now }
    }
    const fresh = { webhook_secret: keys.seal(made, secretPlace(id)) }
    const former = { webhook_secret_previous: before.webhook_secret, webhook_secret_changed_at: now }
    return overlap ? fresh : { ...fresh, ...former }
  })
  return { row, made }
}

/** Ends the former secret of one kind at once. Throws `no-former-secret` when none works. */
export async function endFormer(
  tx: Tx<LinkageTables>,
  context: LinkageContext,
  id: CustomerId,
  kind: SecretKind,
): Promise<CustomerRow> {
  await lockCustomer(tx, id)
  return change(tx, id, (before) => {
    if (!formerUntil(context, kind, before)) throw new Problem(noFormerSecret)
    return kind === 'secret' ? { secret_hash_previous: null } : { webhook_secret_previous: null }
  })
}
