// Routes with which a customer replaces its own secrets, and ends the former ones.
import { actorOf } from '../../../platform/access.ts'
import { Instant, object, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { customers } from '../access.ts'
import { formerSecretEnded, secretReplaced } from '../contract.ts'
import { Secret, WebhookSecret } from '../customers/routes.ts'
import type { Linking } from '../linking.ts'
import type { LinkageContext } from '../tables.ts'
import { endFormer, formerUntil, requireSecret, rotate, type SecretKind } from './rotation.ts'

const Proof = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'The client secret once more: a token alone changes no secret.',
})

export const ownSecretRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  for (const kind of ['secret', 'webhook-secret'] as const) {
    addRotation(app, context, linking, kind)
    addCompletion(app, context, linking, kind)
  }
}

const SUMMARIES = {
  secret: 'Give yourself a new client secret',
  'webhook-secret': 'Give yourself a new webhook secret',
} as const

const WHILE_BOTH_WORK = {
  secret: 'Until `former-until`, both secrets get tokens.',
  'webhook-secret': 'Until `former-until`, each callback carries a signature with each of both secrets.',
} as const

const MADE = {
  secret: { secret: Type.Optional(Secret) },
  'webhook-secret': { 'webhook-secret': Type.Optional(WebhookSecret) },
} as const

function addRotation(app: App, context: LinkageContext, { directory }: Linking, kind: SecretKind): void {
  app.post(
    `/v1/customers/me/${kind}`,
    {
      config: { access: customers },
      schema: {
        summary: SUMMARIES[kind],
        description:
          `${WHILE_BOTH_WORK[kind]} Only this answer shows the new secret; a repeat does not show it. While the ` +
          'former one works, a further new secret is refused, unless `is-lost` says that nobody has the newest one: ' +
          'then only that one is replaced. Takes an Idempotency-Key.',
        body: object({
          secret: Proof,
          'is-lost': Type.Optional(Type.Boolean({ description: 'The newest secret is lost. Default: false.' })),
        }),
        response: {
          201: object({
            ...MADE[kind],
            'former-until': Type.Optional(Instant),
          }),
        },
      },
    },
    async (request, reply) => {
      const { id } = await directory.require(actorOf(request))
      const { secret, 'is-lost': isLost = false } = request.body
      await requireSecret(context, id, secret, { mayBeFormer: true })
      let made: string | undefined
      // The answer that is stored for a repeat holds no secret.
      const answer = await once(context, request, reply, 201, async (tx) => {
        const rotated = await rotate(tx, context, id, kind, isLost)
        made = rotated.made
        await publish(tx, originOfActor(request), secretReplaced, { customerId: id, kind })
        const until = formerUntil(context, kind, rotated.row)
        return until ? { 'former-until': until.toISOString() } : {}
      })
      await directory.readOn()
      return made === undefined ? answer : { ...answer, [kind]: made }
    },
  )
}

function addCompletion(app: App, context: LinkageContext, { directory }: Linking, kind: SecretKind): void {
  app.post(
    `/v1/customers/me/${kind}/completion`,
    {
      config: { access: customers },
      schema: {
        summary: kind === 'secret' ? 'End your former client secret' : 'End your former webhook secret',
        description:
          'At once, on all servers within a second. `secret` must be the newest client secret, so that you cannot ' +
          'end the only one that you have. Tokens given for a former secret stay valid for up to ten minutes. Takes ' +
          'an Idempotency-Key.',
        body: object({ secret: Proof }),
        response: { 200: object({}) },
      },
    },
    async (request, reply) => {
      const { id } = await directory.require(actorOf(request))
      await requireSecret(context, id, request.body.secret, { mayBeFormer: false })
      const answer = await once(context, request, reply, 200, async (tx) => {
        await endFormer(tx, context, id, kind)
        await publish(tx, originOfActor(request), formerSecretEnded, { customerId: id, kind })
        return {}
      })
      await directory.readOn()
      return answer
    },
  )
}
