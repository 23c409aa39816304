// The routes of invoices: issuing one of open charges, a look before, reading one, and the lists.
import type { FastifyRequest } from 'fastify'
import { Cursor, Day, Limit, object, page, type Static, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { may, modulesShown } from '../access.ts'
import { listCharges } from '../charges/store.ts'
import { ChargeId } from '../contract.ts'
import { permitBill, permitList } from '../permits.ts'
import type { BillingContext, Invoice } from '../tables.ts'
import { InvoiceId, InvoiceStatus } from './contract.ts'
import { draft, issue } from './steps.ts'
import { findInvoice, listOfFacility, listOfPatients } from './store.ts'
import {
  InvoicePreview,
  InvoiceSummary,
  InvoiceView,
  toNewView,
  toPreview,
  toSummary,
  toView,
  withPatients,
} from './views.ts'

export const invoiceRoutes = (context: BillingContext) => (app: App) => {
  addIssuing(app, context)
  addPreview(app, context)
  addReading(app, context)
  addList(app, context)
}

const Wanted = object({
  chargeIds: Type.Array(ChargeId, { minItems: 1, maxItems: 200, uniqueItems: true, description: 'Open charges.' }),
})

/** Permits staff of the facility of the charges. Whoever sees only a part of the charges may bill only those. */
async function permitCharges(
  { db }: BillingContext,
  request: FastifyRequest<{ Body: Static<typeof Wanted> }>,
): Promise<void> {
  const { chargeIds } = request.body
  const charges = await listCharges(db, chargeIds)
  const [first] = charges
  if (!first || charges.length < chargeIds.length) throw new Problem(notFound)
  request.permit({ facilityId: first.facility_id, cell: first.cell })
  const shown = modulesShown(request)
  const isSeen = charges.every(
    ({ facility_id, source_kind }) =>
      facility_id === first.facility_id && (!shown || shown.includes(source_kind.split('.')[0] as string)),
  )
  if (!isSeen) throw new Problem(notFound)
}

function addIssuing(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/invoices',
    {
      config: { access: may('invoice.issue').at('record'), needsKey: true },
      schema: {
        summary: 'Issue an invoice',
        description:
          'Of open charges of one patient at one facility. It has its number at once and never changes. The lines ' +
          'choose its kind. Needs an Idempotency-Key.',
        body: Wanted,
        response: { 201: InvoiceView },
      },
    },
    async (request, reply) => {
      await permitCharges(context, request)
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) => {
        const { invoice, lines } = await issue(tx, request.body.chargeIds, origin)
        return toNewView(invoice, lines)
      })
    },
  )
}

function addPreview(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/invoices/preview',
    {
      config: { access: may('invoice.issue').at('record') },
      schema: {
        summary: 'Look at an invoice before it is issued',
        description: 'Nothing is written, and no number is used.',
        body: Wanted,
        response: { 200: InvoicePreview },
      },
    },
    async (request) => {
      await permitCharges(context, request)
      const { actorId } = originOfActor(request)
      return transaction(context.db, async (tx) => {
        const { invoice, lines } = await draft(tx, request.body.chargeIds, actorId)
        return toPreview(invoice, lines)
      })
    },
  )
}

export const invoiceParams = object({ invoiceId: InvoiceId })
type InvoiceRequest = FastifyRequest<{ Params: Static<typeof invoiceParams> }>

/** Finds the invoice of a request, and permits its family and the staff who see it. */
export async function findPermitted(
  context: BillingContext,
  request: FastifyRequest,
  power: string,
): Promise<{ readonly invoice: Invoice; readonly isFamily: boolean }> {
  const invoice = await findInvoice(context.db, (request as InvoiceRequest).params.invoiceId)
  if (!invoice) throw new Problem(notFound)
  const bill = { power, owned: invoice, modules: invoice.source_modules }
  const { isFamily } = await permitBill(context, request, bill)
  return { invoice, isFamily }
}

function addReading(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/invoices/:invoiceId',
    {
      config: { access: may('invoice.read').at('record') },
      schema: {
        summary: 'Read an invoice',
        description: 'With its lines, payments and credit notes. For the family of the patient, and for staff there.',
        params: invoiceParams,
        response: { 200: InvoiceView },
      },
    },
    async (request) => {
      const { invoice, isFamily } = await findPermitted(context, request, 'invoice.read')
      const view = await toView(context.db, invoice, !isFamily)
      return isFamily ? view : ((await withPatients(context, [view]))[0] as InvoiceView)
    },
  )
}

const position = cursor({ invoiceId: InvoiceId })

const Query = object({
  patient: Type.Optional(PatientId),
  facility: Type.Optional(FacilityId),
  day: Type.Optional({ ...Day, description: 'The day of issue.' }),
  status: Type.Optional(InvoiceStatus),
  number: Type.Optional(
    Type.String({
      pattern: '^[A-Z0-9]{1,3}/[0-9]{2}-[0-9]{2}/[0-9]{6}$',
      description: 'Only the one with this number.',
    }),
  ),
  limit: Limit,
  cursor: Type.Optional(Cursor),
})

function addList(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/invoices',
    {
      config: { access: may('invoice.read').at('record') },
      schema: {
        summary: 'List invoices',
        description:
          'A citizen gives `patient`, one of the own family. Staff give `facility`, or `patient`, who must have an ' +
          'invoice where they work, or both. The newest come first.',
        querystring: Query,
        response: { 200: page(InvoiceSummary) },
      },
    },
    async (request) => {
      const { day, status, number, limit, cursor: from } = request.query
      const modules = modulesShown(request)
      const part = { day, status, number, modules, before: position.read(from)?.invoiceId, limit: limit + 1 }
      const { of, facilityId, isFamily } = await permitList(context, request, {
        power: 'invoice.read',
        isKnown: async (shown) => (await listOfPatients(context.db, shown, { modules, limit: 1 })).length > 0,
      })
      const found = of
        ? await listOfPatients(context.db, of, part)
        : await listOfFacility(context.db, facilityId as FacilityId, part)
      const { shown, next } = cutPage(found, limit, ({ id }) => position.write({ invoiceId: id }))
      const views = shown.map(toSummary)
      return { items: isFamily ? views : await withPatients(context, views), ...next }
    },
  )
}
