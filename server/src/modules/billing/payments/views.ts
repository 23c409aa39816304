// How a payment looks in an answer.
import { Amount, Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { InvoiceId } from '../invoices/contract.ts'
import { CashSessionId } from '../sessions/contract.ts'
import type { Payment } from '../tables.ts'
import { Method, PaymentId, PaymentStatus } from './contract.ts'

export const PaymentView = object({
  paymentId: PaymentId,
  facilityId: FacilityId,
  invoiceId: Type.Optional({ ...InvoiceId, description: 'Left out: an advance.' }),
  meantFor: Type.Optional({ ...InvoiceId, description: 'The invoice for which the money came too late.' }),
  advanceId: Type.Optional({ ...PaymentId, description: 'The advance whose money this uses or gives back.' }),
  patientId: Type.Optional(PatientId),
  receiptNumber: Type.Optional(Type.String()),
  method: Method,
  direction: oneOf(['in', 'out'], { description: '`out`: money that was given back.' }),
  amountPaise: Amount,
  tenderedPaise: Type.Optional(Amount),
  changePaise: Type.Optional(Amount),
  leftPaise: Type.Optional({ ...Amount, description: 'Of an advance: what is not used yet.' }),
  status: PaymentStatus,
  reference: Type.Optional(Type.String({ description: 'The number of the bank.' })),
  isConfirmed: Type.Boolean({ description: 'False: the number of the bank was typed, and the bank has not said it.' }),
  at: Instant,
  by: Type.Optional(Type.String({ description: 'The account that took the money. Only for staff.' })),
  sessionId: Type.Optional(CashSessionId),
})
export type PaymentView = Static<typeof PaymentView>

export const isAdvance = ({ invoice_id, direction }: Payment): boolean => invoice_id === null && direction === 'in'

/** `isStaff`: with who took it, and into which drawer. */
export function toPaymentView(payment: Payment, isStaff: boolean): PaymentView {
  return {
    ...{ paymentId: payment.id, facilityId: payment.facility_id, method: payment.method },
    ...{ direction: payment.direction, amountPaise: payment.amount_paise, status: payment.status },
    ...{ isConfirmed: payment.is_confirmed, at: (payment.ended_at ?? payment.asked_at).toISOString() },
    ...(payment.invoice_id !== null && { invoiceId: payment.invoice_id }),
    ...(payment.meant_for !== null && { meantFor: payment.meant_for }),
    ...(payment.advance_id !== null && { advanceId: payment.advance_id }),
    ...(payment.patient_id !== null && { patientId: payment.patient_id }),
    ...(payment.receipt_number !== null && { receiptNumber: payment.receipt_number }),
    ...toMoneyView(payment),
    ...(isStaff && payment.by !== null && { by: payment.by }),
    ...(isStaff && payment.session_id !== null && { sessionId: payment.session_id }),
  }
}

const toMoneyView = (payment: Payment) => ({
  ...(payment.tendered_paise !== null && { tenderedPaise: payment.tendered_paise }),
  ...(payment.change_paise !== null && { changePaise: payment.change_paise }),
  ...(payment.reference !== null && { reference: payment.reference }),
  ...(isAdvance(payment) && payment.status === 'DONE' && { leftPaise: payment.amount_paise - payment.used_paise }),
})
