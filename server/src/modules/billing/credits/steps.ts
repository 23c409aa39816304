// Writes a credit note: a part of an invoice, or all of it, is given back at the price and the tax of its lines.
import { dayInIndia } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type Amounts, givenBackOf, partOf, sumAmounts } from '../amounts.ts'
import { updateStatus } from '../charges/store.ts'
import type { ChargeGroup } from '../contract.ts'
import { decideInvoice, dueOf, refundableOf } from '../invoices/rules.ts'
import { type FullLine, updateSums } from '../invoices/store.ts'
import { requireIssuer } from '../issuers/steps.ts'
import { refundDue } from '../payments/contract.ts'
import { decideCharge } from '../rules.ts'
import { takeNumber } from '../series-store.ts'
import type { BillingTables, Charge, CreditLine, CreditNote, Invoice } from '../tables.ts'
import { creditNoteWritten, moreThanInvoiced } from './contract.ts'
import { insertNote } from './store.ts'

type Tables = BillingTables

/** How many of a line of the invoice are given back. */
export interface CreditedLine {
  readonly full: FullLine
  readonly quantity: number
}

export interface Credit {
  /** The invoice, locked. */
  readonly invoice: Invoice
  readonly lines: readonly CreditedLine[]
  /** All charges of the invoice, locked. */
  readonly charges: readonly Charge[]
  readonly reason: string
}

export interface Credited {
  readonly note: CreditNote
  readonly noteLines: readonly CreditLine[]
  readonly invoice: Invoice
  /** The charges that are different now. */
  readonly changed: readonly Charge[]
}

/** Writes a credit note. Lock what it needs before: all charges of the invoice first, then the invoice. */
export async function credit(tx: Tx<Tables>, asked: Credit, origin: EventOrigin): Promise<Credited> {
  const { invoice: before, lines, reason } = asked
  const parts = lines.map(toPart)
  const { totalPaise, taxablePaise, cgstPaise, sgstPaise } = sumAmounts(parts.map(({ amounts }) => amounts))
  const invoice = lower(before, totalPaise)
  await updateSums(tx, invoice)
  const changed = await updateCharges(tx, { ...asked, invoice }, parts)
  const now = tx.clock.now()
  const { cell, facility_id: facilityId, patient_id } = invoice
  const { prefix } = await requireIssuer(tx, facilityId)
  const day = dayInIndia(now)
  const numbered = await takeNumber(tx, 'credit-note', { cell, facilityId, prefix, day })
  const note: CreditNote = {
    ...{ cell, id: newId<'credit note'>(cell, now.getTime()), facility_id: facilityId, patient_id },
    ...{ invoice_id: invoice.id, series: 'credit-note', ...numbered, reason },
    ...{ taxable_paise: taxablePaise, cgst_paise: cgstPaise, sgst_paise: sgstPaise, total_paise: totalPaise },
    ...{ written_by: origin.actorId, written_on: day, written_at: now },
  }
  const noteLines = parts.map((part) => toCreditLine(note, part))
  await insertNote(tx, note, noteLines)
  const groups = [...new Set(lines.map(({ full }) => full.charge.charge_group))]
  await tell(tx, { note, before, invoice, groups }, origin)
  return { note, noteLines, invoice, changed }
}

interface Part extends CreditedLine {
  readonly amounts: Amounts
}

function toPart({ full, quantity }: CreditedLine): Part {
  const { line, charge } = full
  const left = line.quantity - charge.credited_quantity
  if (quantity > left) throw new Problem(moreThanInvoiced, { members: { line: line.line, left } })
  const from = givenBackOf(charge)
  return { full, quantity, amounts: partOf(charge, from, from + quantity) }
}

/** A part of less than one paisa gives back nothing. */
function lower(invoice: Invoice, paise: number): Invoice {
  if (paise === 0) return invoice
  const decision = decideInvoice(invoice, 'credit', paise)
  if (!('next' in decision)) throw new Problem(moreThanInvoiced, { members: { left: 0 } })
  return { ...invoice, ...decision.next }
}

/** What is given back wholly is credited. What stays is settled when nothing of the invoice is due any more. */
async function updateCharges(tx: Tx<Tables>, { invoice, charges }: Credit, parts: readonly Part[]): Promise<Charge[]> {
  const quantities = new Map(parts.map(({ full, quantity }) => [full.charge.id, quantity]))
  const now = tx.clock.now()
  const isPaid = dueOf(invoice) === 0
  const changed: Charge[] = []
  for (const charge of charges) {
    const credited_quantity = charge.credited_quantity + (quantities.get(charge.id) ?? 0)
    const isGone = charge.reversed_quantity + credited_quantity === charge.quantity
    const status = move(charge.status, isGone, isPaid)
    if (status === charge.status && credited_quantity === charge.credited_quantity) continue
    const after = { ...charge, credited_quantity, status, status_at: now }
    await updateStatus(tx, after)
    changed.push(after)
  }
  return changed
}

function move(status: Charge['status'], isGone: boolean, isPaid: boolean): Charge['status'] {
  if (!isGone && !isPaid) return status
  const decision = decideCharge(status, isGone ? 'credit' : 'settle')
  return 'next' in decision ? decision.next : status
}

const toCreditLine = ({ cell, id, invoice_id }: CreditNote, { full, quantity, amounts }: Part): CreditLine => ({
  ...{ cell, credit_note_id: id, line: full.line.line, invoice_id, quantity, total_paise: amounts.totalPaise },
  ...{ taxable_paise: amounts.taxablePaise, cgst_paise: amounts.cgstPaise, sgst_paise: amounts.sgstPaise },
})

interface Told {
  /** The groups of which something is given back. */
  readonly groups: ChargeGroup[]
  readonly note: CreditNote
  readonly before: Invoice
  readonly invoice: Invoice
}

async function tell(tx: Tx<Tables>, { note, before, invoice, groups }: Told, origin: EventOrigin): Promise<void> {
  const { id: invoiceId, facility_id: facilityId, patient_id } = invoice
  const facts = { invoiceId, facilityId, ...(patient_id !== null && { patientId: patient_id }) }
  const { id: creditNoteId, number, total_paise: totalPaise } = note
  await publish(tx, origin, creditNoteWritten, { ...facts, creditNoteId, number, totalPaise })
  const refundablePaise = refundableOf(invoice)
  if (refundablePaise <= refundableOf(before)) return
  await publish(tx, origin, refundDue, { ...facts, groups, refundablePaise })
}
