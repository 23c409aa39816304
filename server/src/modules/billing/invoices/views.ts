// How invoices look in an answer: a line of a list, and a whole bill with its lines, payments and credit notes.
import { Amount, Instant, object, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { findPatients, Gender, PatientId } from '../../patients/contract.ts'
import { toBatchView } from '../charges/views.ts'
import { Batch, ChargeGroup, ChargeId, PriceCode, Quantity } from '../contract.ts'
import { CreditNoteId } from '../credits/contract.ts'
import { listNoteLines, listNotes } from '../credits/store.ts'
import { listPaymentsOf } from '../payments/store.ts'
import { PaymentView, toPaymentView } from '../payments/views.ts'
import type { BillingContext, CreditLine, CreditNote, Invoice } from '../tables.ts'
import { InvoiceId, InvoiceKind, InvoiceStatus } from './contract.ts'
import { dueOf, refundableOf } from './rules.ts'
import { type FullLine, listLines } from './store.ts'

const sums = {
  ...{ grossPaise: Amount, discountPaise: Amount, exemptPaise: Amount, taxablePaise: Amount, cgstPaise: Amount },
  ...{ sgstPaise: Amount, totalPaise: Amount, paidPaise: Amount, refundedPaise: Amount, creditedPaise: Amount },
  duePaise: { ...Amount, description: 'What must still be paid.' },
  refundablePaise: { ...Amount, description: 'What must be given back.' },
}

const summary = {
  invoiceId: InvoiceId,
  number: Type.String(),
  kind: InvoiceKind,
  status: InvoiceStatus,
  facilityId: FacilityId,
  patientId: Type.Optional(PatientId),
  issuedAt: Instant,
  ...sums,
  patient: Type.Optional(
    object(
      { name: Type.String(), birthYear: Type.Integer(), gender: Gender },
      { description: 'Only for staff, who check who stands before them.' },
    ),
  ),
}
/** An invoice in a list. */
export const InvoiceSummary = object(summary)

const LineView = object({
  line: Type.Integer(),
  chargeId: ChargeId,
  group: ChargeGroup,
  code: Type.Optional(PriceCode),
  text: Type.String(),
  hsnSac: Type.Optional(Type.String()),
  batch: Type.Optional(Batch),
  quantity: Quantity,
  credited: Type.Integer({ description: 'How many of them were given back.' }),
  unitPricePaise: Amount,
  discountPaise: Amount,
  taxBasisPoints: Type.Integer(),
  taxablePaise: Amount,
  cgstPaise: Amount,
  sgstPaise: Amount,
  totalPaise: Amount,
})

const IssuerView = object({
  legalName: Type.String(),
  address: Type.String(),
  gstin: Type.Optional(Type.String()),
  stateCode: Type.String(),
})

const ByRate = object({
  hsnSac: Type.Optional(Type.String()),
  taxBasisPoints: Type.Integer(),
  taxablePaise: Amount,
  taxPaise: Amount,
})

export const CreditNoteView = object({
  creditNoteId: CreditNoteId,
  number: Type.String(),
  reason: Type.String(),
  writtenAt: Instant,
  ...{ taxablePaise: Type.Integer(), cgstPaise: Amount, sgstPaise: Amount, totalPaise: Amount },
  lines: Type.Array(object({ line: Type.Integer(), quantity: Quantity, totalPaise: Amount })),
})

/** A whole bill. */
export const InvoiceView = object({
  ...summary,
  issuer: IssuerView,
  lines: Type.Array(LineView),
  byRate: Type.Array(ByRate, { description: 'The sums of each rate and number of the tax law.' }),
  payments: Type.Array(PaymentView),
  creditNotes: Type.Array(CreditNoteView),
})
export type InvoiceView = Static<typeof InvoiceView>

/** A bill that is not issued: it has no number, and nothing was paid. */
export const InvoicePreview = object({
  kind: InvoiceKind,
  facilityId: FacilityId,
  ...sums,
  issuer: IssuerView,
  lines: Type.Array(LineView),
  byRate: Type.Array(ByRate),
})

type Sums = Omit<Invoice, 'seq' | 'number' | 'fy'>

const toSums = (invoice: Sums) => ({
  ...{ grossPaise: invoice.gross_paise, discountPaise: invoice.discount_paise, exemptPaise: invoice.exempt_paise },
  ...{ taxablePaise: invoice.taxable_paise, cgstPaise: invoice.cgst_paise, sgstPaise: invoice.sgst_paise },
  ...{ totalPaise: invoice.total_paise, paidPaise: invoice.paid_paise, refundedPaise: invoice.refunded_paise },
  ...{ creditedPaise: invoice.credited_paise, duePaise: dueOf(invoice), refundablePaise: refundableOf(invoice) },
})

export const toSummary = (invoice: Invoice): Static<typeof InvoiceSummary> => ({
  ...{ invoiceId: invoice.id, number: invoice.number, kind: invoice.kind, status: invoice.status },
  ...{ facilityId: invoice.facility_id, issuedAt: invoice.issued_at.toISOString() },
  ...(invoice.patient_id !== null && { patientId: invoice.patient_id }),
  ...toSums(invoice),
})

export const toPreview = (invoice: Sums, lines: readonly FullLine[]): Static<typeof InvoicePreview> => ({
  ...{ kind: invoice.kind, facilityId: invoice.facility_id, issuer: invoice.issuer, ...toSums(invoice) },
  ...{ lines: lines.map(toLineView), byRate: toRates(lines) },
})

/** A bill that was just issued: nothing was paid yet. */
export const toNewView = (invoice: Invoice, lines: readonly FullLine[]): InvoiceView => ({
  ...{ ...toSummary(invoice), issuer: invoice.issuer, lines: lines.map(toLineView), byRate: toRates(lines) },
  ...{ payments: [], creditNotes: [] },
})

/** The whole bill. `isStaff`: with who took the money. */
export async function toView(db: BillingContext['db'], invoice: Invoice, isStaff: boolean): Promise<InvoiceView> {
  const lines = await listLines(db, [invoice.id])
  const payments = await listPaymentsOf(db, [invoice.id])
  const notes = await listNotes(db, [invoice.id])
  const noteLines = await listNoteLines(db, notes)
  return {
    ...toNewView(invoice, lines),
    payments: payments.map((payment) => toPaymentView(payment, isStaff)),
    creditNotes: notes.map((note) => toNoteView(note, noteLines)),
  }
}

export const toNoteView = (note: CreditNote, lines: readonly CreditLine[]): Static<typeof CreditNoteView> => ({
  ...{ creditNoteId: note.id, number: note.number, reason: note.reason, writtenAt: note.written_at.toISOString() },
  ...{ taxablePaise: note.taxable_paise, cgstPaise: note.cgst_paise, sgstPaise: note.sgst_paise },
  totalPaise: note.total_paise,
  lines: lines
    .filter(({ credit_note_id }) => credit_note_id === note.id)
    .map(({ line, quantity, total_paise }) => ({ line, quantity, totalPaise: total_paise })),
})

function toLineView({ line, charge }: FullLine): Static<typeof LineView> {
  return {
    ...{ line: line.line, chargeId: charge.id, group: charge.charge_group, text: charge.text },
    ...(charge.code !== null && { code: charge.code }),
    ...(charge.hsn_sac !== null && { hsnSac: charge.hsn_sac }),
    ...toBatchView(charge),
    ...{ quantity: line.quantity, credited: charge.credited_quantity, unitPricePaise: charge.unit_price_paise },
    ...{ discountPaise: line.discount_paise, taxBasisPoints: charge.basis_points, taxablePaise: line.taxable_paise },
    ...{ cgstPaise: line.cgst_paise, sgstPaise: line.sgst_paise, totalPaise: line.total_paise },
  }
}

function toRates(lines: readonly FullLine[]): Static<typeof ByRate>[] {
  const groups = Map.groupBy(lines, ({ charge }) => `${charge.basis_points} ${charge.hsn_sac ?? ''}`)
  return [...groups.values()].map((those) => {
    const { hsn_sac, basis_points } = (those[0] as FullLine).charge
    const sum = (pick: (one: FullLine) => number) => those.reduce((total, one) => total + pick(one), 0)
    return {
      ...(hsn_sac !== null && { hsnSac: hsn_sac }),
      ...{ taxBasisPoints: basis_points, taxablePaise: sum(({ line }) => line.taxable_paise) },
      taxPaise: sum(({ line }) => line.cgst_paise + line.sgst_paise),
    }
  })
}

/** Adds to answers for staff who the patients are. */
export async function withPatients<View extends { readonly patientId?: PatientId }>(
  { call }: BillingContext,
  views: readonly View[],
): Promise<(View & Pick<Static<typeof InvoiceSummary>, 'patient'>)[]> {
  const patientIds = [...new Set(views.flatMap(({ patientId }) => patientId ?? []))]
  const people = patientIds.length === 0 ? [] : await call(findPatients, { patientIds })
  const byId = new Map(people.map((one) => [one.patientId, one]))
  return views.map((view) => {
    const { name, birthYear, gender } = (view.patientId && byId.get(view.patientId)) || {}
    const isShown = name !== undefined && birthYear !== undefined && gender !== undefined
    return { ...view, ...(isShown && { patient: { name, birthYear, gender } }) }
  })
}
