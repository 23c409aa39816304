// The routes of prints: a bill, the receipt of a payment, and a credit note; for the family and for staff there.
import { object, oneOf } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { Printed, printQuery, sendPrint } from '../../../platform/print/page.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { findPatients, type PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { CreditNoteId } from '../credits/contract.ts'
import { findNote } from '../credits/store.ts'
import { findPermitted, invoiceParams } from '../invoices/routes.ts'
import { findInvoice } from '../invoices/store.ts'
import { type InvoiceView, toView } from '../invoices/views.ts'
import { findIssuer } from '../issuers/store.ts'
import { PaymentId } from '../payments/contract.ts'
import { findPayment } from '../payments/store.ts'
import { toPaymentView } from '../payments/views.ts'
import { permitBill } from '../permits.ts'
import type { BillingContext, Invoice, Payment } from '../tables.ts'
import { toBillPrint } from './bill.ts'
import { toNotePrint, toReceiptPrint } from './receipt.ts'

const query = object({
  ...printQuery,
  sheet: oneOf(['a5', 'roll'], { default: 'a5', description: '`roll`: paper of 80 mm.' }),
})

export const printRoutes = (context: BillingContext) => (app: App) => {
  addBill(app, context)
  addReceipt(app, context)
  addNote(app, context)
}

function addBill(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/invoices/:invoiceId/print',
    {
      config: { access: may('invoice.read').at('record') },
      schema: {
        summary: 'Print a bill',
        description: 'With what was paid, what was given back, and what is left.',
        ...{ params: invoiceParams, querystring: query, response: { 200: Printed } },
      },
    },
    async (request, reply) => {
      const { invoice } = await findPermitted(context, request, 'invoice.read')
      if (invoice.patient_id !== null) request.shows(invoice.patient_id)
      const { language, sheet, form } = request.query
      const view = await toView(context.db, invoice, false)
      const patientName = await readName(context, invoice)
      return sendPrint(context, reply, toBillPrint({ invoice: view, patientName, language, sheet }), form)
    },
  )
}

function addReceipt(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/payments/:paymentId/print',
    {
      config: { access: may('invoice.read').at('record') },
      schema: {
        summary: 'Print the receipt of a payment',
        description: 'Of money that came in, as an advance too, and of money that was given back.',
        params: object({ paymentId: PaymentId }),
        ...{ querystring: query, response: { 200: Printed } },
      },
    },
    async (request, reply) => {
      const payment = await findPayment(context.db, request.params.paymentId)
      if (!payment) throw new Problem(notFound)
      const invoice = payment.invoice_id === null ? undefined : await findInvoice(context.db, payment.invoice_id)
      const bill = { power: 'invoice.read', owned: payment, modules: invoice?.source_modules ?? [] }
      await permitBill(context, request, bill)
      // A payment that waits for its bank has no receipt.
      if (payment.status !== 'DONE') throw new Problem(notFound)
      if (payment.patient_id !== null) request.shows(payment.patient_id)
      const { language, sheet, form } = request.query
      const parts = {
        ...{ payment: toPaymentView(payment, false), invoiceNumber: invoice?.number, language, sheet },
        ...{ issuer: await readIssuer(context, payment, invoice), patientName: await readName(context, payment) },
      }
      return sendPrint(context, reply, toReceiptPrint(parts), form)
    },
  )
}

function addNote(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/credit-notes/:creditNoteId/print',
    {
      config: { access: may('invoice.read').at('record') },
      schema: {
        summary: 'Print a credit note',
        params: object({ creditNoteId: CreditNoteId }),
        ...{ querystring: query, response: { 200: Printed } },
      },
    },
    async (request, reply) => {
      const { creditNoteId } = request.params
      const found = await findNote(context.db, creditNoteId)
      const invoice = found && (await findInvoice(context.db, found.invoice_id))
      if (!invoice) throw new Problem(notFound)
      await permitBill(context, request, { power: 'invoice.read', owned: invoice, modules: invoice.source_modules })
      if (invoice.patient_id !== null) request.shows(invoice.patient_id)
      const { language, sheet, form } = request.query
      const view = await toView(context.db, invoice, false)
      const note = view.creditNotes.find((one) => one.creditNoteId === creditNoteId)
      if (!note) throw new Problem(notFound)
      const patientName = await readName(context, invoice)
      const parts = { invoice: view, note, issuer: view.issuer, patientName, language, sheet }
      return sendPrint(context, reply, toNotePrint(parts), form)
    },
  )
}

/** A closed account has a pseudonym, which is no name for a bill. */
async function readName({ call }: BillingContext, { patient_id }: { readonly patient_id: PatientId | null }) {
  if (patient_id === null) return undefined
  const [patient] = await call(findPatients, { patientIds: [patient_id] })
  return patient?.isClosed ? undefined : patient?.name
}

/** The issuer as on the bill; of an advance, who issues the bills now. */
async function readIssuer(
  { db }: BillingContext,
  { facility_id }: Payment,
  invoice: Invoice | undefined,
): Promise<InvoiceView['issuer']> {
  if (invoice) return invoice.issuer
  const issuer = await findIssuer(db, facility_id)
  if (!issuer) throw new Problem(notFound)
  const { legal_name: legalName, address, gstin, state_code: stateCode } = issuer
  return { legalName, address, stateCode, ...(gstin !== null && { gstin }) }
}
