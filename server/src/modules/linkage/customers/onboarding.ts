// Onboards customers, changes their settings, and gives and ends their secrets and tokens.

import { randomBytes, randomInt } from 'node:crypto'
import { newId } from '../../../platform/id.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { newWebhookSecret } from '../../../platform/signing.ts'
import { CUSTOMER_ROLES } from '../access.ts'
import { secretPlace } from '../callbacks/callbacks.ts'
import { type CustomerId, credentialsRefused } from '../contract.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import { findCustomer, insertCustomer, updateCustomer } from './store.ts'

type Tables = Parameters<typeof findCustomer>[0]

export interface CustomerSettings {
  readonly name: string
  readonly webhook: string
  readonly 'allowed-hosts'?: readonly string[] | undefined
  readonly 'choice-by'?: 'customer' | 'staff' | undefined
  readonly 'verified-systems'?: readonly string[] | undefined
  readonly limits?: { readonly [Limit in keyof typeof USUAL_LIMITS]?: number | undefined } | undefined
}

/** The settings to change. Null for a limit restores the default. */
export type CustomerChange = Partial<Omit<CustomerSettings, 'limits'>> & {
  readonly limits?: { readonly [Limit in keyof typeof USUAL_LIMITS]?: number | null | undefined } | undefined
}

const USUAL_LIMITS = { 'requests-per-second': 1_000, 'callbacks-at-once': 8, 'batch-rows': 500 } as const

const BUCKETS = 1_024

/** Wrong secrets allowed for one customer: far too few to guess the right one. */
export const WRONG_SECRETS = { name: 'wrong-secrets', max: 5, seconds: 1 }

export interface Secrets {
  readonly secret: string
  readonly webhookSecret: string
}

export const newSecret = (): string => `sehat_${randomBytes(32).toString('base64url')}`

/** Makes a customer. This is the only time that its two secrets can be shown. */
export async function onboard(
  db: Tables,
  { keys, clock }: LinkageContext,
  settings: CustomerSettings,
): Promise<{ row: CustomerRow } & Secrets> {
  const now = clock.now()
  const cell = randomInt(1, BUCKETS + 1)
  const id: CustomerId = newId<'customer'>(cell, now.getTime())
  const secret = newSecret()
  const webhookSecret = newWebhookSecret()
  const row: CustomerRow = {
    cell,
    id,
    name: settings.name,
    status: 'active',
    token_epoch: newId(cell, now.getTime()),
    secret_hash: keys.hash('client-secret', secret),
    secret_hash_previous: null,
    secret_changed_at: null,
    webhook_url: settings.webhook,
    webhook_off_at: null,
    webhook_secret: keys.seal(webhookSecret, secretPlace(id)),
    webhook_secret_previous: null,
    webhook_secret_changed_at: now,
    allowed_hosts: hostsOf(settings.webhook, settings['allowed-hosts']),
    choice_by: settings['choice-by'] ?? 'customer',
    verified_systems: systemsOf(settings['verified-systems']),
    requests_per_second: settings.limits?.['requests-per-second'] ?? USUAL_LIMITS['requests-per-second'],
    callbacks_at_once: settings.limits?.['callbacks-at-once'] ?? USUAL_LIMITS['callbacks-at-once'],
    batch_rows_max: settings.limits?.['batch-rows'] ?? USUAL_LIMITS['batch-rows'],
    created_at: now,
    revision: 1,
  }
  await insertCustomer(db, row)
  return { row, secret, webhookSecret }
}

const hostsOf = (webhook: string, hosts: readonly string[] = []): string[] => [
  ...new Set([new URL(webhook).hostname, ...hosts.map((host) => host.toLowerCase())]),
]

const systemsOf = (systems: readonly string[] = []): string[] => [
  ...new Set(systems.map((system) => system.toLowerCase())),
]

