// Routes for customers: national administrators onboard and change them, and a customer gets a token for its secret.

import { access } from '../../../platform/access.ts'
import { Cursor, Instant, Limit, nameText, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { requireWebhook } from '../accepting/acceptance.ts'
import { operators } from '../access.ts'
import { CustomerId, NumberSystem, WebhookUrl } from '../contract.ts'
import type { Linking } from '../linking.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import {
  change,
  issueToken,
  onboard,
  revoke,
  rotateSecret,
  rotateWebhookSecret,
  toChange,
  WRONG_SECRETS,
} from './onboarding.ts'
import { findCustomer, listCustomers } from './store.ts'

const params = object({ customerId: CustomerId })
const position = cursor({ id: CustomerId })
const Host = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$' })

const limits = {
  'requests-per-second': Type.Integer({ minimum: 1, maximum: 100_000 }),
  'callbacks-at-once': Type.Integer({ minimum: 1, maximum: 64 }),
  'batch-rows': Type.Integer({ minimum: 1, maximum: 2_000 }),
}

const settings = {
  name: nameText(200),
  webhook: WebhookUrl,
  'allowed-hosts': Type.Optional(
    Type.Array(Host, { maxItems: 20, description: 'More hosts that a request may use in `webhook`.' }),
  ),
  'choice-by': Type.Optional(
    oneOf(['customer', 'staff'], { description: 'Who chooses when several people match. Default: customer.' }),
  ),
  'verified-systems': Type.Optional(
    Type.Array(NumberSystem, {
      maxItems: 20,
      description:
        'Number systems whose numbers the customer verifies before it sends them, such as `abha` by a code or ' +
        '`aadhaar` by e-KYC. A number on a card that somebody shows is not verified. Default: none.',
    }),
  ),
  limits: Type.Optional(
    object({
      'requests-per-second': Type.Optional(limits['requests-per-second']),
      'callbacks-at-once': Type.Optional(limits['callbacks-at-once']),
      'batch-rows': Type.Optional(limits['batch-rows']),
    }),
  ),
}

const orUsual = (limit: (typeof limits)['batch-rows']) => Type.Optional(Type.Union([limit, Type.Null()]))

const changes = {
  ...settings,
  limits: Type.Optional(
    object(
      {
        'requests-per-second': orUsual(limits['requests-per-second']),
        'callbacks-at-once': orUsual(limits['callbacks-at-once']),
        'batch-rows': orUsual(limits['batch-rows']),
      },
      { description: 'Null restores the default of a limit.' },
    ),
  ),
}

export const Customer = object({
  'customer-id': CustomerId,
  name: Type.String(),
  status: oneOf(['active', 'revoked']),
  webhook: Type.String(),
  'webhook-off-at': Type.Optional(Instant),
  'allowed-hosts': Type.Array(Type.String()),
  'choice-by': oneOf(['customer', 'staff']),
  'verified-systems': Type.Array(Type.String()),
  limits: object({
    'requests-per-second': Type.Integer(),
    'callbacks-at-once': Type.Integer(),
    'batch-rows': Type.Integer(),
  }),
  'created-at': Instant,
})

export const toCustomer = (row: CustomerRow): Static<typeof Customer> => ({
  'customer-id': row.id,
  name: row.name,
  status: row.status,
  webhook: row.webhook_url,
  ...(row.webhook_off_at && { 'webhook-off-at': row.webhook_off_at.toISOString() }),
  'allowed-hosts': row.allowed_hosts,
  'choice-by': row.choice_by,
  'verified-systems': row.verified_systems,
  limits: {
    'requests-per-second': row.requests_per_second,
    'callbacks-at-once': row.callbacks_at_once,
    'batch-rows': row.batch_rows_max,
  },
  'created-at': row.created_at.toISOString(),
})

export const Secret = Type.String({ description: 'Shown only in this answer. Sehat keeps only a keyed hash.' })
export const WebhookSecret = Type.String({
  description: 'Verifies callbacks (Standard Webhooks). Shown only in this answer.',
})

export const customerRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  addOnboarding(app, context, linking)
  addReading(app, context)
  addChanging(app, context, linking)
  addSecrets(app, context, linking)
  addToken(app, context)
}

