// The routes of refunds and advances: what must be given back, giving it, and money that is paid ahead.
import type { FastifyRequest } from 'fastify'
import { Amount, Cursor, Limit, object, oneOf, page, type Static, Type, text } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { forbidden, invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { InvoiceId } from '../invoices/contract.ts'
import { findInvoice, listOfFacility } from '../invoices/store.ts'
import { InvoiceSummary, toSummary, withPatients } from '../invoices/views.ts'
import { listShown } from '../merging/steps.ts'
import { PaymentId } from '../payments/contract.ts'
import { Reference, requireWhole } from '../payments/routes.ts'
import { findPayment, listAdvances, listAdvancesOf } from '../payments/store.ts'
import { isAdvance, PaymentView, toPaymentView } from '../payments/views.ts'
import { findFamily } from '../permits.ts'
import { CashSessionId } from '../sessions/contract.ts'
import type { BillingContext, Invoice, Payment } from '../tables.ts'
import { refundAdvance, refundInvoice, takeAhead } from './steps.ts'

const METHODS = ['cash', 'upi', 'card', 'transfer', 'cheque'] as const

export const refundRoutes = (context: BillingContext) => (app: App) => {
  addDue(app, context)
  addRefund(app, context)
  addAdvance(app, context)
  addAdvances(app, context)
}

const invoicePosition = cursor({ invoiceId: InvoiceId })
const paymentPosition = cursor({ paymentId: PaymentId })

function addDue(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/refunds',
    {
      config: { access: may('money.refund').at('place') },
      schema: {
        summary: 'List invoices of which money must be given back',
        description: 'The newest come first. Advances that are left stand in a list of their own.',
        querystring: object({ facility: FacilityId, limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(InvoiceSummary) },
      },
    },
    async (request) => {
      const { facility, limit, cursor: from } = request.query
      request.permit({ facilityId: facility, cell: cellOf(facility) })
      const part = { isRefundDue: true, before: invoicePosition.read(from)?.invoiceId, limit: limit + 1 }
      const found = await listOfFacility(context.db, facility, part)
      const { shown, next } = cutPage(found, limit, ({ id }) => invoicePosition.write({ invoiceId: id }))
      return { items: await withPatients(context, shown.map(toSummary)), ...next }
    },
  )
}

const NewRefund = object({
  invoiceId: Type.Optional(InvoiceId),
  advanceId: Type.Optional(PaymentId),
  method: oneOf(METHODS),
  amountPaise: { ...Amount, minimum: 1 },
  reference: Type.Optional({ ...Reference, description: 'Needed for all but cash.' }),
  sessionId: Type.Optional({ ...CashSessionId, description: 'Only an administrator: the drawer that gives the cash.' }),
  reason: Type.Optional(text(500)),
})
type RefundRequest = FastifyRequest<{ Body: Static<typeof NewRefund> }>

function addRefund(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/refunds',
    {
      config: { access: may('money.refund').at('record'), needsKey: true },
      schema: {
        summary: 'Give money back',
        description:
          'Of an invoice, when it is paid beyond what it costs now, or of an advance. The money goes back the way it ' +
          'came; another way needs an administrator. Needs an Idempotency-Key.',
        body: NewRefund,
        response: { 201: PaymentView },
      },
    },
    async (request, reply) => {
      const { method, amountPaise, reference, sessionId, reason } = request.body
      const record = await findRecord(context, request)
      requireWhole({ method, amountPaise, reference, ...(method === 'cash' && { tenderedPaise: amountPaise }) })
      const asked = { method, amountPaise, reference, sessionId, reason }
      const refunding = { asked, maySign: request.holds('refund.sign'), origin: originOfActor(request) }
      return once(context, request, reply, 201, async (tx) => {
        const payment = record.invoice
          ? await refundInvoice(tx, record.invoice.id, refunding)
          : await refundAdvance(tx, (record.advance as Payment).id, refunding)
        return toPaymentView(payment, true)
      })
    },
  )
}

interface Refundable {
  readonly invoice?: Invoice
  readonly advance?: Payment
}

/** Finds the invoice or the advance, and permits staff of its facility. */
async function findRecord({ db }: BillingContext, request: RefundRequest): Promise<Refundable> {
  const { invoiceId, advanceId } = request.body
  if ((invoiceId === undefined) === (advanceId === undefined)) {
    throw invalidField('/invoiceId', 'give either invoiceId or advanceId')
  }
  const invoice = invoiceId && (await findInvoice(db, invoiceId))
  const advance = advanceId && (await findPayment(db, advanceId))
  const record = invoice || (advance && isAdvance(advance) && advance.status === 'DONE' && advance)
  if (!record) throw new Problem(notFound)
  request.permit({ facilityId: record.facility_id, cell: record.cell })
  return { ...(invoice && { invoice }), ...(advance && { advance }) }
}

const NewAdvance = object({
  facilityId: FacilityId,
  patientId: PatientId,
  method: oneOf(METHODS),
  amountPaise: { ...Amount, minimum: 1 },
  tenderedPaise: Type.Optional(Amount),
  reference: Type.Optional(Reference),
})

function addAdvance(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/advances',
    {
      config: { access: may('advance.take').at('place'), needsKey: true },
      schema: {
        summary: 'Take an advance of a patient',
        description: 'Money for later invoices of this facility. It can be given back. Needs an Idempotency-Key.',
        body: NewAdvance,
        response: { 201: PaymentView },
      },
    },
    async (request, reply) => {
      const { facilityId, patientId } = request.body
      request.permit({ facilityId })
      requireWhole(request.body)
      const [patient] = await context.call(findPatients, { patientIds: [patientId] })
      if (!patient) throw invalidField('/patientId', 'is no patient')
      const asked = { ...request.body, cell: cellOf(facilityId) }
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) => toPaymentView(await takeAhead(tx, asked, origin), true))
    },
  )
}

const AdvanceView = object({ ...PaymentView.properties, patient: InvoiceSummary.properties.patient })

function addAdvances(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/advances',
    {
      config: { access: may('invoice.read').at('record') },
      schema: {
        summary: 'List advances with money left',
        description: 'A citizen gives `patient`, one of the own family. Staff give `facility`. The newest come first.',
        querystring: object({
          patient: Type.Optional(PatientId),
          facility: Type.Optional(FacilityId),
          limit: Limit,
          cursor: Type.Optional({ ...Cursor, description: 'Only with `facility`.' }),
        }),
        response: { 200: page(AdvanceView) },
      },
    },
    async (request) => {
      const { patient, facility, limit, cursor: from } = request.query
      if ((patient === undefined) === (facility === undefined)) {
        throw invalidField('query/patient', 'give either patient or facility')
      }
      if (patient) {
        const accountId = await findFamily(context, request, { power: 'invoice.read', patientId: patient })
        request.permit({ accountId })
        const own = await listAdvancesOf(context.db, await listShown(context.db, patient), limit)
        return { items: own.map((payment) => toPaymentView(payment, false)) }
      }
      const facilityId = facility as FacilityId
      request.permit({ facilityId, cell: cellOf(facilityId) }, forbidden)
      if (!request.holds('bill.all')) throw new Problem(forbidden)
      const part = { before: paymentPosition.read(from)?.paymentId, limit: limit + 1 }
      const found = await listAdvances(context.db, facilityId, part)
      const { shown, next } = cutPage(found, limit, ({ id }) => paymentPosition.write({ paymentId: id }))
      return {
        items: await withPatients(
          context,
          shown.map((payment) => toPaymentView(payment, true)),
        ),
        ...next,
      }
    },
  )
}
