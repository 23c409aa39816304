// The route that takes money for an invoice at a counter.
import { Amount, object, oneOf, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { invoiceParams } from '../invoices/routes.ts'
import { findInvoice } from '../invoices/store.ts'
import { InvoiceSummary, toSummary } from '../invoices/views.ts'
import { permitStaff } from '../permits.ts'
import type { BillingContext } from '../tables.ts'
import { METHODS, PaymentId } from './contract.ts'
import { pay } from './steps.ts'
import { PaymentView, toPaymentView } from './views.ts'

export const MethodTaken = oneOf(METHODS, {
  description: '`upi` with the number of the bank that the payer shows. `advance`: with money that is here already.',
})

export const Reference = Type.String({
  pattern: '^[A-Z0-9-]{4,40}$',
  description: 'The number of the bank: UTR, or that of the cheque or of the slip of the card.',
})

const NewPayment = object({
  method: MethodTaken,
  amountPaise: { ...Amount, minimum: 1 },
  tenderedPaise: Type.Optional({ ...Amount, description: 'Only cash: what the payer gave. The rest is change.' }),
  reference: Type.Optional({ ...Reference, description: 'Needed for UPI, card, transfer and cheque.' }),
  advanceId: Type.Optional({ ...PaymentId, description: 'Needed for `advance`: whose money is used.' }),
})

export const paymentRoutes = (context: BillingContext) => (app: App) => {
  app.post(
    '/v1/billing/invoices/:invoiceId/payments',
    {
      config: { access: may('money.take').at('record'), needsKey: true },
      schema: {
        summary: 'Take a payment for an invoice',
        description:
          'A part or all of what is due. Cash needs an own open session. A number of the bank counts once. Needs an ' +
          'Idempotency-Key.',
        params: invoiceParams,
        body: NewPayment,
        response: { 201: object({ payment: PaymentView, invoice: InvoiceSummary }) },
      },
    },
    async (request, reply) => {
      const invoice = await findInvoice(context.db, request.params.invoiceId)
      if (!invoice) throw new Problem(notFound)
      permitStaff(request, invoice, invoice.source_modules)
      requireWhole(request.body)
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) => {
        const paid = await pay(tx, invoice.id, request.body, origin)
        return { payment: toPaymentView(paid.payment, true), invoice: toSummary(paid.invoice) }
      })
    },
  )
}

interface Asked {
  readonly method: (typeof METHODS)[number]
  readonly amountPaise: number
  readonly tenderedPaise?: number | undefined
  readonly reference?: string | undefined
  readonly advanceId?: PaymentId | undefined
}

/** Throws a 400 when the method lacks what it needs, or has what it does not know. */
export function requireWhole({ method, amountPaise, tenderedPaise, reference, advanceId }: Asked): void {
  const isCash = method === 'cash'
  if (isCash === (tenderedPaise === undefined)) {
    throw invalidField('/tenderedPaise', isCash ? 'is needed for cash' : 'is only for cash')
  }
  if (tenderedPaise !== undefined && tenderedPaise < amountPaise) throw invalidField('/tenderedPaise', 'is too little')
  const hasNumber = !isCash && method !== 'advance'
  if (hasNumber === (reference === undefined)) {
    throw invalidField('/reference', hasNumber ? `is needed for ${method}` : `is not for ${method}`)
  }
  if ((method === 'advance') === (advanceId === undefined)) {
    throw invalidField('/advanceId', method === 'advance' ? 'is needed' : 'is only for `advance`')
  }
}
