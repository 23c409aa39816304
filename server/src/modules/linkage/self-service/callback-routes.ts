// Routes of the page of a customer for its callbacks: their list, sending one again, a test call, and samples.
import { actorOf } from '../../../platform/access.ts'
import { Cursor, Limit, object, page, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { customers } from '../access.ts'
import { callbackLeaseSeconds } from '../callbacks/callbacks.ts'
import { listDeliveries } from '../callbacks/store.ts'
import { CallbackBody, cannotReplay, DeliveryId } from '../contract.ts'
import type { Linking } from '../linking.ts'
import { Delivery, DeliveryStatus, showDeliveries } from '../oversight/operator-routes.ts'
import type { LinkageContext } from '../tables.ts'
import { sampleCallbacks, signedSample } from './samples.ts'
import { replayOwn } from './store.ts'
import { sendTest } from './test-callback.ts'
import { Field, fieldsOf, pausesOf } from './views.ts'

export const ownCallbackRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  addCallbacks(app, context, linking)
  addReplay(app, context, linking)
  addTest(app, context, linking)
  addTypes(app, context, linking)
}

const position = cursor({ id: DeliveryId })

function addCallbacks(app: App, { pool }: LinkageContext, { directory }: Linking): void {
  app.get(
    '/v1/customers/me/deliveries',
    {
      config: { access: customers },
      schema: {
        summary: 'List the callbacks to you',
        description: 'The newest first, each with its tries.',
        querystring: object({
          status: Type.Optional(DeliveryStatus),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(Delivery) },
      },
    },
    async (request) => {
      const { id: customerId } = await directory.require(actorOf(request))
      const { status, limit, cursor } = request.query
      const search = { customerId, status, afterId: position.read(cursor)?.id, limit: limit + 1 }
      const { shown, next } = cutPage(await listDeliveries(pool, search), limit, position.write)
      return { items: await showDeliveries(pool, shown), ...next }
    },
  )
}

const REPLAYS = { name: 'own-replays', max: 120, seconds: 60 }

function addReplay(app: App, { pool, meter, config }: LinkageContext, linking: Linking): void {
  app.post(
    '/v1/customers/me/deliveries/:deliveryId/replay',
    {
      config: { access: customers },
      schema: {
        summary: 'Have a callback sent again now',
        description:
          'The same id and body. The callback may be delivered, failed, or waiting for its next try. A repeat while ' +
          'it is under way changes nothing.',
        params: object({ deliveryId: DeliveryId }),
        response: { 202: object({ replayed: Type.Integer({ description: '0 when it is under way already.' }) }) },
      },
    },
    async (request, reply) => {
      const customer = await linking.directory.require(actorOf(request))
      await meter.require(REPLAYS, customer.id)
      if (customer.webhook_off_at) throw new Problem(cannotReplay, { detail: OFF })
      const leaseSeconds = callbackLeaseSeconds(config.linkage.webhookTimeoutMs)
      const replayed = await replayOwn(pool, customer.id, request.params.deliveryId, leaseSeconds)
      if (replayed === 'unknown') throw new Problem(notFound)
      if (replayed === 'stopped') throw new Problem(cannotReplay, { detail: STOPPED })
      linking.nudgeCallbacks()
      reply.code(202)
      return { replayed: replayed === 'again' ? 1 : 0 }
    },
  )
}

const OFF = 'Callbacks to you are off, because your receiver answered 410. The people who run Sehat turn them on again.'
const STOPPED = 'The people who run Sehat stopped this callback.'

const TESTS = { name: 'test-callbacks', max: 10, seconds: 60 }

function addTest(app: App, context: LinkageContext, { directory, sender }: Linking): void {
  app.post(
    '/v1/customers/me/test-callbacks',
    {
      config: { access: customers },
      schema: {
        summary: 'Have a test callback sent to your webhook now',
        description:
          'Sehat sends it as it sends the real ones: signed, to public addresses only, without redirects. It waits ' +
          'for the answer and shows it. It does not try again and keeps no record. Each call sends a new one, at ' +
          'most ten a minute.',
        response: {
          200: object({
            url: Type.String(),
            headers: Type.Record(Type.String(), Type.String()),
            body: Type.String(),
            durationMs: Type.Integer(),
            isDelivered: Type.Boolean(),
            answer: Type.Optional(
              object({
                status: Type.Integer(),
                type: Type.Optional(Type.String()),
                text: Type.Optional(Type.String({ description: 'The first 2,000 characters.' })),
              }),
            ),
            fault: Type.Optional(Type.String({ description: 'Why there was no answer, in one word.' })),
          }),
        },
      },
    },
    async (request) => {
      const customer = await directory.require(actorOf(request))
      await context.meter.require(TESTS, customer.id)
      return sendTest(context, sender, customer)
    },
  )
}

function addTypes(app: App, context: LinkageContext, { directory }: Linking): void {
  app.get(
    '/v1/customers/me/callback-types',
    {
      config: { access: customers },
      schema: {
        summary: 'Read a sample of each callback',
        description:
          'The code that makes the real callbacks makes these. `signed` is a whole callback with its own secret, for ' +
          'trying your check of signatures.',
        response: {
          200: object({
            samples: Type.Array(CallbackBody),
            fields: Type.Array(Field),
            signed: object({
              secret: Type.String(),
              headers: Type.Record(Type.String(), Type.String()),
              body: Type.String(),
            }),
            'timeout-ms': Type.Integer(),
            'pauses-seconds': Type.Array(Type.Number(), { description: 'The pause before each further try.' }),
            'overlap-seconds': object({ secret: Type.Integer(), 'webhook-secret': Type.Integer() }),
          }),
        },
      },
    },
    async (request) => {
      const customer = await directory.require(actorOf(request))
      const { webhookTimeoutMs, webhookOverlapSeconds, secretOverlapSeconds } = context.config.linkage
      return {
        samples: Object.values(sampleCallbacks(context, customer.choice_by)),
        fields: fieldsOf(),
        signed: signedSample(customer.id, context.clock.now()),
        'timeout-ms': webhookTimeoutMs,
        'pauses-seconds': pausesOf(context),
        'overlap-seconds': { secret: secretOverlapSeconds, 'webhook-secret': webhookOverlapSeconds },
      }
    },
  )
}
