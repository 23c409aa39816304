// The route of credit notes: staff give back a part of an invoice, or all of it.
import { object, type Static, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { may } from '../access.ts'
import { Quantity } from '../contract.ts'
import type { InvoiceId } from '../invoices/contract.ts'
import { invoiceParams } from '../invoices/routes.ts'
import { type FullLine, findInvoice, listLines } from '../invoices/store.ts'
import { CreditNoteView, InvoiceSummary, toNoteView, toSummary } from '../invoices/views.ts'
import { requireIssuer } from '../issuers/steps.ts'
import { lockBill } from '../payments/steps.ts'
import { permitStaff } from '../permits.ts'
import { tellSettled } from '../settling/steps.ts'
import type { BillingContext, BillingTables } from '../tables.ts'
import { creditLimit } from './contract.ts'
import { type Credited, type CreditedLine, credit } from './steps.ts'

const NewNote = object({
  lines: Type.Array(object({ line: Type.Integer({ minimum: 1, maximum: 200 }), quantity: Quantity }), {
    minItems: 1,
    maxItems: 200,
  }),
  reason: text(500, { description: 'Why. It stands on the credit note.' }),
})
type NewNote = Static<typeof NewNote>

export const creditRoutes = (context: BillingContext) => (app: App) => {
  app.post(
    '/v1/billing/invoices/:invoiceId/credit-notes',
    {
      config: { access: may('credit.write').at('record'), needsKey: true },
      schema: {
        summary: 'Write a credit note',
        description:
          'At the price and the tax of the lines. What was paid beyond the rest becomes a refund that is due. Above ' +
          'the limit of the facility only an administrator writes it. Needs an Idempotency-Key.',
        params: invoiceParams,
        body: NewNote,
        response: { 201: object({ creditNote: CreditNoteView, invoice: InvoiceSummary }) },
      },
    },
    async (request, reply) => {
      const invoice = await findInvoice(context.db, request.params.invoiceId)
      if (!invoice) throw new Problem(notFound)
      permitStaff(request, invoice, invoice.source_modules)
      const writing = { maySign: request.holds('credit.sign'), origin: originOfActor(request) }
      return once(context, request, reply, 201, async (tx) => {
        const written = await write(tx, invoice.id, request.body, writing)
        return { creditNote: toNoteView(written.note, written.noteLines), invoice: toSummary(written.invoice) }
      })
    },
  )
}

interface Writing {
  readonly maySign: boolean
  readonly origin: EventOrigin
}

async function write(
  tx: Tx<BillingTables>,
  id: InvoiceId,
  { lines, reason }: NewNote,
  { maySign, origin }: Writing,
): Promise<Credited> {
  const { invoice, before } = await lockBill(tx, id)
  const full = await listLines(tx, [id])
  const asked = { invoice, lines: pick(full, lines), charges: full.map(({ charge }) => charge) }
  const written = await credit(tx, { ...asked, reason: tidyText(reason).normalize('NFC') }, origin)
  const { credit_limit_paise: limit } = await requireIssuer(tx, invoice.facility_id)
  // The limit is that of all notes to the invoice: else many small ones would pass.
  if (!maySign && written.invoice.credited_paise > limit) {
    throw new Problem(creditLimit, { members: { maxPaise: Math.max(0, limit - invoice.credited_paise) } })
  }
  await tellSettled(tx, { before, changed: written.changed }, origin)
  return written
}

function pick(full: readonly FullLine[], lines: NewNote['lines']): CreditedLine[] {
  return lines.map(({ line, quantity }, index) => {
    const found = full.find((one) => one.line.line === line)
    if (!found) throw invalidField(`/lines/${index}/line`, 'is no line of this invoice')
    if (lines.findIndex((one) => one.line === line) !== index) {
      throw invalidField(`/lines/${index}/line`, 'stands here twice')
    }
    return { full: found, quantity }
  })
}