function addOnboarding(app: App, context: LinkageContext, { guard, directory }: Linking): void {
  app.post(
    '/v1/customers',
    {
      config: { access: operators },
      schema: {
        summary: 'Onboard an outside health system',
        description:
          'Only this answer shows the two secrets; a repeat does not show them. To replace a lost secret: ' +
          'POST /v1/customers/{customerId}/secret or /webhook-secret. Takes an Idempotency-Key.',
        body: object(settings),
        response: {
          201: object({
            ...Customer.properties,
            secret: Type.Optional(Secret),
            'webhook-secret': Type.Optional(WebhookSecret),
          }),
        },
      },
    },
    async (request, reply) => {
      requireWebhook('/webhook', request.body.webhook, guard)
      let made: Awaited<ReturnType<typeof onboard>> | undefined
      // The answer that is stored for a repeat holds no secrets.
      const customer = await once(context, request, reply, 201, async (tx) => {
        made = await onboard(tx, context, request.body)
        return toCustomer(made.row)
      })
      if (!made) return customer
      directory.put(made.row)
      return { ...customer, secret: made.secret, 'webhook-secret': made.webhookSecret }
    },
  )
}

function addReading(app: App, { db }: LinkageContext): void {
  app.get(
    '/v1/customers',
    {
      config: { access: operators },
      schema: {
        summary: 'List customers',
        querystring: object({ limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(Customer) },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const found = await listCustomers(db, position.read(cursor)?.id, limit + 1)
      const { shown, next } = cutPage(found, limit, position.write)
      return { items: shown.map(toCustomer), ...next }
    },
  )
  app.get(
    '/v1/customers/:customerId',
    { config: { access: operators }, schema: { summary: 'Read a customer', params, response: { 200: Customer } } },
    async (request) => {
      const row = await findCustomer(db, request.params.customerId)
      if (!row) throw new Problem(notFound)
      return toCustomer(row)
    },
  )
}

function addChanging(app: App, context: LinkageContext, { guard, directory }: Linking): void {
  app.patch(
    '/v1/customers/:customerId',
    {
      config: { access: operators },
      schema: {
        summary: 'Change a customer',
        description: 'If a 410 switched the webhook off, setting the webhook switches it on again.',
        params,
        body: Type.Partial(object(changes), { minProperties: 1, additionalProperties: false }),
        response: { 200: Customer },
      },
    },
    async (request) => {
      const { webhook } = request.body
      if (webhook !== undefined) requireWebhook('/webhook', webhook, guard)
      const row = await change(context.db, request.params.customerId, (before) => toChange(request.body, before))
      directory.put(row)
      return toCustomer(row)
    },
  )
  app.post(
    '/v1/customers/:customerId/revocation',
    {
      config: { access: operators },
      schema: {
        summary: 'End all tokens and the secret of a customer',
        description: 'All servers follow within a second. A new secret lets the customer in again.',
        params,
        response: { 200: Customer },
      },
    },
    async (request, reply) => {
      const answer = await once(context, request, reply, 200, async (tx) => {
        const row = await revoke(tx, context, request.params.customerId)
        return toCustomer(row)
      })
      await directory.readOn()
      return answer
    },
  )
}

function addSecrets(app: App, context: LinkageContext, { directory }: Linking): void {
  app.post(
    '/v1/customers/:customerId/secret',
    {
      config: { access: operators },
      schema: {
        summary: 'Give a customer a new secret',
        description: 'The old secret stops working at once; its tokens stay valid. Ends a revocation.',
        params,
        response: { 201: object({ secret: Secret }) },
      },
    },
    async (request, reply) => {
      const { row, secret } = await rotateSecret(context.db, context, request.params.customerId)
      directory.put(row)
      reply.code(201)
      return { secret }
    },
  )
  app.post(
    '/v1/customers/:customerId/webhook-secret',
    {
      config: { access: operators },
      schema: {
        summary: 'Give a customer a new webhook secret',
        description: 'For a day, callbacks carry a signature with the old secret and one with the new secret.',
        params,
        response: { 201: object({ 'webhook-secret': WebhookSecret }) },
      },
    },
    async (request, reply) => {
      const { row, webhookSecret } = await rotateWebhookSecret(context.db, context, request.params.customerId)
      directory.put(row)
      reply.code(201)
      return { 'webhook-secret': webhookSecret }
    },
  )
}

function addToken(app: App, context: LinkageContext): void {
  app.post(
    '/v1/customers/token',
    {
      config: { access: access.public },
      schema: {
        summary: 'Get a customer token',
        description: 'Send the client credentials. Send the token later in the header `customer-token`.',
        body: object({ 'customer-id': CustomerId, secret: Type.String({ minLength: 1, maxLength: 200 }) }),
        response: { 200: object({ 'customer-token': Type.String(), 'expires-in': Type.Integer() }) },
      },
    },
    async ({ body }) => {
      const id = body['customer-id']
      try {
        return await issueToken(context, id, body.secret)
      } catch (error) {
        // We count only wrong secrets. So somebody who knows only the id cannot lock the customer out.
        await context.meter.require(WRONG_SECRETS, id)
        throw error
      }
    },
  )
}