/** The columns to change. Columns of settings that are left out stay as they are. */
export function toChange(settings: CustomerChange, before: CustomerRow): Partial<CustomerRow> {
  const { name, webhook, limits = {} } = settings
  const { 'requests-per-second': requests, 'callbacks-at-once': callbacks, 'batch-rows': rows } = limits
  const hosts = settings['allowed-hosts']
  return {
    ...(name !== undefined && { name }),
    // Use a webhook address again as soon as somebody sets it, even to the same value: the receiver may have answered
    // 410 by mistake.
    ...(webhook !== undefined && { webhook_url: webhook, webhook_off_at: null }),
    ...((webhook !== undefined || hosts !== undefined) && {
      allowed_hosts: hostsOf(webhook ?? before.webhook_url, hosts ?? before.allowed_hosts),
    }),
    ...(settings['choice-by'] !== undefined && { choice_by: settings['choice-by'] }),
    ...(settings['verified-systems'] !== undefined && { verified_systems: systemsOf(settings['verified-systems']) }),
    ...(requests !== undefined && { requests_per_second: requests ?? USUAL_LIMITS['requests-per-second'] }),
    ...(callbacks !== undefined && { callbacks_at_once: callbacks ?? USUAL_LIMITS['callbacks-at-once'] }),
    ...(rows !== undefined && { batch_rows_max: rows ?? USUAL_LIMITS['batch-rows'] }),
  }
}

/** Changes a customer and gives it after the change. Throws a 404 problem when there is no such customer. */
export async function change(
  db: Tables,
  id: CustomerId,
  to: (before: CustomerRow) => Partial<CustomerRow>,
): Promise<CustomerRow> {
  const before = await findCustomer(db, id)
  const row = before && (await updateCustomer(db, id, to(before)))
  if (!row) throw new Problem(notFound)
  return row
}

/** Gives a new client secret. The old one stops working at once; its tokens stay valid. Ends a revocation. */
export async function rotateSecret(db: Tables, { keys }: LinkageContext, id: CustomerId) {
  const secret = newSecret()
  const secret_hash = keys.hash('client-secret', secret)
  const row = await change(db, id, () => ({ secret_hash, secret_hash_previous: null, status: 'active' }))
  return { row, secret }
}

/** Gives a new webhook secret. For a while (setting), callbacks carry a signature with each of both secrets. */
export async function rotateWebhookSecret(db: Tables, { keys, clock }: LinkageContext, id: CustomerId) {
  const webhookSecret = newWebhookSecret()
  const row = await change(db, id, (before) => ({
    webhook_secret: keys.seal(webhookSecret, secretPlace(id)),
    webhook_secret_previous: before.webhook_secret,
    webhook_secret_changed_at: clock.now(),
  }))
  return { row, webhookSecret }
}

/** Ends the secret and all tokens given so far. Within a second, every process refuses them. */
export async function revoke(db: Tables, { clock }: LinkageContext, id: CustomerId): Promise<CustomerRow> {
  return change(db, id, ({ cell }) => ({
    status: 'revoked',
    secret_hash: null,
    secret_hash_previous: null,
    token_epoch: newId(cell, clock.now().getTime()),
  }))
}

/** Until when the former client secret works; undefined when there is none, or when its time is over. */
export function formerSecretUntil({ config, clock }: LinkageContext, row: CustomerRow): Date | undefined {
  const { secret_hash_previous: former, secret_changed_at: changedAt } = row
  if (!former || !changedAt) return undefined
  const until = new Date(changedAt.getTime() + config.linkage.secretOverlapSeconds * 1_000)
  return until > clock.now() ? until : undefined
}

/** Whether this is the secret of the customer, or its former one while that works. */
export function isSecretOf(context: LinkageContext, row: CustomerRow, secret: string): boolean {
  const { keys } = context
  const hash = keys.hash('client-secret', secret)
  const former = formerSecretUntil(context, row) ? row.secret_hash_previous : null
  return [row.secret_hash, former].some((one) => one !== null && keys.equal(hash, one))
}

/** Gives a token for client credentials. The refusal is the same for a wrong secret and for an unknown customer. */
export async function issueToken(context: LinkageContext, id: CustomerId, secret: string) {
  const { db, auth, config } = context
  const row = await findCustomer(db, id)
  const isRight = row !== undefined && isSecretOf(context, row, secret)
  if (row?.status !== 'active' || !isRight) throw new Problem(credentialsRefused)
  const seconds = config.accessTokenSeconds
  const actor = { accountId: id as never, sessionId: row.token_epoch, roles: CUSTOMER_ROLES }
  return { 'customer-token': await auth.sign(actor, seconds), 'expires-in': seconds }
}
