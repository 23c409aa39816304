// The payments that other modules may use: ids, words, events, and the reasons for refusals.
import { Amount, defineEvent, defineProblem, id, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { ChargeGroup } from '../contract.ts'
import { InvoiceId } from '../invoices/contract.ts'

export const PaymentId = id('payment')
export type PaymentId = Static<typeof PaymentId>

export const METHODS = ['cash', 'upi', 'card', 'transfer', 'cheque', 'advance'] as const
export const Method = oneOf(METHODS, { description: '`advance`: with money that the facility has already.' })
export type Method = Static<typeof Method>

export const PAYMENT_STATUSES = ['PENDING', 'DONE', 'FAILED', 'EXPIRED'] as const
export const PaymentStatus = oneOf(PAYMENT_STATUSES, {
  description: 'Only `DONE` counts. When the bank says late that an `EXPIRED` one was paid, it becomes an advance.',
})
export type PaymentStatus = Static<typeof PaymentStatus>

const moneyFacts = {
  paymentId: PaymentId,
  facilityId: FacilityId,
  patientId: Type.Optional(PatientId),
  invoiceId: Type.Optional(InvoiceId),
  method: Method,
  amountPaise: Amount,
  receiptNumber: Type.String(),
}

/** Money came in: for an invoice, or as an advance when there is no `invoiceId`. */
export const paymentReceived = defineEvent('billing.payment-received.v1', 'paymentId', object(moneyFacts))

/** Of which charges something was given back. Empty for an advance. */
const groups = Type.Array(ChargeGroup)

/** Money of an invoice or of an advance was given back. */
export const refundPaid = defineEvent('billing.refund-paid.v1', 'paymentId', object({ ...moneyFacts, groups }))

/** An invoice is paid more than it costs now: `refundablePaise` must be given back. */
export const refundDue = defineEvent(
  'billing.refund-due.v1',
  'invoiceId',
  object({
    invoiceId: InvoiceId,
    facilityId: FacilityId,
    patientId: Type.Optional(PatientId),
    groups,
    refundablePaise: Amount,
  }),
)

export const moreThanDue = defineProblem(
  'more-than-due',
  409,
  'This is more than is due',
  'Take at most `duePaise`. What somebody pays ahead is an advance.',
)
export const noSession = defineProblem(
  'no-session',
  409,
  'You have no open cash session here',
  'Open a session with the cash in your drawer, then take or give the money. A session that is counted takes none.',
)
export const cashLimit = defineProblem(
  'cash-limit',
  409,
  'The law forbids so much cash from one person',
  'Take at most `leftPaise` in cash, and the rest by UPI, card, transfer or cheque.',
)
export const referenceUsed = defineProblem(
  'reference-used',
  409,
  'A payment has this number of the bank already',
  'Look at the payment `paymentId`: one transfer counts once.',
)
export const advanceTooSmall = defineProblem(
  'advance-too-small',
  409,
  'The advance has less money left',
  'Use at most `leftPaise` of it.',
)
export const moreThanRefundable = defineProblem(
  'more-than-refundable',
  409,
  'This is more than may be given back',
  'Give back at most `refundablePaise`. For more, write a credit note first.',
)
export const refundMethod = defineProblem(
  'refund-method',
  409,
  'The money goes back the way it came',
  'Give back at most `leftPaise` by this method, or ask an administrator to give it back in another way.',
)
export const noUpi = defineProblem(
  'no-upi',
  409,
  'The facility takes no UPI payments',
  'An administrator of the facility sets the UPI address of the issuer first.',
)
export const badSignature = defineProblem(
  'bad-signature',
  401,
  'The signature is wrong or too old',
  'Sign by Standard Webhooks with the secret of the facility, and check the clock.',
)
