// The credit notes that other modules may use: ids, the event, and the reasons for refusals.
import { Amount, defineEvent, defineProblem, id, object, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { InvoiceId } from '../invoices/contract.ts'

export const CreditNoteId = id('credit note')
export type CreditNoteId = Static<typeof CreditNoteId>

/** A part of an invoice, or all of it, was given back. */
export const creditNoteWritten = defineEvent(
  'billing.credit-note-written.v1',
  'invoiceId',
  object({
    creditNoteId: CreditNoteId,
    number: Type.String(),
    invoiceId: InvoiceId,
    facilityId: FacilityId,
    patientId: Type.Optional(PatientId),
    totalPaise: Amount,
  }),
)

export const moreThanInvoiced = defineProblem(
  'more-than-invoiced',
  409,
  'This is more than is left to give back',
  'Give back at most `left` of the line `line`.',
)
export const creditLimit = defineProblem(
  'credit-limit',
  409,
  'An administrator must sign a credit note of this size',
  'Ask an administrator of the facility to write it: without one at most `maxPaise` can be given back at a time.',
)
export const reversalDiffers = defineProblem(
  'reversal-differs',
  409,
  'This reversal has given back other things already',
  'Send the same lines to get the first answer, or name a new reversal.',
)
