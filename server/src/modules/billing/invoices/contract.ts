// The invoices that other modules may use: ids, facts, the event, and the reasons for refusals.
import { Amount, defineEvent, defineProblem, id, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { ChargeGroup } from '../contract.ts'

export const InvoiceId = id('invoice')
export type InvoiceId = Static<typeof InvoiceId>

export const INVOICE_KINDS = ['tax-invoice', 'bill-of-supply', 'invoice-cum-bill'] as const
export const InvoiceKind = oneOf(INVOICE_KINDS, {
  description: 'The lines choose it: all with tax, all exempt, or both in one.',
})
export type InvoiceKind = Static<typeof InvoiceKind>

export const INVOICE_STATUSES = ['ISSUED', 'PART_PAID', 'PAID', 'CREDITED'] as const
export const InvoiceStatus = oneOf(INVOICE_STATUSES, {
  description: '`CREDITED`: all of it was given back. An issued invoice never changes; a credit note gives back.',
})
export type InvoiceStatus = Static<typeof InvoiceStatus>

const invoiceFacts = {
  invoiceId: InvoiceId,
  number: Type.String(),
  facilityId: FacilityId,
  patientId: Type.Optional(PatientId),
  groups: Type.Array(ChargeGroup),
  totalPaise: Amount,
}

/** Charges stand on a new invoice with a number. */
export const invoiceIssued = defineEvent('billing.invoice-issued.v1', 'invoiceId', object(invoiceFacts))

export const noIssuer = defineProblem(
  'no-issuer',
  409,
  'Nobody is set as the issuer of bills here',
  'An administrator of the facility sets the legal name, the address and the prefix of the numbers first.',
)
export const gstinNeeded = defineProblem(
  'gstin-needed',
  409,
  'Only a registered issuer may show tax',
  'An administrator sets the GSTIN of the issuer, or the charges get a tax code that is exempt.',
)
export const chargeInvoiced = defineProblem(
  'charge-invoiced',
  409,
  'The charge stands on an invoice already',
  'Look at the invoice `invoiceId`. To give the charge back, write a credit note to it.',
)
export const prefixTaken = defineProblem(
  'prefix-taken',
  409,
  'Another facility of this issuer uses the prefix',
  'Choose another prefix: one number may occur only once under a GSTIN.',
)
export const issuerInUse = defineProblem(
  'issuer-in-use',
  409,
  'Bills of this financial year have these numbers already',
  'Prefix and GSTIN may change again on 1 April, before the first bill of the new year.',
)
export const issuerChangedMeanwhile = defineProblem(
  'issuer-changed-meanwhile',
  412,
  'Somebody else has changed the issuer since you read it',
  'Read it again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
