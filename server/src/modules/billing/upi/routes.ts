// The routes of UPI: asking for money with a QR code, and hearing the payment provider, who signs what it says.
import type { FastifyRequest } from 'fastify'
import { access } from '../../../platform/access.ts'
import { Amount, Instant, object, oneOf, Type } from '../../../platform/contract.ts'
import { ID_PATTERN } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf, originOfActor } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { isSigned, signingKeyOf } from '../../../platform/signing.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { findPermitted, invoiceParams } from '../invoices/routes.ts'
import { boundTo } from '../issuers/steps.ts'
import { findIssuer } from '../issuers/store.ts'
import { badSignature, PaymentId, PaymentStatus } from '../payments/contract.ts'
import { Reference } from '../payments/routes.ts'
import { findPayment } from '../payments/store.ts'
import type { BillingContext } from '../tables.ts'
import { toQrSvg } from './picture.ts'
import { fromTr } from './rules.ts'
import { ask, hear } from './steps.ts'

const JSON_TYPE = 'application/json'
const ID_FORM = new RegExp(ID_PATTERN)

export const upiRoutes = (context: BillingContext) => (app: App) => {
  addRequest(app, context)
  void app.register(async (scope) => {
    // The signature covers the sent bytes. So the body is read as text, and parsed when the signature is right.
    scope.removeContentTypeParser(JSON_TYPE)
    scope.addContentTypeParser(JSON_TYPE, { parseAs: 'string' }, async (request: FastifyRequest, body: string) => {
      await requireSignature(context, request, body)
      return JSON.parse(body) as unknown
    })
    addCallback(scope as unknown as App, context)
  })
}

function addRequest(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/invoices/:invoiceId/upi-requests',
    {
      config: { access: may('invoice.pay').at('record'), needsKey: true },
      schema: {
        summary: 'Ask for a payment by UPI',
        description:
          'The QR code opens a UPI app with the sum and the number of the bill; it names nobody. It waits for 15 ' +
          'minutes. Needs an Idempotency-Key.',
        params: invoiceParams,
        body: object({
          amountPaise: Type.Optional({ ...Amount, minimum: 1, description: 'Default: all that is due.' }),
        }),
        response: {
          201: object({
            paymentId: PaymentId,
            amountPaise: Amount,
            uri: Type.String(),
            qrSvg: Type.String(),
            expiresAt: Instant,
          }),
        },
      },
    },
    async (request, reply) => {
      const { invoice } = await findPermitted(context, request, 'invoice.pay')
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) => {
        const { payment, uri } = await ask(tx, invoice.id, request.body.amountPaise, origin)
        const expiresAt = (payment.expires_at as Date).toISOString()
        return { paymentId: payment.id, amountPaise: payment.amount_paise, uri, qrSvg: toQrSvg(uri), expiresAt }
      })
    },
  )
}

const callbackParams = object({ facilityId: FacilityId })

async function requireSignature({ db, keys, clock }: BillingContext, request: FastifyRequest, body: string) {
  const { facilityId } = request.params as { facilityId: FacilityId }
  // The check of the address comes later, and refuses it.
  if (!ID_FORM.test(facilityId)) return
  const secret = (await findIssuer(db, facilityId))?.callback_secret
  const key = secret && signingKeyOf(keys.unseal(secret, boundTo(facilityId)))
  if (!key || !isSigned(key, request.headers, body, clock.now())) throw new Problem(badSignature)
}

function addCallback(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/upi-callbacks/:facilityId',
    {
      // A payment provider has no account. Its signature proves who it is.
      config: { access: access.public },
      schema: {
        summary: 'Tell what became of a UPI payment',
        description:
          'Only for payment providers. Sign the request by Standard Webhooks with the secret of the facility. A late ' +
          'word makes an advance. A repeat changes nothing.',
        params: callbackParams,
        body: object({
          tr: Type.String({ pattern: '^[0-9a-f]{32}$', description: 'The `tr` of the request.' }),
          utr: { ...Reference, description: 'The number of the bank.' },
          amountPaise: { ...Amount, minimum: 1 },
          status: oneOf(['paid', 'failed']),
        }),
        response: { 200: object({ paymentId: PaymentId, status: PaymentStatus }) },
      },
    },
    async (request) => {
      const { tr, utr, amountPaise: paise, status } = request.body
      const paymentId = fromTr(tr) as PaymentId
      const asked = await findPayment(context.db, paymentId)
      if (asked?.facility_id !== request.params.facilityId) throw new Problem(notFound)
      const word = { paymentId, utr, paise, isPaid: status === 'paid' }
      const origin = originOf(request)
      const payment = await transaction(context.db, (tx) => hear(tx, word, origin))
      if (!payment) throw new Problem(notFound)
      return { paymentId: payment.id, status: payment.status }
    },
  )
}
