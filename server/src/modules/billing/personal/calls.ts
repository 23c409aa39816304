// Answers what Sehat asks about the charges of a family: all that is kept. Nothing changes when the account closes.
import { closePersonOf, type ExportSection, exportPersonOf, headingsFrom } from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { listAllOfPatients } from '../charges/store.ts'
import { listOfPatients } from '../invoices/store.ts'
import { listOfPatients as listPayments } from '../payments/store.ts'
import type { BillingContext, Charge, Invoice, Payment } from '../tables.ts'

const headings = headingsFrom({
  chargeId: { en: 'Charge', hi: 'शुल्क' },
  patientId: { en: 'Record', hi: 'रिकॉर्ड' },
  facilityId: { en: 'Facility', hi: 'संस्था' },
  chargedOn: { en: 'Day', hi: 'दिन' },
  text: { en: 'For', hi: 'किसके लिए' },
  quantity: { en: 'Quantity', hi: 'मात्रा' },
  discountPaise: { en: 'Discount in paise', hi: 'छूट (पैसे में)' },
  taxPaise: { en: 'Tax in paise', hi: 'टैक्स (पैसे में)' },
  totalPaise: { en: 'Total in paise', hi: 'कुल (पैसे में)' },
  status: { en: 'State', hi: 'स्थिति' },
  reason: { en: 'Reason', hi: 'कारण' },
  invoiceId: { en: 'Bill', hi: 'बिल' },
  number: { en: 'Number of the bill', hi: 'बिल का नंबर' },
  issuedOn: { en: 'Day', hi: 'दिन' },
  paidPaise: { en: 'Paid in paise', hi: 'दिया गया (पैसे में)' },
  refundedPaise: { en: 'Paid back in paise', hi: 'वापस मिला (पैसे में)' },
  creditedPaise: { en: 'Given back of the bill in paise', hi: 'बिल में से घटाया गया (पैसे में)' },
  paymentId: { en: 'Payment', hi: 'भुगतान' },
  receiptNumber: { en: 'Receipt', hi: 'रसीद' },
  day: { en: 'Day', hi: 'दिन' },
  direction: { en: 'In or out', hi: 'दिया या वापस मिला' },
  method: { en: 'How', hi: 'कैसे' },
  amountPaise: { en: 'Money in paise', hi: 'रकम (पैसे में)' },
  reference: { en: 'Number of the bank', hi: 'बैंक का नंबर' },
})

const toSection = (charges: readonly Charge[]): ExportSection => ({
  kind: 'charges',
  title: { en: 'Charges', hi: 'शुल्क' },
  fields: [
    ...headings('chargeId', 'patientId', 'facilityId', 'chargedOn', 'text', 'quantity'),
    ...headings('discountPaise', 'taxPaise', 'totalPaise', 'status', 'reason'),
  ],
  rows: charges.map((one) => ({
    ...{ chargeId: one.id, patientId: one.patient_id, facilityId: one.facility_id, chargedOn: one.charged_on },
    ...{ text: one.text, quantity: one.quantity, discountPaise: one.discount_paise },
    ...{ taxPaise: one.cgst_paise + one.sgst_paise, totalPaise: one.total_paise, status: one.status },
    reason: one.status_reason ?? one.discount_reason,
  })),
})

const toBillSection = (invoices: readonly Invoice[]): ExportSection => ({
  kind: 'bills',
  title: { en: 'Bills', hi: 'बिल' },
  fields: [
    ...headings('invoiceId', 'number', 'patientId', 'facilityId', 'issuedOn', 'totalPaise', 'paidPaise'),
    ...headings('refundedPaise', 'creditedPaise', 'status'),
  ],
  rows: invoices.map((one) => ({
    ...{ invoiceId: one.id, number: one.number, patientId: one.patient_id, facilityId: one.facility_id },
    ...{ issuedOn: one.issued_on, totalPaise: one.total_paise, paidPaise: one.paid_paise },
    ...{ refundedPaise: one.refunded_paise, creditedPaise: one.credited_paise, status: one.status },
  })),
})

const toPaymentSection = (payments: readonly Payment[]): ExportSection => ({
  kind: 'payments',
  title: { en: 'Payments', hi: 'भुगतान' },
  fields: [
    ...headings('paymentId', 'receiptNumber', 'patientId', 'facilityId', 'invoiceId', 'day', 'direction', 'method'),
    ...headings('amountPaise', 'reference', 'status'),
  ],
  rows: payments.map((one) => ({
    ...{ paymentId: one.id, receiptNumber: one.receipt_number, patientId: one.patient_id },
    ...{ facilityId: one.facility_id, invoiceId: one.invoice_id, day: one.day, direction: one.direction },
    ...{ method: one.method, amountPaise: one.amount_paise, reference: one.reference, status: one.status },
  })),
})

const EXPORTED_MAX = 100_000

export const personalAnswers = ({ db }: BillingContext): CallAnswer[] => [
  answerTo(exportPersonOf('billing'), async ({ patientIds }) => ({
    sections: [
      toSection(await listAllOfPatients(db, patientIds)),
      toBillSection(await listOfPatients(db, { patientIds }, { limit: EXPORTED_MAX })),
      toPaymentSection(await listPayments(db, patientIds, EXPORTED_MAX)),
    ],
  })),
  // Account books are kept by law. They hold no name, and no account but those of staff.
  answerTo(closePersonOf('billing'), async () => ({})),
]
